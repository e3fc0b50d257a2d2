/** Where partners place themselves in the planning tool: the stage of each element at each date, as steps. */
import type { MartRow } from '../../models/marts.js';
import { type Drawing, defineChart, type Size } from '../define.js';
import { asIs, at, frame, type Layer, roomFor, type Words } from '../drawing/frame.js';
import { colours, shorten, sizes, textWidth, wrap } from '../drawing/style.js';
import { segmentLayer, textLayer } from '../map/layers.js';
import { ownFoot } from '../telling/pathway.js';
import { capital, count, counted, day } from '../telling/words.js';

type Agreed = MartRow<'mart_planning'>;
type Placed = Agreed & { readonly position: number };

const [mostElements, mostDates, mostStages] = [16, 8, 10];

/** A small stepped plot an element. Nothing is drawn where stages have no order. */
export const planningTool = defineChart({
  name: 'planning-tool',
  title: 'Stages reached in the planning tool',
  reads: ['mart_assessment', 'mart_planning'],
  draw({ mart_assessment: [assessment], mart_planning: rows }, size) {
    const elements = elementsOf(rows);
    const stages = stagesOf(rows);
    if (!assessment || elements.length === 0 || stages.length > mostStages) return undefined;
    const title = stageFinding(rows);
    const named = stages.filter(({ words }) => !/^[\d.]+$/.test(words)).map(({ words }) => words);
    const wordsOf = (shown: number): Words => ({
      title,
      subtitle: `Stage of each element as partners agreed it, ${assessment.area_name}: a judgement of their own, not a measurement.${named.length > 0 ? ` Stages: ${named.join('; ')}.` : ''} Elements and stages are in the words of the file.${shown < elements.length ? ` The first ${count(shown)} of ${count(elements.length)} elements.` : ''}`,
      foot: ownFoot(assessment, 'the council’s returns of the planning tool'),
    });
    const across = size === 'phone' ? 2 : 4;
    const { step, lines } = fitting(elements.length / across, stages.length, roomFor(wordsOf(1), size));
    const shown = elements.slice(0, Math.min(mostElements, lines * across));
    const words = wordsOf(shown.length);
    return {
      ...words,
      spec: frame(words, size, plotOf(shown, stages, across, step, size)),
      alt: `Small stepped plots of the stage of ${counted(elements.length, 'element')} of the planning tool over time. ${title}.`,
      table: {
        headings: ['Element', 'Agreed on', 'Stage', 'What shows it'],
        rows: rows.map(({ element, agreed_on, stage, evidence }) => [element, day(agreed_on), stage, evidence ?? '']),
      } satisfies Drawing['table'],
    };
  },
});

interface Element {
  readonly name: string;
  readonly dates: readonly Placed[];
}

const isPlaced = (row: Agreed): row is Placed => row.position !== null;

/** Elements whose every stage has a place in the order, the furthest first. */
function elementsOf(rows: readonly Agreed[]): Element[] {
  return [...new Set(rows.map(({ element }) => element))]
    .flatMap((name) => {
      const own = rows.filter(({ element }) => element === name);
      const dates = own.filter(isPlaced).slice(-mostDates);
      return own.every(isPlaced) ? [{ name, dates }] : [];
    })
    .sort((a, b) => lastOf(b) - lastOf(a) || (a.name < b.name ? -1 : 1));
}

const lastOf = ({ dates }: Element): number => dates.at(-1)?.position ?? 0;

/** Stages that occur and the whole numbers between them, from the lowest; with the words of those that occur. */
function stagesOf(rows: readonly Agreed[]) {
  const words = new Map(rows.flatMap(({ position, stage }) => (position === null ? [] : [[position, stage] as const])));
  const found = [...words.keys()];
  if (found.length === 0) return [];
  const [low, high] = [Math.min(1, ...found), Math.max(...found)];
  const all = new Set(found);
  for (let n = Math.ceil(low); n <= high && n - low <= mostStages; n++) all.add(n);
  return [...all]
    .sort((a, b) => a - b)
    .map((position) => ({ position, words: words.get(position) ?? String(position) }));
}

/** How many elements have moved since the first date, either way. */
export function stageFinding(rows: readonly Agreed[]): string {
  const elements = elementsOf(rows);
  const moved = elements.filter(({ dates }) => dates.length > 1);
  const change = ({ dates }: Element): number => (dates.at(-1)?.position ?? 0) - (dates[0]?.position ?? 0);
  const [up, down] = [moved.filter((one) => change(one) > 0).length, moved.filter((one) => change(one) < 0).length];
  const of = counted(elements.length, 'element');
  const since = moved.flatMap(({ dates }) => dates[0]?.agreed_on ?? []).sort()[0];
  if (moved.length === 0 || since === undefined)
    return `${capital(of)} of the planning tool ${elements.length === 1 ? 'has' : 'have'} a stage; none has a second date yet`;
  const still = moved.length - up - down;
  const rest = [
    ...(still > 0
      ? [`${count(still)} ${still === 1 ? 'is' : 'are'} where ${still === 1 ? 'it was' : 'they were'}`]
      : []),
    ...(down > 0 ? [`${count(down)} ${down === 1 ? 'is' : 'are'} at a lower one`] : []),
  ];
  return `${capital(count(up))} of ${of} ${up === 1 ? 'is' : 'are'} at a higher stage than in ${day(since).replace(/^\d+ /, '')}${rest.length > 0 ? `; ${rest.join(', ')}` : ''}`;
}

