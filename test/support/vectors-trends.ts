/** How trends, adjusted p values, neighbours and percentile ranks answer the reference vectors. */

import { nearestNeighbours } from '../../models/statistics/composite/neighbours.js';
import { percentileRanks, vulnerability } from '../../models/statistics/composite/vulnerability.js';
import { adjust, adjustments } from '../../models/statistics/multiple-testing.js';
import {
  judgeTrend,
  recentTrend,
  type TrendPoints,
  type TrendStatistic,
} from '../../models/statistics/rates/recent-trend.js';
import { linearTrend, proportionTrend } from '../../models/statistics/rates/trend.js';
import { column, number, numbers } from './vector-input.js';
import type { Departure, Json, VectorMethod } from './vector-method.js';

const trendPoints = (rows: Json[]): TrendPoints => ({
  year: column(rows, 'year'),
  value: column(rows, 'value'),
  count: column(rows, 'count'),
  denominator: column(rows, 'denominator'),
  lower95: column(rows, 'lower95', 'lower'),
  upper95: column(rows, 'upper95', 'upper'),
});

/** The kind of value, as a word or as the number that Fingertips has for it. */
function statisticOf(kind: Json): TrendStatistic {
  const word = String(kind ?? 'proportion').toLowerCase();
  if (/proportion|percentage|^5$/.test(word)) return 'proportion';
  if (/crude|^3$/.test(word)) return 'crude_rate';
  return /dsr|(?<!in)directly|^1$/.test(word) ? 'dsr' : 'other';
}

function fingertips(input: Json, expected: Json): Json {
  const yearsInPeriod = input.year_range ?? input.years_in_period ?? input.period_years ?? 1;
  const found = recentTrend(trendPoints(input.rows), statisticOf(input.value_type), { yearsInPeriod });
  // The anchor writes 0 for what it has not worked out.
  const written = (key: 'chi_square' | 'slope') => (found.reason !== null && expected[key] === 0 ? 0 : found[key]);
  const judgement = judgeTrend(found.trend, input.polarity ?? 'no_judgement');
  return { ...found, chi_square: written('chi_square'), slope: written('slope'), judgement };
}

/** What the anchor makes of limits that are missing or have no width: sums that are NaN, or too few points. */
function anchorTrend(rows: Json[]): Json {
  const valid = rows.filter((row) => row.denominator > 0 && [row.value, row.count].every((each) => each !== null));
  const limited = valid.filter((row) => row.lower95 !== null && row.upper95 !== null);
  const used = limited.sort((a, b) => a.year - b.year).slice(-5);
  const slopes = [0, 1, 2, 3, 4, 5].map((out) => {
    const [s, sy, st, sty, stt] = [0, 0, 0, 0, 0].map((_, power) =>
      used.reduce((sum, { value, lower95, upper95 }, i) => {
        if (i + 1 === out) return sum;
        const t = i + 1;
        const part = [1, value, t, t * value, t * t][power] ?? 0;
        return sum + part / ((upper95 - lower95) / 3.92) ** 2;
      }, 0),
    ) as [number, number, number, number, number];
    const spread = s * stt - st ** 2;
    return { slope: (s * sty - st * sy) / spread, beta: Math.sqrt(s / spread) };
  });
  const [{ slope, beta } = { slope: Number.NaN, beta: Number.NaN }] = slopes;
  const chi_square = (slope / beta) ** 2;
  const signs = slopes.reduce((sum, each) => sum + (each.slope < 0 ? -1 : 1), 0);
  const significant = Math.abs(signs) === 6 && chi_square > 9.54953570608324;
  const trend = significant ? (slope > 0 ? 'increasing' : 'decreasing') : 'no_change';
  return { trend, significant, chi_square, slope };
}

function trendDeparts({ rows }: Json, actual: Json): Departure | undefined {
  if (actual.reason !== 'missing_limits' && actual.reason !== 'limits_without_width') return undefined;
  const why = 'limits that are missing or have no width: cannot be calculated, where the anchor says no change';
  return { anchor: { ...actual, ...anchorTrend(rows) }, why };
}

