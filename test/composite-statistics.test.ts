/** Treatment, composite indices and their sensitivity by their properties; `vectors.test.ts` holds them to COINr. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CompositePlan, composite } from '../models/statistics/composite/composite.js';
import { impute } from '../models/statistics/composite/impute.js';
import {
  alternatives,
  leaveOneOut,
  noisyWeights,
  rankStatistics,
  scoresByWeights,
} from '../models/statistics/composite/sensitivity.js';
import { sobolIndices, sobolSample } from '../models/statistics/composite/sobol.js';
import { logarithm, treat, winsorise } from '../models/statistics/composite/treat.js';
import { quantileOf } from '../models/statistics/quantile-of.js';
import { Random } from '../models/statistics/random.js';

const near = (a: number, b: number, digits = 1e-9) =>
  Object.is(a, b) || Math.abs(a - b) <= digits * Math.max(1, Math.abs(a), Math.abs(b));
const allNear = (a: ArrayLike<number>, b: ArrayLike<number>, digits?: number) =>
  a.length === b.length && Array.from(a).every((x, i) => near(x, b[i] ?? Number.NaN, digits));
const missing = Number.NaN;

function shuffle(size: number, random: Random): number[] {
  const order = Array.from({ length: size }, (_, i) => i);
  for (let i = size - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

describe('treatment', () => {
  test('a passing, a constant and a short column are left alone', () => {
    expect(treat([1, 2, 3, 4, missing]).values).toEqual(Float64Array.of(1, 2, 3, 4, missing));
    expect(treat([2, 2, 2, 2, 2]).reason).toBe('constant_values');
    expect(treat([1, 2, 90]).reason).toBe('too_few_values');
  });
  test('winsorising never makes a column constant: it stops and says so, and logs follow', () => {
    const column = [1, 1, 1, 1, 1, 1, 1, 100];
    expect(winsorise(column)).toMatchObject({ count: 0, reason: 'winsorised_constant' });
    const { treated, passed, shapes } = treat(column);
    expect([treated[0], passed, shapes.length]).toEqual(['log', false, 3]);
  });
  test('winsorised columns keep their order and stay inside their range', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 5000 }), { minLength: 4, maxLength: 30 }), (column) => {
        const { values, count } = winsorise(column);
        column.forEach((x, i) => {
          expect(values[i]! >= Math.min(...column) && values[i]! <= Math.max(...column)).toBe(true);
          expect(column.some((y, j) => x < y && values[i]! > values[j]!)).toBe(false);
        });
        expect(values.filter((x, i) => x !== column[i]).length).toBeLessThanOrEqual(count);
      }),
    );
  });
  test('logs of a column that leans the other way are turned', () => {
    const { values } = logarithm([1, 90, 95, 99, 100], 'log_skew');
    expect([...values].every((x, i, all) => i === 0 || x > all[i - 1]!)).toBe(true);
    expect(logarithm([3, 3]).reason).toBe('constant_values');
  });
  test('missing values by group; an empty group stays empty', () => {
    const found = impute([1, missing, 5, missing, missing], { by: 'mean', within: ['a', 'a', 'a', 'b', 'b'] });
    expect([[...found.values], found.rows]).toEqual([[1, 3, 5, missing, missing], [1]]);
    expect(impute([1, 2, 9, missing], { by: 'median' }).values[3]).toBe(2);
  });
});

const plan = (columns: readonly (readonly number[])[], change: Partial<CompositePlan> = {}): CompositePlan => ({
  indicators: columns.map((values, i) => ({
    id: `i${i}`,
    parent: i % 2 === 0 ? 'even' : 'odd',
    values,
    weight: 1 + i,
  })),
  groups: [
    { id: 'even', parent: 'top' },
    { id: 'odd', parent: 'top', weight: 2 },
    { id: 'top', parent: null },
  ],
  normalise: { method: 'z_score' },
  ...change,
});
const tables = fc
  .record({ rows: fc.integer({ min: 4, max: 12 }), seed: fc.integer({ min: 0, max: 1e6 }) })
  .map(({ rows, seed }) => {
    const random = new Random(seed);
    return {
      columns: [0, 1, 2, 3].map(() => Array.from({ length: rows }, () => random.uniform() ** 3)),
      order: shuffle(rows, random),
    };
  });

describe('composite index', () => {
  test('the order of the rows and the scale of all weights change nothing', () => {
    fc.assert(
      fc.property(tables, ({ columns, order }) => {
        const of = plan(columns, { treat: {}, impute: { by: 'mean' } });
        const { index } = composite(of);
        const turned = composite(
          plan(
            columns.map((column) => order.map((i) => column[i]!)),
            { treat: {} },
          ),
        ).index;
        expect(
          allNear(
            turned,
            order.map((i) => index[i]!),
          ),
        ).toBe(true);
        const heavier = of.indicators.map((each) => ({ ...each, weight: 7 * (each.weight ?? 1) }));
        expect(allNear(composite({ ...of, indicators: heavier }).index, index)).toBe(true);
      }),
    );
  });
  test('turning the direction of an indicator mirrors its score', () => {
    fc.assert(
      fc.property(tables, ({ columns }) => {
        const of = plan(columns);
        const turn = of.indicators.map((each, i) => (i === 0 ? { ...each, direction: -1 as const } : each));
        const [a, b] = [composite(of), composite({ ...of, indicators: turn })];
        expect(
          allNear(
            b.normalised.get('i0')!,
            a.normalised.get('i0')!.map((z) => -z),
          ),
        ).toBe(true);
        expect(b.normalised.get('i1')).toEqual(a.normalised.get('i1'));
      }),
    );
  });
  test('an area with too little is screened out and moves nobody', () => {
    const columns = [
      [1, 2, 3, 9],
      [4, 6, 5, missing],
      [1, 0, 1, missing],
      [2, 3, 4, missing],
    ];
    const found = composite(plan(columns, { screen: 0.5 }));
    expect([found.screenedOut, found.index[3], found.reason[3]]).toEqual([[3], missing, 'below_threshold']);
    const short = composite(plan(columns.map((column) => column.slice(0, 3))));
    expect(allNear(found.index.slice(0, 3), short.index)).toBe(true);
  });
  test('each level has its own mean and threshold; wrong trees and settings are refused', () => {
    const columns = [
      [1, 2, 4],
      [1, 2, missing],
      [1, 8, 3],
      [2, 2, 3],
    ];
    const how = { normalise: { method: 'fracmax' }, mean: ['geometric', 'arithmetic'], threshold: [1, 0.5] } as const;
    const found = composite(plan(columns, how));
    expect(found.scores.get('odd')?.reason[2]).toBe('below_threshold');
    expect(found.reason[2]).toBeNull();
    expect(() => composite(plan(columns, { ...how, mean: ['geometric'] }))).toThrow(RangeError);
    expect(() =>
      composite({
        ...plan(columns),
        groups: [
          { id: 'even', parent: 'top' },
          { id: 'top', parent: null },
        ],
      }),
    ).toThrow(/odd/);
    const circle = [
      { id: 'even', parent: 'top' },
      { id: 'top', parent: null },
      { id: 'odd', parent: 'odd' },
    ];
    expect(() => composite({ ...plan(columns), groups: circle })).toThrow(/circle/);
  });
  test('a constant indicator is reported and counts as neutral', () => {
    const found = composite(
      plan([
        [1, 2, 3],
        [5, 5, 5],
        [1, 2, 3],
        [1, 2, 3],
      ]),
    );
    expect(found.warnings).toEqual([{ indicator: 'i1', reason: 'constant_values' }]);
    expect(found.index.every(Number.isFinite)).toBe(true);
  });
});

describe('sensitivity', () => {
  test('seeded weights repeat, stay within their noise, and rank intervals hold the median', () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 0, max: 1000 }), ({ columns }, seed) => {
        const found = composite(plan(columns));
        const how = { seed, replications: 40, noise: { 1: 0.25, 2: 0.1 } };
        const sets = noisyWeights(found.tree, how);
        expect(sets).toEqual(noisyWeights(found.tree, how));
        for (const set of sets) {
          expect(Math.abs(set.get('i3')! - 4)).toBeLessThanOrEqual(1);
          expect(Math.abs(set.get('odd')! - 2)).toBeLessThanOrEqual(0.2 + 1e-12);
          expect(set.get('top')).toBe(1);
        }
        const ranks = rankStatistics(found.index, scoresByWeights(found, sets));
        expect(ranks.median.every((median, i) => ranks.q5[i]! <= median && median <= ranks.q95[i]!)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
  test('other plans and one left out; what cannot be meant is refused', () => {
    const of = plan([
      [1, 2, 4, 9],
      [2, 1, 5, 7],
      [1, 8, 3, 4],
      [2, 2, 3, 9],
    ]);
    const same = alternatives(of, [{ name: 'the same', plan: of }]);
    expect([same[0]?.meanRankChange, same[0]?.largestRankChange]).toEqual([0, 0]);
    expect(leaveOneOut(of, 1).map((each) => each.name)).toEqual(['i0', 'i1', 'i2', 'i3']);
    expect(leaveOneOut(of, 2).map((each) => each.name)).toEqual(['even', 'odd']);
    const { tree } = composite(of);
    expect(() => noisyWeights(tree, { seed: 1, replications: 5, noise: { 3: 0.1 } })).toThrow(/level 3/);
    expect(() => noisyWeights(tree, { seed: 1, replications: 5, noise: { 1: 2 } })).toThrow(RangeError);
    expect(() => noisyWeights(tree, { seed: 0.5, replications: 5, noise: { 1: 0.1 } })).toThrow(/seed/);
    expect(() => scoresByWeights(composite(of), [new Map([['i0', 1]])])).toThrow(/without one for/);
  });
  test('Sobol indices of a sum are the shares of its variance', () => {
    const points = sobolSample(4000, 3, 11);
    const { first, total } = sobolIndices(
      points.map(([a = 0, b = 0, c = 0]) => a + 2 * b + 3 * c - 3),
      4000,
      3,
    );
    [1 / 14, 4 / 14, 9 / 14].forEach((share, i) => {
      expect(Math.abs(first[i]! - share)).toBeLessThan(0.05);
      expect(Math.abs(total[i]! - share)).toBeLessThan(0.05);
    });
    expect(sobolIndices(new Float64Array(32).fill(1), 8, 2).reason).toBe('constant_values');
    expect(() => sobolIndices([1, 2, 3], 8, 2)).toThrow(RangeError);
  });
  test('type 7 quantiles', () => {
    expect([quantileOf([4, 1, missing, 3, 2], 0.25), quantileOf([1, 2], 0.95), quantileOf([], 0.5)]).toEqual([
      1.75,
      1.95,
      missing,
    ]);
  });
});
