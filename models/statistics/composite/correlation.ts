/**
 * How the indicators of a group hang together, before they are weighed.
 *
 *     r       Pearson's correlation of each pair, over the areas that have both
 *     α       k²·c̄/Σc, c the covariances of the k indicators, c̄ the mean of those off the diagonal (Cronbach)
 *
 * α near 1: the indicators say the same; below 0.7 they hardly measure one thing.
 *
 * As `get_corr` and `get_cronbach(use = "pairwise.complete.obs")` in COINr 1.1.14.
 */
import { moments } from '../moments.js';
import { type Numbers, type Reason, sameLength } from '../reasons.js';

/** The covariance over the areas that have both; NaN with fewer than two. */
export function covariance(a: Numbers, b: Numbers): number {
  sameLength('covariance', a, b);
  const both = [...a.keys()].filter((i) => !Number.isNaN((a[i] ?? Number.NaN) + (b[i] ?? Number.NaN)));
  const [x, y] = [a, b].map((column) => both.map((i) => column[i] ?? Number.NaN));
  if (x === undefined || y === undefined || both.length < 2) return Number.NaN;
  const [mx, my] = [moments(x).mean, moments(y).mean];
  return x.reduce((sum, each, i) => sum + (each - mx) * ((y[i] ?? 0) - my), 0) / (both.length - 1);
}

/** Pearson's r over the areas that have both. */
export function correlation(a: Numbers, b: Numbers): { readonly value: number; readonly reason: Reason | null } {
  sameLength('correlation', a, b);
  const x = Float64Array.from(a, (each, i) => (Number.isNaN(b[i] ?? Number.NaN) ? Number.NaN : each));
  const y = Float64Array.from(b, (each, i) => (Number.isNaN(a[i] ?? Number.NaN) ? Number.NaN : each));
  const [p, q] = [moments(x), moments(y)];
  if (p.count < 2) return { value: Number.NaN, reason: p.count === 0 ? 'no_values' : 'too_few_values' };
  if (p.sd === 0 || q.sd === 0) return { value: Number.NaN, reason: 'constant_values' };
  return { value: Math.max(-1, Math.min(1, covariance(x, y) / (p.sd * q.sd))), reason: null };
}

/** r of every pair, row by row; 1 of a column with itself. */
export const correlations = (columns: readonly Numbers[]): number[][] =>
  columns.map((a) => columns.map((b) => (a === b ? 1 : correlation(a, b).value)));

export interface CorrelatedPair {
  readonly one: string;
  readonly other: string;
  readonly correlation: number;
  /** `collinear` counts one thing twice; `opposed` takes back in one indicator what the other says. */
  readonly finding: 'collinear' | 'opposed';
}

/** Pairs of indicators, turned so that high is more, to look at before they are weighed: r ≥ 0.9, or r ≤ −0.4. */
export function screenCorrelations(
  columns: ReadonlyMap<string, Numbers>,
  { collinear = 0.9, opposed = -0.4 } = {},
): CorrelatedPair[] {
  const all = [...columns];
  return all.flatMap(([one, a], i) =>
    all.slice(i + 1).flatMap(([other, b]): CorrelatedPair[] => {
      const r = correlation(a, b).value;
      if (r >= collinear) return [{ one, other, correlation: r, finding: 'collinear' }];
      return r <= opposed ? [{ one, other, correlation: r, finding: 'opposed' }] : [];
    }),
  );
}

/** Cronbach's α of two indicators or more. */
export function cronbachAlpha(columns: readonly Numbers[]): { readonly value: number; readonly reason: Reason | null } {
  const k = columns.length;
  if (k < 2) return { value: Number.NaN, reason: 'too_few_values' };
  let [all, own] = [0, 0];
  columns.forEach((a, i) => {
    columns.forEach((b, j) => {
      const c = covariance(a, b);
      if (Number.isNaN(c)) return;
      all += c;
      if (i === j) own += c;
    });
  });
  if (!(all > 0)) return { value: Number.NaN, reason: all < 0 ? 'opposed_items' : 'no_variance' };
  return { value: (k ** 2 * ((all - own) / (k * (k - 1)))) / all, reason: null };
}
