/** Numbers on a map where names have no room, and beside it what they stand for. */
import type { Size } from '../define.js';
import { at, type Layer } from '../drawing/frame.js';
import { colours, shorten, sizes } from '../drawing/style.js';
import type { Point } from './grid.js';
import { textLayer } from './layers.js';

export const lineHeight = 19;
const nameIn = 30;

interface Numbered {
  readonly rank: number | null;
  readonly label: string;
  readonly middle: Point;
}

/** The rank of each ward, white in its middle, and from `place` down a list of whose rank that is. */
export function numberLayers(
  wards: readonly Numbered[],
  size: Size,
  place: { readonly left: number; readonly top: number },
): Layer[] {
  const { width, text } = sizes[size];
  const x = place.left + nameIn;
  const lines = wards.map(({ rank, label }, i) => ({ number: `${rank}`, label, y: place.top + i * lineHeight }));
  return [
    {
      data: { values: wards.map(({ rank, middle }) => ({ text: `${rank}`, x: middle[0], y: middle[1] })) },
      mark: { type: 'text', align: 'center', baseline: 'middle', fontWeight: 600, color: colours.white },
      encoding: { x: at('x'), y: at('y'), text: { field: 'text' } },
    },
    textLayer(
      lines.map(({ number, y }) => ({ text: number, x: place.left, y })),
      600,
    ),
    textLayer(lines.map(({ label, y }) => ({ text: shorten(label, width - x, text), x, y }))),
  ];
}
