/**
 * Zones are one more table that is tied to the others: zones less wards tell of the pieces that zones cut wards into. An
 * attacker who knows which small areas make each ward and zone adds up all that is shown, and must not tell a small count.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../models/engine/engine.js';
import { attack } from '../models/statistics/disclosure/attacker.js';
import { loadSolver } from '../models/statistics/disclosure/linear-programme.js';
import type { Sum } from '../models/statistics/disclosure/linked-tables.js';
import { type Drawn, warehouse } from './support/warehouse.js';

const solve = await loadSolver();
const below = 5;
const wards = ['X05000001', 'X05000002', 'X05000003'];
/** Three small areas in each ward. */
const lsoas = wards.flatMap((ward, w) => [1, 2, 3].map((i) => ({ lsoa: `X0100000${3 * w + i}`, ward })));
type Zones = Readonly<Record<string, readonly string[]>>;

const counted = (source: string): Cell[] => [source, 'n', 'count', 'own', null, null];
const land = (counts: readonly number[], zones: Zones, byWard = false): Drawn => ({
  lookup: lsoas.map(({ lsoa, ward }) => [
    'lsoa21',
    lsoa,
    'ward25',
    ward,
    `Ward ${ward}`,
    'X06000001',
    'Authority',
    1,
    'best_fit',
  ]),
  assessed_area: [['X06000001']],
  setting: [['ward25', 'best_fit', below, false, null, 'X92000001', 'Made-up England']],
  measure: [counted('own'), ['s', 'people', 'count', 'published', null, null]],
  indicator: [['incidents', 1, 'rate', 'own', 'own', 'n', 's', 'people']],
  observation: [
    ...(byWard
      ? wards.map((ward, w): Cell[] => ['own', 'ward25', ward, '2024', 'n', counts[w] ?? 0, 'measured'])
      : lsoas.map(({ lsoa }, i): Cell[] => ['own', 'lsoa21', lsoa, '2024', 'n', counts[i] ?? 0, 'measured'])),
    ...lsoas.map(({ lsoa }): Cell[] => ['s', 'lsoa21', lsoa, '2024', 'people', 1000, 'measured']),
  ],
  local_zones: Object.entries(zones).flatMap(([zone, areas]) => areas.map((area) => [area, zone, null])),
});

const holds = (zone: readonly string[], { lsoa, ward }: { lsoa: string; ward: string }) =>
  zone.includes(lsoa) || zone.includes(ward);

/** The places that are counted by, each with its small areas: wards, zones, the whole, and every piece of a ward by its zones. */
function placesOf(zones: Zones): Map<string, number[]> {
  const rows = [...lsoas.keys()];
  const where = (is: (one: (typeof lsoas)[number]) => boolean) => rows.filter((i) => is(lsoas[i]!));
  const signature = (one: (typeof lsoas)[number]) =>
    Object.keys(zones)
      .filter((zone) => holds(zones[zone] ?? [], one))
      .join();
  return new Map([
    ['authority X06000001', rows],
    ...wards.map((ward) => [`ward ${ward}`, where((one) => one.ward === ward)] as const),
    ...Object.entries(zones).map(([zone, areas]) => [`zone ${zone}`, where((one) => holds(areas, one))] as const),
    ...[...new Set(lsoas.map((one) => `${one.ward} ${signature(one)}`))].map(
      (piece) => [`piece ${piece}`, where((one) => `${one.ward} ${signature(one)}` === piece)] as const,
    ),
  ]);
}

async function published(drawn: Drawn) {
  const { engine, rows } = await warehouse(drawn);
  try {
    return await rows(
      "select area_level, area, numerator, rule from indicator_series where area_level <> 'country' order by area_level, area",
    );
  } finally {
    await engine.close();
  }
}

/** What an attacker is left to guess of each place: how far the least and the most it could be lie apart, by its true count. */
async function guesses(counts: readonly number[], zones: Zones, told: readonly string[] = []) {
  const rows = await published(land(counts, zones));
  const places = placesOf(zones);
  const names = [...places.keys()];
  const value = [
    ...counts,
    ...names.map((name) => (places.get(name) ?? []).reduce((sum, i) => sum + (counts[i] ?? 0), 0)),
  ];
  const sums: Sum[] = names.map((name, p) => {
    const parts = places.get(name) ?? [];
    return { cells: [lsoas.length + p, ...parts], coefficients: [-1, ...parts.map(() => 1)] };
  });
  const shown = new Set([
    ...rows.flatMap(({ area_level, area, numerator }) => (numerator === null ? [] : [`${area_level} ${area}`])),
    ...told,
  ]);
  for (const { area_level, area, numerator } of rows)
    if (numerator !== null) expect(numerator).toBe(value[lsoas.length + names.indexOf(`${area_level} ${area}`)]);
  const hidden = new Set(
    [...value.keys()].filter((cell) => cell < lsoas.length || !shown.has(names[cell - lsoas.length] ?? '')),
  );
  const left = attack(solve, { value, sums }, hidden);
  return {
    rows,
    shown,
    narrow: names.flatMap((name, p) => {
      const truth = value[lsoas.length + p] ?? 0;
      const found = left.get(lsoas.length + p) ?? { lower: truth, upper: truth };
      return truth > 0 && truth < below && found.upper - found.lower < below - 1 - 1e-6
        ? [{ name, truth, ...found }]
        : [];
    }),
  };
}

