/** Lookups and boundaries: from snapshots to tables. */
import type { BoundarySource, LookupSource } from '../../sources/define.js';
import { unknownAreas } from '../../sources/faults/files.js';
import { unreadableFile } from '../../sources/faults/unreadable.js';
import { coarsen, NotGeoJson, type Outline, type Outlines, readOutlines } from '../../sources/formats/geojson.js';
import { type AreaType, codePattern } from '../../sources/geography.js';
import type { Engine } from '../engine/engine.js';
import { identifier, literal } from '../engine/quote.js';
import { contiguityOf, contiguityTypes } from './contiguity.js';
import { cellTable, type Reading, readCells } from './raw.js';

export const lookupTable = (source: LookupSource): string => `lookup_${source.id}`;
export const boundaryTable = (source: BoundarySource): string => `boundary_${source.id}`;

type BoundaryReading = Omit<Reading, 'source'> & { readonly source: BoundarySource };

/** Makes `lookup_<id>`: which share of which area lies in which. Throws a Fault when the file breaks its contract. */
export async function loadLookup(engine: Engine, reading: Reading & { readonly source: LookupSource }): Promise<void> {
  const { source } = reading;
  const contract = await readCells(engine, reading);
  await checkCodes(engine, reading, 'from', source.from);
  await checkCodes(engine, reading, 'to', source.to);
  const cell = (name: string, otherwise: string) => (contract.columns[name] ? identifier(name) : otherwise);
  await engine.create(
    lookupTable(source),
    `select ${literal(source.from)} as from_type, ${cell('from', 'null')} as from_area, ${literal(source.to)} as to_type,
       ${cell('to', 'null')} as to_area, ${cell('to_name', 'cast(null as varchar)')} as to_name,
       ${cell('authority', 'cast(null as varchar)')} as authority,
       ${cell('authority_name', 'cast(null as varchar)')} as authority_name,
       cast(${cell('share', '1')} as decimal(7, 6)) as share, ${literal(source.method)} as method,
       ${cell('change', 'cast(null as varchar)')} as change${contract.columns.lat ? `, ${pointOf}` : ''}
     from ${cellTable(source)} where ${identifier('to')} <> '' and ${cell('share', '1')} > 0`,
  );
  await engine.drop(cellTable(source));
}

/** The ONS writes 99.999999 degrees for a postcode without a place. */
const pointOf =
  'case when lat between 49 and 61 then cast(lat as double) end as lat, case when lat between 49 and 61 then cast(lon as double) end as lon';

/** The codes of a lookup say what kind of area they are of; their vintage shows when figures are held against them. */
async function checkCodes(
  engine: Engine,
  reading: Reading & { readonly source: LookupSource },
  column: 'from' | 'to',
  areaType: AreaType,
): Promise<void> {
  const stray = `not regexp_full_match(${identifier(column)}, ${literal(codePattern(areaType))})`;
  const { areas, strays, example } = await engine.query(`
    select count(distinct ${identifier(column)}) as areas,
      count(distinct ${identifier(column)}) filter (where ${stray}) as strays,
      arg_min(${identifier(column)}, row_number) filter (where ${stray}) as example
    from ${cellTable(reading.source)}`);
  if (Number(strays?.[0]) === 0) return;
  const [found, of] = [Number(strays?.[0]), Number(areas?.[0])];
  throw unknownAreas(reading, { areas: of, strays: found, example: String(example?.[0]), areaType });
}

/**
 * Makes `boundary_<id>`: every ward with its authority; outlines only for the wards assessed and those near enough
 * to be seen on their map. And `contiguity`: which wards touch, anywhere in the file. Throws a Fault when the file is
 * not what it should be.
 */
export async function loadBoundaries(
  engine: Engine,
  reading: BoundaryReading,
  assessed: (authority: string) => boolean,
): Promise<void> {
  const { outlines } = readBoundaries(reading);
  const drawn = outlines.filter((o) => assessed(o.authority));
  const near = within(drawn);
  const metres = drawn.length > manyWards ? 25 : 1;
  const geometry = (o: Outline) =>
    near(o) ? JSON.stringify({ type: 'MultiPolygon', coordinates: coarsen(o.polygons, metres) }) : null;
  await engine.load(
    boundaryTable(reading.source),
    { area_type: 'text', area: 'text', name: 'text', authority: 'text', authority_name: 'text', geometry: 'text' },
    {
      area_type: outlines.map(() => reading.source.areaType),
      area: outlines.map((o) => o.code),
      name: outlines.map((o) => o.name.trim()),
      authority: outlines.map((o) => o.authority),
      authority_name: outlines.map((o) => o.authorityName.trim()),
      geometry: outlines.map(geometry),
    },
  );
  await loadContiguity(engine, outlines);
}

/** Makes `contiguity`; empty where there are no outlines. */
export const loadContiguity = (engine: Engine, outlines: readonly Outline[]): Promise<void> =>
  engine.load('contiguity', contiguityTypes, { ...contiguityOf(outlines) });

/** A boundary file as outlines. Throws a Fault when it is not what its source promises. */
export function readBoundaries(reading: BoundaryReading): Outlines {
  try {
    return readOutlines(reading.file, reading.source);
  } catch (error) {
    if (error instanceof NotGeoJson) throw unreadableFile(reading, { kind: 'not_geojson', found: error.message });
    throw error;
  }
}

/** More wards than this make a map on which 25 metres are far less than a dot. */
const manyWards = 1000;

/** How far beyond the assessed wards their neighbours are drawn, as a share of the map's longer side. */
const margin = 0.06;

function within(assessed: readonly Outline[]): (outline: Outline) => boolean {
  const [west, south, east, north] = boxOf(assessed);
  const beyond = margin * Math.max(east - west, north - south);
  return (outline) => {
    const [w, s, e, n] = boxOf([outline]);
    return w <= east + beyond && e >= west - beyond && s <= north + beyond && n >= south - beyond;
  };
}

function boxOf(outlines: readonly Outline[]): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const outline of outlines) {
    for (const [ring] of outline.polygons) {
      for (const [x, y] of ring ?? []) {
        if (x < box[0]) box[0] = x;
        if (y < box[1]) box[1] = y;
        if (x > box[2]) box[2] = x;
        if (y > box[3]) box[3] = y;
      }
    }
  }
  return box;
}
