/**
 * Seeded chance. Only adding, multiplying and 32-bit whole numbers are used, so that every machine and every version
 * of Node draws the same numbers.
 */

/** A 32-bit hash of a text (FNV-1a): each purpose gets its own stream, so that adding one leaves the others alone. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** Scrambles a 32-bit number (the finaliser of MurmurHash3). */
function scramble(value: number): number {
  let v = value;
  v = Math.imul(v ^ (v >>> 16), 0x85ebca6b);
  v = Math.imul(v ^ (v >>> 13), 0xc2b2ae35);
  return (v ^ (v >>> 16)) >>> 0;
}

/** An endless stream of numbers in [0, 1) that depends on the name alone (mulberry32). */
export function stream(name: string): () => number {
  let state = scramble(hash(name));
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Roughly normal, mean 0 and standard deviation 1, never beyond 3.5: four uniforms, since log and cos vary. */
export const bell = (random: () => number): number =>
  (random() + random() + random() + random() - 2) * 1.7320508075688772;

/**
 * How one figure departs from what drives them all: partly from place to place, as neighbours are alike, partly by
 * chance. About mean 0 and standard deviation 1.
 */
export function texture(name: string): (place: { readonly x: number; readonly y: number }) => number {
  const [lie, random] = [surface(`lie of ${name}`, 3800), stream(`chance of ${name}`)];
  return ({ x, y }) => 2.4 * lie(x, y) + 0.6 * bell(random);
}

/** A copy in random order. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, turn: random() }))
    .sort((a, b) => a.turn - b.turn)
    .map(({ item }) => item);
}

const ease = (t: number): number => t * t * (3 - 2 * t);

/** A smooth surface over the plane, within -1 … 1, whose hills are about `scale` metres apart, at two sizes. */
export function surface(name: string, scale: number): (x: number, y: number) => number {
  const seed = hash(name);
  const knot = (i: number, j: number) =>
    scramble(seed ^ Math.imul(i, 0x27d4eb2d) ^ Math.imul(j, 0x165667b1)) / 2147483648 - 1;
  const at = (x: number, y: number) => {
    const [i, j] = [Math.floor(x), Math.floor(y)];
    const [u, v] = [ease(x - i), ease(y - j)];
    const low = knot(i, j) * (1 - u) + knot(i + 1, j) * u;
    const high = knot(i, j + 1) * (1 - u) + knot(i + 1, j + 1) * u;
    return low * (1 - v) + high * v;
  };
  return (x, y) => 0.7 * at(x / scale, y / scale) + 0.3 * at((x / scale) * 2.3 + 17.5, (y / scale) * 2.3 + 5.25);
}
