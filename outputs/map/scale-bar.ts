/** A round number of kilometres, drawn. */
import type { Layer } from '../drawing/frame.js';
import { colours } from '../drawing/style.js';
import type { Fit } from './grid.js';
import { segmentLayer, textLayer } from './layers.js';

export interface ScaleBar {
  readonly text: string;
  readonly pixels: number;
}

/** The longest of 1, 2 or 5 times a power of ten kilometres that fits into `maxPixels`. */
export function scaleBar(pixelsPerMetre: number, maxPixels: number): ScaleBar {
  const most = maxPixels / pixelsPerMetre;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = ([5, 2, 1].find((n) => n * power <= most) ?? 1) * power;
  const text = metres >= 1000 ? `${(metres / 1000).toLocaleString('en-GB')} km` : `${metres} m`;
  return { text, pixels: Math.round(metres * pixelsPerMetre * 10) / 10 };
}

/** The bar below a map, with its length. */
export function scaleLayers(fit: Fit): Layer[] {
  const { text, pixels } = scaleBar(fit.pixelsPerMetre, fit.width / 4);
  const y = fit.height + 18;
  const bar = [
    { x: 1, y, x2: 1 + pixels, y2: y },
    { x: 1, y: y - 4, x2: 1, y2: y + 4 },
    { x: 1 + pixels, y: y - 4, x2: 1 + pixels, y2: y + 4 },
  ];
  return [segmentLayer(bar, colours.ink, 1), textLayer([{ text, x: pixels + 8, y }])];
}
