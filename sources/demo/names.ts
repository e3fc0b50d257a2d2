/** Names that read like places and are none. */
import { shuffled, stream } from './random.js';

/** The demo borough first, then the rest of its country, in the order of `towns`. */
export const authorityNames = [
  'Brackmouth',
  'Tellanby',
  'North Holmering',
  'Ferrowick',
  'Cresterley',
  'Ostley',
  'Thornscar Moor',
] as const;

export type Setting = 'town' | 'coast' | 'country';

const stems =
  'Tamble Skeller Brandock Corvel Dunnel Emmick Farrock Garvel Hasker Istle Kelmar Lorrim Nessel Ombers Pellow ' +
  'Quenner Rusker Sorran Tarvel Ulmer Vennel Yarrel Cawder Embles Strake Wexel Orlan Druckle Arvel Bessock Cattern ' +
  'Dorrin Fessel Hobbern Keddle Nunmer Rawmer Scarrock Thessel Wendock Yoller';
const endings: Readonly<Record<Setting, string>> = {
  town: 'gate field bridge side worth ford',
  coast: 'ness haven staithe strand hythe',
  country: 'dale thwaite fell holt stead by',
};

/** Shapes that real ward names take and that trip up programs: an apostrophe, a comma, an ampersand. */
const awkward = ['Castle Keddle', 'St Ombard’s', 'Upper Thessel', "Quenner's Cross", 'Cawder, Nessel & Strake'];
const harbourName = 'Harbour Steps';

/** Names of one setting in random order, each given once, and no stem twice in an authority if it can be helped. */
function pool(setting: Setting) {
  const all = endings[setting].split(' ').flatMap((ending) => stems.split(' ').map((stem) => ({ stem, ending })));
  const left = shuffled(all, stream(`names ${setting}`));
  return (used: Set<string>): string => {
    const fresh = left.findIndex(({ stem }) => !used.has(stem));
    const [taken = { stem: 'No', ending: setting }] = left.splice(Math.max(0, fresh), 1);
    used.add(taken.stem);
    return taken.stem + taken.ending;
  };
}

/** One name for each setting, each different; the last ward of the demo borough is its old harbour. */
export function nameWards(settings: readonly { setting: Setting; authority: number }[]): string[] {
  const pools = { town: pool('town'), coast: pool('coast'), country: pool('country') };
  const random = stream('double names');
  const rare = [...awkward];
  let used = new Set<string>();
  const names = settings.map(({ setting, authority }, i) => {
    if (authority !== settings[i - 1]?.authority) used = new Set(authority === 0 ? ['Cawder', 'Nessel', 'Strake'] : []);
    const chance = random();
    if (chance < 0.25 && authority === 0 && rare.length > 0) return rare.pop() ?? '';
    if (chance > 0.93) return `${pools[setting](used)} & ${pools[setting](used)}`;
    return pools[setting](used);
  });
  const last = settings.findLastIndex(({ authority }) => authority === 0);
  return names.map((name, i) => (i === last ? harbourName : name));
}
