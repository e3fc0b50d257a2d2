/** What was done to each indicator of the index, as columns: its treatment, what was filled in, how much it weighs. */
import type { Columns } from '../engine/engine.js';
import { correlation, covariance } from '../statistics/composite/correlation.js';
import { type Shape, shape, type TreatedColumn } from '../statistics/composite/treat.js';
import { ranksAscending } from '../statistics/ranks.js';
import { toNullable } from '../statistics/reasons.js';
import type { IndexResult, Made } from './index.js';

export const indexIndicatorTypes = {
  indicator: 'text',
  weight: 'number',
  effective_weight: 'number',
  treatment: 'text',
  points_changed: 'number',
  skewness: 'number',
  kurtosis: 'number',
  skewness_after: 'number',
  kurtosis_after: 'number',
  wards_imputed: 'number',
} as const;

/** The columns of `index_indicator`. */
export function indexIndicatorRows({ weights, made }: IndexResult): Columns {
  const ids = made ? [...weights.keys()] : [];
  const rows = ids.map((id) => {
    const treated = made?.result.treated.get(id);
    const before = treated?.shapes[0] ?? shape(valuesOf(made, id));
    const after = treated && treated.shapes.length > 1 ? treated.shapes.at(-1) : undefined;
    return {
      indicator: id,
      weight: weights.get(id) ?? 0,
      effective_weight: made ? shareOfVariance(made, id) : null,
      treatment: treatmentOf(treated),
      points_changed: treated?.winsorised ?? 0,
      ...shapeOf(before, ''),
      ...shapeOf(after, '_after'),
      wards_imputed: made?.result.imputed.filter(({ indicator }) => indicator === id).length ?? 0,
    };
  });
  return Object.fromEntries(
    Object.keys(indexIndicatorTypes).map((name) => [name, rows.map((row) => row[name as keyof typeof row] ?? null)]),
  );
}

const valuesOf = (made: Made | undefined, id: string) =>
  made?.plan.indicators.find((indicator) => indicator.id === id)?.values ?? [];

const shapeOf = (of: Shape | undefined, tail: string) => ({
  [`skewness${tail}`]: of ? toNullable(of.skew) : null,
  [`kurtosis${tail}`]: of ? toNullable(of.kurt) : null,
});

function treatmentOf(treated: TreatedColumn | undefined): 'none' | 'winsorised' | 'log' {
  if (treated?.treated.includes('log')) return 'log';
  return treated && treated.winsorised > 0 ? 'winsorised' : 'none';
}

/** Cov(part, score)/Var(score): what the ranking owes to an indicator, whatever its weight says. They add up to 1. */
function shareOfVariance({ result, parts }: Made, id: string): number | null {
  // An indicator that a ward lacks adds nothing there.
  const part = parts.parts.get(id)?.map((x) => (Number.isNaN(x) ? 0 : x));
  return part ? toNullable(covariance(part, result.index) / covariance(result.index, result.index)) : null;
}

export const correlationTypes = {
  indicator: 'text',
  other: 'text',
  pearson: 'number',
  spearman: 'number',
  finding: 'text',
} as const;

/** From this correlation on two indicators tell the same of wards. */
const sameThing = 0.9;

/**
 * The columns of `index_correlation`: pairs of indicators, turned so that high is more need, of which Pearson's or
 * Spearman's r is 0.9 or more (`same_thing`: it counts twice), or is negative in one domain or −0.9 or less (`against`:
 * one takes back what the other adds).
 */
export function correlationRows(made: Made | undefined): Columns {
  const indicators = made?.plan.indicators ?? [];
  const of = (id: string) => made?.result.normalised.get(id) ?? new Float64Array(0);
  const pairs = indicators.flatMap((one, i) =>
    indicators.slice(i + 1).flatMap((other) => {
      const [a, b] = [of(one.id), of(other.id)];
      const pearson = correlation(a, b).value;
      const spearman = correlation(ranksAscending(a), ranksAscending(b)).value;
      const [least, most] = [Math.min(pearson, spearman), Math.max(pearson, spearman)];
      const against = least <= -sameThing || (most < 0 && one.parent === other.parent);
      const finding = most >= sameThing ? 'same_thing' : against ? 'against' : undefined;
      return finding ? [{ indicator: one.id, other: other.id, pearson, spearman, finding }] : [];
    }),
  );
  return Object.fromEntries(
    Object.keys(correlationTypes).map((name) => [name, pairs.map((pair) => pair[name as keyof typeof pair])]),
  );
}

export const imputedTypes = { ward: 'text', indicator: 'text', value: 'number' } as const;

/** The columns of `index_imputed`: every figure that was filled in. */
export function imputedRows(made: Made | undefined): Columns {
  const cells = made?.result.imputed ?? [];
  return {
    ward: cells.map(({ row }) => made?.wards[row] ?? ''),
    indicator: cells.map(({ indicator }) => indicator),
    value: cells.map(({ value }) => value),
  };
}
