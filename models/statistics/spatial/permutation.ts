/**
 * Conditional permutation: how often the neighbours of an area would have so high, or so low, a Σwᵢⱼxⱼ if they were
 * drawn from all other areas. One answer serves local Moran, Gi and Gi*, which given xᵢ only differ by a straight line.
 *
 *     hold xᵢ; draw kᵢ of the other n − 1 values without replacement, `permutations` times
 *     greater = (1 + #{drawn ≥ found})/(permutations + 1)      less likewise
 *     two-sided = 2·min(greater, less), at most 1
 *
 * Each area has its own stream of random numbers, named by its code, and draws from the values in the order of the
 * codes: the result depends on the seed and the map, not on the order of the rows, nor on which areas are asked for
 * (`from`, `to`: a share of the areas in the order of their codes), nor on how many threads draw.
 *
 * esda 2.7 gives an island the smallest p there is, and so it does to areas with missing values; spdep redraws the own
 * value of Gi*. Here islands and areas without a value have no p.
 */

import { Random } from '../random.js';
import { type Numbers, type Reason, sameLength } from '../reasons.js';
import { sharedFloats, sharedIntegers, shareOut, threadsFor } from '../threads.js';
import { AREAS, type ConditionalDraws, drawNeighbours } from './conditional-draws.js';
import { crossProduct } from './moran.js';
import { type SpatialValues, spatialValues, whyNotHere } from './spatial-values.js';
import { lagOf, neighboursOf, type SpatialWeights } from './weights-matrix.js';

export interface PermutationOptions {
  /** The area codes, each once. */
  readonly keys: readonly string[];
  readonly seed: number;
  readonly permutations?: number;
  /** The areas to answer for, by place in the order of the codes: all. */
  readonly from?: number;
  readonly to?: number;
  /** Threads to draw with: as many as are worth it if not said. The result is the same. */
  readonly threads?: number;
}

export interface PermutationTest {
  readonly p_greater: Float64Array;
  readonly p_less: Float64Array;
  readonly p_two_sided: Float64Array;
  readonly permutations: number;
  readonly reason: (Reason | null)[];
}

export interface GlobalPermutationTest {
  readonly p_greater: number;
  readonly p_less: number;
  readonly p_two_sided: number;
  readonly permutations: number;
  readonly reason: Reason | null;
}

/** Sums that differ by less than this part of their size are equal, whatever order they were added up in. */
const ROUNDING = 1e-12;

/** The rows in the order of their codes. */
function inOrder(keys: readonly string[]): Int32Array {
  if (new Set(keys).size < keys.length) throw new RangeError('permutation: an area code is listed twice');
  return Int32Array.from(keys.keys()).sort((a, b) => ((keys[a] ?? '') < (keys[b] ?? '') ? -1 : 1));
}

function checked(permutations: number): number {
  if (Number.isInteger(permutations) && permutations > 0) return permutations;
  throw new RangeError(`${permutations} permutations: expected 1 or more`);
}

/** The test of every area's Σwᵢⱼxⱼ. */
export function permuteLags(values: Numbers, weights: SpatialWeights, options: PermutationOptions): PermutationTest {
  const permutations = checked(options.permutations ?? 9999);
  sameLength('permuteLags', values, options.keys);
  const of = spatialValues(values, weights, 3);
  const order = inOrder(options.keys);
  const reason = Array.from(values, (_, i) => whyNotHere(of, i));
  const asked = order.slice(options.from ?? 0, options.to ?? order.length).filter((row) => reason[row] === null);
  const draws = prepare(of, order, asked, options, permutations);
  const nanoseconds = 4 * draws.weight.length * permutations;
  if (asked.length > 0) {
    const threads = options.threads ?? threadsFor(nanoseconds / 1e6);
    shareOut(drawNeighbours, draws, Math.ceil(asked.length / AREAS), threads);
  }
  const missing = () => new Float64Array(values.length).fill(Number.NaN);
  const found = { p_greater: missing(), p_less: missing(), p_two_sided: missing() };
  asked.forEach((row, i) => {
    const greater = (1 + permutations - (draws.below[i] ?? 0)) / (permutations + 1);
    const less = (1 + permutations - (draws.above[i] ?? 0)) / (permutations + 1);
    found.p_greater[row] = greater;
    found.p_less[row] = less;
    found.p_two_sided[row] = Math.min(1, 2 * Math.min(greater, less));
  });
  return { ...found, permutations, reason };
}

