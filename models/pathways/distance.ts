/** How far it is to help: from the middle of an area to the nearest service, as the crow flies, in metres. */

export type Place = readonly [east: number, north: number];

/** The middle (centre of area) of a GeoJSON Polygon or MultiPolygon on the National Grid, its holes left out. */
export function middleOf(geometry: string): Place {
  const { type, coordinates } = JSON.parse(geometry) as { type: string; coordinates: unknown };
  const polygons = (type === 'Polygon' ? [coordinates] : coordinates) as (readonly (readonly [number, number])[])[][];
  // Measured from a corner of its own: products of whole grid references would lose digits.
  const [east, north] = polygons[0]?.[0]?.[0] ?? [0, 0];
  let [area, x, y] = [0, 0, 0];
  for (const [outer, ...holes] of polygons)
    for (const [ring, sign] of [[outer ?? [], 1] as const, ...holes.map((hole) => [hole, -1] as const)]) {
      const [size, mx, my] = momentsOf(ring, east, north);
      const turned = sign * Math.sign(size);
      area += turned * size;
      x += turned * mx;
      y += turned * my;
    }
  return [east + x / (3 * area), north + y / (3 * area)];
}

/** Twice the area of a ring and its first moments times six, by the shoelace formula. */
function momentsOf(
  ring: readonly (readonly [number, number])[],
  east: number,
  north: number,
): [number, number, number] {
  let [area, x, y] = [0, 0, 0];
  for (const [i, from] of ring.entries()) {
    const to = ring[(i + 1) % ring.length] ?? from;
    const [ax, ay, bx, by] = [from[0] - east, from[1] - north, to[0] - east, to[1] - north];
    const cross = ax * by - bx * ay;
    area += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return [area, x, y];
}

/** The nearest of some places, the first of equals; undefined where there is none. */
export function nearestOf<T extends { readonly place: Place }>(
  from: Place,
  all: readonly T[],
): { readonly nearest: T; readonly metres: number } | undefined {
  let found: { nearest: T; metres: number } | undefined;
  for (const nearest of all) {
    const metres = Math.hypot(nearest.place[0] - from[0], nearest.place[1] - from[1]);
    if (found === undefined || metres < found.metres) found = { nearest, metres };
  }
  return found;
}
