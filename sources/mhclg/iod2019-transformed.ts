import { govukFile } from '../connectors/govuk.js';
import { defineSource } from '../define.js';
import { transformedColumns, transformedMeasures } from './iod-headings.js';
import { iod2019, iod2019About } from './iod2019.js';

/** English Indices of Deprivation 2019, File 9: the domain scores as they enter the index, for weighing them anew. */
export const iod2019Transformed = defineSource({
  ...iod2019About,
  id: 'mhclg_iod2019_transformed',
  title: 'English Indices of Deprivation 2019, File 9: transformed domain scores',
  releases: [{ id: '2019', period: '2019', published: '2019-09-26' }],
  via: govukFile({
    path: 'government/statistics/english-indices-of-deprivation-2019',
    attachment: /^file[ _]9(?!\d)/i,
    kind: 'xlsx',
  }),
  tables: [
    {
      columns: { area: { heading: 'LSOA code (2011)', type: 'code' }, ...transformedColumns },
      key: ['area'],
      atLeastRows: 30_000,
    },
  ],
  measures: transformedMeasures(iod2019.measures.population),
});
