/** The pathway of support: four levels of help, from help for all to help for those in most need of it. */

/** What a level's expected need is a share of. */
export type Base = 'families' | 'families_in_conflict';

interface Level {
  readonly title: string;
  /** Whom it is for. */
  readonly whom: string;
  readonly base: Base;
  /** Per cent of the base expected to need a place in a year, unless a council says otherwise: judgement, measured nowhere. */
  readonly share: number;
}

/** The levels of the Early Intervention Foundation, from the widest to the most intensive. */
export const levels = {
  universal: { title: 'Universal', whom: 'for all families', base: 'families', share: 10 },
  targeted_selective: {
    title: 'Targeted selective',
    whom: 'for families in circumstances that make conflict more likely',
    base: 'families_in_conflict',
    share: 20,
  },
  targeted_indicated: {
    title: 'Targeted indicated',
    whom: 'for families in whom conflict has been noticed',
    base: 'families_in_conflict',
    share: 10,
  },
  specialist: {
    title: 'Specialist',
    whom: 'for families whose conflict does lasting harm',
    base: 'families_in_conflict',
    share: 3,
  },
} as const satisfies Record<string, Level>;

export type LevelId = keyof typeof levels;
export const levelIds = Object.keys(levels) as LevelId[];

/** The shares as they stand unless a council says otherwise. */
export const usualShares: Readonly<Record<LevelId, number>> = Object.fromEntries(
  levelIds.map((id) => [id, levels[id].share]),
) as Record<LevelId, number>;
