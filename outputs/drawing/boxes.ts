/** Boxes and bands as layers of a spec, placed by pixel. */
import { asIs, at, type Layer } from './frame.js';

export interface FilledBox {
  readonly x: number;
  readonly x2: number;
  readonly y: number;
  readonly y2: number;
  readonly fill: string;
}

/** Rectangles of their own colours, with an edge where one is asked for. */
export const boxesLayer = (values: readonly FilledBox[], stroke?: string): Layer => ({
  data: { values: values.map(({ x, x2, y, y2, fill }) => ({ x, x2, y, y2, fill })) },
  mark: { type: 'rect', ...(stroke ? { stroke, strokeWidth: 1 } : {}) },
  encoding: { x: at('x'), x2: { field: 'x2' }, y: at('y'), y2: { field: 'y2' }, fill: asIs('fill') },
});

/** From a stretch above to a stretch of the same width below. */
export interface Band {
  readonly from: number;
  readonly to: number;
  readonly width: number;
}

const steps = 16;
const ease = (t: number): number => t * t * (3 - 2 * t);

/** Bands that leave and arrive upright; where they cross, both are seen. */
export function bandLayer(bands: readonly Band[], top: number, bottom: number, fill: string, edge: string): Layer {
  const along = ({ from, to }: Band, t: number): [number, number] => [
    from + (to - from) * ease(t),
    top + (bottom - top) * t,
  ];
  const round = (n: number): number => Math.round(n * 10) / 10;
  const values = bands.map((band) => {
    const left = Array.from({ length: steps + 1 }, (_, i) => along(band, i / steps));
    const right = left.map(([x, y]): [number, number] => [x + band.width, y]).reverse();
    const ring = [...left, ...right, left[0] ?? [0, 0]].map(([x, y]) => [round(x), round(y)]);
    return { type: 'Feature', geometry: { type: 'Polygon', coordinates: [ring] } };
  });
  return {
    data: { values },
    projection: { type: 'identity', scale: 1, translate: [0, 0] },
    mark: {
      type: 'geoshape',
      clip: false,
      fill,
      fillOpacity: 0.6,
      stroke: edge,
      strokeWidth: 0.75,
      strokeOpacity: 0.8,
    },
  } as Layer;
}
