/** The made-up country as its statistical office would list it: authorities, wards and LSOAs with codes and names. */
import { type Cell, distance, type Place, seaward } from './land.js';
import { authorityNames, nameWards, type Setting } from './names.js';
import { bell, stream } from './random.js';
import { shareOut, square } from './share.js';
import { type Territory, territory, towns } from './territory.js';

export interface Authority {
  readonly code: string;
  readonly name: string;
}

export interface DemoWard extends Authority {
  readonly authority: Authority;
  readonly middle: Place;
  /** Where the ward stands in the territory it was cut from. */
  readonly index: number;
}

export interface DemoLsoa extends Authority {
  readonly ward: DemoWard;
  readonly middle: Place;
}

export interface World {
  readonly territory: Territory;
  readonly authorities: readonly Authority[];
  readonly wards: readonly DemoWard[];
  readonly lsoas: readonly DemoLsoa[];
}

const code = (entity: '01' | '05' | '06', n: number): string => `X${entity}${String(n).padStart(6, '0')}`;
const lsoasIn = (authority: number): number => (authority === 0 ? 140 : 150);
const perMsoa = 5;

/** 1 in a town centre, falling towards 0 in the country. */
export function townliness(place: Place): number {
  const away = Math.min(...towns.flat().map((town) => distance(town, place)));
  return 1 / (1 + square(away / 3200));
}

function settingOf(place: Place): Setting {
  if (seaward(place) > 0.82) return 'coast';
  return townliness(place) > 0.4 ? 'town' : 'country';
}

/** Codes follow the alphabet within each authority, as they do when a council's wards are redrawn. */
function listWards({ wards }: Territory, authorities: readonly Authority[]): DemoWard[] {
  const names = nameWards(wards.map(({ middle, authority }) => ({ setting: settingOf(middle), authority })));
  const listed = wards.map(({ authority, middle }, index) => ({
    order: authority,
    name: names[index] ?? '',
    middle,
    index,
  }));
  listed.sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1));
  return listed.flatMap(({ order, name, middle, index }, i) => {
    const authority = authorities[order];
    return authority ? [{ code: code('05', i + 1), name, authority, middle, index }] : [];
  });
}

/** Spreads a ward's LSOAs: of a few random spots, the one farthest from those already there. */
function spread(cells: readonly Cell[], wanted: number, random: () => number): Place[] {
  const chosen: Place[] = [];
  while (chosen.length < wanted) {
    const spots = Array.from({ length: 6 }, () => cells[Math.floor(random() * cells.length)]);
    const room = (spot: Place) => Math.min(...chosen.map((other) => distance(other, spot)));
    const best = spots.reduce((a, b) => (a && b && room(b) > room(a) ? b : a));
    if (best) chosen.push({ x: best.x, y: best.y });
  }
  return chosen;
}

function listLsoas(
  { wards: shapes }: Territory,
  wards: readonly DemoWard[],
  authorities: readonly Authority[],
): DemoLsoa[] {
  const random = stream('lsoas');
  const all: DemoLsoa[] = [];
  for (const [i, authority] of authorities.entries()) {
    // A handful of cells is a few streets: no LSOA fits such a ward best.
    const own = wards.filter((ward) => ward.authority === authority && (shapes[ward.index]?.cells.length ?? 0) > 8);
    const weights = own.map(({ middle }) => 1 + 0.6 * townliness(middle) + 0.12 * bell(random));
    let n = 0;
    for (const [w, wanted] of shareOut(lsoasIn(i), weights).entries()) {
      const ward = own[w];
      if (!ward) continue;
      for (const middle of spread(shapes[ward.index]?.cells ?? [], wanted, random)) {
        const msoa = String(Math.floor(n / perMsoa) + 1).padStart(3, '0');
        const name = `${authority.name} ${msoa}${'ABCDE'[n % perMsoa]}`;
        all.push({ code: code('01', all.length + 1), name, ward, middle });
        n++;
      }
    }
  }
  return all;
}

/** The whole made-up country; the demo borough is the first authority. */
export function world(): World {
  const land = territory();
  const authorities = authorityNames.map((name, i) => ({ code: code('06', i + 1), name }));
  const wards = listWards(land, authorities);
  return { territory: land, authorities, wards, lsoas: listLsoas(land, wards, authorities) };
}
