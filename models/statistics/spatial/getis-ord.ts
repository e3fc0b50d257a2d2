/**
 * Getis and Ord's local G: where high values meet (z > 0) and where low ones do (z < 0).
 *
 *     Gi*   z = (Σwᵢⱼxⱼ − x̄Wᵢ)/(s·√((nS₁ᵢ − Wᵢ²)/(n − 1))),   j = i among the neighbours, s² = Σ(x − x̄)²/n
 *     Gi    the same without i: mean and s² of the others, √(((n − 1)S₁ᵢ − Wᵢ²)/(n − 2))
 *
 * Wᵢ = Σⱼwᵢⱼ, S₁ᵢ = Σⱼwᵢⱼ². In Gi* the area itself weighs as its neighbours do on average (1 if binary; row-standardised
 * rows are standardised again). `value` is G = Σwᵢⱼxⱼ/Σxⱼ (Gi: over the others), with its moments.
 *
 * An area without a value is left out with its links. An island has no statistic and no p, with a reason: spdep works
 * out a Gi* for it from its own value alone. Ord & Getis (1995); `localG` in spdep 1.3-5.
 */

import type { Numbers, Reason } from '../reasons.js';
import { twoSidedP } from '../tails.js';
import { vanishing } from './local-moran.js';
import { type SpatialValues, spatialValues, whyNotHere } from './spatial-values.js';
import { lagOf, neighboursOf, rowSums, type SpatialWeights } from './weights-matrix.js';

export interface LocalG {
  readonly value: Float64Array;
  readonly expectation: Float64Array;
  readonly variance: Float64Array;
  readonly z: Float64Array;
  readonly p_two_sided: Float64Array;
  /** Areas with a value: n. */
  readonly areas: number;
  readonly reason: (Reason | null)[];
}

/** Gi*, or with `star: false` Gi, of one column. `weights` without the areas themselves. */
export function localG(values: Numbers, weights: SpatialWeights, { star = true } = {}): LocalG {
  const of = spatialValues(values, weights, 3);
  const missing = () => new Float64Array(values.length).fill(Number.NaN);
  const found = { value: missing(), expectation: missing(), variance: missing(), z: missing(), p_two_sided: missing() };
  const reason = Array.from(values, (_, i) => whyNotHere(of, i));
  for (let i = 0; i < values.length; i++) {
    if (reason[i] !== null) continue;
    const { excess, sum, mean, variance, total } = star ? withOwn(of, i) : withoutOwn(of, i);
    found.value[i] = (excess + sum * mean) / total;
    found.expectation[i] = (sum * mean) / total;
    found.variance[i] = variance / total ** 2;
    if (variance > 0) {
      found.z[i] = excess / Math.sqrt(variance);
      found.p_two_sided[i] = twoSidedP(found.z[i] ?? 0);
    } else reason[i] = 'no_variance';
  }
  return { ...found, areas: of.count, reason };
}

/** Σwᵢⱼxⱼ less what is expected, its variance, and what it is divided by. */
interface Moments {
  readonly excess: number;
  readonly sum: number;
  readonly mean: number;
  readonly variance: number;
  readonly total: number;
}

function withOwn({ weights, z, squares, mean, count: n }: SpatialValues, i: number): Moments {
  const row = rowSums(weights, i);
  const own = row.sum / neighboursOf(weights, i);
  const scale = weights.rowStandardised ? 1 / (row.sum + own) : 1;
  const sum = (row.sum + own) * scale;
  const s1 = (row.squares + own * own) * scale * scale;
  return {
    excess: (lagOf(weights, z, i) + own * (z[i] ?? 0)) * scale,
    sum,
    mean,
    variance: ((squares / n) * vanishing(n * s1 - sum * sum, n * s1)) / (n - 1),
    total: n * mean,
  };
}

function withoutOwn({ weights, z, squares, mean, count: n }: SpatialValues, i: number): Moments {
  const { sum, squares: s1 } = rowSums(weights, i);
  const own = z[i] ?? 0;
  const others = -own / (n - 1);
  const spread = (squares - own * own) / (n - 1) - others * others;
  return {
    excess: lagOf(weights, z, i) - sum * others,
    sum,
    mean: mean + others,
    variance: (vanishing(spread, squares) * vanishing((n - 1) * s1 - sum * sum, n * s1)) / (n - 2),
    total: (n - 1) * mean - own,
  };
}
