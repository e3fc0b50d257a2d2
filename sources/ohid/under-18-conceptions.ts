import { fingertips, fingertipsTable } from '../connectors/fingertips.js';
import { defineSource } from '../define.js';
import { countiesAndUnitaries, fingertipsAbout } from './fingertips.js';

/** Conceptions of women under 18, per women aged 15 to 17. */
export const under18Conceptions = defineSource({
  ...fingertipsAbout,
  id: 'ohid_under_18_conceptions',
  title: 'Under-18 conceptions',
  page: 'https://fingertips.phe.org.uk/search/20401',
  via: fingertips({ indicator: 20401, areas: 'countyAndUnitary' }),
  releases: [{ id: '2025', period: 'the newest years', published: '2025-11-04' }],
  tables: [fingertipsTable({ indicator: 20401, areaType: countiesAndUnitaries, age: '<18 yrs', sex: 'Female' })],
  measures: {
    count: { title: 'Conceptions under 18', kind: 'count', of: 'count' },
    population: { title: 'Girls and women aged 15 to 17', kind: 'count', of: 'denominator' },
  },
});
