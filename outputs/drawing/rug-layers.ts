/** What is drawn of a tartan rug: names, headings, cells with their signs, and the key. */
import type { Size } from '../define.js';
import { segmentLayer, textLayer } from '../map/layers.js';
import { asIs, at, type Layer } from './frame.js';
import { hatchBox, headLine } from './heat.js';
import { type Figure, type Layout, type Look, lookOf, looks, type Row, says } from './rug.js';
import { colours, shorten, sizes, textWidth } from './style.js';

/** Pixels a row, just over a line of text: less than elsewhere, since the headings are high. */
export const rugPitch = (size: Size): number => (size === 'phone' ? 18 : 17);

/** Between the rows to read by and the wards. */
const pause = 8;
const references = (rows: readonly Row[]): number => rows.filter(({ reference }) => reference).length;

/** Height of some rows. */
export const rugHeight = (rows: readonly Row[], size: Size): number =>
  rows.length * rugPitch(size) + (references(rows) > 0 ? pause : 0);

/** Everything but the key. */
export function rugLayers(rows: readonly Row[], layout: Layout, size: Size): Layer[] {
  const pitch = rugPitch(size);
  const first = references(rows);
  const top = (i: number): number => i * pitch + (i >= first && first > 0 ? pause : 0);
  const cells = rows.flatMap(({ area, label, reference }, i) =>
    layout.columns.map(({ indicator, figures, places }, j) => {
      const figure = figures.get(area);
      const x = layout.xs[j] ?? 0;
      const box = { x, x2: x + layout.width - 1, y: top(i), y2: top(i) + pitch - 1 };
      return { area: label, indicator, ...cellOf(figure), ...box, says: says(figure, places), reference };
    }),
  );
  return [
    ...headLayers(layout),
    ...nameLayers(rows, layout, top, size),
    ...boxLayers(cells),
    ...[false, true].flatMap((bold): Layer[] => {
      const values = cells
        .filter(({ reference, says }) => says !== '' && reference === bold)
        .map(({ x2, y, y2, says }) => ({ text: says, x: x2 - 4, y: (y + y2) / 2 + 0.5 }));
      return values.length > 0 ? [rightText(values, bold)] : [];
    }),
  ];
}

/** A modelled figure has a hollow sign, as in other charts. */
function cellOf(figure: Figure | undefined) {
  const look = lookOf(figure);
  return { look, ...looks[look], ink: figure?.status === 'modelled' ? colours.white : colours.black };
}

interface Box {
  readonly look: Look;
  readonly fill: string;
  readonly shape: string;
  readonly ink: string;
  readonly x: number;
  readonly x2: number;
  readonly y: number;
  readonly y2: number;
}

/** Cells with their hatches and signs, in the table and in its key. */
function boxLayers(boxes: readonly Box[]): Layer[] {
  const hatched = boxes.flatMap((box) =>
    box.look === 'withheld' ? hatchBox(box, 'rising') : box.look === 'no_figure' ? hatchBox(box, 'cross') : [],
  );
  const signs = boxes
    .filter(({ shape }) => shape !== '')
    .map(({ x, y, y2, shape, ink }) => ({ x: x + 10, y: (y + y2) / 2, shape, ink }));
  const plain: readonly Look[] = ['not_compared', 'withheld'];
  const values = boxes.map(({ ink: _, ...box }) => ({
    ...box,
    edge: plain.includes(box.look) ? colours.pale : box.fill,
  }));
  return [
    {
      data: { values },
      mark: { type: 'rect', strokeWidth: 0.75 },
      encoding: {
        x: at('x'),
        x2: { field: 'x2' },
        y: at('y'),
        y2: { field: 'y2' },
        fill: asIs('fill'),
        stroke: asIs('edge'),
      },
    },
    ...(hatched.length > 0 ? [segmentLayer(hatched, colours.grey, 1)] : []),
    {
      data: { values: signs },
      mark: { type: 'point', filled: true, size: 44, opacity: 1, stroke: colours.black, strokeWidth: 1 },
      encoding: { x: at('x'), y: at('y'), shape: asIs('shape'), fill: asIs('ink') },
    },
  ];
}

