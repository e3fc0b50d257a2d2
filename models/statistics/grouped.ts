/** Rows of a table by the area (or other group) that they belong to. */
import type { Numbers } from './reasons.js';

/** The rows of each group, groups in the order in which they first appear. */
export function rowsOf(groups: readonly string[]): Map<string, number[]> {
  const rows = new Map<string, number[]>();
  groups.forEach((group, row) => {
    const known = rows.get(group);
    if (known === undefined) rows.set(group, [row]);
    else known.push(row);
  });
  return rows;
}

/** Some rows of a column. */
export const pick = (column: Numbers, rows: readonly number[]): Float64Array =>
  Float64Array.from(rows, (row) => column[row] ?? Number.NaN);
