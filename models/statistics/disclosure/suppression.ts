/**
 * Which cells to withhold so that no small count can be worked out.
 *
 * Primary: 0 < x < T (0 too, where a nought is to be protected). Secondary: the cheapest further rows so that the
 * attacker’s interval of every protected cell reaches the width asked, in all tables linked by sums at once (Fischetti
 * and Salazar, 2001), with y the rows withheld:
 *
 *     min Σ cost·y   such that for every protected cell p there are two moves d⁺, d⁻ of the hidden cells with
 *     A·d = 0,   (least − x)·y ≤ d ≤ (most − x)·y,   d⁺ₚ − d⁻ₚ ≥ width
 *
 * Where the cheapest choice is not found in time, by rule: rows are withheld in order of increasing cost until nothing is
 * too narrow, then those that turn out not to be needed are given back, the costliest first. Withholding more never makes
 * a cell narrower, so that one that is wide enough is not asked again.
 */

import { type Numbers, sameLength } from '../reasons.js';
import { Attacker } from './attacker.js';
import { cheapestRows } from './cheapest-rows.js';
import type { Solver } from './linear-programme.js';
import { equationsOf, separate } from './linked-tables.js';
import { hiddenCells, type Protecting, separateTables } from './protecting.js';

/** Whether each count is small: above 0 (or from 0 on) and under the threshold. */
export const smallCounts = (counts: Numbers, below: number, protectZeros = false): boolean[] =>
  Array.from(counts, (x) => x < below && (protectZeros ? x >= 0 : x > 0));

/** Which rows are withheld, primary ones included. Every asked width is reached that can be reached at all. */
export function suppress(solve: Solver, protecting: Protecting): boolean[] {
  sameLength('suppress', protecting.primary, protecting.rows);
  const withheld = [...protecting.primary];
  for (const { rows, own } of separateTables(protecting)) {
    const asked = [...Array.from(own.width).keys()].filter((cell) => (own.width[cell] ?? 0) > 0);
    if (asked.length === 0) continue;
    const attacker = new Attacker(solve, own);
    try {
      const chosen = protect(solve, attacker, own, asked);
      for (const [i, row] of rows.entries()) withheld[row] = chosen[i] ?? true;
    } finally {
      attacker.close();
    }
  }
  return withheld;
}

/** Which rows of a part are withheld. */
function protect(solve: Solver, attacker: Attacker, own: Protecting, asked: readonly number[]): boolean[] {
  const narrow = tooNarrow(attacker, own, own.primary, asked);
  if (narrow.length === 0) return [...own.primary];
  // What there is of the width when every row is withheld.
  const all = own.rows.map(() => true);
  attacker.hide(hiddenCells(own, all));
  const width = Float64Array.from(own.width);
  for (const cell of narrow) width[cell] = attacker.width(cell, width[cell] ?? 0);
  const goal = { ...own, width };
  const wider = tooNarrow(attacker, goal, own.primary, narrow);
  return cheapestRows(solve, attacker, goal, wider) ?? giveBack(attacker, goal, byRule(attacker, goal, wider), wider);
}

/** The cells asked for whose interval is narrower than asked. */
function tooNarrow(
  attacker: Attacker,
  protecting: Protecting,
  withheld: readonly boolean[],
  asked: readonly number[],
): number[] {
  attacker.hide(hiddenCells(protecting, withheld));
  return asked.filter((cell) => !attacker.isWide(cell, protecting.width[cell] ?? 0));
}

/** Rows in order of increasing cost until every cell is as wide as asked. */
function byRule(attacker: Attacker, protecting: Protecting, asked: readonly number[]): boolean[] {
  const { rows, sums, primary } = protecting;
  const withheld = [...primary];
  const cost = (row: number) => rows[row]?.cost ?? 0;
  const order = [...rows.keys()].toSorted((a, b) => cost(a) - cost(b) || a - b);
  for (let narrow = asked; ; ) {
    narrow = tooNarrow(attacker, protecting, withheld, narrow);
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
  attacker: Attacker,
  protecting: Protecting,
  withheld: boolean[],
  asked: readonly number[],
): boolean[] {
  const { rows, primary } = protecting;
  const cost = (row: number) => rows[row]?.cost ?? 0;
  const secondary = [...rows.keys()].filter((row) => withheld[row] && !primary[row]);
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
    if (tooNarrow(attacker, protecting, without, near).length === 0) withheld[row] = false;
  }
  return withheld;
}
