/**
 * Sobol sensitivity indices: how much of the variance of a result each uncertain choice explains, alone (Sᵢ) and with
 * all that it takes part in (Tᵢ).
 *
 *     Sᵢ = mean(y_B(y_ABi − y_A))/V,   Tᵢ = Σ(y_A − y_ABi)²/(2NV),   V = sample variance of y_A and y_B together
 *
 * A and B are N random points in d dimensions; ABi is A with the i-th coordinate of B. Estimates of small effects can
 * fall below 0. Saltelli et al. (2010); `SA_sample`, `SA_estimate` in COINr 1.1.14.
 */
import { moments } from '../moments.js';
import { Random } from '../random.js';
import type { Numbers, Reason } from '../reasons.js';

/** N(d + 2) points, each d numbers from 0 to 1, in the order A, B, AB₁ … AB_d. */
export function sobolSample(count: number, dimensions: number, seed: number): Float64Array[] {
  checkDesign(count, dimensions);
  const draw = (name: string) => {
    const random = new Random(seed, name);
    return Array.from({ length: count }, () => Float64Array.from({ length: dimensions }, () => random.uniform()));
  };
  const [a, b] = [draw('A'), draw('B')];
  const crossed = Array.from({ length: dimensions }, (_, i) =>
    a.map((point, row) => point.map((x, j) => (j === i ? (b[row]?.[j] ?? x) : x))),
  );
  return [...a, ...b, ...crossed.flat()];
}

export interface Sobol {
  readonly variance: number;
  /** Sᵢ. */
  readonly first: Float64Array;
  /** Tᵢ. */
  readonly total: Float64Array;
  readonly reason: Reason | null;
}

/** The indices from the results at the points of `sobolSample`, in its order. */
export function sobolIndices(results: Numbers, count: number, dimensions: number): Sobol {
  checkDesign(count, dimensions);
  if (results.length !== count * (dimensions + 2)) {
    throw new RangeError(`${results.length} results, expected ${count} × ${dimensions + 2}`);
  }
  const y = Float64Array.from(results);
  const variance = moments(y.subarray(0, 2 * count)).sd ** 2;
  const missing = () => new Float64Array(dimensions).fill(Number.NaN);
  if (y.some(Number.isNaN))
    return { variance: Number.NaN, first: missing(), total: missing(), reason: 'missing_value' };
  if (variance === 0) return { variance, first: missing(), total: missing(), reason: 'constant_values' };
  const [first, total] = [missing(), missing()];
  for (let i = 0; i < dimensions; i++) {
    let products = 0;
    let squares = 0;
    for (let row = 0; row < count; row++) {
      const change = (y[(i + 2) * count + row] ?? 0) - (y[row] ?? 0);
      products += (y[count + row] ?? 0) * change;
      squares += change * change;
    }
    first[i] = products / count / variance;
    total[i] = squares / (2 * count * variance);
  }
  return { variance, first, total, reason: null };
}

function checkDesign(count: number, dimensions: number): void {
  if (!(Number.isInteger(count) && count > 1)) throw new RangeError(`a design of ${count} points`);
  if (!(Number.isInteger(dimensions) && dimensions > 1)) {
    throw new RangeError(`a design of ${dimensions} dimensions: with one there is nothing to share out`);
  }
}
