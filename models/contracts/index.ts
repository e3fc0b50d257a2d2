/** The index: what is assessed, its wards, its domains, and each step of making it. */
import { z } from 'zod';
import { rankSeed } from '../infer/rank-uncertainty.js';
import {
  authorityCode,
  authorityName,
  indicatorId,
  indicatorTitle,
  maybe,
  number,
  text,
  wardCode,
  whole,
} from './words.js';

export const indexMarts = {
  mart_assessment: z
    .object({
      title: text.describe('What it is about; in what is published, the title of the report.'),
      index_id: text.describe('Short name of the index.'),
      index_title: text.describe('Name of the index.'),
      area_name: text.describe('The authority’s name, the names of two or three, “7 authorities”, or the country’s.'),
      ward_type: text.describe('Kind and year of the wards: ward25 are those of 2025.'),
      ward_type_title: text.describe('The same in words.'),
      wards: whole.describe('Wards assessed.'),
      wards_ranked: whole.describe('Wards with a rank.'),
      benchmark_name: text.describe('The country that figures are compared with.'),
      normalise: text.describe(
        'How figures were put on one scale, as declared: z_score, imd_exponential, min_max and so on.',
      ),
      aggregate: text.describe('How indicators make domains and domains the index, as declared.'),
      index_power: number.describe(
        'The power of the mean that domains make the index by: 1 is arithmetic, 0 geometric.',
      ),
      index_threshold: number.describe('The share of the domains that a ward must have.'),
      suppress_below: whole.describe('Counts of the council’s own files below this are withheld.'),
      protect_zeros: z.boolean().describe('Whether a nought counts as small.'),
      round_to: maybe(whole).describe('Its other counts are rounded to multiples of this; blank where they are not.'),
      made_up: z.boolean().describe('True where the data are invented.'),
      edition: maybe(z.enum(['public', 'restricted'])).describe(
        'Which edition this is; blank where there is one, which holds everything.',
      ),
      audience: maybe(text).describe('Whom the restricted edition is for; blank for others.'),
      data_hash: text.describe('First seven characters of the hash of every byte used.'),
      data_date: text.describe('The day the newest of those bytes was retrieved.'),
      brand_name: maybe(text).describe('What the report is headed with, where the council has chosen.'),
      brand_colour: maybe(text).describe('The colour of its heading.'),
    })
    .describe('One row: what this assessment is.'),
  mart_index: z
    .object({
      ward: wardCode,
      ward_name: text.describe('Name of the ward.'),
      authority: authorityCode,
      authority_name: authorityName,
      score: maybe(number).describe(
        'Weighted mean of the domain scores; 0 is the average ward where they are z-scores.',
      ),
      base: maybe(number).describe(
        'What a ward would score that is average in everything; with the contributions it makes the score exactly.',
      ),
      rank: maybe(whole).describe('Place among the wards ranked, 1 the highest need.'),
      of: whole.describe('How many wards are ranked.'),
      decile: maybe(whole).describe('1 is the tenth with the highest need; blank under ten ranked wards.'),
      rank_low: maybe(whole).describe(
        'The 5% quantile of its ranks when the index is made many times over, with chance in the counts and each weight up to a quarter more or less.',
      ),
      rank_high: maybe(whole).describe('The 95% quantile of the same: nine in ten of its ranks lie between the two.'),
      p_top_fifth: maybe(number).describe(
        'Share of those times, 0 to 1, that it stands in the fifth with the highest need; blank under five ranked wards.',
      ),
      draws: maybe(whole).describe(
        `How many times over, with random numbers that are always the same (seed ${rankSeed}).`,
      ),
      alternatives: maybe(whole).describe('In how many other ways the index was made (mart_alternative_list).'),
      alternatives_top_fifth: maybe(whole).describe(
        'In how many of them the ward is in the fifth with the highest need.',
      ),
      always_top_fifth: maybe(z.boolean()).describe(
        'Whether it is in that fifth in the index and in every other way of making it.',
      ),
      status: z.enum(['ranked', 'no_estimate']).describe('Whether the ward has an estimate.'),
      reason: maybe(text).describe('Why it has none.'),
      residents: maybe(number).describe('People who live there, from the Census.'),
    })
    .describe('A ward and its place in the index; wards without an estimate are here too, unranked.'),
  mart_domain: z
    .object({
      ward: wardCode,
      domain: text.describe('Short name of the domain.'),
      domain_title: text.describe('The domain in words.'),
      position: whole.describe('Order in which domains are shown.'),
      weight: number.describe('Share of the domain in the index.'),
      score: maybe(number).describe('Mean of the domain’s indicators on one scale; higher is more need.'),
      contribution: maybe(number).describe('What it adds to the ward’s score against the average ward’s.'),
      rank: maybe(whole).describe('Place among the wards in this domain, 1 the highest need.'),
    })
    .describe('A ward and a domain of the index.'),
  mart_step: z
    .object({
      position: whole.describe('Order in which the steps are taken.'),
      step: z
        .enum(['impute', 'screen', 'treat', 'normalise', 'weight', 'aggregate'])
        .describe('The step, in the words of the COINr package.'),
      indicator: maybe(indicatorId).describe('The indicator it is about; blank where it is about all of them.'),
      title: maybe(text).describe('That indicator in words.'),
      setting: text.describe('What was declared.'),
      words: text.describe('The same in a sentence.'),
    })
    .describe('A step of making the index, as it was declared.'),
  mart_index_indicator: z
    .object({
      indicator: indicatorId,
      title: indicatorTitle,
      domain: text.describe('Short name of the domain it belongs to.'),
      position: whole.describe('Order in which indicators are shown.'),
      weight: number.describe('Its share of the whole index, as declared.'),
      effective_weight: maybe(number).describe(
        'The share of the index’s variance that it accounts for; shares add up to 1. Blank where domains are ranked first.',
      ),
      treatment: z.enum(['none', 'winsorised', 'log']).describe('What was done to its outliers, for the index only.'),
      points_changed: whole.describe('Wards whose figure was drawn in.'),
      skewness: maybe(number).describe('How far its figures lean to one side, before.'),
      kurtosis: maybe(number).describe('How heavy its ends are, before.'),
      skewness_after: maybe(number).describe('The same after treatment; blank where it needed none.'),
      kurtosis_after: maybe(number).describe('The same after treatment; blank where it needed none.'),
      wards_imputed: whole.describe('Wards whose figure was filled in.'),
    })
    .describe('An indicator of the index: what was done to it and how much it counts.'),
  mart_imputed: z
    .object({
      ward: wardCode,
      indicator: indicatorId,
      value: number.describe('What was put in the place of the missing figure, for the index only.'),
    })
    .describe('A figure that was filled in for the index.'),
  mart_paper: z
    .object({
      part: z.enum(['purpose', 'decision', 'next_step']).describe('Where in the paper it stands.'),
      position: whole.describe('Order in which the lines stand.'),
      text: text.describe('What the council has written.'),
    })
    .describe('A line of the board paper that the council has written itself.'),
} as const;
