/** Zones of the council's own: what is counted by them, on tables small enough to check by eye. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readModels } from '../models/build.js';
import type { Cell } from '../models/engine/engine.js';
import { type Drawn, warehouse } from './support/warehouse.js';

const [w1, w2, w3] = ['X05000001', 'X05000002', 'X05000003'];
const lsoas = ['X01000001', 'X01000002', 'X01000003', 'X01000004', 'X01000005', 'X01000006'];
const [l1, , l3, l4, l5] = lsoas as [string, string, string, string, string];
const lies = (lsoa: string, ward: string, type = 'lsoa21', share = 1): Cell[] => [
  type,
  lsoa,
  'ward25',
  ward,
  `Ward ${ward}`,
  ward === w3 ? 'X06000002' : 'X06000001',
  'Authority',
  share,
  'best_fit',
];
const figure = (
  area: string,
  value: number | null,
  more: Partial<Record<'source' | 'type' | 'measure', string>> = {},
): Cell[] => [
  more.source ?? 's',
  more.type ?? 'lsoa21',
  area,
  '2021',
  more.measure ?? 'n',
  value,
  value === null ? 'missing' : 'measured',
];
const count = (source: string, measure = 'n', disclosure = 'published'): Cell[] => [
  source,
  measure,
  'count',
  disclosure,
  null,
  null,
];
/** 1, 2, 4 … so that a sum tells what is in it. */
const binary = lsoas.map((lsoa, i) => figure(lsoa, 2 ** i));

/** Two wards assessed of two LSOAs each, and one elsewhere. */
const land: Drawn = {
  lookup: lsoas.map((lsoa, i) => lies(lsoa, [w1, w1, w2, w2, w3, w3][i] ?? '')),
  assessed_area: [['X06000001']],
  setting: [['ward25', 'best_fit', 5, false, null, 'X92000001', 'Made-up England']],
  measure: [count('s')],
  observation: binary,
};
const zones = (members: Readonly<Record<string, readonly string[]>>): Pick<Drawn, 'local_zones'> => ({
  local_zones: Object.entries(members).flatMap(([zone, areas]) => areas.map((area) => [area, zone, null])),
});

async function ask(drawn: Drawn, ...questions: string[]) {
  const { engine, rows } = await warehouse(drawn);
  try {
    const answers = [];
    for (const sql of questions) answers.push(await rows(sql));
    return answers;
  } finally {
    await engine.close();
  }
}

const ofZones = `select area, total, status from area_measure where area_level = 'zone' order by source, area`;
const residuals =
  'select in_zones, in_no_zone, more_than_once, beyond, cast(residual as double) as residual from zone_reconciliation';
const audit = readModels('audits').find(({ name }) => name === 'nothing_lost_in_zones')?.sql ?? '';

describe('counts by zone', () => {
  it.each([
    [
      'wards',
      { N: [w1], S: [w2] },
      [
        ['N', 3],
        ['S', 12],
      ],
    ],
    [
      'small areas across a border of wards',
      { N: [w1, l3], S: [l4] },
      [
        ['N', 7],
        ['S', 8],
      ],
    ],
    ['an authority', { All: ['X06000001'] }, [['All', 15]]],
    [
      'zones that overlap',
      { N: [w1, l3], M: [l3, l4] },
      [
        ['M', 12],
        ['N', 7],
      ],
    ],
    ['areas in none', { N: [l1] }, [['N', 1]]],
    ['a ward of a neighbour', { N: [w2, w3] }, [['N', 60]]],
    ['a ward, and one of its small areas besides', { N: [w1, l1] }, [['N', 3]]],
    ['nothing of the area assessed', { N: [w1], Far: [l5] }, [['N', 3]]],
  ] as const)('of %s', async (_, members, totals) => {
    const [found, left, lost] = await ask(
      { ...land, ...zones(members) },
      `${ofZones.replace('order', "and area <> 'Far' order")}`,
      residuals,
      audit,
    );
    expect(found).toEqual(totals.map(([area, total]) => ({ area, total, status: 'measured' })));
    expect(left?.[0]?.residual).toBe(0);
    expect(lost).toEqual([]);
  });

  it('say what is in none, in several, and beyond', async () => {
    const [left] = await ask({ ...land, ...zones({ N: [w1, l1, l3], M: [l3, w3] }) }, residuals);
    expect(left).toEqual([{ in_zones: 7 + 4 + 48, in_no_zone: 8, more_than_once: 4, beyond: 48, residual: 0 }]);
  });

  it('are missing where a part of the zone has no figure, and the others are not', async () => {
    const holes = binary.map((row) => (row[2] === l4 ? figure(l4, null) : row));
    const [found, left] = await ask(
      { ...land, observation: holes, ...zones({ N: [w1, l3], S: [l4] }) },
      ofZones,
      residuals,
    );
    expect(found).toEqual([
      { area: 'N', total: 7, status: 'measured' },
      { area: 'S', total: null, status: 'missing' },
    ]);
    expect(left?.[0]?.residual).toBe(0);
  });

  it('hold no zones where none are given', async () => {
    expect(await ask(land, ofZones, residuals, "select * from assessed where area_level = 'zone'")).toEqual([
      [],
      [],
      [],
    ]);
  });
});

