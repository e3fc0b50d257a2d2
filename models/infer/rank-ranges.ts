/** From the domain scores of every ward to the range its rank could take, as columns. */
import type { Index } from '../define.js';
import type { Columns } from '../engine/engine.js';
import { fromNullable, toNullable } from '../statistics/reasons.js';
import { rankDraws, rankSeed, rankUncertainty, rankWeightNoise } from './rank-uncertainty.js';

/** The columns of `rank_range`, given `domain_value` in the order of domain and ward. */
export function rankRanges(normalise: Index['normalise'], domains: Columns): Columns {
  const column = <T>(name: string) => (domains[name] ?? []) as readonly T[];
  const ids = [...new Set(column<string>('domain'))];
  const wards = column<string>('ward').slice(0, ids.length ? column('ward').length / ids.length : 0);
  const part = <T>(name: string, i: number) => column<T>(name).slice(i * wards.length, (i + 1) * wards.length);
  const numbers = (name: string, i: number) => fromNullable(part<number | null>(name, i));
  const weighed = ids.map((id, i) => ({
    id,
    weight: part<number>('weight', i)[0] ?? 0,
    score: numbers('score', i),
    variance: numbers('variance', i),
  }));
  const { draws, low, high, topFifth } = rankUncertainty(wards, weighed.some((d) => d.weight > 0) ? weighed : [], {
    seed: rankSeed,
    draws: rankDraws,
    weightNoise: rankWeightNoise,
    exponential: normalise === 'imd_exponential',
  });
  return {
    ward: wards,
    // Places are whole: rounded outwards, so that the range never says more than the draws did.
    rank_low: Array.from(low, (rank) => toNullable(Math.floor(rank))),
    rank_high: Array.from(high, (rank) => toNullable(Math.ceil(rank))),
    p_top_fifth: Array.from(topFifth, toNullable),
    draws: Array.from(low, (rank) => (Number.isNaN(rank) ? null : draws)),
  };
}

export const rankRangeTypes = {
  ward: 'text',
  rank_low: 'number',
  rank_high: 'number',
  p_top_fifth: 'number',
  draws: 'number',
} as const;
