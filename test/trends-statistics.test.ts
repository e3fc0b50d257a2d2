/** Trends, pooled years, adjusted p values, neighbours and vulnerability ranks by their properties and edges; `vectors.test.ts` holds them to reference values. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromPublished, nearestNeighbours, poolNeighbours } from '../models/statistics/composite/neighbours.js';
import { percentileRanks, vulnerability } from '../models/statistics/composite/vulnerability.js';
import { adjust, adjustments, testsIn } from '../models/statistics/multiple-testing.js';
import { poolYears } from '../models/statistics/rates/pooled-years.js';
import { proportion } from '../models/statistics/rates/proportion.js';
import { judgeTrend, recentTrend } from '../models/statistics/rates/recent-trend.js';
import { linearTrend, proportionTrend } from '../models/statistics/rates/trend.js';
import { chiSquareTail, studentTwoSided } from '../models/statistics/tails.js';

const close = (a: number, b: number, digits = 1e-9) =>
  Math.abs(a - b) <= digits * Math.max(1e-300, Math.abs(a), Math.abs(b)) || Math.abs(a - b) < 1e-12;
const near = (a: number, b: number, digits = 1e-9) => expect(close(a, b, digits), `${a} and ${b}`).toBe(true);

const shuffled = <T>(values: readonly T[]) =>
  fc.shuffledSubarray([...values], { minLength: values.length, maxLength: values.length });

const series = (values: readonly number[], first = 2018) => {
  const at = values.map((value) => proportion(value, 2000, 0.95, 100));
  return {
    year: values.map((_, i) => first + i),
    value: at.map((each) => each.value),
    count: [...values],
    denominator: values.map(() => 2000),
    lower95: at.map((each) => each.lowercl),
    upper95: at.map((each) => each.uppercl),
  };
};

describe('recent trend', () => {
  test('a mirrored series mirrors, and the order of the rows does not matter', () => {
    const counts = fc.array(fc.integer({ min: 5, max: 900 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(counts, (values) => {
        const forth = recentTrend(series(values), 'proportion');
        const back = recentTrend(series(values.toReversed()), 'proportion');
        near(back.chi_square, forth.chi_square, 1e-6);
        fc.pre(Math.abs(forth.slope) > 1e-9);
        const other = { increasing: 'decreasing', decreasing: 'increasing' } as Record<string, string>;
        expect(back.trend).toBe(other[forth.trend] ?? forth.trend);
        const turned = Object.entries(series(values)).map(([key, column]) => [key, column.toReversed()]);
        near(recentTrend(Object.fromEntries(turned) as ReturnType<typeof series>, 'proportion').slope, forth.slope);
      }),
    );
  });
  test('never "no change" for what cannot be calculated', () => {
    const good = series([100, 130, 160, 190, 220]);
    const without = (key: 'lower95' | 'upper95' | 'value', value: number) => ({
      ...good,
      [key]: good[key].map((each, i) => (i === 2 ? value : each)),
    });
    const why = (points: typeof good, ...rest: [('proportion' | 'other')?, number?]) => {
      const found = recentTrend(points, rest[0] ?? 'proportion', { yearsInPeriod: rest[1] ?? 1 });
      expect(found.trend).toBe('cannot_be_calculated');
      return found.reason;
    };
    expect(recentTrend(good, 'proportion').trend).toBe('increasing');
    expect(why(without('lower95', Number.NaN))).toBe('missing_limits');
    expect(why(without('upper95', good.lower95[2]!))).toBe('limits_without_width');
    expect(why(without('value', Number.NaN))).toBe('too_few_points');
    expect(why(good, 'other')).toBe('no_trend_of_this_statistic');
    expect(why(good, 'proportion', 3)).toBe('overlapping_periods');
    expect(why({ ...good, count: [100, 130, 2000, 190, 220] })).toBe('all_events');
    expect(why({ ...good, year: [2018, 2018, 2019, 2020, 2021] })).toBe('repeated_year');
    const { trend, reason } = recentTrend(good, 'proportion', { breaks: [2019] });
    expect([trend, reason]).toEqual(['cannot_be_calculated', 'series_break']);
  });
  test('the latest five points; gaps are told, and can count', () => {
    const long = series([900, 100, 130, 160, 190, 220], 2015);
    const gappy = { ...long, year: [2014, 2015, 2016, 2017, 2020, 2021] };
    expect(recentTrend(gappy, 'proportion')).toMatchObject({ years: [2015, 2016, 2017, 2020, 2021], gaps: 2 });
    near(recentTrend(gappy, 'proportion').slope, 1.5);
    expect(recentTrend(gappy, 'proportion', { trueYears: true }).slope).toBeLessThan(1.2);
    expect(judgeTrend('increasing', 'low_is_good')).toBe('getting_worse');
    expect(judgeTrend('decreasing', 'low_is_good')).toBe('getting_better');
    expect(judgeTrend('increasing', 'no_judgement')).toBe('increasing');
  });
});

describe('trend tests', () => {
  const groups = fc.array(
    fc.integer({ min: 2, max: 500 }).chain((n) => fc.tuple(fc.integer({ min: 1, max: n - 1 }), fc.constant(n))),
    { minLength: 2, maxLength: 9 },
  );
  test('Cochran–Armitage mirrors, ignores the scale of the scores, and says when it has nothing to say', () => {
    fc.assert(
      fc.property(groups, (rows) => {
        const [x, n] = [rows.map(([each]) => each), rows.map(([, each]) => each)];
        const forth = proportionTrend(x, n);
        const back = proportionTrend(x.toReversed(), n.toReversed());
        expect(Math.abs(forth.slope + back.slope)).toBeLessThan(1e-12);
        expect(Math.abs(forth.chi_square - back.chi_square)).toBeLessThan(1e-9 * (1 + forth.chi_square));
        const years = proportionTrend(
          x,
          n,
          x.map((_, i) => 2000 + 3 * i),
        );
        expect(Math.abs(years.p - forth.p)).toBeLessThan(1e-9);
      }),
    );
    expect(proportionTrend([0, 0, 0], [9, 9, 9])).toMatchObject({ chi_square: Number.NaN, reason: 'no_events' });
    expect(proportionTrend([9, 9], [9, 9]).reason).toBe('all_events');
    expect(proportionTrend([1, 2], [9, 9], [3, 3]).reason).toBe('constant_values');
    expect(proportionTrend([1, 12], [9, 9]).reason).toBe('numerator_over_denominator');
  });
  test('a straight line', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -999, max: 999 }), { minLength: 3, maxLength: 12 }), (y) => {
        const x = y.map((_, i) => 2010 + i);
        const [forth, back] = [linearTrend(x, y), linearTrend(x, y.toReversed())];
        expect(Math.abs(forth.slope + back.slope)).toBeLessThan(1e-9);
        expect(forth.lowercl <= forth.slope && forth.slope <= forth.uppercl).toBe(true);
        fc.pre(forth.se > 0);
        expect(Math.abs(forth.p - back.p)).toBeLessThan(1e-9);
        const wider = linearTrend(x, y, 0.998);
        expect(wider.lowercl <= forth.lowercl && wider.uppercl >= forth.uppercl).toBe(true);
      }),
    );
  });
  test('degenerate lines', () => {
    expect(linearTrend([1, 2], [3, 5])).toMatchObject({
      slope: 2,
      intercept: 1,
      se: Number.NaN,
      reason: 'too_few_values',
    });
    expect(linearTrend([2, 2, 2], [3, 5, 9])).toMatchObject({ slope: Number.NaN, reason: 'constant_values' });
    expect(linearTrend([1, 2, 3], [0.1, 0.1, 0.1])).toMatchObject({
      slope: 0,
      se: 0,
      t: Number.NaN,
      reason: 'constant_values',
    });
    expect(linearTrend([1, 2, 3, 4], [0.1, 0.2, 0.3, 0.4])).toMatchObject({ se: 0, p: 0, r2: 1, reason: null });
    expect(linearTrend([1, 2, 3, 4], [1, Number.NaN, 3, 5]).n).toBe(3);
  });
  test('tails keep their digits', () => {
    near(chiSquareTail(9.54953570608324), 0.002, 1e-9);
    near(chiSquareTail(400), 5.5072482372124e-89, 1e-9);
    near(studentTwoSided(2.570581835636314, 5), 0.05, 1e-12);
  });
});

describe('pooled years', () => {
  test('sums, never means; what is not whole is missing with its reason', () => {
    const found = poolYears([2016, 2017, 2018, 2019, 2021], [1, 2, 3, Number.NaN, 5], [10, 10, 30, 10, 10], {
      breaks: [2018],
    });
    expect([...found.from]).toEqual([2016, 2017, 2018, 2019]);
    expect(found.reason).toEqual(['series_break', 'series_break', 'missing_numerator', 'missing_numerator']);
    const whole = poolYears([2018, 2016, 2017, 2019], [3, 1, 2, 4], [30, 10, 10, 10]);
    expect([...whole.numerator]).toEqual([6, 9]);
    expect([...whole.denominator]).toEqual([50, 50]);
    expect(whole.apart).toEqual([false, true]);
    expect(poolYears([2016, 2018, 2017], [1, 1, 1], [2, 2, 2], { window: 5 }).from.length).toBe(0);
    expect(() => poolYears([2016, 2016], [1, 1], [1, 1])).toThrow('twice');
  });
  test('merging two areas gives the pooled rate', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(90), fc.integer({ min: 1, max: 999 })), { minLength: 3, maxLength: 3 }),
        (rows) => {
          const years = [2020, 2021, 2022];
          const [x, n] = [rows.map(([each]) => each), rows.map(([, each]) => each)];
          const one = poolYears(years, x, n);
          const two = poolYears(
            years,
            x.map((each) => 2 * each),
            n.map((each) => 2 * each),
          );
          near(two.numerator[0]! / two.denominator[0]!, one.numerator[0]! / one.denominator[0]!);
        },
      ),
    );
  });
});

describe('many tests', () => {
  const ps = fc.array(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(Number.NaN)), { maxLength: 30 });
  test('adjusted p values rise with p, are never smaller than it, and do not depend on order or on gaps', () => {
    fc.assert(
      fc.property(
        ps.chain((p) => fc.tuple(fc.constant(p), shuffled([...p.keys()]))),
        ([p, order]) => {
          const present = p.filter((each) => !Number.isNaN(each));
          for (const how of adjustments) {
            const adjusted = adjust(p, how);
            expect([
              ...adjust(
                order.map((i) => p[i]!),
                how,
              ),
            ]).toEqual(order.map((i) => adjusted[i]));
            expect([...adjust(present, how)]).toEqual([...adjusted].filter((each) => !Number.isNaN(each)));
            p.forEach((each, i) => {
              if (Number.isNaN(each)) expect(adjusted[i]).toBeNaN();
              else expect(adjusted[i]!).toBeGreaterThanOrEqual(each);
            });
            const rows = [...p.keys()].filter((i) => !Number.isNaN(p[i]!)).sort((a, b) => p[a]! - p[b]!);
            rows.forEach((row, i) => {
              if (i > 0) expect(adjusted[row]!).toBeGreaterThanOrEqual(adjusted[rows[i - 1]!]!);
            });
          }
          const [bh, by, holm, hochberg, bonferroni] = adjustments.map((how) => adjust(present, how));
          bh!.forEach((each, i) => {
            expect(each <= by![i]! + 1e-15 && each <= hochberg![i]! + 1e-15).toBe(true);
            expect(hochberg![i]! <= holm![i]! + 1e-15 && holm![i]! <= bonferroni![i]! + 1e-15).toBe(true);
          });
          expect(testsIn(p)).toBe(present.length);
        },
      ),
    );
    expect(() => adjust([1.2])).toThrow(RangeError);
  });
});

describe('neighbours', () => {
  const variables = [
    [1, 2, 3, 4, Number.NaN, 2],
    [10, 20, 30, 40, 50, 20],
  ];
  test('nearest first, ties by key or row, missing values nobody’s neighbour', () => {
    expect(nearestNeighbours(variables, 0, 9).rows).toEqual([1, 5, 2, 3]);
    expect(nearestNeighbours(variables, 0, 2, { keys: ['a', 'z', 'c', 'd', 'e', 'b'] }).rows).toEqual([5, 1]);
    expect(nearestNeighbours(variables, 4, 2)).toMatchObject({ rows: [], reason: 'missing_value' });
    expect(nearestNeighbours(variables, 0, 9, { rescale: true }).distance[3]).toBe(1);
    expect(nearestNeighbours([...variables, [7, 7, 7, 7, 7, 7]], 0, 2)).toMatchObject({ rows: [1, 5], constant: [2] });
    expect(() => nearestNeighbours(variables, 0, 2, { weights: [1] })).toThrow('1 weights for 2');
    expect(() => nearestNeighbours(variables, 9, 2)).toThrow('no row 9');
  });
  test('a distance is the same from both ends', () => {
    const columnOf = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(columnOf, columnOf, (one, two) => {
        const from = (row: number) => nearestNeighbours([one, two], row, 3);
        const between = (a: number, b: number) => from(a).distance[from(a).rows.indexOf(b)]!;
        near(between(0, 3), between(3, 0));
      }),
    );
  });
  test('a group is compared by its pooled rate, without the area itself; lost neighbours are named', () => {
    const pooled = poolNeighbours([1, 2, 0], [50, 1, 2], [60, 10, 30], 0);
    expect(pooled).toEqual({ numerator: 3, denominator: 40, members: 2, reason: null });
    expect(poolNeighbours([1, 2], [1, Number.NaN, 2], [1, 1, 1]).reason).toBe('missing_numerator');
    expect(poolNeighbours([0], [1], [1], 0).reason).toBe('no_comparators');
    const list = { publisher: 'x', date: '2009', vintage: 'ltla08', area: 'a', neighbours: ['b', 'c', 'a', 'b'] };
    expect(fromPublished(list, new Set(['a', 'b']))).toEqual({ neighbours: ['b'], lost: ['c'] });
  });
});

describe('social vulnerability', () => {
  test('percentile ranks', () => {
    expect([...percentileRanks([10, Number.NaN, 20, 30]).values]).toEqual([0, Number.NaN, 0.5, 1]);
    expect([...percentileRanks([10, Number.NaN, 20, 30], { countMissing: true }).values]).toEqual([
      0,
      Number.NaN,
      0.3333,
      0.6667,
    ]);
    expect(percentileRanks([4]).reason).toBe('too_few_values');
    const thirtyThree = percentileRanks(Array.from({ length: 33 }, (_, i) => i)).values;
    expect([thirtyThree[1], thirtyThree[3]]).toEqual([0.0312, 0.0938]);
  });
  test('themes, flags, areas without people, missing indicators', () => {
    const found = vulnerability(
      { income: { poor: [1, 2, 3, 9, 5], idle: [1, 3, 2, 9, Number.NaN] }, homes: { crowded: [4, 3, 2, 9, 1] } },
      { population: [10, 10, 10, 0, 10], reversed: ['crowded'] },
    );
    expect([...found.epl.poor!]).toEqual([0, 0.3333, 0.6667, Number.NaN, 1]);
    expect([...found.epl.crowded!]).toEqual([0, 0.3333, 0.6667, Number.NaN, 1]);
    expect(found.reason).toEqual([null, null, null, 'zero_denominator', 'missing_value']);
    expect([...found.rpl_themes]).toEqual([0, 0.5, 1, Number.NaN, Number.NaN]);
    expect([...found.flags]).toEqual([0, 1, 0, 0, 2]);
  });
});
