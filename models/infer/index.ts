/** Step 7 for the index: normalise, weight, aggregate, rank (COINr's steps). */
import type { Index } from '../define.js';
import type { Columns } from '../engine/engine.js';
import type { Gap } from '../plan.js';
import { aggregate } from '../statistics/aggregate.js';
import { exponentialOfScores } from '../statistics/imd.js';
import { moments } from '../statistics/moments.js';
import { zScores } from '../statistics/normalise.js';
import { officialQuantile } from '../statistics/quantile.js';
import { ranksDescending } from '../statistics/ranks.js';
import { toNullable } from '../statistics/reasons.js';
import type { Assessed, IndicatorFigures } from './indicators.js';
import { standardError } from './rank-uncertainty.js';

export interface IndexResult {
  /** Normalised ward values of the indicators that entered, by id. */
  readonly inIndex: ReadonlyMap<string, Float64Array>;
  /** Each entered indicator's share of the whole index, by id. */
  readonly weights: ReadonlyMap<string, number>;
  readonly index: Columns;
  readonly domains: Columns;
  readonly gaps: readonly Gap[];
}

interface EnteredDomain {
  readonly id: string;
  readonly weight: number;
  readonly score: Float64Array;
  /** Of the chance error of the score. */
  readonly variance: Float64Array;
}

/** Fewer wards than this are not cut into tenths. */
const enoughForDeciles = 10;

/**
 * The index over the assessed wards. An indicator enters only if every ward that can have a figure has one;
 * otherwise it is left out whole, with a gap. Higher is more need.
 */
export function inferIndex(index: Index, assessed: Assessed, all: readonly IndicatorFigures[]): IndexResult {
  const inIndex = new Map<string, Float64Array>();
  const weights = new Map<string, number>();
  const gaps: Gap[] = [];
  const domains: EnteredDomain[] = [];
  for (const { domain, weight } of index.domains) {
    const members = all.filter((f) => f.planned.domain.id === domain.id && f.planned.indicator.direction !== 'none');
    const entered = members.flatMap((member) => {
      const outcome = normaliseMember(member, assessed);
      if ('gap' in outcome) gaps.push(outcome.gap);
      else inIndex.set(member.planned.indicator.id, outcome.z);
      return 'gap' in outcome ? [] : [{ id: member.planned.indicator.id, ...outcome }];
    });
    if (entered.length === 0) gaps.push(emptyDomain(domain.title, index.title));
    else {
      const score = aggregate(
        entered.map((e) => e.z),
        entered.map(() => 1),
        { mean: index.aggregate, threshold: 1 },
      ).values;
      domains.push({ id: domain.id, weight, score, variance: varianceOfMean(entered.map((e) => e.variance)) });
      for (const { id } of entered) weights.set(id, weight / entered.length);
    }
  }
  const total = domains.reduce((sum, d) => sum + d.weight, 0);
  for (const [id, weight] of weights) weights.set(id, weight / total);
  const score = aggregateDomains(index, domains, assessed.wards);
  return {
    inIndex,
    weights,
    gaps,
    index: indexRows(assessed, score),
    domains: domainRows(assessed, domains, total),
  };
}

function normaliseMember(
  { planned, figures, status }: IndicatorFigures,
  assessed: Assessed,
): { z: Float64Array; variance: Float64Array } | { gap: Gap } {
  const { indicator } = planned;
  const values = figures.value.slice(0, assessed.wards);
  const without = (wanted: (s: string | undefined) => boolean) =>
    Array.from(values, (v, i) => Number.isNaN(v) && assessed.hasParts[i] && wanted(status[i])).filter(Boolean).length;
  const [withheld, missing] = [without((s) => s === 'withheld'), without((s) => s !== 'withheld')];
  const gap = (what: string, mend: string) => ({
    gap: { item: indicator.title, what, effect: `Not in the index; shown where there is a figure.`, mend },
  });
  const wards = assessed.hasParts.slice(0, assessed.wards).filter(Boolean).length;
  if (withheld > 0)
    return gap(
      `Withheld in ${withheld} of ${wards} wards, so it does not cover the area.`,
      'Pool several years, so that no count is small.',
    );
  if (missing > 0)
    return gap(
      `No figure for ${missing} of ${wards} wards, so it does not cover the area.`,
      'Get the figures that lack, or go without.',
    );
  const { values: z, warning } = zScores(values, indicator.direction === 'lower' ? -1 : 1);
  if (warning) return gap('The same in every ward, so it tells none of them apart.', 'Nothing to do.');
  const { sd } = moments(values);
  const variance = z.map(
    (_, i) => (standardError(figures.lower95_0cl[i] ?? Number.NaN, figures.upper95_0cl[i] ?? Number.NaN) / sd) ** 2,
  );
  return { z, variance };
}

/** Of the mean of several columns whose errors are independent. */
const varianceOfMean = (variances: readonly Float64Array[]): Float64Array =>
  Float64Array.from(
    variances[0] ?? [],
    (_, i) => variances.reduce((sum, column) => sum + (column[i] ?? 0), 0) / variances.length ** 2,
  );

const emptyDomain = (domain: string, index: string): Gap => ({
  item: domain,
  what: 'None of its indicators covers the area.',
  effect: `The index “${index}” is made without this domain.`,
  mend: 'Supply one of its indicators (see the other lines of this log).',
});

function aggregateDomains(
  index: Index,
  domains: readonly { weight: number; score: Float64Array }[],
  wards: number,
): Float64Array {
  if (!domains.some((d) => d.weight > 0)) return new Float64Array(wards).fill(Number.NaN);
  const columns = domains.map(({ score }) =>
    index.normalise === 'imd_exponential' ? exponentialOfScores(score) : score,
  );
  return aggregate(
    columns,
    domains.map((d) => d.weight),
    { mean: index.aggregate, threshold: 1 },
  ).values;
}

function indexRows(assessed: Assessed, score: Float64Array): Columns {
  const rank = ranksDescending(score);
  const of = score.filter((s) => !Number.isNaN(s)).length;
  const ward = assessed.area.slice(0, assessed.wards);
  return {
    ward,
    score: Array.from(score, toNullable),
    rank: Array.from(rank, toNullable),
    of: ward.map(() => of),
    decile: Array.from(rank, (r) => (Number.isNaN(r) || of < enoughForDeciles ? null : officialQuantile(r, of))),
  };
}

function domainRows(assessed: Assessed, domains: readonly EnteredDomain[], total: number): Columns {
  const wards = assessed.area.slice(0, assessed.wards);
  return {
    ward: domains.flatMap(() => wards),
    domain: domains.flatMap((d) => wards.map(() => d.id)),
    weight: domains.flatMap((d) => wards.map(() => d.weight / total)),
    score: domains.flatMap((d) => Array.from(d.score, toNullable)),
    variance: domains.flatMap((d) => Array.from(d.variance, toNullable)),
    rank: domains.flatMap((d) => Array.from(ranksDescending(d.score), toNullable)),
  };
}
