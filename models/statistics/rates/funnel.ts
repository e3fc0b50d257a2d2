/**
 * Funnels: how far an area of its size may lie from the average by chance.
 *
 * Average a = Σx/Σd; d is the denominator of a proportion, the expected count of a ratio, and for a rate r per k
 * d = k·x/r, or the denominator given where x = 0 (without one the area is left out of the average).
 *
 *     proportion   limits at n people      k(a ∓ z·√(a(1 − a)/n)), at least 0 and at most k
 *     count        limits at O events      k·a·O/E, E = χ²(1 − p, 2O + 2)/2 for the lower line, χ²(p, 2O)/2 for the upper
 *
 * with z of 0.975 and 0.999, p = 0.025 and 0.001. An area is high or low at 0.001 where it lies outside the 99.8 %
 * limits, else at 0.025 where it lies outside the 95 % limits: proportions by the limits at their n, ratios and rates
 * where the limits of O events (exact below ten, Byar's from ten) divided by d exclude 1, or the average. Directly
 * standardised rates of fewer than ten events are not judged.
 *
 * As `calculate_funnel_limits` and `assign_funnel_significance` in PHEindicatormethods 2.1.0, which cap the upper line
 * at 100 whatever the multiplier, and stop where rates come without a denominator.
 */
import { chiSquareQuantile, zOf } from '../distributions.js';
import { type Numbers, type Reason, sameLength } from '../reasons.js';
import { rate } from './rate.js';

export type FunnelLevel = 'High (0.001)' | 'High (0.025)' | 'Low (0.001)' | 'Low (0.025)' | 'Not significant';
export type FunnelStatistic = 'proportion' | 'ratio' | 'crude_rate' | 'dsr';

/** The areas of a funnel. A missing number is NaN; rates need `rate`, and `denominator` only where they have no events. */
export interface FunnelAreas {
  readonly numerator: Numbers;
  readonly denominator?: Numbers;
  readonly rate?: Numbers;
}

export interface FunnelAverage {
  /** Σx/Σd, per person or expected event. */
  readonly average: number;
  /** d of each area; NaN with a reason where the area is left out. */
  readonly denominator: Float64Array;
  readonly reason: (Reason | null)[];
}

/** The lines of a funnel, one row a place on its axis. */
export interface FunnelLimits {
  readonly lower_2s_limit: Float64Array;
  readonly upper_2s_limit: Float64Array;
  readonly lower_3s_limit: Float64Array;
  readonly upper_3s_limit: Float64Array;
  readonly baseline: number;
}

const Z95 = zOf(0.95);
const Z998 = zOf(0.998);
const FEWEST = 10;

/** The average, and what it was divided by. `multiplier` is that of the rates. */
export function funnelAverage(areas: FunnelAreas, statistic: FunnelStatistic, multiplier = 100_000): FunnelAverage {
  const { numerator, denominator, rate: rates } = areas;
  const isRate = statistic === 'crude_rate' || statistic === 'dsr';
  if (isRate ? rates === undefined : denominator === undefined) {
    throw new RangeError(`a funnel of a ${statistic} needs ${isRate ? 'rates' : 'denominators'}`);
  }
  const rows = sameLength('funnelAverage', numerator, denominator ?? numerator, rates ?? numerator);
  const used = new Float64Array(rows).fill(Number.NaN);
  const reason = new Array<Reason | null>(rows).fill(null);
  let [events, people] = [0, 0];
  for (let i = 0; i < rows; i++) {
    const x = numerator[i] ?? Number.NaN;
    const derived = isRate && x > 0;
    const given = statistic === 'dsr' ? Number.NaN : (denominator?.[i] ?? Number.NaN);
    const d = derived ? (multiplier * x) / (rates?.[i] ?? Number.NaN) : given;
    reason[i] = whyLeftOut(x, d, statistic);
    if (reason[i] !== null) continue;
    used[i] = d;
    events += x;
    people += d;
  }
  return { average: people > 0 ? events / people : Number.NaN, denominator: used, reason };
}

