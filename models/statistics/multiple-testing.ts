/**
 * Adjusted p values for many tests at once. With n tests and p₍₁₎ ≤ … ≤ p₍ₙ₎:
 *
 *     BH          min over j ≥ i of (n/j)·p₍ⱼ₎              share of false findings, independent tests (the FDR)
 *     BY          min over j ≥ i of Σ(1/m)·(n/j)·p₍ⱼ₎       the same under any dependence
 *     holm        max over j ≤ i of (n + 1 − j)·p₍ⱼ₎        chance of any false finding
 *     hochberg    min over j ≥ i of (n + 1 − j)·p₍ⱼ₎        the same, independent tests
 *     bonferroni  n·p
 *
 * never more than 1. A missing p stays missing and is left out of n: an area that could not be tested was not tested.
 * Equal p values get equal answers, in any order of the rows. A p outside 0 to 1 is refused.
 *
 * Benjamini & Hochberg (1995), J R Stat Soc B 57:289–300; Benjamini & Yekutieli (2001); Holm (1979); Hochberg (1988).
 * As `p.adjust` in R 4.5.0.
 */
import type { Numbers } from './reasons.js';

export const adjustments = ['BH', 'BY', 'holm', 'hochberg', 'bonferroni'] as const;
export type Adjustment = (typeof adjustments)[number];

/** How many p values are present: the number of tests to report beside every adjusted p. */
export function testsIn(p: Numbers): number {
  let count = 0;
  for (const each of p) if (!Number.isNaN(each)) count++;
  return count;
}

/** Adjusted p values, in the order of the rows. */
export function adjust(p: Numbers, how: Adjustment = 'BH'): Float64Array {
  for (const each of p) if (each < 0 || each > 1) throw new RangeError(`a p value of ${each}`);
  const adjusted = Float64Array.from(p);
  const rows = [...adjusted.keys()].filter((row) => !Number.isNaN(adjusted[row]));
  const at = (row: number | undefined): number => (row === undefined ? Number.NaN : (p[row] ?? Number.NaN));
  rows.sort((a, b) => at(a) - at(b));
  const n = rows.length;
  const harmonic = how === 'BY' ? rows.reduce((sum, _, i) => sum + 1 / (i + 1), 0) : 1;
  const raised = (rank: number): number => {
    const own = at(rows[rank - 1]);
    if (how === 'bonferroni') return n * own;
    return how === 'BH' || how === 'BY' ? ((harmonic * n) / rank) * own : (n + 1 - rank) * own;
  };
  const set = (rank: number, value: number): number => {
    adjusted[rows[rank - 1] ?? 0] = Math.min(1, value);
    return value;
  };
  if (how === 'bonferroni') for (let rank = 1; rank <= n; rank++) set(rank, raised(rank));
  else if (how === 'holm') for (let rank = 1, run = 0; rank <= n; rank++) run = set(rank, Math.max(run, raised(rank)));
  else for (let rank = n, run = 1; rank >= 1; rank--) run = set(rank, Math.min(run, raised(rank)));
  return adjusted;
}
