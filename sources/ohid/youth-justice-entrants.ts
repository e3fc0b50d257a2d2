import { fingertips, fingertipsTable } from '../connectors/fingertips.js';
import { defineSource, unconfirmed } from '../define.js';
import { countiesAndUnitaries, fingertipsAbout } from './fingertips.js';

/** People aged 10 to 17 with a first caution or conviction. */
export const youthJusticeEntrants = defineSource({
  ...fingertipsAbout,
  id: 'ohid_youth_justice_entrants',
  title: 'First-time entrants to the youth justice system',
  page: 'https://fingertips.phe.org.uk/search/10401',
  publisher: 'Ministry of Justice, by the Office for Health Improvement and Disparities',
  via: fingertips({ indicator: 10401, areas: 'countyAndUnitary' }),
  releases: [{ id: '2025', period: 'the newest years', published: '2025-11-04' }],
  caveats: [unconfirmed('indicator 10401')],
  tables: [fingertipsTable({ indicator: 10401, areaType: countiesAndUnitaries, age: '10-17 yrs' })],
  measures: {
    count: { title: 'First-time entrants to youth justice', kind: 'count', of: 'count' },
    population: { title: 'People aged 10 to 17', kind: 'count', of: 'denominator' },
  },
});
