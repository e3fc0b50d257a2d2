/** Ward boundaries that tile: each corner is placed once, whichever wards meet there, and once only made a coordinate. */
import proj4 from 'proj4';
import { corners, key, neighbours, type Place, placeOf, spacing } from './land.js';
import { surface } from './random.js';
import type { Territory } from './territory.js';

export type Position = [longitude: number, latitude: number];
export type Ring = Position[];

const nationalGrid =
  '+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy ' +
  '+towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +units=m +no_defs';
const toWorld = proj4(nationalGrid, 'WGS84');

/** On the Dogger Bank, in the middle of the North Sea, where nobody can take it for a real place. */
const middle = { x: 668000, y: 520000 };
const millionth = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** Longitude and latitude of a place on the island, to six decimals (about 10 cm). */
export function toLongitudeLatitude({ x, y }: Place): Position {
  const [longitude, latitude] = toWorld.forward([middle.x + x, middle.y + y]);
  return [millionth(longitude), millionth(latitude)];
}

interface Side {
  readonly from: number;
  readonly to: number;
}

/** For each ward, the sides of its cells with another ward or the sea beyond, the ward always on the left. */
function sides({ cells, wardAt }: Territory): Side[][] {
  const all: Side[][] = [];
  for (const [at, ward] of wardAt) {
    const cell = cells.get(at);
    if (!cell) continue;
    let own = all[ward];
    if (!own) all[ward] = own = [];
    for (const [i, [du, dv]] of neighbours.entries()) {
      if (wardAt.get(key(cell.u + du, cell.v + dv)) === ward) continue;
      const [from, to] = [corners[i], corners[(i + 1) % 6]];
      if (!from || !to) continue;
      own.push({ from: key(cell.u + from[0], cell.v + from[1]), to: key(cell.u + to[0], cell.v + to[1]) });
    }
  }
  return all;
}

/** Chains sides head to tail. At a corner a ward has one way on, because only three cells meet there. */
function chain(sides: readonly Side[]): number[][] {
  const onward = new Map(sides.map((side) => [side.from, side.to]));
  const rings: number[][] = [];
  for (const { from } of sides) {
    const ring: number[] = [];
    for (let at: number | undefined = from; at !== undefined && onward.has(at); ) {
      ring.push(at);
      const next: number | undefined = onward.get(at);
      onward.delete(at);
      at = next;
    }
    if (ring.length > 0) rings.push(ring);
  }
  return rings;
}

const placeAt = (corner: number): Place => placeOf(Math.floor(corner / 8192) - 4096, (corner % 8192) - 4096);

/** Corners where three areas meet stay; the zigzag between them is drawn smooth, from both sides alike. */
function smooth(joined: ReadonlyMap<number, ReadonlySet<number>>): Map<number, Place> {
  let places = new Map([...joined.keys()].map((corner) => [corner, placeAt(corner)]));
  for (let pass = 0; pass < 3; pass++) {
    const next = new Map(places);
    for (const [corner, beside] of joined) {
      const [here, a, b] = [corner, ...beside].map((one) => places.get(one));
      if (beside.size !== 2 || !here || !a || !b) continue;
      next.set(corner, { x: (a.x + 2 * here.x + b.x) / 4, y: (a.y + 2 * here.y + b.y) / 4 });
    }
    places = next;
  }
  return places;
}

const warpEast = surface('warp east', 1100);
const warpNorth = surface('warp north', 1100);

/** The outer rings of each ward, by ward index: closed, counter-clockwise, in longitude and latitude. */
export function outlines(territory: Territory): Ring[][] {
  const wards = sides(territory);
  const joined = new Map<number, Set<number>>();
  const join = (a: number, b: number) => {
    const known = joined.get(a);
    if (known) known.add(b);
    else joined.set(a, new Set([b]));
  };
  for (const { from, to } of wards.flat()) {
    join(from, to);
    join(to, from);
  }
  const positions = new Map<number, Position>();
  for (const [corner, { x, y }] of smooth(joined)) {
    // Every other corner is enough; which ones is the corner's own affair, so both sides drop the same.
    const odd = ((corner % 8192) - 4096 + 6000) % 3 === 1;
    if (odd && joined.get(corner)?.size === 2) continue;
    const place = { x: x + spacing * warpEast(x, y), y: y + spacing * warpNorth(x, y) };
    positions.set(corner, toLongitudeLatitude(place));
  }
  return wards.map((own) => chain(own).map((ring) => close(ring.flatMap((corner) => positionsOf(positions, corner)))));
}

const positionsOf = (positions: ReadonlyMap<number, Position>, corner: number): Position[] => {
  const position = positions.get(corner);
  return position ? [position] : [];
};

const close = (ring: Ring): Ring => [...ring, ...ring.slice(0, 1)];
