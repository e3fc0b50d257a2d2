/** One reason for each missing result, and none for a result that is there: every statistic that answers area by area. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aggregate } from '../models/statistics/composite/aggregate.js';
import { copeland } from '../models/statistics/composite/copeland.js';
import { correlation, cronbachAlpha } from '../models/statistics/composite/correlation.js';
import { principalComponents } from '../models/statistics/composite/principal-components.js';
import { rankStatistics } from '../models/statistics/composite/sensitivity.js';
import { sobolIndices } from '../models/statistics/composite/sobol.js';
import { boxCox, logarithm } from '../models/statistics/composite/treat.js';
import { indirectRate } from '../models/statistics/rates/indirect.js';
import { mean } from '../models/statistics/rates/mean.js';
import { poolYears } from '../models/statistics/rates/pooled-years.js';
import { proportions } from '../models/statistics/rates/proportion.js';
import { rates } from '../models/statistics/rates/rate.js';
import { recentTrend } from '../models/statistics/rates/recent-trend.js';
import { shrinkToAuthority } from '../models/statistics/rates/shrinkage.js';
import { standardisedRate } from '../models/statistics/rates/standardised.js';
import { linearTrend, proportionTrend } from '../models/statistics/rates/trend.js';
import {
  differenceOfProportions,
  differenceOfStandardisedRates,
  ratioOfCounts,
} from '../models/statistics/rates/two-areas.js';
import { type Numbers, reasons } from '../models/statistics/reasons.js';
import { ebLocalMoran, ebMoran } from '../models/statistics/spatial/eb-moran.js';
import {
  ebStandardisedRates,
  empiricalBayes,
  localEmpiricalBayes,
} from '../models/statistics/spatial/empirical-bayes.js';
import { geary, generalG } from '../models/statistics/spatial/geary.js';
import { localG } from '../models/statistics/spatial/getis-ord.js';
import { localMoran } from '../models/statistics/spatial/local-moran.js';
import { moran } from '../models/statistics/spatial/moran.js';
import { permuteLags, permuteMoran } from '../models/statistics/spatial/permutation.js';
import { probabilityMap } from '../models/statistics/spatial/probability-map.js';
import { contiguity, rowStandardise } from '../models/statistics/spatial/weights-matrix.js';

/** What may stand in a column of six: few different values, so that nothing varies now and then. */
const cell = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 40 }) },
  fc.constantFrom(0, -1, 2.5, Number.NaN, Number.POSITIVE_INFINITY),
);
const column = fc.oneof(
  fc.array(cell, { minLength: 6, maxLength: 6 }),
  fc.constantFrom(0, 3, Number.NaN).map((x) => new Array<number>(6).fill(x)),
);

const weights = rowStandardise(contiguity([[1, 2], [0, 2], [0, 1, 3], [2, 4], [3], []]));
const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
const ones = new Array<number>(6).fill(1);
const years = [2015, 2016, 2017, 2018, 2019, 2020];

type Answer = { value: number | Numbers; reason: unknown };