const headLines = 2;
const line = 17;

/** Heights of a panel's heading, plot and whole, in pixels, at so many a stage. */
function panelOf(stages: number, step: number) {
  const [head, plot] = [headLines * line + 10, Math.max(2, stages - 1) * step];
  return { head, plot, pitch: head + plot + 40 };
}

/** The tallest steps at which all lines of panels fit; at the lowest, as many lines as do. */
function fitting(lines: number, stages: number, room = Number.POSITIVE_INFINITY) {
  const all = Math.ceil(lines);
  const step = [20, 17, 14].find((tall) => all * panelOf(stages, tall).pitch - 12 <= room) ?? 12;
  return { step, lines: Math.max(1, Math.min(all, Math.floor((room + 12) / panelOf(stages, step).pitch))) };
}

function plotOf(
  elements: readonly Element[],
  stages: readonly { position: number }[],
  across: number,
  step: number,
  size: Size,
) {
  const { width, text } = sizes[size];
  const { head, plot, pitch } = panelOf(stages.length, step);
  const gap = 22;
  const axis = Math.max(...stages.map(({ position }) => textWidth(String(position), text))) + 8;
  const panel = (width - gap * (across - 1)) / across;
  const dates = [...new Set(elements.flatMap(({ dates: own }) => own.map(({ agreed_on }) => agreed_on)))].sort();
  const [low, high] = [stages[0]?.position ?? 0, stages.at(-1)?.position ?? 1];
  const panels = elements.map((element, i) => {
    const [left, top] = [(i % across) * (panel + gap), Math.floor(i / across) * pitch];
    const x = (date: string): number => left + axis + 6 + (panel - axis - 12) * timeOf(date, dates);
    const y = (position: number): number => top + head + plot * (1 - (position - low) / Math.max(1e-9, high - low));
    return { element, left, top, x, y };
  });
  const dots = panels.flatMap(({ element, x, y }) =>
    element.dates.map(({ agreed_on, position }, i) => ({
      x: x(agreed_on),
      y: y(position),
      fill: i === element.dates.length - 1 ? colours.blue : colours.white,
    })),
  );
  const steps = panels.flatMap(({ element, x, y }) =>
    element.dates.slice(1).flatMap((now, i) => {
      const before = element.dates[i] ?? now;
      const [from, to] = [x(before.agreed_on), x(now.agreed_on)];
      return [
        { x: from, y: y(before.position), x2: to, y2: y(before.position) },
        { x: to, y: y(before.position), x2: to, y2: y(now.position) },
      ];
    }),
  );
  const lines = Math.ceil(elements.length / across);
  return {
    height: lines * pitch - 12,
    left: 0,
    right: 0,
    top: 4,
    bottom: 0,
    layers: [
      segmentLayer(
        panels.flatMap(({ left, y }) =>
          stages.map(({ position }) => ({ x: left + axis, y: y(position), x2: left + panel, y2: y(position) })),
        ),
        colours.pale,
        1,
      ),
      textLayer(
        panels.flatMap(({ element, left, top }) =>
          headOf(element.name, panel, text).map((words, j, all) => ({
            text: words,
            x: left,
            y: top + 8 + (j + headLines - all.length) * line,
          })),
        ),
        600,
      ),
      aligned(
        panels.flatMap(({ left, y }) =>
          stages.map(({ position }) => ({ text: String(position), x: left + axis - 6, y: y(position) })),
        ),
        'right',
      ),
      textLayer(
        panels.flatMap(({ left, top }) => datesBelow(dates, left + axis, panel - axis, text, top + head + plot + 16)),
      ),
      segmentLayer(steps, colours.blue, 1.75),
      dotLayer(dots),
    ],
  };
}

/** Where a date lies between the first and the last; in the middle where there is one alone. */
function timeOf(date: string, dates: readonly string[]): number {
  const [first, last] = [Date.parse(dates[0] ?? ''), Date.parse(dates.at(-1) ?? '')];
  return last > first ? (Date.parse(date) - first) / (last - first) : 0.5;
}

function headOf(name: string, width: number, text: number): string[] {
  const lines = wrap(name, width, text, 600);
  return lines.length <= headLines ? lines : [lines[0] ?? '', shorten(lines.slice(1).join(' '), width - 8, text)];
}

/** The first year and the last, under the ends of a panel. */
function datesBelow(dates: readonly string[], left: number, width: number, text: number, y: number) {
  const [first, last] = [dates[0]?.slice(0, 4) ?? '', dates.at(-1)?.slice(0, 4) ?? ''];
  if (first === last) return [{ text: first, x: left + width / 2 - textWidth(first, text) / 2, y }];
  return [
    { text: first, x: left, y },
    { text: last, x: left + width - textWidth(last, text), y },
  ];
}

const aligned = (values: readonly { text: string; x: number; y: number }[], align: 'right'): Layer => ({
  data: { values: [...values] },
  mark: { type: 'text', align, baseline: 'middle' },
  encoding: { x: at('x'), y: at('y'), text: { field: 'text' } },
});

const dotLayer = (values: readonly { x: number; y: number; fill: string }[]): Layer => ({
  data: { values: [...values] },
  mark: { type: 'point', shape: 'circle', filled: true, size: 62, opacity: 1, stroke: colours.blue, strokeWidth: 1.5 },
  encoding: { x: at('x'), y: at('y'), fill: asIs('fill') },
});
