/** The parts of a shaded table: headings, names, cells and key. */
import type { Size } from '../define.js';
import { type Hatch, hatch } from '../map/hatch.js';
import { segmentLayer, textLayer } from '../map/layers.js';
import { hatchSpacing } from '../map/legend.js';
import { decimal } from '../telling/words.js';
import { asIs, at, type Layer } from './frame.js';
import { labelRoom, rowHeight } from './rows.js';
import { colours, needColours, shorten, sizes, textWidth, wrap } from './style.js';

/** A domain with its wards' scores, by code. */
export interface Domain {
  readonly id: string;
  readonly title: string;
  readonly scores: ReadonlyMap<string, number | null>;
}

export interface Ward {
  readonly ward: string;
  readonly label: string;
  readonly fifth: number | null;
}

const fixedBreaks = [1, 0.5, -0.5, -1] as const;
/** Where one class would hold more of the cells than this, shades would say nothing. */
const mostOfTheCells = 0.6;

/**
 * Where five classes part, from the highest down: fixed for scores around 0, so that shades mean the same from one
 * picture to the next; fifths of the scores shown where they have no zero or nearly all lie on one side of it.
 */
export function breaksOf(wards: readonly Ward[], domains: readonly Domain[], centred: boolean): readonly number[] {
  const all = domains
    .flatMap(({ scores }) => wards.map(({ ward }) => scores.get(ward) ?? null).filter((score) => score !== null))
    .sort((a, b) => b - a);
  const inClass = [0, 1, 2, 3, 4].map((n) => all.filter((score) => classOf(score, fixedBreaks) === n).length);
  if (centred && Math.max(...inClass) <= mostOfTheCells * all.length) return fixedBreaks;
  return [0.2, 0.4, 0.6, 0.8].map((share) => Math.round((all[Math.floor(all.length * share)] ?? 0) * 10) / 10);
}

/** Pixels from one line of a heading to the next. */
export const headLine = 17;

/** How long upright lines must be for every title to fit its column: as short as can be, and never past `most` pixels. */
function reachOf(titles: readonly string[], lines: number, text: number, most: number): number {
  const words = titles.flatMap((title) => title.split(' '));
  let reach = Math.max(...words.map((word) => textWidth(word, text)));
  while (reach < most && titles.some((title) => wrap(title, reach, text).length > lines)) reach += 5;
  return reach;
}

/** Height of the key below the table. */
export const keyRoom = (size: Size): number => (size === 'phone' ? 60 : 38);

/** Room for names, width of a column, and headings broken into lines. */
export interface Columns {
  readonly left: number;
  readonly width: number;
  readonly heads: readonly (readonly string[])[];
  readonly upright: boolean;
  readonly head: number;
}

/** Headings stand level where their words fit the columns, upright where they do not. */
export function columnsOf(wards: readonly Ward[], domains: readonly Domain[], size: Size): Columns {
  const { width: all, text } = sizes[size];
  const names = labelRoom(
    wards.map(({ label }) => label),
    size,
  );
  const titles = domains.map(({ title }) => title);
  const words = titles.flatMap((title) => title.split(' '));
  const needed = Math.ceil(Math.max(...words.map((word) => textWidth(word, text)))) + 1;
  // Level headings are worth cutting the longest names a little for.
  const yielding = Math.floor(all - needed * titles.length);
  const left = yielding >= Math.max(names * 0.8, all * 0.22) ? Math.min(names, yielding) : names;
  const width = Math.min(110, (all - left) / titles.length);
  const fits = needed <= width;
  if (fits) {
    const heads = titles.map((title) => wrap(title, width - 1, text));
    return { left, width, heads, upright: false, head: Math.max(...heads.map((h) => h.length)) * headLine + 6 };
  }
  return { left, width, ...uprightHeads(titles, width, text, 150), upright: true };
}

/** Upright headings for columns of a width: as many lines as fit side by side, what is too long for them cut. */
export function uprightHeads(titles: readonly string[], width: number, text: number, most: number) {
  const lines = Math.max(1, Math.floor(width / headLine));
  const reach = reachOf(titles, lines, text, most);
  const heads = titles.map((title) => {
    const wrapped = wrap(title, reach, text);
    const kept = wrapped.slice(0, lines);
    return kept.map((l, i) =>
      shorten(i === lines - 1 && wrapped.length > lines ? `${l} ${wrapped[lines]}` : l, reach, text),
    );
  });
  const head = Math.ceil(Math.max(...heads.flat().map((l) => textWidth(l, text)))) + 8;
  return { heads, head };
}

/** Headings above the columns. */
export function headLayer({ heads, width, upright, head }: Columns): Layer {
  const values = heads.flatMap((lines, i) =>
    lines.map((text, j) =>
      upright
        ? { text, x: (i + 0.5) * width + (j - (lines.length - 1) / 2) * headLine, y: -6 }
        : { text, x: (i + 0.5) * width, y: -14 - (lines.length - 1 - j) * headLine },
    ),
  );
  const place = upright ? ({ angle: -90, align: 'left' } as const) : ({ align: 'center' } as const);
  return {
    data: { values },
    mark: { type: 'text', baseline: 'middle', limit: upright ? head : width, ...place },
    encoding: { x: at('x'), y: at('y'), text: { field: 'text' } },
  };
}

