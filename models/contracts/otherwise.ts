/** The index made otherwise, and what its indicators have to do with each other. */
import { z } from 'zod';
import { rankSeed } from '../infer/rank-uncertainty.js';
import { indicatorId, indicatorTitle, maybe, number, text, wardCode, whole } from './words.js';

export const otherwiseMarts = {
  mart_alternative_list: z
    .object({
      alternative: text.describe('Short name of the other way of making the index, the same in every file.'),
      position: whole.describe('Order in which they are shown.'),
      kind: z
        .enum(['normalise', 'aggregate', 'treat', 'weight', 'without_indicator', 'without_domain'])
        .describe('What is done otherwise.'),
      title: text.describe('The same in words.'),
      mean_rank_change: maybe(number).describe('How far it moves a ward’s rank, up or down, on average.'),
      largest_rank_change: maybe(whole).describe('How far it moves the rank of the ward that it moves most.'),
      top_fifth: whole.describe('Wards in the fifth with the highest need.'),
      top_fifth_kept: whole.describe('Of these, wards that are in that fifth here too.'),
    })
    .describe('Another way of making the index, and how much it changes.'),
  mart_alternative: z
    .object({
      ward: wardCode,
      alternative: text.describe('Short name of the other way of making the index.'),
      rank: maybe(whole).describe('Place of the ward when the index is made so.'),
      top_fifth: z.boolean().describe('Whether that is in the fifth with the highest need.'),
    })
    .describe('A ward and another way of making the index: its rank then.'),
  mart_choice: z
    .object({
      choice: z.enum(['normalise', 'aggregate', 'weight', 'leave_out']).describe('A choice behind the index.'),
      position: whole.describe('Order in which they are shown.'),
      title: text.describe('The same in words.'),
      first_effect: maybe(number).describe(
        'Sobol’ index: the share of the variance of how far ranks move that the choice explains alone.',
      ),
      total_effect: maybe(number).describe('The same with all that it takes part in.'),
      mean_rank_change: maybe(number).describe('How far ranks move on average when all choices are drawn at random.'),
      samples: whole.describe(`Points of each of the two samples (seed ${rankSeed}).`),
    })
    .describe('A choice behind the index, and how much the ranks owe to it.'),
  mart_correlation: z
    .object({
      indicator: indicatorId,
      title: indicatorTitle,
      other: text.describe('Short name of the other indicator of the pair.'),
      other_title: text.describe('That indicator in words.'),
      same_domain: z.boolean().describe('Whether both belong to one domain.'),
      pearson: number.describe('Pearson’s correlation over the wards, both turned so that high is more need.'),
      spearman: number.describe('Spearman’s: the same of their ranks.'),
      finding: z
        .enum(['same_thing', 'against'])
        .describe(
          'same_thing: one of them is 0.9 or more, so that it counts twice. against: they are negative in one domain, or −0.9 or less, so that one takes back what the other adds.',
        ),
    })
    .describe('Two indicators of the index that say the same, or the opposite.'),
} as const;
