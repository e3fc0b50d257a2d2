/**
 * Local Moran's I: which areas are alike with, or unlike, their neighbours.
 *
 *     Iᵢ = (zᵢ/m₂)·Σⱼwᵢⱼzⱼ,   m₂ = Σz²/n
 *     given zᵢ:   E = −zᵢ²wᵢ/((n − 1)m₂),   V = (zᵢ/m₂)²·n/(n − 2)·(w₍₂₎ − wᵢ²/(n − 1))·(m₂ − zᵢ²/(n − 1))
 *     over all:   E = −wᵢ/(n − 1),   V = w₍₂₎(n − b₂)/(n − 1) + (wᵢ² − w₍₂₎)(2b₂ − n)/((n − 1)(n − 2)) − E²
 *
 * wᵢ = Σⱼwᵢⱼ, w₍₂₎ = Σⱼwᵢⱼ², b₂ = Σz⁴/(n·m₂²). The quadrant is by zᵢ and the neighbours' Σwᵢⱼzⱼ, above 0 or not; spdep
 * cuts the neighbours' Σwᵢⱼxⱼ at its own mean (`split: 'lag_mean'`). esda's Iᵢ is (n − 1)/n of this one.
 *
 * An area without a value is left out with its links. An island has no statistic, no p and no quadrant, with a reason;
 * it counts in n and the mean. Anselin (1995), Sokal et al. (1998); `localmoran` in spdep 1.3-5.
 */

import type { Numbers, Reason } from '../reasons.js';
import { twoSidedP } from '../tails.js';
import { type SpatialValues, spatialValues, whyNotHere } from './spatial-values.js';
import { lagOf, rowSums, type SpatialWeights } from './weights-matrix.js';

export type Quadrant = 'High-High' | 'Low-Low' | 'High-Low' | 'Low-High';

export interface LocalMoran {
  readonly value: Float64Array;
  readonly expectation: Float64Array;
  readonly variance: Float64Array;
  readonly z: Float64Array;
  readonly p_two_sided: Float64Array;
  readonly quadrant: (Quadrant | null)[];
  /** Areas with a value: n. */
  readonly areas: number;
  /** Why I, or if there is an I its test, is missing. */
  readonly reason: (Reason | null)[];
}

export interface LocalMoranOptions {
  readonly moments?: 'conditional' | 'total';
  readonly split?: 'zero' | 'lag_mean';
}

/** Iᵢ of one column. */
export function localMoran(values: Numbers, weights: SpatialWeights, options: LocalMoranOptions = {}): LocalMoran {
  const of = spatialValues(values, weights, 3);
  const missing = () => new Float64Array(values.length).fill(Number.NaN);
  const found = { value: missing(), expectation: missing(), variance: missing(), z: missing(), p_two_sided: missing() };
  const quadrant = new Array<Quadrant | null>(values.length).fill(null);
  const reason = Array.from(values, (_, i) => whyNotHere(of, i));
  const lag = Float64Array.from(of.z, (_, i) => lagOf(of.weights, of.z, i));
  const above = options.split === 'lag_mean' ? aboveLagMean(of, lag) : lag.map((each) => (each > 0 ? 1 : 0));
  const m2 = of.squares / of.count;
  for (let i = 0; i < values.length; i++) {
    if (reason[i] !== null) continue;
    const z = of.z[i] ?? 0;
    const { expectation, variance } = options.moments === 'total' ? overAll(of, i) : givenOwn(of, i);
    const value = (z / m2) * (lag[i] ?? 0);
    found.value[i] = value;
    found.expectation[i] = expectation;
    found.variance[i] = variance;
    quadrant[i] = `${z > 0 ? 'High' : 'Low'}-${above[i] === 1 ? 'High' : 'Low'}`;
    if (variance > 0) {
      found.z[i] = (value - expectation) / Math.sqrt(variance);
      found.p_two_sided[i] = twoSidedP(found.z[i] ?? 0);
    } else reason[i] = 'no_variance';
  }
  return { ...found, quadrant, areas: of.count, reason };
}

/** 1 where Σwᵢⱼxⱼ is above its mean over all areas with a value. */
function aboveLagMean({ weights, present, mean, count }: SpatialValues, lag: Float64Array): Float64Array {
  const whole = lag.map((each, i) => (present[i] === 1 ? each + mean * rowSums(weights, i).sum : 0));
  const cut = whole.reduce((sum, each) => sum + each, 0) / count;
  return whole.map((each) => (each > cut ? 1 : 0));
}

/** The moments given the area's own value. */
function givenOwn({ weights, z, squares, count: n }: SpatialValues, i: number) {
  const { sum, squares: w2 } = rowSums(weights, i);
  const m2 = squares / n;
  const own = z[i] ?? 0;
  const spread = w2 - sum ** 2 / (n - 1);
  return {
    expectation: (-(own ** 2) * sum) / ((n - 1) * m2),
    variance: (own / m2) ** 2 * (n / (n - 2)) * vanishing(spread, w2) * (m2 - own ** 2 / (n - 1)),
  };
}

/** The moments over all ways to place the values. */
function overAll({ weights, squares, fourths, count: n }: SpatialValues, i: number) {
  const { sum, squares: w2 } = rowSums(weights, i);
  const b2 = fourths / n / (squares / n) ** 2;
  const expectation = -sum / (n - 1);
  const pairs = ((sum ** 2 - w2) * (2 * b2 - n)) / ((n - 1) * (n - 2));
  return { expectation, variance: (w2 * (n - b2)) / (n - 1) + pairs - expectation ** 2 };
}

/** A difference that is only rounding is 0: every other area is a neighbour. */
export const vanishing = (difference: number, of: number): number => (difference > 1e-12 * of ? difference : 0);
