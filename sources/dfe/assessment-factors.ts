import { defineSource } from '../define.js';
import { allLevels, byHand, socialCare } from './dfe.js';

/** What social workers found in families they assessed, years ending in March; an assessment may have several factors. */
export const assessmentFactors = defineSource({
  ...socialCare,
  id: 'dfe_assessment_factors',
  title: 'Factors identified at the end of assessment',
  page: 'https://explore-education-statistics.service.gov.uk/find-statistics/children-in-need',
  releases: [{ id: '2025', period: '2025', published: '2025-10-16' }],
  caveats: [byHand],
  tables: [
    allLevels({
      figures: {
        assessments: 'Episodes_with_assessment_factor',
        domestic_abuse_parent: 'Domestic_Abuse_parent',
        mental_health_parent: 'Mental_Health_parent',
        alcohol_parent: 'Alcohol_Misuse_parent',
        drugs_parent: 'Drug_Misuse_parent',
        emotional_abuse: 'Emotional_Abuse',
      },
      only: { category: ['Factors identified at the end of assessment'] },
    }),
  ],
  measures: {
    assessments: { title: 'Assessments with a factor identified', kind: 'count', of: 'assessments' },
    domestic_abuse_parent: {
      title: 'Where a parent suffers domestic abuse',
      kind: 'count',
      of: 'domestic_abuse_parent',
    },
    mental_health_parent: {
      title: 'Where a parent’s mental health is a concern',
      kind: 'count',
      of: 'mental_health_parent',
    },
    alcohol_parent: { title: 'Where a parent misuses alcohol', kind: 'count', of: 'alcohol_parent' },
    drugs_parent: { title: 'Where a parent misuses drugs', kind: 'count', of: 'drugs_parent' },
    emotional_abuse: { title: 'Where emotional abuse is a concern', kind: 'count', of: 'emotional_abuse' },
  },
});
