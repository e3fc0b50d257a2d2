import { nomisTable } from '../connectors/nomis.js';
import { defineSource, OGL } from '../define.js';

/** People who claim benefits because they are out of work, by LSOA 2021 and month. */
export const claimantCount = defineSource({
  id: 'ons_claimant_count',
  gives: 'observations',
  title: 'Claimant count by LSOA',
  publisher: 'Office for National Statistics, from DWP',
  licence: OGL,
  page: 'https://www.nomisweb.co.uk/sources/cc',
  cadence: 'monthly',
  areaType: 'lsoa21',
  covers: 'England and Wales',
  disclosure: { roundedTo: 5 },
  via: nomisTable({
    dataset: 'NM_162_1',
    dimensions: { gender: '0', age: '0', measure: '1' },
    geography: 'TYPE151',
    select: ['date', 'geography_code', 'gender_name', 'age_name', 'measure_name', 'obs_value', 'obs_status'],
    date: 'latest',
  }),
  releases: [{ id: '2025-09', period: 'September 2025', published: '2025-10-14' }],
  tables: [
    {
      columns: {
        area: { heading: 'GEOGRAPHY_CODE', type: 'code' },
        period: { heading: 'DATE', type: 'text' },
        gender: { heading: ['GENDER_NAME', 'SEX_NAME'], type: 'text' },
        age: { heading: 'AGE_NAME', type: 'text' },
        measure: { heading: 'MEASURE_NAME', type: 'text' },
        n: { heading: 'OBS_VALUE', type: 'whole', blanks: true, why: { column: 'status', withheld: ['Q'] } },
        status: { heading: 'OBS_STATUS', type: 'text', blanks: true },
      },
      only: { gender: ['Total'], age: ['All categories: Age 16+'], measure: ['Claimant count'] },
      key: ['area', 'period'],
      period: { column: 'period' },
    },
  ],
  measures: { claimants: { title: 'Claimants', kind: 'count', of: 'n' } },
});
