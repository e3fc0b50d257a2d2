/** Several authorities in one assessment: their figures side by side. */
import { z } from 'zod';
import {
  authorityCode,
  authorityName,
  comparison,
  figureStatus,
  indicatorId,
  indicatorTitle,
  judgement,
  limits95,
  maybe,
  number,
  text,
  whole,
} from './words.js';

export const regionalMarts = {
  mart_authority: z
    .object({
      indicator: indicatorId,
      title: indicatorTitle,
      domain: text.describe('Short name of the domain it belongs to.'),
      position: whole.describe('Order in which indicators are shown.'),
      in_index: z.boolean().describe('Whether the indicator counts in the index.'),
      unit: text.describe('What the value is counted in.'),
      direction: z.enum(['higher', 'lower', 'none']).describe('Which way is more need; none is for context only.'),
      statistic: z.enum(['proportion', 'rate', 'mean']).describe('Share, rate of events, or average of a score.'),
      authority: authorityCode,
      authority_name: authorityName,
      period: text.describe('The time the figure is about.'),
      numerator: maybe(number).describe('The count above the line.'),
      denominator: maybe(number).describe('The count below the line; for an average, the people it is weighed by.'),
      value: maybe(number).describe('The authority’s figure; blank where there is none, and status says why.'),
      ...limits95,
      comparison: comparison.describe('Against the country, by the 95% limits.'),
      judgement: judgement.describe('The same as better or worse, where the indicator has a direction.'),
      country_value: maybe(number).describe('The country’s figure.'),
      together_value: maybe(number).describe(
        'The figure of all authorities assessed together, the authority itself among them; blank where one of them has none.',
      ),
      together_comparison: comparison.describe('Against all of them together, by the authority’s 95% limits.'),
      together_judgement: judgement.describe('The same as better or worse, where the indicator has a direction.'),
      status: figureStatus.describe('How the figure came about, or why there is none.'),
      reason: maybe(text).describe('The same in a sentence, where there is something to explain.'),
    })
    .describe('An authority and an indicator, where several authorities are assessed.'),
  mart_group: z
    .object({
      period: text.describe('The twelve months the referrals are of.'),
      level: z
        .enum(['universal', 'targeted_selective', 'targeted_indicated', 'specialist'])
        .describe('Level of help, from help for all families to the most intensive.'),
      position: whole.describe('Order in which levels are shown.'),
      level_title: text.describe('The level in words.'),
      programme: maybe(text).describe('Name of the service, in whichever authority; blank for the whole level.'),
      authority: maybe(text).describe('Code of the local authority; blank for all of them together.'),
      authority_name: maybe(text).describe('Name of that local authority.'),
      referrals: maybe(number).describe(
        'Suitable referrals: all but those that were not appropriate; blank where withheld.',
      ),
      least_group: whole.describe('The fewest families that make a group: a setting.'),
      verdict: z
        .enum(['enough', 'joint', 'together', 'too_few', 'unknown'])
        .describe(
          'enough: the referrals make a group. joint: together they do, and no authority has enough alone. together: the same, but what each has is withheld. unknown: withheld.',
        ),
      authorities_withheld: maybe(whole).describe('For all together: authorities whose number is withheld.'),
      service_id: maybe(text).describe('The service at whose place a joint group is nearest to all families together.'),
      run_by: maybe(text).describe('Who runs it.'),
      km: maybe(number).describe(
        'Kilometres there in a straight line from the middles of wards, by families on average.',
      ),
      km_most: maybe(number).describe('The same from the furthest ward.'),
      middle: maybe(z.enum(['people', 'outline'])).describe(
        'Whether the middles of wards are of their people, as far as known, or of their outlines.',
      ),
      status: z.enum(['measured', 'rounded', 'withheld']).describe('How the figure came about, or why there is none.'),
    })
    .describe('A programme or level of help, and an authority or all together: whether referrals make a group.'),
} as const;
