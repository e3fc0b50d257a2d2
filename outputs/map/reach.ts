/** How far it is to the nearest of some places: the edge of the ground within a round distance of any of them. */
import type { Layer } from '../drawing/frame.js';
import { colours } from '../drawing/style.js';
import type { Box, Fit, Point } from './grid.js';
import type { Segment } from './hatch.js';
import { segmentLayer, textLayer } from './layers.js';

/** The longest of 1, 2 or 5 times a power of ten metres that is no more than a tenth of the area's longer side. */
export function roundReach({ left, right, top, bottom }: Box): number {
  const most = Math.max(1, right - left, bottom - top) / 10;
  const power = 10 ** Math.floor(Math.log10(most));
  return ([5, 2, 1].find((n) => n * power <= most) ?? 1) * power;
}

/** "2 km". */
export const distanceWords = (metres: number): string =>
  metres >= 1000 ? `${(metres / 1000).toLocaleString('en-GB')} km` : `${metres} m`;

/** Dashes along circles of a radius in pixels, where they lie in no other circle and on the map. */
export function reachEdge(
  places: readonly Point[],
  radius: number,
  { width, height }: Pick<Fit, 'width' | 'height'>,
): Segment[] {
  const dashes = Math.max(24, Math.round((2 * Math.PI * radius) / 9));
  return places.flatMap(([x, y], k) =>
    Array.from({ length: dashes }, (_, i): Segment => {
      const [from, to] = [0, 0.55].map((part) => (2 * Math.PI * (i + part)) / dashes) as [number, number];
      const on = (middle: number, at: number) => Math.round(10 * (middle + radius * at)) / 10;
      return { x: on(x, Math.cos(from)), y: on(y, Math.sin(from)), x2: on(x, Math.cos(to)), y2: on(y, Math.sin(to)) };
    }).filter((dash) => {
      const [mx, my] = [(dash.x + dash.x2) / 2, (dash.y + dash.y2) / 2];
      const covered = places.some(([px, py], other) => other !== k && Math.hypot(mx - px, my - py) < radius);
      return !covered && mx > 0 && mx < width && my > 0 && my < height;
    }),
  );
}

/** The edge on a map, and what it means, below the map beside the scale. */
export function reachLayers(places: readonly Point[], metres: number, fit: Fit, what: string): Layer[] {
  if (places.length === 0) return [];
  const y = fit.height + 18;
  const start = fit.width / 4 + 48;
  const key = [0, 10, 20].map((x) => ({ x: start + x, y, x2: start + x + 6, y2: y }));
  return [
    segmentLayer(reachEdge(places, metres * fit.pixelsPerMetre, fit), colours.white, 3),
    segmentLayer([...reachEdge(places, metres * fit.pixelsPerMetre, fit), ...key], colours.ink, 1.25),
    textLayer([{ text: `${distanceWords(metres)} ${what}`, x: start + 34, y }]),
  ];
}