function whyLeftOut(x: number, d: number, statistic: FunnelStatistic): Reason | null {
  if (!Number.isFinite(x)) return 'missing_numerator';
  if (x < 0) return 'negative_numerator';
  if (!Number.isFinite(d)) return 'missing_denominator';
  if (d <= 0) return d === 0 ? 'zero_denominator' : 'negative_denominator';
  return statistic === 'proportion' && x > d ? 'numerator_over_denominator' : null;
}

/** How each area lies to the average; null where it is not judged, with a reason. */
export function funnelSignificance(
  areas: FunnelAreas,
  statistic: FunnelStatistic,
  multiplier = 100_000,
): { significance: (FunnelLevel | null)[]; average: number; reason: (Reason | null)[] } {
  const { average, denominator, reason } = funnelAverage(areas, statistic, multiplier);
  const significance = Array.from(denominator, (d, i): FunnelLevel | null => {
    const x = areas.numerator[i] ?? Number.NaN;
    if (statistic === 'dsr' && x < FEWEST) reason[i] = 'fewer_than_ten_events';
    if (reason[i] !== null) return null;
    if (statistic === 'proportion') return levelOfProportion(x / d, average, d);
    return levelOfCount(x, d, statistic === 'ratio' ? 1 : average);
  });
  return { significance, average, reason };
}

function levelOfProportion(share: number, average: number, n: number): FunnelLevel {
  const se = Math.sqrt((average * (1 - average)) / n);
  if (share < average - Z998 * se) return 'Low (0.001)';
  if (share < average - Z95 * se) return 'Low (0.025)';
  if (share > average + Z998 * se) return 'High (0.001)';
  return share > average + Z95 * se ? 'High (0.025)' : 'Not significant';
}

function levelOfCount(x: number, d: number, average: number): FunnelLevel {
  const far = rate(x, d, 0.998, 1);
  const near = rate(x, d, 0.95, 1);
  if (average < far.lowercl) return 'High (0.001)';
  if (average < near.lowercl) return 'High (0.025)';
  if (average > far.uppercl) return 'Low (0.001)';
  return average > near.uppercl ? 'Low (0.025)' : 'Not significant';
}

/** Lines of proportions at numbers of people. `most` is where the upper lines stop, the whole unless said. */
export function proportionFunnel(people: Numbers, average: number, multiplier = 100, most = multiplier): FunnelLimits {
  const line = (z: number) =>
    Float64Array.from(people, (n) => {
      const limit = multiplier * (average + z * Math.sqrt((average * (1 - average)) / n));
      return Math.min(most, Math.max(0, limit));
    });
  return {
    lower_2s_limit: line(-Z95),
    upper_2s_limit: line(Z95),
    lower_3s_limit: line(-Z998),
    upper_3s_limit: line(Z998),
    baseline: average * multiplier,
  };
}

/** The expected counts for which so many events lie on the lines. */
export interface FunnelExpected {
  readonly lower_2s: Float64Array;
  readonly upper_2s: Float64Array;
  readonly lower_3s: Float64Array;
  readonly upper_3s: Float64Array;
}

export function funnelExpected(events: Numbers): FunnelExpected {
  const lower = (p: number) => Float64Array.from(events, (o) => chiSquareQuantile(1 - p, 2 * o + 2) / 2);
  const upper = (p: number) => Float64Array.from(events, (o) => chiSquareQuantile(p, 2 * o) / 2);
  return { lower_2s: lower(0.025), upper_2s: upper(0.025), lower_3s: lower(0.001), upper_3s: upper(0.001) };
}

/** Lines of ratios and rates at numbers of events. A ratio has the average 1. No events have no upper line: NaN. */
export function countFunnel(events: Numbers, average = 1, multiplier = 1): FunnelLimits {
  const expected = funnelExpected(events);
  const line = (counts: Float64Array) => counts.map((e, i) => (multiplier * average * (events[i] ?? Number.NaN)) / e);
  return {
    lower_2s_limit: line(expected.lower_2s),
    upper_2s_limit: line(expected.upper_2s),
    lower_3s_limit: line(expected.lower_3s),
    upper_3s_limit: line(expected.upper_3s),
    baseline: average * multiplier,
  };
}
