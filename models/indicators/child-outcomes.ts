import { absenceSocialCare } from '../../sources/dfe/absence-social-care.js';
import { childPopulation } from '../../sources/dfe/child-population.js';
import { childProtectionPlans } from '../../sources/dfe/child-protection-plans.js';
import { childrenInNeed } from '../../sources/dfe/children-in-need.js';
import { childrenLookedAfter } from '../../sources/dfe/children-looked-after.js';
import { earlyYearsCommunication } from '../../sources/dfe/early-years-communication.js';
import { persistentAbsence } from '../../sources/dfe/persistent-absence.js';
import { semhPupils } from '../../sources/dfe/semh-pupils.js';
import { suspensions } from '../../sources/dfe/suspensions.js';
import { iod2025 } from '../../sources/mhclg/iod2025.js';
import { alcoholAdmissionsUnder18 } from '../../sources/ohid/alcohol-admissions-under-18.js';
import { childInjuryAdmissions } from '../../sources/ohid/child-injury-admissions.js';
import { selfHarmAdmissions } from '../../sources/ohid/self-harm-admissions.js';
import { under18Conceptions } from '../../sources/ohid/under-18-conceptions.js';
import { youthJusticeEntrants } from '../../sources/ohid/youth-justice-entrants.js';
import { type Domain, defineIndicator } from '../define.js';

/** How children are doing, as far as it is known for wards. */
export const childOutcomes: Domain = {
  id: 'child_outcomes',
  title: 'Children’s outcomes',
  indicators: [
    defineIndicator({
      id: 'education_deprivation',
      title: 'Education, skills and training score',
      statistic: 'mean',
      numerator: iod2025.measures.education_score,
      direction: 'higher',
    }),
    // From here on whole authorities only: shown as the authority’s context, never in the index of wards.
    defineIndicator({
      id: 'children_in_need',
      title: 'Children in need',
      statistic: 'rate',
      multiplier: 10_000,
      unit: 'per 10,000 children',
      numerator: childrenInNeed.measures.in_need,
      denominator: childPopulation.measures.children,
      direction: 'higher',
    }),
    defineIndicator({
      id: 'child_protection_plans',
      title: 'Children with a protection plan',
      statistic: 'rate',
      multiplier: 10_000,
      unit: 'per 10,000 children',
      numerator: childProtectionPlans.measures.plans,
      denominator: childPopulation.measures.children,
      direction: 'higher',
    }),
    defineIndicator({
      id: 'children_looked_after',
      title: 'Children looked after',
      statistic: 'rate',
      multiplier: 10_000,
      unit: 'per 10,000 children',
      numerator: childrenLookedAfter.measures.looked_after,
      denominator: childrenLookedAfter.measures.children,
      direction: 'higher',
    }),
    defineIndicator({
      id: 'persistent_absence',
      title: 'Pupils persistently absent',
      statistic: 'mean',
      unit: '%',
      numerator: persistentAbsence.measures.share,
      direction: 'higher',
    }),
    defineIndicator({
      id: 'absence_protection_plan',
      title: 'Pupils with a protection plan who are persistently absent',
      statistic: 'proportion',
      numerator: absenceSocialCare.measures.persistently_absent,
      denominator: absenceSocialCare.measures.pupils,
      direction: 'higher',
    }),
    defineIndicator({
      id: 'suspensions',
      title: 'Suspensions from school',
      statistic: 'rate',
      multiplier: 100,
      unit: 'per 100 pupils',
      numerator: suspensions.measures.suspensions,
      denominator: suspensions.measures.pupils,
      direction: 'higher',
    }),
    defineIndicator({
      id: 'semh_pupils',
      title: 'Pupils whose primary need is social, emotional and mental health',
      statistic: 'proportion',
      numerator: semhPupils.measures.semh,
      denominator: semhPupils.measures.pupils,
      direction: 'higher',
    }),
    defineIndicator({
      id: 'early_years_communication',
      title: 'Children at the expected level in communication and language at 5',
      statistic: 'mean',
      unit: '%',
      numerator: earlyYearsCommunication.measures.share,
      direction: 'lower',
    }),
    defineIndicator({
      id: 'self_harm_admissions',
      title: 'Hospital admissions for self-harm, aged 10 to 24',
      statistic: 'mean',
      unit: 'per 100,000',
      numerator: selfHarmAdmissions.measures.rate,
      direction: 'higher',
    }),
    defineIndicator({
      id: 'alcohol_admissions_under_18',
      title: 'Hospital admissions for alcohol, under 18',
      statistic: 'rate',
      multiplier: 100_000,
      unit: 'per 100,000',
      numerator: alcoholAdmissionsUnder18.measures.count,
      denominator: alcoholAdmissionsUnder18.measures.population,
      direction: 'higher',
    }),
    defineIndicator({
      id: 'child_injury_admissions',
      title: 'Hospital admissions for injuries, aged 0 to 14',
      statistic: 'rate',
      multiplier: 10_000,
      unit: 'per 10,000',
      numerator: childInjuryAdmissions.measures.count,
      denominator: childInjuryAdmissions.measures.population,
      direction: 'higher',
    }),
    defineIndicator({
      id: 'under_18_conceptions',
      title: 'Conceptions under 18',
      statistic: 'rate',
      multiplier: 1000,
      unit: 'per 1,000',
      numerator: under18Conceptions.measures.count,
      denominator: under18Conceptions.measures.population,
      direction: 'higher',
    }),
    defineIndicator({
      id: 'youth_justice_entrants',
      title: 'First-time entrants to youth justice',
      statistic: 'rate',
      multiplier: 100_000,
      unit: 'per 100,000',
      numerator: youthJusticeEntrants.measures.count,
      denominator: youthJusticeEntrants.measures.population,
      direction: 'higher',
    }),
  ],
};
