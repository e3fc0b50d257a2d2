import { defineSource } from '../define.js';
import { allLevels, byHand, socialCare } from './dfe.js';

/** Children in the care of the authority on 31 March, with the population they are a share of. */
export const childrenLookedAfter = defineSource({
  ...socialCare,
  id: 'dfe_children_looked_after',
  title: 'Children looked after',
  page: 'https://explore-education-statistics.service.gov.uk/find-statistics/children-looked-after-in-england-including-adoptions',
  releases: [{ id: '2025', period: '2025', published: '2025-11-20' }],
  caveats: [byHand],
  tables: [
    allLevels({
      figures: { looked_after: 'children_count', children: 'population_estimate' },
      only: { population_type: ['Children looked after on 31 March each year'] },
    }),
  ],
  measures: {
    looked_after: { title: 'Children looked after on 31 March', kind: 'count', of: 'looked_after' },
    children: { title: 'Children aged 0 to 17', kind: 'count', of: 'children' },
  },
});
