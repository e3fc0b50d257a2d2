/**
 * What somebody who can add up learns of withheld cells. From everything published, and bounds known to all:
 *
 *     lower = min xⱼ,  upper = max xⱼ   over all x with A·x = b and least ≤ x ≤ most
 *
 * by linear programming (Fischetti and Salazar, 2001, Management Science 47, 1008–1027, the attacker’s problems). A
 * cell is safe where upper − lower reaches the width asked.
 */
import type { OpenProgramme, Solver } from './linear-programme.js';
import { type Equation, equationsOf, type LinkedTables, separate } from './linked-tables.js';

export interface Interval {
  readonly lower: number;
  /** Infinity where nothing bounds it. */
  readonly upper: number;
}

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
    const intervals = questions.length > 0 ? intervalsOf(solve, tables, group, questions) : [];
    for (const [i, interval] of intervals.entries()) found.set(questions[i] ?? -1, interval);
  }
  return found;
}

/** Somebody who knows the sums and asks how far cells can move from what they are, while more or less is withheld. */
export class Attacker {
  readonly #programme: OpenProgramme;
  readonly #down: Float64Array;
  readonly #up: Float64Array;
  #least: Float64Array;
  #most: Float64Array;

  constructor(solve: Solver, { value, sums, least, most }: LinkedTables) {
    this.#down = Float64Array.from(value, (x, cell) => Math.min(0, (least?.[cell] ?? 0) - x));
    this.#up = Float64Array.from(value, (x, cell) => Math.max(0, (most?.[cell] ?? Number.POSITIVE_INFINITY) - x));
    const still = Array.from(value, () => 0);
    this.#least = this.#most = Float64Array.from(still);
    this.#programme = solve.open({
      objective: still,
      least: still,
      most: still,
      binary: [],
      constraints: sums.map(({ cells, coefficients }) => ({ variables: cells, coefficients, is: '=', right: 0 })),
    });
  }

  /** What can be moved from now on. */
  hide(hidden: ReadonlySet<number>): void {
    this.#least = this.#down.map((down, cell) => (hidden.has(cell) ? down : 0));
    this.#most = this.#up.map((up, cell) => (hidden.has(cell) ? up : 0));
    this.#programme.bound(this.#least, this.#most);
  }

  /** How wide the interval of a cell is, as far as that matters: at most `wanted`. */
  width(cell: number, wanted: number): number {
    const { down, up } = this.#ends(cell, wanted);
    return Math.min(wanted, down + up);
  }

  isWide(cell: number, wanted: number): boolean {
    return isEnough(this.width(cell, wanted), wanted);
  }

  /** The reduced costs at the two ends of an interval that is narrower than wanted: why it is. */
  whyNarrow(cell: number, wanted: number): readonly [Float64Array, Float64Array] | undefined {
    const { down, up, costs } = this.#ends(cell, wanted, () => this.#programme.reducedCosts());
    const [below, above] = costs;
    return below && above && !isEnough(down + up, wanted) ? [below, above] : undefined;
  }

  /** How far a cell moves either way. When one is enough the other is not asked. */
  #ends(cell: number, wanted: number, costsOf?: () => Float64Array) {
    const programme = this.#programme;
    const [least, most] = [this.#least[cell] ?? 0, this.#most[cell] ?? 0];
    programme.boundOne(cell, Math.max(least, -wanted), Math.min(most, wanted));
    const costs: (Float64Array | undefined)[] = [];
    const farthest = (times: 1 | -1) => {
      const end = programme.least(cell, times);
      if (end === undefined) throw new RangeError('attacker: no numbers fit what is published');
      costs.push(costsOf?.());
      return -end;
    };
    const down = farthest(1);
    const up = isEnough(down, wanted) ? 0 : farthest(-1);
    programme.boundOne(cell, least, most);
    return { down, up, costs };
  }

  close(): void {
    this.#programme.close();
  }
}

/** As wide as wanted, but for what rounding leaves. */
const isEnough = (width: number, wanted: number): boolean => width >= wanted - 1e-6 * Math.max(1, wanted);

type Group = { readonly cells: readonly number[]; readonly equations: readonly Equation[] };

function intervalsOf(solve: Solver, tables: LinkedTables, group: Group, questions: readonly number[]): Interval[] {
  const { cells, equations } = group;
  // What stands for no end.
  const far = 1000 * cells.reduce((sum, cell) => sum + Math.abs(tables.value[cell] ?? 0), 1);
  const place = new Map(cells.map((cell, i) => [cell, i]));
  const at = (cell: number) => place.get(cell) ?? 0;
  const programme = solve.open({
    objective: cells.map(() => 0),
    least: cells.map((cell) => tables.least?.[cell] ?? 0),
    most: cells.map((cell) => Math.min(far, tables.most?.[cell] ?? far)),
    binary: [],
    constraints: equations.map(({ cells: of, coefficients, right }) => ({
      variables: of.map(at),
      coefficients,
      is: '=',
      right,
    })),
  });
  try {
    return questions.map((cell) => {
      const [lower, upper] = [programme.least(at(cell), 1), programme.least(at(cell), -1)];
      if (lower === undefined || upper === undefined) throw new RangeError('attack: no numbers fit what is published');
      // HiGHS may say −0.
      return { lower: lower + 0, upper: -upper > far * 0.99 ? Number.POSITIVE_INFINITY : 0 - upper };
    });
  } finally {
    programme.close();
  }
}
