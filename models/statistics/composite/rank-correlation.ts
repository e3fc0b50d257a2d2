/**
 * Whether two figures put areas in the same order: Spearman's rank correlation, with an interval.
 *
 *     ρ = Pearson's r of the ranks, equal values sharing the mean of their ranks
 *     limits tanh(atanh ρ ∓ z·√((1 + ρ²/2)/(n − 3)))
 *
 * Bonett and Wright (2000) Psychometrika 65:23–28. Where ρ is ±1 the limits are that too. Needs ten areas: below, the interval is no
 * longer what it says.
 */

import { confidenceShare, zOf } from '../distributions.js';
import { ranksAscending, ranksDescending } from '../ranks.js';
import { type Numbers, type Reason, sameLength } from '../reasons.js';
import { correlation } from './correlation.js';

/** Fewer areas than this have no figure. */
export const leastRanked = 10;

/** Over the areas that have both, at one confidence (0.9 to 1, or 90 to 100). */
export function rankCorrelation(
  a: Numbers,
  b: Numbers,
  confidence = 0.95,
): {
  readonly value: number;
  readonly lowercl: number;
  readonly uppercl: number;
  readonly n: number;
  readonly reason: Reason | null;
} {
  const length = sameLength('rankCorrelation', a, b);
  const both = Array.from({ length }, (_, i) => i).filter(
    (i) => !Number.isNaN((a[i] ?? Number.NaN) + (b[i] ?? Number.NaN)),
  );
  const n = both.length;
  const none = { value: Number.NaN, lowercl: Number.NaN, uppercl: Number.NaN, n };
  if (n < leastRanked) return { ...none, reason: n === 0 ? 'no_values' : 'too_few_values' };
  const [x, y] = [a, b].map((column) => midranks(both.map((i) => column[i] ?? Number.NaN)));
  const { value, reason } = correlation(x ?? [], y ?? []);
  if (reason !== null) return { ...none, reason };
  const half = zOf(confidenceShare(confidence)) * Math.sqrt((1 + value ** 2 / 2) / (n - 3));
  const limit = (sign: number): number => (Math.abs(value) === 1 ? value : Math.tanh(Math.atanh(value) + sign * half));
  return { value, lowercl: limit(-1), uppercl: limit(1), n, reason: null };
}

/** Equal values share the mean of the places they take. */
function midranks(values: readonly number[]): Float64Array {
  const [up, down] = [ranksAscending(values), ranksDescending(values)];
  return up.map((rank, i) => (rank + (values.length + 1 - (down[i] ?? 0))) / 2);
}
