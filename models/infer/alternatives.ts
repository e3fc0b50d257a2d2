/**
 * The same index made otherwise: by other scales, another mean, with or without treatment, weighed alike, and without
 * each indicator and each domain in turn. What stays the same whichever way it is made does not rest on our choices.
 *
 * Scales are those of ranks and of straight lines kept above zero (z-scores about 100, places from 1 to 100), which rank
 * wards as the usual ones do and let every mean be taken. An alternative that would be the index itself is not there.
 */
import type { Index } from '../define.js';
import type { Columns } from '../engine/engine.js';
import { isStretched, meansOf } from '../index-steps.js';
import { type CompositePlan, withoutElement } from '../statistics/composite/composite.js';
import type { Normalisation } from '../statistics/composite/normalise.js';
import { type Alternative, alternatives } from '../statistics/composite/sensitivity.js';
import { treat } from '../statistics/composite/treat.js';
import { ranksDescending } from '../statistics/ranks.js';
import { toNullable } from '../statistics/reasons.js';
import type { Made } from './index.js';
import { lastOfTopFifth } from './rank-uncertainty.js';

export interface OtherPlan {
  readonly id: string;
  readonly kind: 'normalise' | 'aggregate' | 'treat' | 'weight' | 'without_indicator' | 'without_domain';
  readonly title: string;
  readonly plan: CompositePlan;
}

interface OtherScale {
  readonly id: string;
  readonly title: string;
  readonly normalise: Normalisation;
  readonly stretch: boolean;
}

/** Scales that are tried, each as it is when kept above zero. */
export const otherScales: readonly OtherScale[] = [
  {
    id: 'z_score',
    title: 'Figures by standard deviations',
    normalise: { method: 'z_score', mean: 100, sd: 10 },
    stretch: false,
  },
  {
    id: 'min_max',
    title: 'Figures by their place between lowest and highest',
    normalise: { method: 'min_max', lower: 1, upper: 100 },
    stretch: false,
  },
  { id: 'rank', title: 'Figures by rank', normalise: { method: 'rank' }, stretch: false },
  {
    id: 'imd_exponential',
    title: 'Domains ranked and stretched, as in the Indices of Deprivation',
    normalise: { method: 'z_score' },
    stretch: true,
  },
];

/** The plan with one scale for every indicator. */
export const onScale = (plan: CompositePlan, { normalise, stretch }: OtherScale): CompositePlan => ({
  ...plan,
  indicators: plan.indicators.map(({ normalise: _, ...indicator }) => indicator),
  normalise,
  stretch,
});

/** Every other way that this index can be made. */
export function otherPlans(index: Index, { plan, result }: Made, titles: ReadonlyMap<string, string>): OtherPlan[] {
  return [
    ...byScale(index, plan),
    ...byMean(index, plan),
    ...byTreatment(plan, result.treated),
    ...alike(plan),
    ...without(plan, titles),
  ];
}

function byScale({ normalise, indicators = {} }: Index, plan: CompositePlan): OtherPlan[] {
  const mixed = Object.values(indicators).some((steps) => steps.normalise);
  const declared = typeof normalise === 'string' ? normalise : normalise.method;
  return otherScales
    .filter(({ id }) => mixed || id !== declared)
    .map((scale) => ({
      id: `normalise_${scale.id}`,
      kind: 'normalise',
      title: scale.title,
      plan: onScale(plan, scale),
    }));
}

function byMean(index: Index, plan: CompositePlan): OtherPlan[] {
  const { domain, index: top } = meansOf(index);
  const [, placed] = otherScales;
  if (top !== 'arithmetic') {
    const title = 'Domains added up (arithmetic mean)';
    return [{ id: 'aggregate_arithmetic', kind: 'aggregate', title, plan: { ...plan, mean: [domain, 'arithmetic'] } }];
  }
  // A geometric mean needs figures above zero, which places from 1 to 100 are.
  if (!placed || plan.groups.length < 3 || isStretched(index)) return [];
  const title = 'Domains multiplied (geometric mean of figures from 1 to 100)';
  return [
    {
      id: 'aggregate_geometric',
      kind: 'aggregate',
      title,
      plan: { ...onScale(plan, placed), mean: [domain, 'geometric'] },
    },
  ];
}

/** Only where a treatment changes something. */
function byTreatment(plan: CompositePlan, treated: Made['result']['treated']): OtherPlan[] {
  const changes = [...treated.values()].some((column) => column.treated.some((each) => each !== ''));
  const indicators = plan.indicators.map(({ treat: _, ...indicator }) => indicator);
  const { treat: _, ...untreated } = plan;
  if (changes) {
    return [{ id: 'treat_none', kind: 'treat', title: 'Outliers as they are', plan: { ...untreated, indicators } }];
  }
  if (!plan.indicators.some(({ values }) => treat(values).treated.some((each) => each !== ''))) return [];
  const title = 'Outliers winsorised, or logarithms taken';
  return [{ id: 'treat_winsorise_then_log', kind: 'treat', title, plan: { ...untreated, indicators, treat: {} } }];
}

