/**
 * Zones that a council gives as outlines, in GeoJSON with the properties `zone` and `zone_name`. A small area goes to the
 * zones that hold its middle: the mean place of its postcodes, which lies where its people live. Without a postcode
 * directory nobody here knows where small areas are, and wards go as a whole, by the middle of their outline.
 */
import { unreadableFile } from '../../sources/faults/unreadable.js';
import { NotGeoJson, type Position, readShapes, toGrid } from '../../sources/formats/geojson.js';
import { placer } from '../../sources/formats/places.js';
import { type Engine, toRows } from '../engine/engine.js';
import { identifier } from '../engine/quote.js';
import { middleOf } from '../pathways/distance.js';
import type { Gap } from '../plan-gaps.js';
import type { Placing } from './places.js';
import type { Reading } from './raw.js';

/** Whether a file is one of outlines. */
export const isOutlines = (file: string): boolean => /\.geojson$/i.test(file);

/** The rows of `local_zones` from outlines. Throws a Fault when the file is not GeoJSON, or holds no area known here. */
export async function zonesOfOutlines(engine: Engine, reading: Placing) {
  const shapes = shapesIn(reading);
  const middles = await middlesOf(engine, reading.postcodes);
  const rows = shapes.flatMap(({ zone, zone_name, polygons }) => {
    const codeAt = placer([{ code: zone, polygons }]);
    return middles.flatMap(({ area, at }) => (codeAt(at) === undefined ? [] : [{ area, zone, zone_name }]));
  });
  if (rows.length === 0) throw unreadable(reading, 'outlines that hold the middle of no area of this assessment');
  return rows;
}

const unreadable = (reading: Reading, found: string) => unreadableFile(reading, { kind: 'not_geojson', found });

/** The outlines of a file of zones. Throws a Fault when it is not GeoJSON, or an outline lacks its zone. */
export function shapesIn(reading: Reading) {
  try {
    return readShapes(reading.file, { zone: 'needed', zone_name: 'optional' });
  } catch (error) {
    if (error instanceof NotGeoJson) throw unreadable(reading, error.message);
    throw error;
  }
}

async function middlesOf(engine: Engine, postcodes: string | undefined): Promise<{ area: string; at: Position }[]> {
  const known = postcodes && (await hasPoints(engine, postcodes)) ? await pointsOf(engine, postcodes) : [];
  if (known.length > 0) return known;
  const wards = toRows(
    await engine.query('select area, geometry from boundary where geometry is not null order by area'),
  );
  return wards.map(({ area, geometry }) => ({ area: String(area), at: middleOf(String(geometry)) }));
}

async function hasPoints(engine: Engine, postcodes: string): Promise<boolean> {
  return 'lat' in (await engine.query(`select * from ${identifier(postcodes)} limit 0`));
}

async function pointsOf(engine: Engine, postcodes: string): Promise<{ area: string; at: Position }[]> {
  const places = toRows(
    await engine.query(`
    select to_area as area, avg(lon order by lon) as lon, avg(lat order by lat) as lat from ${identifier(postcodes)}
    where lat is not null and to_area in (select area from area)
    group by to_area order by to_area`),
  );
  return places.map(({ area, lon, lat }) => ({ area: String(area), at: toGrid([Number(lon), Number(lat)]) }));
}

/** What outlines lack without a postcode directory. */
export const wholeWardsGap: Gap = {
  item: 'Zones of the council’s own',
  what: 'They are given as outlines, and no postcode directory is at hand to say where small areas are.',
  effect: 'Each ward goes as a whole to the zone that holds the middle of its outline.',
  mend: 'Put the ONS Postcode Directory into the mirror as ons_postcodes/<release>.csv, or name areas in a CSV file.',
};
