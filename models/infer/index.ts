/** Step 7 for the index: impute, treat, normalise, weight, aggregate (COINr's steps), rank, and say what was done. */
import type { Index } from '../define.js';
import type { Columns } from '../engine/engine.js';
import { meansOf } from '../index-steps.js';
import type { Gap } from '../plan-gaps.js';
import { powerOf } from '../statistics/composite/aggregate.js';
import { type Composite, type CompositePlan, composite } from '../statistics/composite/composite.js';
import { effectiveWeights } from '../statistics/composite/composite-tree.js';
import { contributions } from '../statistics/composite/contributions.js';
import { officialQuantile } from '../statistics/quantile.js';
import { ranksDescending } from '../statistics/ranks.js';
import { toNullable } from '../statistics/reasons.js';
import { emptyDomain, type Member, membersOf, notNormalised, planOf, wardsWithParts } from './index-members.js';
import { domainVariances } from './index-variance.js';
import type { Assessed, IndicatorFigures, InIndex } from './indicators.js';

export interface IndexResult {
  /** By id, the indicators that entered, over all wards. */
  readonly inIndex: ReadonlyMap<string, InIndex>;
  /** Each entered indicator's share of the whole index, by id. */
  readonly weights: ReadonlyMap<string, number>;
  readonly index: Columns;
  readonly domains: Columns;
  readonly gaps: readonly Gap[];
  /** How it was made, over the wards with parts; undefined where there is nothing to make it of. */
  readonly made: Made | undefined;
}

/** The index as the statistics made it, and whose rows those are. */
export interface Made {
  readonly plan: CompositePlan;
  readonly result: Composite;
  readonly parts: ReturnType<typeof contributions>;
  readonly wards: readonly string[];
}

/** Fewer wards than this are not cut into tenths. */
const enoughForDeciles = 10;

/**
 * The index over the assessed wards. Unless its declaration allows for gaps, an indicator enters only if every ward that
 * can have a figure has one; otherwise it is left out whole, with a gap. Higher is more need.
 */
export function inferIndex(index: Index, assessed: Assessed, all: readonly IndicatorFigures[]): IndexResult {
  const rows = wardsWithParts(assessed);
  const authorities = rows.map((row) => assessed.authority[row] ?? '');
  const { members, gaps } = membersOf(index, assessed, all);
  const first = made(index, members, authorities);
  const refused = new Map(first?.result.warnings.map(({ indicator, reason }) => [indicator, reason]));
  const kept = members.filter(({ id }) => !refused.has(id));
  for (const { id, of } of members) {
    const reason = refused.get(id);
    if (reason !== undefined) gaps.push(notNormalised(of, reason));
  }
  const found = refused.size > 0 ? made(index, kept, authorities) : first;
  const entered = new Set(found?.plan.indicators.map(({ id }) => id));
  const groups = new Set(found?.plan.groups.map(({ id }) => id));
  for (const { domain } of index.domains) if (!groups.has(domain.id)) gaps.push(emptyDomain(domain.title, index.title));
  const wide = (column: Float64Array | undefined) => spread(column, rows, assessed.wards);
  const shares = found ? effectiveWeights(found.result.tree) : new Map<string, number>();
  return {
    inIndex: new Map(
      [...entered].map((id) => [
        id,
        { normalised: wide(found?.result.normalised.get(id)), contribution: wide(found?.parts.parts.get(id)) },
      ]),
    ),
    weights: new Map([...entered].map((id) => [id, shares.get(id) ?? 0])),
    gaps,
    index: indexRows(assessed, wide(found?.result.index), wide(found?.parts.base)),
    domains: found
      ? domainRows(index, assessed, found, kept, rows)
      : Object.fromEntries(Object.keys(domainValueTypes).map((name) => [name, []])),
    made: found && { ...found, wards: rows.map((row) => assessed.area[row] ?? '') },
  };
}

function made(index: Index, members: readonly Member[], authorities: readonly string[]) {
  const plan = planOf(index, members, authorities);
  if (plan === undefined) return undefined;
  const result = composite(plan);
  return { plan, result, parts: contributions(result.tree, result.normalised, plan) };
}

/** A column over the wards with parts as one over all wards. */
function spread(column: Float64Array | undefined, rows: readonly number[], wards: number): Float64Array {
  const wide = new Float64Array(wards).fill(Number.NaN);
  rows.forEach((row, i) => {
    wide[row] = column?.[i] ?? Number.NaN;
  });
  return wide;
}

