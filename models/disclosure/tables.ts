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
  /** Counts of a row that together are another of it. */
  readonly splits?: Readonly<Record<string, readonly string[]>>;
  /** Columns of the key of which a row without a value is the total of those that have one. */
  readonly totals?: readonly string[];
  /** The rows that each count of a row lies within: of columns of the key, the column whose value they have there, or null. */
  readonly inside?: readonly Readonly<Record<string, string | null>>[];
  /** Where rows are about groups that overlap: the groups whose people a row counts, one or two of them. */
  readonly groups?: (row: Key) => readonly string[];
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
    title: 'Referrals',
    key: ['period', 'referrer', 'level', 'service_id', 'programme', 'authority'],
    counts: { referrals: 'referrals', inappropriate: 'not appropriate', suitable: 'suitable' },
    within: { inappropriate: ['referrals'], suitable: ['referrals'] },
    splits: { referrals: ['inappropriate', 'suitable'] },
    totals: ['referrer', 'level', 'service_id', 'programme', 'authority'],
    also: ['of_period', 'of_flow'],
  },
  // Not within: that a few are not trained yet is no secret. These are people at work, and no families.
  workforce: {
    title: 'Staff who are trained',
    key: ['period', 'team'],
    counts: { in_scope: 'in scope', trained: 'trained' },
    follows: {
      champions: ['in_scope'],
      confidence_before: ['in_scope', 'trained'],
      confidence_after: ['in_scope', 'trained'],
    },
  },
  outcome: {
    title: 'Outcomes of programmes',
    key: ['programme', 'measure', 'timepoint'],
    counts: {
      n: 'who answered',
      n_then: 'whom they are set against',
      over_before: 'at the cut-off or beyond before',
      over_after: 'at the cut-off or beyond',
      began: 'who had answered before',
    },
    within: { n: ['began'], over_before: ['n_then'], over_after: ['n'] },
    follows: {
      ...Object.fromEntries(
        ['mean_before', 'sd_before', 'mean_after', 'sd_after', 'sd_change', 'n_exact', 'n_then_exact'].map((column) => [
          column,
          ['n', 'n_then'],
        ]),
      ),
      over_both: ['n', 'over_before', 'over_after'],
    },
    also: ['position', 'cutoff', 'few', 'near_another', 'paired', 'higher_is_better', 'lower_is_better'],
  },
  cohort: {
    title: 'Groups that overlap',
    key: ['cohort', 'also_in'],
    counts: { people: 'people' },
    inside: [{ also_in: null }, { cohort: 'also_in', also_in: null }],
    groups: ({ cohort = null, also_in = null }) => [cohort, also_in].filter((group) => group !== null),
  },
  early_help: {
    title: 'Early-help assessments',
    key: ['period', 'area_level', 'area'],
    counts: {
      assessments: 'assessments',
      family_conflict: 'with family conflict',
      relationship_considered: 'in which the parents’ relationship was considered',
      both_parents_involved: 'in which both parents took part',
      distress_identified_early: 'in which distress between parents was found early',
    },
    within: {
      family_conflict: ['assessments'],
      relationship_considered: ['assessments'],
      both_parents_involved: ['assessments'],
      distress_identified_early: ['assessments'],
    },
    also: ['apart'],
  },
};

export const countTable = (name: string): string => `${name}_count`;
export const protectedTable = (name: string): string => `${name}_protected`;
