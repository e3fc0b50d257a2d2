/** The SQL models on tables small enough to check by eye. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readModels } from '../models/build.js';
import { openDuckDB } from '../models/engine/duckdb.js';
import type { Cell } from '../models/engine/engine.js';
import { type Drawn, warehouse } from './support/warehouse.js';

const setting = (
  changes: { rebase?: string; suppress?: number; round?: number | null; zeros?: boolean } = {},
): Cell[][] => [
  [
    'ward25',
    changes.rebase ?? 'best_fit',
    changes.suppress ?? 5,
    changes.zeros ?? false,
    changes.round ?? null,
    'X92000001',
    'Made-up England',
  ],
];
/** LSOA, ward and share of a lookup; the authority is the ward's. */
const lies = (lsoa: string, ward: string, share = 1, method = 'best_fit', authority = 'X06000001'): Cell[] => [
  'lsoa21',
  lsoa,
  'ward25',
  ward,
  `Ward ${ward}`,
  authority,
  `Authority ${authority}`,
  share,
  method,
];
const count = (
  area: string,
  measure: string,
  value: number | null,
  status = 'measured',
  source = 's',
  type = 'lsoa21',
): Cell[] => [source, type, area, '2021', measure, value, status];
const counted = (measure: string, disclosure = 'published', source = 's'): Cell[] => [
  source,
  measure,
  'count',
  disclosure,
  null,
  null,
];
const proportion = (disclosure = 'published', source = 's'): Cell[] => [
  'share',
  1,
  'proportion',
  disclosure,
  source,
  'n',
  source,
  'd',
];

/** Two wards of two LSOAs each, all in the assessed authority. */
const two: Drawn = {
  lookup: [
    lies('X01000001', 'X05000001'),
    lies('X01000002', 'X05000001'),
    lies('X01000003', 'X05000002'),
    lies('X01000004', 'X05000002'),
  ],
  assessed_area: [['X06000001']],
  setting: setting(),
};
const four = ['X01000001', 'X01000002', 'X01000003', 'X01000004'];

async function ask(drawn: Drawn, sql: string) {
  const { engine, rows } = await warehouse(drawn);
  try {
    return await rows(sql);
  } finally {
    await engine.close();
  }
}

const totals = `select area_level, area, total, status from area_measure where measure = 'n' order by area_level, area`;

