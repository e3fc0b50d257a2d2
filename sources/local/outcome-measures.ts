import { defineSource } from '../define.js';
import { choice, columns, councilRows, optional } from './local.js';

const shared = {
  programme: { type: 'text', means: 'As in the file of uptake.', example: 'Arguing better' },
  measure: { type: 'text', means: 'The questionnaire, whole and unchanged.', example: 'SDQ' },
  timepoint: { ...choice('before', 'after', '3m', '6m', '12m'), means: 'When it was filled in.', example: 'before' },
} as const;

const cutoff = {
  ...optional,
  type: 'number',
  means: 'The score above which there is a clinical concern.',
  example: '16',
} as const;

/** Questionnaires before and after a programme, one row a score or one row a summary. Of single scores the summary is kept. */
export const outcomeMeasures = defineSource({
  ...councilRows,
  id: 'outcome_measures',
  title: 'Outcomes of programmes',
  tables: [
    {
      row: 'a score of one person',
      columns: columns({
        ...shared,
        participant_id: { type: 'text', personal: true, means: 'Any pseudonym; it is not kept.', example: 'P001' },
        score: { type: 'number', personal: true, means: 'The total score.', example: '18' },
        cutoff,
      }),
      key: ['programme', 'measure', 'timepoint', 'participant_id'],
      keeps: `select programme, measure, timepoint, count(*) as n, avg(score) as mean, stddev_samp(score) as sd,
          max(cutoff) as cutoff,
          case when max(cutoff) is not null then count(case when score > cutoff then 1 end) end as n_over_cutoff
        from cells group by programme, measure, timepoint`,
    },
    {
      row: 'a summary of scores',
      columns: columns({
        ...shared,
        n: { type: 'whole', means: 'How many filled it in.', example: '28' },
        mean: { type: 'number', means: 'Their mean score.', example: '15.2' },
        sd: { type: 'number', means: 'The standard deviation of their scores.', example: '5.1' },
        cutoff,
        n_over_cutoff: {
          ...optional,
          type: 'whole',
          partOf: 'n',
          means: 'How many scored above it.',
          example: '11',
        },
      }),
      key: ['programme', 'measure', 'timepoint'],
    },
  ],
});
