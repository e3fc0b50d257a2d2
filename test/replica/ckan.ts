/** CKAN: the DataStore, its envelope, and fewer rows at a time than were asked for. */
import { ckanService, ckanTable } from '../../sources/connectors/ckan.js';
import { type Case, objectsOf } from './case.js';
import { madeUpSource, madeUpTable, plainContract } from './made-up.js';

const headings = ['LSOA code', 'Children, known'] as const;
export const portal = ckanService({
  id: 'made_up_ckan',
  title: 'Data Mill Nowhere',
  base: 'https://ckan.example.invalid',
});
const resource = 'a1b2c3d4-0000-4000-8000-000000000001';
const rowsAtATime = 40;

export const ckanCase: Case = {
  name: 'ckan',
  service: portal,
  source: madeUpSource(
    'replica_ckan',
    ckanTable({ resource, look: 'https://ckan.example.invalid/' }, portal),
    plainContract(headings),
  ),
  table: madeUpTable(100, headings),
  area: headings[0],
  figure: headings[1],
  answer({ path, query }, table) {
    if (path !== 'api/3/action/datastore_search') return undefined;
    if (query.get('resource_id') !== resource) {
      const error = { __type: 'Not Found Error', message: 'Not found: Resource was not found.' };
      return { status: 404, type: 'application/json', body: JSON.stringify({ success: false, error }) };
    }
    const [offset, limit] = [Number(query.get('offset') ?? 0), Number(query.get('limit') ?? 100)];
    const records = objectsOf(table).map((row, i) => ({ _id: i + 1, ...row }));
    const result = {
      include_total: true,
      fields: [{ id: '_id', type: 'int' }, ...table.columns.map((id) => ({ id, type: 'text' }))],
      records: records.slice(offset, offset + Math.min(limit, rowsAtATime)),
      total: records.length,
    };
    return { type: 'application/json;charset=utf-8', body: JSON.stringify({ help: '…', success: true, result }) };
  },
};
