import { fingertips, fingertipsTable } from '../connectors/fingertips.js';
import { defineSource, unconfirmed } from '../define.js';
import { countiesAndUnitaries, fingertipsAbout } from './fingertips.js';

/** Emergency admissions of people aged 10 to 24 for self-harm, directly standardised. */
export const selfHarmAdmissions = defineSource({
  ...fingertipsAbout,
  id: 'ohid_self_harm_admissions',
  title: 'Hospital admissions for self-harm, aged 10 to 24',
  page: 'https://fingertips.phe.org.uk/search/90813',
  via: fingertips({ indicator: 90813, areas: 'countyAndUnitary' }),
  releases: [{ id: '2025', period: 'the newest years', published: '2025-11-04' }],
  caveats: [unconfirmed('indicator 90813')],
  tables: [fingertipsTable({ indicator: 90813, areaType: countiesAndUnitaries, age: '10-24 yrs' })],
  measures: {
    rate: {
      title: 'Admissions for self-harm at 10 to 24, standardised for age, per 100,000',
      kind: 'score',
      of: 'value',
      limits: { lower: 'lower', upper: 'upper' },
    },
    lower: { title: 'Its lower 95 % limit', kind: 'score', of: 'lower_95' },
    upper: { title: 'Its upper 95 % limit', kind: 'score', of: 'upper_95' },
  },
});
