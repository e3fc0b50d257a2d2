/** The layers of a spine chart, all in pixels of one picture. */
import { asIs, at, type Layer } from './frame.js';
import type { markOf } from './marks.js';
import { colours } from './style.js';

type Box = { readonly x: number; readonly x2: number; readonly y: number; readonly y2: number };

/** Bars of one shade. */
export const boxes = (values: readonly Box[], color: string): Layer => ({
  data: { values: [...values] },
  mark: { type: 'rect', color },
  encoding: { x: at('x'), x2: { field: 'x2' }, y: at('y'), y2: { field: 'y2' } },
});

/** The country’s line, a piece a row. */
export const middle = (values: readonly { x: number; y: number; y2: number }[]): Layer => ({
  data: { values: [...values] },
  mark: { type: 'rule', color: colours.black, strokeWidth: 1.5 },
  encoding: { x: at('x'), y: at('y'), y2: { field: 'y2' } },
});

/** Marks of figures against the country; `size` in square pixels. */
export const dots = (values: readonly ({ x: number; y: number } & ReturnType<typeof markOf>)[], size = 84): Layer => ({
  data: { values: [...values] },
  mark: { type: 'point', filled: true, size, opacity: 1 },
  encoding: {
    x: at('x'),
    y: at('y'),
    fill: asIs('fill'),
    shape: asIs('shape'),
    stroke: asIs('edge'),
    strokeWidth: { field: 'edgeWidth', type: 'quantitative', scale: null, legend: null },
  },
});

/** Texts at places. */
export const words = (
  values: readonly { text: string; x: number; y: number }[],
  align: 'left' | 'right',
  fontWeight: 400 | 600 = 400,
): Layer => ({
  data: { values: [...values] },
  mark: { type: 'text', align, baseline: 'middle', fontWeight },
  encoding: { x: at('x'), y: at('y'), text: { field: 'text' } },
});
