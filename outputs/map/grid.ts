/** From metres on the National Grid to the pixels of one picture, borders staying shared. */

export type Point = readonly [x: number, y: number];
/** A closed ring without its last, repeated point. */
export type Ring = readonly Point[];
/** An outer ring and its holes. */
export type Polygon = readonly Ring[];

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How metres become pixels: y turns over, because north is up and pixels count down. */
export interface Fit {
  readonly pixelsPerMetre: number;
  readonly width: number;
  readonly height: number;
  readonly x: (east: number) => number;
  readonly y: (north: number) => number;
}

/** The polygons of a GeoJSON geometry. */
export function polygonsOf(geometry: string): Polygon[] {
  const parsed = JSON.parse(geometry) as { type: string; coordinates: unknown };
  if (parsed.type === 'Polygon') return [parsed.coordinates as Polygon];
  if (parsed.type === 'MultiPolygon') return parsed.coordinates as Polygon[];
  throw new Error(`A boundary is a ${parsed.type}; expected Polygon or MultiPolygon`);
}

/** The smallest box around polygons. */
export function boxOf(polygons: Iterable<Polygon>): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const polygon of polygons)
    for (const [x, y] of polygon[0] ?? []) {
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
    }
  return { left, top, right, bottom };
}

/** Fits a box in metres into a frame, as large as it goes; the height that is not needed is given back. */
export function fitTo(metres: Box, width: number, maxHeight: number, margin: number): Fit {
  const across = Math.max(1, metres.right - metres.left);
  const up = Math.max(1, metres.bottom - metres.top);
  const pixelsPerMetre = Math.min((width - 2 * margin) / across, (maxHeight - 2 * margin) / up);
  const height = Math.ceil(up * pixelsPerMetre + 2 * margin);
  const [middleX, middleY] = [(metres.left + metres.right) / 2, (metres.top + metres.bottom) / 2];
  return {
    pixelsPerMetre,
    width,
    height,
    x: (east) => width / 2 + (east - middleX) * pixelsPerMetre,
    y: (north) => height / 2 - (north - middleY) * pixelsPerMetre,
  };
}

/** Whether an area is only a few pixels across. */
export function isSpeck(metres: readonly Polygon[], fit: Fit): boolean {
  const { left, right, top, bottom } = boxOf(metres);
  return Math.max(right - left, bottom - top) * fit.pixelsPerMetre < 5;
}

/** The middle of the box around an area, in whole pixels. */
export function middleOf(metres: readonly Polygon[], fit: Fit): Point {
  const { left, right, top, bottom } = boxOf(metres);
  return [Math.round(fit.x((left + right) / 2)), Math.round(fit.y((top + bottom) / 2))];
}

/**
 * Puts polygons on the pixel grid. Every point goes to the nearest `step`, so a border that two wards share stays
 * shared; points that fall together are dropped, and rings that vanish with them.
 */
export function snap(polygons: readonly Polygon[], fit: Fit, step: number): Polygon[] {
  return polygons.flatMap((polygon) => {
    const [outer, ...holes] = polygon.map((ring) => snapRing(ring, fit, step));
    return outer && outer.length > 2 ? [[outer, ...holes.filter((ring) => ring.length > 2)]] : [];
  });
}

function snapRing(ring: Ring, fit: Fit, step: number): Point[] {
  const kept: Point[] = [];
  for (const [east, north] of ring) {
    const x = Math.round(fit.x(east) / step) * step;
    const y = Math.round(fit.y(north) / step) * step;
    const last = kept.at(-1);
    if (last && last[0] === x && last[1] === y) continue;
    // There and back again is not an area.
    const before = kept.at(-2);
    if (before && before[0] === x && before[1] === y) kept.pop();
    else kept.push([x, y]);
  }
  const [first, last] = [kept[0], kept.at(-1)];
  if (kept.length > 1 && first && last && first[0] === last[0] && first[1] === last[1]) kept.pop();
  return kept;
}

/** Drops points in the middle of straight lines; done last, since it looks at one ring alone. */
export function straighten(ring: Ring): Ring {
  const n = ring.length;
  const kept = ring.filter((point, i) => {
    const [ax, ay] = ring[(i + n - 1) % n] ?? point;
    const [bx, by] = ring[(i + 1) % n] ?? point;
    return (point[0] - ax) * (by - point[1]) !== (point[1] - ay) * (bx - point[0]);
  });
  return kept.length > 2 ? kept : ring;
}

/** Twice the signed area of a ring. */
export function doubleArea(ring: Ring): number {
  let sum = 0;
  let [ax, ay] = ring.at(-1) ?? [0, 0];
  for (const [x, y] of ring) {
    sum += ax * y - x * ay;
    [ax, ay] = [x, y];
  }
  return sum;
}

/** GeoJSON with closed rings, in pixels. */
export function toGeometry(polygons: readonly Polygon[]): { type: 'MultiPolygon'; coordinates: Point[][][] } {
  const close = (ring: Ring): Point[] => (ring[0] ? [...ring, ring[0]] : []);
  return { type: 'MultiPolygon', coordinates: polygons.map((polygon) => polygon.map((r) => close(straighten(r)))) };
}
