import { iod2019 } from '../../sources/mhclg/iod2019.js';
import { iod2025 } from '../../sources/mhclg/iod2025.js';
import { censusAge } from '../../sources/ons/census-age.js';
import { censusEthnicity } from '../../sources/ons/census-ethnicity.js';
import { censusTenure } from '../../sources/ons/census-tenure.js';
import { streetCrime } from '../../sources/police/street-crime.js';
import { type Domain, defineIndicator } from '../define.js';

/** Who lives here and how: shown beside the index, never in it. */
export const context: Domain = {
  id: 'context',
  title: 'Context',
  indicators: [
    defineIndicator({
      id: 'children_under_16',
      title: 'Residents aged under 16',
      statistic: 'proportion',
      numerator: censusAge.measures.aged_under_16,
      denominator: censusAge.measures.residents,
      direction: 'none',
    }),
    defineIndicator({
      id: 'minority_ethnic_residents',
      title: 'Residents of ethnic groups other than White',
      statistic: 'proportion',
      numerator: censusEthnicity.measures.minority_ethnic,
      denominator: censusEthnicity.measures.residents,
      direction: 'none',
    }),
    defineIndicator({
      id: 'social_rented_households',
      title: 'Households in social rented homes',
      statistic: 'proportion',
      numerator: censusTenure.measures.social_rented,
      denominator: censusTenure.measures.households,
      direction: 'none',
    }),
    defineIndicator({
      id: 'private_rented_households',
      title: 'Households in privately rented homes',
      statistic: 'proportion',
      numerator: censusTenure.measures.private_rented,
      denominator: censusTenure.measures.households,
      direction: 'none',
    }),
    defineIndicator({
      id: 'crimes',
      title: 'Crimes recorded by the police, anti-social behaviour left out',
      statistic: 'rate',
      multiplier: 1000,
      unit: 'per 1,000 residents a year',
      numerator: streetCrime.measures.crimes,
      denominator: streetCrime.measures.person_years,
      direction: 'none',
    }),
    defineIndicator({
      id: 'anti_social_behaviour',
      title: 'Anti-social behaviour recorded by the police',
      statistic: 'rate',
      multiplier: 1000,
      unit: 'per 1,000 residents a year',
      numerator: streetCrime.measures.anti_social_behaviour,
      denominator: streetCrime.measures.person_years,
      direction: 'none',
    }),
    defineIndicator({
      id: 'imd_score_2025',
      title: 'Index of Multiple Deprivation 2025, average score',
      statistic: 'mean',
      numerator: iod2025.measures.imd_score,
      direction: 'none',
    }),
    defineIndicator({
      id: 'imd_score_2019',
      title: 'Index of Multiple Deprivation 2019, average score',
      statistic: 'mean',
      numerator: iod2019.measures.imd_score,
      direction: 'none',
    }),
  ],
};
