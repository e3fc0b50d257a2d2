import { defineSource, unconfirmed } from '../define.js';
import { allLevels, byHand, dfe } from './dfe.js';

/** Pupils with a special need by its kind. No file of it was at hand when the contract was written. */
export const semhPupils = defineSource({
  ...dfe,
  id: 'dfe_semh_pupils',
  title: 'Pupils with social, emotional and mental health as their primary need',
  page: 'https://explore-education-statistics.service.gov.uk/find-statistics/special-educational-needs-in-england',
  disclosure: { withheld: true },
  releases: [{ id: '202425', period: '2024/25', published: '2025-06-12' }],
  caveats: [byHand, unconfirmed('the headings of this file')],
  tables: [
    allLevels({
      figures: { pupils: 'number_of_pupils', semh: 'social_emotional_and_mental_health' },
      only: { phase_type_grouping: ['Total'], sen_provision: ['Total'] },
    }),
  ],
  measures: {
    semh: { title: 'Pupils whose primary need is social, emotional and mental health', kind: 'count', of: 'semh' },
    pupils: { title: 'Pupils', kind: 'count', of: 'pupils' },
  },
});
