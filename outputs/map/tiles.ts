/**
 * A hexagon of one size for each ward, laid out in the shape of the area: as many cells of a honeycomb as there are
 * wards, each taken by the ward that has the least way to it. Only outlines decide, so that the same wards lie the same
 * in every edition, whatever is drawn on them.
 */
import { assign } from './assign.js';
import { type Box, boxOf, doubleArea, type Point, type Polygon } from './grid.js';
import { crossings } from './labels.js';

/** A cell of the honeycomb, in metres on the National Grid; rows and columns count from the north-west. */
export interface Tile {
  readonly column: number;
  readonly row: number;
  readonly polygon: Polygon;
}

/** Dots along the longer side of the mask that says where the area is. */
const maskDots = 400;
/** Sizes of cell tried, each this much smaller than the one before, and places of the first cell tried for each. */
const [shrink, sizesTried, shifts] = [0.99, 120, 5];
/** Height of a row of hexagons that are one wide. */
const rowHeight = Math.sqrt(3) / 2;

/** The tile of each area, in their order. Areas without a shape are not allowed. */
export function tilesOf(areas: readonly (readonly Polygon[])[]): Tile[] {
  const middles = areas.map(middle);
  const cells = honeycomb(areas);
  const cost = (area: number, cell: number): number => {
    const [x, y] = middles[area] ?? [0, 0];
    const [cx, cy] = cells.at[cell]?.centre ?? [0, 0];
    return ((x - cx) / cells.size) ** 2 + ((y - cy) / cells.size) ** 2;
  };
  return assign(areas.length, cells.at.length, cost).map((i) => {
    const { column, row, centre } = cells.at[i] ?? { column: 0, row: 0, centre: [0, 0] as Point };
    return { column, row, polygon: [hexagon(centre, cells.size)] };
  });
}

interface Cell {
  readonly column: number;
  readonly row: number;
  readonly centre: Point;
}

interface Honeycomb {
  readonly size: number;
  readonly at: readonly Cell[];
}

/**
 * The honeycomb with as many cells inside the area as there are wards, and the fewest of them alone; with a few cells
 * more where none comes out even.
 */
function honeycomb(areas: readonly (readonly Polygon[])[]): Honeycomb {
  const box = boxOf(areas.flat());
  const isInside = maskOf(areas.flat(), box);
  const total = areas.flat().reduce((sum, polygon) => sum + areaOf(polygon), 0);
  let best: (Honeycomb & { readonly faults: number }) | undefined;
  let size = 1.15 * Math.sqrt(total / areas.length / rowHeight);
  for (let tried = 0; tried < sizesTried; tried++, size *= shrink)
    for (let shift = 0; shift < shifts * shifts; shift++) {
      const start: Point = [(shift % shifts) / shifts, Math.floor(shift / shifts) / shifts];
      const at = cellsIn(box, size, start, isInside);
      if (at.length < areas.length) continue;
      const more = at.length - areas.length;
      const faults = more > 0 ? areas.length * more : alone(at, size);
      if (!best || faults < best.faults) best = { size, at, faults };
      if (faults === 0) return best;
    }
  if (!best) throw new Error(`No honeycomb of ${areas.length} cells fits`);
  return best;
}

/** How many cells touch no other. */
const alone = (cells: readonly Cell[], size: number): number =>
  cells.filter(({ centre: [x, y] }) => !cells.some(({ centre: [a, b] }) => isNext(Math.hypot(a - x, b - y) / size)))
    .length;
const isNext = (sizesAway: number): boolean => sizesAway > 0.5 && sizesAway < 1.5;

/** Cells whose middle lies inside; every second row begins half a cell further on. */
function cellsIn({ left, right, top, bottom }: Box, size: number, start: Point, isInside: IsInside): Cell[] {
  const cells: Cell[] = [];
  const up = size * rowHeight;
  // North is up, and the box's bottom the greater northing.
  for (let row = 0, y = bottom - start[1] * 2 * up; y >= top; row++, y -= up) {
    let column = 0;
    for (let x = left + (start[0] - (row % 2) / 2) * size; x <= right; x += size, column++)
      if (isInside(x, y)) cells.push({ column, row, centre: [x, y] });
  }
  return cells;
}

type IsInside = (x: number, y: number) => boolean;

/** Whether a place is in the area, to a dot: asked thousands of times, so the outlines are gone through once. */
function maskOf(polygons: readonly Polygon[], { left, right, top, bottom }: Box): IsInside {
  const dot = Math.max(right - left, bottom - top) / maskDots;
  const [across, down] = [Math.ceil((right - left) / dot) + 1, Math.ceil((bottom - top) / dot) + 1];
  const mask = new Uint8Array(across * down);
  for (const polygon of polygons) {
    const box = boxOf([polygon]);
    for (let j = Math.max(0, Math.floor((box.top - top) / dot)); j < down && top + j * dot <= box.bottom; j++) {
      const xs = polygon.flatMap((ring) => crossings(ring, top + (j + 0.5) * dot)).sort((a, b) => a - b);
      for (let k = 0; k + 1 < xs.length; k += 2)
        mask.fill(
          1,
          j * across + Math.round(((xs[k] ?? 0) - left) / dot),
          j * across + Math.round(((xs[k + 1] ?? 0) - left) / dot),
        );
    }
  }
  return (x, y) => mask[Math.floor((y - top) / dot) * across + Math.floor((x - left) / dot)] === 1;
}

/** The area of a polygon in square metres, its holes left out. */
export const areaOf = ([outer = [], ...holes]: Polygon): number =>
  (Math.abs(doubleArea(outer)) - holes.reduce((sum, ring) => sum + Math.abs(doubleArea(ring)), 0)) / 2;

/** The centre of gravity of the largest part. */
function middle(polygons: readonly Polygon[]): Point {
  const largest = polygons.reduce((a, b) => (areaOf(b) > areaOf(a) ? b : a), polygons[0] ?? []);
  const ring = largest[0] ?? [];
  const [ox, oy] = ring[0] ?? [0, 0];
  let [sum, x, y] = [0, 0, 0];
  let [ax, ay] = ring.at(-1) ?? [ox, oy];
  for (const [bx, by] of ring) {
    const cross = (ax - ox) * (by - oy) - (bx - ox) * (ay - oy);
    sum += cross;
    x += cross * (ax + bx - 2 * ox);
    y += cross * (ay + by - 2 * oy);
    [ax, ay] = [bx, by];
  }
  return sum === 0 ? [ox, oy] : [ox + x / (3 * sum), oy + y / (3 * sum)];
}

/** Six corners, one of them up. Rounded to the metre, so that neighbours share them. */
const hexagon = ([x, y]: Point, size: number): Point[] =>
  Array.from({ length: 6 }, (_, i): Point => {
    const angle = (Math.PI / 3) * i + Math.PI / 6;
    const radius = size / Math.sqrt(3);
    return [Math.round(x + radius * Math.cos(angle)), Math.round(y + radius * Math.sin(angle))];
  });
