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
 * (`from`, `to`: a share of the areas in the order of their codes, so that the work can be divided).
 *
 * esda 2.7 gives an island the smallest p there is, and so it does to areas with missing values; spdep redraws the own
 * value of Gi*. Here islands and areas without a value have no p.
 */

import { crossProduct } from './moran.js';
import { Random } from './random.js';
import { type Numbers, type Reason, sameLength } from './reasons.js';
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
  const present = order.filter((row) => of.present[row] === 1);
  const place = new Int32Array(values.length);
  const ordered = new Float64Array(present.length);
  present.forEach((row, at) => {
    place[row] = at;
    ordered[at] = of.z[row] ?? 0;
  });
  const missing = () => new Float64Array(values.length).fill(Number.NaN);
  const found = { p_greater: missing(), p_less: missing(), p_two_sided: missing() };
  const reason = Array.from(values, (_, i) => whyNotHere(of, i));
  const random = new Random(options.seed);
  const pool = new Float64Array(Math.max(0, present.length - 1));
  for (const row of order.subarray(options.from ?? 0, options.to ?? order.length)) {
    if (reason[row] !== null) continue;
    const at = place[row] ?? 0;
    pool.set(ordered.subarray(0, at));
    pool.set(ordered.subarray(at + 1), at);
    random.restart(options.seed, options.keys[row]);
    const { drawn, lag } = rowInOrder(of, row, place, ordered);
    const [atLeast, atMost] = countDraws(pool, drawn, lag, permutations, random);
    const greater = (1 + atLeast) / (permutations + 1);
    const less = (1 + atMost) / (permutations + 1);
    found.p_greater[row] = greater;
    found.p_less[row] = less;
    found.p_two_sided[row] = Math.min(1, 2 * Math.min(greater, less));
  }
  return { ...found, permutations, reason };
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

/** How many draws are at least, and at most, the lag found. `pool` is shuffled on the way. */
function countDraws(
  pool: Float64Array,
  weight: Float64Array,
  lag: number,
  permutations: number,
  random: Random,
): [number, number] {
  let size = 0;
  for (const x of pool) size = Math.max(size, Math.abs(x));
  let total = 0;
  for (const w of weight) total += Math.abs(w);
  const slack = ROUNDING * size * total;
  const others = pool.length;
  let atLeast = 0;
  let atMost = 0;
  for (let permutation = 0; permutation < permutations; permutation++) {
    let sum = 0;
    for (let k = 0; k < weight.length; k++) {
      const other = k + random.below(others - k);
      const x = pool[other] ?? 0;
      pool[other] = pool[k] ?? 0;
      pool[k] = x;
      sum += (weight[k] ?? 0) * x;
    }
    if (sum >= lag - slack) atLeast++;
    if (sum <= lag + slack) atMost++;
  }
  return [atLeast, atMost];
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
  options: Omit<PermutationOptions, 'from' | 'to'>,
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
