/** Groups that overlap go through the gate: three of them tie what two have in common, and nobody is told a small number. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linked } from '../models/disclosure/linked.js';
import { tableCounts } from '../models/disclosure/rows.js';
import { protectedTables } from '../models/disclosure/tables.js';
import { waysOf } from '../models/disclosure/ways.js';
import { loadSolver, type Solver } from '../models/statistics/disclosure/linear-programme.js';
import { suppress } from '../models/statistics/disclosure/suppression.js';

interface Overlap {
  readonly groups: readonly [number, number];
  readonly people: number;
}

/** Which sizes and overlaps of groups the gate withholds, and by which rule. */
function withheldOverlaps(
  solve: Solver,
  sizes: readonly number[],
  overlaps: readonly Overlap[],
  small: { readonly below: number; readonly zeros: boolean },
) {
  const name = (group: number) => `G${group}`;
  const rows = [
    ...sizes.map((people, g) => ({ cohort: name(g), also_in: null, people })),
    ...overlaps.map(({ groups: [a, b], people }) => ({ cohort: name(a), also_in: name(b), people })),
  ];
  const counted = tableCounts('cohort', protectedTables.cohort!, rows, small);
  const ways = waysOf(solve, counted.belonging);
  const withheld = suppress(solve, linked({ ...counted, ways }, [], small));
  const rules = counted.figures.map((figure, i) =>
    figure.small ? 'small_count' : withheld[i] ? 'gives_one_away' : null,
  );
  return { sizes: rules.slice(0, sizes.length), overlaps: rules.slice(sizes.length) };
}

describe('groups that overlap', () => {
  const small = { below: 4, zeros: false };
  const pairs = [
    [0, 1],
    [0, 2],
    [1, 2],
  ] as const;
  /** People in each way of belonging to three groups; the bits of the place are the groups. */
  const counted = (ways: readonly number[]) => {
    const within = (...groups: readonly number[]) =>
      ways.reduce((sum, n, i) => sum + (groups.every((g) => ((i + 1) >> g) % 2 === 1) ? n : 0), 0);
    return {
      sizes: [0, 1, 2].map((g) => within(g)),
      overlaps: pairs.map((groups): Overlap => ({ groups, people: within(...groups) })),
    };
  };
  /** Everything that goes with what may be shown: sizes, overlaps, and what overlaps leave of their groups. */
  const numbers = ({ sizes, overlaps }: ReturnType<typeof counted>) => [
    ...sizes,
    ...overlaps.flatMap(({ groups: [a, b], people }) => [people, (sizes[a] ?? 0) - people, (sizes[b] ?? 0) - people]),
  ];
  const isSmall = (n: number) => n > 0 && n < small.below;

  /**
   * Every world of three groups that looks like this one to somebody who is shown what is not withheld, and is told of
   * what is whether it is small.
   */
  const worldsLike = (truth: ReturnType<typeof counted>, rules: ReturnType<typeof withheldOverlaps>): number[][] => {
    const upTo = (least: number, most: number) =>
      Array.from({ length: Math.max(0, most - least + 1) }, (_, i) => least + i);
    const sizes = truth.sizes.map((n, g) =>
      rules.sizes[g] === null
        ? [n]
        : rules.sizes[g] === 'small_count'
          ? upTo(1, small.below - 1)
          : upTo(small.below, 12),
    );
    const shared = (p: number, one: number, other: number) => {
      if (rules.overlaps[p] === null) return [truth.overlaps[p]?.people ?? 0];
      // A number that gives one away is not small itself.
      const isLike = (n: number) => isSmall(n) === (rules.overlaps[p] === 'small_count');
      return upTo(0, Math.min(one, other)).filter(isLike);
    };
    const like: number[][] = [];
    for (const a of sizes[0] ?? [])
      for (const b of sizes[1] ?? [])
        for (const c of sizes[2] ?? [])
          for (const ab of shared(0, a, b))
            for (const ac of shared(1, a, c))
              for (const bc of shared(2, b, c)) {
                // Somebody is in all three: so many at least that no group is overdrawn, and at most as many as any two share.
                const least = Math.max(0, ab + ac - a, ab + bc - b, ac + bc - c);
                if (least > Math.min(ab, ac, bc)) continue;
                const people = [ab, ac, bc];
                like.push(
                  numbers({
                    sizes: [a, b, c],
                    overlaps: pairs.map((groups, p) => ({ groups, people: people[p] ?? 0 })),
                  }),
                );
              }
    return like;
  };

  it('tell nobody a small number: whoever tries all that could be finds more than one', async () => {
    const solve = await loadSolver();
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 7, maxLength: 7 }), (ways) => {
        const truth = counted(ways);
        const like = worldsLike(truth, withheldOverlaps(solve, truth.sizes, truth.overlaps, small));
        for (const [i, n] of numbers(truth).entries())
          if (isSmall(n)) expect(new Set(like.map((world) => world[i])).size, `${ways} at ${i}`).toBeGreaterThan(1);
      }),
      { numRuns: 15, seed: 7 },
    );
  });

  it('withhold more than the small where a third group would tell it', async () => {
    // All of A are in C. Of the 42 in B and C, at most 40 are not in A: at least two are in A and B.
    const sizes = [60, 120, 100];
    const overlaps: Overlap[] = [
      { groups: [0, 1], people: 2 },
      { groups: [0, 2], people: 60 },
      { groups: [1, 2], people: 42 },
    ];
    const { overlaps: rules } = withheldOverlaps(await loadSolver(), sizes, overlaps, { below: 5, zeros: false });
    expect(rules).toEqual(['small_count', null, 'gives_one_away']);
  });

  it('show everything where nothing is small', async () => {
    const { sizes, overlaps } = counted([50, 60, 70, 80, 90, 40, 30]);
    const rules = withheldOverlaps(await loadSolver(), sizes, overlaps, small);
    expect([...rules.sizes, ...rules.overlaps].every((rule) => rule === null)).toBe(true);
  });
});