const statistics: Readonly<Record<string, (x: number[], n: number[]) => Answer>> = {
  proportions,
  rates,
  mean: (x) => mean(x),
  standardisedRate: (x, n) => standardisedRate({ count: x, population: n, standard: ones }),
  indirectRate: (x, n) => indirectRate({ count: x, population: n, referenceCount: x, referencePopulation: n }),
  empiricalBayes,
  'empiricalBayes, binomial': (x, n) => empiricalBayes(x, n, { family: 'binomial' }),
  localEmpiricalBayes: (x, n) => localEmpiricalBayes(x, n, weights),
  ebStandardisedRates: (x, n) => ({ ...ebStandardisedRates(x, n), value: ebStandardisedRates(x, n).z }),
  shrinkToAuthority: (x, n) => shrinkToAuthority(x, n, ['p', 'p', 'p', 'q', 'q', 'r']),
  probabilityMap: (x, n) => ({ ...probabilityMap(x, n), value: probabilityMap(x, n).p }),
  moran: (x) => ({ ...moran(x, weights), value: moran(x, weights).z }),
  geary: (x) => ({ ...geary(x, weights), value: geary(x, weights).z }),
  generalG: (x) => ({ ...generalG(x, weights), value: generalG(x, weights).z }),
  localMoran: (x) => ({ ...localMoran(x, weights), value: localMoran(x, weights).p_two_sided }),
  'localG, Gi*': (x) => ({ ...localG(x, weights), value: localG(x, weights).p_two_sided }),
  'localG, Gi': (x) => ({ ...localG(x, weights, { star: false }), value: localG(x, weights, { star: false }).z }),
  ebMoran: (x, n) => ({ ...ebMoran(x, n, weights), value: ebMoran(x, n, weights).z }),
  ebLocalMoran: (x, n) => ({ ...ebLocalMoran(x, n, weights), value: ebLocalMoran(x, n, weights).p_two_sided }),
  permuteLags: (x) => {
    const found = permuteLags(x, weights, { keys, seed: 1, permutations: 9 });
    return { value: found.p_two_sided, reason: found.reason };
  },
  permuteMoran: (x) => {
    const found = permuteMoran(x, weights, { keys, seed: 1, permutations: 9 });
    return { value: found.p_two_sided, reason: found.reason };
  },
  aggregate: (x, n) => one(aggregate([x, n].map(finite), [1, 2], { mean: 'geometric' })),
  copeland: (x, n) => one(copeland([x, n].map(finite), [1, 2])),
  boxCox: (x) => one(boxCox(finite(x), 0.5, { positive: false })),
  logarithm: (x) => (finite(x).some(Number.isNaN) ? { value: 1, reason: null } : one(logarithm(x))),
  poolYears: (x, n) => ({ ...poolYears(years, x, n), value: poolYears(years, x, n).numerator }),
  proportionTrend: (x, n) => ({ ...proportionTrend(x, n), value: proportionTrend(x, n).p }),
  linearTrend: (x, n) => ({
    ...linearTrend(
      x.map((_, i) => i),
      n.map(plain),
    ),
    value: linearTrend(
      x.map((_, i) => i),
      n.map(plain),
    ).p,
  }),
  recentTrend: (x, n) => {
    const value = x.map((each, i) => each / (n[i] ?? 1));
    const points = {
      year: years,
      value,
      count: x,
      denominator: n,
      lower95: value.map((v) => v - 1),
      upper95: value.map((v) => v + 1),
    };
    const { chi_square, reason } = recentTrend(points, 'proportion');
    return { value: chi_square, reason };
  },
  differenceOfProportions: (x, n) => test2(differenceOfProportions, x, n),
  ratioOfCounts: (x, n) => test2(ratioOfCounts, x, n),
  differenceOfStandardisedRates: (x, n) => {
    const bands = { count: x, population: n, standard: ones };
    return differenceOfStandardisedRates(bands, { ...bands, count: x.toReversed(), population: n.toReversed() });
  },
  correlation: (x, n) => correlation(finite(x), finite(n)),
  cronbachAlpha: (x, n) => cronbachAlpha([finite(x), finite(n)]),
  principalComponents: (x, n) => {
    const { weights: value, reason } = principalComponents([finite(x), finite(n)]);
    return { value: value[0] ?? Number.NaN, reason };
  },
  rankStatistics: (x, n) => {
    const found = rankStatistics(finite(x), [finite(n), finite(n)]);
    return { value: found.mean_absolute_change, reason: found.reason };
  },
  sobolIndices: (x) => {
    const { first, reason } = sobolIndices([...x.map(plain), 1, 2], 2, 2);
    return { value: first[0] ?? Number.NaN, reason };
  },
};

/** An infinite value is no value where a statistic takes only numbers that normalising has made. */
const finite = (values: number[]) => values.map((x) => (Number.isFinite(x) ? x : Number.NaN));
const plain = (x: number) => (Number.isFinite(x) ? x : Number.NaN);
const one = ({ values, reason }: { values: Numbers; reason: unknown }): Answer => ({ value: values, reason });
const test2 = (of: typeof ratioOfCounts, [x = 0, y = 0]: number[], [n = 0, m = 0]: number[]): Answer => {
  const { p_two_sided, reason } = of({ events: x, people: n }, { events: y, people: m });
  return { value: p_two_sided, reason };
};

test.each(Object.keys(statistics))('%s', (name) => {
  const statistic = statistics[name];
  fc.assert(
    fc.property(column, column, (x, n) => {
      const found = statistic?.(x, n);
      const values = typeof found?.value === 'number' ? [found.value] : Array.from(found?.value ?? []);
      values.forEach((value, i) => {
        const reason = Array.isArray(found?.reason) ? found.reason[i] : found?.reason;
        expect([value, Number.isNaN(value)], `${reason}`).toEqual([value, reason !== null]);
        if (reason !== null) expect(reasons).toHaveProperty(String(reason));
      });
    }),
    { numRuns: 150 },
  );
});
