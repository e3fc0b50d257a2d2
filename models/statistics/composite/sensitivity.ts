/**
 * How much the ranks of an index depend on its weights and other choices.
 *
 *     noisy weights   w·U(1 − f, 1 + f), each weight of the levels asked for, again and again from one seed
 *     per area        nominal rank; mean, median, 5 % and 95 % quantile (type 7) of its ranks; mean |rank − nominal|
 *     alternatives    the same index by another plan (a normalisation, a mean, one indicator left out): mean and
 *                     largest |rank − nominal| over all areas
 *
 * Rank 1 is the highest score; missing scores have no rank and are left out. The weights drawn are given back. Weights
 * that are not there, and levels that the index does not have, are refused: nothing falls back to usual settings.
 *
 * As `get_noisy_weights`, `get_sensitivity(SA_type = "UA")`, `remove_elements` in COINr 1.1.14.
 */

import { quantileOfSorted } from '../quantile-of.js';
import { Random } from '../random.js';
import { ranksDescending, sortedPresent } from '../ranks.js';
import type { Numbers, Reason } from '../reasons.js';
import { type Composite, type CompositePlan, composite, withoutElement } from './composite.js';
import { aggregateTree, type Tree, type TreeAggregation } from './composite-tree.js';

export type WeightSet = ReadonlyMap<string, number>;

export interface Noise {
  readonly seed: number;
  readonly replications: number;
  /** f of each level that is varied: 0.25 lets weights differ by a quarter. Indicators are level 1. */
  readonly noise: Readonly<Record<number, number>>;
}

/** Weights drawn about those of the tree; each element has a stream of its own, named by its id. */
export function noisyWeights(tree: Tree, { seed, replications, noise }: Noise): WeightSet[] {
  const top = tree.levels.get(tree.index) ?? 1;
  for (const [level, f] of Object.entries(noise)) {
    if (!(Number(level) >= 1 && Number(level) < top)) throw new RangeError(`noise at level ${level} of ${top}`);
    if (!(f >= 0 && f <= 1)) throw new RangeError(`noise of ${f}: expected 0 to 1`);
  }
  if (!(Number.isInteger(replications) && replications > 0)) throw new RangeError(`${replications} replications`);
  const sets = Array.from({ length: replications }, () => new Map(tree.weights));
  for (const [id, weight] of tree.weights) {
    const f = noise[tree.levels.get(id) ?? 0];
    if (f === undefined) continue;
    const random = new Random(seed, id);
    for (const set of sets) set.set(id, weight * (1 + f * (2 * random.uniform() - 1)));
  }
  return sets;
}

/** The index once for every set of weights. */
export function scoresByWeights(
  of: Pick<Composite, 'tree' | 'normalised'>,
  sets: readonly WeightSet[],
  how: Omit<TreeAggregation, 'weights'> = {},
): Float64Array[] {
  return sets.map((weights) => {
    for (const id of of.tree.weights.keys()) {
      if (!weights.has(id)) throw new RangeError(`a set of weights without one for ${id}`);
    }
    const scores = aggregateTree(of.tree, of.normalised, { ...how, weights });
    return scores.get(of.tree.index)?.values ?? new Float64Array(0);
  });
}

/** What becomes of each area's rank. */
export interface RankStatistics {
  readonly nominal: Float64Array;
  readonly mean: Float64Array;
  readonly median: Float64Array;
  readonly q5: Float64Array;
  readonly q95: Float64Array;
  readonly mean_absolute_change: Float64Array;
  /** Why an area has none: it has no score in any replication, or no nominal one to change from. */
  readonly reason: (Reason | null)[];
}

/** Ranks of the nominal scores and of each replication, and their statistics row by row. */
export function rankStatistics(nominalScores: Numbers, replications: readonly Numbers[]): RankStatistics {
  const areas = nominalScores.length;
  if (replications.length === 0) throw new RangeError('rankStatistics: no replications');
  const ranks = replications.map((scores) => {
    if (scores.length !== areas) throw new RangeError(`a replication of ${scores.length} areas, expected ${areas}`);
    return ranksDescending(scores);
  });
  const nominal = ranksDescending(nominalScores);
  const missing = () => new Float64Array(areas).fill(Number.NaN);
  const found = { mean: missing(), median: missing(), q5: missing(), q95: missing(), mean_absolute_change: missing() };
  const reason = Array.from(nominal, (rank): Reason | null => (Number.isNaN(rank) ? 'missing_value' : null));
  const row = new Float64Array(ranks.length);
  for (let i = 0; i < areas; i++) {
    ranks.forEach((each, r) => {
      row[r] = each[i] ?? Number.NaN;
    });
    const sorted = sortedPresent(row);
    if (sorted.length === 0) {
      reason[i] = 'no_values';
      continue;
    }
    let sum = 0;
    let change = 0;
    for (const rank of sorted) {
      sum += rank;
      change += Math.abs(rank - (nominal[i] ?? Number.NaN));
    }
    found.mean[i] = sum / sorted.length;
    found.mean_absolute_change[i] = change / sorted.length;
    found.median[i] = quantileOfSorted(sorted, 0.5);
    found.q5[i] = quantileOfSorted(sorted, 0.05);
    found.q95[i] = quantileOfSorted(sorted, 0.95);
  }
  return { nominal, ...found, reason };
}

/** Mean and largest absolute difference of two columns of ranks, over the areas that have both. */
export function rankChange(a: Numbers, b: Numbers): { readonly mean: number; readonly largest: number } {
  let [sum, count, largest] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const change = Math.abs((a[i] ?? Number.NaN) - (b[i] ?? Number.NaN));
    if (Number.isNaN(change)) continue;
    sum += change;
    count++;
    largest = Math.max(largest, change);
  }
  return count === 0 ? { mean: Number.NaN, largest: Number.NaN } : { mean: sum / count, largest };
}

export interface Alternative {
  readonly name: string;
  readonly scores: Float64Array;
  readonly ranks: Float64Array;
  readonly meanRankChange: number;
  readonly largestRankChange: number;
}

/** The index by other plans, each against the first one. */
export function alternatives(
  plan: CompositePlan,
  others: readonly { readonly name: string; readonly plan: CompositePlan }[],
): Alternative[] {
  const nominal = ranksDescending(composite(plan).index);
  return others.map(({ name, plan: other }) => {
    const scores = composite(other).index;
    const ranks = ranksDescending(scores);
    const { mean, largest } = rankChange(ranks, nominal);
    return { name, scores, ranks, meanRankChange: mean, largestRankChange: largest };
  });
}

/** The index without each element of a level in turn: 1 for indicators. */
export function leaveOneOut(plan: CompositePlan, level: number): Alternative[] {
  const { tree } = composite(plan);
  const at = [...tree.levels].filter(([id, each]) => each === level && id !== tree.index).map(([id]) => id);
  if (at.length < 2) throw new RangeError(`leaving out one of ${at.length} elements at level ${level}`);
  return alternatives(
    plan,
    at.map((id) => ({ name: id, plan: withoutElement(plan, id) })),
  );
}
