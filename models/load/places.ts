/** Where the rows of a council's own file are, when they say so by a point or by postcode: areas take the place of both at once. */
import type { Contract } from '../../sources/contract.js';
import { noOutlines, noPostcodes, pointsOutside, unknownPostcodes } from '../../sources/faults/own-files.js';
import { type Polygon, type Position, toGrid } from '../../sources/formats/geojson.js';
import { placer } from '../../sources/formats/places.js';
import { postcodeShape } from '../../sources/geography.js';
import { type Engine, toRows } from '../engine/engine.js';
import { identifier } from '../engine/quote.js';
import { cellName, cellTable, type Reading } from './raw.js';

/** What turns places into areas: the table `boundary`, and that of the postcode lookup, where one is at hand. */
export interface Placing extends Reading {
  readonly postcodes?: string | undefined;
}

/** Gives each row an area that has a point or a postcode. Throws a Fault where one lies outside, or cannot be looked up. */
export async function placeCells(engine: Engine, reading: Placing, contract: Contract): Promise<void> {
  await placePoints(engine, reading, contract);
  for (const [name, { type }] of Object.entries(contract.columns)) {
    if (type === 'area') await placePostcodes(engine, reading, name);
  }
  await findPostcodes(engine, reading, contract);
}

/** Fills in where rows are that say it by postcode. One that cannot be found is no fault: its row is nowhere on a map. */
async function findPostcodes(engine: Engine, reading: Placing, { postcode }: Contract): Promise<void> {
  if (postcode === undefined || reading.postcodes === undefined) return;
  const [lat, lon] = [identifier(postcode.lat), identifier(postcode.lon)];
  const own = `cells.${lat} is not null and cells.${lon} is not null`;
  await engine.remake(
    cellName(reading.source),
    `select cells.* replace (case when ${own} then cast(cells.${lat} as double) else known.lat end as ${lat},
       case when ${own} then cast(cells.${lon} as double) else known.lon end as ${lon})
     from ${cellTable(reading.source)} as cells left join ${identifier(reading.postcodes)} as known
       on known.from_area = upper(regexp_replace(cells.${identifier(postcode.column)}, '\\s', '', 'g'))`,
  );
}

async function placePoints(engine: Engine, reading: Reading, { point }: Contract): Promise<void> {
  if (point === undefined) return;
  const cells = cellTable(reading.source);
  const outlines = toRows(await engine.query('select area, geometry from boundary where geometry is not null'));
  if (outlines.length === 0) throw noOutlines(reading);
  const codeAt = placer(outlines.map(({ area, geometry }) => ({ code: String(area), polygons: polygonsOf(geometry) })));
  const [x, y] = [identifier(point.x), identifier(point.y)];
  const points = await engine.query(`select distinct ${x} as x, ${y} as y from ${cells} order by 1, 2`);
  const areas = (points.x ?? []).map((one, i) => {
    const at: Position = [Number(one), Number(points.y?.[i])];
    return codeAt(point.in === 'degrees' ? toGrid(at) : at) ?? null;
  });
  const text = (column: string) => (points[column] ?? []).map(String);
  const placed = `placed_${reading.source.id}`;
  await engine.readRows(
    placed,
    { x: text('x'), y: text('y'), area: areas },
    'cast(x as decimal(18, 6)) as x, cast(y as decimal(18, 6)) as y, area',
  );
  await engine.remake(
    cellName(reading.source),
    `select cells.*, placed.area, 0 as "area status" from ${cells} as cells
     join scratch.${identifier(placed)} as placed on placed.x = cells.${x} and placed.y = cells.${y}`,
  );
  await engine.drop(`scratch.${placed}`);
  const [held = {}] = toRows(
    await engine.query(
      `select count(*) as rows, count(case when area is null then 1 end) as outside, min(case when area is null then row_number end) as row from ${cells}`,
    ),
  );
  if (Number(held.outside) > 0)
    throw pointsOutside(reading, { rows: Number(held.rows), outside: Number(held.outside), row: Number(held.row) });
}

const polygonsOf = (geometry: unknown): readonly Polygon[] =>
  (JSON.parse(String(geometry)) as { coordinates: readonly Polygon[] }).coordinates;

async function placePostcodes(engine: Engine, reading: Placing, column: string): Promise<void> {
  const [cells, name] = [cellTable(reading.source), identifier(column)];
  const isPostcode = `regexp_full_match(${name}, '${postcodeShape}')`;
  const held = async () => {
    const [row = {}] = toRows(
      await engine.query(`select count(*) as count, min(row_number) as row from ${cells} where ${isPostcode}`),
    );
    return { column, count: Number(row.count), row: Number(row.row) };
  };
  const before = await held();
  if (before.count === 0) return;
  if (reading.postcodes === undefined) throw noPostcodes(reading, before);
  await engine.remake(
    cellName(reading.source),
    `select cells.* replace (coalesce(known.to_area, cells.${name}) as ${name}) from ${cells} as cells
     left join ${identifier(reading.postcodes)} as known on known.from_area = cells.${name}`,
  );
  const after = await held();
  if (after.count > 0) throw unknownPostcodes(reading, after);
}