function alike(plan: CompositePlan): OtherPlan[] {
  const same = (elements: readonly { readonly weight?: number }[]) =>
    new Set(elements.map(({ weight = 1 }) => weight)).size < 2;
  const domains = plan.groups.filter(({ parent }) => parent !== null);
  const even = domains.every(({ id }) => same(plan.indicators.filter(({ parent }) => parent === id)));
  if (same(domains) && even) return [];
  const level = <T extends { readonly weight?: number }>(elements: readonly T[]) =>
    elements.map((element) => ({ ...element, weight: 1 }));
  const equal = { ...plan, indicators: level(plan.indicators), groups: level(plan.groups) };
  return [{ id: 'weight_alike', kind: 'weight', title: 'Every weight alike', plan: equal }];
}

/** Without an indicator that is alone in its domain the index is without that domain: it is told once. */
function without(plan: CompositePlan, titles: ReadonlyMap<string, string>): OtherPlan[] {
  const domains = plan.groups.flatMap(({ id, parent }) => (parent === null ? [] : [id]));
  const others = (indicator: CompositePlan['indicators'][number]) =>
    plan.indicators.some(
      ({ id, parent, weight = 1 }) => parent === indicator.parent && id !== indicator.id && weight > 0,
    );
  const several = plan.indicators.filter(others);
  const leave = (kind: 'without_indicator' | 'without_domain') => (id: string) => ({
    id: `without_${id}`,
    kind,
    title: `Without ‘${titles.get(id) ?? id}’`,
    plan: withoutElement(plan, id),
  });
  return [
    ...several.map(({ id }) => id).map(leave('without_indicator')),
    ...(domains.length > 1 ? domains.filter((id) => hasWeight(plan, id)).map(leave('without_domain')) : []),
  ];
}

/** What is left without a domain must weigh something. */
const hasWeight = ({ groups }: CompositePlan, without: string): boolean =>
  groups.some(({ id, parent, weight = 1 }) => parent !== null && id !== without && weight > 0);

/** The index by every other plan. */
export function tryOthers(made: Made | undefined, others: readonly OtherPlan[]): readonly Alternative[] {
  return made
    ? alternatives(
        made.plan,
        others.map(({ id, plan }) => ({ name: id, plan })),
      )
    : [];
}

export const alternativeTypes = {
  alternative: 'text',
  position: 'number',
  kind: 'text',
  title: 'text',
  mean_rank_change: 'number',
  largest_rank_change: 'number',
  top_fifth: 'number',
  top_fifth_kept: 'number',
} as const;

const inTopFifth = (ranks: Float64Array): boolean[] => {
  const last = lastOfTopFifth(ranks.filter((rank) => !Number.isNaN(rank)).length);
  return Array.from(ranks, (rank) => rank <= last);
};

/** The columns of `alternative`: how much each moves ranks, and how many wards of the top fifth stay there. */
export function alternativeRows(
  made: Made | undefined,
  others: readonly OtherPlan[],
  tried: readonly Alternative[],
): Columns {
  const nominal = inTopFifth(ranksDescending(made?.result.index ?? []));
  const kept = tried.map(({ ranks }) => inTopFifth(ranks).filter((top, i) => top && nominal[i]).length);
  return {
    alternative: others.map(({ id }) => id),
    position: others.map((_, i) => i + 1),
    kind: others.map(({ kind }) => kind),
    title: others.map(({ title }) => title),
    mean_rank_change: tried.map(({ meanRankChange }) => toNullable(meanRankChange)),
    largest_rank_change: tried.map(({ largestRankChange }) => toNullable(largestRankChange)),
    top_fifth: others.map(() => nominal.filter(Boolean).length),
    top_fifth_kept: kept,
  };
}

export const alternativeRankTypes = {
  alternative: 'text',
  ward: 'text',
  rank: 'number',
  top_fifth: 'boolean',
} as const;

/** The columns of `alternative_rank`: the place of every ward with parts in every alternative. */
export function alternativeRankRows(made: Made | undefined, tried: readonly Alternative[]): Columns {
  const wards = made?.wards ?? [];
  return {
    alternative: tried.flatMap(({ name }) => wards.map(() => name)),
    ward: tried.flatMap(() => wards),
    rank: tried.flatMap(({ ranks }) => Array.from(ranks, toNullable)),
    top_fifth: tried.flatMap(({ ranks }) => inTopFifth(ranks)),
  };
}
