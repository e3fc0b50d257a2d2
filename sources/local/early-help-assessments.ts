import { defineSource } from '../define.js';
import { anyArea, columns, councilRows, optional, period } from './local.js';

const flag = (means: string, example: string) =>
  ({ ...optional, type: 'whole', partOf: 'assessments', means, example }) as const;

/** Early-help assessments, and how often conflict between parents was asked about and found. */
export const earlyHelpAssessments = defineSource({
  ...councilRows,
  id: 'early_help_assessments',
  title: 'Early-help assessments',
  caveats: ['What is not asked about is not found: more ticks can mean better practice.'],
  tables: [
    {
      row: 'a period, or an area and period',
      columns: columns({
        period,
        assessments: { type: 'whole', means: 'Assessments completed.', example: '310' },
        family_conflict: flag('Of those, with family conflict ticked.', '96'),
        relationship_considered: flag('Of those, in which the parents’ relationship was considered.', '205'),
        both_parents_involved: flag('Of those, in which both parents took part.', '140'),
        distress_identified_early: flag('Of those, in which distress between parents was found early.', '58'),
        area: anyArea,
      }),
      key: ['period', 'area'],
    },
  ],
});
