import { govukFile } from '../connectors/govuk.js';
import { defineSource, OGL } from '../define.js';
import { iodColumns } from './iod-headings.js';

/** What the files of the 2019 edition have in common. */
export const iod2019About = {
  gives: 'observations',
  publisher: 'Ministry of Housing, Communities and Local Government',
  licence: OGL,
  page: 'https://www.gov.uk/government/statistics/english-indices-of-deprivation-2019',
  cadence: 'about every five years',
  areaType: 'lsoa11',
  covers: 'England',
  disclosure: 'none needed',
} as const;

/** English Indices of Deprivation 2019, File 7: scores by LSOA 2011, with their own population denominators. */
export const iod2019 = defineSource({
  ...iod2019About,
  id: 'mhclg_iod2019',
  title: 'English Indices of Deprivation 2019, File 7',
  releases: [{ id: '2019', period: '2019', published: '2019-09-26' }],
  via: govukFile({
    path: 'government/statistics/english-indices-of-deprivation-2019',
    attachment: /^file[ _]7(?!\d)/i,
    kind: 'csv',
  }),
  caveats: ['Scores of the 2025 and 2019 editions are not comparable: areas and methods differ.'],
  tables: [
    {
      columns: {
        area: { heading: 'LSOA code (2011)', type: 'code' },
        ...iodColumns,
        population: { heading: 'Total population: mid 2015 (excluding prisoners)', type: 'whole' },
        children: { heading: 'Dependent Children aged 0-15: mid 2015 (excluding prisoners)', type: 'whole' },
        working_age: {
          heading: 'Working age population 18-59/64: for use with Employment Deprivation Domain (excluding prisoners)',
          type: 'whole',
        },
      },
      key: ['area'],
    },
  ],
  measures: {
    population: { title: 'Residents, mid-2015, excluding prisoners', kind: 'count', of: 'population' },
    children: { title: 'Children aged 0 to 15, mid-2015', kind: 'count', of: 'children' },
    working_age: { title: 'People aged 18 to 59/64, mid-2015', kind: 'count', of: 'working_age' },
    imd_score: {
      title: 'Index of Multiple Deprivation score',
      kind: 'score',
      of: 'imd_score',
      averagedBy: 'population',
    },
    income_rate: { title: 'People in income deprivation', kind: 'rate', of: 'income_rate', averagedBy: 'population' },
    employment_rate: {
      title: 'People in employment deprivation',
      kind: 'rate',
      of: 'employment_rate',
      averagedBy: 'working_age',
    },
    idaci_rate: { title: 'Children in income deprivation', kind: 'rate', of: 'idaci_rate', averagedBy: 'children' },
    education_score: {
      title: 'Education, skills and training score',
      kind: 'score',
      of: 'education_score',
      averagedBy: 'population',
    },
    health_score: {
      title: 'Health deprivation and disability score',
      kind: 'score',
      of: 'health_score',
      averagedBy: 'population',
    },
    crime_score: { title: 'Crime score', kind: 'score', of: 'crime_score', averagedBy: 'population' },
    barriers_score: {
      title: 'Barriers to housing and services score',
      kind: 'score',
      of: 'barriers_score',
      averagedBy: 'population',
    },
    living_environment_score: {
      title: 'Living environment score',
      kind: 'score',
      of: 'living_environment_score',
      averagedBy: 'population',
    },
  },
});
