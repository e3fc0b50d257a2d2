/**
 * Statistics are pure functions on columns of numbers. The conventions that every file here keeps:
 *
 * - A column is a typed array or a plain array of numbers (`Numbers`); results are `Float64Array`.
 * - Inside this folder a missing number is NaN. `null` exists only at the edge (tables, JSON): `fromNullable` and
 *   `toNullable` cross it. An infinite count counts as missing.
 * - Bad *data* never throws: the result is NaN and a `Reason` says why, one reason for each missing result. Bad
 *   *requests* (columns of unequal length, a confidence of 0.5, a negative weight) throw a RangeError.
 * - Results do not depend on the order of the rows, beyond the rounding of a sum.
 * - Names are the field's: interval columns as in PHEindicatormethods, composite-index steps as in COINr.
 */

/** A column: any array of numbers, NaN where a number is missing. */
export type Numbers = Float64Array | Float32Array | Int32Array | Uint32Array | readonly number[];

/** Why a result is missing, each with the sentence that a gaps log can print. */
export const reasons = {
  missing_value: 'the value is missing',
  missing_numerator: 'the numerator is missing',
  missing_denominator: 'the denominator is missing',
  zero_denominator: 'the denominator is zero',
  negative_denominator: 'the denominator is below zero',
  negative_numerator: 'the numerator is below zero',
  numerator_over_denominator: 'the numerator is larger than the denominator',
  no_sampling_interval: 'a score has no sampling interval',
  no_lower_limit: "Byar's lower limit is below zero at this confidence",
  single_value: 'an interval needs at least two values',
  no_values: 'there are no values',
  too_few_values: 'there are fewer values than the method needs',
  constant_values: 'all values are equal',
  zero_range: 'the reference points of the scale are equal',
  missing_reference: 'the reference value is missing',
  below_threshold: 'too few of the items are present',
  not_positive: 'an item is zero or below, which this mean does not accept',
  no_weight: 'the items present have no weight',
  missing_rank: 'a domain rank is missing',
  missing_population: 'the population of a small area is missing',
  fewer_than_ten_events: 'a directly standardised rate needs at least ten events',
  nothing_expected: 'no events are expected at the rates of the reference',
  no_events: 'there are no events at all',
  all_events: 'everybody counted had the event',
  missing_quantile: 'a quantile is missing',
  too_many_groups: 'there are more than 100 groups',
  not_a_share: 'a proportion is not between 0 and 1',
  missing_limits: 'confidence limits are missing',
  limits_without_width: 'confidence limits have no width',
  unbounded_interval: 'the interval has no end, for the line may start at zero',
  no_trend_of_this_statistic: 'no recent trend is worked out for this kind of value',
  overlapping_periods: 'periods longer than a year overlap, and no trend is tested on them',
  too_few_points: 'a recent trend needs five valid points',
  repeated_year: 'a year comes twice',
  missing_year: 'a year of the period is missing',
  series_break: 'the series changed within the period',
  no_comparators: 'there is no area to compare with',
  missing_age_band: 'the age bands are not those of the life table',
  too_few_people: 'a life table needs more than 5,000 people',
  no_deaths_in_last_band: 'nobody died in the last age band, which is open',
  nobody_reaches_age: 'nobody reaches this age in the life table',
  interval_too_wide: 'the 95 % interval is wider than 20 years',
  no_neighbours: 'the area has no neighbours that have a value',
  no_variance: 'nothing varies here that could be tested',
  negative_value: 'a value is below zero, which this statistic does not accept',
  winsorised_constant: 'winsorising any further would make all values equal',
  not_whole: 'a count is not a whole number, and the test is of whole counts',
  opposed_items: 'an item runs against the others',
  no_source_population: 'the source area has no population to be shared out by',
  no_target: 'the source area overlaps no target',
} as const;

export type Reason = keyof typeof reasons;

/** Columns from a table: null becomes NaN. */
export function fromNullable(values: readonly (number | null | undefined)[]): Float64Array {
  return Float64Array.from(values, (value) => value ?? Number.NaN);
}

/** One number on its way to a table: NaN becomes null. */
export const toNullable = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** Refuses columns of unequal length. */
export function sameLength(what: string, ...columns: readonly { readonly length: number }[]): number {
  const length = columns[0]?.length ?? 0;
  for (const column of columns) {
    if (column.length !== length) {
      throw new RangeError(`${what}: columns of unequal length, ${columns.map((each) => each.length).join(' and ')}`);
    }
  }
  return length;
}
