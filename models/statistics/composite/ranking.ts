/**
 * Competition ranks of one column after another, 1 the highest, equals sharing the best place; without a comparison.
 *
 * Each value is cut to one of 2³² steps between the highest and the lowest, and the steps are sorted digit by digit, the
 * least significant first: three digits of 11 bits, or four of 8 where there are few values, since each digit has to be
 * counted afresh. Values in one step are equal. No value may be missing.
 */
export class Ranking {
  readonly #bits: number;
  readonly #passes: number;
  readonly #counts: Int32Array;
  #keys: Uint32Array;
  #places: Uint16Array;
  #spareKeys: Uint32Array;
  #sparePlaces: Uint16Array;
  readonly #ranks: Uint16Array;

  constructor(items: number) {
    if (items > 65_535) throw new RangeError(`ranks of ${items} areas: expected at most 65,535`);
    this.#bits = items < 1000 ? 8 : 11;
    this.#passes = Math.ceil(32 / this.#bits);
    this.#counts = new Int32Array(this.#passes << this.#bits);
    this.#keys = new Uint32Array(items);
    this.#places = new Uint16Array(items);
    this.#spareKeys = new Uint32Array(items);
    this.#sparePlaces = new Uint16Array(items);
    this.#ranks = new Uint16Array(items);
  }

  /** The ranks of one column, in an array that is used again. */
  of(column: Float64Array): Uint16Array {
    this.#cut(column);
    this.#count();
    for (let pass = 0; pass < this.#passes; pass++) this.#sort(pass);
    const [keys, places, ranks] = [this.#keys, this.#places, this.#ranks];
    let [rank, before] = [0, -1];
    for (let place = 0; place < keys.length; place++) {
      const key = keys[place] ?? 0;
      if (key !== before) rank = place + 1;
      before = key;
      ranks[places[place] ?? 0] = rank;
    }
    return ranks;
  }

  /** Keys of the values, 0 for the highest. */
  #cut(column: Float64Array): void {
    const [keys, places] = [this.#keys, this.#places];
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = 0; i < column.length; i++) {
      const x = column[i] ?? 0;
      if (x < low) low = x;
      if (x > high) high = x;
    }
    const step = high > low ? (2 ** 32 - 1) / (high - low) : 0;
    for (let i = 0; i < keys.length; i++) {
      keys[i] = (high - (column[i] ?? 0)) * step;
      places[i] = i;
    }
  }

  /** Where each value of each digit begins. */
  #count(): void {
    const [keys, counts, bits] = [this.#keys, this.#counts.fill(0), this.#bits];
    const mask = (1 << bits) - 1;
    for (let pass = 0; pass < this.#passes; pass++) {
      const [shift, first] = [pass * bits, pass << bits];
      for (let i = 0; i < keys.length; i++) {
        const at = first + (((keys[i] ?? 0) >>> shift) & mask);
        counts[at] = (counts[at] ?? 0) + 1;
      }
      let before = 0;
      for (let at = first; at <= first + mask; at++) {
        const own = counts[at] ?? 0;
        counts[at] = before;
        before += own;
      }
    }
  }

  /** By one digit, equal digits as they came. */
  #sort(pass: number): void {
    const [keys, places, counts] = [this.#keys, this.#places, this.#counts];
    const [toKeys, toPlaces] = [this.#spareKeys, this.#sparePlaces];
    const [shift, first, mask] = [pass * this.#bits, pass << this.#bits, (1 << this.#bits) - 1];
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] ?? 0;
      const digit = first + ((key >>> shift) & mask);
      const at = counts[digit] ?? 0;
      counts[digit] = at + 1;
      toKeys[at] = key;
      toPlaces[at] = places[i] ?? 0;
    }
    [this.#keys, this.#spareKeys] = [toKeys, keys];
    [this.#places, this.#sparePlaces] = [toPlaces, places];
  }
}
