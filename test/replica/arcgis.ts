/** ArcGIS: errors and the limit flag inside answers of 200, a count of its own, GeoJSON that carries the flag elsewhere. */
import {
  type ArcgisLayer,
  arcgisOutlines,
  arcgisService,
  arcgisTable,
  openGeography,
} from '../../sources/connectors/arcgis.js';
import { defineSource, OGL } from '../../sources/define.js';
import { type Asked, type Case, madeUpAreas, objectsOf, type Reply, type Table } from './case.js';
import { madeUpSource, madeUpTable, plainContract } from './made-up.js';

const rowsAtATime = 40;
const look = 'https://geoportal.statistics.gov.uk/';

const json = (body: unknown): Reply => ({ type: 'application/json; charset=utf-8', body: JSON.stringify(body) });
const gone = json({ error: { code: 400, message: 'Invalid URL', details: ['Invalid URL'] } });

/** One layer as its service would give it; `written` makes a feature of a row. */
function answer(
  layer: ArcgisLayer,
  { path, query, body, method }: Asked,
  table: Table,
  written: (row: Record<string, string>, i: number) => unknown,
): Reply | undefined {
  if (!path.endsWith('/query')) return undefined;
  if (path !== `${layer.name}/FeatureServer/0/query`) return gone;
  const asked = method === 'POST' ? new URLSearchParams(body) : query;
  const unknown = asked
    .get('outFields')
    ?.split(',')
    .find((field) => !table.columns.includes(field));
  if (unknown) {
    const details = [`'Invalid field: ${unknown}' parameter is invalid`];
    return json({ error: { code: 400, message: 'Cannot perform query. Invalid query parameters.', details } });
  }
  if (asked.get('returnCountOnly') === 'true') return json({ count: table.rows.length });
  const offset = Number(asked.get('resultOffset') ?? 0);
  const most = Math.min(Number(asked.get('resultRecordCount') ?? 2000), rowsAtATime);
  const features = objectsOf(table)
    .map((row, i) => written(row, i))
    .slice(offset, offset + most);
  const cut = offset + most < table.rows.length && { exceededTransferLimit: true };
  return asked.get('f') === 'geojson'
    ? json({ type: 'FeatureCollection', ...(cut && { properties: cut }), features })
    : json({ objectIdFieldName: 'ObjectId', features, ...cut });
}

const fields = ['LSOA21CD', 'children'] as const;
const layer: ArcgisLayer = { name: 'Made_up_LU', fields, orderBy: 'LSOA21CD', look };

export const arcgisTableCase: Case = {
  name: 'arcgis, a table',
  service: openGeography,
  source: madeUpSource('replica_arcgis_table', arcgisTable(layer), plainContract(fields)),
  table: madeUpTable(100, fields),
  area: fields[0],
  figure: fields[1],
  answer: (asked, table) => answer(layer, asked, table, (row) => ({ attributes: row })),
};

const hub = arcgisService({
  id: 'made_up_hub',
  title: 'Hub Nowhere',
  base: 'https://hub.example.invalid/rest/services',
});
const outlineFields = ['WD25CD', 'WD25NM', 'LAD25CD', 'LAD25NM'] as const;
const outlines: ArcgisLayer = { name: 'Made_up_Wards', fields: outlineFields, orderBy: 'WD25CD', look };

/** A square for each ward, beside the last. */
const square = (i: number): number[][][] => {
  const [west, south] = [-1.5 + 0.01 * (i % 10), 53.5 + 0.01 * Math.floor(i / 10)];
  const [east, north] = [west + 0.01, south + 0.01];
  return [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ];
};

export const arcgisOutlinesCase: Case = {
  name: 'arcgis, outlines',
  service: hub,
  source: defineSource({
    id: 'replica_arcgis_outlines',
    gives: 'boundaries',
    title: 'Made-up wards',
    publisher: 'Nobody',
    licence: OGL,
    page: look,
    cadence: 'never',
    covers: 'nowhere',
    areaType: 'ward25',
    releases: [{ id: '2025', period: '2025', published: '2025-06-01' }],
    via: arcgisOutlines(outlines, hub),
    properties: { code: 'WD25CD', name: 'WD25NM', authority: 'LAD25CD', authorityName: 'LAD25NM' },
  }),
  table: {
    columns: outlineFields,
    rows: madeUpAreas('E05', 100).map((code, i) => [code, `Ward ${i}`, 'E06099001', 'Nowhere']),
  },
  area: 'WD25CD',
  figure: 'WD25NM',
  without: ['new mark'],
  answer: (asked, table) =>
    answer(outlines, asked, table, (properties, i) => ({
      type: 'Feature',
      id: i + 1,
      geometry: { type: 'Polygon', coordinates: square(i) },
      properties,
    })),
};
