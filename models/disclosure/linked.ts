/**
 * Counts of the council's own as linked tables: each number once, wherever it is shown, with every sum that ties it to
 * others.
 */
import { sumOf } from '../statistics/disclosure/linked-tables.js';
import type { Protecting } from '../statistics/disclosure/protecting.js';
import { Cells, type Count, type Nested, type Small } from './cells.js';
import { runningSums } from './running.js';

/** What is shown or withheld as one. */
export interface Figure {
  readonly counts: readonly Count[];
  readonly small: boolean;
  /** What is lost when it is withheld, a ward's figure being about 1. */
  readonly cost: number;
}

/** Every count that would be shown, and how they hang together. */
export interface Counted {
  readonly figures: readonly Figure[];
  /** Counts that are never shown, but that others could give away. */
  readonly unseen?: readonly Count[];
  /** A whole and a part: who is left is a count as well. One of them may be published by others, and so known. */
  readonly apart: readonly (readonly [whole: Count | number, part: Count | number, name: string])[];
  /** Totals and their parts; what else is in them may be known. */
  readonly totals: readonly { readonly total: Count; readonly parts: readonly Count[] }[];
  /** Counts and the ways of belonging to groups that make them up. */
  readonly ways?: readonly { readonly total: Count; readonly parts: readonly Count[] }[];
}

/** One ward is given up rather than a total, a total rather than two wards; of wards, the one with the least in it. */
export const costOf = (areaLevel: string, value: number): number =>
  areaLevel === 'country'
    ? 1.75
    : areaLevel === 'authority' || areaLevel === 'zone'
      ? 1.5
      : 1 + (0.4 * value) / (value + 1000);

/** The cells, sums and rows among which the gate chooses. */
export function linked(counted: Counted, nesting: readonly Nested[], small: Small): Protecting {
  const { figures, unseen = [], apart, totals, ways = [] } = counted;
  const cells = new Cells(small);
  const rows = figures.map(({ counts, cost }) => ({ cells: counts.map((count) => cells.at(count)), cost }));
  for (const count of unseen) cells.at(count);
  const rests = apart.flatMap(([whole, part, name]) => cells.apart(whole, part, name));
  const added = totals.map(({ total, parts }) =>
    cells.total(
      cells.at(total),
      parts.map((part) => cells.at(part)),
    ),
  );
  const belonging = ways.map(({ total, parts }) =>
    sumOf(
      cells.at(total),
      parts.map((part) => cells.free(part)),
    ),
  );
  const sums = [...rests, ...added, ...belonging, ...cells.areas(nesting), ...runningSums(cells)];
  return { ...cells.columns(), sums, rows, primary: figures.map((figure) => figure.small) };
}
