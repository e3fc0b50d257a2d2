/**
 * The cheapest rows to withhold, by the cuts of Fischetti and Salazar (2001): rows are chosen to meet what is known to be
 * needed, the attacker tries them, and each cell that he finds too narrow says, by the reduced costs of his programme, what
 * more is needed; until he finds none. At the ends of the interval of cell p its moves are d = Σ r⁻ᵢ·dᵢ and −d = Σ r⁺ᵢ·dᵢ,
 * whatever the moves dᵢ of the cells, so that with y the rows withheld
 *
 *     widthₚ ≤ Σ (max(−r⁻ᵢ·downᵢ, −r⁻ᵢ·upᵢ) + max(−r⁺ᵢ·downᵢ, −r⁺ᵢ·upᵢ))·yᵢ
 */
import type { Attacker } from './attacker.js';
import type { Constraint, Solver } from './linear-programme.js';
import { hiddenCells, type Protecting } from './protecting.js';

/** Choices that are tried before the search is given up. */
const mostRounds = 60;

/** Which rows are withheld, at the least cost; undefined where no such choice is found in time. */
export function cheapestRows(
  solve: Solver,
  attacker: Attacker,
  protecting: Protecting,
  narrow: readonly number[],
): boolean[] | undefined {
  const { rows, primary, width } = protecting;
  const needed: Constraint[] = [];
  let withheld = [...primary];
  for (let round = 0; round < mostRounds; round++) {
    attacker.hide(hiddenCells(protecting, withheld));
    const before = needed.length;
    for (const cell of narrow) {
      const why = attacker.whyNarrow(cell, width[cell] ?? 0);
      if (why) needed.push(needOf(protecting, withheld, cell, why));
    }
    if (needed.length === before) return withheld;
    const solution = solve({
      objective: rows.map(({ cost }) => cost),
      least: primary.map(Number),
      most: rows.map(() => 1),
      binary: [...rows.keys()],
      constraints: needed,
    });
    if (!solution) return undefined;
    withheld = rows.map((_, row) => (solution[row] ?? 0) > 0.5);
  }
  return undefined;
}

/** What has to be withheld for a cell to be wide enough, which what is withheld now does not meet. */
function needOf(
  { rows, value, primary, width, least, most, known }: Protecting,
  withheld: readonly boolean[],
  asked: number,
  ends: readonly [Float64Array, Float64Array],
): Constraint {
  const wanted = width[asked] ?? 0;
  // A cell of several rows moves when all are withheld: one that is not stands for it.
  const rowOf = new Map<number, number>();
  for (const [row, { cells }] of rows.entries())
    for (const cell of cells) {
      const now = rowOf.get(cell);
      if (now === undefined || (withheld[now] && !withheld[row]) || (primary[now] && !primary[row]))
        rowOf.set(cell, row);
    }
  let right = wanted;
  const times = new Map<number, number>();
  for (const cell of Array.from(value).keys()) {
    if (known?.[cell]) continue;
    // In tables of sums no other cell need move further than the one that is to be widened; short moves bind best.
    const down = Math.max(-wanted, Math.min(0, (least?.[cell] ?? 0) - (value[cell] ?? 0)));
    const up = Math.min(wanted, Math.max(0, (most?.[cell] ?? Number.POSITIVE_INFINITY) - (value[cell] ?? 0)));
    const moves = ends.reduce((sum, costs) => sum + Math.max(...[down, up].map((end) => -(costs[cell] ?? 0) * end)), 0);
    const row = rowOf.get(cell);
    if (row === undefined || primary[row]) right -= moves;
    else if (moves > 1e-9) times.set(row, (times.get(row) ?? 0) + moves);
  }
  return {
    variables: [...times.keys()],
    coefficients: [...times.values()].map((most) => Math.min(most, right)),
    is: '>=',
    right,
  };
}
