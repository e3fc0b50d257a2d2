/**
 * What somebody who can add up learns of withheld cells. From everything published, and bounds known to all:
 *
 *     lower = min xⱼ,  upper = max xⱼ   over all x with A·x = b and least ≤ x ≤ most
 *
 * by linear programming (Fischetti and Salazar, 2001, Management Science 47, 1008–1027, the attacker’s problems). A
 * cell is safe where upper − lower reaches the width asked.
 */

import type { Numbers } from '../reasons.js';
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

/** How wide the interval of each cell asked for is, as far as that matters: at most `wanted`. */
export function widths(
  solve: Solver,
  tables: LinkedTables,
  hidden: ReadonlySet<number>,
  asked: readonly number[],
  wanted: Numbers,
): Map<number, number> {
  const found = new Map<number, number>();
  const isAsked = new Set(asked);
  for (const group of separate(hidden, equationsOf(tables, hidden))) {
    const questions = group.cells.filter((cell) => isAsked.has(cell));
    if (questions.length === 0) continue;
    const few = 2 * questions.length * group.cells.length <= variablesAtOnce;
    const intervals = few
      ? intervalsOf(solve, tables, group, questions)
      : seen(solve, tables, group, questions, wanted);
    for (const [i, cell] of questions.entries()) {
      const { lower, upper } = intervals[i] as Interval;
      found.set(cell, Math.min(wanted[cell] ?? 0, upper - lower));
    }
  }
  return found;
}

const slack = 1e-6;

/** Intervals of a large group as wide as wanted, or as wide as they can be: first among the cells near by alone, then among all. */
function seen(
  solve: Solver,
  tables: LinkedTables,
  group: Group,
  questions: readonly number[],
  wanted: Numbers,
): Interval[] {
  const equationsWith = new Map<number, Equation[]>();
  for (const equation of group.equations)
    for (const cell of equation.cells) equationsWith.set(cell, [...(equationsWith.get(cell) ?? []), equation]);
  const beside = (cells: Iterable<number>): Set<number> =>
    new Set([...cells].flatMap((cell) => [cell, ...(equationsWith.get(cell) ?? []).flatMap((one) => one.cells)]));
  return questions.map((cell) => {
    // With fewer cells free to move an interval can only be narrower.
    const near = [...attack(solve, tables, beside(beside([cell])), [cell]).values()][0];
    const isWide = near !== undefined && near.upper - near.lower >= (wanted[cell] ?? 0) - slack;
    return isWide ? near : (intervalsOf(solve, tables, group, [cell])[0] as Interval);
  });
}

type Group = { readonly cells: readonly number[]; readonly equations: readonly Equation[] };

/** Two copies of the group for each question, the first for the least it can be and the second for the most. */
function intervalsOf(solve: Solver, tables: LinkedTables, group: Group, questions: readonly number[]): Interval[] {
  const { cells, equations } = group;
  const far = farOf(tables, cells);
  const place = new Map(cells.map((cell, i) => [cell, i]));
  const at = (cell: number) => place.get(cell) ?? 0;
  if (equations.length === 0)
    return questions.map((cell) =>
      intervalOf(tables.least?.[cell] ?? 0, Math.min(far, tables.most?.[cell] ?? far), far),
    );
  const objectives = questions.flatMap((question) =>
    [1, -1].map((sign) => cells.map((cell) => (cell === question ? sign : 0))),
  );
  const solution = solveFor(solve, tables, group, objectives);
  return questions.map((cell, i) => {
    const of = (copy: number) => solution[copy * cells.length + at(cell)];
    return intervalOf(of(2 * i), of(2 * i + 1), far);
  });
}

/** Numbers that fit what is published, a copy of the group for each objective. */
function solveFor(
  solve: Solver,
  tables: LinkedTables,
  { cells, equations }: Group,
  objectives: readonly (readonly number[])[],
): Float64Array {
  const far = farOf(tables, cells);
  const least = cells.map((cell) => tables.least?.[cell] ?? 0);
  const most = cells.map((cell) => Math.min(far, tables.most?.[cell] ?? far));
  const place = new Map(cells.map((cell, i) => [cell, i]));
  const programme: Programme = {
    objective: objectives.flat(),
    least: objectives.flatMap(() => least),
    most: objectives.flatMap(() => most),
    binary: [],
    constraints: objectives.flatMap((_, copy) =>
      equations.map(({ cells: of, coefficients, right }) => ({
        variables: of.map((cell) => copy * cells.length + (place.get(cell) ?? 0)),
        coefficients,
        is: '=' as const,
        right,
      })),
    ),
  };
  const solution = solve(programme);
  if (!solution) throw new RangeError('attack: no numbers fit what is published');
  return solution;
}

/** What stands for no end. */
const farOf = ({ value }: LinkedTables, cells: readonly number[]): number =>
  1000 * cells.reduce((sum, cell) => sum + Math.abs(value[cell] ?? 0), 1);

const intervalOf = (lower = 0, upper = 0, far: number): Interval => ({
  // HiGHS may say −0.
  lower: lower + 0,
  upper: upper > far * 0.99 ? Number.POSITIVE_INFINITY : upper + 0,
});
