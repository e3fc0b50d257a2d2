/** A tartan rug's plan: how a figure looks in its cell, and where columns stand. */
import type { MartRow } from '../../models/marts.js';
import type { Size } from '../define.js';
import { decimal } from '../telling/words.js';
import { headLine, uprightHeads } from './heat.js';
import { labelRoom } from './rows.js';
import { colours, sizes, textWidth } from './style.js';

export type Figure = MartRow<'mart_indicator'>;

/** An indicator with its figures, by code of the area. */
export interface Column {
  readonly indicator: string;
  /** With its unit, where that is not per cent. */
  readonly title: string;
  readonly domain: string;
  readonly places: number;
  readonly figures: ReadonlyMap<string, Figure>;
}

/** An area; the country and the authority are there to read the wards by. */
export interface Row {
  readonly area: string;
  readonly label: string;
  readonly reference: boolean;
}

const bar = 'M-1,-0.3H1V0.3H-1Z';

/**
 * Colour and sign say the same. The three tones of need are also three greys, darkest for more need; without a direction
 * they are grey to begin with. Signs of their own keep those apart in print.
 */
export const looks = {
  worse: { fill: '#F4A06B', shape: 'triangle-up' },
  similar: { fill: '#F3EEDA', shape: 'circle' },
  better: { fill: '#A9CBE8', shape: 'triangle-down' },
  higher: { fill: '#C3C7CB', shape: 'cross' },
  lower: { fill: '#E1E4E6', shape: bar },
  not_compared: { fill: colours.white, shape: '' },
  withheld: { fill: colours.white, shape: '' },
  no_figure: { fill: colours.noData, shape: '' },
} as const;
export type Look = keyof typeof looks;

/** What a figure, or its want, is drawn as. */
export function lookOf(figure: Figure | undefined): Look {
  if (figure?.status === 'withheld') return 'withheld';
  if (!figure || figure.value === null) return 'no_figure';
  return figure.judgement;
}

/** Tenths, but no more than three or four digits that say something. */
export function placesOf(values: readonly number[]): number {
  const most = Math.max(0, ...values.map(Math.abs));
  return most > 100 ? 0 : most < 1 ? 2 : 1;
}

/** A figure as its cell has it. */
export const says = (figure: Figure | undefined, places: number): string =>
  figure === undefined || figure.value === null ? '' : decimal(figure.value, places);

/** The name of a domain above its columns, and the line that leads down from it. */
interface Flag {
  readonly text: string;
  /** Where the line is; the name may have to start left of it. */
  readonly x: number;
  readonly start: number;
  /** Counted up from the headings. */
  readonly line: number;
}

/** Where everything stands. */
export interface Layout {
  readonly columns: readonly Column[];
  readonly fits: boolean;
  readonly left: number;
  readonly width: number;
  readonly total: number;
  readonly xs: readonly number[];
  readonly heads: readonly (readonly string[])[];
  readonly headHeight: number;
  readonly flags: readonly Flag[];
  readonly top: number;
}

/** How far headings may reach up, and the least a cell is wide: wide columns break them into more lines. */
const room = {
  page: { reach: 160, cell: 0, names: 0.3, domains: true },
  slide: { reach: 100, cell: 76, names: 0.3, domains: false },
  phone: { reach: 150, cell: 0, names: 0.36, domains: false },
} as const;
const signRoom = 16;
/** Between one domain and the next. */
const gap = 8;

/** Stands columns beside each other, domains apart, and says whether every figure has room. */
export function layOut(
  columns: readonly Column[],
  rows: readonly Row[],
  titles: ReadonlyMap<string, string>,
  size: Size,
): Layout {
  const { width: all, text } = sizes[size];
  const { reach, cell, names, domains } = room[size];
  const labels = rows.map(({ label }) => label);
  const left = Math.min(labelRoom(labels, size), Math.floor(all * names));
  const least = Math.max(cell, widestFigure(columns, rows, text) + signRoom + 6);
  const starts = columns.map(({ domain }, i) => i > 0 && domain !== columns[i - 1]?.domain);
  const gaps = starts.map((_, i) => gap * starts.slice(0, i + 1).filter(Boolean).length);
  const free = all - left - (gaps.at(-1) ?? 0);
  const width = Math.max(least, Math.min(84, Math.floor(free / columns.length)));
  const xs = gaps.map((before, i) => before + i * width);
  const total = (xs.at(-1) ?? 0) + width;
  const { heads, head } = uprightHeads(
    columns.map(({ title }) => title),
    width - 6,
    text,
    reach,
  );
  const named = columns.flatMap(({ domain }, i) =>
    domains && (i === 0 || starts[i]) ? [{ text: titles.get(domain) ?? '', x: (xs[i] ?? 0) - gap / 2 }] : [],
  );
  const flags = placeFlags(named, all - left, text);
  const top = head + (flags.length > 0 ? (Math.max(...flags.map(({ line }) => line)) + 1) * headLine + 4 : 0);
  return { columns, fits: columns.length * least <= free, left, width, total, xs, heads, headHeight: head, flags, top };
}

const widestFigure = (columns: readonly Column[], rows: readonly Row[], text: number): number =>
  Math.ceil(
    Math.max(
      ...columns.flatMap(({ figures, places }) =>
        rows.map(({ area, reference }) => textWidth(says(figures.get(area), places), text, reference ? 600 : 400)),
      ),
    ),
  );

type Placed = Flag & { readonly end: number };

/**
 * Names of domains in few lines. A name starts at its line unless that takes it past the edge; a line leads down past
 * the names of other domains and never through one.
 */
export function placeFlags(named: readonly { text: string; x: number }[], edge: number, size: number): Flag[] {
  const apart = 10;
  const kinds = kindsOf(named, edge, size);
  const of = (kind: string) => kinds.filter((flag) => flag.kind === kind);
  const placed: Placed[] = [];
  for (const flag of of('free')) {
    let line = 0;
    while (placed.some((other) => other.line >= line && flag.end + apart > other.x)) line++;
    placed.push({ ...flag, line });
  }
  for (const flag of [...of('shifted').reverse(), ...of('raised')]) {
    const under = placed.filter(({ start, end }) => end + apart > flag.start && start < flag.end + apart);
    placed.push({ ...flag, line: Math.max(-1, ...under.map(({ line }) => line)) + 1 });
  }
  return placed.map(({ text, x, start, line }) => ({ text, x, start, line })).sort((a, b) => a.x - b.x);
}

/**
 * From the last to the first: free to stand low, shifted left because the edge is near, or raised above later names since
 * it would meet their lines.
 */
function kindsOf(named: readonly { text: string; x: number }[], edge: number, size: number) {
  let [limit, leftmost] = [edge, edge];
  return [...named].reverse().map(({ text, x }) => {
    const width = textWidth(text, size, 600);
    if (x + width <= limit) return { text, x, start: x, end: x + width, kind: 'free' };
    const raised = x + width <= edge && x < leftmost;
    const start = raised ? x : limit - width;
    limit = x - gap;
    leftmost = Math.min(leftmost, start);
    return { text, x, start, end: start + width, kind: raised ? 'raised' : 'shifted' };
  });
}
