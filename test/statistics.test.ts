/** Intervals, comparisons and ranks by their properties and their edges; `vectors.test.ts` holds them to reference values. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { zScores } from '../models/statistics/composite/normalise.js';
import { chiSquareQuantile, confidenceShare, normalQuantile, tQuantile } from '../models/statistics/distributions.js';
import { scores } from '../models/statistics/figures.js';
import { moments } from '../models/statistics/moments.js';
import { officialQuantile, quantiles, quantilesWithin } from '../models/statistics/quantile.js';
import { ranksAscending, ranksDescending } from '../models/statistics/ranks.js';
import { compare, comparisons, judge, polarityOf } from '../models/statistics/rates/compare.js';
import { mean } from '../models/statistics/rates/mean.js';
import { proportion, proportions } from '../models/statistics/rates/proportion.js';
import { rate, rates } from '../models/statistics/rates/rate.js';
import { fromNullable, toNullable } from '../models/statistics/reasons.js';

const counts = fc
  .integer({ min: 1, max: 1_000_000 })
  .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
const column = (minLength = 2) =>
  fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength, maxLength: 40 });
const shuffled = <T>(values: readonly T[]) =>
  fc.shuffledSubarray([...values.keys()], { minLength: values.length, maxLength: values.length });
const close = (a: number, b: number, digits = 1e-9) =>
  Math.abs(a - b) <= digits * Math.max(1, Math.abs(a), Math.abs(b));

describe('distributions', () => {
  test('agree with 40-digit values', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
    expect(close(chiSquareQuantile(0.975, 2), 7.377758908227871, 1e-14)).toBe(true);
    expect(close(chiSquareQuantile(0.975, 2), 7.377758908227871, 1e-14)).toBe(true);
    expect(close(tQuantile(0.975, 5), 2.570581835636314, 1e-14)).toBe(true);
  });
  test('a confidence is 0.9 to 1 or 90 to 100', () => {
    expect([confidenceShare(0.95), confidenceShare(99.8), confidenceShare(1)]).toEqual([0.95, 0.998, 1]);
    expect(() => confidenceShare(0.5)).toThrow(RangeError);
  });
});

describe('proportion', () => {
  test('limits bracket the value and lie inside 0 to k; the wider confidence is wider', () => {
    fc.assert(
      fc.property(counts, ([x, n]) => {
        const near = proportion(x, n, 0.95, 100);
        const far = proportion(x, n, 0.998, 100);
        expect(near.lowercl).toBeLessThanOrEqual(near.value);
        expect(near.uppercl).toBeGreaterThanOrEqual(near.value);
        expect(far.lowercl).toBeLessThanOrEqual(near.lowercl);
        expect(far.uppercl).toBeGreaterThanOrEqual(near.uppercl);
        expect(far.lowercl >= 0 && far.uppercl <= 100).toBe(true);
      }),
    );
  });
  test('none and all have exact limits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (n) => {
        expect(proportion(0, n, 0.95, 100).lowercl).toBe(0);
        expect(proportion(n, n, 0.95, 100).uppercl).toBe(100);
      }),
    );
    expect(proportion(3, 10, 1, 100)).toMatchObject({ lowercl: 0, uppercl: 100 });
  });
  test('the column is the single figure, row by row, in any order', () => {
    fc.assert(
      fc.property(fc.array(counts, { minLength: 1, maxLength: 20 }), (rows) => {
        const forth = proportions(fromNullable(rows.map(([x]) => x)), fromNullable(rows.map(([, n]) => n)), 100);
        const back = proportions(rows.map(([x]) => x).reverse(), rows.map(([, n]) => n).reverse(), 100);
        expect(back.upper99_8cl.reverse()).toEqual(forth.upper99_8cl);
        rows.forEach(([x, n], i) => {
          expect(forth.lower95_0cl[i]).toBe(proportion(x, n, 0.95, 100).lowercl);
          expect(forth.upper99_8cl[i]).toBe(proportion(x, n, 0.998, 100).uppercl);
        });
      }),
    );
  });
  test('every missing figure has its reason, and the other rows are untouched', () => {
    const { value, reason, method } = proportions(
      fromNullable([null, 1, 1, 1, -1, 3, 1]),
      fromNullable([5, null, 0, -2, 5, 2, 4]),
    );
    expect(reason).toEqual([
      'missing_numerator',
      'missing_denominator',
      'zero_denominator',
      'negative_denominator',
      'negative_numerator',
      'numerator_over_denominator',
      null,
    ]);
    expect([...value].map(toNullable)).toEqual([null, null, null, null, null, null, 0.25]);
    expect(method.filter(Boolean)).toEqual(['Wilson']);
    expect(() => proportions([1], [1, 2])).toThrow('unequal length');
  });
  test('80,000 intervals at both confidences take under 20 ms', () => {
    const x = Float64Array.from({ length: 80_000 }, (_, i) => i % 900);
    const n = Float64Array.from({ length: 80_000 }, (_, i) => 900 + (i % 77));
    const times = Array.from({ length: 9 }, () => {
      const start = performance.now();
      proportions(x, n, 100);
      return performance.now() - start;
    });
    console.log(`80,000 Wilson intervals at both confidences: ${Math.min(...times).toFixed(1)} ms`);
    expect(Math.min(...times)).toBeLessThan(20);
  });
});

describe('rate', () => {
  test('limits bracket the value', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e5, noNaN: true }), fc.integer({ min: 1, max: 1e6 }), (x, n) => {
        const { value, lowercl, uppercl } = rate(x, n);
        expect(lowercl <= value && value <= uppercl).toBe(true);
      }),
    );
  });
  test('exact below ten events, Byar’s from ten', () => {
    expect([rate(9.5, 100).method, rate(10, 100).method]).toEqual(['Exact', 'Byars']);
    expect(rate(0, 100)).toMatchObject({ value: 0, lowercl: 0, reason: null });
    expect(rate(20, 10).reason).toBeNull();
    expect(rate(12, 100, 1).reason).toBe('no_lower_limit');
  });
  test('the column is the single figure', () => {
    const x = [0, 3, 9.5, 10, 250, Number.NaN];
    const found = rates(
      x,
      x.map(() => 7_000),
      1_000,
    );
    x.slice(0, 5).forEach((count, i) => {
      expect(close(found.lower99_8cl[i] ?? Number.NaN, rate(count, 7_000, 0.998, 1_000).lowercl, 1e-14)).toBe(true);
    });
    expect(found.reason[5]).toBe('missing_numerator');
  });
});

describe('means and scores', () => {
  test('the edges of a mean', () => {
    expect(mean([4])).toMatchObject({ value: 4, lowercl: Number.NaN, reason: 'single_value' });
    expect(mean([4, Number.NaN])).toMatchObject({ value: Number.NaN, reason: 'missing_value' });
    expect(mean([]).reason).toBe('no_values');
  });
  test('a score keeps its value and says that it has no interval', () => {
    expect(scores([21.5, Number.NaN]).reason).toEqual(['no_sampling_interval', 'missing_value']);
  });
  test('two passes keep their digits on nearly equal values', () => {
    const tiny = [0.25, 0.5, 0.75, 1.25];
    expect(moments(tiny.map((each) => 1e9 + each)).sd).toBeCloseTo(moments(tiny).sd, 12);
    expect(moments([0.1, 0.1, 0.1]).sd).toBe(0);
  });
});

describe('comparison', () => {
  test('a limit equal to the benchmark is similar', () => {
    expect([compare(1, 2, 2), compare(2, 3, 2), compare(1, 1.9, 2), compare(2.1, 3, 2)]).toEqual([
      'similar',
      'similar',
      'lower',
      'higher',
    ]);
    expect(comparisons([1, Number.NaN, 1], [2, 3, 2], 5, 2)).toEqual(['lower', 'not_compared', 'not_compared']);
  });
  test('direction of need gives polarity, polarity gives judgement', () => {
    expect(judge('higher', polarityOf('higher'))).toBe('worse');
    expect(judge('higher', polarityOf('lower'))).toBe('better');
    expect(judge('higher', polarityOf('none'))).toBe('higher');
    expect(judge('not_compared', 'low_is_good')).toBe('not_compared');
  });
});

describe('ranks and quantiles', () => {
  test('ties share the best place, missing values have none', () => {
    expect([...ranksAscending([5, 1, Number.NaN, 1, 9])]).toEqual([3, 1, Number.NaN, 1, 4]);
    expect([...ranksDescending([5, 1, Number.NaN, 1, 9])]).toEqual([2, 3, Number.NaN, 3, 1]);
  });
  test('the order of the rows does not matter', () => {
    const cases = column().chain((values) => fc.tuple(fc.constant(values), shuffled(values)));
    fc.assert(
      fc.property(cases, ([values, order]) => {
        const moved = order.map((i) => values[i]!);
        expect([...ranksDescending(moved)]).toEqual(order.map((i) => ranksDescending(values)[i]));
        expect([...quantiles(moved, 5).quantile]).toEqual(order.map((i) => quantiles(values, 5).quantile[i]));
        const z = zScores(values).values;
        zScores(moved).values.forEach((each, i) => {
          expect(close(each, z[order[i]!]!)).toBe(true);
        });
      }),
    );
  });
  test('too few values for the quantiles asked', () => {
    expect(quantiles([1, 2, 3], 5)).toMatchObject({ reason: 'too_few_values' });
    const within = quantilesWithin(['a', 'b', 'a', 'b', 'b'], [1, 5, 2, 4, 9], 2);
    expect([...within.quantile]).toEqual([2, 1, 1, 2, 1]);
  });
  test('the official decile of the Indices of Deprivation', () => {
    expect([1, 3_375, 3_376, 33_755].map((rank) => officialQuantile(rank, 33_755))).toEqual([1, 1, 2, 10]);
  });
});
