/**
 * Weights from the indicators themselves: the eigenvectors of their correlations, over the areas that have all. The first
 * gives weights, its elements summing to 1. An eigenvector has no sign of its own: the one with a positive sum is taken.
 * An indicator that then runs against the others has no weight to give.
 *
 * As `get_PCA` (R's `prcomp`, scaled) in COINr 1.1.14, whose weights are the elements as they stand.
 */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { moments } from '../moments.js';
import { type Numbers, type Reason, sameLength } from '../reasons.js';
import { correlations } from './correlation.js';

export interface PrincipalComponents {
  /** Standard deviation of each component, the largest first. */
  readonly sd: Float64Array;
  /** The share of the variance that each explains. */
  readonly explained: Float64Array;
  /** Elements of the first eigenvector, one an indicator. */
  readonly loadings: Float64Array;
  /** The loadings as weights that sum to 1; missing where one is negative. */
  readonly weights: Float64Array;
  /** Areas that have every indicator. */
  readonly areas: number;
  readonly reason: Reason | null;
}

/** Principal components of standardised indicators. */
export function principalComponents(columns: readonly Numbers[]): PrincipalComponents {
  const rows = sameLength('principalComponents', ...columns);
  const complete = [...Array(rows).keys()].filter((i) => columns.every((c) => !Number.isNaN(c[i] ?? Number.NaN)));
  const kept = columns.map((column) => Float64Array.from(complete, (i) => column[i] ?? Number.NaN));
  const none = new Float64Array(columns.length).fill(Number.NaN);
  const missing = (reason: Reason): PrincipalComponents => {
    return { sd: none, explained: none, loadings: none, weights: none, areas: complete.length, reason };
  };
  if (columns.length < 2 || complete.length < 3) return missing('too_few_values');
  if (kept.some((column) => moments(column).sd === 0)) return missing('constant_values');
  const found = new EigenvalueDecomposition(new Matrix(correlations(kept)), { assumeSymmetric: true });
  const order = [...columns.keys()].sort((a, b) => (found.realEigenvalues[b] ?? 0) - (found.realEigenvalues[a] ?? 0));
  const values = Float64Array.from(order, (i) => Math.max(0, found.realEigenvalues[i] ?? 0));
  const first = Float64Array.from(found.eigenvectorMatrix.getColumn(order[0] ?? 0));
  const sum = first.reduce((total, each) => total + each, 0);
  const loadings = first.map((each) => (sum < 0 ? -each : each));
  const opposed = loadings.some((each) => each < 0);
  return {
    sd: values.map(Math.sqrt),
    explained: values.map((each) => each / columns.length),
    loadings,
    weights: opposed ? none : loadings.map((each) => each / Math.abs(sum)),
    areas: complete.length,
    reason: opposed ? 'opposed_items' : null,
  };
}
