/** What early-help assessments say over time: a small picture for each question, with its interval. */
import { earlyHelpQuestions } from '../../models/pathways/early-help.js';
import { type Drawing, defineChart, type Size } from '../define.js';
import { frame, type Layer, roomFor, type Words } from '../drawing/frame.js';
import { bandLayer, dots, lineLayer, type Panel, rules, texts } from '../drawing/panels.js';
import { colours, shorten, sizes, textWidth } from '../drawing/style.js';
import { type EarlyHelp, movedWay, questionsFinding, questionsOf, type Share } from '../telling/early-help.js';
import { signed } from '../telling/outcome.js';
import { ownFoot } from '../telling/pathway.js';
import { decimal } from '../telling/words.js';

type Series = ReturnType<typeof questionsOf>[number];

/** Of one authority, with two periods or more. */
export const earlyHelpOverTime = defineChart({
  name: 'early-help-questions',
  title: 'What early-help assessments say over time',
  reads: ['mart_assessment', 'mart_early_help'],
  draw({ mart_assessment: [assessment], mart_early_help: rows }, size) {
    const all = questionsOf(rows).filter(({ shares }) => shares.length > 1);
    if (!assessment || all.length === 0) return undefined;
    const words: Words = {
      title: questionsFinding(rows),
      subtitle: `Per cent of early-help assessments, ${assessment.area_name}, by period, with 95% intervals; all pictures have one scale. What is not asked is not found: more can mean better practice.`,
      foot: ownFoot(assessment, 'the council’s own early-help assessments'),
    };
    return {
      ...words,
      spec: frame(words, size, plotOf(all, size, roomFor(words, size))),
      alt: `Line charts of what early-help assessments say, by period. ${words.title}.`,
      table: tableOf(rows),
    };
  },
});

function plotOf(all: readonly Series[], size: Size, room: number | undefined) {
  const { width, text } = sizes[size];
  const columns = size === 'phone' || all.length === 1 ? 1 : 2;
  const gap = 28;
  const lines = Math.ceil(all.length / columns);
  const words = 3.8 * (text + 4);
  const usual = size === 'phone' ? 90 : 112;
  const height = room === undefined ? usual : Math.max(30, Math.min(usual, (room + 10) / lines - words));
  const panel = { width: (width - gap * (columns - 1)) / columns, height };
  const pitch = height + words;
  const most = Math.max(...all.flatMap(({ shares }) => shares.map((share) => share.upper95_0cl)));
  const top = Math.min(100, 10 * Math.ceil((most + 2) / 10));
  const layers = all.flatMap((series, i) => {
    const x = (i % columns) * (panel.width + gap);
    const y = Math.floor(i / columns) * pitch + 2 * (text + 4);
    return panelLayers(series, { x, y, ...panel }, top, text);
  });
  return { height: lines * pitch - 10, left: 0, right: 0, top: 0, bottom: 0, layers };
}

function panelLayers({ id, shares }: Series, panel: Panel, top: number, text: number): Layer[] {
  const [first, last] = [shares[0], shares.at(-1)];
  if (!first || !last) return [];
  const room = 48;
  const px = (i: number) => panel.x + 5 + (i / (shares.length - 1)) * (panel.width - room);
  const py = (value: number) => panel.y + panel.height * (1 - value / top);
  const base = panel.y + panel.height;
  const line = shares.map(({ value }, i) => ({ x: px(i), y: py(value), order: i }));
  const half = textWidth(last.period, text) / 2;
  return [
    rules([{ x: panel.x, y: base, x2: panel.x + panel.width - room + 8, y2: base }], colours.grey, 1),
    bandLayer(shares.map((share, i) => ({ x: px(i), y: py(share.upper95_0cl), y2: py(share.lower95_0cl) }))),
    lineLayer(line, colours.blue),
    dots(line),
    texts(
      [
        {
          words: shorten(earlyHelpQuestions[id].short, panel.width - 8, text),
          x: panel.x,
          y: panel.y - 1.5 * (text + 4),
        },
        { words: `${decimal(last.value, 0)}%`, x: px(shares.length - 1) + 7, y: py(last.value) },
        { words: `${decimal(first.value, 0)}%`, x: panel.x, y: py(first.upper95_0cl) - 11 },
      ],
      'left',
      600,
    ),
    texts([
      { words: verdictOf(last), x: panel.x, y: panel.y - 0.45 * (text + 4) },
      { words: first.period, x: panel.x, y: base + 10 },
    ]),
    texts(
      [{ words: last.period, x: Math.min(px(shares.length - 1), panel.x + panel.width - half), y: base + 10 }],
      'center',
    ),
  ];
}

/** How far the newest is from the first, where that can be told. */
function verdictOf(last: Share): string {
  if (movedWay(last) === 0) return `no clear change since ${last.first_period}`;
  const [low, high] = [last.change_lower95_0cl ?? 0, last.change_upper95_0cl ?? 0];
  return `${signed(last.change ?? 0, 0)} points (${signed(low, 0)} to ${signed(high, 0)}) since ${last.first_period}`;
}

function tableOf(rows: readonly EarlyHelp[]): Drawing['table'] {
  return {
    headings: [
      'Question',
      'Period',
      'Assessments',
      'Yes',
      '%',
      'Lower 95%',
      'Upper 95%',
      'Points since the first',
      'Status',
    ],
    rows: rows
      .filter(({ area_level }) => area_level === 'authority')
      .map((row) => [
        ...[earlyHelpQuestions[row.question].short, row.period, row.assessments, row.yes],
        ...[row.value, row.lower95_0cl, row.upper95_0cl, row.change, row.status],
      ]),
  };
}
