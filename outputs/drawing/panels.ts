/** What small pictures of figures over time are drawn with: a band for the interval, a line, its points, words beside it. */
import { at, type Layer } from './frame.js';
import { colours } from './style.js';

/** Where one of several small pictures stands. */
export interface Panel {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const rules = (values: readonly object[], color: string, strokeWidth: number): Layer => ({
  data: { values: [...values] },
  mark: { type: 'rule', color, strokeWidth },
  encoding: { x: at('x'), y: at('y'), x2: { field: 'x2' }, y2: { field: 'y2' } },
});

export const bandLayer = (values: readonly object[]): Layer => ({
  data: { values: [...values] },
  mark: { type: 'area', color: colours.blue, opacity: 0.16 },
  encoding: { x: at('x'), y: at('y'), y2: { field: 'y2' } },
});

export const lineLayer = (values: readonly object[], color: string, strokeDash: number[] = []): Layer => ({
  data: { values: [...values] },
  mark: { type: 'line', color, strokeWidth: 2, strokeDash },
  encoding: { x: at('x'), y: at('y'), order: { field: 'order', type: 'quantitative' } },
});

export const dots = (values: readonly object[]): Layer => ({
  data: { values: [...values] },
  mark: { type: 'circle', size: 30, color: colours.blue, opacity: 1 },
  encoding: { x: at('x'), y: at('y') },
});

export interface Word {
  readonly words: string;
  readonly x: number;
  readonly y: number;
}

export const texts = (
  values: readonly Word[],
  align: 'left' | 'center' | 'right' = 'left',
  fontWeight: 400 | 600 = 400,
): Layer => ({
  data: { values: [...values] },
  mark: { type: 'text', align, baseline: 'middle', fontWeight },
  encoding: { x: at('x'), y: at('y'), text: { field: 'words' } },
});