const usual = [20, 30, 40, 25, 35, 45, 50, 22, 28];
const withSmall = (at: number, n: number) => usual.map((x, i) => (i === at ? n : x));

describe('zones beside wards', () => {
  // The zone is two wards and one small area of the third.
  const north: Zones = { North: [wards[0]!, wards[1]!, lsoas[6]!.lsoa], South: [lsoas[7]!.lsoa, lsoas[8]!.lsoa] };

  it('show all where nothing is small', async () => {
    const { rows, narrow } = await guesses(usual, north);
    expect(rows.filter(({ rule }) => rule !== null)).toEqual([]);
    expect(narrow).toEqual([]);
  });

  it('withhold what would tell the small area that a zone takes of a ward', async () => {
    const { rows, narrow } = await guesses(withSmall(6, 2), north);
    expect(narrow).toEqual([]);
    const withheld = rows.filter(({ rule }) => rule !== null);
    expect(withheld.map(({ rule }) => rule)).toEqual(withheld.map(() => 'gives_one_away'));
    expect(withheld.length).toBeGreaterThan(0);
    // The wards alone would have told nothing.
    expect((await guesses(withSmall(6, 2), {})).rows.filter(({ rule }) => rule !== null)).toEqual([]);
  });

  it('and what a zone leaves of a ward', async () => {
    const { narrow, rows } = await guesses(withSmall(8, 3), { North: [wards[0]!, lsoas[6]!.lsoa, lsoas[7]!.lsoa] });
    expect(narrow).toEqual([]);
    expect(rows.some(({ rule }) => rule === 'gives_one_away')).toBe(true);
  });

  it('the attacker is no fool: told what was withheld besides, it finds the count', async () => {
    const all = ['zone North', ...wards.map((ward) => `ward ${ward}`)];
    const { narrow } = await guesses(withSmall(6, 2), north, all);
    expect(narrow).toEqual([{ name: `piece ${wards[2]} North`, truth: 2, lower: 2, upper: 2 }]);
  });

  it('whatever the zones and counts, no small count can be told', async () => {
    const any = fc.record({
      counts: fc.array(fc.oneof(fc.nat({ max: 6 }), fc.nat({ max: 60 })), { minLength: 9, maxLength: 9 }),
      homes: fc.array(fc.nat({ max: 3 }), { minLength: 9, maxLength: 9 }),
      also: fc.array(fc.tuple(fc.nat({ max: 8 }), fc.nat({ max: 2 })), { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(any, async ({ counts, homes, also }) => {
        const zones: Record<string, string[]> = {};
        for (const [i, home] of [...homes.entries(), ...also])
          if (home > 0) zones[`Z${home}`] = [...(zones[`Z${home}`] ?? []), lsoas[i]!.lsoa];
        const unique = Object.fromEntries(Object.entries(zones).map(([zone, areas]) => [zone, [...new Set(areas)]]));
        expect((await guesses(counts, unique)).narrow).toEqual([]);
      }),
      { numRuns: 6 },
    );
  });
});

describe('counts that are known for wards only', () => {
  // A third of the third ward's people live in the zone, as anybody can look up.
  const cut: Zones = { North: [wards[0]!, wards[1]!, lsoas[6]!.lsoa] };

  it('are shown by zone, shared out, though the share of a ward is a small number', async () => {
    const rows = await published(land([40, 50, 9], cut, true));
    expect(rows.filter(({ rule }) => rule !== null)).toEqual([]);
    expect(rows.find(({ area }) => area === 'North')?.numerator).toBeCloseTo(93, 4);
  });

  it('do not come back by way of a zone where the ward is small', async () => {
    const rows = await published(land([40, 50, 3], cut, true));
    const shown = new Set(rows.flatMap(({ area, numerator }) => (numerator === null ? [] : [area])));
    expect(shown.has(wards[2]!)).toBe(false);
    // Zone = ward + ward + a third of the small one: with both wards and the zone it would be told.
    expect([wards[0]!, wards[1]!, 'North'].every((area) => shown.has(area))).toBe(false);
    expect([wards[0]!, wards[1]!, 'X06000001'].every((area) => shown.has(area))).toBe(false);
  });
});
