/**
 * Tables whose cells are tied to each other by sums: wards to their authority, ages to all ages, a part and the rest to
 * the whole. What is withheld in one may be worked out from another, so all are looked at together.
 */
import type { Numbers } from '../reasons.js';

/** Σ coefficient·cell + rest = 0, as everybody knows. */
export interface Sum {
  readonly cells: readonly number[];
  readonly coefficients: readonly number[];
  /** What else is in it that is known to all; nothing unless said. */
  readonly rest?: number;
}

export interface LinkedTables {
  /** What each cell is in truth. */
  readonly value: Numbers;
  readonly sums: readonly Sum[];
  /** The least and the most that a cell can be, as is known without any table: 0 and no end unless said. */
  readonly least?: Numbers;
  readonly most?: Numbers;
}

/** A total and its parts. */
export const sumOf = (total: number, parts: readonly number[]): Sum => ({
  cells: [total, ...parts],
  coefficients: [-1, ...parts.map(() => 1)],
});

/** What is left of the sums when all that is published has been put in: Σ coefficient·hidden cell = right. */
export interface Equation {
  readonly cells: readonly number[];
  readonly coefficients: readonly number[];
  readonly right: number;
}

/** The equations that hold among the hidden cells. */
export function equationsOf({ value, sums }: LinkedTables, hidden: ReadonlySet<number>): Equation[] {
  return sums.flatMap(({ cells, coefficients, rest = 0 }) => {
    const kept = [...cells.keys()].filter((k) => hidden.has(cells[k] ?? -1));
    if (kept.length === 0) return [];
    const right = cells.reduce(
      (sum, cell, k) => sum - (hidden.has(cell) ? 0 : (coefficients[k] ?? 0) * (value[cell] ?? Number.NaN)),
      -rest,
    );
    return [{ cells: kept.map((k) => cells[k] ?? 0), coefficients: kept.map((k) => coefficients[k] ?? 0), right }];
  });
}

/** Hidden cells and equations in groups that have nothing to do with each other. */
export function separate(
  hidden: Iterable<number>,
  equations: readonly Equation[],
): { cells: number[]; equations: Equation[] }[] {
  const parent = new Map<number, number>([...hidden].map((cell) => [cell, cell]));
  const root = (cell: number): number => {
    let at = cell;
    for (let up = parent.get(at) ?? at; up !== at; up = parent.get(at) ?? at) at = up;
    parent.set(cell, at);
    return at;
  };
  for (const { cells } of equations) for (const cell of cells) parent.set(root(cell), root(cells[0] ?? cell));
  const groups = new Map<number, { cells: number[]; equations: Equation[] }>();
  const groupOf = (cell: number) => {
    const found = groups.get(root(cell)) ?? { cells: [], equations: [] };
    groups.set(root(cell), found);
    return found;
  };
  for (const cell of parent.keys()) groupOf(cell).cells.push(cell);
  for (const equation of equations) groupOf(equation.cells[0] ?? 0).equations.push(equation);
  return [...groups.values()];
}

/**
 * The hidden cells that sums alone give away, whatever the numbers: those whose unit vector lies in the linear span of
 * what is published. In the reduced echelon form of the equations these are the rows with nothing but a pivot.
 */
export function recoverable(tables: LinkedTables, hidden: ReadonlySet<number>): number[] {
  const pivots = new Map<number, Map<number, number>>();
  for (const { cells, coefficients } of equationsOf(tables, hidden)) {
    const row = new Map<number, number>();
    for (const [k, cell] of cells.entries()) add(row, cell, coefficients[k] ?? 0);
    for (const [cell, times] of [...row]) {
      const known = pivots.get(cell);
      if (known) subtract(row, known, times);
    }
    const [first] = row;
    if (first === undefined) continue;
    const [pivot, scale] = first;
    for (const [cell, times] of row) row.set(cell, times / scale);
    for (const other of pivots.values()) subtract(other, row, other.get(pivot) ?? 0);
    pivots.set(pivot, row);
  }
  return [...pivots].filter(([, row]) => row.size === 1).map(([cell]) => cell);
}

function subtract(row: Map<number, number>, other: ReadonlyMap<number, number>, times: number): void {
  if (times !== 0) for (const [cell, coefficient] of other) add(row, cell, -times * coefficient);
}

function add(row: Map<number, number>, cell: number, amount: number): void {
  const sum = (row.get(cell) ?? 0) + amount;
  // What rounding leaves of coefficients of about 1.
  if (Math.abs(sum) < 1e-9) row.delete(cell);
  else row.set(cell, sum);
}
