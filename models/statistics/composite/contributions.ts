/**
 * What the score of an area is made of: parts by indicator and group that add up to it exactly.
 *
 * A mean M of items x with weights w, f(M) = Σw·f(x)/Σw, stands against the mean R of the items' own averages r:
 *
 *     M − R = Σ (w/Σw) · k(x, r)/k(M, R) · (x − r),      k(a, b) = (f(a) − f(b))/(a − b), f′(a) where a = b
 *
 * which is exact, treats all items alike and holds level by level, so that an indicator's part is its own distance from
 * its average times the factors on its way to the top. For arithmetic means k = 1: weight times distance. For geometric
 * ones it is the logarithmic mean Divisia split (Ang 2004, Energy Policy 32:1131–9). Items missing in a row take no
 * part in R there either. Where groups are ranked and stretched (`stretch`), only the parts of the groups can be told.
 */

import { moments } from '../moments.js';
import type { Numbers } from '../reasons.js';
import { type AggregateMean, powerOf } from './aggregate.js';
import { aggregateTree, atLevel, type Tree, type TreeAggregation } from './composite-tree.js';
import { exponentialOfScores } from './imd.js';

export interface Contributions {
  /** What an area would score that is at the average of every indicator it has. */
  readonly base: Float64Array;
  /** Of indicators and groups by id. Base and indicators, or base and the groups of one level, add up to the score. */
  readonly parts: ReadonlyMap<string, Float64Array>;
}

function f(x: number, power: number): number {
  if (power === 1) return x;
  return power === 0 ? Math.log(x) : x ** power;
}

const slope = (x: number, power: number): number => (power === 0 ? 1 / x : power * x ** (power - 1));

/** Below this share of the numbers themselves, their difference is mostly rounding and the slope is nearer. */
const close = 1e-7;

function k(a: number, b: number, power: number): number {
  if (power === 1) return 1;
  return Math.abs(a - b) <= close * Math.abs(b) ? slope((a + b) / 2, power) : (f(a, power) - f(b, power)) / (a - b);
}

/** The parts of every area's score. */
export function contributions(
  tree: Tree,
  columns: ReadonlyMap<string, Numbers>,
  how: TreeAggregation = {},
): Contributions {
  const scores = aggregateTree(tree, columns, how);
  const rows = scores.get(tree.index)?.values.length ?? 0;
  if (how.stretch) return stretched(tree, columns, how);
  const averages = new Map([...columns].map(([id, column]) => [id, averageWhere(column)]));
  const references = aggregateTree(tree, averages, { ...how, threshold: 0 });
  const columnOf = (id: string): Numbers => scores.get(id)?.values ?? columns.get(id) ?? [];
  const averageOf = (id: string): Numbers => references.get(id)?.values ?? averages.get(id) ?? [];
  const factors = new Map([[tree.index, new Float64Array(rows).fill(1)]]);
  const levels = tree.levels.get(tree.index) ?? 1;
  for (const { id, level, members } of tree.groups.toReversed()) {
    const power = powerOf(atLevel<AggregateMean>(how.mean, level, levels, 'arithmetic'));
    const shares = sharesOf(tree, members, columnOf, rows, how.weights);
    members.forEach((member, m) => {
      const factor = Float64Array.from({ length: rows }, (_, i) => {
        const whole = k(columnOf(id)[i] ?? Number.NaN, averageOf(id)[i] ?? Number.NaN, power);
        const own = k(columnOf(member)[i] ?? Number.NaN, averageOf(member)[i] ?? Number.NaN, power);
        return ((factors.get(id)?.[i] ?? 0) * (shares[m]?.[i] ?? 0) * own) / whole;
      });
      factors.set(member, factor);
    });
  }
  const parts = new Map(
    [...factors].map(([id, factor]) => [
      id,
      factor.map((x, i) => x * ((columnOf(id)[i] ?? Number.NaN) - (averageOf(id)[i] ?? Number.NaN))),
    ]),
  );
  return { base: Float64Array.from(averageOf(tree.index)), parts };
}

/** The average of a column where it has a value. */
function averageWhere(column: Numbers): Float64Array {
  const { mean } = moments(column);
  return Float64Array.from(column, (x) => (Number.isNaN(x) ? x : mean));
}

/** Weights over those present in each row. */
function sharesOf(
  { weights: own }: Tree,
  members: readonly string[],
  columnOf: (id: string) => Numbers,
  rows: number,
  weights = own,
): Float64Array[] {
  const given = members.map((member) =>
    Float64Array.from({ length: rows }, (_, i) =>
      Number.isNaN(columnOf(member)[i] ?? Number.NaN) ? 0 : (weights.get(member) ?? 0),
    ),
  );
  return given.map((column) => column.map((w, i) => w / given.reduce((sum, each) => sum + (each[i] ?? 0), 0)));
}

/** The same with the stretched groups below the top as its only items. */
function stretched(tree: Tree, columns: ReadonlyMap<string, Numbers>, how: TreeAggregation): Contributions {
  const scores = aggregateTree(tree, columns, how);
  const members = tree.groups.at(-1)?.members ?? [];
  const items = members.map((id) => {
    const group = scores.get(id)?.values;
    return [id, group ? exponentialOfScores(group) : (columns.get(id) ?? [])] as const;
  });
  const flat: Tree = {
    ...tree,
    groups: tree.groups.slice(-1).map((top) => ({ ...top, level: 2 })),
    indicators: members,
    levels: new Map([[tree.index, 2], ...members.map((id) => [id, 1] as const)]),
  };
  const last = <T>(given: T | readonly T[] | undefined) => (Array.isArray(given) ? given.slice(-1) : given) as T;
  const of = { ...how, stretch: false, mean: last(how.mean), threshold: last(how.threshold) };
  return contributions(flat, new Map(items), of);
}
