/**
 * An attacker who knows nothing of how the gate works: people are counted once each, in the smallest pieces there are
 * (atoms), and every number that is shown is a sum of atoms. What is left possible of any other sum is a linear programme.
 */
import { attack, type Interval } from '../../models/statistics/disclosure/attacker.js';
import type { Solver } from '../../models/statistics/disclosure/linear-programme.js';

/** A number that somebody could want to know: a count, or who is in one count and not in another. */
export interface Wanted {
  readonly name: string;
  /** The atoms that make it up. */
  readonly atoms: readonly number[];
  /** As it is shown; undefined where it is not. */
  readonly shown?: number | undefined;
  /** Half of what it was rounded to. */
  readonly within?: number;
}

export const countIn = (people: readonly number[], { atoms }: Wanted): number =>
  atoms.reduce((sum, atom) => sum + people[atom]!, 0);

export interface Knowing {
  readonly below: number;
  readonly zeros: boolean;
}

/** What a number that is not shown can be by the rules alone: everybody knows which are small. */
export function byRule(value: number, { below, zeros }: Knowing): { readonly least: number; readonly most: number } {
  if (value >= below) return { least: below, most: Number.POSITIVE_INFINITY };
  if (value === 0 && !zeros) return { least: 0, most: Number.POSITIVE_INFINITY };
  return { least: zeros ? 0 : 1, most: below - 1 };
}

/** The interval of each number that is not shown, by name, for those who know everything that is shown and the rules. */
export function intervalsOf(
  solve: Solver,
  people: readonly number[],
  wanted: readonly Wanted[],
  knowing: Knowing,
  asking: readonly Wanted[] = wanted,
): Map<string, Interval> {
  const value = [...people, ...wanted.map((one) => countIn(people, one))];
  const known = wanted.map((one, i) => {
    const truth = value[people.length + i]!;
    if (one.shown === undefined) return byRule(truth, knowing);
    return { least: one.shown - (one.within ?? 0), most: one.shown + (one.within ?? 0) };
  });
  const tables = {
    value,
    sums: wanted.map(({ atoms }, i) => ({
      cells: [people.length + i, ...atoms],
      coefficients: [-1, ...atoms.map(() => 1)],
    })),
    least: [...people.map(() => 0), ...known.map(({ least }) => least)],
    most: [...people.map(() => Number.POSITIVE_INFINITY), ...known.map(({ most }) => most)],
  };
  const exact = wanted.flatMap(({ shown, within = 0 }, i) => (shown !== undefined && within === 0 ? [i] : []));
  const hidden = new Set([...value.keys()].filter((cell) => !exact.includes(cell - people.length)));
  const names = new Set(asking.map(({ name }) => name));
  const asked = wanted.flatMap(({ shown, name }, i) =>
    shown === undefined && names.has(name) ? [people.length + i] : [],
  );
  const found = attack(solve, tables, hidden, asked);
  return new Map(asked.map((cell) => [wanted[cell - people.length]!.name, found.get(cell)!]));
}
