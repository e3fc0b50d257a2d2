/**
 * Comparison of an area with a fixed benchmark value b by the area's interval.
 *
 *     upper < b → lower      lower > b → higher      otherwise similar
 *
 * Strict: a limit equal to b is similar. A missing limit or benchmark is "not compared", and so is an area compared
 * with itself. Two areas with intervals of their own must not be compared this way: it finds too few differences.
 *
 * The rule of Fingertips (`BenchmarkComparisonEngine` in dhsc-govuk/FingertipsNext).
 */
import type { Direction } from '../../define.js';
import { type Numbers, sameLength } from '../reasons.js';

export type Comparison = 'lower' | 'similar' | 'higher' | 'not_compared';
export type Judgement = 'better' | 'similar' | 'worse' | 'lower' | 'higher' | 'not_compared';
export type Polarity = 'low_is_good' | 'high_is_good' | 'no_judgement';

/** One area; NaN where a number is missing. */
export function compare(lower: number, upper: number, benchmark: number): Comparison {
  if (Number.isNaN(lower) || Number.isNaN(upper) || Number.isNaN(benchmark)) return 'not_compared';
  if (upper < benchmark) return 'lower';
  return lower > benchmark ? 'higher' : 'similar';
}

/** A column of areas. `self` is the row that is the benchmark itself, if it is among them. */
export function comparisons(lower: Numbers, upper: Numbers, benchmark: number, self = -1): Comparison[] {
  const length = sameLength('comparisons', lower, upper);
  const found = new Array<Comparison>(length);
  for (let i = 0; i < length; i++) {
    found[i] = i === self ? 'not_compared' : compare(lower[i] ?? Number.NaN, upper[i] ?? Number.NaN, benchmark);
  }
  return found;
}

/** More need is what is not good; context is not judged. */
export function polarityOf(direction: Direction): Polarity {
  if (direction === 'none') return 'no_judgement';
  return direction === 'higher' ? 'low_is_good' : 'high_is_good';
}

/** Lower and higher become better and worse where the polarity says which is which. */
export function judge(comparison: Comparison, polarity: Polarity): Judgement {
  if (comparison === 'similar' || comparison === 'not_compared' || polarity === 'no_judgement') return comparison;
  return (comparison === 'lower') === (polarity === 'low_is_good') ? 'better' : 'worse';
}
