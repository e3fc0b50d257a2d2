/** Standardised rates, funnels, slopes, trends and life tables by their properties and edges; `vectors.test.ts` holds them to reference values. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  countFunnel,
  funnelAverage,
  funnelExpected,
  funnelSignificance,
  proportionFunnel,
} from '../models/statistics/funnel.js';
import { funnelAxis } from '../models/statistics/funnel-axis.js';
import { indirectFigures, indirectRate, indirectRatio } from '../models/statistics/indirect.js';
import { abridgedAges, lifeExpectancy } from '../models/statistics/life-expectancy.js';
import { adjust, adjustments, testsIn } from '../models/statistics/multiple-testing.js';
import { fromPublished, nearestNeighbours, poolNeighbours } from '../models/statistics/neighbours.js';
import { poolYears } from '../models/statistics/pooled-years.js';
import { proportion } from '../models/statistics/proportion.js';
import { rate } from '../models/statistics/rate.js';
import { judgeTrend, recentTrend } from '../models/statistics/recent-trend.js';
import { slopeIndex } from '../models/statistics/slope-index.js';
import { exactLimits, simulatedLimits } from '../models/statistics/slope-limits.js';
import {
  esp2013,
  standardisedRate,
  standardisedRateOfRepeatedEvents,
  standardisedRates,
} from '../models/statistics/standardised.js';
import { chiSquareTail, studentTwoSided } from '../models/statistics/tails.js';
import { linearTrend, proportionTrend } from '../models/statistics/trend.js';
import { percentileRanks, vulnerability } from '../models/statistics/vulnerability.js';

const close = (a: number, b: number, digits = 1e-9) =>
  Math.abs(a - b) <= digits * Math.max(1e-300, Math.abs(a), Math.abs(b)) || Math.abs(a - b) < 1e-12;
const near = (a: number, b: number, digits = 1e-9) => expect(close(a, b, digits), `${a} and ${b}`).toBe(true);

const band = fc.record({
  count: fc.integer({ min: 0, max: 400 }),
  population: fc.integer({ min: 1, max: 90_000 }),
  standard: fc.integer({ min: 1, max: 7_000 }),
  referenceCount: fc.integer({ min: 1, max: 5_000 }),
  referencePopulation: fc.integer({ min: 5_000, max: 900_000 }),
});
type Band = typeof band extends fc.Arbitrary<infer T> ? T : never;
const bands = fc.array(band, { minLength: 1, maxLength: 19 });
const columns = (rows: readonly Band[]) => ({
  count: rows.map((row) => row.count),
  population: rows.map((row) => row.population),
  standard: rows.map((row) => row.standard),
  referenceCount: rows.map((row) => row.referenceCount),
  referencePopulation: rows.map((row) => row.referencePopulation),
});
const shuffled = <T>(values: readonly T[]) =>
  fc.shuffledSubarray([...values], { minLength: values.length, maxLength: values.length });
const inTwoOrders = bands.chain((rows) => fc.tuple(fc.constant(rows), shuffled(rows)));

describe('directly standardised rates', () => {
  test('limits bracket the value, the wider confidence is wider, order does not matter', () => {
    fc.assert(
      fc.property(inTwoOrders, ([rows, moved]) => {
        const at95 = standardisedRate(columns(rows));
        const at998 = standardisedRate(columns(rows), 99.8);
        if (at95.total_count < 10) expect(at95.reason).toBe('fewer_than_ten_events');
        else {
          expect(at95.lowercl <= at95.value && at95.value <= at95.uppercl).toBe(true);
          expect(at998.lowercl <= at95.lowercl && at95.uppercl <= at998.uppercl).toBe(true);
          near(standardisedRate(columns(moved)).uppercl, at95.uppercl);
        }
      }),
    );
  });
  test('on its own population it is the crude rate, with the limits of the crude rate', () => {
    fc.assert(
      fc.property(bands, (rows) => {
        const { count, population } = columns(rows);
        const [x, n] = [count, population].map((each) => each.reduce((sum, one) => sum + one, 0)) as [number, number];
        fc.pre(x >= 10);
        const found = standardisedRate({ count, population, standard: population });
        const crude = rate(x, n);
        near(found.value, crude.value);
        near(found.lowercl, crude.lowercl, 1e-8);
        near(found.uppercl, crude.uppercl, 1e-8);
      }),
    );
  });
  test('merging two areas of equal people gives the mean of their rates', () => {
    fc.assert(
      fc.property(bands, bands, (one, two) => {
        const rows = one.map((row, i) => ({ ...row, other: two[i % two.length]!.count }));
        const { population, standard } = columns(rows);
        const of = (count: number[], n: number[]) => standardisedRate({ count, population: n, standard });
        const [a, b] = [rows.map((row) => row.count), rows.map((row) => row.other)];
        const merged = of(
          a.map((x, i) => x + b[i]!),
          population.map((n) => 2 * n),
        );
        fc.pre([a, b].every((each) => of(each, population).reason === null));
        near(merged.value, (of(a, population).value + of(b, population).value) / 2);
      }),
    );
  });
  test('one event each is the plain rate; several each widen the limits and keep the value', () => {
    const plain = { count: [30, 40, 50], population: [900, 800, 700], standard: [5, 6, 7] };
    const single = { ...plain, band: ['a', 'b', 'c'], frequency: [1, 1, 1] };
    expect(standardisedRateOfRepeatedEvents(single)).toMatchObject({ value: standardisedRate(plain).value });
    near(standardisedRateOfRepeatedEvents(single).uppercl, standardisedRate(plain).uppercl);
    const twice = { ...single, count: [15, 20, 25], frequency: [2, 2, 2] };
    near(standardisedRateOfRepeatedEvents(twice).value, standardisedRate(plain).value);
    const width = (each: { lowercl: number; uppercl: number }) => each.uppercl - each.lowercl;
    near(width(standardisedRateOfRepeatedEvents(twice)), Math.SQRT2 * width(standardisedRate(plain)));
    const twoPopulations = { ...single, band: ['a', 'a', 'c'] };
    expect(() => standardisedRateOfRepeatedEvents(twoPopulations)).toThrow('several populations');
  });
  test('an empty band leaves the other areas alone; a missing count is none', () => {
    const found = standardisedRates(['a', 'a', 'b', 'b', 'c', 'c'], {
      count: [10, 5, 20, Number.NaN, 20, 2],
      population: [100, 0, 100, 100, 100, Number.NaN],
      standard: [1, 1, 1, 1, 1, 1],
    });
    expect(found.reason).toEqual(['zero_denominator', null, 'missing_denominator']);
    expect([...found.value]).toEqual([Number.NaN, 10_000, Number.NaN]);
    expect(found.total_count[1]).toBe(20);
    const zeroWeight = { count: [9, 20], population: [10, 10], standard: [0, 0] };
    expect(standardisedRate(zeroWeight).reason).toBe('no_weight');
    expect(() => standardisedRate({ ...zeroWeight, standard: [-1, 1] })).toThrow(RangeError);
    expect(esp2013.reduce((sum, each) => sum + each)).toBe(100_000);
  });
});

describe('indirectly standardised ratios', () => {
  test('limits bracket, order does not matter, merging adds observed and expected', () => {
    fc.assert(
      fc.property(inTwoOrders, bands, ([rows, moved], others) => {
        const one = indirectRatio(columns(rows), 100);
        const two = indirectRatio(columns(others), 100);
        expect(one.lowercl <= one.value && one.value <= one.uppercl).toBe(true);
        near(indirectRatio(columns(moved), 100).uppercl, one.uppercl);
        const merged = indirectRatio(columns([...rows, ...others]), 100);
        near(merged.value, (100 * (one.observed + two.observed)) / (one.expected + two.expected));
      }),
    );
  });
  test('an area at the rates of the reference has the ratio 1 and the rate of the reference', () => {
    const reference = { referenceCount: [30, 60], referencePopulation: [1000, 500] };
    const own = { count: [3, 12], population: [100, 100], ...reference };
    near(indirectRatio(own).value, 1);
    near(indirectRate(own, 1000).value, 60);
    const found = indirectFigures(
      ['a', 'b'],
      { population: own.population, ...reference },
      { ratio: 1 },
      new Map([['a', 3]]),
    );
    expect(found.reason).toEqual([null, 'missing_numerator']);
    near(found.upper99_8cl[0]!, rate(3, 3, 0.998, 1).uppercl);
  });
  test('nothing expected, nobody in the reference: no figure and a reason', () => {
    const none = { count: [3], population: [100], referenceCount: [0], referencePopulation: [50] };
    expect(indirectRatio(none)).toMatchObject({ value: Number.NaN, reason: 'nothing_expected', observed: 3 });
    expect(indirectRatio({ ...none, referencePopulation: [0] }).reason).toBe('zero_denominator');
    expect(indirectRatio({ ...none, count: [-1] }).reason).toBe('negative_numerator');
  });
});

describe('funnels', () => {
  test('the lines of counts are exact Poisson limits', () => {
    const upTo = (events: number, mean: number) => {
      let [term, sum] = [Math.exp(-mean), 0];
      for (let k = 0; k <= events; term *= mean / ++k) sum += term;
      return sum;
    };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), (events) => {
        const { lower_2s, upper_3s } = funnelExpected([events]);
        near(upTo(events, lower_2s[0]!), 0.025, 1e-7);
        near(1 - upTo(events - 1, upper_3s[0]!), 0.001, 1e-7);
        const { lower_3s_limit, lower_2s_limit, upper_2s_limit, upper_3s_limit } = countFunnel([events], 0.02, 1000);
        const line = [lower_3s_limit[0]!, lower_2s_limit[0]!, 20, upper_2s_limit[0]!, upper_3s_limit[0]!];
        expect(line).toEqual(line.toSorted((a, b) => a - b));
      }),
    );
  });
  test('a proportion on the line has the average for a Wilson limit; lines stop at the multiplier', () => {
    const { upper_2s_limit } = proportionFunnel([400], 0.2, 1);
    near(proportion(upper_2s_limit[0]! * 400, 400).lowercl, 0.2, 1e-9);
    expect(proportionFunnel([2], 0.896, 1000).upper_3s_limit[0]).toBe(1000);
    expect(proportionFunnel([2], 0.9, 1).upper_3s_limit[0]).toBe(1);
    expect(proportionFunnel([2], 0.1, 100).lower_3s_limit[0]).toBe(0);
  });
  test('rates need no denominator, and an area without events is judged where one is given', () => {
    const areas = { numerator: [40, 90, 0, 9], rate: [20, 90, 0, 10] };
    expect(funnelSignificance(areas, 'dsr', 1000).reason[2]).toBe('fewer_than_ten_events');
    expect(funnelSignificance(areas, 'crude_rate', 1000).reason).toEqual([null, null, 'missing_denominator', null]);
    const known = funnelSignificance({ ...areas, denominator: [1, 1, 2000, 1] }, 'crude_rate', 1000);
    expect(known.significance).toEqual(['Low (0.001)', 'High (0.001)', 'Low (0.001)', 'Low (0.001)']);
    near(known.average, 139 / 5900);
    expect(funnelAverage({ numerator: [5], denominator: [4] }, 'proportion').reason).toEqual([
      'numerator_over_denominator',
    ]);
    expect(() => funnelAverage({ numerator: [5] }, 'ratio')).toThrow('needs denominators');
  });
  test('the axis has 100 rising whole numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 1, maxLength: 20 }), (denominators) => {
        const axis = funnelAxis(denominators, { statistic: 'proportion' });
        expect(axis.length).toBe(100);
        expect(axis.every((place, i) => Number.isInteger(place) && (i === 0 || place > axis[i - 1]!))).toBe(true);
        expect(axis[99]!).toBeGreaterThanOrEqual(Math.max(...denominators));
      }),
    );
  });
});

const slopes = fc.array(
  fc.record({
    population: fc.integer({ min: 50, max: 9_000 }),
    value: fc.double({ min: 0.05, max: 0.9, noNaN: true }),
    se: fc.double({ min: 0.001, max: 0.01, noNaN: true }),
  }),
  { minLength: 5, maxLength: 10 },
);
const slopeColumns = (rows: readonly { population: number; value: number; se: number }[]) => ({
  quantile: rows.map((_, i) => i + 1),
  population: rows.map((row) => row.population),
  value: rows.map((row) => row.value),
  lower95: rows.map((row) => row.value - 1.96 * row.se),
  upper95: rows.map((row) => row.value + 1.96 * row.se),
});

describe('slope index of inequality', () => {
  test('limits bracket; from the other end it mirrors; a negative multiplier turns it over', () => {
    fc.assert(
      fc.property(slopes, (rows) => {
        const found = slopeIndex(slopeColumns(rows));
        const mirrored = slopeIndex(slopeColumns(rows.toReversed()));
        const turned = slopeIndex(slopeColumns(rows), { multiplier: -1 });
        expect(found.sii_lower <= found.sii && found.sii <= found.sii_upper).toBe(true);
        expect(Math.abs(mirrored.sii + found.sii)).toBeLessThan(1e-12);
        expect(Math.abs(mirrored.sii_lower + found.sii_upper)).toBeLessThan(1e-12);
        near(turned.sii, -found.sii);
        near(turned.sii_lower, -found.sii_upper);
        fc.pre(found.reason === null && found.rii_lower > 0);
        near(turned.rii_upper, 1 / found.rii_lower);
        expect(found.rii_lower <= found.rii && found.rii <= found.rii_upper).toBe(true);
      }),
    );
  });
  test('exact limits are what simulation comes to', () => {
    const line = { intercept: [0.5, 0.4, 0.3, 0.1, -0.3], slope: [-0.8, -0.4, 0, 0.4, 0.8] };
    const drawn = { ...line, values: [31, 27, 25, 22, 19], errors: [1.2, 1.1, 1.1, 1, 0.9] };
    const exact = exactLimits(drawn, 1.959963984540054, 1);
    const simulated = simulatedLimits(drawn, (y) => y, { multiplier: 1, confidence: 0.95 });
    for (const of of ['sii', 'rii'] as const) {
      const width = exact[`${of}_upper`] - exact[`${of}_lower`];
      expect(Math.abs(exact[`${of}_lower`] - simulated[`${of}_lower`])).toBeLessThan(0.01 * width);
      expect(Math.abs(exact[`${of}_upper`] - simulated[`${of}_upper`])).toBeLessThan(0.01 * width);
    }
    const again = simulatedLimits(drawn, (y) => y, { multiplier: 1, confidence: 0.95 });
    expect(again).toEqual(simulated);
  });
  test('values on a line give the line; transformed limits turn over below zero only', () => {
    const rows = [1, 2, 3, 4, 5].map((i) => ({ population: 100, value: 0.5 - 0.06 * (i - 0.5), se: 0.01 }));
    const found = slopeIndex(slopeColumns(rows), { statistic: 'proportion', multiplier: 100 });
    near(found.sii, -30);
    near(found.intercept, 0.5);
    expect(found.intervals).toBe('simulated');
    const rates = { ...slopeColumns(rows) };
    for (const multiplier of [0.5, 1, 100, -1]) {
      const one = slopeIndex(rates, { statistic: 'rate', transform: true, multiplier });
      expect(one.intervals).toBe('exact');
      expect(one.sii_lower < one.sii && one.sii < one.sii_upper, `${multiplier}`).toBe(true);
      expect(one.rii_lower < one.rii && one.rii < one.rii_upper, `${multiplier}`).toBe(true);
    }
  });
  test('what has no index says why', () => {
    const rows = [1, 2, 3, 4, 5].map((i) => ({ population: 100, value: 0.1 * i, se: 0.01 }));
    const good = slopeColumns(rows);
    expect(slopeIndex({ ...good, population: [1, 2, 0, 4, 5] }).reason).toBe('zero_denominator');
    expect(slopeIndex({ ...good, value: [1, 2, Number.NaN, 4, 5] }).reason).toBe('missing_value');
    expect(slopeIndex(good, { statistic: 'proportion', quantiles: [1, 2, 3, 4, 5, 6] }).reason).toBe(
      'missing_quantile',
    );
    expect(slopeIndex({ ...good, value: [0, 0.1, 0.1, 0.1, 0.1] }, { statistic: 'rate' }).reason).toBe('not_positive');
    expect(slopeIndex(slopeColumns(rows.slice(1))).reason).toBe('too_few_values');
    expect(() => slopeIndex({ ...good, quantile: [1, 1, 2, 3, 4] })).toThrow('twice');
  });
});

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
    expect([trend, reason]).toEqual(['cannot_be_calculated', 'too_few_points']);
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

describe('life expectancy', () => {
  const people = abridgedAges.map((age) => (age < 85 ? 4000 : 900));
  const dead = abridgedAges.map((age) => (age === 0 ? 14 : Math.round(0.4 * 1.09 ** age) + 1));
  test('limits bracket, age 99.8 % is wider, more deaths shorten life, order does not matter', () => {
    const found = lifeExpectancy(abridgedAges, dead, people);
    const wider = lifeExpectancy(abridgedAges, dead, people, 99.8);
    const worse = lifeExpectancy(
      abridgedAges,
      dead.map((d) => d * 2),
      people,
    );
    const back = lifeExpectancy(abridgedAges.toReversed(), dead.toReversed(), people.toReversed());
    expect(back).toEqual(found);
    found.value.forEach((value, i) => {
      expect(found.reason[i]).toBeNull();
      expect(found.lowercl[i]! < value && value < found.uppercl[i]!).toBe(true);
      expect(wider.lowercl[i]! < found.lowercl[i]!).toBe(true);
      expect(worse.value[i]! < value).toBe(true);
    });
  });
  test('what has no table says why', () => {
    const why = (d: number[], n: number[], ages: readonly number[] = abridgedAges) =>
      lifeExpectancy(ages, d, n).reason[0];
    const changed = (column: readonly number[], at: number, value: number) =>
      column.map((each, i) => (i === at ? value : each));
    expect(why(changed(dead, 3, 4001), people)).toBe('numerator_over_denominator');
    expect(why(changed(dead, 3, -1), people)).toBe('negative_numerator');
    expect(why(dead, changed(people, 3, 0))).toBe('zero_denominator');
    expect(why(changed(dead, 19, 0), people)).toBe('no_deaths_in_last_band');
    expect(why(dead.slice(1), people.slice(1), abridgedAges.slice(1))).toBe('missing_age_band');
    expect(
      why(
        abridgedAges.map(() => 1),
        abridgedAges.map(() => 250),
      ),
    ).toBe('too_few_people');
    const few = lifeExpectancy(
      abridgedAges,
      changed(
        abridgedAges.map(() => 0),
        19,
        1,
      ),
      abridgedAges.map(() => 251),
    );
    expect(few.reason[0]).toBe('interval_too_wide');
    expect(few.value[0]).toBeNaN();
    expect(few.uppercl[0]! - few.lowercl[0]!).toBeGreaterThan(20);
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
