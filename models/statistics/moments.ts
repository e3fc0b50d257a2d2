/** Count, mean, standard deviation and range of a column, NaN left out. */
import type { Numbers } from './reasons.js';

export interface Moments {
  readonly count: number;
  readonly sum: number;
  readonly mean: number;
  /** Sample standard deviation, divisor n − 1; NaN below two values, exactly 0 where all are equal. */
  readonly sd: number;
  readonly min: number;
  readonly max: number;
}

/**
 * Two passes: the mean first, then squared differences, less the square of what rounding left in the mean. One pass
 * over Σx and Σx² loses every digit on values such as 1,000,000,000.1.
 */
export function moments(values: Numbers): Moments {
  let count = 0;
  let sum = 0;
  let min = Number.NaN;
  let max = Number.NaN;
  for (let i = 0; i < values.length; i++) {
    const x = values[i] ?? Number.NaN;
    if (Number.isNaN(x)) continue;
    count++;
    sum += x;
    if (!(x >= min)) min = x;
    if (!(x <= max)) max = x;
  }
  const rough = sum / count;
  let squares = 0;
  let left = 0;
  for (let i = 0; i < values.length; i++) {
    const d = (values[i] ?? Number.NaN) - rough;
    if (Number.isNaN(d)) continue;
    squares += d * d;
    left += d;
  }
  const sd = min === max ? 0 : Math.sqrt((squares - (left * left) / count) / (count - 1));
  return { count, sum, mean: rough + left / count, sd: count > 1 ? sd : Number.NaN, min, max };
}
