/**
 * The marts: the only tables that outputs may read. A row's contract is written here once; types follow from it.
 * Everything in a mart has passed disclosure control.
 */
import { z } from 'zod';
import { rankSeed } from './infer/rank-uncertainty.js';
import { pathwayMarts } from './pathways/marts.js';

const text = z.string();
const number = z.number();
/** A number that is never in parts: printed without decimals, and typed as whole where a file has types. */
const whole = z.int();
const maybe = <T extends z.ZodType>(type: T) => type.nullable();

/** How a figure came about, or why there is none. They are drawn differently. */
export const figureStatus = z.enum(['measured', 'modelled', 'rounded', 'withheld', 'missing', 'no_estimate']);
export type FigureStatus = z.infer<typeof figureStatus>;

export const comparison = z.enum(['lower', 'similar', 'higher', 'not_compared']);
export const judgement = z.enum(['better', 'similar', 'worse', 'lower', 'higher', 'not_compared']);

// Said the same wherever they occur.
const wardCode = text.describe('Code of the ward (Government Statistical Service).');
const authorityCode = text.describe('Code of the local authority the ward lies in.');
const authorityName = text.describe('Name of that local authority.');
const indicatorId = text.describe('Short name of the indicator, the same in every file.');
const indicatorTitle = text.describe('The indicator in words.');
const level = z.enum(['ward', 'authority', 'country']).describe('What kind of area the row is about.');
const estimateId = text.describe('Short name of the estimate, the same in every file.');
const reliability = maybe(z.enum(['low_count', 'small_numbers', 'usual'])).describe(
  'How many it is of. low_count: fewer than 10; small_numbers: fewer than 20, treat with caution; blank for averages.',
);
const benchmarkKind = z
  .enum(['country', 'region', 'neighbours', 'authority', 'target', 'wards'])
  .describe(
    'With what: the country, the region, chosen neighbours, the authority itself, a target, the wards’ average.',
  );
const sourceId = text.describe('Short name of the dataset, the same in every file.');

