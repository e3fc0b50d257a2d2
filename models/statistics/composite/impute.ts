/**
 * Missing values of an indicator filled in by the mean or median of those present, of all areas or of the area's group.
 * A group without any value stays missing. Every cell filled in is listed. `i_mean`, `i_median`, `i_mean_grp`,
 * `i_median_grp` in COINr 1.1.14.
 */
import { quantileOf } from '../quantile-of.js';
import { type Numbers, sameLength } from '../reasons.js';

export interface Imputation {
  readonly by: 'mean' | 'median';
  /** The group of each row; one group if not said. */
  readonly within?: readonly string[];
}

/** The column filled in, and the rows that were. */
export function impute(
  values: Numbers,
  { by, within }: Imputation,
): { readonly values: Float64Array; readonly rows: readonly number[] } {
  if (within !== undefined) sameLength('impute', values, within);
  const members = new Map<string, number[]>();
  for (let row = 0; row < values.length; row++) {
    const group = within?.[row] ?? '';
    const known = members.get(group);
    if (known === undefined) members.set(group, [row]);
    else known.push(row);
  }
  const filled = Float64Array.from(values);
  const rows: number[] = [];
  for (const group of members.values()) {
    const present = group.map((row) => values[row] ?? Number.NaN).filter((x) => !Number.isNaN(x));
    if (present.length === 0 || present.length === group.length) continue;
    const value =
      by === 'mean'
        ? present.reduce((sum, x) => sum + x, 0) / present.length
        : quantileOf(Float64Array.from(present), 0.5);
    for (const row of group) {
      if (!Number.isNaN(filled[row] ?? Number.NaN)) continue;
      filled[row] = value;
      rows.push(row);
    }
  }
  return { values: filled, rows: rows.sort((a, b) => a - b) };
}
