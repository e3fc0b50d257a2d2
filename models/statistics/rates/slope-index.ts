/**
 * The slope index of inequality (SII) and the relative index of inequality (RII): how an indicator changes from the
 * most to the least deprived of an area's people.
 *
 * Groups in order from quantile 1; a their shares of the people, x the midpoints of the cumulative shares. A line by
 * least squares of y on x with weights a, intercept b₀ and slope b₁:
 *
 *     SII = k·b₁          RII = (b₀ + b₁)/b₀
 *     transformed, g = ln for rates and logit for proportions, the line drawn through g(y):
 *     SII = k·(g⁻¹(b₀ + b₁) − g⁻¹(b₀))          RII = g⁻¹(b₀ + b₁)/g⁻¹(b₀)
 *
 * A negative multiplier k turns the RII over. The standard error of a group is given, or (upper − lower)/(2·1.959964)
 * of its 95 % limits; for rates and proportions both are on the scale of g. `intervals` says how limits are found:
 *
 *     exact       means: b₁ ± z·√Σh²se², h the weights of the slope; RII by Fieller's theorem. Transformed: the same
 *                 limits of b₁, turned back with the line held at its middle, x = ½
 *     simulated   rates and proportions not transformed: 100,000 lines through g⁻¹ of normal draws, from a seed
 *
 * 5 to 100 groups, each quantile once, all with people: else no index, with a reason. Proportions lie between 0 and 1.
 *
 * Low & Low (2004), J Public Health 26:388–95. As `phe_sii` in PHEindicatormethods 2.1.0, which simulates every
 * interval, and turns those of transformed rates over where k < 1 instead of k < 0.
 */
import { confidenceShare, zOf } from '../distributions.js';
import { type Numbers, type Reason, sameLength } from '../reasons.js';
import { exactLimits, type Limits, type Line, simulatedLimits, transformedLimits } from './slope-limits.js';

export type SlopeStatistic = 'mean' | 'rate' | 'proportion';

/** One row a quantile. Either `se`, or both limits. */
export interface SlopeGroups {
  readonly quantile: Numbers;
  readonly population: Numbers;
  readonly value: Numbers;
  readonly se?: Numbers;
  readonly lower95?: Numbers;
  readonly upper95?: Numbers;
}

export interface SlopeOptions {
  readonly statistic?: SlopeStatistic;
  /** Draw the line through ln or logit of rates or proportions. Needs limits, not `se`. */
  readonly transform?: boolean;
  readonly multiplier?: number;
  readonly confidence?: number;
  readonly seed?: number;
  readonly repetitions?: number;
  /** The quantiles that an area must have, where more areas than this one are looked at. */
  readonly quantiles?: readonly number[];
}

export interface SlopeIndex extends Limits {
  readonly sii: number;
  readonly rii: number;
  /** The line at x = 0 in the units of the value, without the multiplier. */
  readonly intercept: number;
  readonly intervals: 'exact' | 'simulated' | null;
  readonly reason: Reason | null;
}

/** The usual z of 95 % limits: what standard errors are worked out with. */
const Z95 = zOf(0.95);

const logit = (p: number): number => Math.log(p / (1 - p));
const logistic = (y: number): number => 1 / (1 + Math.exp(-y));
const scales = {
  mean: { forward: (y: number) => y, back: (y: number) => y },
  rate: { forward: Math.log, back: Math.exp },
  proportion: { forward: logit, back: logistic },
} as const;

