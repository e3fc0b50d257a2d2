/** Which months each publisher gave, for sources that come in pieces: the gaps that figures have to live with. */
import type { MartRow } from '../../models/marts.js';
import { type Drawing, defineChart, type Reading, type Size } from '../define.js';
import { at, frame, type Layer, roomFor, type Words } from '../drawing/frame.js';
import { labelRoom, mostRows, rowHeight } from '../drawing/rows.js';
import { colours, shorten, sizes, textWidth } from '../drawing/style.js';
import { textLayer } from '../map/layers.js';
import { footOf } from '../telling/foot.js';
import { count, counted, list } from '../telling/words.js';

const reads = ['mart_assessment', 'mart_coverage', 'mart_source'] as const;
type Rows = Reading<(typeof reads)[number]>;
type Cell = MartRow<'mart_coverage'>;

/** A publisher with its months. */
export interface Line {
  readonly label: string;
  readonly inArea: boolean;
  readonly cells: readonly Cell[];
}

/** Months by publisher: filled where it was published, empty where it was not. */
export const coverageCalendar = defineChart({
  name: 'coverage-calendar',
  title: 'Which months were published, by force',
  reads,
  draw(rows, size) {
    const assessment = rows.mart_assessment[0];
    const all = linesOf(rows.mart_coverage);
    const own = all.filter(({ inArea }) => inArea);
    if (!assessment || own.length === 0) return undefined;
    const others = all.filter(({ inArea }) => !inArea);
    const lacking = others.filter(({ cells }) => cells.some(isLacking));
    const months = [...new Set(rows.mart_coverage.map(({ month }) => month))].sort();
    const sources = rows.mart_source.filter((s) => rows.mart_coverage.some((c) => c.source === s.source));
    const words: Words = {
      title: coverageFinding(own),
      subtitle: subtitleOf(sources, months, others.length - lacking.length, lacking.length > 0),
      foot: footOf(assessment, [...new Set(sources.map(({ publisher }) => publisher))].join('; ')),
    };
    const wanted = [...own, ...lacking];
    const shown = wanted.slice(0, mostRows(wanted.length, size, roomFor(words, size), top + keyRoom));
    return {
      ...words,
      spec: frame(words, size, plotOf(shown, months, size)),
      alt: `Calendar of ${counted(months.length, 'month')} for ${counted(wanted.length, 'publisher')}, filled where a month was published. ${words.title}.`,
      table: tableOf(all, months),
    };
  },
});

const isLacking = ({ status, counted }: Cell): boolean => counted && status !== 'published';

/** Those of the area first; of the others those of the same country, the most gaps first. */
export function linesOf(cells: readonly Cell[]): Line[] {
  const sources = new Set(cells.map(({ source }) => source));
  const countries = new Set(cells.filter(({ in_area }) => in_area).map(({ area }) => area?.charAt(0)));
  const byPublisher = new Map<string, Cell[]>();
  for (const cell of cells) {
    if (!cell.in_area && !countries.has(cell.area?.charAt(0))) continue;
    const key = `${cell.source} ${cell.publisher}`;
    byPublisher.set(key, [...(byPublisher.get(key) ?? []), cell]);
  }
  const lines = [...byPublisher.values()].map((own): Line => {
    const [first] = own;
    const label = sources.size > 1 ? `${first?.publisher_name}: ${first?.source_title}` : (first?.publisher_name ?? '');
    return { label, inArea: first?.in_area ?? false, cells: own };
  });
  const gaps = ({ cells }: Line) => cells.filter(({ status }) => status !== 'published').length;
  return lines.sort((a, b) => Number(b.inArea) - Number(a.inArea) || gaps(b) - gaps(a) || (a.label < b.label ? -1 : 1));
}

/** What the publishers of the area gave of the months that figures are about. */
export function coverageFinding(own: readonly Line[]): string {
  const judged = own.map(({ label, cells }) => {
    const about = cells.filter((cell) => cell.counted);
    return { label, of: about.length, gave: about.filter(({ status }) => status === 'published').length };
  });
  const lacking = judged.filter(({ gave, of }) => gave < of);
  const [first] = lacking;
  const months = `the ${count(judged[0]?.of ?? 0)} months counted`;
  if (!first) return `${named(judged)} published every one of ${months}`;
  if (lacking.length > 1) return `${named(lacking)} did not publish all of ${months}`;
  return `${first.label} published ${first.gave === 0 ? 'none' : `only ${count(first.gave)}`} of ${months}`;
}

const named = (lines: readonly { readonly label: string }[]): string =>
  lines.length > 3 ? `${count(lines.length)} police forces` : list(lines.map(({ label }) => label));

function subtitleOf(
  sources: Rows['mart_source'],
  months: readonly string[],
  complete: number,
  elsewhere: boolean,
): string {
  const titles = list(sources.map(({ title }) => title));
  const parts = [
    `${titles} by police force, ${monthName(months[0])} to ${monthName(months.at(-1))}`,
    'Figures are about the months under the line',
    elsewhere ? `Forces in bold serve the area; the others are those elsewhere that lack one of these months` : '',
    complete > 0 ? `${complete} more published all of them` : '',
  ];
  return `${parts.filter(Boolean).join('. ')}.`;
}

