import { assessmentFactors } from '../../sources/dfe/assessment-factors.js';
import { iod2025 } from '../../sources/mhclg/iod2025.js';
import { alcoholMortality } from '../../sources/ohid/alcohol-mortality.js';
import { censusDisability } from '../../sources/ons/census-disability.js';
import { wellbeingAnxiety } from '../../sources/ons/wellbeing-anxiety.js';
import { type Domain, defineIndicator } from '../define.js';

/** Risk factors of each parent alone. */
export const individualParent: Domain = {
  id: 'individual_parent',
  title: 'Parents’ own circumstances',
  indicators: [
    defineIndicator({
      id: 'disabled_residents',
      title: 'Disabled residents',
      statistic: 'proportion',
      numerator: censusDisability.measures.disabled,
      denominator: censusDisability.measures.residents,
      direction: 'higher',
    }),
    defineIndicator({
      id: 'health_deprivation',
      title: 'Health deprivation and disability score',
      statistic: 'mean',
      numerator: iod2025.measures.health_score,
      direction: 'higher',
    }),
    // From here on whole authorities only: shown as the authority’s context, never in the index of wards.
    defineIndicator({
      id: 'assessments_parental_mental_health',
      title: 'Social work assessments that note a parent’s mental health',
      statistic: 'proportion',
      numerator: assessmentFactors.measures.mental_health_parent,
      denominator: assessmentFactors.measures.assessments,
      direction: 'higher',
    }),
    defineIndicator({
      id: 'assessments_parental_alcohol',
      title: 'Social work assessments that note a parent’s misuse of alcohol',
      statistic: 'proportion',
      numerator: assessmentFactors.measures.alcohol_parent,
      denominator: assessmentFactors.measures.assessments,
      direction: 'higher',
    }),
    defineIndicator({
      id: 'assessments_parental_drugs',
      title: 'Social work assessments that note a parent’s misuse of drugs',
      statistic: 'proportion',
      numerator: assessmentFactors.measures.drugs_parent,
      denominator: assessmentFactors.measures.assessments,
      direction: 'higher',
    }),
    defineIndicator({
      id: 'adult_anxiety',
      title: 'Mean anxiety of adults',
      statistic: 'mean',
      unit: 'out of 10',
      numerator: wellbeingAnxiety.measures.score,
      direction: 'higher',
    }),
    defineIndicator({
      id: 'alcohol_mortality',
      title: 'Alcohol-related deaths',
      statistic: 'mean',
      unit: 'per 100,000',
      numerator: alcoholMortality.measures.rate,
      direction: 'higher',
    }),
  ],
};
