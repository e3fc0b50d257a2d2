/**
 * Which areas touch, from their outlines. Coordinates are whole metres, so what two outlines share is equal to the last
 * digit. Queen: a point in common. Rook: a stretch of border, whose two ends are next to each other in both outlines.
 */
import type { Outline } from '../../sources/formats/geojson.js';

/** One row a link, each way, in the order of area and neighbour; an area that touches none has no row. */
export interface Contiguity {
  readonly area: readonly string[];
  readonly neighbour: readonly string[];
  /** Whether they share a stretch of border and not only a corner. */
  readonly rook: readonly boolean[];
}

export const contiguityTypes = { area: 'text', neighbour: 'text', rook: 'boolean' } as const;

/** More than any northing in metres: east · this + north is one number for a point. */
const northings = 2 ** 21;

/** The links between all areas, each code once. Points are whole metres on the National Grid. */
export function contiguityOf(outlines: readonly Pick<Outline, 'code' | 'polygons'>[]): Contiguity {
  const sorted = outlines.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const { from, to, owner } = stretchesOf(sorted);
  // Points are renumbered, so that two of them fit into one number.
  const points = distinctOf(from);
  const place = (point: number): number => placeOf(points, point);
  const stretches = from.map((point, i) => {
    const [a, b] = [place(point), place(to[i] ?? point)];
    return Math.min(a, b) * points.length + Math.max(a, b);
  });
  const queen = meetings(from, owner, sorted.length);
  const rook = new Set(meetings(stretches, owner, sorted.length));
  const links = Float64Array.from({ length: 2 * queen.length }, (_, i) => {
    const pair = queen[i >> 1] ?? 0;
    return i % 2 === 0 ? pair : (pair % sorted.length) * sorted.length + Math.floor(pair / sorted.length);
  }).sort();
  const ends = Array.from(links, (link) => [Math.floor(link / sorted.length), link % sorted.length] as const);
  const code = (area: number): string => sorted[area]?.code ?? '';
  return {
    area: ends.map(([area]) => code(area)),
    neighbour: ends.map(([, neighbour]) => code(neighbour)),
    rook: ends.map(([a, b]) => rook.has(Math.min(a, b) * sorted.length + Math.max(a, b))),
  };
}

/** Every stretch from one point of a ring to the next, and the area it belongs to. */
function stretchesOf(outlines: readonly Pick<Outline, 'polygons'>[]) {
  const rings = outlines.flatMap(({ polygons }, area) => polygons.flat().map((ring) => ({ ring, area })));
  const size = rings.reduce((sum, { ring }) => sum + ring.length - 1, 0);
  const [from, to, owner] = [new Float64Array(size), new Float64Array(size), new Int32Array(size)];
  let at = 0;
  for (const { ring, area } of rings) {
    let [east, north] = ring[0] ?? [0, 0];
    let point = east * northings + north;
    for (let i = 1; i < ring.length; i++) {
      from[at] = point;
      [east, north] = ring[i] ?? [0, 0];
      point = east * northings + north;
      to[at] = point;
      owner[at++] = area;
    }
  }
  return { from, to, owner };
}

/** Each number once, ascending. */
function distinctOf(numbers: Float64Array): Float64Array {
  const sorted = numbers.slice().sort();
  return sorted.filter((x, i) => i === 0 || x !== sorted[i - 1]);
}

/** Where a number stands among distinct ones that hold it. */
function placeOf(distinct: Float64Array, x: number): number {
  let [low, high] = [0, distinct.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((distinct[middle] ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The pairs of owners that have a key in common, as lower · owners + higher, ascending. */
function meetings(keys: Float64Array, owner: Int32Array, owners: number): Float64Array {
  const distinct = distinctOf(keys);
  const uses = distinctOf(keys.map((key, i) => placeOf(distinct, key) * owners + (owner[i] ?? 0)));
  const pairs: number[] = [];
  for (let first = 0; first < uses.length; first++) {
    const key = Math.floor((uses[first] ?? 0) / owners);
    for (let second = first + 1; Math.floor((uses[second] ?? Number.NaN) / owners) === key; second++) {
      pairs.push(((uses[first] ?? 0) % owners) * owners + ((uses[second] ?? 0) % owners));
    }
  }
  return distinctOf(Float64Array.from(pairs));
}
