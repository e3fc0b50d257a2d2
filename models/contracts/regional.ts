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
} as const;
