import { defineSource } from '../define.js';
import { choice, columns, councilRows, optional } from './local.js';
import { questionnairesSql } from './questionnaires.js';

const shared = {
  programme: { type: 'text', means: 'As in the file of uptake.', example: 'Arguing better' },
  measure: { type: 'text', means: 'The questionnaire, whole and unchanged.', example: 'SDQ' },
  timepoint: {
    ...choice('before', 'after', '1m', '3m', '6m', '12m'),
    means: 'When it was filled in: before, at the end, or so many months later.',
    example: 'before',
  },
} as const;

const scale = {
  better: {
    ...optional,
    ...choice('lower', 'higher'),
    means: 'Which scores are better; blank for questionnaires that are known.',
    example: 'lower',
  },
  cutoff: {
    ...optional,
    type: 'number',
    means: 'The first score of clinical concern; blank for questionnaires that are known.',
    example: '17',
  },
} as const;

const paired = (means: string, example: string) =>
  ({ ...optional, type: 'number', means: `Of those who also filled it in before: ${means}`, example }) as const;

const pairs = (means: string, example: string) => ({ ...paired(means, example), type: 'whole', partOf: 'n' }) as const;

const joined = 'score_before is not null';

/**
 * Questionnaires before and after a programme, one row a score or one row a summary. Of single scores only the summary is
 * kept: of all who answered at a time, and of those of them who had also answered before.
 */
export const outcomeMeasures = defineSource({
  ...councilRows,
  access: 'restricted',
  id: 'outcome_measures',
  title: 'Outcomes of programmes',
  caveats: [
    'Without others to compare with, a change is not yet the programme’s doing: many people get better anyway.',
  ],
  tables: [
    {
      row: 'a score of one person',
      columns: columns({
        ...shared,
        participant_id: { type: 'text', personal: true, means: 'Any pseudonym; it is not kept.', example: 'P001' },
        score: { type: 'number', personal: true, means: 'The total score.', example: '18' },
        ...scale,
      }),
      key: ['programme', 'measure', 'timepoint', 'participant_id'],
      keeps: `with known as (${questionnairesSql}),
        scaled as (
          select c.programme, c.measure, c.timepoint, c.participant_id, c.score,
            coalesce(max(c.better) over s, k.better) as better,
            coalesce(max(cast(c.cutoff as double)) over s, k.cutoff) as cutoff
          from cells as c
          left join known as k on k.name = regexp_replace(lower(c.measure), '[^a-z0-9]', '', 'g')
          window s as (partition by c.programme, c.measure)
        ),
        scored as (
          select *, case when cutoff is null or better is null then null
              when better = 'lower' then score >= cutoff else score <= cutoff end as over
          from scaled
        ),
        beside as (
          select s.*, b.score as score_before, b.over as over_before
          from scored as s
          left join scored as b
            on b.programme = s.programme and b.measure = s.measure and b.participant_id = s.participant_id
              and b.timepoint = 'before' and s.timepoint <> 'before'
        )
        select programme, measure, timepoint, count(*) as n, avg(score order by score) as mean, stddev_samp(score order by score) as sd,
          max(better) as better, max(cutoff) as cutoff,
          case when count(over) > 0 then count(case when over then 1 end) end as n_over_cutoff,
          case when timepoint <> 'before' then count(score_before) end as pairs,
          avg(score_before order by score_before) as pairs_mean_before, stddev_samp(score_before order by score_before) as pairs_sd_before,
          avg(case when ${joined} then score end order by score) as pairs_mean, stddev_samp(case when ${joined} then score end order by score) as pairs_sd,
          stddev_samp(score - score_before order by score - score_before) as pairs_sd_change,
          case when count(over_before) > 0 then count(case when over_before then 1 end) end as pairs_over_before,
          case when count(over_before) > 0 then count(case when over and ${joined} then 1 end) end as pairs_over,
          case when count(over_before) > 0 then count(case when over and over_before then 1 end) end as pairs_over_both
        from beside group by programme, measure, timepoint`,
    },
    {
      row: 'a summary of scores',
      columns: columns({
        ...shared,
        n: { type: 'whole', means: 'How many filled it in.', example: '28' },
        mean: { type: 'number', means: 'Their mean score.', example: '15.2' },
        sd: { type: 'number', means: 'The standard deviation of their scores.', example: '5.1' },
        ...scale,
        n_over_cutoff: {
          ...optional,
          type: 'whole',
          partOf: 'n',
          means: 'How many scored at the cut-off or beyond.',
          example: '11',
        },
        pairs: pairs('how many they are.', '26'),
        pairs_mean_before: paired('their mean score before.', '17.4'),
        pairs_sd_before: paired('its standard deviation.', '5.6'),
        pairs_mean: paired('their mean score now.', '15.1'),
        pairs_sd: paired('its standard deviation.', '5.2'),
        pairs_sd_change: paired('the standard deviation of each one’s change.', '4.3'),
        pairs_over_before: pairs('how many scored at the cut-off or beyond before.', '15'),
        pairs_over: pairs('how many do now.', '10'),
        pairs_over_both: pairs('how many did both times.', '8'),
      }),
      key: ['programme', 'measure', 'timepoint'],
    },
  ],
});
