/**
 * How far each ward's rank could move. The index is made again many times. In each draw
 *
 *     score of a domain = its score + N(0, 1)·√variance        chance in the counts
 *     weight of a domain = its weight · U(1 − f, 1 + f)        f = 0.25: the weights are a choice
 *
 * and the wards are ranked anew. The error of an indicator is (upper − lower 95 % limit)/(2·1.959964), brought to its
 * z-scale with the mean and standard deviation that the data gave, which stay as they are. A domain's score is the
 * mean of its m indicators, so their independent errors add up to one normal of variance Σse²/m²: one number is drawn
 * for each domain of a ward instead of m. A value without limits, such as a score, adds no error.
 *
 * The range is from the 5 % to the 95 % quantile of a ward's ranks (type 7). As `get_sensitivity(SA_type = "UA")` with
 * `get_noisy_weights` in COINr 1.1.14, to which the errors of the counts are added.
 */
import { zOf } from '../statistics/distributions.js';
import { exponentialOfRank } from '../statistics/imd.js';
import { quantileOfSorted } from '../statistics/quantile-of.js';
import { Random } from '../statistics/random.js';
import { type Numbers, sameLength } from '../statistics/reasons.js';
import { seededNormal } from '../statistics/seeded-normal.js';

/** A domain as it enters the index. */
export interface UncertainDomain {
  readonly id: string;
  readonly weight: number;
  /** NaN for a ward that is not ranked. */
  readonly score: Numbers;
  /** Variance of the chance error of that score. */
  readonly variance: Numbers;
}

export interface Drawing {
  readonly seed: number;
  readonly draws: number;
  /** f: 0.25 lets each weight differ by a quarter. */
  readonly weightNoise: number;
  /** Whether domain scores are ranked and stretched as in the Indices of Deprivation before they are added up. */
  readonly exponential: boolean;
}

/** Columns by ward; NaN for a ward that is not ranked. */
export interface RankUncertainty {
  readonly draws: number;
  readonly low: Float64Array;
  readonly median: Float64Array;
  readonly high: Float64Array;
  /** The share of draws in which the ward stood in the highest fifth; NaN under five wards. */
  readonly topFifth: Float64Array;
}

/** The same seed for every assessment, so that the same bytes give the same files. */
export const rankSeed = 20_260_101;

/** How far weights are moved, up and down. */
export const rankWeightNoise = 0.25;

/** Ten thousand draws; a thousand where there are so many wards that ranking them would keep a reader waiting. */
export const drawsFor = (wards: number): number => (wards > 1000 ? 1000 : 10_000);

/** The last rank within the highest fifth of the ranked wards, by the rule of deciles where wards have them. */
export const lastOfTopFifth = (of: number): number => (of < 10 ? Math.ceil(of / 5) : Math.floor(of / 5));

/** Standard error of a value from its 95 % limits, where it has them; otherwise 0. */
export function standardError(lower95: number, upper95: number): number {
  const error = (upper95 - lower95) / (2 * zOf(0.95));
  return Number.isNaN(error) ? 0 : error;
}

/**
 * The ranks of the wards that have a score in every domain, over all draws. Each ward has a random stream named by its
 * code, each weight one named by its domain: neither the order of the rows nor the other wards change a ward's errors.
 */
