/**
 * The tables of the council's own counts that the gate protects. Each is made by an SQL file `tables/<name>_count.sql`,
 * before disclosure control; the gate makes `<name>_protected` of it, with the same columns and a `status`, which marts
 * read. What is withheld goes into the log by itself.
 */

export interface ProtectedTable {
  /** What it is about, in the log. */
  readonly title: string;
  /** The columns that say what a row is about. `period`, and `area_level` with `area`, link it to other rows by themselves. */
  readonly key: readonly string[];
  /** The counts of people and what each is, in the order in which they had best be kept. */
  readonly counts: Readonly<Record<string, string>>;
  /** Of a count those of its row that it lies within: who is in one and not in the other is a count as well. */
  readonly within?: Readonly<Record<string, readonly string[]>>;
  /** Columns of the key of which a row without a value is the total of those that have one. */
  readonly totals?: readonly string[];
  /** The rows, by what of the key is otherwise, that each count of a row lies within. */
  readonly inside?: (row: Key) => readonly Partial<Key>[];
  /** Other numbers that tell of counts (means, shares): of each the counts without which it is withheld. */
  readonly follows?: Readonly<Record<string, readonly string[]>>;
  /** Numbers that are about nobody. */
  readonly also?: readonly string[];
}

export type Key = Readonly<Record<string, string | null>>;

export const protectedTables: Readonly<Record<string, ProtectedTable>> = {
  uptake: {
    title: 'How far parents came with programmes',
    key: ['programme', 'period'],
    counts: {
      enrolled: 'enrolled',
      starts: 'started',
      retained: 'stayed',
      milestones: 'reached a milestone',
    },
    within: {
      starts: ['enrolled'],
      retained: ['enrolled', 'starts'],
      milestones: ['enrolled', 'starts', 'retained'],
    },
    also: ['projects'],
  },
  referral: {
    title: 'Referrals that were not appropriate',
    key: ['period'],
    counts: { referrals: 'referrals', inappropriate: 'not appropriate' },
    within: { inappropriate: ['referrals'] },
  },
};

export const countTable = (name: string): string => `${name}_count`;
export const protectedTable = (name: string): string => `${name}_protected`;
