import { nomisTable } from '../connectors/nomis.js';
import { defineSource, OGL } from '../define.js';

/** Residents of whole authorities by age, mid-year. */
export const populationLowerTier = defineSource({
  id: 'ons_population_lower_tier',
  gives: 'observations',
  title: 'Mid-year population estimates by local authority',
  publisher: 'Office for National Statistics',
  licence: OGL,
  page: 'https://www.nomisweb.co.uk/sources/pest',
  cadence: 'yearly',
  areaType: 'ltla21',
  covers: 'United Kingdom',
  disclosure: 'none needed',
  via: nomisTable({
    dataset: 'NM_2002_1',
    dimensions: { gender: '0', c_age: '200,201' },
    geography: 'TYPE432',
    select: ['date', 'geography_code', 'geography_type', 'gender_name', 'c_age_name', 'measures_name', 'obs_value'],
    date: 'latest',
  }),
  releases: [{ id: '2024', period: 'mid-2024', published: '2025-07-30' }],
  tables: [
    {
      columns: {
        area: { heading: 'GEOGRAPHY_CODE', type: 'code' },
        area_type: { heading: 'GEOGRAPHY_TYPE', type: 'text' },
        period: { heading: 'DATE', type: 'text' },
        gender: { heading: ['GENDER_NAME', 'SEX_NAME'], type: 'text' },
        age: { heading: 'C_AGE_NAME', type: 'text' },
        measure: { heading: 'MEASURES_NAME', type: 'text' },
        n: { heading: 'OBS_VALUE', type: 'whole', blanks: true },
      },
      only: {
        area_type: { matches: 'local authorities: district / unitary.*' },
        gender: ['Total'],
        age: ['All Ages', 'Aged 0 to 15'],
        measure: ['Value'],
      },
      key: ['area', 'period', 'age'],
      period: { column: 'period' },
    },
  ],
  measures: {
    residents: { title: 'Residents', kind: 'count', of: 'n', where: { column: 'age', in: ['All Ages'] } },
    aged_0_to_15: {
      title: 'Children aged 0 to 15',
      kind: 'count',
      of: 'n',
      where: { column: 'age', in: ['Aged 0 to 15'] },
    },
  },
});
