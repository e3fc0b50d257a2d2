/**
 * What spatial statistics have in common: a column whose missing areas, and the links to them, are left out before
 * anything is worked out, and differences from the mean.
 */
import { moments } from '../moments.js';
import { type Numbers, type Reason, sameLength } from '../reasons.js';
import { areasOf, keepAreas, type SpatialWeights } from './weights-matrix.js';

export interface SpatialValues {
  /** Links between areas that have a value. */
  readonly weights: SpatialWeights;
  /** 1 for an area that has a value. */
  readonly present: Uint8Array;
  readonly count: number;
  readonly mean: number;
  /** x − mean, 0 where missing. */
  readonly z: Float64Array;
  /** Σz² and Σz⁴. */
  readonly squares: number;
  readonly fourths: number;
  /** Why nothing can be said about any area, or null. */
  readonly reason: Reason | null;
}

/** Prepares a column for a statistic that needs at least so many values, not all equal. */
export function spatialValues(values: Numbers, weights: SpatialWeights, least: number): SpatialValues {
  const areas = sameLength('values and weights', values, { length: areasOf(weights) });
  const present = new Uint8Array(areas);
  for (let i = 0; i < areas; i++) present[i] = Number.isFinite(values[i] ?? Number.NaN) ? 1 : 0;
  const { count, mean, min, max } = moments(Float64Array.from(values, (x) => (Number.isFinite(x) ? x : Number.NaN)));
  const z = new Float64Array(areas);
  let squares = 0;
  let fourths = 0;
  for (let i = 0; i < areas; i++) {
    if (present[i] !== 1) continue;
    const d = (values[i] ?? 0) - mean;
    z[i] = d;
    squares += d * d;
    fourths += d ** 4;
  }
  return {
    weights: keepAreas(weights, present),
    present,
    count,
    mean,
    z,
    squares,
    fourths,
    reason: whyNothing(count, least, min === max),
  };
}

function whyNothing(count: number, least: number, constant: boolean): Reason | null {
  if (count === 0) return 'no_values';
  if (count < least) return 'too_few_values';
  return constant ? 'constant_values' : null;
}

/** Why one area has no local statistic, or null: a missing value, no neighbours with a value, or a reason for all. */
export function whyNotHere(of: SpatialValues, area: number): Reason | null {
  if (of.present[area] !== 1) return 'missing_value';
  if (of.reason !== null) return of.reason;
  return of.weights.start[area] === of.weights.start[area + 1] ? 'no_neighbours' : null;
}
