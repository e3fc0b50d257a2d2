import { defineSource } from '../define.js';
import { allLevels, byHand, socialCare } from './dfe.js';

/** Mid-year population of children by authority: the denominator of the rates of social care. */
export const childPopulation = defineSource({
  ...socialCare,
  id: 'dfe_child_population',
  title: 'Children aged 0 to 17, as the department divides by them',
  page: 'https://explore-education-statistics.service.gov.uk/find-statistics/children-in-need',
  disclosure: 'none needed',
  releases: [{ id: '2024', period: 'mid-2024', published: '2025-10-16' }],
  caveats: [byHand],
  tables: [
    allLevels({
      figures: { children: 'population_estimate' },
      only: { age_group: ['Children aged 0 to 17 years'] },
    }),
  ],
  measures: { children: { title: 'Children aged 0 to 17', kind: 'count', of: 'children' } },
});
