/**
 * Aggregation: several normalised columns into one, row by row, weights re-scaled over the items present in the row.
 *
 *     arithmetic   Σwx/Σw
 *     geometric    exp(Σw·ln x/Σw)           every x > 0
 *     harmonic     Σw/Σ(w/x)                 every x > 0
 *     power p      (Σw·xᵖ/Σw)^(1/p)          every x ≥ 0, or > 0 if p < 0; p = 0 is the geometric mean
 *
 * A row keeps its value if the share of its items present reaches the threshold (1: no item may be missing; 0: one is
 * enough). An item that the mean does not accept makes the row missing, with a reason. Weights are relative: only
 * their proportions count. Weights of the wrong number, negative, missing, or all zero are refused.
 *
 * As `a_amean`, `a_gmean`, `a_hmean`, `a_genmean` and `Aggregate(dat_thresh =)` in COINr 1.1.14, which recycles short
 * weights in silence, accepts negative items in harmonic means, and gives up on a missing item in generalised means.
 */
import { type Numbers, type Reason, sameLength } from '../reasons.js';

export type AggregateMean = 'arithmetic' | 'geometric' | 'harmonic' | { readonly power: number };

export interface Aggregated {
  readonly values: Float64Array;
  /** The share of the items present in each row, 0 to 1. */
  readonly present: Float64Array;
  readonly reason: (Reason | null)[];
}

/** Refuses weights that cannot be meant. */
export function checkWeights(weights: Numbers, items: number): void {
  if (weights.length !== items) throw new RangeError(`${weights.length} weights for ${items} items`);
  let total = 0;
  for (const weight of weights) {
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`a weight of ${weight}: expected zero or more`);
    }
    total += weight;
  }
  if (total === 0) throw new RangeError('all weights are zero');
}

/** 1 arithmetic, 0 geometric, −1 harmonic. */
export function powerOf(mean: AggregateMean): number {
  if (mean === 'arithmetic') return 1;
  if (mean === 'geometric') return 0;
  if (mean === 'harmonic') return -1;
  if (!Number.isFinite(mean.power)) throw new RangeError(`a generalised mean of power ${mean.power}`);
  return mean.power;
}

function forward(x: number, power: number): number {
  if (power === 1) return x;
  if (power === 0) return Math.log(x);
  return power === -1 ? 1 / x : x ** power;
}

function back(y: number, power: number): number {
  if (power === 1) return y;
  if (power === 0) return Math.exp(y);
  return power === -1 ? 1 / y : y ** (1 / power);
}

const accepts = (x: number, power: number): boolean => power === 1 || x > 0 || (x === 0 && power > 0);

/** Columns into one column. Every column is one item, as long as the others, with one weight. */
export function aggregate(
  columns: readonly Numbers[],
  weights: Numbers,
  { mean = 'arithmetic', threshold = 0 }: { readonly mean?: AggregateMean; readonly threshold?: number } = {},
): Aggregated {
  checkWeights(weights, columns.length);
  if (!(threshold >= 0 && threshold <= 1)) throw new RangeError(`a data threshold of ${threshold}: expected 0 to 1`);
  const power = powerOf(mean);
  const rows = sameLength('aggregate', ...columns);
  const values = new Float64Array(rows);
  const present = new Float64Array(rows);
  const weight = new Float64Array(rows);
  const reason = new Array<Reason | null>(rows).fill(null);
  columns.forEach((column, item) => {
    const w = weights[item] ?? 0;
    for (let i = 0; i < rows; i++) {
      const x = column[i] ?? Number.NaN;
      if (Number.isNaN(x)) continue;
      present[i] = (present[i] ?? 0) + 1;
      if (!accepts(x, power)) reason[i] = 'not_positive';
      else if (w > 0) {
        weight[i] = (weight[i] ?? 0) + w;
        values[i] = (values[i] ?? 0) + w * forward(x, power);
      }
    }
  });
  for (let i = 0; i < rows; i++) {
    const share = (present[i] ?? 0) / columns.length;
    const total = weight[i] ?? 0;
    present[i] = share;
    reason[i] = whyMissing(share, threshold, total, reason[i] ?? null);
    values[i] = reason[i] === null ? back((values[i] ?? 0) / total, power) : Number.NaN;
  }
  return { values, present, reason };
}

function whyMissing(share: number, threshold: number, weight: number, found: Reason | null): Reason | null {
  if (share === 0) return 'no_values';
  if (share < threshold) return 'below_threshold';
  return found ?? (weight === 0 ? 'no_weight' : null);
}
