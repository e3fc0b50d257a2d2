/** Explore Education Statistics: a query in ids, and the list of what they mean. */
import { eesQuery, eesService, eesTable } from '../../sources/connectors/ees.js';
import type { Case, Reply, Table } from './case.js';
import { madeUpSource, madeUpTable } from './made-up.js';

const headings = ['area_code', 'pupil_count'] as const;
const dataSet = '3d0b1f2c-0000-4000-8000-000000000001';
const rowsAtATime = 40;

const json = (body: unknown, status = 200): Reply => ({
  status,
  type: status === 200 ? 'application/json; charset=utf-8' : 'application/problem+json',
  body: JSON.stringify(body),
});
const invalid = (message: string) =>
  json({ title: 'One or more validation errors occurred.', status: 400, errors: [{ message, code: 'NotFound' }] }, 400);

const areas = ({ columns, rows }: Table) => rows.map((row) => row[columns.indexOf('area_code')]);

const meta = (table: Table) => ({
  filters: [
    {
      id: 'fSch1',
      column: 'school_type',
      label: 'School type',
      options: [
        { id: 'oTot1', label: 'Total', isAggregate: true },
        { id: 'oPri1', label: 'Primary' },
      ],
    },
  ],
  indicators: [
    ...table.columns
      .filter((column) => column.startsWith('pupil_count'))
      .map((column) => ({ id: 'iPup1', column, label: 'Number of pupils', unit: '', decimalPlaces: 0 })),
    { id: 'iPct1', column: 'pupil_percent', label: 'Percentage', unit: '%', decimalPlaces: 1 },
  ],
  geographicLevels: [{ code: 'LA', label: 'Local authority' }],
  locations: [
    {
      level: { code: 'LA', label: 'Local authority' },
      options: areas(table).map((code, i) => ({ id: `l${i}`, label: `Place ${i}`, code, oldCode: `${200 + i}` })),
    },
  ],
  timePeriods: [{ code: 'AY', period: '2024/2025', label: '2024/25' }],
});

export const eesCase: Case = {
  name: 'ees',
  service: eesService,
  source: madeUpSource(
    'replica_ees',
    eesQuery({
      dataSet,
      version: '1.2',
      indicators: ['pupil_count'],
      levels: ['LA'],
      filters: { school_type: ['Total'] },
    }),
    eesTable({ figures: { value: 'pupil_count' }, only: { school_type: ['Total'] } }),
  ),
  table: madeUpTable(100, headings),
  area: headings[0],
  figure: headings[1],
  answer({ path, query, method, body }, table) {
    if (query.get('dataSetVersion') !== '1.2') return undefined;
    if (path === `data-sets/${dataSet}/meta`) return json(meta(table));
    if (path !== `data-sets/${dataSet}/query` || method !== 'POST') return undefined;
    const { criteria, indicators, page, pageSize } = JSON.parse(body);
    if (!indicators.every((id: string) => id === 'iPup1')) return invalid('Indicator not found');
    if (!JSON.stringify(criteria).includes('"oTot1"')) return invalid('Filter not found');
    const most = Math.min(pageSize, rowsAtATime);
    const results = table.rows.map((row, i) => ({
      timePeriod: { code: 'AY', period: '2024/2025' },
      geographicLevel: 'LA',
      locations: { NAT: 'lEng1', LA: `l${i}` },
      filters: { fSch1: 'oTot1' },
      values: { iPup1: row[table.columns.indexOf('pupil_count')] },
    }));
    const paging = { page, pageSize: most, totalResults: results.length, totalPages: Math.ceil(results.length / most) };
    return json({ paging, results: results.slice((page - 1) * most, page * most), warnings: [] });
  },
};
