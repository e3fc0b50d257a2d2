/**
 * Which of the choices behind an index moves its ranks most: Sobol' indices of the mean |rank − nominal rank| over the
 * wards, when scale, mean of the domains, weights and what is left out are all drawn at random.
 *
 * The choices: one of four scales (`otherScales`); arithmetic or geometric mean of the domains; one of a hundred sets of
 * domain weights, each moved by up to a quarter; nothing left out or any one indicator or domain. First effect: the share
 * of the variance that a choice explains alone; total effect: with all that it takes part in. As
 * `get_sensitivity(SA_type = "SA")` in COINr 1.1.14, which however falls back in silence where a setting is not
 * understood. Nothing here falls back: a choice that cannot be made is not among those drawn.
 */
import type { Columns } from '../engine/engine.js';
import type { AggregateMean } from '../statistics/composite/aggregate.js';
import { composite } from '../statistics/composite/composite.js';
import { aggregateTree, buildTree } from '../statistics/composite/composite-tree.js';
import { noisyWeights, rankChange } from '../statistics/composite/sensitivity.js';
import { sobolIndices, sobolSample } from '../statistics/composite/sobol.js';
import { ranksDescending } from '../statistics/ranks.js';
import { toNullable } from '../statistics/reasons.js';
import { type OtherPlan, onScale, otherScales } from './alternatives.js';
import type { Made } from './index.js';
import { rankSeed, rankWeightNoise } from './rank-uncertainty.js';

/** The choices, in the order of the dimensions of the design. */
const choices = [
  { id: 'normalise', title: 'the scale' },
  { id: 'aggregate', title: 'the way domains are brought together' },
  { id: 'weight', title: 'the weights' },
  { id: 'leave_out', title: 'what is left out' },
] as const;

/** Domain weights are one choice: a set among these. */
const weightSets = 100;

/** Points of each of the two samples; fewer where there are so many wards that it would keep a reader waiting. */
export const samplesFor = (wards: number): number => (wards > 1000 ? 32 : 512);

export const choiceTypes = {
  choice: 'text',
  position: 'number',
  title: 'text',
  first_effect: 'number',
  total_effect: 'number',
  mean_rank_change: 'number',
  samples: 'number',
} as const;

/** The columns of `choice_effect`; no rows where nothing can be chosen. */
export function choiceRows(made: Made | undefined, others: readonly OtherPlan[], seed = rankSeed): Columns {
  const shown = made && made.wards.length > 1 && made.plan.groups.length > 2 ? choices : [];
  const found = made && shown.length > 0 ? effects(made, others, seed) : undefined;
  return {
    choice: shown.map(({ id }) => id),
    position: shown.map((_, i) => i + 1),
    title: shown.map(({ title }) => title),
    first_effect: shown.map((_, i) => toNullable(found?.first[i] ?? Number.NaN)),
    total_effect: shown.map((_, i) => toNullable(found?.total[i] ?? Number.NaN)),
    mean_rank_change: shown.map(() => toNullable(found?.mean ?? Number.NaN)),
    samples: shown.map(() => samplesFor(made?.wards.length ?? 0)),
  };
}

function effects(made: Made, others: readonly OtherPlan[], seed: number) {
  const { plan, result } = made;
  const nominal = ranksDescending(result.index);
  const columns = otherScales.map((scale) => composite(onScale(plan, scale)).normalised);
  const left = others.filter(({ kind }) => kind.startsWith('without')).map((other) => other.plan);
  const trees = [plan, ...left].map(({ indicators, groups }) => buildTree(indicators, groups));
  const weights = noisyWeights(result.tree, { seed, replications: weightSets, noise: { 2: rankWeightNoise } });
  const [domain = 'arithmetic'] = plan.mean as readonly AggregateMean[];
  const pick = <T>(all: readonly T[], u = 0): T => all[Math.min(all.length - 1, Math.floor(u * all.length))] as T;
  const change = (point: Float64Array): number => {
    const scale = Math.min(otherScales.length - 1, Math.floor((point[0] ?? 0) * otherScales.length));
    const tree = pick(trees, point[3]);
    const scores = aggregateTree(tree, columns[scale] ?? new Map(), {
      mean: [domain, pick(['arithmetic', 'geometric'] as const, point[1])],
      threshold: plan.threshold ?? 0,
      stretch: otherScales[scale]?.stretch ?? false,
      weights: pick(weights, point[2]),
    });
    return rankChange(ranksDescending(scores.get(tree.index)?.values ?? []), nominal).mean;
  };
  const count = samplesFor(made.wards.length);
  const moved = sobolSample(count, choices.length, seed).map(change);
  const mean = moved.slice(0, 2 * count).reduce((sum, each) => sum + each, 0) / (2 * count);
  // Measured from their mean, results leave the indices as they are and the estimates far less noisy.
  const centred = moved.map((each) => each - mean);
  return { ...sobolIndices(centred, count, choices.length), mean };
}
