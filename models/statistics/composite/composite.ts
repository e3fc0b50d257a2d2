/**
 * A declared composite index, in COINr's order of operations:
 *
 *     denominate → impute → screen → treat outliers → normalise (direction here) → weight → aggregate level by level
 *
 * Every step is optional but normalisation and aggregation. Each is reported: cells filled in, areas screened out,
 * how each column was treated, columns that say nothing because all areas are equal. An area that is screened out has
 * no score, with a reason, and takes no part in the treatment and normalisation of the others. A denominator of zero
 * makes the cell missing.
 *
 * As `Denominate`, `Impute`, `Screen`, `Treat`, `Normalise`, `Aggregate` in COINr 1.1.14; OECD & JRC (2008), Handbook
 * on Constructing Composite Indicators.
 */

import { type Numbers, type Reason, sameLength } from '../reasons.js';
import type { Aggregated } from './aggregate.js';
import { aggregateTree, buildTree, type Element, type Tree, type TreeAggregation } from './composite-tree.js';
import { type Imputation, impute } from './impute.js';
import { type Normalisation, normalise } from './normalise.js';
import { type TreatedColumn, type Treatment, treat } from './treat.js';

export interface CompositeIndicator extends Element {
  readonly parent: string;
  readonly values: Numbers;
  /** What the values are divided by, row by row. */
  readonly denominator?: Numbers;
  /** 1: a high value is a high score; −1: a low one. */
  readonly direction?: 1 | -1;
  /** In place of the plan's; `none` leaves the column alone. */
  readonly treat?: Treatment | 'none';
  /** In place of the plan's. */
  readonly normalise?: Normalisation;
}

/** `mean` and `threshold` say how groups are made of their members. */
export interface CompositePlan extends Omit<TreeAggregation, 'weights'> {
  readonly indicators: readonly CompositeIndicator[];
  /** Groups up to the one index, whose parent is null. */
  readonly groups: readonly Element[];
  readonly impute?: Imputation;
  /** The share of indicators that an area must have, after imputation, to stay. */
  readonly screen?: number;
  /** How outliers are treated; not at all if not said. */
  readonly treat?: Treatment;
  readonly normalise: Normalisation;
}

export interface Composite {
  readonly tree: Tree;
  /** Cells filled in. */
  readonly imputed: readonly { readonly indicator: string; readonly row: number; readonly value: number }[];
  /** Share of indicators present in each row after imputation. */
  readonly available: Float64Array;
  readonly screenedOut: readonly number[];
  readonly treated: ReadonlyMap<string, TreatedColumn>;
  readonly normalised: ReadonlyMap<string, Float64Array>;
  /** Indicators that could not be normalised as asked, with why. */
  readonly warnings: readonly { readonly indicator: string; readonly reason: Reason }[];
  /** Every group, the index among them. */
  readonly scores: ReadonlyMap<string, Aggregated>;
  /** The scores of the top. */
  readonly index: Float64Array;
  readonly reason: readonly (Reason | null)[];
}

/** The whole index. */
export function composite(plan: CompositePlan): Composite {
  const tree = buildTree(plan.indicators, plan.groups);
  const rows = sameLength('composite', ...plan.indicators.map(({ values }) => values));
  const imputed: { indicator: string; row: number; value: number }[] = [];
  const columns = plan.indicators.map((indicator) => {
    const column = denominated(indicator);
    if (plan.impute === undefined) return column;
    const filled = impute(column, plan.impute);
    for (const row of filled.rows) imputed.push({ indicator: indicator.id, row, value: filled.values[row] ?? 0 });
    return filled.values;
  });
  const { available, screenedOut } = screen(columns, rows, plan.screen ?? 0);
  for (const column of columns) for (const row of screenedOut) column[row] = Number.NaN;
  const treated = new Map<string, TreatedColumn>();
  const normalised = new Map<string, Float64Array>();
  const warnings: { indicator: string; reason: Reason }[] = [];
  plan.indicators.forEach((indicator, i) => {
    const { id, direction = 1 } = indicator;
    const treatment = indicator.treat ?? plan.treat ?? 'none';
    let column = columns[i] ?? new Float64Array(rows);
    if (treatment !== 'none') {
      const outcome = treat(column, treatment);
      treated.set(id, outcome);
      column = outcome.values;
    }
    const { values, warning } = normalise(column, indicator.normalise ?? plan.normalise, direction);
    normalised.set(id, values);
    if (warning !== null) warnings.push({ indicator: id, reason: warning });
  });
  const scores = aggregateTree(tree, normalised, plan);
  const top = scores.get(tree.index);
  const reason = [...(top?.reason ?? [])];
  for (const row of screenedOut) reason[row] = 'below_threshold';
  const index = top?.values ?? new Float64Array(rows);
  return { tree, imputed, available, screenedOut, treated, normalised, warnings, scores, index, reason };
}

function denominated({ id, values, denominator }: CompositeIndicator): Float64Array {
  if (denominator === undefined) return Float64Array.from(values);
  sameLength(`${id} and its denominator`, values, denominator);
  return Float64Array.from(values, (x, i) => (denominator[i] === 0 ? Number.NaN : x / (denominator[i] ?? Number.NaN)));
}

/** Share of the columns present in each row, and the rows where it is too low. */
function screen(columns: readonly Float64Array[], rows: number, threshold: number) {
  if (!(threshold >= 0 && threshold <= 1)) throw new RangeError(`a screening threshold of ${threshold}`);
  const available = new Float64Array(rows);
  const screenedOut: number[] = [];
  for (let row = 0; row < rows; row++) {
    let present = 0;
    for (const column of columns) if (!Number.isNaN(column[row] ?? Number.NaN)) present++;
    available[row] = present / columns.length;
    if ((available[row] ?? 0) < threshold) screenedOut.push(row);
  }
  return { available, screenedOut };
}

/** The plan without one indicator or group; groups that this leaves empty go too. The top itself cannot go. */
export function withoutElement(plan: CompositePlan, id: string): CompositePlan {
  const { parents, index } = buildTree(plan.indicators, plan.groups);
  if (!parents.has(id) || id === index) throw new RangeError(`${id} is not an element that can be left out`);
  const under = (element: string | null): boolean =>
    element !== null && (element === id || under(parents.get(element) ?? null));
  const indicators = plan.indicators.filter((each) => !under(each.id));
  if (indicators.length === 0) throw new RangeError(`nothing is left without ${id}`);
  const needed = new Set<string>();
  for (const { parent } of indicators) {
    for (let at: string | null = parent; at !== null; at = parents.get(at) ?? null) needed.add(at);
  }
  return { ...plan, indicators, groups: plan.groups.filter((group) => needed.has(group.id)) };
}
