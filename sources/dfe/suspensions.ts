import { defineSource, unconfirmed } from '../define.js';
import { allLevels, byHand, dfe } from './dfe.js';

/** Suspensions from state-funded schools. No file of it was at hand when the contract was written. */
export const suspensions = defineSource({
  ...dfe,
  id: 'dfe_suspensions',
  title: 'Suspensions and permanent exclusions',
  page: 'https://explore-education-statistics.service.gov.uk/find-statistics/suspensions-and-permanent-exclusions-in-england',
  disclosure: { withheld: true },
  releases: [{ id: '202324', period: '2023/24', published: '2025-07-10' }],
  caveats: [byHand, unconfirmed('the headings of this file')],
  tables: [
    allLevels({
      figures: { suspensions: 'suspension', pupils: 'headcount' },
      only: { school_type: ['Total'] },
    }),
  ],
  measures: {
    suspensions: { title: 'Suspensions', kind: 'count', of: 'suspensions' },
    pupils: { title: 'Pupils', kind: 'count', of: 'pupils' },
  },
});
