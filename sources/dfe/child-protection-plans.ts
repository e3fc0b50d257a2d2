import { defineSource } from '../define.js';
import { allLevels, byHand, socialCare } from './dfe.js';

/** Children on a protection plan on 31 March. */
export const childProtectionPlans = defineSource({
  ...socialCare,
  id: 'dfe_child_protection_plans',
  title: 'Child protection plans',
  page: 'https://explore-education-statistics.service.gov.uk/find-statistics/children-in-need',
  releases: [{ id: '2025', period: '2025', published: '2025-10-16' }],
  caveats: [byHand],
  tables: [
    allLevels({
      figures: { plans: 'CPP_At31', two_years_or_more: '2_years_or_more' },
      only: { category: ['Child Protection Plans by length of time'] },
    }),
  ],
  measures: {
    plans: { title: 'Children with a protection plan on 31 March', kind: 'count', of: 'plans' },
    two_years_or_more: { title: 'With a plan for two years or more', kind: 'count', of: 'two_years_or_more' },
  },
});
