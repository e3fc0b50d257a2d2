/** What is said of high-need zones, on the map and in the findings. */
import type { MartRow } from '../models/marts.js';
import { count, counted, decimal } from './words.js';

type Zone = MartRow<'mart_zone'>;
type Cluster = MartRow<'mart_cluster'>;

/** Fewer wards than this leave the tests little power: a pattern must be very clear to stand out among them. */
export const fewWards = 40;

/** Sentences no longer than this can be read out in a meeting. */
const wordsAllowed = 40;

/** Where high need meets high need, or that nowhere it does so clearly; undefined where nobody knows which wards touch. */
export function zoneFinding(zones: readonly Zone[], clusters: readonly Cluster[]): string | undefined {
  const tests = clusters[0]?.tests;
  if (!tests) return undefined;
  if (zones.length === 0)
    return `No high-need zone stands out among the ${counted(tests, 'ward')} tested; ${whyNone(tests)}`;
  const wards = zones.reduce((sum, zone) => sum + zone.wards, 0);
  const what =
    zones.length === 1 ? 'One high-need zone of' : `${capitalCount(zones.length)} high-need zones of together`;
  const stand = `${what} ${counted(wards, 'ward')} ${zones.length === 1 ? 'stands' : 'stand'} out`;
  const tail = `more than chance would make it in ${counted(tests, 'test')}`;
  const named = `${stand}, ${tail}: ${zones.map(({ name }) => name).join('; ')}${residentsOf(zones)}.`;
  return named.split(/\s+/).length <= wordsAllowed ? named : `${stand}, ${tail}${residentsOf(zones)}.`;
}

/** That nothing stands out is not the same as that nothing is there. */
export const whyNone = (tests: number): string =>
  tests < fewWards
    ? 'with so few wards only a very clear pattern could, so this does not mean that there is no need.'
    : 'wards of high need do not lie together clearly enough, which does not mean that there is no need.';

const capitalCount = (n: number): string => count(n).replace(/^./, (letter) => letter.toUpperCase());

function residentsOf(zones: readonly Zone[]): string {
  if (zones.some(({ residents }) => residents === null)) return '';
  const people = zones.reduce((sum, { residents }) => sum + (residents ?? 0), 0);
  return ` (${decimal(people, 0)} residents)`;
}

/** The sentence that a map's alternative text ends with. */
export function zonesOnMap(zones: readonly Zone[]): string {
  if (zones.length === 0) return '';
  const shown = zones.slice(0, 5).map(({ zone, name }) => `Zone ${zone} is ${name}`);
  const more = zones.length > shown.length ? `; and ${count(zones.length - shown.length)} more` : '';
  return ` ${capitalCount(zones.length)} high-need ${zones.length === 1 ? 'zone is' : 'zones are'} outlined: ${shown.join('; ')}${more}.`;
}
