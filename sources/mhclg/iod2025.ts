import { govukFile } from '../connectors/govuk.js';
import { defineSource, OGL } from '../define.js';
import { censusAge } from '../ons/census-age.js';
import { iodColumns } from './iod-headings.js';

const residents = censusAge.measures.residents;
const children = censusAge.measures.aged_under_16;

/** What the files of the 2025 edition have in common. */
export const iod2025About = {
  gives: 'observations',
  publisher: 'Ministry of Housing, Communities and Local Government',
  licence: OGL,
  page: 'https://www.gov.uk/government/statistics/english-indices-of-deprivation-2025',
  cadence: 'about every five years',
  areaType: 'lsoa21',
  covers: 'England',
  disclosure: 'none needed',
} as const;

/** English Indices of Deprivation 2025, File 7: scores by LSOA 2021. */
export const iod2025 = defineSource({
  ...iod2025About,
  id: 'mhclg_iod2025',
  title: 'English Indices of Deprivation 2025, File 7',
  releases: [{ id: '2025', period: '2025', published: '2025-10-30' }],
  via: govukFile({
    path: 'government/statistics/english-indices-of-deprivation-2025',
    attachment: /^file[ _]7(?!\d)/i,
    kind: 'csv',
  }),
  caveats: [
    'Scores of the 2025 and 2019 editions are not comparable: areas and methods differ.',
    'Ward averages weigh LSOAs by residents of the 2021 Census; the edition’s own mid-2022 denominators differ slightly.',
  ],
  tables: [
    {
      columns: { area: { heading: 'LSOA code (2021)', type: 'code' }, ...iodColumns },
      key: ['area'],
    },
  ],
  measures: {
    imd_score: { title: 'Index of Multiple Deprivation score', kind: 'score', of: 'imd_score', averagedBy: residents },
    income_rate: { title: 'People in income deprivation', kind: 'rate', of: 'income_rate', averagedBy: residents },
    employment_rate: {
      title: 'People of working age in employment deprivation',
      kind: 'rate',
      of: 'employment_rate',
      averagedBy: censusAge.measures.aged_16_to_64,
    },
    idaci_rate: { title: 'Children in income deprivation', kind: 'rate', of: 'idaci_rate', averagedBy: children },
    education_score: {
      title: 'Education, skills and training score',
      kind: 'score',
      of: 'education_score',
      averagedBy: residents,
    },
    health_score: {
      title: 'Health deprivation and disability score',
      kind: 'score',
      of: 'health_score',
      averagedBy: residents,
    },
    crime_score: { title: 'Crime score', kind: 'score', of: 'crime_score', averagedBy: residents },
    barriers_score: {
      title: 'Barriers to housing and services score',
      kind: 'score',
      of: 'barriers_score',
      averagedBy: residents,
    },
    living_environment_score: {
      title: 'Living environment score',
      kind: 'score',
      of: 'living_environment_score',
      averagedBy: residents,
    },
  },
});