describe('re-basing to wards', () => {
  it('adds counts up by best fit, for wards, the authority and the country', async () => {
    const observation = four.map((area, i) => count(area, 'n', 10 * (i + 1)));
    expect(await ask({ ...two, observation, measure: [counted('n')] }, totals)).toEqual([
      { area_level: 'authority', area: 'X06000001', total: 100, status: 'measured' },
      { area_level: 'country', area: 'X92000001', total: 100, status: 'measured' },
      { area_level: 'ward', area: 'X05000001', total: 30, status: 'measured' },
      { area_level: 'ward', area: 'X05000002', total: 70, status: 'measured' },
    ]);
  });

  it.each([
    { what: 'a blank', observation: [count('X01000002', 'n', null, 'missing')], status: 'missing' },
    { what: 'a withheld cell', observation: [count('X01000002', 'n', null, 'withheld')], status: 'withheld' },
    { what: 'no row at all', observation: [], status: 'missing' },
  ])('never makes a sum with a hole in it: $what', async ({ observation, status }) => {
    const others = four.filter((area) => area !== 'X01000002').map((area) => count(area, 'n', 5));
    const rows = await ask({ ...two, observation: [...others, ...observation], measure: [counted('n')] }, totals);
    expect(rows.find((r) => r.area === 'X05000001')).toMatchObject({ total: null, status });
    expect(rows.find((r) => r.area === 'X05000002')).toMatchObject({ total: 10, status: 'measured' });
    expect(rows.filter((r) => r.area_level !== 'ward').map((r) => r.total)).toEqual([null, null]);
  });

  it('keeps a true zero', async () => {
    const observation = four.map((area) => count(area, 'n', 0));
    const rows = await ask({ ...two, observation, measure: [counted('n')] }, totals);
    expect(rows.map((r) => r.total)).toEqual([0, 0, 0, 0]);
  });

  it('shares counts out by population where such a lookup is asked for, and marks the figure', async () => {
    const weighted = [
      lies('X01000001', 'X05000001', 0.6, 'population_weighted'),
      lies('X01000001', 'X05000002', 0.4, 'population_weighted'),
      lies('X01000002', 'X05000001', 1, 'population_weighted'),
      lies('X01000003', 'X05000002', 1, 'population_weighted'),
      lies('X01000004', 'X05000002', 1, 'population_weighted'),
    ];
    const observation = [30, 12, 7, 0].map((n, i) => count(four[i] ?? '', 'n', n));
    const drawn: Drawn = {
      ...two,
      lookup: [...(two.lookup ?? []), ...weighted],
      setting: setting({ rebase: 'population_weighted' }),
      observation,
      measure: [counted('n')],
    };
    const rows = await ask(drawn, totals);
    expect(rows.filter((r) => r.area_level === 'ward')).toEqual([
      { area_level: 'ward', area: 'X05000001', total: 30, status: 'modelled' },
      { area_level: 'ward', area: 'X05000002', total: 19, status: 'modelled' },
    ]);
  });

  it('averages a score by its population, never by the number of areas', async () => {
    const observation = [
      ...[10, 40, 20, 20].map((score, i) => count(four[i] ?? '', 'score', score)),
      ...[3000, 1000, 500, 500].map((people, i) => count(four[i] ?? '', 'people', people)),
    ];
    const measure = [counted('people'), ['s', 'score', 'score', 'published', 's', 'people']];
    const rows = await ask(
      { ...two, observation, measure },
      `select area, total / weight as value, weight from area_measure where measure = 'score' and area_level = 'ward' order by area`,
    );
    expect(rows).toEqual([
      { area: 'X05000001', value: 17.5, weight: 4000 },
      { area: 'X05000002', value: 20, weight: 1000 },
    ]);
  });

  it('keeps a small ward that no LSOA was fitted to, without an estimate', async () => {
    const boundary = ['X05000001', 'X05000002', 'X05000003'].map((w) => [
      'ward25',
      w,
      `Ward ${w}`,
      'X06000001',
      'Authority',
      null,
    ]);
    const observation = four.flatMap((area) => [count(area, 'n', 8), count(area, 'd', 20)]);
    const indicator = [proportion()];
    const rows = await ask(
      { ...two, boundary, observation, indicator, measure: [counted('n'), counted('d')] },
      `select area, status, numerator from indicator_protected where area_level = 'ward' order by area`,
    );
    expect(rows).toEqual([
      { area: 'X05000001', status: 'measured', numerator: 16 },
      { area: 'X05000002', status: 'measured', numerator: 16 },
      { area: 'X05000003', status: 'no_estimate', numerator: null },
    ]);
  });

  it('counts what no ward takes as unallocated, and loses nobody, whatever the lookup', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            value: fc.integer({ min: 0, max: 1e6 }),
            ward: fc.integer({ min: 0, max: 3 }),
            share: fc.integer({ min: 0, max: 10 }),
          }),
          { minLength: 1, maxLength: 12 },
        ),
        async (areas) => {
          const lsoa = (i: number) => `X01${String(i).padStart(6, '0')}`;
          const lookup = areas.flatMap(({ ward, share }, i) => [
            ...(share > 0 ? [lies(lsoa(i), `X0500000${ward}`, share / 10)] : []),
            ...(share > 0 && share < 10 && ward > 0
              ? [lies(lsoa(i), 'X05000009', (10 - share) / 10, 'best_fit', 'X06000002')]
              : []),
          ]);
          const observation = areas.map(({ value }, i) => count(lsoa(i), 'n', value));
          const rows = await ask(
            { ...two, lookup, observation, measure: [counted('n')] },
            'select * from reconciliation',
          );
          const all = areas.reduce((sum, { value }) => sum + value, 0);
          expect(rows).toHaveLength(1);
          expect(rows[0]).toMatchObject({ total: all, residual: 0 });
        },
      ),
      {
        numRuns: 15,
        // No lookup at all.
        examples: [[[{ value: 1, ward: 0, share: 0 }]], [[{ value: 0, ward: 0, share: 0 }]]],
      },
    );
  });
});

