/** What charts with a row for each ward share: how many rows fit, room for names, and a key above the plot. */
import type { Size } from '../define.js';
import { asIs, at, type Layer } from './frame.js';
import { colours, sizes, textWidth } from './style.js';

/** No chart lists more wards than a page holds. */
export const rowsOnPage = 40;

/** Pixels a row, just over a line of text. */
export const rowHeight = (size: Size): number => (size === 'slide' ? 17 : 18);

/** How many rows to show: as many as there are, up to a page or to what a fixed height leaves. */
export function mostRows(rows: number, size: Size, room: number | undefined, taken: number): number {
  const fitting = room === undefined ? rowsOnPage : Math.max(3, Math.floor((room - taken) / rowHeight(size)));
  return Math.min(rows, rowsOnPage, fitting);
}

/** Room for the longest name, up to two fifths of the picture; a longer one is cut with an ellipsis. */
export function labelRoom(labels: readonly string[], size: Size): number {
  const { width, text } = sizes[size];
  const longest = Math.max(...labels.map((label) => textWidth(label, text)));
  return Math.ceil(Math.min(longest + 12, width * 0.4));
}

/** One row a name, in the order given. */
export const nameRows = (labels: readonly string[], left: number) => ({
  field: 'label',
  type: 'ordinal' as const,
  scale: { domain: [...labels], padding: 0 },
  axis: { title: null, labelLimit: left - 8, labelOverlap: false, grid: false },
});

/** Where a scale of values starts and ends. */
export type Domain = readonly [low: number, high: number];

/** A place along a scale of values that starts and ends where it is told. */
export const along = (field: string, [low, high]: Domain) => ({
  field,
  type: 'quantitative' as const,
  scale: { domain: [low, high], zero: false, nice: false },
  axis: { title: null, tickCount: 5, grid: true, labelFlush: false },
});

/** A line down the plot with its name above, kept inside the plot. */
export function markedLine(words: string, x: number, height: number, width: number, size: Size): Layer[] {
  const half = textWidth(words, sizes[size].text, 600) / 2;
  const named = Math.min(width - half, Math.max(half, x));
  return [
    {
      data: { values: [{}] },
      mark: { type: 'rule', color: colours.blue, strokeWidth: 1.5 },
      encoding: { x: { value: x }, y: { value: 0 }, y2: { value: height } },
    },
    {
      data: { values: [{ words }] },
      mark: { type: 'text', baseline: 'middle', fontWeight: 600, color: colours.blue },
      encoding: { x: { value: named }, y: { value: -12 }, text: { field: 'words' } },
    },
  ];
}

/** What a mark means. */
export interface Sign {
  readonly text: string;
  readonly fill: string;
  readonly shape: string;
}

const pitch = 21;

/** Signs one behind the other, in as many lines as they need. */
function flow(signs: readonly Sign[], size: Size): (Sign & { x: number; line: number })[] {
  const { width, text } = sizes[size];
  let [x, line] = [6, 0];
  return signs.map((sign) => {
    const wide = 12 + textWidth(sign.text, text);
    if (x > 6 && x + wide > width) [x, line] = [6, line + 1];
    const placed = { ...sign, x: Math.round(x), line };
    x += wide + 22;
    return placed;
  });
}

/** Height of a key. */
export const keyHeight = (signs: readonly Sign[], size: Size): number =>
  signs.length === 0 ? 0 : ((flow(signs, size).at(-1)?.line ?? 0) + 1) * pitch + 6;

/** A key with its left upper corner at a place. */
export function keyLayers(signs: readonly Sign[], size: Size, left: number, top: number): Layer[] {
  const values = flow(signs, size).map(({ x, line, text, fill, shape }) => ({
    text,
    fill,
    shape,
    x: left + x,
    tx: left + x + 12,
    y: top + 8 + line * pitch,
  }));
  return [
    {
      data: { values },
      mark: { type: 'point', filled: true, size: 62, opacity: 1, stroke: colours.ink, strokeWidth: 0.75 },
      encoding: { x: at('x'), y: at('y'), fill: asIs('fill'), shape: asIs('shape') },
    },
    {
      data: { values },
      mark: { type: 'text', align: 'left', baseline: 'middle' },
      encoding: { x: at('tx'), y: at('y'), text: { field: 'text' } },
    },
  ];
}
