import { fingertips, fingertipsTable } from '../connectors/fingertips.js';
import { defineSource, unconfirmed } from '../define.js';
import { countiesAndUnitaries, fingertipsAbout } from './fingertips.js';

/** Domestic abuse recorded by the police. The rate is that of the whole police force, copied to each authority in it. */
export const domesticAbuse = defineSource({
  ...fingertipsAbout,
  id: 'ohid_domestic_abuse',
  title: 'Domestic-abuse incidents and crimes',
  page: 'https://fingertips.phe.org.uk/search/92863',
  publisher: 'Office for National Statistics, by the Office for Health Improvement and Disparities',
  via: fingertips({ indicator: 92863, areas: 'countyAndUnitary' }),
  releases: [{ id: '2025', period: 'the newest years', published: '2025-11-04' }],
  caveats: [
    'The rate of the whole police force, copied to each authority: it says nothing of one authority against its neighbours.',
    unconfirmed('indicator 92863'),
  ],
  tables: [fingertipsTable({ indicator: 92863, areaType: countiesAndUnitaries, age: '16+ yrs' })],
  measures: {
    rate: {
      title: 'Domestic-abuse incidents and crimes per 1,000 residents aged 16 and over',
      kind: 'score',
      of: 'value',
      inheritedFrom: 'pfa',
    },
  },
});
