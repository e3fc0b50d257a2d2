/** Hatching as real lines cut to shape, since Vega has no pattern fills and a printed page has no colour to spare. */
import type { Point, Polygon } from './grid.js';

export interface Segment {
  readonly x: number;
  readonly y: number;
  readonly x2: number;
  readonly y2: number;
}

/** rising: parallel lines going up to the right. cross: those and their mirror image. */
export type Hatch = 'rising' | 'cross';

/** The lines of a hatch inside polygons, `spacing` pixels apart. They lie on one grid across the whole picture. */
export function hatch(polygons: readonly Polygon[], kind: Hatch, spacing: number): Segment[] {
  const rising = linesIn(polygons, 1, spacing);
  return kind === 'rising' ? rising : [...rising, ...linesIn(polygons, -1, spacing)];
}

/** Lines x + slope · y = constant, which rise to the right for slope 1 because y counts down. */
function linesIn(polygons: readonly Polygon[], slope: 1 | -1, spacing: number): Segment[] {
  const step = spacing * Math.SQRT2;
  return polygons.flatMap((polygon) => {
    const offsets = (polygon[0] ?? []).map(([x, y]) => x + slope * y);
    const [low, high] = [Math.min(...offsets), Math.max(...offsets)];
    let first = Math.ceil(low / step) * step;
    // A shape that falls between two lines still gets one.
    if (first > high) first = (low + high) / 2;
    const segments: Segment[] = [];
    for (let offset = first; offset <= high; offset += step) segments.push(...cut(polygon, slope, offset));
    return segments;
  });
}

/** The parts of one line inside a polygon: even-odd along the crossings. */
function cut(polygon: Polygon, slope: 1 | -1, offset: number): Segment[] {
  const xs: number[] = [];
  for (const ring of polygon) {
    let from: Point | undefined = ring.at(-1);
    for (const to of ring) {
      if (from) {
        const a = from[0] + slope * from[1] - offset;
        const b = to[0] + slope * to[1] - offset;
        // Half-open, so that a corner on the line counts once.
        if (a < 0 !== b < 0) xs.push(from[0] + ((to[0] - from[0]) * a) / (a - b));
      }
      from = to;
    }
  }
  xs.sort((a, b) => a - b);
  const segments: Segment[] = [];
  for (let i = 0; i + 1 < xs.length; i += 2) {
    const [x, x2] = [xs[i] ?? 0, xs[i + 1] ?? 0];
    if (x2 - x < 0.5) continue;
    segments.push({ x: tenth(x), y: tenth(slope * (offset - x)), x2: tenth(x2), y2: tenth(slope * (offset - x2)) });
  }
  return segments;
}

const tenth = (n: number): number => Math.round(n * 10) / 10;
