/** Stat-Xplore: a cube with its axes in their own order, a key, and a count of requests that are left. */
import { statXplore, statXploreTable } from '../../sources/connectors/stat-xplore.js';
import { type Case, madeUpAreas, type Reply } from './case.js';
import { madeUpSource, madeUpTable, plainContract } from './made-up.js';

const headings = ['area', 'children'] as const;
const measure = 'str:count:CILIF_REL:V_F_CILIF_REL';
const field = 'str:field:CILIF_REL:V_F_CILIF_REL:LSOA_CODE';
const value = 'str:value:CILIF_REL:V_F_CILIF_REL:LSOA_CODE:V_C_MASTERGEOG21_LSOA_TO_MSOA:';
const key = 'made-up-key-65794a30';

const json = (body: unknown, status = 200): Reply => ({
  status,
  type: 'application/json;charset=UTF-8',
  body: JSON.stringify(body),
  headers: { 'x-ratelimit': '2000', 'x-ratelimit-remaining': '1990', 'x-ratelimit-reset': '1700000000000' },
});

export const statXploreCase: Case = {
  name: 'stat-xplore',
  service: statXplore,
  source: madeUpSource(
    'replica_stat_xplore',
    statXploreTable({
      database: 'str:database:CILIF_REL',
      measures: { children: measure },
      axes: [{ column: 'area', field, values: madeUpAreas('E01', 100).map((code) => `${value}${code}`) }],
    }),
    plainContract(headings),
  ),
  table: madeUpTable(100, headings),
  area: headings[0],
  figure: headings[1],
  env: { WARDWISE_STATXPLORE_KEY: key },
  answer({ path, method, headers, body }, { columns, rows }) {
    if (path !== 'table' || method !== 'POST') return undefined;
    if (headers.apikey !== key) return json({ message: 'Invalid API key' }, 401);
    const { recodes, dimensions } = JSON.parse(body);
    if (!recodes[field] || dimensions[0][0] !== field) return json({ message: 'Unknown field' }, 400);
    const [area, children] = headings.map((name) => columns.indexOf(name));
    if (area === undefined || children === undefined || children < 0) return json({ message: 'Unknown measure' }, 400);
    // The service sorts its items as it likes.
    const given = [...rows].reverse();
    const items = given.map((row) => ({
      type: 'RecodeItem',
      labels: [`Place ${row[area]}`],
      uris: [`${value}${row[area]}`],
    }));
    const cells = given.map((row) => {
      const figure = row[children] ?? '';
      return /^\d+$/.test(figure) ? Number(figure) : figure === 'c' ? null : figure;
    });
    return json({
      measures: [{ uri: measure, label: 'Children' }],
      fields: [{ uri: field, label: 'LSOA', items }],
      cubes: { [measure]: { values: cells, precision: 0 } },
    });
  },
};
