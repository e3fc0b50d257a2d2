/**
 * The mean of a sample with a t interval.
 *
 *     mean ± t(½ + c/2, n − 1) · s/√n,   s = sample standard deviation
 *
 * One value has no limits; one missing value makes the mean missing. As `phe_mean` in PHEindicatormethods 2.1.0.
 */
import { confidenceShare, tQuantile, upperTail } from '../distributions.js';
import { type Figure, missingFigure } from '../figures.js';
import { moments } from '../moments.js';
import type { Numbers } from '../reasons.js';

/** A mean and what it was worked out from. */
export interface Mean extends Figure {
  readonly value_sum: number;
  readonly value_count: number;
  readonly stdev: number;
}

/** The mean at one confidence (0.9 to 1, or 90 to 100). */
export function mean(values: Numbers, confidence = 0.95): Mean {
  const share = confidenceShare(confidence);
  const {
    count,
    sum,
    mean: value,
    sd,
  } = moments(Float64Array.from(values, (x) => (Number.isFinite(x) ? x : Number.NaN)));
  if (count === 0 || count < values.length) {
    const reason = values.length === 0 ? 'no_values' : 'missing_value';
    return { ...missingFigure(reason), value_sum: Number.NaN, value_count: values.length, stdev: Number.NaN };
  }
  const half = count > 1 ? (tQuantile(upperTail(share), count - 1) * sd) / Math.sqrt(count) : Number.NaN;
  return {
    value_sum: sum,
    value_count: count,
    stdev: sd,
    value,
    lowercl: value - half,
    uppercl: value + half,
    method: "Student's t-distribution",
    reason: count > 1 ? null : 'single_value',
  };
}
