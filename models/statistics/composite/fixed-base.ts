/**
 * Scores against a base that stays: what changes from year to year is the area, not what it is measured by.
 *
 *     score = mean + sd·(x − m)/s,   m and s the mean and sample standard deviation of the base
 *
 * The base is a year, or any set of areas, whose m and s are kept. 100 is the base's mean and 110 one standard deviation
 * better, as in the ONS Health Index: direction −1 where a high value is worse. Skewed columns are treated first.
 */
import { moments } from '../moments.js';
import type { Numbers, Reason } from '../reasons.js';
import type { Normalised } from './normalise.js';

export interface FixedBase {
  readonly mean: number;
  readonly sd: number;
  readonly reason: Reason | null;
}

/** The base that a column makes. One value, or equal ones, make none. */
export function fixedBase(values: Numbers): FixedBase {
  const { count, mean, sd } = moments(values);
  if (count < 2) return { mean, sd, reason: count === 0 ? 'no_values' : 'too_few_values' };
  return { mean, sd, reason: sd === 0 ? 'constant_values' : null };
}

/** A column against a base: missing as a whole where there is none, with the base's reason. */
export function againstBase(
  values: Numbers,
  base: FixedBase,
  direction: 1 | -1 = 1,
  { mean = 100, sd = 10 }: { readonly mean?: number; readonly sd?: number } = {},
): Normalised {
  if (base.reason !== null) return { values: new Float64Array(values.length).fill(Number.NaN), warning: base.reason };
  const z = Float64Array.from(values, (x) => mean + (direction * sd * (x - base.mean)) / base.sd);
  return { values: z, warning: z.every(Number.isNaN) ? 'no_values' : null };
}
