/**
 * Groups that overlap. Whoever is shown |A|, |B| and |A ∩ B| knows who is in one and not in the other; and a third group
 * ties them further, since nobody in A and B is neither in C nor outside it. So the people in each of the 2ᵏ − 1 ways of
 * belonging to k groups are cells too, of which nobody knows more than that they are not below 0:
 *
 *     |A| = Σ of the ways with A,   |A ∩ B| = Σ of those with A and B
 */
import type { Solver } from '../statistics/disclosure/linear-programme.js';
import type { Count } from './cells.js';

/** Of more groups than this the largest are tied so; ways of belonging double with each. */
const mostGroups = 7;

/** How many are in one group, or in two. */
export interface Belonging {
  readonly count: Count;
  readonly groups: readonly string[];
}

/** Counts and the ways of belonging that make them up; none where no people could belong to the groups as is said. */
export function waysOf(
  solve: Solver,
  all: readonly Belonging[],
): readonly { readonly total: Count; readonly parts: readonly Count[] }[] {
  const largest = all
    .filter(({ groups }) => groups.length === 1)
    .toSorted((a, b) => b.count.value - a.count.value)
    .slice(0, mostGroups)
    .map(({ groups }) => groups[0] ?? '');
  const tied = all.filter(({ groups }) => groups.every((group) => largest.includes(group)));
  const bits = tied.map(({ groups }) => groups.map((group) => largest.indexOf(group)));
  const ways = Array.from({ length: 2 ** largest.length - 1 }, (_, i) => i + 1);
  const makes = bits.map((of) => ways.flatMap((way, i) => (of.every((bit) => (way >> bit) % 2 === 1) ? [i] : [])));
  // Any people that fit will do: what is known of them is the same.
  const people = solve({
    objective: ways.map(() => 0),
    least: ways.map(() => 0),
    most: ways.map(() => Number.POSITIVE_INFINITY),
    binary: [],
    constraints: makes.map((of, i) => ({
      variables: of,
      coefficients: of.map(() => 1),
      is: '=' as const,
      right: tied[i]?.count.value ?? 0,
    })),
  });
  if (!people) return [];
  return tied.map(({ count }, i) => ({
    total: count,
    parts: (makes[i] ?? []).map((way) => ({
      ...count,
      name: `${largest.join(', ')} way ${way}`,
      value: people[way] ?? 0,
      known: false,
    })),
  }));
}
