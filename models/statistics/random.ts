/**
 * Random numbers that repeat: xoshiro128** of Blackman & Vigna (2018), its 128 bits of state filled by splitmix32 from
 * a seed and the name of a stream. Each area or replication has a stream of its own, so that results depend neither
 * on the order of the rows nor on how the work is shared out.
 */

const FNV_PRIME = 0x01000193;

/** FNV-1a over the characters of a text, from a given start. */
function hash(text: string, start: number): number {
  let h = start | 0;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), FNV_PRIME);
  return h;
}

/** Numbers of one stream of one seed, a whole number. */
export class Random {
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 0;

  constructor(seed: number, stream = '') {
    this.restart(seed, stream);
  }

  /** Goes to the beginning of a stream. */
  restart(seed: number, stream = ''): void {
    if (!Number.isSafeInteger(seed)) throw new RangeError(`a seed of ${seed}: expected a whole number`);
    const named = `${seed}:${stream}`;
    let h = hash(named, 0x811c9dc5);
    const split = () => {
      h = (h + 0x9e3779b9) | 0;
      let t = h ^ (h >>> 16);
      t = Math.imul(t, 0x21f0aaad);
      t = Math.imul(t ^ (t >>> 15), 0x735a2d97);
      return t ^ (t >>> 15);
    };
    this.#a = split();
    this.#b = split();
    h ^= hash(named, 0x9747b28c);
    this.#c = split();
    this.#d = split() | 1;
  }

  /** A whole number from 0 to 2³² − 1. */
  next(): number {
    const b = this.#b;
    const five = Math.imul(b, 5);
    const result = Math.imul((five << 7) | (five >>> 25), 9);
    this.#c ^= this.#a;
    this.#d ^= b;
    this.#b = b ^ this.#c;
    this.#a ^= this.#d;
    this.#c ^= b << 9;
    const d = this.#d;
    this.#d = (d << 11) | (d >>> 21);
    return result >>> 0;
  }

  /** A number from 0 to just below 1, of 53 bits. */
  uniform(): number {
    return ((this.next() >>> 5) * 67_108_864 + (this.next() >>> 6)) / 9_007_199_254_740_992;
  }

  /** A whole number from 0 to below n. Uneven by at most n/2³². */
  below(n: number): number {
    return Math.floor((this.next() / 4_294_967_296) * n);
  }
}
