/** What early-help assessments ask about the parents: one question that finds need, and three that audits ask of practice. */

interface Question {
  /** To be read after "Assessments in which". */
  readonly title: string;
  readonly short: string;
  readonly kind: 'need' | 'practice';
}

export const earlyHelpQuestions = {
  family_conflict: { title: 'family conflict was noted', short: 'Family conflict noted', kind: 'need' },
  relationship_considered: {
    title: 'the parents’ relationship was considered',
    short: 'Relationship considered',
    kind: 'practice',
  },
  both_parents_involved: { title: 'both parents took part', short: 'Both parents took part', kind: 'practice' },
  distress_identified_early: {
    title: 'distress between parents was found early',
    short: 'Distress found early',
    kind: 'practice',
  },
} as const satisfies Record<string, Question>;

export type EarlyHelpQuestion = keyof typeof earlyHelpQuestions;
export const earlyHelpIds = Object.keys(earlyHelpQuestions) as EarlyHelpQuestion[];
