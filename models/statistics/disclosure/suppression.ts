/**
 * Which cells to withhold so that no small count can be worked out.
 *
 * Primary: 0 < x < T (0 too, where a nought is to be protected). Secondary: the cheapest further rows so that the
 * attacker’s interval of every protected cell reaches the width asked, in all tables linked by sums at once. Small
 * problems are solved as a mixed-integer programme (Fischetti and Salazar, 2001), with y the rows withheld:
 *
 *     min Σ cost·y   such that for every protected cell p there are two moves d⁺, d⁻ of the hidden cells with
 *     A·d = 0,   (least − x)·y ≤ d ≤ (most − x)·y,   d⁺ₚ − d⁻ₚ ≥ width
 *
 * Larger ones by rule: rows are withheld in order of increasing cost until nothing is too narrow, then those that turn
 * out not to be needed are given back, the costliest first.
 */

import { type Numbers, sameLength } from '../reasons.js';
import { widths } from './attacker.js';
import type { Constraint, Solver } from './linear-programme.js';
import { equationsOf, type LinkedTables, separate } from './linked-tables.js';

/** Cells that are shown or withheld together, and what is lost when they are withheld. A cell in several rows is hidden when all are. */
export interface Row {
  readonly cells: readonly number[];
  readonly cost: number;
}

export interface Protecting extends LinkedTables {
  readonly rows: readonly Row[];
  /** Which rows are withheld whatever happens. */
  readonly primary: readonly boolean[];
  /** How wide the attacker's interval of each cell must be, 0 where nothing is asked. */
  readonly width: Numbers;
  /** Cells that somebody knows from elsewhere, whatever is withheld; none unless said. */
  readonly known?: readonly boolean[];
}

/** Whether each count is small: above 0 (or from 0 on) and under the threshold. */
export const smallCounts = (counts: Numbers, below: number, protectZeros = false): boolean[] =>
  Array.from(counts, (x) => x < below && (protectZeros ? x >= 0 : x > 0));

/** Variables of a mixed-integer programme beyond which the rule is used. */
const fewEnough = 3000;
const slack = 1e-6;

/** Which rows are withheld, primary ones included. Every asked width is reached that can be reached at all. */
export function suppress(solve: Solver, protecting: Protecting): boolean[] {
  const { rows, value, sums } = protecting;
  sameLength('suppress', protecting.primary, rows);
  const withheld = [...protecting.primary];
  const whole = { ...protecting, width: attainable(solve, protecting) };
  const together = rows.map(({ cells }) => ({ cells, coefficients: [], right: 0 }));
  const groups = separate([...Array(value.length).keys()], [...sums.map((sum) => ({ ...sum, right: 0 })), ...together]);
  const groupOf = new Map(groups.flatMap(({ cells }, g) => cells.map((cell) => [cell, g] as const)));
  for (const [g, { cells }] of groups.entries()) {
    const own = [...rows.keys()].filter((row) => groupOf.get(rows[row]?.cells[0] ?? -1) === g);
    const asked = cells.filter((cell) => (whole.width[cell] ?? 0) > 0);
    if (asked.length === 0 || tooNarrow(solve, whole, withheld, asked).length === 0) continue;
    const best = optimal(solve, whole, cells, own, asked);
    const chosen =
      best && tooNarrow(solve, whole, withRows(withheld, best), asked).length === 0
        ? best
        : giveBack(solve, whole, byRule(solve, whole, withheld, own, asked), own, asked);
    for (const row of chosen) withheld[row] = true;
  }
  return withheld;
}

function withRows(withheld: readonly boolean[], rows: readonly number[]): boolean[] {
  const more = new Set(rows);
  return withheld.map((is, row) => is || more.has(row));
}

/** The cells that nobody can look up: those no row shows, and those of which every row is withheld, unless they are known. */
export function hiddenCells({ rows, value, known }: Protecting, withheld: readonly boolean[]): Set<number> {
  const hidden = new Set([...Array.from(value).keys()].filter((cell) => !known?.[cell]));
  for (const [row, { cells }] of rows.entries()) if (!withheld[row]) for (const cell of cells) hidden.delete(cell);
  return hidden;
}

/** The width asked of each cell, or what there is of it when every row is withheld. */
function attainable(solve: Solver, protecting: Protecting): Float64Array {
  const { width, rows } = protecting;
  const asked = [...width.keys()].filter((cell) => (width[cell] ?? 0) > 0);
  const all = hiddenCells(
    protecting,
    rows.map(() => true),
  );
  const best = widths(
    solve,
    protecting,
    all,
    asked.filter((cell) => all.has(cell)),
    width,
  );
  return Float64Array.from(width, (_, cell) => best.get(cell) ?? 0);
}

/** The cells asked for whose interval is narrower than asked. */
function tooNarrow(
  solve: Solver,
  protecting: Protecting,
  withheld: readonly boolean[],
  asked: readonly number[],
): number[] {
  const hidden = hiddenCells(protecting, withheld);
  const found = widths(
    solve,
    protecting,
    hidden,
    asked.filter((cell) => hidden.has(cell)),
    protecting.width,
  );
  return asked.filter((cell) => {
    const width = protecting.width[cell] ?? 0;
    return (found.get(cell) ?? 0) < width - slack * Math.max(1, width);
  });
}