describe('disclosure control', () => {
  const ward = (area: string, n: number | null, d: number, status = 'measured') => [
    count(area, 'n', n, status, 'own', 'ward25'),
    count(area, 'd', d, 'measured', 'own', 'ward25'),
  ];
  const own: Drawn = {
    ...two,
    measure: [counted('n', 'own', 'own'), counted('d', 'own', 'own')],
    indicator: [proportion('own', 'own')],
  };
  const answer = `select area_level, area, status, rule, numerator, denominator from indicator_protected where area_level <> 'country' order by area`;

  it.each([
    { what: 'a small count', n: 4, d: 50, withheld: true },
    { what: 'a count at the threshold', n: 5, d: 50, withheld: false },
    { what: 'a true zero', n: 0, d: 50, withheld: false },
    { what: 'a small complement', n: 47, d: 50, withheld: true },
    { what: 'a whole ward with none left over', n: 50, d: 50, withheld: false },
    { what: 'a small denominator', n: 0, d: 3, withheld: true },
  ])('$what', async ({ n, d, withheld }) => {
    const rows = await ask({ ...own, observation: [...ward('X05000001', n, d), ...ward('X05000002', 20, 60)] }, answer);
    const [first, second, authority] = rows;
    expect(first).toMatchObject(
      withheld
        ? { status: 'withheld', rule: 'small_count', numerator: null, denominator: null }
        : { status: 'measured', rule: null, numerator: n },
    );
    // The other ward goes, rather than the authority's total.
    expect(second).toMatchObject(
      withheld
        ? { status: 'withheld', rule: 'gives_one_away', numerator: null }
        : { status: 'measured', numerator: 20 },
    );
    expect(authority).toMatchObject({ status: 'measured', numerator: n + 20 });
  });

  it('withholds noughts where they are to be protected, and all of a ward', async () => {
    const observation = [...ward('X05000001', 0, 50), ...ward('X05000002', 20, 60)];
    const rows = await ask({ ...own, setting: setting({ zeros: true }), observation }, answer);
    expect(rows.map(({ rule }) => rule)).toEqual(['small_count', 'gives_one_away', null]);
    const all = [...ward('X05000001', 50, 50), ...ward('X05000002', 20, 60)];
    const [first] = await ask({ ...own, setting: setting({ zeros: true }), observation: all }, answer);
    expect(first).toMatchObject({ rule: 'small_count', numerator: null });
  });

  it('rounds what is left, and says so', async () => {
    const observation = [...ward('X05000001', 23, 51), ...ward('X05000002', 20, 60)];
    const rows = await ask({ ...own, setting: setting({ round: 5 }), observation }, answer);
    expect(rows[0]).toMatchObject({ status: 'rounded', numerator: 25, denominator: 50 });
  });

  it('leaves published figures as they are: the publisher has protected them', async () => {
    const observation = four.flatMap((area) => [count(area, 'n', 1), count(area, 'd', 20)]);
    const rows = await ask(
      { ...two, observation, measure: [counted('n'), counted('d')], indicator: [proportion()] },
      answer,
    );
    expect(rows[0]).toMatchObject({ status: 'measured', numerator: 2 });
  });
});

describe('the models themselves', () => {
  const models = [...readModels('tables'), ...readModels('marts'), ...readModels('editions'), ...readModels('audits')];

  it.each(models)('$name: one SELECT, its first comment says what a row is', async ({ sql }) => {
    expect(sql).toMatch(/^-- \S/);
    const engine = await openDuckDB();
    try {
      expect((await engine.tablesIn(sql)).length).toBeGreaterThan(0);
    } finally {
      await engine.close();
    }
  });

  // What DuckDB and Trino share; `select *` hides what a model gives.
  it.each(models)('$name keeps to the common SQL', ({ sql }) => {
    const code = sql.replaceAll(/--.*$/gm, '');
    expect(code).not.toMatch(/::|\bqualify\b|\bexclude\b|group by all|\bgreatest\(|\bleast\(|select \*/i);
  });
});
