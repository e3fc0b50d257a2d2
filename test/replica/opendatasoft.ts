/** Opendatasoft: an export of everything, which refuses to begin later than 10,000 rows in. */
import { opendatasoftService, opendatasoftTable } from '../../sources/connectors/opendatasoft.js';
import { type Case, csvOf } from './case.js';
import { madeUpSource, madeUpTable, plainContract } from './made-up.js';

const headings = ['lsoa_code', 'children'] as const;
const portal = opendatasoftService({
  id: 'made_up_opendatasoft',
  title: 'Data Nowhere',
  base: 'https://opendatasoft.example.invalid',
});

export const opendatasoftCase: Case = {
  name: 'opendatasoft',
  service: portal,
  source: madeUpSource(
    'replica_opendatasoft',
    opendatasoftTable({ dataset: 'children-by-lsoa', orderBy: 'lsoa_code' }, portal),
    plainContract(headings),
  ),
  table: madeUpTable(100, headings),
  area: headings[0],
  figure: headings[1],
  answer({ path, query }, table) {
    if (path !== 'api/explore/v2.1/catalog/datasets/children-by-lsoa/exports/csv') return undefined;
    if (Number(query.get('offset') ?? 0) > 0 || query.get('delimiter') !== ',') {
      const error = { error_code: 'InvalidRESTParameterError', message: 'Invalid value for offset API parameter' };
      return { status: 400, type: 'application/json; charset=utf-8', body: JSON.stringify(error) };
    }
    return { type: 'text/csv; charset=utf-8', body: `\uFEFF${csvOf(table)}` };
  },
};
