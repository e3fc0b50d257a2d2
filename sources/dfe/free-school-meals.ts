import { defineSource } from '../define.js';
import { allLevels, byHand, dfe } from './dfe.js';

/** Pupils known to be eligible for free school meals, by where the school is. */
export const freeSchoolMeals = defineSource({
  ...dfe,
  id: 'dfe_free_school_meals',
  title: 'Pupils eligible for free school meals',
  page: 'https://explore-education-statistics.service.gov.uk/find-statistics/school-pupils-and-their-characteristics',
  disclosure: { withheld: true },
  releases: [{ id: '202122', period: '2021/22', published: '2022-06-09' }],
  caveats: [byHand, 'By where the school is, not where the pupil lives.'],
  tables: [
    allLevels({
      figures: { eligible: 'number_of_pupils', pupils: 'denominator' },
      only: {
        phase_type_grouping: ['Total'],
        characteristic_group: ['Total'],
        characteristic: ['Total'],
        fsm_eligibility: ['Known to be eligible for free school meals'],
      },
    }),
  ],
  measures: {
    eligible: { title: 'Pupils eligible for free school meals', kind: 'count', of: 'eligible' },
    pupils: { title: 'Pupils', kind: 'count', of: 'pupils' },
  },
});
