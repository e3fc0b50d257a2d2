/**
 * How far each ward's rank could move. The index is made again many times. In each draw
 *
 *     score of a domain = its score + N(0, 1)·√variance        chance in the counts
 *     weight of a domain = its weight · U(1 − f, 1 + f)        f = 0.25: the weights are a choice
 *
 * and the wards are ranked anew. The error of an indicator is (upper − lower 95 % limit)/(2·1.959964), brought to its
 * z-scale with the mean and standard deviation that the data gave, which stay as they are. A domain's score is the
 * mean of its m indicators, so their independent errors add up to one normal of variance Σse²/m²; and so do those of the
 * domains, to Σw²·variance, unless their scores are ranked first. A value without limits, such as a score, adds no error.
 *
 * The range is from the 5 % to the 95 % quantile of a ward's ranks (type 7). As `get_sensitivity(SA_type = "UA")` with
 * `get_noisy_weights` in COINr 1.1.14, to which the errors of the counts are added.
 */
import { zOf } from '../statistics/distributions.js';
import { NUMBERS, streamKeys } from '../statistics/keyed-random.js';
import { type Numbers, sameLength } from '../statistics/reasons.js';
import { sharedFloats, shareOut, threadsFor } from '../statistics/threads.js';
import { BLOCK, type Draws, drawRanks, type Summaries, summariseRanks, WARDS } from './rank-draws.js';

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
  /** Threads to draw with: as many as are worth it if not said. The result is the same. */
  readonly threads?: number;
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

/** How many draws a run makes. */
export const rankDraws = 10_000;

/** The last rank within the highest fifth of the ranked wards, by the rule of deciles where wards have them. */
export const lastOfTopFifth = (of: number): number => (of < 10 ? Math.ceil(of / 5) : Math.floor(of / 5));

/** Standard error of a value from its 95 % limits, where it has them; otherwise 0. */
export function standardError(lower95: number, upper95: number): number {
  const error = (upper95 - lower95) / (2 * zOf(0.95));
  return Number.isNaN(error) ? 0 : error;
}

/**
 * The ranks of the wards that have a score in every domain, over all draws. The number of a ward in a draw is named by
 * its code and the draw, that of a weight by its domain and the draw: neither the order of the rows, nor the other
 * wards, nor how many threads draw, change a ward's errors.
 */
export function rankUncertainty(
  wards: readonly string[],
  domains: readonly UncertainDomain[],
  how: Drawing,
): RankUncertainty {
  const { draws, exponential, threads } = how;
  sameLength('rankUncertainty', wards, ...domains.flatMap(({ score, variance }) => [score, variance]));
  if (!(Number.isInteger(draws) && draws > 0 && draws < NUMBERS)) {
    throw new RangeError(`rankUncertainty: ${draws} draws`);
  }
  const ranked = [...wards.keys()].filter(
    (i) => domains.length > 0 && !domains.some(({ score }) => Number.isNaN(score[i] ?? Number.NaN)),
  );
  const drawing = prepareDraws(wards, domains, ranked, how);
  // About 30 ns to draw and rank a ward, and as much again for each four columns or, stretched, for each one.
  const nanoseconds = 30 * (1 + domains.length / (exponential ? 1 : 4));
  const worth = threads ?? threadsFor((ranked.length * draws * nanoseconds) / 1e6);
  if (ranked.length > 0) shareOut(drawRanks, drawing, Math.ceil(draws / BLOCK), worth);
  return byWard(wards.length, ranked, summarise(drawing, ranked.length, threads));
}

/** The ranked wards' scores in shared memory, and room for their ranks. */
function prepareDraws(
  wards: readonly string[],
  domains: readonly UncertainDomain[],
  ranked: readonly number[],
  { seed, draws, weightNoise, exponential }: Drawing,
): Draws {
  const weights = domains.map(({ id }) => `weight ${id}`);
  const names = ranked.map((i) => `ward ${wards[i]}`);
  const streams = streamKeys(seed, weights);
  const columns = domains.map(({ weight, score, variance }, d) => ({
    score: sharedFloats(ranked.map((i) => score[i] ?? Number.NaN)),
    variance: sharedFloats(ranked.map((i) => variance[i] ?? 0)),
    weight,
    first: streams.first[d] ?? 0,
    second: streams.second[d] ?? 0,
  }));
  // Two bytes a rank: 138 MB for ten thousand draws of all wards of England.
  const room = 2 * Math.ceil(draws / BLOCK) * BLOCK * ranked.length;
  const ranks = new Uint16Array(new SharedArrayBuffer(room));
  return { draws, wards: streamKeys(seed, names), columns, weightNoise, exponential, ranks };
}

/** What the draws say of each ranked ward. */
function summarise({ draws, ranks }: Draws, ranked: number, threads?: number): Summaries {
  const room = () => sharedFloats(ranked);
  const columns = { low: room(), median: room(), high: room(), topFifth: room() };
  const said = { draws, ranks, ...columns, lastOfTopFifth: lastOfTopFifth(ranked) };
  const worth = threads ?? threadsFor((ranked * draws * 3) / 1e6);
  shareOut(summariseRanks, said, Math.ceil(ranked / WARDS), worth);
  return said;
}

/** What is said of the ranked wards, in the rows of all. */
function byWard(wards: number, ranked: readonly number[], said: Summaries): RankUncertainty {
  const spread = (column: Float64Array): Float64Array => {
    const rows = new Float64Array(wards).fill(Number.NaN);
    ranked.forEach((ward, i) => {
      rows[ward] = column[i] ?? Number.NaN;
    });
    return rows;
  };
  return {
    draws: said.draws,
    low: spread(said.low),
    median: spread(said.median),
    high: spread(said.high),
    topFifth: ranked.length < 5 ? new Float64Array(wards).fill(Number.NaN) : spread(said.topFifth),
  };
}
