/**
 * The work behind ranges of ranks, in blocks that threads share: the index drawn and ranked again, 32 times a block,
 * and what the draws say of each ward.
 *
 * Where the index is a weighted sum of scores as they stand, the independent errors of a ward's scores add up to one
 * normal of variance Σw²·variance, and one number is drawn for each ward; where scores are ranked and stretched before
 * they are added up, one for each ward and score.
 */
import { exponentialOfRank } from '../statistics/composite/imd.js';
import { Ranking } from '../statistics/composite/ranking.js';
import { normalAt, type StreamKeys, uniformAt } from '../statistics/keyed-random.js';
import { quantileOfCounts } from '../statistics/quantile-of.js';
import type { Work } from '../statistics/threads.js';

/** Draws in a block, whose ranks lie side by side: ranks[(block · wards + ward) · 32 + draw]. */
export const BLOCK = 32;

/** Everything in arrays that threads share. */
export interface Draws {
  readonly draws: number;
  readonly wards: StreamKeys;
  readonly columns: readonly Column[];
  readonly weightNoise: number;
  readonly exponential: boolean;
  readonly ranks: Uint16Array;
}

/** A score of every ward, the variance of its error, its weight, and the stream of numbers that is its own. */
export interface Column {
  readonly score: Float64Array;
  readonly variance: Float64Array;
  readonly weight: number;
  readonly first: number;
  readonly second: number;
}

/** Draws and ranks the index. */
export const drawRanks: Work<Draws> = { module: import.meta.url, name: 'drawRanks', prepare: drawBlocks };

function drawBlocks(input: Draws): (block: number) => void {
  const { draws, columns, weightNoise, ranks } = input;
  const wards = input.wards.first.length;
  const index = new Float64Array(wards);
  const weights = new Float64Array(columns.length);
  const fill = input.exponential ? sumOfStretched(input) : sumOfScores(input);
  const ranking = new Ranking(wards);
  return (block) => {
    for (let draw = block * BLOCK; draw < Math.min(draws, (block + 1) * BLOCK); draw++) {
      for (const [c, { weight, first, second }] of columns.entries()) {
        weights[c] = weight * (1 + weightNoise * (2 * uniformAt(first, second, draw) - 1));
      }
      fill(index, weights, draw);
      const places = ranking.of(index);
      let at = block * wards * BLOCK + (draw % BLOCK);
      for (let ward = 0; ward < wards; ward++, at += BLOCK) ranks[at] = places[ward] ?? 0;
    }
  };
}

type Fill = (index: Float64Array, weights: Float64Array, draw: number) => void;

/** The index as a sum of scores: its mean and variance in each ward, then one number. */
function sumOfScores({ wards: { first, second }, columns }: Draws): Fill {
  const variance = new Float64Array(first.length);
  const scores = columns.map((column) => column.score);
  const variances = columns.map((column) => column.variance);
  return (index, weights, draw) => {
    addUp(index, scores, weights);
    addUp(
      variance,
      variances,
      weights.map((w) => w * w),
    );
    for (let ward = 0; ward < index.length; ward++) {
      const error = Math.sqrt(variance[ward] ?? 0) * normalAt(first[ward] ?? 0, second[ward] ?? 0, draw);
      index[ward] = (index[ward] ?? 0) + error;
    }
  };
}

/** Σ weight · column, four columns at a time: twice as fast as one by one. */
function addUp(sum: Float64Array, columns: readonly Float64Array[], weights: Float64Array): void {
  const nothing = new Float64Array(0);
  sum.fill(0);
  let c = 0;
  for (; c + 4 <= columns.length; c += 4) {
    const [p = nothing, q = nothing, r = nothing, s = nothing] = columns.slice(c, c + 4);
    const [a = 0, b = 0, d = 0, e = 0] = weights.subarray(c, c + 4);
    for (let i = 0; i < sum.length; i++) {
      sum[i] = (sum[i] ?? 0) + (a * (p[i] ?? 0) + b * (q[i] ?? 0) + d * (r[i] ?? 0) + e * (s[i] ?? 0));
    }
  }
  for (; c < columns.length; c++) {
    const column = columns[c] ?? nothing;
    const weight = weights[c] ?? 0;
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + weight * (column[i] ?? 0);
  }
}

/** The index as a sum of scores that are drawn, ranked, and stretched as in the Indices of Deprivation. */
function sumOfStretched({ wards: { first, second }, columns }: Draws): Fill {
  const wards = first.length;
  const drawn = new Float64Array(wards);
  const errors = columns.map(({ variance }) => variance.map(Math.sqrt));
  const stretched = Float64Array.from(first, (_, place) => exponentialOfRank(place + 1, wards));
  const ranking = new Ranking(wards);
  return (index, weights, draw) => {
    index.fill(0);
    for (const [c, { score, second: own }] of columns.entries()) {
      const error = errors[c] ?? drawn;
      for (let i = 0; i < wards; i++) {
        drawn[i] = (score[i] ?? 0) + (error[i] ?? 0) * normalAt(first[i] ?? 0, (second[i] ?? 0) ^ own, draw);
      }
      const places = ranking.of(drawn);
      const weight = weights[c] ?? 0;
      for (let i = 0; i < wards; i++) index[i] = (index[i] ?? 0) + weight * (stretched[(places[i] ?? 1) - 1] ?? 0);
    }
  };
}

/** What is said of each ward, in arrays that threads share. */
export interface Summaries {
  readonly draws: number;
  readonly ranks: Uint16Array;
  readonly low: Float64Array;
  readonly median: Float64Array;
  readonly high: Float64Array;
  readonly topFifth: Float64Array;
  readonly lastOfTopFifth: number;
}

/** Wards in a block of summaries. */
export const WARDS = 256;

/** The ranks of each ward counted, and read off: quantiles of type 7, and the share of draws in the highest fifth. */
export const summariseRanks: Work<Summaries> = {
  module: import.meta.url,
  name: 'summariseRanks',
  prepare: summariseBlocks,
};

function summariseBlocks(input: Summaries): (block: number) => void {
  const { draws, ranks, low, median, high, topFifth } = input;
  const wards = low.length;
  const counts = new Int32Array(wards + 1);
  return (block) => {
    for (let ward = block * WARDS; ward < Math.min(wards, (block + 1) * WARDS); ward++) {
      counts.fill(0);
      for (let draw = 0; draw < draws; draw += BLOCK) {
        const at = draw * wards + ward * BLOCK;
        for (let i = at; i < at + Math.min(BLOCK, draws - draw); i++) {
          const rank = ranks[i] ?? 0;
          counts[rank] = (counts[rank] ?? 0) + 1;
        }
      }
      low[ward] = quantileOfCounts(counts, draws, 0.05);
      median[ward] = quantileOfCounts(counts, draws, 0.5);
      high[ward] = quantileOfCounts(counts, draws, 0.95);
      let within = 0;
      for (let rank = 1; rank <= input.lastOfTopFifth; rank++) within += counts[rank] ?? 0;
      topFifth[ward] = within / draws;
    }
  };
}
