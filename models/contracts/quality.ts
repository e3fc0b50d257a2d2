/** How good the figures of each indicator are. */
import { z } from 'zod';
import { indicatorId, indicatorTitle, maybe, text, whole } from './words.js';

export const rating = z.enum(['robust', 'some_concerns', 'significant_concerns']);
export type Rating = z.infer<typeof rating>;

export const qualityMarts = {
  mart_quality: z
    .object({
      indicator: indicatorId,
      title: indicatorTitle,
      domain: text.describe('Short name of the domain it belongs to.'),
      position: whole.describe('Order in which indicators are shown.'),
      area_level: z
        .enum(['ward', 'authority'])
        .describe('Whether it is known for wards, or for whole authorities only.'),
      in_index: z.boolean().describe('Whether the indicator counts in the index.'),
      period: maybe(text).describe('The time its newest figures are about.'),
      rating: rating.describe('The worst of the five sides.'),
      concerns: maybe(text).describe('Which sides that is; blank where all are robust.'),
      coverage: rating.describe('How many of the areas assessed have a figure at its source.'),
      coverage_why: text.describe('The figures behind that.'),
      timeliness: rating.describe(
        'How old its period is on the day of the data, against how often its source appears.',
      ),
      timeliness_why: text.describe('The figures behind that.'),
      geography_fit: rating.describe('How well the areas it is published for make up the areas assessed.'),
      geography_fit_why: text.describe('The figures behind that.'),
      completeness: rating.describe('How much of it is withheld, filled in, or moved by rounding or chance.'),
      completeness_why: text.describe('The figures behind that.'),
      method: rating.describe('Whether it was counted, estimated, modelled, copied, or stands in for something else.'),
      method_why: text.describe('The same in words.'),
    })
    .describe('An indicator and how good its figures are, on five sides and as a whole.'),
} as const;
