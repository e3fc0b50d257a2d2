/** High-need clusters on a map: lines seen on every shade and in grey. */
import type { Layer } from '../drawing/frame.js';
import type { Polygon } from './grid.js';
import { clusterLines, lineLayer } from './layers.js';
import { outlines } from './outline.js';

/** The border around each cluster. Where there are many wards lines are thin, so that they do not hide them. */
export function clusterLayers(
  wards: readonly { cluster: number | null; polygons: readonly Polygon[] }[],
  thin: boolean,
): Layer[] {
  const clusters = [...new Set(wards.flatMap(({ cluster }) => (cluster === null ? [] : [cluster])))];
  const lines = clusters.flatMap((one) => {
    const members = wards.filter(({ cluster }) => cluster === one);
    return outlines(members.map(({ polygons }) => ({ group: '', polygons }))).outer;
  });
  if (lines.length === 0) return [];
  return clusterLines.map(({ stroke, width }) => lineLayer(lines, stroke, width * (thin ? 0.4 : 1)));
}
