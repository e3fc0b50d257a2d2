import { nomisTable } from '../connectors/nomis.js';
import { type Contract, defineSource, OGL } from '../define.js';

/** Single years of age up to and including the last; the codes of Nomis begin with 101 for age 0. */
const ages = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => `Age ${from + i}`);
const oldest = 'Aged 90+';
const all = [...ages(0, 89), oldest];

const bySingleYear: Contract = {
  columns: {
    area: { heading: 'GEOGRAPHY_CODE', type: 'code' },
    period: { heading: 'DATE', type: 'text' },
    age: { heading: 'C_AGE_NAME', type: 'choice', choices: all },
    n: { heading: 'OBS_VALUE', type: 'whole' },
  },
  key: ['area', 'period', 'age'],
  period: { column: 'period' },
};

/** Residents by single year of age, mid-year: small area population estimates (SAPE) on the LSOAs of 2021. */
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
    dimensions: { gender: '0', c_age: '101...191' },
    geography: 'TYPE151',
    select: ['date', 'geography_code', 'c_age_name', 'obs_value'],
    date: 'latest',
  }),
  releases: [{ id: '2022', period: 'mid-2022', published: '2024-11-25' }],
  caveats: ['Estimates, revised each year; those for small areas are less certain than those for whole authorities.'],
  tables: [bySingleYear],
  measures: {
    residents: { title: 'Residents', kind: 'count', of: 'n', where: { column: 'age', in: all } },
    aged_0_to_4: { title: 'Children aged 0 to 4', kind: 'count', of: 'n', where: { column: 'age', in: ages(0, 4) } },
    aged_0_to_15: { title: 'Children aged 0 to 15', kind: 'count', of: 'n', where: { column: 'age', in: ages(0, 15) } },
    aged_16_to_64: {
      title: 'Residents aged 16 to 64',
      kind: 'count',
      of: 'n',
      where: { column: 'age', in: ages(16, 64) },
    },
  },
});
