import { nomisTable } from '../connectors/nomis.js';
import { defineSource, OGL, unconfirmed } from '../define.js';

const everybody = 'All Ages';
const youngest = ['Age 0 - 4', 'Aged 0 to 4'];
const children = 'Aged 0 to 15';
const workingAge = ['Aged 16 to 24', 'Aged 25 to 49', 'Aged 50 to 64'];
/** Codes of these ages, as Nomis answers with them for whole authorities. */
const codes = '200,201,250,207,208,1';

/** Residents by age, mid-year, on the LSOAs of 2021: small area population estimates (SAPE). */
export const populationLsoa21 = defineSource({
  id: 'ons_population_lsoa21',
  gives: 'observations',
  title: 'Small area population estimates by LSOA 2021',
  publisher: 'Office for National Statistics',
  licence: OGL,
  page: 'https://www.ons.gov.uk/peoplepopulationandcommunity/populationandmigration/populationestimates',
  cadence: 'yearly',
  areaType: 'lsoa21',
  covers: 'England and Wales',
  disclosure: 'none needed',
  via: nomisTable({
    dataset: 'NM_2014_1',
    dimensions: { gender: '0', c_age: codes },
    geography: 'TYPE151',
    select: ['date', 'geography_code', 'c_age_name', 'obs_value'],
    date: 'latest',
  }),
  releases: [{ id: '2022', period: 'mid-2022', published: '2024-11-25' }],
  caveats: [
    'Estimates, revised each year; those for small areas are less certain than those for whole authorities.',
    unconfirmed('the age codes of Nomis dataset NM_2014_1, taken from NM_2002_1'),
  ],
  tables: [
    {
      columns: {
        area: { heading: 'GEOGRAPHY_CODE', type: 'code' },
        period: { heading: 'DATE', type: 'text' },
        age: { heading: 'C_AGE_NAME', type: 'choice', choices: [everybody, children, ...youngest, ...workingAge] },
        n: { heading: 'OBS_VALUE', type: 'whole' },
      },
      key: ['area', 'period', 'age'],
      period: { column: 'period' },
    },
  ],
  measures: {
    residents: { title: 'Residents', kind: 'count', of: 'n', where: { column: 'age', in: [everybody] } },
    aged_0_to_4: { title: 'Children aged 0 to 4', kind: 'count', of: 'n', where: { column: 'age', in: youngest } },
    aged_0_to_15: { title: 'Children aged 0 to 15', kind: 'count', of: 'n', where: { column: 'age', in: [children] } },
    aged_16_to_64: {
      title: 'Residents aged 16 to 64',
      kind: 'count',
      of: 'n',
      where: { column: 'age', in: workingAge },
    },
  },
});
