import { fingertips, fingertipsTable } from '../connectors/fingertips.js';
import { defineSource, unconfirmed } from '../define.js';
import { countiesAndUnitaries, fingertipsAbout } from './fingertips.js';

/** Women expected to have a mental health condition before or after birth: national rates applied to local births. */
export const perinatalMentalHealth = defineSource({
  ...fingertipsAbout,
  id: 'ohid_perinatal_mental_health',
  title: 'Estimated women with perinatal mental health conditions',
  page: 'https://fingertips.phe.org.uk/search/94103',
  via: fingertips({ indicator: 94103, areas: 'countyAndUnitary' }),
  releases: [{ id: '2025', period: 'the newest years', published: '2025-11-04' }],
  basis: 'modelled',
  caveats: [
    'Modelled: national rates applied to local births, so it says how many births there are and no more.',
    unconfirmed('the age group in the rows of this indicator'),
  ],
  tables: [fingertipsTable({ indicator: 94103, areaType: countiesAndUnitaries, age: 'All ages', sex: 'Female' })],
  measures: {
    women: { title: 'Women with a perinatal mental health condition, estimated', kind: 'count', of: 'count' },
  },
});