const rightText = (values: readonly { text: string; x: number; y: number }[], bold: boolean): Layer => ({
  data: { values: [...values] },
  mark: { type: 'text', align: 'right', baseline: 'middle', fontWeight: bold ? 600 : 400, color: colours.black },
  encoding: { x: at('x'), y: at('y'), text: { field: 'text' } },
});

function nameLayers(rows: readonly Row[], { left }: Layout, top: (i: number) => number, size: Size): Layer[] {
  const values = rows.map(({ label, reference }, i) => ({
    text: shorten(label, left - 8, sizes[size].text),
    x: -8,
    y: top(i) + rugPitch(size) / 2,
    reference,
  }));
  return [false, true].flatMap((bold) => {
    const some = values.filter(({ reference }) => reference === bold).map(({ text, x, y }) => ({ text, x, y }));
    return some.length > 0 ? [rightText(some, bold)] : [];
  });
}

/** Indicators stand upright above their columns; above them the domains, each with a line down to its first. */
function headLayers({ heads, xs, width, flags, headHeight }: Layout): Layer[] {
  const titles = heads.flatMap((lines, i) =>
    lines.map((text, j) => {
      const x = (xs[i] ?? 0) + width / 2 + (j - (lines.length - 1) / 2) * headLine;
      return { text, x, y: -6 };
    }),
  );
  const upright: Layer = {
    data: { values: titles },
    mark: { type: 'text', baseline: 'middle', align: 'left', angle: -90 },
    encoding: { x: at('x'), y: at('y'), text: { field: 'text' } },
  };
  if (flags.length === 0) return [upright];
  const high = (line: number): number => -headHeight - 4 - (line + 0.5) * headLine;
  const leaders = flags.map(({ x, line }) => ({ x, y: high(line) + headLine / 2, x2: x, y2: -2 }));
  const names = flags.map(({ text, start, line }) => ({ text, x: start, y: high(line) }));
  return [upright, segmentLayer(leaders, colours.pale, 1), textLayer(names, 600)];
}

export interface KeyEntry {
  readonly look: Look;
  readonly text: string;
}

const swatch = { width: 20, height: 16, pitch: 21, gap: 16 } as const;

/** Entries one behind the other, in as many lines as they need. */
function flow(entries: readonly KeyEntry[], size: Size) {
  const { width, text } = sizes[size];
  let [x, line] = [0, 0];
  return entries.map((entry) => {
    const wide = swatch.width + 6 + textWidth(entry.text, text);
    if (x > 0 && x + wide > width) [x, line] = [0, line + 1];
    const placed = { ...entry, x: Math.round(x), y: line * swatch.pitch };
    x += wide + swatch.gap;
    return placed;
  });
}

/** Height of the key, with the space above it. */
export const rugKeyRoom = (entries: readonly KeyEntry[], size: Size): number =>
  entries.length === 0 ? 0 : (flow(entries, size).at(-1)?.y ?? 0) + swatch.height + 12;

/** The looks that occur, below the table. */
export function rugKeyLayers(entries: readonly KeyEntry[], size: Size, left: number, top: number): Layer[] {
  const boxes = flow(entries, size).map(({ look, text, x, y }) => {
    const box = { x: left + x, x2: left + x + swatch.width, y: top + 12 + y, y2: top + 12 + y + swatch.height };
    return { look, text, ...looks[look], ink: colours.black, ...box };
  });
  return [
    ...boxLayers(boxes.map(({ text: _, ...box }) => box)),
    textLayer(boxes.map(({ text, x2, y, y2 }) => ({ text, x: x2 + 6, y: (y + y2) / 2 + 0.5 }))),
  ];
}
