/** A legend for fills and hatches, one line an entry, with the number of wards. */
import { asIs, at, type Layer } from '../drawing/frame.js';
import { colours } from '../drawing/style.js';
import type { Ring } from './grid.js';
import { type Hatch, hatch } from './hatch.js';
import { segmentLayer, textLayer } from './layers.js';

export interface Entry {
  readonly text: string;
  readonly fill: string;
  readonly hatch?: Hatch;
  /** The lines around it, widest first, where they are what it stands for. */
  readonly lines?: readonly { readonly stroke: string; readonly width: number }[];
}

export const hatchSpacing = 5;
const thin = [{ stroke: colours.grey, width: 0.5 }] as const;
const swatch = { width: 24, height: 16, pitch: 22 } as const;

/** Height in pixels of a legend of `entries` under `heading` lines. */
export const legendHeight = (heading: readonly string[], entries: readonly Entry[]): number =>
  heading.length * 19 + entries.length * swatch.pitch + 4;

/** Thick lines lie inside the box, one upon the other, so that they stay within the picture. */
function boxesOf({ fill, lines = thin, x, y, x2, y2 }: Entry & Record<'x' | 'y' | 'x2' | 'y2', number>) {
  const by = (lines[0]?.width ?? 0) / 2;
  return lines.map((line) => ({ fill, ...line, x: x + by, y: y + by, x2: x2 - by, y2: y2 - by }));
}

/** Draws the legend with its left upper corner at a place. */
export function legendLayers(
  heading: readonly string[],
  entries: readonly Entry[],
  left: number,
  top: number,
): Layer[] {
  const first = top + heading.length * 19 + 4;
  const boxes = entries.map((entry, i) => {
    const y = first + i * swatch.pitch;
    return { ...entry, x: left, y, x2: left + swatch.width, y2: y + swatch.height };
  });
  const lines = boxes.flatMap(({ x, y, x2, y2, hatch: kind }) => {
    const ring: Ring = [
      [x, y],
      [x2, y],
      [x2, y2],
      [x, y2],
    ];
    return kind ? hatch([[ring]], kind, hatchSpacing) : [];
  });
  return [
    textLayer(heading.map((text, i) => ({ text, x: left, y: top + 8 + i * 19 }))),
    {
      data: { values: boxes.flatMap(boxesOf) },
      mark: { type: 'rect' },
      encoding: {
        x: at('x'),
        y: at('y'),
        x2: { field: 'x2' },
        y2: { field: 'y2' },
        fill: asIs('fill'),
        stroke: asIs('stroke'),
        strokeWidth: { field: 'width', type: 'quantitative', scale: null, legend: null },
      },
    },
    ...(lines.length > 0 ? [segmentLayer(lines, colours.grey, 1)] : []),
    textLayer(boxes.map(({ text, x2, y, y2 }) => ({ text, x: x2 + 8, y: (y + y2) / 2 + 0.5 }))),
  ];
}