/** Names of wards, beside their rows. */
export function nameLayers(wards: readonly Ward[], left: number, size: Size): Layer[] {
  const values = wards.map(({ label }, i) => ({
    text: shorten(label, left - 8, sizes[size].text),
    x: -8,
    y: (i + 0.5) * rowHeight(size),
  }));
  return [
    {
      data: { values },
      mark: { type: 'text', align: 'right', baseline: 'middle' },
      encoding: { x: at('x'), y: at('y'), text: { field: 'text' } },
    },
  ];
}

/** 0 for the highest class. It goes by the number as printed, so that no cell seems to be in the wrong class. */
const classOf = (score: number, breaks: readonly number[]): number =>
  breaks.filter((b) => Math.round(score * 10) / 10 < b).length;
const fillOf = (score: number | null, breaks: readonly number[]): string =>
  score === null ? colours.noData : (needColours[classOf(score, breaks)] ?? colours.noData);

/** Cells with their scores; those without one are hatched. */
export function cellLayers(
  wards: readonly Ward[],
  domains: readonly Domain[],
  width: number,
  breaks: readonly number[],
  size: Size,
): Layer[] {
  const pitch = rowHeight(size);
  const cells = wards.flatMap(({ ward, label }, i) =>
    domains.map(({ title, scores }, j) => {
      const score = scores.get(ward) ?? null;
      const box = { x: j * width, x2: (j + 1) * width - 1, y: i * pitch, y2: (i + 1) * pitch - 1 };
      const ink = score !== null && classOf(score, breaks) < 2 ? colours.white : colours.black;
      const says = score === null ? '' : decimal(score);
      return { ward: label, domain: title, score, says, ink, fill: fillOf(score, breaks), ...box };
    }),
  );
  const empty = cells.filter(({ score }) => score === null).flatMap((cell) => hatchBox(cell, 'cross'));
  const words = cells.map((cell) => ({ ...cell, tx: (cell.x + cell.x2) / 2, ty: (cell.y + cell.y2) / 2 + 0.5 }));
  return [
    {
      data: { values: cells },
      mark: { type: 'rect' },
      encoding: { x: at('x'), x2: { field: 'x2' }, y: at('y'), y2: { field: 'y2' }, fill: asIs('fill') },
    },
    ...(empty.length > 0 ? [segmentLayer(empty, colours.grey, 1)] : []),
    {
      data: { values: words.map(({ says, ink, tx, ty }) => ({ says, ink, tx, ty })) },
      mark: { type: 'text', baseline: 'middle' },
      encoding: { x: at('tx'), y: at('ty'), text: { field: 'says' }, color: asIs('ink') },
    },
  ];
}

/** Five classes and, where it occurs, no score. */
export function heatKeyLayers(
  breaks: readonly number[],
  gaps: boolean,
  left: number,
  top: number,
  size: Size,
): Layer[] {
  const short = (n: number | undefined): string => decimal(n ?? 0, Number.isInteger(n) ? 0 : 1);
  const [a, b, c, d] = breaks.map(short);
  const texts = [
    `${a} or more`,
    `${b} to ${a}`,
    `${c} to ${b}`,
    `${d} to ${c}`,
    `under ${d}`,
    ...(gaps ? ['no score'] : []),
  ];
  const columns = size === 'phone' ? 3 : 6;
  const entries = texts.map((text, i) => {
    const x = left + (i % columns) * (sizes[size].width / columns);
    const y = top + Math.floor(i / columns) * 22;
    return { text, fill: needColours[i] ?? colours.noData, x, x2: x + 18, y, y2: y + 16 };
  });
  const hatched = entries.slice(5).flatMap((box) => hatchBox(box, 'cross'));
  return [
    {
      data: { values: entries },
      mark: { type: 'rect' },
      encoding: { x: at('x'), x2: { field: 'x2' }, y: at('y'), y2: { field: 'y2' }, fill: asIs('fill') },
    },
    ...(hatched.length > 0 ? [segmentLayer(hatched, colours.grey, 1)] : []),
    textLayer(entries.map(({ text, x2, y, y2 }) => ({ text, x: x2 + 6, y: (y + y2) / 2 + 0.5 }))),
  ];
}

/** Hatching that fills a box. */
export const hatchBox = (
  { x, x2, y, y2 }: { readonly x: number; readonly x2: number; readonly y: number; readonly y2: number },
  kind: Hatch,
) =>
  hatch(
    [
      [
        [
          [x, y],
          [x2, y],
          [x2, y2],
          [x, y2],
        ],
      ],
    ],
    kind,
    hatchSpacing,
  );
