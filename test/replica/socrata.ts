/** Socrata: rows without their nulls, a page at a time, only the columns that were selected. */
import { socrataService, socrataTable } from '../../sources/connectors/socrata.js';
import { type Case, objectsOf } from './case.js';
import { madeUpSource, madeUpTable, plainContract } from './made-up.js';

const headings = ['lsoa_code', 'children'] as const;
const portal = socrataService({
  id: 'made_up_socrata',
  title: 'Open Nowhere',
  base: 'https://socrata.example.invalid',
});
const rowsAtATime = 40;

export const socrataCase: Case = {
  name: 'socrata',
  service: portal,
  source: madeUpSource(
    'replica_socrata',
    socrataTable({ dataset: 'abcd-1234', fields: headings }, portal),
    plainContract(headings),
  ),
  table: madeUpTable(100, headings),
  area: headings[0],
  figure: headings[1],
  answer({ path, query }, table) {
    if (path !== 'resource/abcd-1234.json') return undefined;
    const select = query.get('$select') ?? '*';
    if (select.startsWith('count(*)')) {
      return { type: 'application/json;charset=utf-8', body: JSON.stringify([{ rows: String(table.rows.length) }]) };
    }
    const wanted = select.split(',');
    const unknown = wanted.find((column) => !table.columns.includes(column));
    if (unknown) {
      const error = { message: `No such column: ${unknown}`, errorCode: 'query.soql.no-such-column', data: {} };
      return { status: 400, type: 'application/json;charset=utf-8', body: JSON.stringify(error) };
    }
    const [offset, limit] = [Number(query.get('$offset') ?? 0), Number(query.get('$limit') ?? 1000)];
    const rows = objectsOf(table).map((row) =>
      Object.fromEntries(Object.entries(row).filter(([column, cell]) => wanted.includes(column) && cell !== '')),
    );
    const page = rows.slice(offset, offset + Math.min(limit, rowsAtATime));
    return { type: 'application/json;charset=utf-8', body: JSON.stringify(page) };
  },
};
