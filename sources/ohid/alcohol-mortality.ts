import { fingertips, fingertipsTable } from '../connectors/fingertips.js';
import { defineSource } from '../define.js';
import { countiesAndUnitaries, fingertipsAbout } from './fingertips.js';

/** Deaths related to alcohol, directly standardised. */
export const alcoholMortality = defineSource({
  ...fingertipsAbout,
  id: 'ohid_alcohol_mortality',
  title: 'Alcohol-related mortality',
  page: 'https://fingertips.phe.org.uk/search/93763',
  via: fingertips({ indicator: 93763, areas: 'countyAndUnitary' }),
  releases: [{ id: '2025', period: 'the newest years', published: '2025-11-04' }],
  tables: [fingertipsTable({ indicator: 93763, areaType: countiesAndUnitaries, age: 'All ages' })],
  measures: {
    rate: {
      title: 'Alcohol-related deaths, standardised for age, per 100,000',
      kind: 'score',
      of: 'value',
      limits: { lower: 'lower', upper: 'upper' },
    },
    lower: { title: 'Its lower 95 % limit', kind: 'score', of: 'lower_95' },
    upper: { title: 'Its upper 95 % limit', kind: 'score', of: 'upper_95' },
  },
});
