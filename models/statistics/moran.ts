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

import type { Numbers, Reason } from './reasons.js';
import { type SpatialValues, spatialValues } from './spatial-values.js';
import { twoSidedP, upperP } from './tails.js';
import { islandsOf, lagOf, matrixSums, type SpatialWeights } from './weights-matrix.js';

export interface MoranOptions {
  readonly assumption?: 'randomisation' | 'normality';
  readonly islands?: 'drop' | 'keep';
}

/** A statistic for the whole map, with its test. */
export interface GlobalStatistic {
  readonly value: number;
  readonly expectation: number;
  readonly variance: number;
  readonly z: number;
  readonly p_two_sided: number;
  readonly p_greater: number;
  readonly p_less: number;
  /** n. */
  readonly areas: number;
  /** Areas with a value and without neighbours. */
  readonly islands: number;
  readonly reason: Reason | null;
}

/** A statistic from its moments; `towards` −1 where a small value means alike. */
export function globalStatistic(
  value: number,
  expectation: number,
  variance: number,
  { areas, islands }: { readonly areas: number; readonly islands: number },
  towards: 1 | -1 = 1,
): GlobalStatistic {
  const z = (towards * (value - expectation)) / Math.sqrt(variance);
  const reason = variance > 0 ? null : 'no_variance';
  if (reason !== null) return { ...missingGlobal(reason, areas, islands), value, expectation, variance };
  const tests = { p_two_sided: twoSidedP(z), p_greater: upperP(z), p_less: upperP(-z) };
  return { value, expectation, variance, z, ...tests, areas, islands, reason };
}

export function missingGlobal(reason: Reason, areas: number, islands: number): GlobalStatistic {
  const none = { value: Number.NaN, expectation: Number.NaN, variance: Number.NaN, z: Number.NaN };
  return { ...none, p_two_sided: Number.NaN, p_greater: Number.NaN, p_less: Number.NaN, areas, islands, reason };
}

/** Islands among the areas with a value, and n. */
export function countAreas(of: SpatialValues, islands: 'drop' | 'keep'): { areas: number; islands: number } {
  const alone = islandsOf(of.weights).filter((area) => of.present[area] === 1).length;
  return { areas: islands === 'drop' ? of.count - alone : of.count, islands: alone };
}

/** I of one column. */
export function moran(values: Numbers, weights: SpatialWeights, options: MoranOptions = {}): GlobalStatistic {
  const { assumption = 'randomisation', islands = 'drop' } = options;
  const of = spatialValues(values, weights, 4);
  const counts = countAreas(of, islands);
  const n = counts.areas;
  const reason = of.reason ?? (of.weights.neighbour.length === 0 ? 'no_neighbours' : n < 4 ? 'too_few_values' : null);
  if (reason !== null) return missingGlobal(reason, n, counts.islands);
  const { s0, s1, s2 } = matrixSums(of.weights);
  const expectation = -1 / (n - 1);
  const value = (n / s0) * (crossProduct(of) / of.squares);
  if (assumption === 'normality') {
    const variance = (n * n * s1 - n * s2 + 3 * s0 * s0) / (s0 * s0 * (n * n - 1)) - expectation ** 2;
    return globalStatistic(value, expectation, variance, counts);
  }
  const kurtosis = (of.count * of.fourths) / of.squares ** 2;
  const above = n * (s1 * (n * n - 3 * n + 3) - n * s2 + 3 * s0 * s0);
  const less = kurtosis * (s1 * (n * n - n) - 2 * n * s2 + 6 * s0 * s0);
  const variance = (above - less) / ((n - 1) * (n - 2) * (n - 3) * s0 * s0) - expectation ** 2;
  return globalStatistic(value, expectation, variance, counts);
}

/** ΣΣwᵢⱼzᵢzⱼ. */
export function crossProduct({ weights, z }: Pick<SpatialValues, 'weights' | 'z'>): number {
  let sum = 0;
  for (let i = 0; i < z.length; i++) sum += (z[i] ?? 0) * lagOf(weights, z, i);
  return sum;
}
