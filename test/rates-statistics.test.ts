/** Standardised rates, funnels, slopes and life tables by their properties and edges; `vectors.test.ts` holds them to reference values. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  countFunnel,
  funnelAverage,
  funnelExpected,
  funnelSignificance,
  proportionFunnel,
} from '../models/statistics/rates/funnel.js';
import { funnelAxis } from '../models/statistics/rates/funnel-axis.js';
import { indirectFigures, indirectRate, indirectRatio } from '../models/statistics/rates/indirect.js';
import { abridgedAges, lifeExpectancy } from '../models/statistics/rates/life-expectancy.js';
import { proportion } from '../models/statistics/rates/proportion.js';
import { rate } from '../models/statistics/rates/rate.js';
import { slopeIndex } from '../models/statistics/rates/slope-index.js';
import { exactLimits, simulatedLimits } from '../models/statistics/rates/slope-limits.js';
import {
  esp2013,
  standardisedRate,
  standardisedRateOfRepeatedEvents,
  standardisedRates,
} from '../models/statistics/rates/standardised.js';

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
    expect(known.significance).toEqual(['Not significant', 'High (0.001)', 'Low (0.001)', 'Low (0.025)']);
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

describe('life expectancy', () => {
  const people = abridgedAges.map(() => 4000);
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
