/**
 * Boundaries at the door: GeoJSON in longitude and latitude becomes clean rings on the British National Grid.
 * Published ward files hold degenerate rings and rings wound the wrong way; they are mended here, once, and counted.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import proj4 from 'proj4';
import type { BoundarySource } from '../define.js';

export type Position = readonly [east: number, north: number];
export type Ring = readonly Position[];
/** Outer ring first, then holes; outer rings run clockwise on the sheet, as Vega's planar drawing wants them. */
export type Polygon = readonly Ring[];

export interface Outline {
  readonly code: string;
  readonly name: string;
  readonly authority: string;
  readonly authorityName: string;
  readonly polygons: readonly Polygon[];
}

export interface Outlines {
  readonly outlines: readonly Outline[];
  /** What was wrong with the file and was put right. */
  readonly mended: { degenerateRings: number; rewoundRings: number };
}

/** Why a boundary file could not be read. */
export class NotGeoJson extends Error {}

const nationalGrid =
  '+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy ' +
  '+towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +units=m +no_defs';

const grid = proj4('WGS84', nationalGrid);

/** Longitude and latitude to metres on the National Grid. */
export function toGrid([longitude, latitude]: readonly [number, number]): Position {
  const [east = Number.NaN, north = Number.NaN] = grid.forward([longitude, latitude]);
  return [east, north];
}

interface Feature {
  readonly properties: Readonly<Record<string, unknown>> | null;
  readonly geometry: { readonly type: string; readonly coordinates: unknown } | null;
}

/**
 * Reads a boundary file (`.gz` or not), metres rounded to whole numbers so that shared borders stay shared.
 * Throws NotGeoJson, in words for the reader, when it is not what its source promises.
 */
export function readOutlines(file: string, source: BoundarySource): Outlines {
  const mended = { degenerateRings: 0, rewoundRings: 0 };
  const outlines = featuresOf(file).map((feature, i) => ({
    ...namesOf(feature, source, i),
    polygons: cleanPolygons(feature, i, mended),
  }));
  const seen = new Set<string>();
  for (const { code } of outlines) {
    if (seen.has(code)) throw new NotGeoJson(`${code} more than once`);
    seen.add(code);
  }
  return { outlines, mended };
}

const project = (p: readonly number[]): Position => {
  const [longitude = Number.NaN, latitude = Number.NaN] = p;
  if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90))
    throw new NotGeoJson(`a point at ${p.join(', ')}, which is no longitude and latitude`);
  const [east, north] = toGrid([longitude, latitude]);
  return [Math.round(east), Math.round(north)];
};

const cleanPolygons = (feature: Feature, i: number, mended: Outlines['mended']): Polygon[] =>
  polygonsOf(feature, i)
    .map((rings) => cleanPolygon(rings, mended))
    .filter((polygon) => polygon.length > 0);

/**
 * The shapes of a file that a council has drawn itself, with the properties named. One that is needed may be a number; one
 * that is optional is null where it lacks. Throws NotGeoJson as `readOutlines` does.
 */
export function readShapes<K extends string>(file: string, properties: Readonly<Record<K, 'needed' | 'optional'>>) {
  return featuresOf(file).map((feature, i) => {
    const text = ([name, wanted]: [string, unknown]): [string, string | null] => {
      const value = feature.properties?.[name] ?? '';
      if (value === '' && wanted === 'needed') throw lacking(feature, name, i);
      return [name, value === '' ? null : String(value).trim()];
    };
    const named = Object.fromEntries(Object.entries(properties).map(text)) as Record<K, string>;
    return { ...named, polygons: cleanPolygons(feature, i, { degenerateRings: 0, rewoundRings: 0 }) };
  });
}

function featuresOf(file: string): Feature[] {
  let bytes = readFileSync(file);
  try {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = gunzipSync(bytes);
  } catch {
    throw new NotGeoJson('a gzip file that ends too early');
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new NotGeoJson(`not JSON: ${(error as Error).message}`);
  }
  const features = (parsed as { features?: unknown } | null)?.features;
  if (!Array.isArray(features) || features.length === 0) throw new NotGeoJson('no features');
  return features as Feature[];
}

function namesOf(feature: Feature, source: BoundarySource, index: number): Omit<Outline, 'polygons'> {
  const text = (property: string): string => {
    const value = feature.properties?.[property];
    if (typeof value === 'string') return value;
    throw lacking(feature, property, index);
  };
  const { code, name, authority, authorityName } = source.properties;
  return { code: text(code), name: text(name), authority: text(authority), authorityName: text(authorityName) };
}

function lacking({ properties }: Feature, property: string, index: number): NotGeoJson {
  const has = Object.keys(properties ?? {}).join(', ');
  return new NotGeoJson(`no "${property}" in feature ${index + 1}; it has ${has || 'nothing'}`);
}

function polygonsOf({ geometry }: Feature, index: number): number[][][][] {
  if (geometry?.type === 'Polygon') return [geometry.coordinates as number[][][]];
  if (geometry?.type === 'MultiPolygon') return geometry.coordinates as number[][][][];
  throw new NotGeoJson(`feature ${index + 1} is a ${geometry?.type ?? 'feature without geometry'}, not an outline`);
}

function cleanPolygon(rings: readonly (readonly (readonly number[])[])[], mended: Outlines['mended']): Polygon {
  const clean: Ring[] = [];
  for (const [i, points] of rings.entries()) {
    const ring = withoutRepeats(points.map(project));
    const area = signedArea(ring);
    if (ring.length < 4 || area === 0) {
      mended.degenerateRings++;
      if (i === 0) return [];
      continue;
    }
    // RFC 7946 winds outer rings anticlockwise (positive here); the planar drawing wants the opposite.
    const published = i === 0 ? area > 0 : area < 0;
    if (!published) mended.rewoundRings++;
    clean.push(published ? ring.reverse() : ring);
  }
  return clean;
}

/**
 * The same outlines on a grid of so many metres, with fewer points. Neighbours stay neighbours, since both sides of a
 * border are rounded alike; a ring too small for the grid stays as it is.
 */
export const coarsen = (polygons: readonly Polygon[], metres: number): Polygon[] =>
  polygons.map((rings) =>
    rings.map((ring) => {
      const round = (distance: number) => Math.round(distance / metres) * metres;
      const coarse = withoutRepeats(ring.map(([east, north]) => [round(east), round(north)]));
      return coarse.length < 4 || signedArea(coarse) === 0 ? ring : coarse;
    }),
  );

function withoutRepeats(points: readonly Position[]): Position[] {
  return points.filter((p, i) => i === 0 || p[0] !== points[i - 1]?.[0] || p[1] !== points[i - 1]?.[1]);
}

/** Twice the area a ring encloses, positive when it runs anticlockwise with north up. */
function signedArea(ring: readonly Position[]): number {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    const [x0, y0] = ring[i - 1] as Position;
    const [x1, y1] = ring[i] as Position;
    sum += x0 * y1 - x1 * y0;
  }
  return sum;
}
