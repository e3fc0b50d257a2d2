/** What was done to each indicator of the index, as columns: its treatment, what was filled in, how much it weighs. */
import type { Columns } from '../engine/engine.js';
import { toNullable } from '../statistics/reasons.js';
import { type Shape, shape, type TreatedColumn } from '../statistics/treat.js';
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
  const part = parts.parts.get(id);
  const ranked = [...result.index.keys()].filter((i) => !Number.isNaN(result.index[i] ?? Number.NaN));
  if (part === undefined) return null;
  const mean = (column: Float64Array) => ranked.reduce((sum, i) => sum + (column[i] || 0), 0) / ranked.length;
  const [own, whole] = [mean(part), mean(result.index)];
  let [joint, variance] = [0, 0];
  for (const i of ranked) {
    const away = (result.index[i] ?? 0) - whole;
    joint += ((part[i] || 0) - own) * away;
    variance += away * away;
  }
  return toNullable(joint / variance);
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
