/** One questionnaire in the picture of outcomes: a row for each programme and time, on the scale of its scores. */
import type { Size } from '../define.js';
import { changeText, hasMoved, type Moved, type Outcome, timeWords } from '../telling/outcome.js';
import { decimal } from '../telling/words.js';
import { asIs, at, type Layer } from './frame.js';
import { rules, texts } from './panels.js';
import { colours, shorten, sizes } from './style.js';

/** A change whose two means may be shown as well. */
export type Drawn = Moved & { readonly mean_before: number; readonly mean_after: number };

export const isDrawn = (row: Outcome): row is Drawn =>
  hasMoved(row) && row.mean_before !== null && row.mean_after !== null;

/** Shape and colour say the same. */
export const looks = {
  better: { fill: colours.blue, shape: 'circle' },
  worse: { fill: colours.orange, shape: 'triangle-up' },
  lower: { fill: colours.turquoise, shape: 'triangle-down' },
  higher: { fill: colours.pink, shape: 'diamond' },
  not_told: { fill: colours.pale, shape: 'square' },
} as const;

/** Pixels of two lines of heading; of these with the axis and what is left free below it; and of a row. */
const headRoom = 42;
export const groupRoom = headRoom + 38;
export const rowRoom = (size: Size): number => (size === 'phone' ? 42 : 22);

/** "Arguing better, at the end", with its marks of caution. */
export const nameOf = ({ programme, timepoint, basis, reliability }: Outcome): string =>
  `${programme}, ${timeWords[timepoint]}${basis === 'unpaired' ? ' †' : ''}${reliability === 'small_numbers' ? ' *' : ''}`;

/** Where a questionnaire's rows begin, the room for names, and the width of its scale. */
interface Place {
  readonly y: number;
  readonly left: number;
  readonly plot: number;
  readonly size: Size;
}

export function groupLayers(rows: readonly Drawn[], { y, left, plot, size }: Place): Layer[] {
  const [first] = rows;
  if (!first) return [];
  const { text } = sizes[size];
  const phone = size === 'phone';
  const { from, to, step } = scaleOf(rows, first.cutoff);
  const x = (value: number): number => 5 + ((value - from) / (to - from)) * (plot - 10);
  const middle = (i: number): number => y + headRoom + i * rowRoom(size) + (phone ? 30 : rowRoom(size) / 2);
  // On a phone names stand above their marks, and no line is drawn through them.
  const reach = phone ? 10 : rowRoom(size) / 2;
  const down = (value: number) =>
    rows.map((_, i) => ({ x: x(value), y: middle(i) - reach, x2: x(value), y2: middle(i) + reach }));
  const ticks = Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step);
  const named = (row: Drawn) => shorten(nameOf(row), (phone ? sizes[size].width : left) - 10, text);
  return [
    rules(ticks.flatMap(down), colours.pale, 1),
    ...(first.cutoff === null ? [] : [dashed(down(first.cutoff))]),
    texts([{ words: first.measure_title, x: -left, y: y + 8 }], 'left', 600),
    texts([{ words: scaleWords(first), x: -left, y: y + 26 }]),
    texts(
      ticks.map((t) => ({ words: decimal(t, step < 1 ? 1 : 0), x: x(t), y: middle(rows.length - 1) + reach + 9 })),
      'center',
    ),
    texts(rows.map((row, i) => ({ words: named(row), x: -left, y: middle(i) - (phone ? 18 : 0) }))),
    rules(
      rows.map((row, i) => ({ x: x(row.mean_before), y: middle(i), x2: x(row.mean_after), y2: middle(i) })),
      colours.pale,
      5,
    ),
    rules(
      rows.flatMap((row, i) =>
        whisker(x(row.mean_before + row.lower95_0cl), x(row.mean_before + row.upper95_0cl), middle(i)),
      ),
      colours.ink,
      1.25,
    ),
    marks(rows.map((row, i) => ({ x: x(row.mean_before), y: middle(i), fill: colours.white, shape: 'circle' }))),
    marks(rows.map((row, i) => ({ x: x(row.mean_after), y: middle(i), ...looks[row.judgement] }))),
    texts(rows.map((row, i) => ({ words: changeText(row), x: plot + 6, y: middle(i) }))),
  ];
}

/** "lower is better; dashed line: cut-off 10". */
const scaleWords = ({ better, cutoff }: Drawn): string =>
  [
    better === null ? 'which way is better is not said' : `${better} is better`,
    cutoff === null ? '' : `dashed line: cut-off ${decimal(cutoff, Number.isInteger(cutoff) ? 0 : 1)}`,
  ]
    .filter(Boolean)
    .join('; ');

/** Round ends that hold both means, the interval of the change about the second, and the cut-off. */
function scaleOf(rows: readonly Drawn[], cutoff: number | null) {
  const values = rows.flatMap(({ mean_before: before, lower95_0cl: low, upper95_0cl: high }) => [
    before,
    before + low,
    before + high,
  ]);
  const all = cutoff === null ? values : [...values, cutoff];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const step = stepOf(high - low);
  const from = Math.floor(low / step) * step;
  return { from, to: Math.max(Math.ceil(high / step) * step, from + step), step };
}

/** A round step that makes up to six of a range. */
function stepOf(range: number): number {
  const size = 10 ** Math.floor(Math.log10(Math.max(range, 0.5) / 3));
  return [1, 2, 5, 10].map((n) => n * size).find((step) => range / step <= 5) ?? 10 * size;
}

/** A line with its two ends. */
const whisker = (from: number, to: number, y: number) => [
  { x: from, y, x2: to, y2: y },
  { x: from, y: y - 4, x2: from, y2: y + 4 },
  { x: to, y: y - 4, x2: to, y2: y + 4 },
];

const dashed = (values: readonly object[]): Layer => ({
  data: { values: [...values] },
  mark: { type: 'rule', color: colours.ink, strokeWidth: 1.25, strokeDash: [4, 3] },
  encoding: { x: at('x'), y: at('y'), x2: { field: 'x2' }, y2: { field: 'y2' } },
});

const marks = (values: readonly { x: number; y: number; fill: string; shape: string }[]): Layer => ({
  data: { values: values.map(({ x, y, fill, shape }) => ({ x, y, fill, shape })) },
  mark: { type: 'point', filled: true, size: 78, opacity: 1, stroke: colours.ink, strokeWidth: 1 },
  encoding: { x: at('x'), y: at('y'), fill: asIs('fill'), shape: asIs('shape') },
});
