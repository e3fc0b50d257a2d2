/** Cases that the READMEs of the reference vectors allow and their examples do not show: what, method, input, expected. */
import type { Json } from './vector-method.js';

const missing = null;
const refused = { error: 'refused' };
const years = (rows: number[][]) =>
  rows.map(([year, value, count, denominator, lower95, upper95]) => ({
    year,
    value,
    count,
    denominator,
    lower95,
    upper95,
  }));
const flat = years([2015, 2016, 2017, 2018, 2019].map((year) => [year, 0.1, 100, 1000, 0.09, 0.11]));
const tied = { values: [5, 5, 5, 5, 1, 2, 3, missing, 9, 9], nquantiles: 3 };
const bands = (x: number, n: number) => [{ area: 'A', count: x, pop: n, stdpop: 1 }];

export const variants: [string, string, Json, Json][] = [
  ['nobody had the event', 'wilson_proportion', { x: 0, n: 10 }, { value: 0, lowercl: 0 }],
  [
    'everybody had it, in per cent',
    'wilson_proportion',
    { x: 7, n: 7, multiplier: 100, confidence: 99.8 },
    { value: 100, uppercl: 100 },
  ],
  [
    'a count is missing',
    'wilson_proportion',
    { x: missing, n: 7 },
    { value: missing, lowercl: missing, uppercl: missing },
  ],
  ['a denominator of zero', 'wilson_proportion', { x: 0, n: 0 }, refused],
  ['a confidence of a half', 'wilson_proportion', { x: 1, n: 2, confidence: 0.5 }, refused],
  [
    'columns, one row missing',
    'wilson_proportion',
    { x: [1, missing], n: [2, 4], confidence: 0.95 },
    { value: [0.5, missing] },
  ],
  [
    'nine and a half events are exact',
    'byars_rate',
    { x: 9.5, n: 1000, multiplier: 1000 },
    { value: 9.5, method: 'Exact' },
  ],
  ['no events among nobody', 'byars_rate', { x: 0, n: 0 }, refused],
  ['both confidences', 'byars_rate', { x: 12, n: 12, confidence: [0.95, 0.998], multiplier: 1 }, { value: 1 }],
  ['one value has no interval', 'mean_t_ci', { values: [4] }, { value: 4, lowercl: missing, uppercl: missing }],
  ['a missing value makes the mean missing', 'mean_t_ci', { values: [4, missing] }, { value: missing }],
  [
    'a limit on the benchmark is similar',
    'benchmark_rag',
    { lower95: 1, upper95: 2, benchmark: 2 },
    { outcome: 'similar' },
  ],
  ['no polarity given, above', 'benchmark_rag', { lower95: 3, upper95: 4, benchmark: 2 }, { outcome: 'higher' }],
  ['no limits', 'benchmark_rag', { lower95: missing, upper95: 4, benchmark: 2 }, { outcome: 'not_compared' }],
  ['fewer than ten events', 'dsr', { rows: bands(9, 100) }, { rows: [{ area: 'A', total_count: 9, value: missing }] }],
  [
    'rows without an area',
    'dsr',
    { rows: [{ count: 20, pop: 1000, stdpop: 5 }], multiplier: 100 },
    { rows: [{ value: 2 }] },
  ],
  ['a band that nobody lives in', 'dsr', { rows: bands(20, 0) }, refused],
  [
    'nothing is expected',
    'indirect_standardisation',
    { kind: 'ratio', rows: [{ area: 'A', count: 3, pop: 10, refcount: 0, refpop: 10 }] },
    { rows: [{ value: 'Infinity' }] },
  ],
  ['ties share a quantile, options left out', 'quantile', tied, { quantile: [1, 1, 1, 1, 3, 3, 3, missing, 1, 1] }],
  [
    'rows in groups',
    'quantile',
    { rows: [1, 2, 3, 4].map((value, i) => ({ group: i < 2 ? 'a' : 'b', value })), nquantiles: 2, invert: false },
    { rows: [1, 2, 1, 2].map((quantile) => ({ quantile })) },
  ],
  [
    'a rank is never shared out',
    'apportionment_own',
    { kind: 'rank', links: [{ source: 'a', target: 'W', population: 3 }], source_values: { a: 10 } },
    refused,
  ],
  [
    'fewer values than quantiles',
    'quantile',
    { values: [1, 2, 3], nquantiles: 5 },
    { quantile: [missing, missing, missing] },
  ],
  [
    'too few points for a trend',
    'fingertips_recent_trend',
    { rows: flat.slice(1), value_type: 'Proportion' },
    { trend: 'cannot_be_calculated' },
  ],
  [
    'limits without width',
    'fingertips_recent_trend',
    { rows: flat.map((row) => ({ ...row, upper95: row.lower95 })), value_type: 'Proportion' },
    { trend: 'cannot_be_calculated' },
  ],
  [
    'no events in any year',
    'chi_square_trend',
    { events: [0, 0, 0], totals: [5, 6, 7] },
    { chi_square: missing, p: missing },
  ],
  ['two points have no inference', 'ols_trend', { x: [1, 2], y: [3, 5] }, { slope: 2, intercept: 1, p: missing }],
  [
    'a constant column, NaN in the anchor',
    'coinr_normalise',
    { fn: 'n_zscore', x: [3, 3, missing] },
    { values: ['NaN', 'NaN', missing] },
  ],
  [
    'a table with directions',
    'coinr_normalise',
    { fn: 'Normalise', data: { a: [0, 5, 10], b: [0, 5, 10] }, directions: [1, -1] },
    { a: [0, 50, 100], b: [100, 50, 0] },
  ],
  [
    'goalposts, no scale',
    'coinr_normalise',
    { fn: 'n_goalposts', x: [0, 5, 20], gposts: [0, 10] },
    { values: [0, 0.5, 1] },
  ],
  ['weights left out, an item missing', 'coinr_aggregate', { fn: 'a_amean', x: [1, missing, 3] }, { value: 2 }],
  ['a zero in a geometric mean', 'coinr_aggregate', { fn: 'a_gmean', x: [0, 1] }, refused],
  [
    'weights that the anchor uses again',
    'coinr_aggregate',
    { fn: 'a_gmean', x: [2, 8, 2, 8], w: [1, 1] },
    { value: 4 },
  ],
  [
    'a generalised mean of a missing item, in the anchor',
    'coinr_aggregate',
    { fn: 'a_genmean', x: [1, missing], p: 2 },
    { value: missing },
  ],
  [
    'too little present',
    'coinr_aggregate',
    { fn: 'Aggregate', data: { a: [1, missing], b: [3, 3] }, dat_thresh: 0.6 },
    { values: [2, missing] },
  ],
  [
    'who outranks whom',
    'coinr_aggregate',
    { fn: 'outrankMatrix', X: { a: [1, 2], b: [1, 5] } },
    {
      OutRankMatrix: [
        [0, 0],
        [1, 0],
      ],
    },
  ],
  [
    'winsorising would leave a constant',
    'coinr_treat',
    { fn: 'winsorise', x: [1, 1, 1, 1, 1, 1, 1, 1, 1, 99] },
    refused,
  ],
  ['a short column has no shape', 'coinr_treat', { fn: 'skew_kurt', x: [1, 2] }, { skew: missing, kurt: missing }],
  ['α of the same column twice', 'coinr_sensitivity', { columns: { a: [1, 2, 4], b: [1, 2, 4] } }, { alpha: 1 }],
  [
    'no counts at all, NaN in the anchor',
    'empirical_bayes',
    { count: [0, 0], population: [5, 9] },
    { estmm: [missing, missing] },
  ],
  ['a probability map', 'empirical_bayes', { n: [2, 8], x: [100, 100] }, { relRisk: [40, 160], expCount: [5, 5] }],
  ['a rate of nobody', 'empirical_bayes', { count: [1, 2], population: [0, 9] }, refused],
  [
    'missing p are left out of the count',
    'multiple_testing',
    { p: [0.01, missing, 0.04] },
    { BH: [0.02, missing, 0.04], bonferroni: [0.02, missing, 0.08] },
  ],
  [
    'equal distances, by the order of the rows',
    'nearest_neighbours',
    { columns: { a: [0, 1, -1, 5] }, k: 2, target_index_1based: 1 },
    { neighbours_1based: [2, 3] },
  ],
  ['ranks of equal values', 'svi_percentile', { values: [1, 1, 1] }, { percentile_rank: [0, 0, 0] }],
  [
    'a share of a rate',
    'apportionment_own',
    {
      kind: 'rate',
      links: [
        { source: 'a', target: 'W', population: 3 },
        { source: 'b', target: 'W', population: 1 },
      ],
      source_values: { a: 10, b: 30 },
    },
    { W: 15 },
  ],
];