function ols({ x, y, confidence = 0.95 }: Json): Json {
  const found = linearTrend(numbers(x), numbers(y), confidence);
  return { ...found, lower95: found.lowercl, upper95: found.uppercl };
}

/** A line that fits exactly leaves rounding noise in R; of equal x it keeps the mean of y, and r² as 0. */
function olsDeparts({ y }: Json, actual: Json, expected: Json): Departure | undefined {
  const none = (value: Json) => value === null || Number.isNaN(number(value));
  if (Number.isNaN(actual.slope)) {
    const intercept = none(expected.intercept) ? Number.NaN : actual.intercept;
    const r2 = none(expected.r2) ? Number.NaN : 0;
    return { anchor: { ...actual, intercept, r2 }, why: 'equal x: there is no line' };
  }
  const noise = 1e-9 * Math.max(Math.abs(actual.intercept), ...numbers(y).map(Math.abs));
  const near = (key: string) => none(expected[key]) || Math.abs(expected[key] - actual[key]) <= noise;
  const fits = ['intercept', 'slope', 'se', 'lower95', 'upper95'].every((key) => !(key in expected) || near(key));
  if (actual.se !== 0 || !fits) return undefined;
  return { anchor: { ...actual, ...expected }, why: 'a line that fits exactly: R keeps rounding noise' };
}

function neighbours(input: Json): Json {
  const variables = Object.values(input.columns as Record<string, Json>).map(numbers);
  const target = (input.target_index_1based ?? 1) - 1;
  const weights = input.weights ? { weights: numbers(Object.values(input.weights)) } : {};
  const rescale = Boolean(input.rescale ?? input.rescaled ?? input.scale_furthest_to_1 ?? false);
  const found = nearestNeighbours(variables, target, input.k, { ...weights, rescale });
  return { ...found, neighbours_1based: found.rows.map((row) => row + 1) };
}

/** One column, or themes of named columns. findSVI counts areas with missing values. */
function svi(input: Json): Json {
  const countMissing = true;
  if (Array.isArray(input.values)) {
    const { values, reason } = percentileRanks(numbers(input.values), { countMissing });
    return { percentile_rank: values, reason };
  }
  const data: Record<string, Json> = input.columns ?? input.data ?? input;
  const themes = Object.entries(input.themes as Record<string, Json>).map(([theme, names]) => [
    theme,
    Array.isArray(names)
      ? Object.fromEntries((names as string[]).map((name) => [name, numbers(data[name])]))
      : Object.fromEntries(
          Object.entries(names as Record<string, Json>).map(([name, values]) => [name, numbers(values)]),
        ),
  ]);
  const people = input.population ?? data.E_TOTPOP;
  const population = people === undefined ? {} : { population: numbers(people) };
  const found = vulnerability(Object.fromEntries(themes), { countMissing, ...population });
  const prefixed = (prefix: string, columns: Json) =>
    Object.fromEntries(
      Object.entries(columns).map(([name, values]) => [`${prefix}_${name.replace(/^EP_/, '')}`, values]),
    );
  const flat = { ...prefixed('EPL', found.epl), ...prefixed('SPL', found.spl), ...prefixed('RPL', found.rpl) };
  return { ...found, ...flat, SPL_themes: found.spl_themes, RPL_themes: found.rpl_themes };
}

export const trendVectors: Readonly<Record<string, VectorMethod>> = {
  fingertips_recent_trend: { relative: 1e-9, run: fingertips, departs: trendDeparts },
  chi_square_trend: {
    relative: 1e-9,
    run: ({ events, totals, scores }) =>
      proportionTrend(numbers(events), numbers(totals), scores ? numbers(scores) : undefined),
  },
  ols_trend: { relative: 1e-7, run: ols, departs: olsDeparts },
  multiple_testing: {
    absolute: 1e-14,
    run: ({ p }) => {
      const found = Object.fromEntries(adjustments.map((how) => [how, adjust(numbers(p), how)]));
      return { ...found, fdr: found.BH };
    },
  },
  nearest_neighbours: { relative: 1e-9, run: neighbours },
  svi_percentile: { absolute: 1e-12, run: svi },
};
