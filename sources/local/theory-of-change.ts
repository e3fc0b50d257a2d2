import { defineSource } from '../define.js';
import { choice, columns, councilRows, optional } from './local.js';

/** What the council means to change, step by step, and how it will tell. */
export const theoryOfChange = defineSource({
  ...councilRows,
  id: 'theory_of_change',
  title: 'Theory of change',
  tables: [
    {
      row: 'a step, or an indicator of one',
      columns: columns({
        stage: {
          ...choice('now', 'change', 'intermediate', 'long_term'),
          means: 'How things are, what is done, what follows, what is meant to come of it.',
          example: 'intermediate',
        },
        statement: { type: 'text', means: 'One sentence.', example: 'Practitioners ask both parents.' },
        indicator: {
          ...optional,
          type: 'text',
          means:
            'What shows it: the name of an indicator (wardwise list indicators), workforce_trained, referrals_inappropriate, programmes_retained, early_help_ with a question of early-help assessments, or words.',
          example: 'early_help_family_conflict',
        },
        baseline: { ...optional, type: 'number', means: 'Its value at the start.', example: '66' },
        target: { ...optional, type: 'number', means: 'The value aimed at.', example: '50' },
        by: { ...optional, type: 'date', means: 'By when.', example: '31/03/2027' },
      }),
      key: ['stage', 'statement'],
    },
  ],
});
