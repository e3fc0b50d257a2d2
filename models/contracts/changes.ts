/** What changed since the edition before. */
import { z } from 'zod';
import { authorityCode, authorityName, indicatorTitle, maybe, number, text, wardCode, whole } from './words.js';

export const changesMarts = {
  mart_earlier: z
    .object({
      data_hash: maybe(text).describe('First seven characters of the hash of every byte that edition used.'),
      data_date: maybe(text).describe('The day the newest of those bytes was retrieved.'),
      version: text.describe('The version of Wardwise that made it.'),
      figures_reason: maybe(text).describe('Why its figures are not compared; blank where they are.'),
      ranks_reason: maybe(text).describe('Why its ranks are not compared; blank where they are.'),
    })
    .describe('One row: the edition that this one replaces; none where this is the first.'),
  mart_change: z
    .object({
      kind: z
        .enum([
          'not_compared',
          'source_new',
          'source_gone',
          'source_release',
          'source_file',
          'indicator_new',
          'indicator_gone',
          'made_otherwise',
          'protected_otherwise',
          'period_new',
          'ward_new',
          'ward_gone',
          'figure_revised',
          'figure_new',
          'figure_gone',
          'rank',
        ])
        .describe(
          'What has changed. source_file: other bytes of the same release. figure_revised: another figure of the same period. rank: moved by more than its uncertainty.',
        ),
      item: text.describe('Short name of the dataset or indicator; figures, ranks, wards or rank otherwise.'),
      title: text.describe('The same in words.'),
      area_level: maybe(text).describe('What kind of area the row is about; blank where it is about none.'),
      area: maybe(text).describe('Code of the area.'),
      area_name: maybe(text).describe('Name of the area.'),
      period: maybe(text).describe('The time the figure is about.'),
      before: maybe(text).describe('The release or the newest period of the edition before.'),
      after: maybe(text).describe('The same now.'),
      unit: maybe(text).describe('What the value is counted in.'),
      value_before: maybe(number).describe(
        'The figure or rank of the edition before; blank where it is withheld in either edition.',
      ),
      value_after: maybe(number).describe('The same now.'),
      words: text.describe('The change in a sentence.'),
    })
    .describe('A thing that differs from the edition that this one replaces.'),
  mart_rank_change: z
    .object({
      ward: wardCode,
      ward_name: text.describe('Name of the ward.'),
      authority: authorityCode,
      authority_name: authorityName,
      of: whole.describe('How many wards are ranked.'),
      rank_before: whole.describe('Its rank in the edition before, 1 the highest need.'),
      rank_low_before: maybe(whole).describe('The 5% quantile of its ranks then.'),
      rank_high_before: maybe(whole).describe('The 95% quantile of its ranks then.'),
      rank: whole.describe('Its rank now.'),
      rank_low: maybe(whole).describe('The 5% quantile of its ranks now.'),
      rank_high: maybe(whole).describe('The 95% quantile of its ranks now.'),
      score_before: number.describe('Its score in the edition before.'),
      score: number.describe('Its score now.'),
      score_change: number.describe('The one less the other; the parts in mart_rank_part add up to it.'),
      moved: z
        .enum(['more_need', 'less_need', 'within_ranges', 'not_known'])
        .describe('more_need, less_need: the two ranges of its ranks do not overlap. not_known: one has no range.'),
    })
    .describe('A ward ranked, and its place in the edition before; none where the two cannot be compared.'),
  mart_rank_part: z
    .object({
      ward: wardCode,
      indicator: text.describe('Short name of the indicator; base for what an average ward scores.'),
      title: indicatorTitle,
      by_value: maybe(number).describe(
        'Of the part, what its own figure did. Blank where the scores are no plain sum of z-scores.',
      ),
      by_others: maybe(number).describe('What the figures of other wards did: their average and spread have moved.'),
      by_weight: maybe(number).describe('What another weight did, or its coming or going.'),
      part: number.describe('What it adds to the change of the score; over all indicators they add up to it exactly.'),
    })
    .describe('A ward and an indicator: what it adds to the change of the ward’s score since the edition before.'),
} as const;
