/**
 * A quantile of a column of numbers, type 7 of Hyndman & Fan (1996), the default of R: between the sorted values at
 * h = (n − 1)p, in proportion. Missing values are left out; none present gives NaN.
 */
import { sortedPresent } from './ranks.js';
import type { Numbers } from './reasons.js';

/** The quantile at p, 0 to 1. */
export const quantileOf = (values: Numbers, p: number): number => quantileOfSorted(sortedPresent(values), p);

/** The same of values that are sorted and all present. */
export function quantileOfSorted(sorted: Float64Array, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a quantile at ${p}: expected 0 to 1`);
  const h = (sorted.length - 1) * p;
  const low = sorted[Math.floor(h)] ?? Number.NaN;
  const high = sorted[Math.ceil(h)] ?? Number.NaN;
  return low + (h - Math.floor(h)) * (high - low);
}

/** The same of whole numbers from 0, given how many there are of each and of all. */
export function quantileOfCounts(counts: Int32Array, total: number, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a quantile at ${p}: expected 0 to 1`);
  const h = (total - 1) * p;
  let low = 0;
  let upTo = counts[0] ?? 0;
  while (upTo <= Math.floor(h) && low < counts.length) upTo += counts[++low] ?? 0;
  let high = low;
  while (upTo <= Math.ceil(h) && high < counts.length) upTo += counts[++high] ?? 0;
  return low < counts.length ? low + (h - Math.floor(h)) * (high - low) : Number.NaN;
}
