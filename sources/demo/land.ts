/**
 * The lie of the land: a made-up island on a British-National-Grid-like plane, cut into hexagons.
 *
 * Hexagons, because three and no more meet at a corner: areas grown from them never touch at a single point, and every
 * corner has one rule for all areas around it.
 */
import { surface } from './random.js';
import { square } from './share.js';

export interface Cell {
  /** Whole-number position on the half-hexagon lattice; neighbours and corners are whole steps away. */
  readonly u: number;
  readonly v: number;
  /** Metres east and north of the middle of the island. */
  readonly x: number;
  readonly y: number;
  readonly land: boolean;
  /** How hard it is to grow across: boundaries settle where it is high, so along the river and the hills. */
  readonly effort: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Metres between the middles of neighbouring hexagons. */
export const spacing = 320;
const halfWidth = spacing / 2;
const quarterHeight = spacing / (2 * 1.7320508075688772);

/** The six neighbours, counter-clockwise from the east; side `i` runs from corner `i` to corner `i + 1`. */
export const neighbours = [
  [2, 0],
  [1, 3],
  [-1, 3],
  [-2, 0],
  [-1, -3],
  [1, -3],
] as const;
export const corners = [
  [1, -1],
  [1, 1],
  [0, 2],
  [-1, 1],
  [-1, -1],
  [0, -2],
] as const;

export const key = (u: number, v: number): number => (u + 4096) * 8192 + v + 4096;
export const placeOf = (u: number, v: number): Place => ({ x: u * halfWidth, y: v * quarterHeight });
export const distance = (a: Place, b: Place): number => Math.sqrt(square(a.x - b.x) + square(a.y - b.y));

/** The river of the demo borough, from the hills to its mouth, where it widens. */
const river: readonly Place[] = [
  { x: -2500, y: 2500 },
  { x: 1500, y: 800 },
  { x: 5200, y: 900 },
  { x: 8700, y: -1300 },
  { x: 12500, y: -1000 },
  { x: 15300, y: -2700 },
  { x: 18200, y: -2200 },
  { x: 34000, y: -5200 },
];
const mouthFrom = 16300;
const bay: Place = { x: 26500, y: -3600 };

function toSegment(p: Place, a: Place, b: Place): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const t = Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy)));
  return distance(p, { x: a.x + t * dx, y: a.y + t * dy });
}

function toRiver(p: Place): number {
  let nearest = Number.POSITIVE_INFINITY;
  river.forEach((from, i) => {
    const to = river[i + 1];
    if (to) nearest = Math.min(nearest, toSegment(p, from, to));
  });
  return nearest;
}

const coastline = surface('coastline', 12000);
const inlets = surface('inlets', 2600);
const hills = surface('hills', 1500);
const meander = surface('meander', 2200);

/** Beyond this there is nothing but water, and nothing is kept. */
const openSea = 1.6;

/** Below 1 on land; how near 1 says how near the sea. */
export function seaward(p: Place): number {
  const round = square(p.x / 25500) + square((p.y - 500) / 24500);
  const scooped = 0.62 / (1 + square(square(distance(p, bay) / 5500)));
  return round + scooped + 0.42 * coastline(p.x, p.y) + 0.12 * inlets(p.x, p.y);
}

function isLand(p: Place, river: number): boolean {
  const islet = distance(p, { x: 23600, y: -600 }) + 500 * inlets(p.x, p.y) < 1000;
  if (islet) return true;
  const mouth = p.x > mouthFrom && river < 180 + (p.x - mouthFrom) * 0.16;
  return seaward(p) < 1 && !mouth;
}

function survey(u: number, v: number): Cell {
  const { x, y } = placeOf(u, v);
  const bank = toRiver({ x: x + 450 * meander(x, y), y: y + 450 * meander(y, x) });
  const land = isLand({ x, y }, bank);
  const effort = (land ? 1 : 7) + 1.6 * (1 + hills(x, y)) + (bank < spacing * 0.8 ? 6 : 0);
  return { u, v, x, y, land, effort };
}

/** All cells of the island and the water near it, by key. */
export function island(): Map<number, Cell> {
  const cells = new Map<number, Cell>();
  const rows = Math.ceil(30000 / (3 * quarterHeight));
  const columns = Math.ceil(30500 / spacing);
  for (let row = -rows; row <= rows; row++) {
    for (let column = -columns; column <= columns; column++) {
      const cell = survey(2 * column + (row & 1), 3 * row);
      if (cell.land || seaward(cell) < openSea) cells.set(key(cell.u, cell.v), cell);
    }
  }
  fillPonds(cells);
  return cells;
}

/** Sea that cannot be reached from beyond the edge is a pond, and becomes land: a ward must have no holes. */
function fillPonds(cells: Map<number, Cell>): void {
  const open = new Set<number>();
  for (const [at, { u, v, land }] of cells) {
    if (!land && neighbours.some(([du, dv]) => !cells.has(key(u + du, v + dv)))) open.add(at);
  }
  for (const at of open) {
    const cell = cells.get(at);
    if (!cell) continue;
    for (const [du, dv] of neighbours) {
      const next = key(cell.u + du, cell.v + dv);
      if (cells.get(next)?.land === false) open.add(next);
    }
  }
  for (const [at, cell] of cells) if (!cell.land && !open.has(at)) cells.set(at, { ...cell, land: true });
}
