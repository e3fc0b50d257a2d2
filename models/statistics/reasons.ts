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
