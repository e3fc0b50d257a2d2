/**
 * Random numbers by name and number: number `at` of a stream is a hash of the two, so that any thread can draw any of
 * them, in any order, and none depends on how many were drawn before. (Salmon et al. 2011, "Parallel random numbers: as
 * easy as 1, 2, 3"; the mixing is that of splitmix32 with a second key put in half way.)
 *
 * The normal numbers are by the ziggurat of Marsaglia & Tsang (2000), 128 layers, exact in the tail.
 */
import { Random } from './random.js';
import { sharedIntegers } from './threads.js';

/** Two keys for each stream, in memory that threads share. */
export interface StreamKeys {
  readonly first: Int32Array;
  readonly second: Int32Array;
}

/** The streams of these names under one seed, a whole number. */
export function streamKeys(seed: number, names: readonly string[]): StreamKeys {
  const keys = { first: sharedIntegers(names.length), second: sharedIntegers(names.length) };
  const random = new Random(seed);
  names.forEach((name, i) => {
    random.restart(seed, name);
    keys.first[i] = random.next();
    keys.second[i] = random.next();
  });
  return keys;
}

/** 32 random bits, as a whole number with a sign. */
export function bitsAt(first: number, second: number, at: number): number {
  let h = (first + Math.imul(at, 0x9e3779b9)) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = ((h ^ (h >>> 15)) + second) | 0;
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return h ^ (h >>> 16);
}

const PER_BIT = 1 / 4_294_967_296;

/** A number above 0 and below 1, of 32 bits. */
export const uniformAt = (first: number, second: number, at: number): number =>
  ((bitsAt(first, second, at) >>> 0) + 0.5) * PER_BIT;

/** A normal number is refused now and then, and made from a further place: numbers run below this one. */
export const NUMBERS = 0x1000000;

const LAYERS = 128;
const TAIL = 3.442619855899;
const AREA = 9.91256303526217e-3;
const { inside, width, height } = ziggurat();

/** For each layer: below what bits x lies wholly under the curve, x per bit, and the curve's height at its edge. */
function ziggurat() {
  const inside = new Float64Array(LAYERS);
  const width = new Float64Array(LAYERS);
  const height = new Float64Array(LAYERS);
  const curve = (x: number) => Math.exp(-0.5 * x * x);
  const edge = new Float64Array(LAYERS);
  edge[LAYERS - 1] = TAIL;
  for (let i = LAYERS - 2; i > 0; i--) {
    const above = edge[i + 1] ?? 0;
    edge[i] = Math.sqrt(-2 * Math.log(AREA / above + curve(above)));
  }
  for (let i = 1; i < LAYERS; i++) {
    inside[i] = ((edge[i - 1] ?? 0) / (edge[i] ?? 1)) * 2 ** 31;
    width[i] = (edge[i] ?? 0) / 2 ** 31;
    height[i] = curve(edge[i] ?? 0);
  }
  const base = AREA / curve(TAIL);
  inside[0] = (TAIL / base) * 2 ** 31;
  width[0] = base / 2 ** 31;
  height[0] = 1;
  return { inside, width, height };
}

/** A standard normal number. */
export function normalAt(first: number, second: number, at: number): number {
  const bits = bitsAt(first, second, at);
  const layer = bits & (LAYERS - 1);
  if (Math.abs(bits) < (inside[layer] ?? 0)) return bits * (width[layer] ?? 0);
  return atEdge(first, second, at, bits);
}

/** One number in eighty: in the wedge of a layer, in the tail, or refused and drawn again from further places. */
function atEdge(first: number, second: number, at: number, drawn: number): number {
  let [bits, place] = [drawn, at];
  for (;;) {
    const layer = bits & (LAYERS - 1);
    const x = bits * (width[layer] ?? 0);
    if (Math.abs(bits) < (inside[layer] ?? 0)) return x;
    if (layer === 0) return Math.sign(bits) * tail(first, second, place + NUMBERS);
    const [low, high] = [height[layer] ?? 0, height[layer - 1] ?? 1];
    if (low + uniformAt(first, second, place + NUMBERS) * (high - low) < Math.exp(-0.5 * x * x)) return x;
    place += 2 * NUMBERS;
    bits = bitsAt(first, second, place);
  }
}

/** A number beyond the last layer. */
function tail(first: number, second: number, at: number): number {
  for (let place = at; ; place += 2 * NUMBERS) {
    const beyond = -Math.log(uniformAt(first, second, place)) / TAIL;
    const level = -Math.log(uniformAt(first, second, place + NUMBERS));
    if (level + level >= beyond * beyond) return TAIL + beyond;
  }
}
