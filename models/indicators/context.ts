import { fuelPoverty } from '../../sources/desnz/fuel-poverty.js';
import { cilifAbsolute } from '../../sources/dwp/cilif-absolute.js';
import { cilifAfterHousingCosts } from '../../sources/dwp/cilif-after-housing-costs.js';
import { cilifRelative } from '../../sources/dwp/cilif-relative.js';
import { ucHouseholds } from '../../sources/dwp/uc-households.js';
import { ucPeople } from '../../sources/dwp/uc-people.js';
import { iod2019 } from '../../sources/mhclg/iod2019.js';
import { iod2025 } from '../../sources/mhclg/iod2025.js';
import { domesticAbuse } from '../../sources/ohid/domestic-abuse.js';
import { censusAge } from '../../sources/ons/census-age.js';
import { censusEthnicity } from '../../sources/ons/census-ethnicity.js';
import { censusGeneralHealth } from '../../sources/ons/census-general-health.js';
import { censusLegalPartnership } from '../../sources/ons/census-legal-partnership.js';
import { censusTenure } from '../../sources/ons/census-tenure.js';
import { censusUnpaidCare } from '../../sources/ons/census-unpaid-care.js';
import { claimantCount } from '../../sources/ons/claimant-count.js';
import { populationLsoa21 } from '../../sources/ons/population-lsoa21.js';
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
    defineIndicator({
      id: 'children_under_5',
      title: 'Children aged 0 to 4, mid-year estimate',
      statistic: 'proportion',
      numerator: populationLsoa21.measures.aged_0_to_4,
      denominator: populationLsoa21.measures.residents,
      direction: 'none',
    }),
    // Children in low income three ways: mostly those whom the index has as children in income deprivation.
    defineIndicator({
      id: 'children_relative_low_income',
      title: 'Children in relative low income families',
      statistic: 'proportion',
      numerator: cilifRelative.measures.children,
      denominator: populationLsoa21.measures.aged_0_to_15,
      direction: 'none',
    }),
    defineIndicator({
      id: 'children_absolute_low_income',
      title: 'Children in absolute low income families',
      statistic: 'proportion',
      numerator: cilifAbsolute.measures.children,
      denominator: populationLsoa21.measures.aged_0_to_15,
      direction: 'none',
    }),
    defineIndicator({
      id: 'children_low_income_after_housing',
      title: 'Children in low income families after housing costs',
      statistic: 'proportion',
      numerator: cilifAfterHousingCosts.measures.children,
      denominator: populationLsoa21.measures.aged_0_to_15,
      direction: 'none',
    }),
    // Newer than the Indices, and mostly the same people as their employment deprivation.
    defineIndicator({
      id: 'claimants',
      title: 'Claimants of working age',
      statistic: 'proportion',
      numerator: claimantCount.measures.claimants,
      denominator: populationLsoa21.measures.aged_16_to_64,
      direction: 'none',
    }),
    defineIndicator({
      id: 'uc_people_not_in_employment',
      title: 'People on Universal Credit who are not in employment',
      statistic: 'proportion',
      numerator: ucPeople.measures.not_in_employment,
      denominator: populationLsoa21.measures.aged_16_to_64,
      direction: 'none',
    }),
    defineIndicator({
      id: 'uc_lone_parents',
      title: 'Lone parents among households on Universal Credit with children',
      statistic: 'proportion',
      numerator: ucHouseholds.measures.lone_parent,
      denominator: ucHouseholds.measures.with_children,
      direction: 'none',
    }),
    // The index has disability and the Indices’ health score: a third of the kind would count the same people again.
    defineIndicator({
      id: 'bad_health',
      title: 'Residents in bad or very bad health',
      statistic: 'proportion',
      numerator: censusGeneralHealth.measures.bad_health,
      denominator: censusGeneralHealth.measures.residents,
      direction: 'none',
    }),
    defineIndicator({
      id: 'unpaid_carers',
      title: 'Residents who give unpaid care',
      statistic: 'proportion',
      numerator: censusUnpaidCare.measures.carers,
      denominator: censusUnpaidCare.measures.residents,
      direction: 'none',
    }),
    defineIndicator({
      id: 'divorced_residents',
      title: 'Divorced residents',
      statistic: 'proportion',
      numerator: censusLegalPartnership.measures.divorced,
      denominator: censusLegalPartnership.measures.adults,
      direction: 'none',
    }),
    defineIndicator({
      id: 'fuel_poor_households',
      title: 'Households in fuel poverty',
      statistic: 'proportion',
      numerator: fuelPoverty.measures.fuel_poor,
      denominator: fuelPoverty.measures.households,
      direction: 'none',
    }),
    // The whole police force’s figure, copied to each authority in it: it can be in no index.
    defineIndicator({
      id: 'domestic_abuse_police_force',
      title: 'Domestic-abuse incidents and crimes, whole police force',
      statistic: 'mean',
      unit: 'per 1,000 aged 16 and over',
      numerator: domesticAbuse.measures.rate,
      direction: 'none',
    }),
  ],
};
