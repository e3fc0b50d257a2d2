/** The index under other weights of its domains, by the very functions that made it. */
import { aggregate } from '../../models/statistics/composite/aggregate.js';
import { exponentialOfScores } from '../../models/statistics/composite/imd.js';
import { ranksDescending } from '../../models/statistics/ranks.js';
import type { PageData } from './page-data.js';

/** Ranks of the wards, 1 the highest need, in the order of `wards`; NaN where a ward has none or no domain counts. */
export function rerank(
  { domains, power, threshold, stretched }: Pick<PageData, 'domains' | 'power' | 'threshold' | 'stretched'>,
  weights: readonly number[],
): Float64Array {
  const columns = domains.map(({ scores }) => {
    const column = Float64Array.from(scores, (score) => score ?? Number.NaN);
    return stretched ? exponentialOfScores(column) : column;
  });
  if (weights.every((weight) => weight === 0)) return new Float64Array(columns[0]?.length ?? 0).fill(Number.NaN);
  return ranksDescending(aggregate(columns, weights, { mean: { power }, threshold }).values);
}

/** The fifth a rank lies in, 0 the highest: by tenths where wards have them, as the map is shaded. */
export function fifthOfRank(rank: number, of: number): number {
  return of < 10 ? Math.floor(((rank - 1) * 5) / of) : Math.ceil(Math.ceil((10 * rank) / of) / 2) - 1;
}