export const marts = {
  mart_assessment: z
    .object({
      title: text.describe('Title of the assessment.'),
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
  mart_indicator: z
    .object({
      area_level: level,
      area: text.describe('Code of the area.'),
      area_name: text.describe('Name of the area.'),
      indicator: indicatorId,
      title: indicatorTitle,
      domain: text.describe('Short name of the domain it belongs to.'),
      position: whole.describe('Order in which indicators are shown.'),
      period: text.describe('The time the figure is about.'),
      unit: text.describe('What the value is counted in.'),
      direction: z.enum(['higher', 'lower', 'none']).describe('Which way is more need; none is for context only.'),
      statistic: z.enum(['proportion', 'rate', 'mean']).describe('Share, rate of events, or average of a score.'),
      method: text.describe('How the limits were worked out.'),
      multiplier: number.describe('Value = numerator / denominator × this.'),
      numerator: maybe(number).describe('The count above the line.'),
      denominator: maybe(number).describe('The count below the line; for an average, the people it is weighed by.'),
      value: maybe(number).describe('The figure; blank where there is none, and status says why.'),
      lower95_0cl: maybe(number).describe('Lower end of the 95% interval.'),
      upper95_0cl: maybe(number).describe('Upper end of the 95% interval.'),
      lower99_8cl: maybe(number).describe('Lower end of the 99.8% interval.'),
      upper99_8cl: maybe(number).describe('Upper end of the 99.8% interval.'),
      comparison: comparison.describe('Against the country, by the 95% limits.'),
      judgement: judgement.describe('The same as better or worse, where the indicator has a direction.'),
      normalised: maybe(number).describe(
        'The figure on the scale of the index, higher for more need; treated first where the index treats it.',
      ),
      contribution: maybe(number).describe(
        'What it adds to the ward’s score against the average ward’s; blank outside the index, and where domains are ranked first.',
      ),
      in_index: z.boolean().describe('Whether the indicator counts in the index.'),
      status: figureStatus.describe('How the figure came about, or why there is none.'),
      reason: maybe(text).describe('The same in a sentence, where there is something to explain.'),
      reliability,
    })
    .describe('A ward, an authority or the country, and an indicator.'),
  mart_context: z
    .object({
      area: authorityCode,
      area_name: text.describe('Name of the authority.'),
      indicator: indicatorId,
      title: indicatorTitle,
      domain: text.describe('Short name of the domain it belongs to.'),
      position: whole.describe('Order in which indicators are shown.'),
      period: text.describe('The time the figure is about.'),
      unit: text.describe('What the value is counted in.'),
      direction: z.enum(['higher', 'lower', 'none']).describe('Which way is more need; none is for context only.'),
      statistic: z.enum(['proportion', 'rate', 'mean']).describe('Share, rate of events, or average of a score.'),
      method: text.describe('How the limits were worked out; “as published” where they are the publisher’s.'),
      multiplier: number.describe('Value = numerator / denominator × this.'),
      numerator: maybe(number).describe('The count above the line; blank where the value was published as it is.'),
      denominator: maybe(number).describe('The count below the line.'),
      value: maybe(number).describe('The authority’s figure; blank where there is none, and status says why.'),
      lower95_0cl: maybe(number).describe('Lower end of the 95% interval.'),
      upper95_0cl: maybe(number).describe('Upper end of the 95% interval.'),
      lower99_8cl: maybe(number).describe('Lower end of the 99.8% interval.'),
      upper99_8cl: maybe(number).describe('Upper end of the 99.8% interval.'),
      comparison: comparison.describe('Against the country, by the 95% limits.'),
      judgement: judgement.describe('The same as better or worse, where the indicator has a direction.'),
      country_value: maybe(number).describe('The country’s figure.'),
      country_made: maybe(text).describe('How that came about: published, or summed over all authorities.'),
      region_name: maybe(text).describe('Name of the region the authority lies in, where it is known.'),
      region_value: maybe(number).describe('The region’s figure.'),
      region_made: maybe(text).describe('How that came about: published, or summed over its authorities.'),
      region_comparison: comparison.describe('Against the region, by the 95% limits.'),
      inherited_from: maybe(text).describe(
        'The kind of larger area whose figure this is (pfa, a police force): the same in every authority there.',
      ),
      inherited_name: maybe(text).describe('The name of that larger area, where it is known.'),
      status: figureStatus.describe('How the figure came about, or why there is none.'),
      reason: maybe(text).describe('The same in a sentence, where there is something to explain.'),
      geography: text.describe('The areas its source is published for.'),
      sources: text.describe('Datasets it is made from.'),
      publisher: text.describe('Who publishes them.'),
      caveats: text.describe('What to be careful of.'),
    })
    .describe('An authority as a whole and an indicator that is not known for its wards; never in an index or a rank.'),
  mart_indicator_list: z
    .object({
      indicator: indicatorId,
      title: indicatorTitle,
      domain: text.describe('Short name of the domain it belongs to.'),
      domain_title: text.describe('That domain in words.'),
      position: whole.describe('Order in which indicators are shown.'),
      in_index: z.boolean().describe('Whether it counts in the index.'),
      weight: maybe(number).describe('Its share of the whole index; blank outside it.'),
      statistic: text.describe('Proportion, rate or mean.'),
      unit: text.describe('What its value is counted in.'),
      direction: text.describe('Which way is more need.'),
      sources: text.describe('Datasets it is made from.'),
      publisher: text.describe('Who publishes them.'),
      period: maybe(text).describe('The time its newest figures are about.'),
      geography: text.describe('The areas its source is published for.'),
      wards_with_value: whole.describe('Wards that have a figure.'),
      wards_in_area: whole.describe('Wards assessed.'),
      caveats: text.describe('What to be careful of.'),
    })
    .describe('An indicator that was asked for: what it is and how far it reaches.'),
  mart_estimate: z
    .object({
      estimate: estimateId,
      title: text.describe('The estimate in words.'),
      area_level: level,
      area: text.describe('Code of the area.'),
      area_name: text.describe('Name of the area.'),
      authority: text.describe('Code of the authority it lies in, or of the country.'),
      value: maybe(number).describe('Modelled share in per cent: national rates applied to the families there.'),
      lower95_0cl: maybe(number).describe('Lower end of its 95% interval, from the national rates alone.'),
      upper95_0cl: maybe(number).describe('Upper end of its 95% interval.'),
      people: maybe(number).describe('People the share is of.'),
      expected: maybe(number).describe('The share as a number of people.'),
      expected_lower95_0cl: maybe(number).describe('Lower end of its 95% interval.'),
      expected_upper95_0cl: maybe(number).describe('Upper end of its 95% interval.'),
      status: z.enum(['modelled', 'missing']).describe('Always modelled where there is a figure, never measured.'),
      reason: maybe(text).describe('Why there is none.'),
    })
    .describe(
      'A ward, an authority or the country, and a share that is modelled, not measured. It is not to be ranked.',
    ),
  mart_estimate_rate: z
    .object({
      estimate: estimateId,
      title: text.describe('The estimate in words.'),
      position: whole.describe('Order in which the rates are shown.'),
      part: text.describe('The kind of family.'),
      value: number.describe('The national rate among them in per cent.'),
      lower95_0cl: number.describe('Lower end of what it is taken to be.'),
      upper95_0cl: number.describe('Upper end of what it is taken to be.'),
      found: text.describe('Who found it, when, and where the limits come from.'),
      people: text.describe('The people the estimate is a share of.'),
      caveats: text.describe('What to be careful of.'),
    })
    .describe('A national rate that an estimate applies.'),
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
  mart_deprivation: z
    .object({
      area_level: z.enum(['ward', 'authority']).describe('What kind of area the row is about.'),
      area: text.describe('Code of the area.'),
      area_name: text.describe('Name of the area.'),
      lsoas: whole.describe('LSOAs in it: each is counted to the ward that holds most of its people.'),
      few_lsoas: z.boolean().describe('Fewer than five: proportion and local concentration jump about.'),
      population: maybe(number).describe('People in them, from the Census.'),
      average_score: maybe(number).describe('Score on the Index of Multiple Deprivation 2025, averaged by people.'),
      average_rank: maybe(number).describe(
        'Rank among the LSOAs of England turned round, so that a high one is more deprived, averaged by people.',
      ),
      proportion: maybe(number).describe('Share of its LSOAs that are among the tenth most deprived of England.'),
      extent: maybe(number).describe(
        'Share of its people in the three tenths most deprived, those beyond the first tenth counting for less and less.',
      ),
      local_concentration: maybe(number).describe(
        'Average rank, turned round, of the LSOAs that hold its most deprived tenth of people.',
      ),
      reason: maybe(text).describe('Why there is none.'),
    })
    .describe('A ward or an authority, and the official summaries of the deprivation of its LSOAs.'),
  mart_inequality: z
    .object({
      indicator: indicatorId,
      title: indicatorTitle,
      position: whole.describe('Order in which indicators are shown.'),
      unit: text.describe('What its value is counted in.'),
      direction: text.describe('Which way is more need.'),
      sources: text.describe('Datasets it is made from.'),
      publisher: text.describe('Who publishes them.'),
      period: maybe(text).describe('The time its newest figures are about.'),
      fifth: whole.describe(
        'Fifth of the wards by their score on the Index of Multiple Deprivation, 5 the most deprived.',
      ),
      wards: whole.describe('Wards in that fifth.'),
      numerator: maybe(number).describe('Their count above the line, together.'),
      denominator: maybe(number).describe('Their count below the line, together.'),
      value: maybe(number).describe('The figure of the fifth; blank where a ward in it has none.'),
      lower95_0cl: maybe(number).describe('Lower end of its 95% interval.'),
      upper95_0cl: maybe(number).describe('Upper end of its 95% interval.'),
      sii: maybe(number).describe(
        'Slope index of inequality: how much higher the line through the fifths is at the most deprived end than at the least.',
      ),
      sii_lower95_0cl: maybe(number).describe('Lower end of its 95% interval, which is exact.'),
      sii_upper95_0cl: maybe(number).describe('Upper end of its 95% interval.'),
      rii: maybe(number).describe(
        'Relative index of inequality: the line at the most deprived end over that at the least.',
      ),
      reason: maybe(text).describe('Why there is no slope.'),
    })
    .describe('An indicator and a fifth of the wards by deprivation.'),
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
  mart_series: z
    .object({
      indicator: indicatorId,
      title: indicatorTitle,
      area_level: level,
      area: text.describe('Code of the area.'),
      area_name: text.describe('Name of the area.'),
      period: text.describe('The time the figure is about.'),
      year: maybe(whole).describe('The year it begins in; blank where it is not a year.'),
      unit: text.describe('What the value is counted in.'),
      numerator: maybe(number).describe('The count above the line.'),
      denominator: maybe(number).describe('The count below the line: of the same period, or else the newest there is.'),
      value: maybe(number).describe('The figure; blank where there is none, and status says why.'),
      lower95_0cl: maybe(number).describe('Lower end of the 95% interval.'),
      upper95_0cl: maybe(number).describe('Upper end of the 95% interval.'),
      status: figureStatus.describe('How the figure came about, or why there is none.'),
      new_series: z.boolean().describe('True where a new series begins: figures before it are not to be compared.'),
    })
    .describe('An area, an indicator and a period, for indicators that have figures of several.'),
  mart_trend: z
    .object({
      indicator: indicatorId,
      title: indicatorTitle,
      domain: text.describe('Short name of the domain it belongs to.'),
      position: whole.describe('Order in which indicators are shown.'),
      unit: text.describe('What the value is counted in.'),
      direction: z.enum(['higher', 'lower', 'none']).describe('Which way is more need; none is for context only.'),
      area_level: level,
      area: text.describe('Code of the area.'),
      area_name: text.describe('Name of the area.'),
      trend: z
        .enum(['increasing', 'decreasing', 'no_change', 'cannot_be_calculated'])
        .describe('Fingertips’ recent trend over the latest five single years.'),
      judgement: z
        .enum(['increasing', 'decreasing', 'no_change', 'cannot_be_calculated', 'getting_better', 'getting_worse'])
        .describe('The same as better or worse, where the indicator has a direction.'),
      points: whole.describe('Years that were used.'),
      first_year: maybe(whole).describe('The first of them.'),
      last_year: maybe(whole).describe('The last of them.'),
      chi_square: maybe(number).describe('The test; above 9.55 there is a trend, if no single year makes it.'),
      slope: maybe(number).describe('Change of the value from one year to the next.'),
      reason: maybe(text).describe('Why no trend can be calculated.'),
    })
    .describe('An area and an indicator with figures of several periods: whether they rise or fall.'),
  mart_paper: z
    .object({
      part: z.enum(['purpose', 'decision', 'next_step']).describe('Where in the paper it stands.'),
      position: whole.describe('Order in which the lines stand.'),
      text: text.describe('What the council has written.'),
    })
    .describe('A line of the board paper that the council has written itself.'),
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
  mart_source: z
    .object({
      source: sourceId,
      title: text.describe('The dataset in its publisher’s words.'),
      publisher: text.describe('Who publishes it.'),
      licence: text.describe('On what terms.'),
      page: text.describe('Where it is described.'),
      geography: text.describe('The areas it is published for.'),
      release: text.describe('Which edition was used.'),
      period: text.describe('The time that edition is about.'),
      published: text.describe('The day it came out.'),
      url: maybe(text).describe('Where the bytes came from; blank where they were handed over as a file.'),
      sha256: maybe(text).describe(
        'The bytes’ SHA-256 hash: the same hash, the same bytes. Blank for a council’s own file, whose counts it could give away.',
      ),
      bytes: maybe(whole).describe('Size of the file; blank for a council’s own.'),
      retrieved: text.describe('The day it was retrieved.'),
      caveats: text.describe('What to be careful of.'),
    })
    .describe('A source whose bytes were used.'),
  mart_gap: z
    .object({
      item: text.describe('What was asked for.'),
      what: text.describe('What happened.'),
      effect: text.describe('What that does to the result.'),
      mend: text.describe('What would mend it.'),
      owner: text.nullable().describe('Who has it, as the council notes; null for gaps found here.'),
      asked_on: text.nullable().describe('The day the council asked for it, as ISO 8601 writes it.'),
      status: text.nullable().describe('How far it has come, as the council notes.'),
      expected: text.nullable().describe('The day it is to come, as ISO 8601 writes it.'),
    })
    .describe('What was asked for and is not there, what that does to the result, and what would mend it.'),
  mart_reconciliation: z
    .object({
      source: sourceId,
      measure: text.describe('What was counted.'),
      period: text.describe('The time the counts are about.'),
      total: maybe(number).describe(
        'All of them in the source; blank where it would help to find a number that was withheld or rounded.',
      ),
      wards_in_area: maybe(number).describe('Of these, placed in the wards assessed.'),
      wards_elsewhere: maybe(number).describe('Placed in other wards.'),
      wards_unfinished: maybe(number).describe(
        'Known of wards that have no total, since one of their parts has no figure.',
      ),
      unallocated: maybe(number).describe('Placed in no ward.'),
      residual: maybe(number).describe('What sharing out gained or lost; it should be nothing.'),
      areas: whole.describe('Areas the source has a count for.'),
      areas_unallocated: whole.describe('Of these, areas that belong to no ward.'),
    })
    .describe('Where every count of every source went: nothing is lost without a line.'),
  mart_disclosure: z
    .object({
      indicator: indicatorId,
      title: indicatorTitle,
      area_level: text.describe('What kind of area the row is about.'),
      area: text.describe('Code of the area.'),
      area_name: text.describe('Name of the area.'),
      period: text.describe('The time the figure is about.'),
      rule: text.describe('The rule that withheld it.'),
    })
    .describe('A figure that was withheld, and by which rule; never the number.'),
  mart_benchmark: z
    .object({
      benchmark: benchmarkKind,
      authority: maybe(text).describe('Whose figures it is for; blank where it is for everybody’s.'),
      benchmark_area: maybe(text).describe('Code of the area it is about; blank for groups, targets and averages.'),
      benchmark_name: text.describe('What it is called.'),
      indicator: indicatorId,
      title: indicatorTitle,
      position: whole.describe('Order in which indicators are shown.'),
      unit: text.describe('What the value is counted in.'),
      members: maybe(whole).describe('How many areas its counts are of; blank for a target.'),
      numerator: maybe(number).describe('The count above the line, of all of them together.'),
      denominator: maybe(number).describe('The count below the line, of all of them together.'),
      value: maybe(number).describe('The value that figures are compared with.'),
      lower95_0cl: maybe(number).describe('Lower end of its 95% interval; targets and averages have none.'),
      upper95_0cl: maybe(number).describe('Upper end of its 95% interval.'),
      lower99_8cl: maybe(number).describe('Lower end of its 99.8% interval.'),
      upper99_8cl: maybe(number).describe('Upper end of its 99.8% interval.'),
      reason: maybe(text).describe('Why there is no value or no interval.'),
    })
    .describe(
      'A value that figures are compared with; those of regions and neighbours are of all their counts together.',
    ),
  mart_comparison: z
    .object({
      area_level: level,
      area: text.describe('Code of the area.'),
      area_name: text.describe('Name of the area.'),
      indicator: indicatorId,
      benchmark: benchmarkKind,
      method: z
        .enum(['interval', 'funnel'])
        .describe('interval: the area’s limits against the value. funnel: the area against limits about the value.'),
      benchmark_name: text.describe('What it is compared with.'),
      value: maybe(number).describe('The area’s figure.'),
      benchmark_value: maybe(number).describe('What it is compared with, as a number.'),
      outcome95: comparison.describe('At 95%: where the whole interval lies.'),
      outcome99_8: comparison.describe('The same at 99.8%, which fewer reach.'),
      judgement95: judgement.describe('outcome95 as better or worse, where the indicator has a direction.'),
      judgement99_8: judgement.describe('outcome99_8 as better or worse, where the indicator has a direction.'),
    })
    .describe('A ward or authority, an indicator, and a value it is compared with.'),
  mart_small_area: z
    .object({
      ward: wardCode,
      ward_name: text.describe('Name of the ward.'),
      indicator: indicatorId,
      title: indicatorTitle,
      position: whole.describe('Order in which indicators are shown.'),
      unit: text.describe('What the value is counted in.'),
      numerator: maybe(number).describe('The count above the line.'),
      value: maybe(number).describe('The figure as it is.'),
      reliability,
      smoothed: maybe(number).describe(
        'Drawn towards the mean of the wards assessed, the more so the fewer people it is of (global empirical Bayes).',
      ),
      smoothed_local: maybe(number).describe(
        'Drawn towards the mean of the ward and those it touches (local empirical Bayes); blank without outlines.',
      ),
      shrunk: maybe(number).describe(
        'A share drawn towards that of its authority, as in the Indices of Deprivation; blank for rates and averages.',
      ),
      rank: maybe(whole).describe('Place by smoothed (averages of scores: by value), 1 the most need.'),
      quintile_package: maybe(whole).describe('Fifth of value by the rule of PHEindicatormethods, 1 the most need.'),
      quintile_official: maybe(whole).describe('Fifth by the rule of the Indices of Deprivation: ⌈5·rank/number⌉.'),
      decile_package: maybe(whole).describe('Tenth of value by the rule of PHEindicatormethods, 1 the most need.'),
      decile_official: maybe(whole).describe('Tenth by the rule of the Indices of Deprivation: ⌈10·rank/number⌉.'),
      status: figureStatus.describe('How the figure came about, or why there is none.'),
    })
    .describe('A ward and an indicator: its figure beside what is left of it when chance is allowed for.'),
  mart_cluster: z
    .object({
      ward: wardCode,
      ward_name: text.describe('Name of the ward.'),
      authority: authorityCode,
      authority_name: authorityName,
      score: maybe(number).describe('Its score on the index.'),
      rank: maybe(whole).describe('Its rank, 1 the highest need.'),
      neighbours: whole.describe('Wards with a score that touch it, at a corner at least.'),
      local_moran: maybe(number).describe('Local Moran’s I: above 0 where it is like its neighbours.'),
      gi_star: maybe(number).describe('Getis and Ord’s Gi*, as z: above 0 where need is high in and around it.'),
      p_two_sided: maybe(number).describe(
        'Two-sided p of both, by conditional permutation: how often neighbours drawn by lot would stand out as much.',
      ),
      p_adjusted: maybe(number).describe('The same after counting all tests (Benjamini–Hochberg).'),
      class: z
        .enum(['High-High', 'Low-Low', 'High-Low', 'Low-High', 'not_significant', 'no_neighbours', 'no_value'])
        .describe(
          'Where p_adjusted is at or below the cut: need of the ward, then of its neighbours, above or below the average.',
        ),
      near_cut: z.boolean().describe('True where other random numbers could carry p_adjusted across the cut.'),
      zone: maybe(whole).describe('The high-need zone it belongs to; blank for none.'),
      tests: whole.describe('How many wards were tested.'),
      permutations: whole.describe('How often neighbours were drawn for each ward.'),
      seed: whole.describe('Where the random numbers start.'),
      cutoff: number.describe('The cut: largest adjusted p that is called significant.'),
      least_population: whole.describe('Fewer residents than this do not make a zone.'),
    })
    .describe(
      'A ward assessed, and how its need goes together with that of the wards around it; none without outlines.',
    ),
  mart_zone: z
    .object({
      zone: whole.describe('Number of the zone; 1 holds the ward with the highest need of all in zones.'),
      name: text.describe('Named after its two wards of highest need, and how many more there are.'),
      wards: whole.describe('How many wards it has.'),
      ward_names: text.describe('All of them, highest need first.'),
      residents: maybe(number).describe(
        'People who live there, from the Census; blank where it is not known of a ward.',
      ),
      wards_near_cut: whole.describe('Of its wards, those that other random numbers could leave out.'),
      best_rank: whole.describe('Rank of its ward of highest need.'),
      last_rank: whole.describe('Rank of its ward of lowest need.'),
      p_adjusted_most: number.describe('The largest adjusted p of its wards.'),
      tests: whole.describe('How many wards were tested.'),
      permutations: whole.describe('How often neighbours were drawn for each ward.'),
      seed: whole.describe('Where the random numbers start.'),
    })
    .describe('A high-need zone: wards that touch, and whose need stands out together more than chance would make it.'),
  mart_alike: z
    .object({
      score: text.describe('index, or the short name of a domain.'),
      title: text.describe('The same in words.'),
      position: whole.describe('Order in which they are shown.'),
      moran_i: maybe(number).describe('Moran’s I: above its expectation where wards that touch are alike.'),
      expectation: maybe(number).describe('What it would be by chance.'),
      z: maybe(number).describe('How far it lies from that, in standard errors (randomisation).'),
      p_two_sided: maybe(number).describe('Two-sided p, by permutation of all wards.'),
      wards: whole.describe('Wards with a score that touch another.'),
      islands: whole.describe('Wards with a score that touch none.'),
      permutations: whole.describe('How often the wards were shuffled.'),
      seed: whole.describe('Where the random numbers start.'),
    })
    .describe('The index or a domain, and whether wards that touch are alike on it; none without outlines.'),
  mart_coverage: z
    .object({
      source: sourceId,
      source_title: text.describe('The dataset in its publisher’s words.'),
      publisher: text.describe('Who gives the data of an area, as the source writes it: a police force.'),
      publisher_name: text.describe('Its name.'),
      area: maybe(text).describe('Code of the area it serves; blank where it serves none of its own.'),
      month: text.describe('The month.'),
      status: z
        .enum(['published', 'partly', 'not_published'])
        .describe('Whether it was published; partly: fewer than half the records of its usual month, and so not used.'),
      records: whole.describe('Records it holds.'),
      counted: z.boolean().describe('Whether the figures are about that month.'),
      in_area: z.boolean().describe('Whether an authority assessed lies in the publisher’s area.'),
    })
    .describe(
      'A month of a publisher, for sources that come in pieces. What was not published is missing, never nought.',
    ),
  ...pathwayMarts,
  mart_boundary: z
    .object({
      area: text.describe('Code of the ward.'),
      authority: authorityCode,
      in_area: z.boolean().describe('Whether it is assessed or a neighbour.'),
      geometry: text.describe('GeoJSON Polygon or MultiPolygon, in whole metres east and north.'),
    })
    .describe('Outlines on the British National Grid: wards assessed, and their neighbours for context.'),
} as const;

export type MartName = keyof typeof marts;
export type MartRow<N extends MartName> = z.infer<(typeof marts)[N]>;
