/** What there is to protect in linked tables: which cells are shown together, and how uncertain each must stay. */

import type { Numbers } from '../reasons.js';
import { type LinkedTables, type Sum, separate } from './linked-tables.js';

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

/** The cells that nobody can look up: those no row shows, and those of which every row is withheld, unless they are known. */
export function hiddenCells({ rows, value, known }: Protecting, withheld: readonly boolean[]): Set<number> {
  const hidden = new Set([...Array.from(value).keys()].filter((cell) => !known?.[cell]));
  for (const [row, { cells }] of rows.entries()) if (!withheld[row]) for (const cell of cells) hidden.delete(cell);
  return hidden;
}

const cellsOf = (column: Numbers): number[] => [...Array(column.length).keys()];

/** The tables in parts that have nothing to do with each other, each numbered by itself, and which rows are whose. */
export function separateTables({ rows, sums, primary, ...columns }: Protecting): { rows: number[]; own: Protecting }[] {
  const tied = [...sums, ...rows].map(({ cells }) => ({ cells, coefficients: [], right: 0 }));
  const groups = separate(cellsOf(columns.value), tied);
  const [groupOf, place] = [new Int32Array(columns.value.length), new Int32Array(columns.value.length)];
  for (const [g, { cells }] of groups.entries())
    for (const [i, cell] of cells.entries()) [groupOf[cell], place[cell]] = [g, i];
  const found = groups.map(({ cells }) => {
    const of = (column: Numbers) => cells.map((cell) => column[cell] ?? 0);
    const { value, width, least, most, known } = columns;
    return {
      rows: [] as number[],
      own: {
        value: of(value),
        width: of(width),
        ...(least && { least: of(least) }),
        ...(most && { most: of(most) }),
        ...(known && { known: cells.map((cell) => known[cell] ?? false) }),
        sums: [] as Sum[],
        rows: [] as Row[],
        primary: [] as boolean[],
      },
    };
  });
  const here = (cells: readonly number[]) => cells.map((cell) => place[cell] ?? -1);
  for (const sum of sums) found[groupOf[sum.cells[0] ?? -1] ?? -1]?.own.sums.push({ ...sum, cells: here(sum.cells) });
  for (const [i, row] of rows.entries()) {
    const group = found[groupOf[row.cells[0] ?? -1] ?? -1];
    group?.rows.push(i);
    group?.own.rows.push({ ...row, cells: here(row.cells) });
    group?.own.primary.push(primary[i] ?? false);
  }
  return found;
}
