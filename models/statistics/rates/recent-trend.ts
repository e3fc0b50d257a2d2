/**
 * The "recent trend" of Fingertips: a weighted line through the latest five single years.
 *
 *     w = 1/((upper − lower)/3.92)²                    from the 95 % limits of each point
 *     b = Σw(t − t̄)(y − ȳ)/Σw(t − t̄)²,  t̄ and ȳ weighted
 *     χ² = b²·Σw(t − t̄)²
 *
 * t is 1 to 5, so that a gap (2016, 2017, 2020 …) counts as one step; `gaps` says how many years are passed over, and
 * `trueYears` takes the years themselves. There is a trend where χ² > 9.5495 (its 99.8 % point, 1 df) and the slopes
 * with each point left out in turn all have the sign of b (0 counts as rising).
 *
 * A point is valid with a value, a count and a denominator above zero. It cannot be calculated, with a reason: for
 * anything but proportions, crude rates and directly standardised rates; for periods longer than a year (pooled years
 * overlap); with fewer than five valid points, or fewer than five with limits; where a valid count equals its
 * denominator; where limits have no width. Wards seldom have five single years: then no trend is said, never "no
 * change". After a series break only the points from its year on are used; where too few are left, the break is why.
 *
 * As `TrendMarkerCalculator` in dhsc-govuk/FingertipsNext, which says "no change" where limits are missing or have no
 * width.
 */

import { type Numbers, type Reason, sameLength } from '../reasons.js';
import type { Polarity } from './compare.js';

export type Trend = 'increasing' | 'decreasing' | 'no_change' | 'cannot_be_calculated';
export type TrendJudgement = Trend | 'getting_better' | 'getting_worse';
export type TrendStatistic = 'proportion' | 'crude_rate' | 'dsr' | 'other';

/** One row a year. Order does not matter. */
export interface TrendPoints {
  readonly year: Numbers;
  readonly value: Numbers;
  readonly count: Numbers;
  readonly denominator: Numbers;
  readonly lower95: Numbers;
  readonly upper95: Numbers;
}

export interface TrendOptions {
  /** Years that one point covers. */
  readonly yearsInPeriod?: number;
  /** Years between points count, instead of 1 to 5. */
  readonly trueYears?: boolean;
  /** First years of a new series: nothing before the last of them is used. */
  readonly breaks?: readonly number[];
}

export interface RecentTrend {
  readonly trend: Trend;
  readonly significant: boolean;
  readonly chi_square: number;
  readonly slope: number;
  /** The years used, ascending. */
  readonly years: number[];
  /** Years between the first and the last of them that are passed over. */
  readonly gaps: number;
  readonly reason: Reason | null;
}

const POINTS = 5;
const CRITICAL = 9.54953570608324;
const WIDTH = 3.92;

export function recentTrend(points: TrendPoints, statistic: TrendStatistic, options: TrendOptions = {}): RecentTrend {
  const { year, value, count, denominator, lower95, upper95 } = points;
  const length = sameLength('recentTrend', year, value, count, denominator, lower95, upper95);
  const since = Math.max(Number.NEGATIVE_INFINITY, ...(options.breaks ?? []));
  const all = [...Array(length).keys()].filter(
    (i) => Number.isFinite(value[i]) && Number.isFinite(count[i]) && (denominator[i] ?? Number.NaN) > 0,
  );
  const valid = all.filter((i) => (year[i] ?? Number.NaN) >= since);
  const limited = valid.filter((i) => Number.isFinite(lower95[i]) && Number.isFinite(upper95[i]));
  const used = limited.sort((a, b) => (year[a] ?? 0) - (year[b] ?? 0)).slice(-POINTS);
  const years = used.map((i) => year[i] ?? Number.NaN);
  const gaps = years.length > 0 ? (years.at(-1) ?? 0) - (years[0] ?? 0) + 1 - years.length : 0;
  const why = whyNoTrend(points, statistic, options.yearsInPeriod ?? 1, valid, used);
  const reason = why === 'too_few_points' && all.length >= POINTS ? 'series_break' : why;
  if (reason !== null) {
    const none = { trend: 'cannot_be_calculated', significant: false, chi_square: Number.NaN } as const;
    return { ...none, slope: Number.NaN, years, gaps, reason };
  }
  const steps = options.trueYears === true ? years : years.map((_, i) => i + 1);
  const weights = used.map((i) => (WIDTH / ((upper95[i] ?? 0) - (lower95[i] ?? 0))) ** 2);
  const values = used.map((i) => value[i] ?? Number.NaN);
  const { slope, chi_square } = weightedLine(steps, values, weights);
  const rising = slope >= 0;
  const steady = used.every((_, out) => weightedLine(steps, values, weights, out).slope >= 0 === rising);
  const significant = steady && chi_square > CRITICAL;
  const direction = slope > 0 ? 'increasing' : slope < 0 ? 'decreasing' : 'no_change';
  return { trend: significant ? direction : 'no_change', significant, chi_square, slope, years, gaps, reason };
}

/** Increasing and decreasing become better and worse where the polarity says which is which. */
export function judgeTrend(trend: Trend, polarity: Polarity): TrendJudgement {
  if (polarity === 'no_judgement' || trend === 'no_change' || trend === 'cannot_be_calculated') return trend;
  return (trend === 'decreasing') === (polarity === 'low_is_good') ? 'getting_better' : 'getting_worse';
}

function whyNoTrend(
  { year, count, denominator, lower95, upper95 }: TrendPoints,
  statistic: TrendStatistic,
  yearsInPeriod: number,
  valid: readonly number[],
  used: readonly number[],
): Reason | null {
  if (statistic === 'other') return 'no_trend_of_this_statistic';
  if (yearsInPeriod !== 1) return 'overlapping_periods';
  if (valid.length < POINTS) return 'too_few_points';
  if (valid.some((i) => count[i] === denominator[i])) return 'all_events';
  if (used.length < POINTS) return 'missing_limits';
  if (new Set(used.map((i) => year[i])).size < POINTS) return 'repeated_year';
  return used.some((i) => !((upper95[i] ?? 0) > (lower95[i] ?? 0))) ? 'limits_without_width' : null;
}

/** A weighted line, one point left out if said. */
function weightedLine(t: readonly number[], y: readonly number[], w: readonly number[], without = -1) {
  let [weight, wt, wy] = [0, 0, 0];
  const each = [...t.keys()].filter((i) => i !== without);
  for (const i of each) {
    const wi = w[i] ?? 0;
    weight += wi;
    wt += wi * (t[i] ?? 0);
    wy += wi * (y[i] ?? 0);
  }
  let [spread, joint] = [0, 0];
  for (const i of each) {
    const d = (t[i] ?? 0) - wt / weight;
    spread += (w[i] ?? 0) * d * d;
    joint += (w[i] ?? 0) * d * ((y[i] ?? 0) - wy / weight);
  }
  return { slope: joint / spread, chi_square: (joint * joint) / spread };
}
