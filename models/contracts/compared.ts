/** Figures beside others: benchmarks, smoothed values, deprivation, and shares that are modelled. */
import { z } from 'zod';
import {
  benchmarkKind,
  comparison,
  estimateId,
  figureStatus,
  indicatorId,
  indicatorTitle,
  judgement,
  level,
  maybe,
  number,
  reliability,
  text,
  wardCode,
  whole,
} from './words.js';

export const comparedMarts = {
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
} as const;