/** The values, and the links of the areas asked for, in the order of the codes. */
function prepare(
  of: SpatialValues,
  order: Int32Array,
  asked: Int32Array,
  { keys, seed }: PermutationOptions,
  permutations: number,
): ConditionalDraws {
  const place = new Int32Array(keys.length);
  const present = order.filter((row) => of.present[row] === 1);
  const value = sharedFloats(present.length);
  present.forEach((row, at) => {
    place[row] = at;
    value[at] = of.z[row] ?? 0;
  });
  let size = 0;
  for (const x of value) size = Math.max(size, Math.abs(x));
  const start = sharedIntegers(asked.length + 1);
  asked.forEach((row, i) => {
    start[i + 1] = (start[i] ?? 0) + neighboursOf(of.weights, row);
  });
  const weight = sharedFloats(start[asked.length] ?? 0);
  const [lag, slack] = [sharedFloats(asked.length), sharedFloats(asked.length)];
  asked.forEach((row, i) => {
    const own = rowInOrder(of, row, place, value);
    weight.set(own.drawn, start[i]);
    lag[i] = own.lag;
    slack[i] = ROUNDING * size * own.drawn.reduce((sum, w) => sum + Math.abs(w), 0);
  });
  return {
    value,
    place: sharedIntegers(asked.map((row) => place[row] ?? 0)),
    keys: Array.from(asked, (row) => keys[row] ?? ''),
    start,
    weight,
    lag,
    slack,
    seed,
    permutations,
    above: sharedIntegers(asked.length),
    below: sharedIntegers(asked.length),
  };
}

/** The weights of a row in the order of the neighbours' codes, and its lag. */
function rowInOrder({ weights }: SpatialValues, row: number, place: Int32Array, ordered: Float64Array) {
  const first = weights.start[row] ?? 0;
  const links = Array.from({ length: neighboursOf(weights, row) }, (_, k) => first + k);
  const placeOf = (link: number) => place[weights.neighbour[link] ?? 0] ?? 0;
  links.sort((a, b) => placeOf(a) - placeOf(b));
  const drawn = Float64Array.from(links, (link) => weights.weight[link] ?? 0);
  let lag = 0;
  links.forEach((link, k) => {
    lag += (drawn[k] ?? 0) * (ordered[placeOf(link)] ?? 0);
  });
  return { drawn, lag };
}

/**
 * The same test read for local Moran, where `greater` means alike: Iᵢ = zᵢ·lag/m₂ turns round where zᵢ is negative,
 * and is 0 whatever is drawn where zᵢ is 0.
 */
export function permutationOfMoran(values: Numbers, weights: SpatialWeights, test: PermutationTest): PermutationTest {
  const { z } = spatialValues(values, weights, 3);
  const pick = (up: Float64Array, down: Float64Array) =>
    Float64Array.from(up, (p, i) => {
      const own = z[i] ?? 0;
      if (Number.isNaN(p) || own > 0) return p;
      return own < 0 ? (down[i] ?? Number.NaN) : 1;
    });
  return {
    ...test,
    p_greater: pick(test.p_greater, test.p_less),
    p_less: pick(test.p_less, test.p_greater),
    p_two_sided: pick(test.p_two_sided, test.p_two_sided),
  };
}

/** One p for the whole map: all values placed anew among all areas with a value, and Moran's I worked out again. */
export function permuteMoran(
  values: Numbers,
  weights: SpatialWeights,
  options: Omit<PermutationOptions, 'from' | 'to' | 'threads'>,
): GlobalPermutationTest {
  const permutations = checked(options.permutations ?? 999);
  sameLength('permuteMoran', values, options.keys);
  const of = spatialValues(values, weights, 3);
  const none = { p_greater: Number.NaN, p_less: Number.NaN, p_two_sided: Number.NaN, permutations };
  const reason = of.reason ?? (of.weights.neighbour.length === 0 ? 'no_neighbours' : null);
  if (reason !== null) return { ...none, reason };
  const rows = inOrder(options.keys).filter((row) => of.present[row] === 1);
  const shuffled = { weights: of.weights, z: of.z.slice() };
  const found = crossProduct(of);
  const slack = ROUNDING * absoluteProduct(of);
  const random = new Random(options.seed);
  let atLeast = 0;
  let atMost = 0;
  for (let permutation = 0; permutation < permutations; permutation++) {
    for (let k = rows.length - 1; k > 0; k--) swap(shuffled.z, rows[k] ?? 0, rows[random.below(k + 1)] ?? 0);
    const sum = crossProduct(shuffled);
    if (sum >= found - slack) atLeast++;
    if (sum <= found + slack) atMost++;
  }
  const [p_greater, p_less] = [(1 + atLeast) / (permutations + 1), (1 + atMost) / (permutations + 1)];
  return { p_greater, p_less, p_two_sided: Math.min(1, 2 * Math.min(p_greater, p_less)), permutations, reason };
}

function swap(z: Float64Array, a: number, b: number): void {
  const kept = z[a] ?? 0;
  z[a] = z[b] ?? 0;
  z[b] = kept;
}

/** The size that ΣΣwᵢⱼzᵢzⱼ could have, against which rounding is measured. */
function absoluteProduct({ weights, z }: SpatialValues): number {
  const size = z.map(Math.abs);
  let sum = 0;
  for (let i = 0; i < size.length; i++) sum += (size[i] ?? 0) * lagOf(weights, size, i);
  return sum;
}
