/** Which of many outlines a point lies in. */
import type { Outline, Position, Ring } from './geojson.js';

/** Finds the code of the outline around a point on the National Grid; undefined outside all of them. */
export function placer(outlines: readonly Pick<Outline, 'code' | 'polygons'>[]): (at: Position) => string | undefined {
  const boxed = outlines.flatMap(({ code, polygons }) =>
    polygons.map((rings) => ({ code, rings, box: boxOf(rings[0]) })),
  );
  return (at) => boxed.find(({ rings, box }) => inBox(at, box) && inside(at, rings))?.code;
}

type Box = readonly [west: number, south: number, east: number, north: number];

function boxOf(ring: Ring = []): Box {
  const [x, y] = [ring.map(([east]) => east), ring.map(([, north]) => north)];
  return [Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y)];
}

const inBox = ([x, y]: Position, [west, south, east, north]: Box): boolean =>
  x >= west && x <= east && y >= south && y <= north;

/** Crossings of a line to the east, odd inside; a hole's ring makes them even again. */
const inside = (point: Position, rings: readonly Ring[]): boolean =>
  rings.reduce((sum, ring) => sum + crossings(point, ring), 0) % 2 === 1;

function crossings([x, y]: Position, ring: Ring): number {
  let count = 0;
  for (const [i, [x1, y1]] of ring.entries()) {
    const [x2, y2] = ring[(i + 1) % ring.length] as Position;
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) count++;
  }
  return count;
}
