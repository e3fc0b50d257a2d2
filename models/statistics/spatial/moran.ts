/**
 * Moran's I: whether areas near each other are alike.
 *
 *     I = (n/S₀)·ΣΣwᵢⱼzᵢzⱼ/Σz²,   E = −1/(n − 1)
 *     normality       V = (n²S₁ − nS₂ + 3S₀²)/(S₀²(n² − 1)) − E²
 *     randomisation   V = [n(S₁(n² − 3n + 3) − nS₂ + 3S₀²) − K(S₁(n² − n) − 2nS₂ + 6S₀²)]/((n−1)(n−2)(n−3)S₀²) − E²
 *
 * z differences from the mean, K = mΣz⁴/(Σz²)² over all m areas with a value, n = m less the islands among them (as
 * spdep; esda keeps them, `islands: 'keep'`). Areas without a value are left out with their links, and row-standardised
 * weights standardised anew. Positive z: alike; negative: unlike. Cliff & Ord (1981); `moran.test` in spdep 1.3-5.
 */

import type { Numbers } from '../reasons.js';
import {
  type GlobalOptions,
  type GlobalStatistic,
  globalStatistic,
  globalValues,
  missingGlobal,
} from './global-statistic.js';
import type { SpatialValues } from './spatial-values.js';
import { lagOf, matrixSums, type SpatialWeights } from './weights-matrix.js';

/** I of one column. */
export function moran(values: Numbers, weights: SpatialWeights, options: GlobalOptions = {}): GlobalStatistic {
  const { assumption = 'randomisation', islands } = options;
  const of = globalValues(values, weights, islands);
  const n = of.areas;
  if (of.reason !== null) return missingGlobal(of.reason, n, of.islands);
  const { s0, s1, s2 } = matrixSums(of.weights);
  const expectation = -1 / (n - 1);
  const value = (n / s0) * (crossProduct(of) / of.squares);
  if (assumption === 'normality') {
    const variance = (n * n * s1 - n * s2 + 3 * s0 * s0) / (s0 * s0 * (n * n - 1)) - expectation ** 2;
    return globalStatistic(value, expectation, variance, of);
  }
  const kurtosis = (of.count * of.fourths) / of.squares ** 2;
  const above = n * (s1 * (n * n - 3 * n + 3) - n * s2 + 3 * s0 * s0);
  const less = kurtosis * (s1 * (n * n - n) - 2 * n * s2 + 6 * s0 * s0);
  const variance = (above - less) / ((n - 1) * (n - 2) * (n - 3) * s0 * s0) - expectation ** 2;
  return globalStatistic(value, expectation, variance, of);
}

/** ΣΣwᵢⱼzᵢzⱼ. */
export function crossProduct({ weights, z }: Pick<SpatialValues, 'weights' | 'z'>): number {
  let sum = 0;
  for (let i = 0; i < z.length; i++) sum += (z[i] ?? 0) * lagOf(weights, z, i);
  return sum;
}