function indexRows(assessed: Assessed, score: Float64Array, base: Float64Array): Columns {
  const rank = ranksDescending(score);
  const of = score.filter((s) => !Number.isNaN(s)).length;
  const ward = assessed.area.slice(0, assessed.wards);
  return {
    ward,
    score: Array.from(score, toNullable),
    // The mean of z-scores is 0 but for what rounding leaves.
    base: Array.from(base, (b, i) => (Number.isNaN(score[i] ?? Number.NaN) ? null : Math.abs(b) < 1e-12 ? 0 : b)),
    rank: Array.from(rank, toNullable),
    of: ward.map(() => of),
    decile: Array.from(rank, (r) => (Number.isNaN(r) || of < enoughForDeciles ? null : officialQuantile(r, of))),
  };
}

export const domainValueTypes = {
  ward: 'text',
  domain: 'text',
  weight: 'number',
  score: 'number',
  contribution: 'number',
  rank: 'number',
  term: 'number',
  term_variance: 'number',
} as const;

type Found = NonNullable<ReturnType<typeof made>>;

function domainRows(
  index: Index,
  assessed: Assessed,
  found: Found,
  members: readonly Member[],
  rows: readonly number[],
): Columns {
  const { tree, scores } = found.result;
  const ids = tree.groups.flatMap(({ id }) => (id === tree.index ? [] : [id]));
  const shares = effectiveWeights(tree);
  const wards = assessed.area.slice(0, assessed.wards);
  const terms = termsOf(index, found, domainVariances(found.plan, found.result, members, rows));
  const column = (of: (id: string) => Float64Array | undefined) =>
    ids.flatMap((id) => Array.from(spread(of(id), rows, assessed.wards), toNullable));
  return {
    ward: ids.flatMap(() => wards),
    domain: ids.flatMap((id) => wards.map(() => id)),
    weight: ids.flatMap((id) => wards.map(() => shares.get(id) ?? 0)),
    score: column((id) => scores.get(id)?.values),
    contribution: column((id) => found.parts.parts.get(id)),
    rank: column((id) => ranksDescending(scores.get(id)?.values ?? [])),
    term: column((id) => terms.get(id)?.term),
    term_variance: column((id) => terms.get(id)?.variance),
  };
}

/**
 * Domain scores as they are added up: a mean of power p is a sum of x^p, a geometric one of ln x; turned round where a
 * high score makes a low term. The error of a term is that of the score times the slope. A domain that a ward lacks
 * counts as the mean of its others, which is what re-scaling the weights does.
 */
function termsOf(index: Index, { plan, result }: Found, variances: ReadonlyMap<string, Float64Array>) {
  const power = powerOf(meansOf(index).index);
  const f = (x: number) => (power === 1 ? x : power === 0 ? Math.log(x) : Math.sign(power) * x ** power);
  const slope = (x: number) => (power === 1 ? 1 : power === 0 ? 1 / x : Math.abs(power) * x ** (power - 1));
  const groups = plan.groups.filter(({ id }) => id !== result.tree.index);
  const scores = groups.map(({ id }) => result.scores.get(id)?.values ?? new Float64Array(0));
  const others = result.index.map((total, i) => {
    const present = groups.flatMap(({ weight = 1 }, g) => {
      const x = f(scores[g]?.[i] ?? Number.NaN);
      return Number.isNaN(x) ? [] : [{ weight, x }];
    });
    const weights = present.reduce((sum, { weight }) => sum + weight, 0);
    return Number.isNaN(total) ? Number.NaN : present.reduce((sum, { weight, x }) => sum + (weight * x) / weights, 0);
  });
  return new Map(
    groups.map(({ id }, g) => {
      const x = scores[g] ?? new Float64Array(0);
      const variance = variances.get(id) ?? new Float64Array(x.length);
      return [
        id,
        {
          term: x.map((score, i) =>
            Number.isNaN(score + (others[i] ?? Number.NaN)) ? (others[i] ?? Number.NaN) : f(score),
          ),
          variance: variance.map((v, i) => (Number.isNaN(x[i] ?? Number.NaN) ? 0 : v * slope(x[i] ?? 1) ** 2)),
        },
      ] as const;
    }),
  );
}
