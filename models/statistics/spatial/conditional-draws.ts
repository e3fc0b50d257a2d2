/**
 * The work behind conditional permutation, in blocks of areas that threads share: how often the neighbours of an area,
 * drawn from all others, have a sum as high, or as low, as the one found.
 */
import { Random } from '../random.js';
import type { Work } from '../threads.js';

/** Areas in a block. */
export const AREAS = 16;

/** Values of all areas, and what is known of the areas asked for, both in the order of the codes. */
export interface ConditionalDraws {
  readonly value: Float64Array;
  readonly keys: readonly string[];
  /** Place of each area asked for among the values. */
  readonly place: Int32Array;
  /** The weights of area i are from `start[i]` to before `start[i + 1]`, and draw a sum against `lag[i]`. */
  readonly start: Int32Array;
  readonly weight: Float64Array;
  readonly lag: Float64Array;
  /** Sums that differ by no more than this are equal. */
  readonly slack: Float64Array;
  readonly seed: number;
  readonly permutations: number;
  /** How many sums are above, and how many below, the one found: shared by all threads. */
  readonly above: Int32Array;
  readonly below: Int32Array;
}

/** Counts the draws of each area asked for. */
export const drawNeighbours: Work<ConditionalDraws> = {
  module: import.meta.url,
  name: 'drawNeighbours',
  prepare: (input) => {
    const others = new Float64Array(input.value.length - 1);
    const random = new Random(input.seed);
    return (block) => {
      const end = Math.min(input.place.length, (block + 1) * AREAS);
      for (let area = block * AREAS; area < end; area++) {
        random.restart(input.seed, input.keys[area]);
        countSums(input, area, others, random);
      }
    };
  },
};

/**
 * Draws without replacement: the k-th neighbour is swapped with one of the others from k on. The numbers are those of
 * `Random`, with its step written out: a call for each of 400 million would take a fifth longer.
 */
function countSums(input: ConditionalDraws, area: number, others: Float64Array, random: Random): void {
  const own = input.place[area] ?? 0;
  others.set(input.value.subarray(0, own));
  others.set(input.value.subarray(own + 1), own);
  const weight = input.weight.subarray(input.start[area], input.start[area + 1]);
  const [lag, slack] = [input.lag[area] ?? 0, input.slack[area] ?? 0];
  const [high, low] = [lag + slack, lag - slack];
  let [above, below] = [0, 0];
  let [a, b, c, d] = [random.next() | 0, random.next() | 0, random.next() | 0, random.next() | 0];
  for (let permutation = 0; permutation < input.permutations; permutation++) {
    let sum = 0;
    for (let k = 0; k < weight.length; k++) {
      const five = Math.imul(b, 5);
      const bits = Math.imul((five << 7) | (five >>> 25), 9) >>> 0;
      const shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = (d << 11) | (d >>> 21);
      const other = k + Math.floor((bits / 4_294_967_296) * (others.length - k));
      const x = others[other] ?? 0;
      others[other] = others[k] ?? 0;
      others[k] = x;
      sum += (weight[k] ?? 0) * x;
    }
    if (sum > high) above++;
    else if (sum < low) below++;
  }
  input.above[area] = above;
  input.below[area] = below;
}
