import { defineSource } from '../define.js';
import { allLevels, byHand, socialCare } from './dfe.js';

/** Pupils who missed a tenth of school or more, of those with a protection plan. */
export const absenceSocialCare = defineSource({
  ...socialCare,
  id: 'dfe_absence_social_care',
  title: 'Absence of children with a child protection plan',
  page: 'https://explore-education-statistics.service.gov.uk/find-statistics/outcomes-for-children-in-need-including-children-looked-after-by-local-authorities-in-england',
  releases: [{ id: '202425', period: '2024/25', published: '2026-04-16' }],
  caveats: [byHand],
  tables: [
    allLevels({
      figures: { pupils: 't_pupils', persistently_absent: 't_pupils_pa_10_exact' },
      only: {
        social_care_group: ['CPPO at 31 March'],
        phase_type_grouping: ['Total'],
      },
    }),
  ],
  measures: {
    pupils: { title: 'Pupils with a child protection plan', kind: 'count', of: 'pupils' },
    persistently_absent: { title: 'Of them persistently absent', kind: 'count', of: 'persistently_absent' },
  },
});