/** The index of one area at one confidence (0.9 to 1, or 90 to 100). */
export function slopeIndex(groups: SlopeGroups, options: SlopeOptions = {}): SlopeIndex {
  const { statistic = 'mean', transform = false, multiplier = 1, confidence = 0.95 } = options;
  const z = zOf(confidenceShare(confidence));
  if (transform && (statistic === 'mean' || groups.se !== undefined)) {
    throw new RangeError('slopeIndex: only rates and proportions with limits are transformed');
  }
  if (multiplier === 0 || !Number.isFinite(multiplier)) throw new RangeError(`a multiplier of ${multiplier}`);
  const order = ordered(groups);
  const scale = scales[statistic];
  const values = order.map((row) => groups.value[row] ?? Number.NaN);
  const errors = order.map((row) => errorOf(groups, row, scale.forward));
  const people = order.map((row) => groups.population[row] ?? Number.NaN);
  const reason = whyNoIndex(groups, order, options.quantiles) ?? whyNoValue(statistic, values, errors);
  if (reason !== null) return { ...missing, reason };
  const weights = lineWeights(people);
  const y = transform ? values.map(scale.forward) : values;
  const line: Line = { ...weights, values: y, errors };
  const intercept = dot(weights.intercept, y);
  const end = intercept + dot(weights.slope, y);
  const [from, to] = transform ? [scale.back(intercept), scale.back(end)] : [intercept, end];
  const index = { sii: multiplier * (to - from), rii: multiplier < 0 ? from / to : to / from, intercept: from };
  if (transform) return { ...index, ...transformedLimits(line, z, multiplier, scale.back), ...exact };
  if (statistic === 'mean') {
    const limits = exactLimits(line, z, multiplier);
    return { ...index, ...limits, ...exact, reason: Number.isNaN(limits.rii_lower) ? 'unbounded_interval' : null };
  }
  const drawn = { ...line, values: values.map(scale.forward) };
  const limits = simulatedLimits(drawn, scale.back, {
    ...options,
    multiplier,
    confidence: confidenceShare(confidence),
  });
  return { ...index, ...limits, intervals: 'simulated', reason: null };
}

const exact = { intervals: 'exact', reason: null } as const;
const missing = {
  sii: Number.NaN,
  rii: Number.NaN,
  intercept: Number.NaN,
  sii_lower: Number.NaN,
  sii_upper: Number.NaN,
  rii_lower: Number.NaN,
  rii_upper: Number.NaN,
  intervals: null,
} as const;

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, each, i) => sum + each * (b[i] ?? Number.NaN), 0);

/** Rows from quantile 1 up. */
function ordered({ quantile, population, value, se, lower95, upper95 }: SlopeGroups): number[] {
  const rows = sameLength('slopeIndex', quantile, population, value, se ?? value, lower95 ?? value, upper95 ?? value);
  return [...Array(rows).keys()].sort((a, b) => (quantile[a] ?? 0) - (quantile[b] ?? 0));
}

function errorOf({ se, lower95, upper95 }: SlopeGroups, row: number, forward: (y: number) => number): number {
  if (se !== undefined) return se[row] ?? Number.NaN;
  if (lower95 === undefined || upper95 === undefined) throw new RangeError('slopeIndex: neither se nor limits');
  return (forward(upper95[row] ?? Number.NaN) - forward(lower95[row] ?? Number.NaN)) / Z95 / 2;
}

function whyNoIndex({ quantile, population }: SlopeGroups, order: readonly number[], wanted?: readonly number[]) {
  const present = new Set(order.map((row) => quantile[row]));
  if (present.size < order.length) throw new RangeError('slopeIndex: a quantile comes twice');
  if (wanted?.some((each) => !present.has(each))) return 'missing_quantile';
  if (order.length < 5) return 'too_few_values';
  if (order.length > 100) return 'too_many_groups';
  for (const row of order) {
    const n = population[row] ?? Number.NaN;
    if (!Number.isFinite(n)) return 'missing_denominator';
    if (n <= 0) return n === 0 ? 'zero_denominator' : 'negative_denominator';
  }
  return null;
}

function whyNoValue(statistic: SlopeStatistic, values: readonly number[], errors: readonly number[]): Reason | null {
  for (const y of values) {
    if (!Number.isFinite(y)) return 'missing_value';
    if (statistic === 'rate' && y <= 0) return 'not_positive';
    if (statistic === 'proportion' && !(y > 0 && y < 1)) return 'not_a_share';
  }
  return errors.every((se) => se >= 0 && Number.isFinite(se)) ? null : 'missing_limits';
}

/** Intercept and slope as weighted sums of the values. */
function lineWeights(people: readonly number[]): { intercept: number[]; slope: number[] } {
  const total = people.reduce((sum, n) => sum + n, 0);
  let below = 0;
  const middles = people.map((n) => {
    const middle = (below + n / 2) / total;
    below += n;
    return middle;
  });
  const shares = people.map((n) => n / total);
  const mean = dot(shares, middles);
  const spread = dot(
    shares,
    middles.map((x) => (x - mean) ** 2),
  );
  const slope = shares.map((a, i) => (a * ((middles[i] ?? 0) - mean)) / spread);
  return { intercept: shares.map((a, i) => a - mean * (slope[i] ?? 0)), slope };
}