describe('what is known for wards only', () => {
  const byWard: Drawn = {
    ...land,
    measure: [count('s'), count('own'), count('ons_census_age', 'residents')],
    observation: [
      figure(w1 ?? '', 100, { source: 'own', type: 'ward25' }),
      figure(w2 ?? '', 200, { source: 'own', type: 'ward25' }),
      ...lsoas.map((lsoa, i) => figure(lsoa, i === 2 ? 300 : 100, { source: 'ons_census_age', measure: 'residents' })),
    ],
  };
  const own = `select area, total, status from area_measure where area_level = 'zone' and source = 'own' order by area`;

  it('is shared out over zones that cut a ward, by where its people live', async () => {
    const [found] = await ask({ ...byWard, ...zones({ N: [w1 ?? '', l3], S: [l4] }) }, own);
    expect(found).toEqual([
      { area: 'N', total: 250, status: 'modelled' },
      { area: 'S', total: 50, status: 'modelled' },
    ]);
  });

  it('or by the number of small areas, where nobody counted people', async () => {
    const without = byWard.observation?.filter(([source]) => source === 'own') ?? [];
    const [found] = await ask({ ...byWard, observation: without, ...zones({ N: [w1 ?? '', l3], S: [l4] }) }, own);
    expect(found?.map(({ total }) => total)).toEqual([200, 100]);
  });

  it('beside others for smaller areas, adds up as it does in wards', async () => {
    const mixed = [
      figure(w1 ?? '', 100, { source: 'own', type: 'ward25' }),
      ...[l3, l4].map((lsoa) => figure(lsoa, 7, { source: 'own' })),
    ];
    const [found] = await ask({ ...byWard, observation: mixed, ...zones({ N: [w1 ?? '', l3], S: [l4] }) }, own);
    expect(found).toEqual([
      { area: 'N', total: 107, status: 'measured' },
      { area: 'S', total: 7, status: 'measured' },
    ]);
  });
});

it('a score is averaged by the people who live in the zone', async () => {
  const [found] = await ask(
    {
      ...land,
      measure: [['s', 'score', 'score', 'published', 's', 'n'], count('s')],
      observation: [...binary, ...lsoas.map((lsoa, i) => figure(lsoa, 10 * i, { measure: 'score' }))],
      ...zones({ N: [w1 ?? '', l3], S: [l4] }),
    },
    `select area, total / weight as mean from area_measure where area_level = 'zone' and measure = 'score' order by area`,
  );
  expect(found).toEqual([
    { area: 'N', mean: (0 * 1 + 10 * 2 + 20 * 4) / 7 },
    { area: 'S', mean: 30 },
  ]);
});

describe('small areas of another year', () => {
  // One was split into the first two, two were merged into the third, the fourth has kept its code.
  const became = (former: string, lsoa: string): Cell[] => [
    'lsoa11',
    former,
    'lsoa21',
    lsoa,
    null,
    null,
    null,
    1,
    'nested',
  ];
  const former: Drawn = {
    ...land,
    lookup: [
      ...(land.lookup ?? []),
      became('X01000011', 'X01000001'),
      became('X01000011', 'X01000002'),
      became('X01000013', 'X01000003'),
      became('X01000014', 'X01000003'),
      became('X01000004', 'X01000004'),
    ],
    bridge: [['lsoa11', 'lsoa21']],
    people: lsoas.map((lsoa) => ['lsoa21', lsoa, 100]),
  };

  it('stand for those they became, in the file of zones', async () => {
    const [found] = await ask(
      { ...former, ...zones({ N: ['X01000011', 'X01000013'], S: ['X01000014', l4] }) },
      ofZones,
    );
    expect(found).toEqual([
      { area: 'N', total: 1 + 2 + 4 / 2, status: 'modelled' },
      { area: 'S', total: 4 / 2 + 8, status: 'modelled' },
    ]);
  });

  it('reach zones of newer ones, split ones by where people live', async () => {
    const figures = ['X01000011', 'X01000013', 'X01000014', l4].map((area) => figure(area, 10, { type: 'lsoa11' }));
    const [found, left] = await ask(
      { ...former, observation: figures, ...zones({ N: [l1, l3], S: ['X01000002', l4] }) },
      ofZones,
      residuals,
    );
    expect(found?.map(({ total }) => total)).toEqual([5 + 20, 5 + 10]);
    expect(left?.[0]?.residual).toBe(0);
  });
});

it('whatever the zones, what they hold and what they leave is what the wards hold', async () => {
  const whole = fc.nat({ max: 5 });
  const any = fc.record({
    homes: fc.array(whole, { minLength: 6, maxLength: 6 }),
    figures: fc.array(fc.nat({ max: 1000 }), { minLength: 6, maxLength: 6 }),
    extra: fc.array(fc.tuple(whole, whole), { maxLength: 3 }),
    wards: fc.array(fc.tuple(fc.constantFrom(w1, w2, w3), whole), { maxLength: 2 }),
  });
  await fc.assert(
    fc.asyncProperty(any, async ({ homes, figures, extra, wards }) => {
      // 0 is no zone.
      const members = [
        ...homes.flatMap((zone, i) => (zone === 0 ? [] : [[lsoas[i], `Z${zone}`]])),
        ...extra.map(([i, zone]) => [lsoas[i] ?? l1, `Z${zone}`]),
        ...wards.map(([ward, zone]) => [ward, `Z${zone}`]),
      ];
      const rows = [...new Set(members.map((one) => one.join()))].map((one) => [...one.split(','), null]);
      const [lost, cut] = await ask(
        { ...land, observation: figures.map((n, i) => figure(lsoas[i] ?? '', n)), local_zones: rows },
        audit,
        `select p.ward, p.total - w.total as difference from (
           select z.ward, sum(m.total) as total from (select distinct place, ward from zone_piece) as z
           join area_measure as m on m.area_level = 'piece' and m.area = z.place group by z.ward) as p
         join area_measure as w on w.area_level = 'ward' and w.area = p.ward`,
      );
      expect(lost).toEqual([]);
      for (const { difference } of cut ?? []) expect(difference).toBe(0);
    }),
    { numRuns: 6 },
  );
});
