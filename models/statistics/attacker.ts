/**
 * What somebody who can add up learns of withheld cells. From everything published, and bounds known to all:
 *
 *     lower = min xⱼ,  upper = max xⱼ   over all x with A·x = b and least ≤ x ≤ most
 *
 * by linear programming (Fischetti and Salazar, 2001, Management Science 47, 1008–1027, the attacker’s problems). A
 * cell is safe where upper − lower reaches the width asked.
 */
import type { Programme, Solver } from './linear-programme.js';
import { type Equation, equationsOf, type LinkedTables, separate } from './linked-tables.js';

export interface Interval {
  readonly lower: number;
  /** Infinity where nothing bounds it. */
  readonly upper: number;
}

/** Variables of one programme: several questions about a group are asked at once, as copies side by side. */
const variablesAtOnce = 6000;

/** The feasible interval of each of the hidden cells asked for. Throws where the tables contradict themselves. */
export function attack(
  solve: Solver,
  tables: LinkedTables,
  hidden: ReadonlySet<number>,
  asked: readonly number[] = [...hidden],
): Map<number, Interval> {
  const found = new Map<number, Interval>();
  const wanted = new Set(asked);
  for (const group of separate(hidden, equationsOf(tables, hidden))) {
    const questions = group.cells.filter((cell) => wanted.has(cell));
    const atOnce = Math.max(1, Math.floor(variablesAtOnce / (2 * group.cells.length)));
    for (let from = 0; from < questions.length; from += atOnce) {
      const some = questions.slice(from, from + atOnce);
      const intervals = intervalsOf(solve, tables, group, some);
      for (const [i, cell] of some.entries()) found.set(cell, intervals[i] as Interval);
    }
  }
  return found;
}

type Group = { readonly cells: readonly number[]; readonly equations: readonly Equation[] };

/** Two copies of the group for each question, the first for the least it can be and the second for the most. */
function intervalsOf(solve: Solver, tables: LinkedTables, group: Group, questions: readonly number[]): Interval[] {
  const { cells, equations } = group;
  const far = 1000 * cells.reduce((sum, cell) => sum + Math.abs(tables.value[cell] ?? 0), 1);
  const least = cells.map((cell) => tables.least?.[cell] ?? 0);
  const most = cells.map((cell) => Math.min(far, tables.most?.[cell] ?? far));
  const place = new Map(cells.map((cell, i) => [cell, i]));
  const at = (cell: number) => place.get(cell) ?? 0;
  if (equations.length === 0) return questions.map((cell) => intervalOf(least[at(cell)], most[at(cell)], far));
  const copies = Array.from({ length: 2 * questions.length }, (_, copy) => copy * cells.length);
  const objective = copies.flatMap((_, copy) => {
    const coefficients = cells.map(() => 0);
    coefficients[at(questions[copy >> 1] ?? 0)] = copy % 2 === 0 ? 1 : -1;
    return coefficients;
  });
  const programme: Programme = {
    objective,
    least: copies.flatMap(() => least),
    most: copies.flatMap(() => most),
    binary: [],
    constraints: copies.flatMap((start) =>
      equations.map(({ cells: of, coefficients, right }) => ({
        variables: of.map((cell) => start + at(cell)),
        coefficients,
        is: '=' as const,
        right,
      })),
    ),
  };
  const solution = solve(programme);
  if (!solution) throw new RangeError('attack: no numbers fit what is published');
  return questions.map((cell, i) => {
    const of = (copy: number) => solution[copy * cells.length + at(cell)];
    return intervalOf(of(2 * i), of(2 * i + 1), far);
  });
}

const intervalOf = (lower = 0, upper = 0, far: number): Interval => ({
  // HiGHS may say −0.
  lower: lower + 0,
  upper: upper > far * 0.99 ? Number.POSITIVE_INFINITY : upper + 0,
});
