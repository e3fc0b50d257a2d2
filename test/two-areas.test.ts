/** Direct tests of two noisy areas, indicators together, rates on maps, and scores against a base that stays. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  correlation,
  correlations,
  covariance,
  cronbachAlpha,
  screenCorrelations,
} from '../models/statistics/composite/correlation.js';
import { againstBase, fixedBase } from '../models/statistics/composite/fixed-base.js';
import { principalComponents } from '../models/statistics/composite/principal-components.js';
import { ranksDescending } from '../models/statistics/ranks.js';
import { rate } from '../models/statistics/rates/rate.js';
import { esp2013 } from '../models/statistics/rates/standardised.js';
import {
  type Counted,
  differenceOfProportions,
  differenceOfStandardisedRates,
  ratioOfCounts,
} from '../models/statistics/rates/two-areas.js';
import { ebLocalMoran, ebMoran } from '../models/statistics/spatial/eb-moran.js';
import { moran } from '../models/statistics/spatial/moran.js';
import { probabilityMap } from '../models/statistics/spatial/probability-map.js';
import { contiguity, rowStandardise } from '../models/statistics/spatial/weights-matrix.js';

const missing = Number.NaN;
const of = (events: number, people: number): Counted => ({ events, people });
const counted = fc
  .integer({ min: 1, max: 5000 })
  .chain((people) => fc.record({ events: fc.integer({ min: 0, max: people }), people: fc.constant(people) }));

describe('two areas', () => {
  test('proportions: Newcombe’s own example, and R’s prop.test without correction', () => {
    const found = differenceOfProportions(of(56, 70), of(48, 80));
    expect(found.value).toBeCloseTo(0.2, 12);
    expect([found.lowercl, found.uppercl].map((x) => x.toFixed(4))).toEqual(['0.0524', '0.3339']);
    expect(found.p_two_sided).toBeCloseTo(0.00805, 4);
  });

  test('counts: the example of R’s poisson.test', () => {
    const found = ratioOfCounts(of(11, 800), of(6 + 8 + 7, 1083 + 1050 + 878));
    expect(found.value).toBeCloseTo(1.971488, 6);
    expect(found.p_two_sided).toBeCloseTo(0.07967, 5);
    expect(found.lowercl).toBeCloseTo(0.8584264, 6);
    expect(found.uppercl).toBeCloseTo(4.2772659, 6);
  });

  test('counts: p is the sum of all outcomes no likelier than the one found', () => {
    const binomial = (n: number, p: number) => {
      const terms = [(1 - p) ** n];
      for (let k = 0; k < n; k++) terms.push(((terms[k] ?? 0) * ((n - k) / (k + 1)) * p) / (1 - p));
      return terms;
    };
    fc.assert(
      fc.property(fc.nat(25), fc.nat(25), fc.integer({ min: 1, max: 9 }), (x, y, people) => {
        fc.pre(x + y > 0);
        const terms = binomial(x + y, people / (people + 4));
        const own = terms[x] ?? 0;
        const sum = terms.filter((term) => term <= own * (1 + 1e-7)).reduce((total, term) => total + term, 0);
        expect(ratioOfCounts(of(x, people), of(y, 4)).p_two_sided).toBeCloseTo(Math.min(1, sum), 9);
      }),
    );
  });

  test('limits bracket the value, and the other way round everything mirrors', () => {
    fc.assert(
      fc.property(counted, counted, (a, b) => {
        const [d, turned] = [differenceOfProportions(a, b), differenceOfProportions(b, a)];
        expect(d.lowercl <= d.value + 1e-12 && d.value <= d.uppercl + 1e-12).toBe(true);
        expect(d.lowercl).toBeCloseTo(-turned.uppercl, 10);
        if (d.reason === null) expect(d.p_two_sided).toBeCloseTo(turned.p_two_sided, 10);
        const [r, inverse] = [ratioOfCounts(a, b), ratioOfCounts(b, a)];
        if (r.reason !== null) return;
        expect(r.lowercl <= r.value && r.value <= r.uppercl).toBe(true);
        // Below 1e-308 there are no numbers left, and p is 0.
        expect(r.p_two_sided >= 0 && r.p_two_sided <= 1).toBe(true);
        expect(inverse.p_two_sided).toBeCloseTo(r.p_two_sided, 8);
        if (r.lowercl > 0) expect(inverse.uppercl * r.lowercl).toBeCloseTo(1, 8);
      }),
    );
  });

  test('what cannot be tested says why', () => {
    expect(differenceOfProportions(of(0, 10), of(0, 20))).toMatchObject({
      value: 0,
      p_two_sided: missing,
      reason: 'no_events',
    });
    expect(differenceOfProportions(of(10, 10), of(20, 20)).reason).toBe('all_events');
    expect(differenceOfProportions(of(1, 0), of(1, 2)).reason).toBe('zero_denominator');
    expect(ratioOfCounts(of(0, 10), of(0, 20)).reason).toBe('no_events');
    expect(ratioOfCounts(of(2.5, 10), of(1, 20)).reason).toBe('not_whole');
    expect(ratioOfCounts(of(3, 10), of(0, 20))).toMatchObject({ value: Infinity, uppercl: Infinity, reason: null });
    expect(ratioOfCounts(of(missing, 10), of(0, 20)).reason).toBe('missing_numerator');
    expect(() => ratioOfCounts(of(3, 10), of(1, 20), 0.5)).toThrow(RangeError);
  });

  test('standardised rates: of one band the variance is that of the rate; too few events say so', () => {
    const band = (count: number, population: number) => ({ count: [count], population: [population], standard: [1] });
    const found = differenceOfStandardisedRates(band(40, 1000), band(90, 3000), 0.95, 1000);
    const error = Math.sqrt(40 / 1000 ** 2 + 90 / 3000 ** 2) * 1000;
    expect(found.value).toBeCloseTo(10, 10);
    expect(found.z).toBeCloseTo(10 / error, 10);
    expect(found.uppercl - found.value).toBeCloseTo(1.959964 * error, 5);
    const whole = { count: esp2013.map(() => 3), population: esp2013.map(() => 500), standard: esp2013 };
    expect(differenceOfStandardisedRates(whole, whole)).toMatchObject({ value: 0, z: 0, p_two_sided: 1, reason: null });
    expect(differenceOfStandardisedRates(band(40, 1000), band(9, 3000)).reason).toBe('fewer_than_ten_events');
  });
});

describe('indicators together', () => {
  const a = [1, 2, 3, 4, 5, missing];
  const b = [2, 1, 4, 3, 6, 7];
  test('correlation and covariance, over the areas that have both', () => {
    expect(covariance(a, b)).toBeCloseTo(2.5, 12);
    expect(correlation(a, b).value).toBeCloseTo(2.5 / Math.sqrt(2.5 * 3.7), 12);
    expect(correlations([a, b])[1]).toEqual([correlation(b, a).value, 1]);
    expect([correlation([1, 1, 1], [1, 2, 3]).reason, covariance([1], [2])]).toEqual(['constant_values', missing]);
    expect(correlation([1, missing], [missing, 1]).reason).toBe('no_values');
  });

  test('α of indicators that say the same is 1, and has a reason where it is missing', () => {
    expect(cronbachAlpha([b, b, b]).value).toBeCloseTo(1, 12);
    // Two of variances 2.5 and 3.5, covariance 2.5: k²·c̄/Σc with all six areas of b.
    const all = 2.5 + 2 * 2.5 + covariance(b, b);
    expect(cronbachAlpha([a, b]).value).toBeCloseTo((4 * 2.5) / all, 12);
    expect(cronbachAlpha([a]).reason).toBe('too_few_values');
    expect(
      cronbachAlpha([
        [1, 1],
        [2, 2],
      ]).reason,
    ).toBe('no_variance');
  });

  test('principal components: of two, r decides; one that runs against the others gives no weights', () => {
    const [x, y] = [a.slice(0, 5), b.slice(0, 5)];
    const r = correlation(x, y).value;
    const found = principalComponents([x, y]);
    expect([...found.sd].map((sd) => sd ** 2)).toEqual([expect.closeTo(1 + r, 12), expect.closeTo(1 - r, 12)]);
    expect([...found.weights]).toEqual([expect.closeTo(0.5, 12), expect.closeTo(0.5, 12)]);
    const opposed = principalComponents([x, y, x.map((each, i) => -each + 0.1 * (i % 2))]);
    expect([opposed.reason, opposed.weights.every(Number.isNaN)]).toEqual(['opposed_items', true]);
    expect(principalComponents([x, x.map(() => 1)]).reason).toBe('constant_values');
    expect(principalComponents([x]).reason).toBe('too_few_values');
  });

  test('a screen names pairs that count one thing twice or take each other back', () => {
    const columns = new Map([
      ['a', [1, 2, 3, 4]],
      ['b', [2, 4, 6, 9]],
      ['c', [4, 3, 2, 1]],
      ['d', [1, -1, -1, 1]],
    ]);
    expect(screenCorrelations(columns).map(({ one, other, finding }) => [one, other, finding])).toEqual([
      ['a', 'b', 'collinear'],
      ['a', 'c', 'opposed'],
      ['b', 'c', 'opposed'],
    ]);
  });
});

describe('rates on maps', () => {
  const weights = rowStandardise(contiguity([[1], [0, 2], [1, 3], [2, 4], [3], []]));
  const events = [5, 6, 5, 20, 22, 3];
  const people = [100, 120, 90, 110, 100, 50];
  test('of areas of equal people the standardised rates have the Moran’s I of the rates', () => {
    const equal = events.map(() => 200);
    const found = ebMoran(events, equal, weights);
    expect(found.value).toBeCloseTo(moran(events, weights).value, 12);
    expect(ebLocalMoran(events, equal, weights).quadrant[4]).toBe('High-High');
  });

  test('an island, an area without a rate and a map without events say so', () => {
    const local = ebLocalMoran([missing, ...events.slice(1)], people, weights);
    expect(local.reason).toEqual(['missing_numerator', null, null, null, null, 'no_neighbours']);
    expect([local.value[0], local.p_two_sided[5]]).toEqual([missing, missing]);
    expect(
      ebMoran(
        people.map(() => 0),
        people,
        weights,
      ).reason,
    ).toBe('no_variance');
  });

  test('a probability map: expected counts, relative risks and Poisson tails', () => {
    const found = probabilityMap([2, 8, 3], [100, 100, 0]);
    expect([...found.expected]).toEqual([5, 5, missing]);
    expect(found.relative[1]).toBeCloseTo(160, 12);
    expect(found.p[0]).toBeCloseTo(Math.exp(-5) * (1 + 5 + 12.5), 14);
    expect(found.reason).toEqual([null, null, 'zero_denominator']);
    // A Poisson tail is the one that exact limits rest on: at the upper limit of x, P(X ≤ x) is 2.5 %.
    const upper = rate(7, 1, 0.95, 1).uppercl;
    expect(probabilityMap([7, 2 * upper - 7], [1, 1]).p[0]).toBeCloseTo(0.025, 10);
  });
});

test('merging two areas gives the pooled rate', () => {
  fc.assert(
    fc.property(counted, counted, (a, b) => {
      const merged = rate(a.events + b.events, a.people + b.people, 0.95, 1000).value;
      const pooled =
        (a.people * rate(a.events, a.people, 0.95, 1000).value +
          b.people * rate(b.events, b.people, 0.95, 1000).value) /
        (a.people + b.people);
      expect(merged).toBeCloseTo(pooled, 9);
    }),
  );
});

test('ranks of values without ties are a permutation of 1 to n', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(
        fc.double({ noNaN: true }).filter((x) => !Object.is(x, -0)),
        { minLength: 1, maxLength: 50 },
      ),
      (values) => {
        expect([...ranksDescending(values)].sort((x, y) => x - y)).toEqual(values.map((_, i) => i + 1));
      },
    ),
  );
});

test('against a base that stays: the base has mean 100 and sd 10, a change of the area shows as such', () => {
  const base = fixedBase([1, 2, 3, 4, 5]);
  expect(fixedBase([...againstBase([1, 2, 3, 4, 5], base).values])).toMatchObject({ mean: 100, reason: null });
  expect(againstBase([3 + base.sd, missing], base).values[0]).toBeCloseTo(110, 12);
  expect(againstBase([3 + base.sd], base, -1).values[0]).toBeCloseTo(90, 12);
  expect([fixedBase([2, 2]).reason, fixedBase([]).reason, fixedBase([1]).reason]).toEqual([
    'constant_values',
    'no_values',
    'too_few_values',
  ]);
  expect(againstBase([1], fixedBase([2, 2])).warning).toBe('constant_values');
});
