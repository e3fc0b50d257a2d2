/** Explore Local Statistics: one CSV, the reasons for blanks in a column of their own. */
import { els, elsService, elsTable } from '../../sources/connectors/els.js';
import { type Case, csvOf } from './case.js';
import { madeUpSource, madeUpTable } from './made-up.js';

const headings = ['areacd', 'value'] as const;

export const elsCase: Case = {
  name: 'els',
  service: elsService,
  source: madeUpSource('replica_els', els({ indicator: 'children', geo: 'lsoa', time: 'all' }), elsTable()),
  table: madeUpTable(100, headings),
  area: headings[0],
  figure: headings[1],
  answer({ path, query }, { rows }) {
    if (path !== 'data.csv' || query.get('indicator') !== 'children') return undefined;
    const withheld = (cell: string | undefined) => (cell === 'c' ? ['', 'c'] : [cell ?? '', '']);
    const columns = ['areacd', 'period', 'value', ...(query.has('includeStatus') ? ['status'] : [])];
    const written = rows.map(([area = '', cell]) => [area, '2024-01-01/P1Y', ...withheld(cell)]);
    return { type: 'text/csv', body: csvOf({ columns, rows: written }) };
  },
};
