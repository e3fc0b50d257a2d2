import { fingertips, fingertipsTable } from '../connectors/fingertips.js';
import { defineSource } from '../define.js';
import { countiesAndUnitaries, fingertipsAbout } from './fingertips.js';

/** Hospital admissions of people under 18 for conditions that alcohol alone causes, three years together. */
export const alcoholAdmissionsUnder18 = defineSource({
  ...fingertipsAbout,
  id: 'ohid_alcohol_admissions_under_18',
  title: 'Admission episodes for alcohol-specific conditions, under 18',
  page: 'https://fingertips.phe.org.uk/search/92904',
  via: fingertips({ indicator: 92904, areas: 'countyAndUnitary' }),
  releases: [{ id: '2025', period: 'the newest years', published: '2025-11-04' }],
  tables: [fingertipsTable({ indicator: 92904, areaType: countiesAndUnitaries, age: '<18 yrs' })],
  measures: {
    count: { title: 'Admissions under 18 for alcohol-specific conditions', kind: 'count', of: 'count' },
    population: { title: 'People under 18', kind: 'count', of: 'denominator' },
  },
});