export function rankUncertainty(
  wards: readonly string[],
  domains: readonly UncertainDomain[],
  { seed, draws, weightNoise, exponential }: Drawing,
): RankUncertainty {
  sameLength('rankUncertainty', wards, ...domains.flatMap(({ score, variance }) => [score, variance]));
  if (!(Number.isInteger(draws) && draws > 0)) throw new RangeError(`rankUncertainty: ${draws} draws`);
  const ranked = [...wards.keys()].filter(
    (i) => domains.length > 0 && !domains.some(({ score }) => Number.isNaN(score[i] ?? Number.NaN)),
  );
  const normals = ranked.map((i) => seededNormal(seed, `ward ${wards[i]}`));
  const scores = domains.map((domain) => drawn(domain, ranked, normals));
  const weights = domains.map(({ id, weight }) => {
    const random = new Random(seed, `weight ${id}`);
    return () => weight * (1 + weightNoise * (2 * random.uniform() - 1));
  });
  const ranking = new Ranking(ranked.length);
  const stretched = Float64Array.from(ranked, (_, r) => exponentialOfRank(r + 1, ranked.length));
  const index = new Float64Array(ranked.length);
  // Two bytes a rank, a ward's draws side by side: 14 MB for all of England.
  const ranks = new Uint16Array(ranked.length * draws);
  for (let draw = 0; draw < draws; draw++) {
    index.fill(0);
    for (const [d, score] of scores.entries()) {
      const column = score();
      const weight = weights[d]?.() ?? 0;
      const places = exponential ? ranking.of(column) : undefined;
      for (let i = 0; i < index.length; i++) {
        const x = places ? stretched[(places[i] ?? 1) - 1] : column[i];
        index[i] = (index[i] ?? 0) + weight * (x ?? 0);
      }
    }
    const places = ranking.of(index);
    for (let i = 0; i < places.length; i++) ranks[i * draws + draw] = places[i] ?? 0;
  }
  return summaries(ranks, ranked, wards.length, draws);
}

/** Gives the domain's scores with fresh errors at each call, in one array that is used again. */
function drawn(
  { score, variance }: UncertainDomain,
  ranked: readonly number[],
  normals: readonly (() => number)[],
): () => Float64Array {
  const mean = Float64Array.from(ranked, (i) => score[i] ?? Number.NaN);
  const error = Float64Array.from(ranked, (i) => Math.sqrt(variance[i] ?? 0));
  const column = new Float64Array(ranked.length);
  return () => {
    for (const [i, normal] of normals.entries()) {
      const spread = error[i] ?? 0;
      column[i] = (mean[i] ?? 0) + (spread > 0 ? spread * normal() : 0);
    }
    return column;
  };
}

/**
 * Competition ranks, 1 the highest, in one sort of plain numbers: each score is cut to one of 2³⁶ steps between the
 * highest and the lowest, and carries its ward's place in the 16 bits below. Scores in one step are equal.
 */
class Ranking {
  readonly #keys: Float64Array;
  readonly #ranks: Uint16Array;

  constructor(wards: number) {
    if (wards > 65_535) throw new RangeError(`ranks of ${wards} wards: expected at most 65,535`);
    this.#keys = new Float64Array(wards);
    this.#ranks = new Uint16Array(wards);
  }

  /** The ranks of one column, in an array that is used again. */
  of(column: Float64Array): Uint16Array {
    let [low, high] = [Infinity, -Infinity];
    for (const x of column) {
      if (x < low) low = x;
      if (x > high) high = x;
    }
    const step = high > low ? (2 ** 36 - 1) / (high - low) : 0;
    for (let i = 0; i < column.length; i++) {
      this.#keys[i] = Math.floor((high - (column[i] ?? low)) * step) * 65_536 + i;
    }
    this.#keys.sort();
    let [rank, before] = [0, -1];
    for (let place = 0; place < this.#keys.length; place++) {
      const key = this.#keys[place] ?? 0;
      const at = Math.floor(key / 65_536);
      if (at !== before) rank = place + 1;
      before = at;
      this.#ranks[key - at * 65_536] = rank;
    }
    return this.#ranks;
  }
}

function summaries(ranks: Uint16Array, ranked: readonly number[], wards: number, draws: number): RankUncertainty {
  const missing = () => new Float64Array(wards).fill(Number.NaN);
  const found = { draws, low: missing(), median: missing(), high: missing(), topFifth: missing() };
  const last = lastOfTopFifth(ranked.length);
  const sorted = new Float64Array(draws);
  ranked.forEach((ward, i) => {
    const own = ranks.subarray(i * draws, (i + 1) * draws).sort();
    sorted.set(own);
    found.low[ward] = quantileOfSorted(sorted, 0.05);
    found.median[ward] = quantileOfSorted(sorted, 0.5);
    found.high[ward] = quantileOfSorted(sorted, 0.95);
    const after = own.findIndex((rank) => rank > last);
    if (ranked.length >= 5) found.topFifth[ward] = (after === -1 ? draws : after) / draws;
  });
  return found;
}
