/** How far the theory of change has come: from what was to what should be, statement by statement, with the interval of what is. */

import { type Drawing, defineChart, type Size } from '../define.js';
import { boxesLayer } from '../drawing/boxes.js';
import { asIs, at, frame, type Layer, roomFor, type Words } from '../drawing/frame.js';
import { colours, shorten, sizes, wrap } from '../drawing/style.js';
import { segmentLayer, textLayer } from '../map/layers.js';
import { ownFoot } from '../telling/pathway.js';
import { judgementWords, type Statement, stages, theoryFinding, wayWords } from '../telling/theory.js';
import { capital, count, counted } from '../telling/words.js';

const mostRows = 24;

/** A row a statement; all on one scale from baseline to target. */
export const theoryScoreboard = defineChart({
  name: 'theory-scoreboard',
  title: 'How far the theory of change has come',
  reads: ['mart_assessment', 'mart_theory'],
  draw({ mart_assessment: [assessment], mart_theory: all }, size) {
    if (!assessment || !all.some(({ value }) => value !== null)) return undefined;
    const title = theoryFinding(all);
    const wordsOf = (shown: number): Words => ({
      title,
      subtitle: `What each statement’s indicator was, is (95% interval) and should be, ${assessment.area_name}. A judgement is made of the whole interval, never of the dot; the baseline is taken as given.${shown < all.length ? ` The first ${count(shown)} of ${counted(all.length, 'statement')}; those without a figure are last.` : ''}`,
      foot: ownFoot(assessment, 'the council’s theory of change; figures as in this assessment'),
    });
    const room = roomFor(wordsOf(size === 'slide' ? 1 : all.length), size);
    const { rows, plot } = fitting(all, size, room);
    const words = wordsOf(rows);
    return {
      ...words,
      spec: frame(words, size, plot),
      alt: `Scale from baseline to target for ${counted(all.length, 'statement')} of the theory of change, with where each stands and its interval. ${title}.`,
      table: tableOf(all),
    };
  },
});

const [line, trackHeight] = [17, 20];
/** Per cent of the way that the scale shows, past either end. */
const ends = [-60, 160] as const;

/** As many statements as fit; where not all do, those with a figure first. */
function fitting(all: readonly Statement[], size: Size, room = Number.POSITIVE_INFINITY) {
  const known = (row: Statement): boolean => row.value !== null;
  for (let n = Math.min(all.length, mostRows); n > 1; n--) {
    const kept = new Set([...all.filter(known), ...all.filter((row) => !known(row))].slice(0, n));
    const plot = plotOf(
      all.filter((row) => kept.has(row)),
      size,
    );
    if (plot.top + plot.height + plot.bottom <= room) return { rows: n, plot };
  }
  return { rows: 1, plot: plotOf(all.slice(0, 1), size) };
}

function plotOf(rows: readonly Statement[], size: Size) {
  const { width, text } = sizes[size];
  const narrow = size === 'phone';
  const gap = 14;
  const words = narrow ? width : Math.round(width * 0.56);
  const [from, track] = narrow ? [6, width - 12] : [words + gap + 6, width - words - gap - 12];
  const x = (percent: number): number => {
    const kept = Math.max(ends[0], Math.min(ends[1], percent));
    return from + (track * (kept - ends[0])) / (ends[1] - ends[0]);
  };
  const out = {
    bold: [] as Said[],
    plain: [] as Said[],
    quiet: [] as Said[],
    heads: [] as Said[],
    rules: [] as Rule[],
  };
  const marks: Mark[] = [];
  const grounds: { x: number; x2: number; y: number; y2: number; fill: string }[] = [];
  let y = 0;
  for (const [i, row] of rows.entries()) {
    if (size !== 'slide' && row.stage !== rows[i - 1]?.stage) {
      y += i === 0 ? 0 : 6;
      grounds.push({ x: 0, x2: width, y, y2: y + 22, fill: colours.faint });
      out.bold.push({ text: stages[row.stage], x: 4, y: y + 11 });
      y += 28;
    }
    const lines = wrap(row.statement, words - 4, text);
    const kept = size === 'slide' && lines.length > 1 ? [shorten(row.statement, words - 8, text)] : lines;
    const top = y;
    for (const part of kept) {
      out.plain.push({ text: part, x: 0, y: y + 8 });
      y += line;
    }
    for (const part of wrap(aboutWords(row, size), words - 4, text)) {
      out.quiet.push({ text: part, x: 0, y: y + 8 });
      y += line;
    }
    const judged = wrap(capital(judgementWords(row)), narrow ? width : track + 8, text, 600);
    const hasTrack = row.distance !== null;
    const start = narrow ? y + 2 : top;
    if (hasTrack) marks.push({ row, y: start + trackHeight / 2 - 1 });
    const below = start + (hasTrack ? trackHeight : 0);
    out.heads.push(...judged.map((part, j) => ({ text: part, x: narrow ? 0 : from - 6, y: below + 8 + j * line })));
    y = Math.max(y, below + judged.length * line) + (size === 'slide' ? 3 : 6);
    out.rules.push({ x: 0, x2: width, y: y - 1, y2: y - 1 });
    y += size === 'slide' ? 2 : 4;
  }
  const heads = [
    { text: 'baseline', x: x(0), y: -10 },
    { text: 'target', x: x(100), y: -10 },
  ];
  return {
    height: y,
    left: 0,
    right: 0,
    top: 24,
    bottom: 0,
    layers: [
      boxesLayer(grounds),
      segmentLayer(out.rules, colours.pale, 0.75),
      ...trackLayers(marks, x),
      centred(heads),
      textLayer([...out.bold, ...out.heads], 600),
      textLayer(out.plain),
      {
        ...textLayer(out.quiet),
        mark: { type: 'text', align: 'left', baseline: 'middle', color: colours.grey },
      } as Layer,
    ],
  };
}

