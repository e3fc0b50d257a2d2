/** Normalising, aggregating and the IMD by their properties and their edges. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aggregate } from '../models/statistics/composite/aggregate.js';
import { copeland } from '../models/statistics/composite/copeland.js';
import { exponentialOfRank, exponentialOfScores } from '../models/statistics/composite/imd.js';
import { type Normalisation, normalise, zScores } from '../models/statistics/composite/normalise.js';
import { moments } from '../models/statistics/moments.js';
import { extentWeight, summarise } from '../models/statistics/rates/larger-areas.js';

const column = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 3, maxLength: 40 });
const close = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

describe('normalise', () => {
  const distinct = column.filter((values) => moments(values).sd > 1e-3);

  test('flipping the direction mirrors the z-score', () => {
    fc.assert(
      fc.property(distinct, (values) => {
        const up = zScores(values).values;
        zScores(values, -1).values.forEach((down, i) => {
          expect(close(down, -up[i]!)).toBe(true);
        });
        expect(close(moments(up).mean, 0) && close(moments(up).sd, 1)).toBe(true);
      }),
    );
  });
  test('a constant column is neutral and says so, one value is undefined', () => {
    const linear: Normalisation[] = [{ method: 'z_score' }, { method: 'min_max' }, { method: 'dist2max' }];
    for (const how of linear) {
      const constant = normalise([7, Number.NaN, 7], how);
      expect(constant).toEqual({ values: Float64Array.of(0, Number.NaN, 0), warning: 'constant_values' });
      expect(normalise([7], how)).toEqual({ values: Float64Array.of(Number.NaN), warning: 'too_few_values' });
    }
    expect(normalise([7], { method: 'percentile' }).warning).toBe('too_few_values');
    expect(normalise([Number.NaN], { method: 'z_score' }).warning).toBe('no_values');
  });
  test('targets and goalposts are turned with the column', () => {
    const posts: Normalisation = { method: 'goalposts', lower: 10, upper: 20, scale: 100 };
    expect([...normalise([5, 10, 12, 20, 25], posts, -1).values]).toEqual([100, 100, 80, 0, 0]);
    expect([...normalise([4, 6, 8], { method: 'dist2targ', target: 4 }, -1).values]).toEqual([1, 0.5, 0]);
    expect([...normalise([4, 6, 8], { method: 'dist2targ', target: 6, cap: true }).values]).toEqual([0, 1, 1]);
    expect([...normalise([4, 6, 8], { method: 'fracmax' }).values]).toEqual([0.5, 0.75, 1]);
    expect([...normalise([4, 6, 8], { method: 'scaled', lower: 4, upper: 6 }).values]).toEqual([0, 100, 200]);
    expect(normalise([4, Number.NaN], { method: 'dist2ref', reference: 1 }).warning).toBe('missing_reference');
    expect(normalise([4, 6, 8], { method: 'dist2ref', reference: 0 }).warning).toBe('zero_range');
  });
});

describe('aggregate', () => {
  test('scaling all weights changes nothing, and every mean lies within its items', () => {
    const items = fc.array(fc.double({ min: 0.01, max: 1e4, noNaN: true }), { minLength: 3, maxLength: 3 });
    const given = fc.tuple(items, items, fc.double({ min: 0.01, max: 1e3, noNaN: true }));
    fc.assert(
      fc.property(given, ([x, weights, factor]) => {
        for (const how of ['arithmetic', 'geometric', 'harmonic', { power: 2 }] as const) {
          const columns = x.map((each) => [each]);
          const found = aggregate(columns, weights, { mean: how }).values[0]!;
          const scaled = aggregate(
            columns,
            weights.map((w) => w * factor),
            { mean: how },
          ).values[0]!;
          expect(close(found, scaled)).toBe(true);
          expect(found >= Math.min(...x) * (1 - 1e-9) && found <= Math.max(...x) * (1 + 1e-9)).toBe(true);
        }
      }),
    );
  });
  test('weights are re-scaled over what is present, above the threshold', () => {
    const columns = [
      [2, Number.NaN, Number.NaN],
      [4, 4, Number.NaN],
      [8, 8, Number.NaN],
    ];
    expect([...aggregate(columns, [2, 1, 1]).values]).toEqual([4, 6, Number.NaN]);
    const strict = aggregate(columns, [2, 1, 1], { threshold: 1 });
    expect(strict.reason).toEqual([null, 'below_threshold', 'no_values']);
    expect(aggregate(columns, [1, 0, 0]).reason[1]).toBe('no_weight');
    expect(
      aggregate(
        [
          [1, 0, -2],
          [4, 4, 4],
        ],
        [1, 1],
        { mean: 'harmonic' },
      ).reason,
    ).toEqual([null, 'not_positive', 'not_positive']);
  });
  test('weights that cannot be meant are refused', () => {
    for (const weights of [[1], [1, -1], [1, Number.NaN], [0, 0]]) {
      expect(() => aggregate([[1], [2]], weights)).toThrow(RangeError);
      expect(() => copeland([[1], [2]], weights)).toThrow(RangeError);
    }
  });
  test('Copeland scores do not depend on the order of the rows', () => {
    const columns = [
      [3, 1, Number.NaN, 5, 2],
      [1, Number.NaN, 4, 2, 2],
      [Number.NaN, 6, 5, 1, 2],
    ];
    const forth = copeland(columns, [1, 2, 3]).values;
    const back = copeland(
      columns.map((each) => each.toReversed()),
      [1, 2, 3],
    ).values.reverse();
    forth.forEach((score, i) => {
      expect(close(score, back[i]!)).toBe(true);
    });
    expect(
      close(
        forth.reduce((sum, each) => sum + each, 0),
        10,
      ),
    ).toBe(true);
  });
});

describe('Index of Multiple Deprivation', () => {
  test('the exponential transform runs to 100 and is steep at the deprived end', () => {
    expect(exponentialOfRank(1, 1_000)).toBeCloseTo(100, 9);
    expect(exponentialOfRank(100, 1_000)).toBeGreaterThan(50);
    expect([...exponentialOfScores([1, 9, Number.NaN])].map((x) => x > 99)).toEqual([false, true, false]);
  });
  test('the extent falls from the 10th percentile to the 30th', () => {
    expect([10, 11, 30, 31].map(extentWeight).map((w) => Number(w.toFixed(12)))).toEqual([1, 0.95, 0.05, 0]);
  });
  test('a larger area: the last LSOA of the hardest tenth counts in part', () => {
    const small = {
      area: ['a', 'a', 'b'],
      population: [50, 950, 10],
      score: [80, 10, 5],
      rank: [1, 90, 100],
      total: 100,
    };
    const found = summarise(small);
    expect(found.average_score[0]).toBeCloseTo(13.5, 12);
    expect(found.average_rank[0]).toBeCloseTo(15.45, 12);
    expect(found.proportion[0]).toBe(0.5);
    expect(found.extent[0]).toBeCloseTo(0.05, 12);
    expect(found.local_concentration[0]).toBeCloseTo((50 * 100 + 50 * 11) / 100, 12);
    expect(summarise({ ...small, population: [50, Number.NaN, 0] }).reason).toEqual([
      'missing_population',
      'zero_denominator',
    ]);
  });
});
