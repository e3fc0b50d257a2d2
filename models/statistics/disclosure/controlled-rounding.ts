/**
 * Rounding small counts so that every total is still the sum of its parts.
 *
 * Additive: only inner counts with 0 < x < b change, to 0 or to b; every published cell is the sum of its inner cells
 * after that. Which go up is chosen so that Σ(rounded − true)² over the published cells is least (the aim of PLSrounding,
 * Langsrud and Heldal, 2018, R package SmallCountRounding), by flips of one to four counts at once, in a fixed
 * order. Independent rounding of each cell to the nearest multiple hides more, but parts no longer add up to their total.
 *
 *     maxdiff = max|d|,  meanAbsDiff = Σ|d|/m,  rootMeanSquare = √(Σd²/m),  d = rounded − true over m cells
 *     HDutility = 1 − √(½Σ(√x − √y)²)/√Σx     (Hellinger distance between true x and rounded y)
 */
import { type Numbers, sameLength } from '../reasons.js';

export interface Rounded {
  /** The inner counts after rounding. */
  readonly inner: Float64Array;
  /** The published cells, each the sum of its inner counts. */
  readonly publish: Float64Array;
}

/**
 * Rounds whole inner counts to a base. `cells` says which inner counts each published cell is the sum of. Only inner
 * counts that are part of a small published cell are touched. Throws a RangeError for a base under 2.
 */
export function roundAdditively(counts: Numbers, base: number, cells: readonly (readonly number[])[]): Rounded {
  if (!(base >= 2)) throw new RangeError(`rounding to a base of ${base}`);
  const inner = Float64Array.from(counts);
  const truth = cells.map((parts) => total(inner, parts));
  const small = (x: number) => x > 0 && x < base;
  const touched = new Set(cells.flatMap((parts, i) => (small(truth[i] ?? 0) ? parts : [])));
  const free = [...touched]
    .filter((i) => small(counts[i] ?? 0))
    .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
  const of = new Map(free.map((i) => [i, [] as number[]]));
  for (const [cell, parts] of cells.entries()) for (const part of parts) of.get(part)?.push(cell);
  const difference = Float64Array.from(cells, () => 0);
  const move = (i: number, by: number) => {
    inner[i] = (inner[i] ?? 0) + by;
    for (const cell of of.get(i) ?? []) difference[cell] = (difference[cell] ?? 0) + by;
  };
  for (const i of free) move(i, -(counts[i] ?? 0));
  improve(inner, base, free, of, difference, move);
  return { inner, publish: Float64Array.from(cells, (parts) => total(inner, parts)) };
}

/** How many small counts there may be for one, two, three and four of them to be tried at once. */
const fewEnough = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 120, 40];

/** Flips one small count up or down, then several at once, as long as that brings the published cells nearer to the truth. */
function improve(
  inner: Float64Array,
  base: number,
  free: readonly number[],
  of: ReadonlyMap<number, readonly number[]>,
  difference: Float64Array,
  move: (i: number, by: number) => void,
): void {
  const step = (i: number) => (inner[i] === 0 ? base : -base);
  const gain = (i: number, by: number) =>
    (of.get(i) ?? []).reduce((sum, cell) => sum - by * (2 * (difference[cell] ?? 0) + by), 0);
  const better = (at: number, from: number, gained: number): boolean => {
    for (let k = from; k < free.length; k++) {
      const i = free[k] ?? 0;
      const by = step(i);
      const now = gained + gain(i, by);
      move(i, by);
      if (at === 1 ? now > 1e-9 : better(at - 1, k + 1, now)) return true;
      move(i, -by);
    }
    return false;
  };
  while (fewEnough.some((most, i) => free.length <= most && better(i + 1, 0, 0)));
}

const total = (counts: Float64Array, parts: readonly number[]): number =>
  parts.reduce((sum, i) => sum + (counts[i] ?? Number.NaN), 0);

/** Each count to the nearest multiple of a base, halves up. Totals rounded so are no longer the sums of their parts. */
export const roundEach = (counts: Numbers, base: number): Float64Array =>
  Float64Array.from(counts, (x) => Math.round(x / base) * base);

export interface RoundingMetrics {
  readonly maxdiff: number;
  readonly HDutility: number;
  readonly meanAbsDiff: number;
  readonly rootMeanSquare: number;
}

/** How far rounded counts are from the true ones; NaN without counts. */
export function roundingMetrics(truth: Numbers, rounded: Numbers): RoundingMetrics {
  const length = sameLength('roundingMetrics', truth, rounded);
  if (length === 0)
    return { maxdiff: Number.NaN, HDutility: Number.NaN, meanAbsDiff: Number.NaN, rootMeanSquare: Number.NaN };
  let [most, absolute, squares, hellinger, sum] = [0, 0, 0, 0, 0];
  for (let i = 0; i < length; i++) {
    const [x, y] = [truth[i] ?? Number.NaN, rounded[i] ?? Number.NaN];
    most = Math.max(most, Math.abs(y - x));
    absolute += Math.abs(y - x);
    squares += (y - x) ** 2;
    hellinger += (Math.sqrt(x) - Math.sqrt(y)) ** 2;
    sum += x;
  }
  return {
    maxdiff: most,
    HDutility: 1 - Math.sqrt(hellinger / 2) / Math.sqrt(sum),
    meanAbsDiff: absolute / length,
    rootMeanSquare: Math.sqrt(squares / length),
  };
}
