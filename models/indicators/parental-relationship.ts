import { assessmentFactors } from '../../sources/dfe/assessment-factors.js';
import { birthRegistrations } from '../../sources/local/birth-registrations.js';
import { domesticAbuseIncidents } from '../../sources/local/domestic-abuse-incidents.js';
import { homelessnessCauses } from '../../sources/mhclg/homelessness-causes.js';
import { censusAge } from '../../sources/ons/census-age.js';
import { censusDeprivation } from '../../sources/ons/census-deprivation.js';
import { censusHouseholdComposition } from '../../sources/ons/census-household-composition.js';
import { censusLivingArrangements } from '../../sources/ons/census-living-arrangements.js';
import { streetCrime } from '../../sources/police/street-crime.js';
import { type Domain, defineIndicator } from '../define.js';

/** Risk factors between the parents. Little of it is published for wards: most must come from the council. */
export const parentalRelationship: Domain = {
  id: 'parental_relationship',
  title: 'Relationship between parents',
  indicators: [
    defineIndicator({
      id: 'lone_parent_households',
      title: 'Lone-parent households',
      statistic: 'proportion',
      numerator: censusHouseholdComposition.measures.lone_parent,
      denominator: censusDeprivation.measures.households,
      direction: 'higher',
      caveats: ['Includes lone parents whose children are all grown up.'],
    }),
    defineIndicator({
      id: 'sole_registrations',
      title: 'Births registered by one parent alone',
      statistic: 'proportion',
      numerator: birthRegistrations.measures.sole,
      denominator: birthRegistrations.measures.births,
      direction: 'higher',
    }),
    defineIndicator({
      id: 'domestic_abuse_incidents',
      title: 'Domestic-abuse incidents recorded by the police',
      statistic: 'rate',
      multiplier: 1000,
      unit: 'per 1,000 residents',
      numerator: domesticAbuseIncidents.measures.incidents,
      denominator: censusAge.measures.residents,
      direction: 'higher',
      caveats: ['A higher rate can mean more trust in the police as well as more abuse.'],
    }),
    defineIndicator({
      id: 'violence_and_sexual_offences',
      title: 'Violence and sexual offences recorded by the police',
      statistic: 'rate',
      multiplier: 1000,
      unit: 'per 1,000 residents a year',
      numerator: streetCrime.measures.violence,
      denominator: streetCrime.measures.person_years,
      direction: 'higher',
      caveats: ['Stands in for domestic abuse, which is not marked in published data.'],
    }),
    // Of the two census tables this one counts those who live apart; legal status (TS002) is context.
    defineIndicator({
      id: 'separated_residents',
      title: 'Separated or divorced residents who live without a partner',
      statistic: 'proportion',
      numerator: censusLivingArrangements.measures.separated,
      denominator: censusLivingArrangements.measures.adults,
      direction: 'higher',
    }),
    // From here on whole authorities only: shown as the authority’s context, never in the index of wards.
    defineIndicator({
      id: 'assessments_domestic_abuse',
      title: 'Social work assessments that note domestic abuse of a parent',
      statistic: 'proportion',
      numerator: assessmentFactors.measures.domestic_abuse_parent,
      denominator: assessmentFactors.measures.assessments,
      direction: 'higher',
    }),
    defineIndicator({
      id: 'homelessness_relationship_breakdown',
      title: 'Households facing homelessness after a non-violent breakdown with a partner',
      statistic: 'proportion',
      numerator: homelessnessCauses.measures.breakdown,
      denominator: homelessnessCauses.measures.owed,
      direction: 'higher',
    }),
    defineIndicator({
      id: 'homelessness_domestic_abuse',
      title: 'Households facing homelessness because of domestic abuse',
      statistic: 'proportion',
      numerator: homelessnessCauses.measures.domestic_abuse,
      denominator: homelessnessCauses.measures.owed,
      direction: 'higher',
    }),
  ],
};
