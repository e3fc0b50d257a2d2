import { freeSchoolMeals } from '../../sources/dfe/free-school-meals.js';
import { cilifRelative } from '../../sources/dwp/cilif-relative.js';
import { childrenRelativePoverty } from '../../sources/dwp/relative-poverty.js';
import { iod2025 } from '../../sources/mhclg/iod2025.js';
import { apsWorklessHouseholds } from '../../sources/ons/aps-workless-households.js';
import { censusDeprivation } from '../../sources/ons/census-deprivation.js';
import { censusOvercrowding } from '../../sources/ons/census-overcrowding.js';
import { housingAffordability } from '../../sources/ons/housing-affordability.js';
import { populationLsoa21 } from '../../sources/ons/population-lsoa21.js';
import { type Domain, defineIndicator } from '../define.js';

/** Risk factors of the family's money, work, home and neighbourhood. */
export const familyEconomic: Domain = {
  id: 'family_economic',
  title: 'Family money, work and home',
  indicators: [
    defineIndicator({
      id: 'income_deprivation',
      title: 'People in income deprivation',
      statistic: 'proportion',
      numerator: iod2025.measures.income_rate,
      direction: 'higher',
    }),
    defineIndicator({
      id: 'child_income_deprivation',
      title: 'Children in income deprivation',
      statistic: 'proportion',
      numerator: iod2025.measures.idaci_rate,
      direction: 'higher',
    }),
    defineIndicator({
      id: 'employment_deprivation',
      title: 'People of working age in employment deprivation',
      statistic: 'proportion',
      numerator: iod2025.measures.employment_rate,
      direction: 'higher',
    }),
    defineIndicator({
      id: 'workless_households',
      title: 'Households with no adult in work',
      statistic: 'proportion',
      numerator: apsWorklessHouseholds.measures.workless,
      denominator: apsWorklessHouseholds.measures.households,
      direction: 'higher',
    }),
    defineIndicator({
      id: 'deprived_households',
      title: 'Households deprived in two or more ways',
      statistic: 'proportion',
      numerator: censusDeprivation.measures.deprived_two_or_more,
      denominator: censusDeprivation.measures.households,
      direction: 'higher',
      caveats: ['The four ways are employment, education, health and housing.'],
    }),
    defineIndicator({
      id: 'overcrowded_households',
      title: 'Households with too few bedrooms',
      statistic: 'proportion',
      numerator: censusOvercrowding.measures.overcrowded,
      denominator: censusOvercrowding.measures.households,
      direction: 'higher',
    }),
    defineIndicator({
      id: 'crime_deprivation',
      title: 'Crime score',
      statistic: 'mean',
      numerator: iod2025.measures.crime_score,
      direction: 'higher',
    }),
    // The one national series by ward on families where nobody works. All children in low income (CiLIF) are context, since
    // they are mostly those that the Indices count as in income deprivation; so are claimants, whom the Indices count as well.
    defineIndicator({
      id: 'workless_families',
      title: 'Children in low income families where nobody works',
      statistic: 'proportion',
      numerator: cilifRelative.measures.workless,
      denominator: populationLsoa21.measures.aged_0_to_15,
      direction: 'higher',
    }),
    // From here on whole authorities only: shown as the authority’s context, never in the index of wards.
    defineIndicator({
      id: 'children_relative_poverty',
      title: 'Children in relative poverty after housing costs',
      statistic: 'mean',
      unit: '%',
      numerator: childrenRelativePoverty.measures.share,
      direction: 'higher',
    }),
    defineIndicator({
      id: 'free_school_meals',
      title: 'Pupils eligible for free school meals',
      statistic: 'proportion',
      numerator: freeSchoolMeals.measures.eligible,
      denominator: freeSchoolMeals.measures.pupils,
      direction: 'higher',
    }),
    defineIndicator({
      id: 'housing_affordability',
      title: 'House prices as a multiple of yearly earnings',
      statistic: 'mean',
      unit: 'times earnings',
      numerator: housingAffordability.measures.ratio,
      direction: 'higher',
    }),
  ],
};
