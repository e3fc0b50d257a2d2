/**
 * Competition ranks ("min": 1, 2, 2, 4): equal values share the best place. Missing values have no rank and are left
 * out of the count.
 */
import type { Numbers } from './reasons.js';

/** The values present, sorted ascending. */
export function sortedPresent(values: Numbers): Float64Array {
  let count = 0;
  const present = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const x = values[i] ?? Number.NaN;
    if (!Number.isNaN(x)) present[count++] = x;
  }
  return present.subarray(0, count).sort();
}

/** How many of the sorted values are below x (or, `orEqual`, not above it). */
function countBelow(sorted: Float64Array, x: number, orEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = sorted[middle] ?? Number.NaN;
    if (at < x || (orEqual && at === x)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rank 1 is the lowest value. */
export function ranksAscending(values: Numbers): Float64Array {
  const sorted = sortedPresent(values);
  const ranks = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const x = values[i] ?? Number.NaN;
    ranks[i] = Number.isNaN(x) ? Number.NaN : countBelow(sorted, x, false) + 1;
  }
  return ranks;
}

/** Rank 1 is the highest value: the most need. */
export function ranksDescending(values: Numbers): Float64Array {
  const sorted = sortedPresent(values);
  const ranks = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const x = values[i] ?? Number.NaN;
    ranks[i] = Number.isNaN(x) ? Number.NaN : sorted.length - countBelow(sorted, x, true) + 1;
  }
  return ranks;
}
