/**
 * Copeland scores: areas compared two by two, for an index in which no indicator can make up for another.
 *
 *     o(i, j) = (Σw where i is higher + ½Σw where they are equal) / Σw,   over the items present in both i and j
 *     score(i) = Σ o(i, j) over the other areas j
 *
 * 0 to N − 1. Two areas without a shared item draw, ½ each. An area without any item has no score and meets nobody.
 * With complete columns as `a_copeland` in COINr 1.1.14; with missing items that package leaves the weights as they
 * are and fills the lower triangle from the upper one, so that its scores depend on the order of the rows. These do not.
 */

import { type Numbers, type Reason, sameLength } from '../reasons.js';
import { type Aggregated, checkWeights } from './aggregate.js';

/** Columns into one column of scores. The work grows with the square of the number of rows. */
export function copeland(columns: readonly Numbers[], weights: Numbers): Aggregated {
  checkWeights(weights, columns.length);
  const rows = sameLength('copeland', ...columns);
  const items = columns.length;
  const table = new Float64Array(rows * items);
  const present = new Float64Array(rows);
  columns.forEach((column, item) => {
    for (let i = 0; i < rows; i++) {
      const x = column[i] ?? Number.NaN;
      table[i * items + item] = x;
      if (!Number.isNaN(x)) present[i] = (present[i] ?? 0) + 1 / items;
    }
  });
  const values = new Float64Array(rows);
  const reason = new Array<Reason | null>(rows).fill(null);
  for (let i = 0; i < rows; i++) {
    if (present[i] === 0) {
      values[i] = Number.NaN;
      reason[i] = 'no_values';
      continue;
    }
    for (let j = i + 1; j < rows; j++) {
      if (present[j] === 0) continue;
      const share = outranks(table, i * items, j * items, weights);
      values[i] = (values[i] ?? 0) + share;
      values[j] = (values[j] ?? 0) + 1 - share;
    }
  }
  return { values, present, reason };
}

/** o(i, j), the rows given by where they start in the table. */
function outranks(table: Float64Array, i: number, j: number, weights: Numbers): number {
  let won = 0;
  let total = 0;
  for (let item = 0; item < weights.length; item++) {
    const a = table[i + item] ?? Number.NaN;
    const b = table[j + item] ?? Number.NaN;
    const w = weights[item] ?? 0;
    if (Number.isNaN(a) || Number.isNaN(b)) continue;
    total += w;
    if (a > b) won += w;
    else if (a === b) won += w / 2;
  }
  return total === 0 ? 0.5 : won / total;
}
