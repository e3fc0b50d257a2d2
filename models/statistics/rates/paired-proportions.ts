/**
 * The difference of two proportions among the same people, before and after.
 *
 *                      after: yes   after: no
 *     before: yes          a            b            p₁ = (a + b)/n
 *     before: no           c            d            p₂ = (a + c)/n,   θ = p₂ − p₁
 *
 *     φ = k/√((a + b)(c + d)(a + c)(b + d)),   k = ad − bc, of which n/2 is taken where it is above 0, but no further than to 0
 *     lower = θ − √((p₂ − l₂)² − 2φ(p₂ − l₂)(u₁ − p₁) + (u₁ − p₁)²)
 *     upper = θ + √((u₂ − p₂)² − 2φ(u₂ − p₂)(p₁ − l₁) + (p₁ − l₁)²),   l and u Wilson's
 *
 * φ = 0 where a margin is nought. Newcombe (1998) Stat Med 17:2635–50, method 10; as
 * `Newcombe_square_and_add_CI_paired_2x2` in R's contingencytables. With φ = 0 it is the interval of two independent
 * proportions (`differenceOfProportions`), which is what is left where only the margins are known.
 */

import type { Reason } from '../reasons.js';
import { proportion } from './proportion.js';

/** People who had it before and after, only before, only after, neither. */
export interface PairedCounts {
  readonly both: number;
  readonly before: number;
  readonly after: number;
  readonly neither: number;
}

/** The share after less the share before, at one confidence (0.9 to 1, or 90 to 100). */
export function differenceOfPairedProportions(
  { both: a, before: b, after: c, neither: d }: PairedCounts,
  confidence = 0.95,
): { readonly value: number; readonly lowercl: number; readonly uppercl: number; readonly reason: Reason | null } {
  const n = a + b + c + d;
  const [p, q] = [proportion(a + b, n, confidence), proportion(a + c, n, confidence)];
  if (p.reason !== null || Math.min(a, b, c, d) < 0) {
    const reason = p.reason ?? 'negative_value';
    return { value: Number.NaN, lowercl: Number.NaN, uppercl: Number.NaN, reason };
  }
  const margins = (a + b) * (c + d) * (a + c) * (b + d);
  const k = a * d - b * c;
  const phi = margins === 0 ? 0 : (k > 0 ? Math.max(0, k - n / 2) : k) / Math.sqrt(margins);
  const reach = (x: number, y: number): number => Math.sqrt(Math.max(0, x * x - 2 * phi * x * y + y * y));
  const value = q.value - p.value;
  return {
    value,
    lowercl: Math.max(-1, value - reach(q.value - q.lowercl, p.uppercl - p.value)),
    uppercl: Math.min(1, value + reach(q.uppercl - q.value, p.value - p.lowercl)),
    reason: null,
  };
}
