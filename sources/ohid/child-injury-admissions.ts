import { fingertips, fingertipsTable } from '../connectors/fingertips.js';
import { defineSource } from '../define.js';
import { countiesAndUnitaries, fingertipsAbout } from './fingertips.js';

/** Hospital admissions of children under 15 caused by accident or on purpose. */
export const childInjuryAdmissions = defineSource({
  ...fingertipsAbout,
  id: 'ohid_child_injury_admissions',
  title: 'Hospital admissions for injuries, aged 0 to 14',
  page: 'https://fingertips.phe.org.uk/search/90284',
  via: fingertips({ indicator: 90284, areas: 'countyAndUnitary' }),
  releases: [{ id: '2025', period: 'the newest years', published: '2025-11-04' }],
  tables: [fingertipsTable({ indicator: 90284, areaType: countiesAndUnitaries, age: '<15 yrs' })],
  measures: {
    count: { title: 'Admissions of children under 15 for injuries', kind: 'count', of: 'count' },
    population: { title: 'Children under 15', kind: 'count', of: 'denominator' },
  },
});
