/**
 * The English Index of Multiple Deprivation: ranks of domains to scores.
 *
 *     R = (N + 1 − rank)/N, rank 1 the most deprived of N areas
 *     X = −23·ln(1 − R·(1 − e^(−100/23))),  0 < X ≤ 100
 *     score = Σ w·X over the seven domains
 *
 * Higher is more deprived. The exponential makes the most deprived tenth stretch from 50 to 100, so that a bad rank
 * in one domain is not cancelled by a good rank in another.
 *
 * Indices of Deprivation, technical reports 2019 and 2025 (MHCLG).
 */
import { ranksDescending } from '../ranks.js';
import { type Numbers, sameLength } from '../reasons.js';

/** The official weights. They add up to 0.999 as published, and are used so. */
export const imdWeights = {
  income: 0.225,
  employment: 0.225,
  education: 0.135,
  health: 0.135,
  crime: 0.093,
  barriers: 0.093,
  living_environment: 0.093,
} as const;

export type ImdDomain = keyof typeof imdWeights;
export const imdDomains = Object.keys(imdWeights) as readonly ImdDomain[];

const SCALE = 23;
const SPAN = 1 - Math.exp(-100 / SCALE);

/** X of one rank among `total`; NaN if the rank is missing. */
export const exponentialOfRank = (rank: number, total: number): number =>
  -SCALE * Math.log(1 - ((total + 1 - rank) / total) * SPAN);

/** X of a column of ranks among `total` areas (which may be more than are listed). */
export function exponentialOfRanks(ranks: Numbers, total: number): Float64Array {
  const transformed = new Float64Array(ranks.length);
  for (let i = 0; i < ranks.length; i++) transformed[i] = exponentialOfRank(ranks[i] ?? Number.NaN, total);
  return transformed;
}

/** X of a column of scores, higher = more need: ranked among the areas present, then transformed. */
export function exponentialOfScores(scores: Numbers): Float64Array {
  const ranks = ranksDescending(scores);
  let present = 0;
  for (const rank of ranks) if (!Number.isNaN(rank)) present++;
  return exponentialOfRanks(ranks, present);
}

/** IMD scores from domain ranks among `total` areas; NaN where one of the seven is missing. */
export function imdScores(ranks: Readonly<Record<ImdDomain, Numbers>>, total: number): Float64Array {
  const scores = new Float64Array(sameLength('imdScores', ...imdDomains.map((domain) => ranks[domain])));
  for (const domain of imdDomains) {
    const column = ranks[domain];
    const weight = imdWeights[domain];
    for (let i = 0; i < scores.length; i++) {
      scores[i] = (scores[i] ?? 0) + weight * exponentialOfRank(column[i] ?? Number.NaN, total);
    }
  }
  return scores;
}