/** What shows a statement, and where that stands; on a slide its stage in place of the indicator, which is in the table. */
function aboutWords(row: Statement, size: Size): string {
  const way = wayWords(row);
  const named =
    size === 'slide'
      ? stages[row.stage].replace(' outcomes', '')
      : (row.title ?? row.indicator?.replaceAll('_', ' ') ?? '');
  return [named, way].filter(Boolean).join(': ');
}

type Said = { text: string; x: number; y: number };
type Rule = { x: number; x2: number; y: number; y2: number };
type Mark = { row: Statement; y: number };

const centred = (values: readonly Said[]): Layer => ({
  data: { values: [...values] },
  mark: { type: 'text', align: 'center', baseline: 'middle' },
  encoding: { x: at('x'), y: at('y'), text: { field: 'text' } },
});

/** Colour and shape say the judgement once more. */
const looks: Partial<Record<Statement['judgement'], { fill: string; shape: string }>> = {
  met: { fill: colours.blue, shape: 'square' },
  on_the_way: { fill: colours.turquoise, shape: 'triangle-right' },
  not_moving: { fill: colours.white, shape: 'circle' },
  away: { fill: colours.orange, shape: 'triangle-left' },
};

function trackLayers(marks: readonly Mark[], x: (percent: number) => number): Layer[] {
  const alongOf =
    ({ baseline, target }: Statement) =>
    (value: number) =>
      (100 * (value - (baseline ?? 0))) / ((target ?? 1) - (baseline ?? 0));
  const tracks = marks.map(({ y }) => ({ x: x(0), x2: x(100), y, y2: y }));
  const posts = marks.flatMap(({ y }) => [0, 100].map((end) => ({ x: x(end), x2: x(end), y: y - 6, y2: y + 6 })));
  const limits = marks.flatMap(({ row, y }) =>
    row.lower95_0cl === null || row.upper95_0cl === null
      ? []
      : [{ x: x(alongOf(row)(row.lower95_0cl)), x2: x(alongOf(row)(row.upper95_0cl)), y, y2: y }],
  );
  const dots = marks.map(({ row, y }) => ({
    x: x(row.distance ?? 0),
    y,
    ...(looks[row.judgement] ?? { fill: colours.noData, shape: 'diamond' }),
  }));
  return [
    segmentLayer(tracks, colours.pale, 3),
    segmentLayer(posts, colours.grey, 1.5),
    segmentLayer(limits, colours.black, 2),
    {
      data: { values: dots },
      mark: { type: 'point', filled: true, size: 95, opacity: 1, stroke: colours.black, strokeWidth: 1 },
      encoding: { x: at('x'), y: at('y'), fill: asIs('fill'), shape: asIs('shape') },
    },
  ];
}

function tableOf(rows: readonly Statement[]): Drawing['table'] {
  return {
    headings: [
      ...['Stage', 'Statement', 'Shown by', 'Baseline', 'Now', 'At least', 'At most', 'Period', 'Target', 'By'],
      ...['Distance, %', 'Judgement'],
    ],
    rows: rows.map((row) => [
      ...[stages[row.stage], row.statement, row.title ?? row.indicator ?? 'nothing named', row.baseline, row.value],
      ...[row.lower95_0cl, row.upper95_0cl, row.period, row.target, row.due, row.distance, judgementWords(row)],
    ]),
  };
}
