/**
 * Pooled years: counts and person-years of several years added up, for areas too small for single years.
 *
 *     x = Σxᵢ,   n = Σnᵢ   over a window of so many consecutive years; the rate is x/n, never a mean of rates
 *
 * A window with a year that is not there, with a missing number, or across a series break has no sum and a reason.
 * Windows that share a year are not independent: no trend may be tested on them (`recentTrend` refuses them), and
 * `apart` says which windows share none, counted back from the latest.
 */
import { type Numbers, type Reason, sameLength } from '../reasons.js';

export interface PooledYears {
  /** First and last year of each window, ascending. */
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly numerator: Float64Array;
  readonly denominator: Float64Array;
  /** Whether the window shares no year with any other window marked so. */
  readonly apart: boolean[];
  readonly reason: (Reason | null)[];
}

/**
 * One window for every last year from the first possible to the latest. `breaks` are the first years of new series.
 * Years are whole and each comes once.
 */
export function poolYears(
  years: Numbers,
  numerator: Numbers,
  denominator: Numbers,
  { window = 3, breaks = [] }: { readonly window?: number; readonly breaks?: readonly number[] } = {},
): PooledYears {
  const length = sameLength('poolYears', years, numerator, denominator);
  if (!Number.isInteger(window) || window < 1) throw new RangeError(`a window of ${window} years`);
  const rowOf = new Map<number, number>();
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < length; i++) {
    const year = years[i] ?? Number.NaN;
    if (!Number.isInteger(year)) throw new RangeError(`poolYears: a year of ${year}`);
    if (rowOf.has(year)) throw new RangeError(`poolYears: ${year} comes twice`);
    rowOf.set(year, i);
    first = Math.min(first, year);
    last = Math.max(last, year);
  }
  const windows = Math.max(0, length === 0 ? 0 : last - first + 2 - window);
  const from = Float64Array.from({ length: windows }, (_, i) => first + i);
  const sums = Array.from(from, (start) => {
    const members = Array.from({ length: window }, (_, i) => rowOf.get(start + i));
    const broken = breaks.some((year) => year > start && year < start + window);
    return pool(members, numerator, denominator, broken);
  });
  return {
    from,
    to: from.map((start) => start + window - 1),
    numerator: Float64Array.from(sums, ({ x }) => x),
    denominator: Float64Array.from(sums, ({ n }) => n),
    apart: Array.from(from, (_, i) => (windows - 1 - i) % window === 0),
    reason: sums.map(({ reason }) => reason),
  };
}

function pool(rows: readonly (number | undefined)[], numerator: Numbers, denominator: Numbers, broken: boolean) {
  let [x, n] = [0, 0];
  let reason: Reason | null = broken ? 'series_break' : null;
  for (const row of rows) {
    if (row === undefined) reason ??= 'missing_year';
    const [xi, ni] = row === undefined ? [0, 0] : [numerator[row] ?? Number.NaN, denominator[row] ?? Number.NaN];
    if (!Number.isFinite(xi)) reason ??= 'missing_numerator';
    if (!Number.isFinite(ni)) reason ??= 'missing_denominator';
    x += xi;
    n += ni;
  }
  return reason === null ? { x, n, reason } : { x: Number.NaN, n: Number.NaN, reason };
}
