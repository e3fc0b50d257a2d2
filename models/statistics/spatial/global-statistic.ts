/** What statistics of a whole map have in common: their values, how many areas they are of, and their tests. */
import type { Numbers, Reason } from '../reasons.js';
import { twoSidedP, upperP } from '../tails.js';
import { type SpatialValues, spatialValues } from './spatial-values.js';
import { islandsOf, type SpatialWeights } from './weights-matrix.js';

export interface GlobalOptions {
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

/** A column prepared for a statistic of the whole map. */
export interface GlobalValues extends SpatialValues {
  /** n: areas with a value, without the islands where they are dropped. */
  readonly areas: number;
  readonly islands: number;
}

/** Prepares a column; `reason` says why nothing can be said of it, or is null. */
export function globalValues(
  values: Numbers,
  weights: SpatialWeights,
  islands: 'drop' | 'keep' = 'drop',
): GlobalValues {
  const of = spatialValues(values, weights, 4);
  const alone = islandsOf(of.weights).filter((area) => of.present[area] === 1).length;
  const areas = islands === 'drop' ? of.count - alone : of.count;
  const few = of.weights.neighbour.length === 0 ? 'no_neighbours' : areas < 4 ? 'too_few_values' : null;
  return { ...of, areas, islands: alone, reason: of.reason ?? few };
}
