import { defineSource, OGL } from '../define.js';

/** Workless households: a survey estimate for whole authorities, so it can never say anything about a ward. */
export const apsWorklessHouseholds = defineSource({
  id: 'ons_aps_workless_households',
  gives: 'observations',
  title: 'Households by combined economic activity status, Annual Population Survey',
  publisher: 'Office for National Statistics',
  licence: OGL,
  page: 'https://www.nomisweb.co.uk/sources/aps',
  cadence: 'yearly',
  areaType: 'ltla24',
  covers: 'United Kingdom',
  sampled: true,
  disclosure: { withheldBelow: 500, roundedTo: 100 },
  releases: [],
  caveats: ['Published for whole authorities only; estimates under 500 are withheld.'],
  tables: [
    {
      columns: {
        area: { heading: 'GEOGRAPHY_CODE', type: 'code' },
        workless: { heading: 'OBS_VALUE', type: 'number', blanks: true },
        households: { heading: 'DENOMINATOR', type: 'number', blanks: true },
      },
    },
  ],
  measures: {
    workless: { title: 'Households with no adult in work', kind: 'count', of: 'workless' },
    households: { title: 'Households with someone of working age', kind: 'count', of: 'households' },
  },
});
