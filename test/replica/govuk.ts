/** GOV.UK: a publication in the Content API, and the file attached to it at a hashed address. */
import { govuk, govukFile } from '../../sources/connectors/govuk.js';
import { defineSource, OGL } from '../../sources/define.js';
import { type Case, csvOf, madeUpAreas } from './case.js';

const source = defineSource({
  id: 'replica_govuk',
  gives: 'observations',
  title: 'Indices of a made-up country, from GOV.UK',
  publisher: 'Nobody',
  licence: OGL,
  page: 'https://example.invalid/',
  cadence: 'never',
  areaType: 'lsoa21',
  covers: 'nowhere',
  disclosure: 'none needed',
  releases: [{ id: '2025', period: '2025', published: '2025-10-30' }],
  via: govukFile({
    path: 'government/statistics/english-indices-of-deprivation-2025',
    attachment: /^file 7\b/i,
    kind: 'csv',
  }),
  tables: [
    {
      columns: {
        area: { heading: 'LSOA code (2021)', type: 'code' },
        score: { heading: 'Index of Multiple Deprivation (IMD) Score', type: 'number' },
      },
      key: ['area'],
    },
  ],
  measures: { imd_score: { title: 'Score', kind: 'score', of: 'score' } },
});

const file = 'media/691ded56d140bbbaa59a2a7d/File_7_IoD2025_All_Ranks_Scores_Deciles_Population_Denominators.csv';

export const govukCase: Case = {
  name: 'govuk',
  service: govuk,
  source,
  table: {
    columns: ['LSOA code (2021)', 'LSOA name (2021)', 'Index of Multiple Deprivation (IMD) Score'],
    rows: madeUpAreas('E01', 300).map((area, i) => [area, `Place, ${i}`, String((i * 7.25) % 80)]),
  },
  area: 'LSOA code (2021)',
  figure: 'Index of Multiple Deprivation (IMD) Score',
  answer({ path, base }, table) {
    if (path === file) return { type: 'text/csv', body: `\uFEFF${csvOf(table)}` };
    if (path !== 'government/statistics/english-indices-of-deprivation-2025') return undefined;
    const attachment = (title: string, url: string, content_type: string) => ({
      attachment_type: 'file',
      content_type,
      filename: url.split('/').at(-1),
      file_size: 1000,
      id: url.split('/').at(-1),
      title,
      url: `${base}/${url}`,
    });
    const body = {
      base_path: `/${path}`,
      document_type: 'official_statistics',
      first_published_at: '2025-10-30T09:30:00+00:00',
      public_updated_at: '2025-11-19T16:34:00+00:00',
      title: 'English indices of deprivation 2025',
      details: {
        attachments: [
          attachment('File 1: index of multiple deprivation', 'media/a/File_1.xlsx', 'application/vnd.ms-excel'),
          attachment('File 7: all ranks, scores, deciles and population denominators', file, 'text/csv'),
          { attachment_type: 'html', title: 'File 7: notes', url: '/government/statistics/file-7-notes' },
        ],
        documents: [],
      },
    };
    return { type: 'application/json; charset=utf-8', body: JSON.stringify(body) };
  },
};
