/**
 * Two more statistics of a whole map.
 *
 *     Geary's C        C = (n − 1)/(2S₀)·ΣΣwᵢⱼ(xᵢ − xⱼ)²/Σz²,   E = 1; below 1 where neighbours are alike, so that
 *                      z = (1 − C)/√V is positive then
 *     Getis–Ord G      G = ΣΣwᵢⱼxᵢxⱼ/ΣΣxᵢxⱼ (i ≠ j),   E = S₀/(m(n − 1)); above it where high values meet. x ≥ 0.
 *
 * n areas with a value less islands, m with them. `geary.test` and `globalG.test` in spdep 1.3-5.
 */

import type { Numbers } from '../reasons.js';
import {
  type GlobalOptions,
  type GlobalStatistic,
  globalStatistic,
  globalValues,
  missingGlobal,
} from './global-statistic.js';
import { areasOf, lagOf, matrixSums, type SpatialWeights } from './weights-matrix.js';

/** C of one column. */
export function geary(values: Numbers, weights: SpatialWeights, options: GlobalOptions = {}): GlobalStatistic {
  const { assumption = 'randomisation', islands } = options;
  const of = globalValues(values, weights, islands);
  const n = of.areas;
  if (of.reason !== null) return missingGlobal(of.reason, n, of.islands);
  const { s0, s1, s2 } = matrixSums(of.weights);
  const m = of.count;
  const value = ((n - 1) / (2 * s0)) * (squaredDifferences(of.weights, of.z) / of.squares);
  if (assumption === 'normality') {
    const variance = ((2 * s1 + s2) * (n - 1) - 4 * s0 * s0) / (2 * (m + 1) * s0 * s0);
    return globalStatistic(value, 1, variance, of, -1);
  }
  const k = (n * of.fourths) / of.squares ** 2;
  const first = (n - 1) * s1 * (n * n - 3 * m + 3 - k * (n - 1));
  const second = ((n - 1) * s2 * (n * n + 3 * m - 6 - k * (n * n - m + 2))) / 4;
  const third = s0 * s0 * (n * n - 3 - k * (n - 1) ** 2);
  const variance = (first - second + third) / (m * (n - 2) * (n - 3) * s0 * s0);
  return globalStatistic(value, 1, variance, of, -1);
}

function squaredDifferences(weights: SpatialWeights, z: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < areasOf(weights); i++) {
    for (let at = weights.start[i] ?? 0; at < (weights.start[i + 1] ?? 0); at++) {
      sum += (weights.weight[at] ?? 0) * ((z[i] ?? 0) - (z[weights.neighbour[at] ?? 0] ?? 0)) ** 2;
    }
  }
  return sum;
}

/** G of one column of values of zero or more. */
export function generalG(values: Numbers, weights: SpatialWeights): GlobalStatistic {
  const of = globalValues(values, weights);
  const n = of.areas;
  const x = Float64Array.from(of.z, (_, i) => (of.present[i] === 1 ? (values[i] ?? 0) : 0));
  if (of.reason !== null) return missingGlobal(of.reason, n, of.islands);
  if (x.some((each) => each < 0)) return missingGlobal('negative_value', n, of.islands);
  const sum = (power: number) => x.reduce((total, each) => total + each ** power, 0);
  const [x1, x2, x3, x4] = [sum(1), sum(2), sum(3), sum(4)];
  const { s0, s1, s2 } = matrixSums(of.weights);
  const m = of.count;
  let products = 0;
  for (let i = 0; i < x.length; i++) products += (x[i] ?? 0) * lagOf(of.weights, x, i);
  const expectation = s0 / (m * (n - 1));
  const b0 = (n * n - 3 * m + 3) * s1 - m * s2 + 3 * s0 * s0;
  const b1 = -((n * n - m) * s1 - 2 * m * s2 + 6 * s0 * s0);
  const b2 = -(2 * m * s1 - (m + 3) * s2 + 6 * s0 * s0);
  const b3 = 4 * (n - 1) * s1 - 2 * (m + 1) * s2 + 8 * s0 * s0;
  const b4 = s1 - s2 + s0 * s0;
  const above = b0 * x2 ** 2 + b1 * x4 + b2 * x1 ** 2 * x2 + b3 * x1 * x3 + b4 * x1 ** 4;
  const pairs = x1 ** 2 - x2;
  const variance = above / (pairs ** 2 * m * (n - 1) * (n - 2) * (n - 3)) - expectation ** 2;
  return globalStatistic(products / pairs, expectation, variance, of);
}
