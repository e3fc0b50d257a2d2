import { govukFile } from '../connectors/govuk.js';
import { defineSource } from '../define.js';
import { censusAge } from '../ons/census-age.js';
import { transformedColumns, transformedMeasures } from './iod-headings.js';
import { iod2025About } from './iod2025.js';

/** English Indices of Deprivation 2025, File 9: the domain scores as they enter the index, for weighing them anew. */
export const iod2025Transformed = defineSource({
  ...iod2025About,
  id: 'mhclg_iod2025_transformed',
  title: 'English Indices of Deprivation 2025, File 9: transformed domain scores',
  releases: [{ id: '2025', period: '2025', published: '2025-10-30' }],
  via: govukFile({
    path: 'government/statistics/english-indices-of-deprivation-2025',
    attachment: /^file[ _]9(?!\d)/i,
    kind: 'xlsx',
  }),
  tables: [
    {
      columns: { area: { heading: 'LSOA code (2021)', type: 'code' }, ...transformedColumns },
      key: ['area'],
      atLeastRows: 30_000,
    },
  ],
  measures: transformedMeasures(censusAge.measures.residents),
});