/** The cheapest rows, by a mixed-integer programme; undefined where it would be too large or finds nothing. */
function optimal(
  solve: Solver,
  protecting: Protecting,
  cells: readonly number[],
  own: readonly number[],
  asked: readonly number[],
): number[] | undefined {
  const { rows, value, sums, width } = protecting;
  if (2 * asked.length * cells.length > fewEnough) return undefined;
  const place = new Map(cells.map((cell, i) => [cell, i]));
  const mine = sums.filter((sum) => place.has(sum.cells[0] ?? -1));
  // In tables of sums no other cell need move further than the one that is to be widened; short moves bind best.
  const reach = Math.max(...asked.map((cell) => width[cell] ?? 0));
  const moves = (cell: number) => (protecting.known?.[cell] ? 0 : reach);
  const down = cells.map((cell) => Math.max(-moves(cell), (protecting.least?.[cell] ?? 0) - (value[cell] ?? 0)));
  const up = cells.map((cell) => Math.min(moves(cell), (protecting.most?.[cell] ?? Infinity) - (value[cell] ?? 0)));
  const starts = asked.flatMap((_, p) => [own.length + 2 * p * cells.length, own.length + (2 * p + 1) * cells.length]);
  const constraints: Constraint[] = starts.flatMap((start) => [
    ...mine.map(({ cells: of, coefficients }) => ({
      variables: of.map((cell) => start + (place.get(cell) ?? 0)),
      coefficients,
      is: '=' as const,
      right: 0,
    })),
    ...own.flatMap((row, y) =>
      (rows[row]?.cells ?? []).flatMap((cell): Constraint[] => {
        const i = place.get(cell) ?? 0;
        return [
          { variables: [start + i, y], coefficients: [1, -(up[i] ?? 0)], is: '<=', right: 0 },
          { variables: [start + i, y], coefficients: [1, -(down[i] ?? 0)], is: '>=', right: 0 },
        ];
      }),
    ),
  ]);
  const widened = asked.map((cell, p): Constraint => {
    const i = place.get(cell) ?? 0;
    const [more, less] = [(starts[2 * p] ?? 0) + i, (starts[2 * p + 1] ?? 0) + i];
    return { variables: [more, less], coefficients: [1, -1], is: '>=', right: width[cell] ?? 0 };
  });
  const solution = solve({
    objective: [...own.map((row) => rows[row]?.cost ?? 0), ...starts.flatMap(() => cells.map(() => 0))],
    least: [...own.map((row) => (protecting.primary[row] ? 1 : 0)), ...starts.flatMap(() => down)],
    most: [...own.map(() => 1), ...starts.flatMap(() => up)],
    binary: own.map((_, y) => y),
    constraints: [...constraints, ...widened],
  });
  return solution && own.filter((_, y) => (solution[y] ?? 0) > 0.5);
}

/** Rows in order of increasing cost until every cell is as wide as asked. */
function byRule(
  solve: Solver,
  protecting: Protecting,
  before: readonly boolean[],
  own: readonly number[],
  asked: readonly number[],
): boolean[] {
  const { rows, sums } = protecting;
  const withheld = [...before];
  const cost = (row: number) => rows[row]?.cost ?? 0;
  const order = own.toSorted((a, b) => cost(a) - cost(b) || a - b);
  // Withholding more never makes a cell narrower, so that one that is wide enough need not be asked again.
  for (let narrow = asked; ; ) {
    narrow = tooNarrow(solve, protecting, withheld, narrow);
    if (narrow.length === 0) return withheld;
    const hidden = hiddenCells(protecting, withheld);
    let added = false;
    for (const group of separate(hidden, equationsOf(protecting, hidden))) {
      if (!narrow.some((cell) => group.cells.includes(cell))) continue;
      // Only what is added up with a hidden cell of the group can widen it.
      const mine = new Set(group.cells);
      const near = new Set(sums.flatMap(({ cells }) => (cells.some((cell) => mine.has(cell)) ? cells : [])));
      const next = order.find((row) => !withheld[row] && rows[row]?.cells.some((cell) => near.has(cell)));
      if (next !== undefined) withheld[next] = added = true;
    }
    const next = order.find((row) => !withheld[row]);
    if (!added && next === undefined) return withheld;
    if (!added && next !== undefined) withheld[next] = true;
  }
}

/** Shows again, the costliest first, what need not be withheld. */
function giveBack(
  solve: Solver,
  protecting: Protecting,
  withheld: boolean[],
  own: readonly number[],
  asked: readonly number[],
): number[] {
  const { rows } = protecting;
  const cost = (row: number) => rows[row]?.cost ?? 0;
  const secondary = own.filter((row) => withheld[row] && !protecting.primary[row]);
  const hidden = hiddenCells(protecting, withheld);
  const groupOf = new Map(
    separate(hidden, equationsOf(protecting, hidden)).flatMap(({ cells }, g) =>
      cells.map((cell) => [cell, g] as const),
    ),
  );
  const groupsOf = (row: number) => new Set(rows[row]?.cells.map((cell) => groupOf.get(cell)));
  for (const row of secondary.toSorted((a, b) => cost(b) - cost(a) || a - b)) {
    const without = withheld.with(row, false);
    // What has nothing to do with it stays as it is.
    const groups = groupsOf(row);
    const near = asked.filter((cell) => groups.has(groupOf.get(cell)));
    if (tooNarrow(solve, protecting, without, near).length === 0) withheld[row] = false;
  }
  return own.filter((row) => withheld[row]);
}
