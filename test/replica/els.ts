/** Explore Local Statistics: one CSV, the reasons for blanks in a column of their own. */
import { els, elsService, elsTable } from '../../sources/connectors/els.js';
import { type Case, csvOf } from './case.js';
import { madeUpSource, madeUpTable } from './made-up.js';

const rows = madeUpTable(100, ['areacd', 'value']).rows.map(([area = '', cell = '']) => {
  const [value, status] = cell === 'c' ? ['', 'c'] : [cell, ''];
  return [area, '2024-01-01/P1Y', value, status];
});

export const elsCase: Case = {
  name: 'els',
  service: elsService,
  source: madeUpSource('replica_els', els({ indicator: 'children', geo: 'lsoa', time: 'all' }), elsTable()),
  table: { columns: ['areacd', 'period', 'value', 'status'], rows },
  area: 'areacd',
  figure: 'value',
  answer({ path, query }, table) {
    if (path !== 'data.csv' || query.get('indicator') !== 'children' || !query.has('includeStatus')) return undefined;
    return { type: 'text/csv', body: csvOf(table) };
  },
};
