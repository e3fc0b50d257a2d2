import { defineSource } from '../define.js';
import { allLevels, byHand, socialCare } from './dfe.js';

/** Children whom the authority found to be in need, years ending in March. */
export const childrenInNeed = defineSource({
  ...socialCare,
  id: 'dfe_children_in_need',
  title: 'Children in need',
  page: 'https://explore-education-statistics.service.gov.uk/find-statistics/children-in-need',
  releases: [{ id: '2025', period: '2025', published: '2025-10-16' }],
  caveats: [byHand],
  tables: [
    allLevels({
      figures: { in_need: 'At31_episodes', started: 'Started_child' },
      only: { category: ['Children in Need'] },
    }),
  ],
  measures: {
    in_need: { title: 'Children in need on 31 March', kind: 'count', of: 'in_need' },
    started: { title: 'Children who became in need in the year', kind: 'count', of: 'started' },
  },
});
