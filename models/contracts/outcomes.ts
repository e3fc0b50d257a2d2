/** The marts about what becomes of families: outcomes of programmes, groups that overlap, early-help assessments. */
import { z } from 'zod';
import { limits95, maybe, number, text, whole } from './words.js';

const share = (of: string) => maybe(number).describe(`Per cent of ${of}.`);
const lower = maybe(number).describe('Lower end of its 95% interval.');
const upper = maybe(number).describe('Upper end of its 95% interval.');
const question = z
  .enum(['family_conflict', 'relationship_considered', 'both_parents_involved', 'distress_identified_early'])
  .describe(
    'What was looked for: conflict noted, the parents’ relationship considered, both parents taking part, distress between them found early.',
  );

export const outcomesMarts = {
  mart_outcome: z
    .object({
      programme: text.describe('Name of the programme.'),
      measure: text.describe('The questionnaire, as the council writes it.'),
      measure_title: text.describe('What it measures, where it is a known one.'),
      better: maybe(z.enum(['lower', 'higher'])).describe('Which scores are better; blank where nobody has said.'),
      timepoint: z
        .enum(['after', '1m', '3m', '6m', '12m'])
        .describe('When it was filled in again: at the end, or so many months later.'),
      position: whole.describe('Order of these times.'),
      basis: z
        .enum(['paired', 'unpaired'])
        .describe(
          'paired: the same people both times. unpaired: all who answered each time, as if they were other people; the intervals are then wider than they need be.',
        ),
      n_before: maybe(number).describe(
        'How many filled it in before; blank where it would tell how few were lost on the way.',
      ),
      n: maybe(number).describe(
        'paired: how many filled it in both times. unpaired: how many did the second time. Blank under ten, or where it would tell of few.',
      ),
      reliability: maybe(z.enum(['small_numbers', 'usual'])).describe(
        'small_numbers: fewer than 30 people, treat with caution.',
      ),
      mean_before: maybe(number).describe('Mean score before, of those set against each other.'),
      mean_after: maybe(number).describe('Their mean score at this time.'),
      change: maybe(number).describe('mean_after less mean_before, in points of the score.'),
      ...limits95,
      effect: maybe(number).describe(
        'The change in standard deviations of the scores before, with Hedges’ correction.',
      ),
      effect_lower95_0cl: lower,
      effect_upper95_0cl: upper,
      correlation: maybe(number).describe(
        'Between a person’s scores before and after; blank where they are not paired.',
      ),
      judgement: maybe(z.enum(['better', 'worse', 'lower', 'higher', 'not_told'])).describe(
        'Which way scores moved, where the whole interval of the change lies on one side of nought. It does not say why.',
      ),
      cutoff: maybe(number).describe('The first score of clinical concern.'),
      over_before: share('these people who were at the cut-off or beyond before'),
      over_before_lower95_0cl: lower,
      over_before_upper95_0cl: upper,
      over_after: share('these people who were at this time'),
      over_after_lower95_0cl: lower,
      over_after_upper95_0cl: upper,
      over_change: maybe(number).describe('over_after less over_before, in percentage points.'),
      over_change_lower95_0cl: lower,
      over_change_upper95_0cl: upper,
      status: z
        .enum(['measured', 'rounded', 'withheld', 'missing'])
        .describe('withheld: fewer than ten people; missing: all scores are equal, so that nothing can be said.'),
    })
    .describe('A programme, a questionnaire and a time after it: how far scores are from those before.'),
  mart_cohort: z
    .object({
      cohort: text.describe('A group of people known to a service.'),
      also_in: text.describe('Another group; blank where the row is about all in the first.'),
      people: maybe(number).describe('How many are in it, or in both; blank where withheld.'),
      share_of_cohort: share('the people in the first group who are also in the other'),
      share_of_also_in: share('the people in the other group who are also in the first'),
      status: z
        .enum(['measured', 'rounded', 'withheld', 'does_not_add_up'])
        .describe(
          'withheld: it is small, or few are left of one of the groups, or it would tell of another; does_not_add_up: more are said to be in both than are in one.',
        ),
    })
    .describe('A group of people, or two groups and what they have in common.'),
  mart_early_help: z
    .object({
      question,
      period: text.describe('The time the counts are about.'),
      latest: z.boolean().describe('Whether it is the newest.'),
      area_level: z.enum(['ward', 'authority']).describe('What kind of area the row is about.'),
      area: text.describe('Its code.'),
      area_name: text.describe('Its name.'),
      assessments: maybe(number).describe('Early-help assessments completed; blank where withheld.'),
      yes: maybe(number).describe('Of these, those in which it was so.'),
      value: share('the assessments'),
      lower95_0cl: maybe(number).describe('Lower end of its 95% interval (Wilson).'),
      upper95_0cl: maybe(number).describe('Upper end of its 95% interval (Wilson).'),
      first_period: maybe(text).describe('The first period with a figure, if it is not this one.'),
      change: maybe(number).describe('Percentage points since then.'),
      change_lower95_0cl: maybe(number).describe('Lower end of its 95% interval (Newcombe).'),
      change_upper95_0cl: maybe(number).describe('Upper end of its 95% interval (Newcombe).'),
      status: z
        .enum(['measured', 'modelled', 'rounded', 'withheld'])
        .describe('How the figure came about, or why there is none. modelled: some areas were shared out among wards.'),
    })
    .describe('A question of early-help assessments, a period and an area.'),
  mart_early_help_agreement: z
    .object({
      question,
      period: text.describe('The newest period with figures for wards.'),
      wards: whole.describe('Wards with a figure and a score in the index.'),
      value: maybe(number).describe(
        'Spearman’s correlation of their ranks by this share and by the index, −1 to 1; blank under ten wards.',
      ),
      ...limits95,
      judgement: z
        .enum(['same_way', 'other_way', 'not_told'])
        .describe('same_way: the whole interval is above 0; other_way: below; not_told: it holds 0, or there is none.'),
    })
    .describe('Whether wards stand in the same order in early-help assessments and in the index.'),
} as const;