const monthName = (month = ''): string =>
  new Date(`${month}-01T00:00:00Z`).toLocaleDateString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** Room above the rows for years and the line, and below for the key. */
const top = 34;
const keyRoom = 32;

interface Box {
  readonly x: number;
  readonly x2: number;
  readonly y: number;
  readonly y2: number;
}

const boxLayer = (values: readonly Box[], fill: string, stroke: string): Layer => ({
  data: { values: [...values] },
  mark: { type: 'rect', fill, stroke, strokeWidth: 1 },
  encoding: { x: at('x'), x2: { field: 'x2' }, y: at('y'), y2: { field: 'y2' } },
});

/** A month that is only partly there is filled to half its height. */
function stateLayers(boxes: readonly (Box & { readonly status: Cell['status'] })[]): Layer[] {
  const filled = boxes.flatMap(({ status, ...box }) =>
    status === 'published' ? [box] : status === 'partly' ? [{ ...box, y: (box.y + box.y2) / 2 }] : [],
  );
  const outlined = boxes.flatMap(({ status, ...box }) => (status === 'published' ? [] : [box]));
  return [boxLayer(filled, colours.blue, colours.blue), boxLayer(outlined, 'transparent', colours.grey)];
}

function plotOf(lines: readonly Line[], months: readonly string[], size: Size) {
  const { width, text } = sizes[size];
  const left = labelRoom(
    lines.map(({ label }) => label),
    size,
  );
  const [wide, pitch] = [(width - left) / months.length, rowHeight(size)];
  const x = (month: string): number => months.indexOf(month) * wide;
  const gap = Math.min(2, wide / 4);
  const boxes = lines.flatMap(({ cells }, i) =>
    cells.map(({ month, status }) => ({
      status,
      x: x(month) + gap / 2,
      x2: x(month) + wide - gap / 2,
      y: i * pitch + 2,
      y2: (i + 1) * pitch - 3,
    })),
  );
  const names = lines.map(({ label, inArea }, i) => ({
    text: shorten(label, left - 8, text),
    weight: inArea ? 600 : 400,
    x: -8,
    y: (i + 0.5) * pitch,
  }));
  const height = lines.length * pitch;
  const about = lines.flatMap(({ cells }) => cells.filter((cell) => cell.counted).map(({ month }) => x(month)));
  const layers: Layer[] = [
    ...stateLayers(boxes),
    nameLayer(names, 600),
    nameLayer(names, 400),
    ...yearLayers(months, wide, text),
    {
      data: { values: [{ x: Math.min(...about), x2: Math.max(...about) + wide }] },
      mark: { type: 'rule', color: colours.orange, strokeWidth: 3 },
      encoding: { x: at('x'), x2: { field: 'x2' }, y: { value: -5 } },
    },
    ...keyLayersOf(-left, height + 14, text),
  ];
  return { height, left, right: 0, top, bottom: keyRoom, layers };
}

const nameLayer = (names: readonly { readonly weight: number }[], fontWeight: 400 | 600): Layer => ({
  data: { values: names.filter(({ weight }) => weight === fontWeight) },
  mark: { type: 'text', align: 'right', baseline: 'middle', fontWeight },
  encoding: { x: at('x'), y: at('y'), text: { field: 'text' } },
});

/** Each year's name above its first month, where there is room for it. */
function yearLayers(months: readonly string[], wide: number, text: number): Layer[] {
  const years = [...new Set(months.map((month) => month.slice(0, 4)))].map((year) => {
    const own = months.filter((month) => month.startsWith(year));
    return { text: year, x: months.indexOf(own[0] ?? '') * wide, width: own.length * wide };
  });
  const named = years.filter(({ text: year, width }) => width > textWidth(year, text) + 4);
  return [
    textLayer(named.map(({ text: year, x }) => ({ text: year, x: x + 2, y: -20 }))),
    {
      data: { values: years.slice(1).map(({ x }) => ({ x })) },
      mark: { type: 'rule', color: colours.grey, strokeWidth: 1 },
      encoding: { x: at('x'), y: { value: -28 }, y2: { value: 0 } },
    },
  ];
}

function keyLayersOf(left: number, y: number, text: number): Layer[] {
  const says = { published: 'published', partly: 'in part', not_published: 'not published' } as const;
  let x = left;
  const entries = (Object.keys(says) as Cell['status'][]).map((status) => {
    const entry = { status, text: says[status], x, x2: x + 12, y, y2: y + 13 };
    x += 12 + 6 + textWidth(says[status], text) + 18;
    return entry;
  });
  return [
    ...stateLayers(entries),
    textLayer(entries.map(({ text: label, x2, y: above, y2 }) => ({ text: label, x: x2 + 6, y: (above + y2) / 2 }))),
  ];
}

function tableOf(lines: readonly Line[], months: readonly string[]): Drawing['table'] {
  const says = { published: 'published', partly: 'in part', not_published: 'not published' } as const;
  return {
    headings: ['Force', ...months],
    rows: lines.map(({ label, cells }) => [
      label,
      ...months.map((month) => {
        const cell = cells.find((c) => c.month === month);
        return cell ? says[cell.status] : null;
      }),
    ]),
  };
}
