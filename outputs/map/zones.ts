/** High-need zones on a map: lines seen on every shade and in grey. */
import type { Layer } from '../frame.js';
import type { Polygon } from './grid.js';
import { lineLayer, zoneLines } from './layers.js';
import { outlines } from './outline.js';

/** The border around each zone. Where there are many wards lines are thin, so that they do not hide them. */
export function zoneLayers(
  wards: readonly { zone: number | null; polygons: readonly Polygon[] }[],
  thin: boolean,
): Layer[] {
  const zones = [...new Set(wards.flatMap(({ zone }) => (zone === null ? [] : [zone])))];
  const lines = zones.flatMap((one) => {
    const members = wards.filter(({ zone }) => zone === one);
    return outlines(members.map(({ polygons }) => ({ group: '', polygons }))).outer;
  });
  if (lines.length === 0) return [];
  return zoneLines.map(({ stroke, width }) => lineLayer(lines, stroke, width * (thin ? 0.4 : 1)));
}
