/** How far training has reached: of those in scope, how many are trained, team by team, now and before. */
import type { MartRow } from '../../models/marts.js';
import { type Drawing, defineChart, type Size } from '../define.js';
import { boxesLayer } from '../drawing/boxes.js';
import { asIs, at, frame, type Layer, roomFor, type Words } from '../drawing/frame.js';
import { keyHeight, keyLayers, type Sign } from '../drawing/rows.js';
import { colours, shorten, sizes, textWidth } from '../drawing/style.js';
import { segmentLayer, textLayer } from '../map/layers.js';
import { ownFoot } from '../telling/pathway.js';
import { capital, count, counted, decimal } from '../telling/words.js';

type Trained = MartRow<'mart_workforce'>;
type Known = Trained & { readonly value: number; readonly lower95_0cl: number; readonly upper95_0cl: number };

const isKnown = (row: Trained): row is Known =>
  row.value !== null && row.lower95_0cl !== null && row.upper95_0cl !== null;
const most = 18;

/** A row a team, all teams first: shares with intervals, champions, confidence. */
export const workforceReach = defineChart({
  name: 'workforce-reach',
  title: 'Staff who are trained, by team',
  reads: ['mart_assessment', 'mart_workforce'],
  draw({ mart_assessment: [assessment], mart_workforce: all }, size) {
    const teams = teamsOf(all);
    if (!assessment || teams.length === 0) return undefined;
    const title = trainedFinding(all);
    const withheld = new Set(all.filter((row) => row.status === 'withheld').map(({ team }) => team)).size;
    const wordsOf = (shown: number): Words => ({
      title,
      subtitle: `Per cent of staff in scope who are trained, ${assessment.area_name}, ${teams[0]?.now.period}, with 95% intervals; hollow: earlier periods. Confidence before and after training: means as given, without intervals.${withheld > 0 ? ` Not shown where few are in scope or trained: ${counted(withheld, 'team')}.` : ''}${shown < teams.length ? ` The first ${count(shown)} of ${count(teams.length)} rows.` : ''}`,
      foot: ownFoot(assessment, 'the council’s own records of training'),
    });
    const room = roomFor(wordsOf(1), size);
    const fitting = room === undefined ? most : Math.floor((room - 70) / pitchOf(size));
    const rows = teams.slice(0, Math.max(2, Math.min(most, fitting)));
    const words = wordsOf(rows.length);
    return {
      ...words,
      spec: frame(words, size, plotOf(rows, size)),
      alt: `Dot plot of the share of staff trained in ${counted(teams.length, 'row')} of teams, with intervals, and of earlier periods. ${title}.`,
      table: tableOf(all),
    };
  },
});

interface Team {
  readonly team: string;
  readonly now: Known;
  readonly before: readonly Known[];
}

/** Teams of the newest period, all of them together first, then the furthest. */
function teamsOf(rows: readonly Trained[]): Team[] {
  const known = rows.filter(isKnown);
  const last = known.reduce((period, row) => (row.period > period ? row.period : period), '');
  return known
    .filter(({ period }) => period === last)
    .sort((a, b) => Number(b.all_teams) - Number(a.all_teams) || b.value - a.value || (a.team < b.team ? -1 : 1))
    .map((now) => ({
      team: now.team,
      now,
      before: known.filter((row) => row.all_teams === now.all_teams && row.team === now.team && row.period < last),
    }));
}

/** How many of all teams are trained; that it rose or fell only where the intervals do not meet. */
export function trainedFinding(rows: readonly Trained[]): string {
  const all = rows
    .filter((row): row is Known => row.all_teams && isKnown(row))
    .sort((a, b) => (a.period < b.period ? -1 : 1));
  const [first, last] = [all[0], all.at(-1)];
  if (!first || !last) return 'How many staff are trained is withheld';
  const said = (row: Known) => `${decimal(row.value, 0)}%`;
  const rose = last.lower95_0cl > first.upper95_0cl;
  const fell = last.upper95_0cl < first.lower95_0cl;
  const from = rose || fell ? `, ${rose ? 'up' : 'down'} from ${said(first)} in ${first.period}` : '';
  return `${figures(last.trained)} of ${figures(last.in_scope)} staff in scope (${said(last)}) were trained by ${last.period}${from}`;
}

const figures = (n: number | null): string => (n ?? 0).toLocaleString('en-GB');

/** On a phone a row has three lines of words, then the marks. */
const pitchOf = (size: Size): number => (size === 'phone' ? 84 : size === 'slide' ? 25 : 30);

function plotOf(rows: readonly Team[], size: Size) {
  const { width, text } = sizes[size];
  const narrow = size === 'phone';
  const [pitch, says] = [pitchOf(size), rows.map(({ now }) => saidOf(now))];
  const names = Math.ceil(Math.min(Math.max(...rows.map(({ team }) => textWidth(team, text, 600))) + 12, width * 0.3));
  const reach = (words: readonly string[], head: string) =>
    Math.ceil(Math.max(textWidth(head, text), ...words.map((one) => textWidth(one, text)))) + 14;
  const champions = rows.map(({ now }) => (now.champions === null ? '–' : figures(now.champions)));
  const surer = rows.map(({ now }) => confidenceOf(now));
  const columns = [
    { head: 'Trained', says, wide: reach(says, 'Trained') },
    { head: 'Champions', says: champions, wide: reach(champions, 'Champions') },
    { head: 'Confidence', says: surer, wide: reach(surer, 'Confidence') },
  ];
  const left = narrow ? 12 : names;
  const right = narrow ? 22 : columns.reduce((sum, { wide }) => sum + wide, 0) + 4;
  const plot = width - left - right;
  const x = (value: number): number => (plot * value) / 100;
  const middle = (i: number): number => i * pitch + (narrow ? 65 : pitch / 2);
  const signs: Sign[] = [{ text: 'Newest period', fill: colours.blue, shape: 'circle' }];
  if (rows.some(({ before }) => before.length > 0))
    signs.push({ text: 'Earlier', fill: colours.white, shape: 'circle' });
  const top = keyHeight(signs, size) + (narrow ? 4 : 26);
  const height = rows.length * pitch;
  const ticks = plot < 165 ? [0, 50, 100] : [0, 25, 50, 75, 100];
  const ground = rows.flatMap(({ now }, i) =>
    now.all_teams ? [{ x: -left, x2: width - left, y: i * pitch, y2: (i + 1) * pitch, fill: colours.faint }] : [],
  );
  let column = plot + 18;
  const besides = columns.flatMap(({ head, says, wide }) => {
    const at = column;
    column += wide;
    return [{ text: head, x: at, y: -12 }, ...says.map((words, i) => ({ text: words, x: at, y: middle(i) }))];
  });
  return {
    height,
    left,
    right,
    top,
    bottom: 22,
    layers: [
      boxesLayer(ground),
      segmentLayer(
        ticks.flatMap((t) =>
          narrow
            ? rows.map((_, i) => ({ x: x(t), y: middle(i) - 9, x2: x(t), y2: middle(i) + 9 }))
            : [{ x: x(t), y: 0, x2: x(t), y2: height }],
        ),
        colours.pale,
        1,
      ),
      centred(ticks.map((t) => ({ text: `${t}%`, x: x(t), y: height + 12 }))),
      textLayer(
        rows.map(({ team }, i) => ({
          text: shorten(team, narrow ? width : names - 10, text),
          x: -left,
          y: narrow ? i * pitch + 11 : middle(i),
        })),
        600,
      ),
      ...(narrow
        ? [
            textLayer(
              rows.flatMap(({ now }, i) =>
                phoneWords(now).map((words, j) => ({ text: words, x: -left, y: i * pitch + 29 + 17 * j })),
              ),
            ),
          ]
        : [textLayer(besides)]),
      ...markLayers(rows, x, middle),
      ...keyLayers(signs, size, -left, -top),
    ],
  };
}

const saidOf = ({ trained, in_scope, value, lower95_0cl, upper95_0cl }: Known): string =>
  `${figures(trained)} of ${figures(in_scope)}: ${decimal(value, 0)}% (${decimal(lower95_0cl, 0)}–${decimal(upper95_0cl, 0)})`;

const confidenceOf = ({ confidence_before: before, confidence_after: after }: Known): string =>
  before === null || after === null ? '–' : `${decimal(before, 1)} to ${decimal(after, 1)}`;

function phoneWords(now: Known): string[] {
  const champions =
    now.champions === null ? [] : [`${figures(now.champions)} ${now.champions === 1 ? 'champion' : 'champions'}`];
  const surer = confidenceOf(now) === '–' ? [] : [`confidence ${confidenceOf(now)}`];
  return [saidOf(now), capital([...champions, ...surer].join(', '))];
}

const centred = (values: readonly { text: string; x: number; y: number }[]): Layer => ({
  data: { values: [...values] },
  mark: { type: 'text', align: 'center', baseline: 'middle' },
  encoding: { x: at('x'), y: at('y'), text: { field: 'text' } },
});

function markLayers(rows: readonly Team[], x: (value: number) => number, y: (i: number) => number): Layer[] {
  const now = rows.map((row, i) => ({ ...row.now, x: x(row.now.value), y: y(i) }));
  const dots = [
    ...rows.flatMap(({ before }, i) =>
      before.map(({ value }) => ({ x: x(value), y: y(i), fill: colours.white, size: 42 })),
    ),
    ...now.map((one) => ({ x: one.x, y: one.y, fill: colours.blue, size: 95 })),
  ];
  return [
    segmentLayer(
      now.map((one) => ({ x: x(one.lower95_0cl), y: one.y, x2: x(one.upper95_0cl), y2: one.y })),
      colours.blue,
      2,
    ),
    {
      data: { values: dots },
      mark: { type: 'point', shape: 'circle', filled: true, opacity: 1, stroke: colours.blue, strokeWidth: 1.25 },
      encoding: {
        x: at('x'),
        y: at('y'),
        fill: asIs('fill'),
        size: { field: 'size', type: 'quantitative', scale: null, legend: null },
      },
    },
  ];
}

function tableOf(rows: readonly Trained[]): Drawing['table'] {
  return {
    headings: [
      ...['Team', 'Period', 'In scope', 'Trained', 'Trained, %', 'At least', 'At most', 'Champions'],
      ...['Confidence before', 'Confidence after', 'Status'],
    ],
    rows: rows.map((row) => [
      ...[row.team, row.period, row.in_scope, row.trained, row.value, row.lower95_0cl, row.upper95_0cl, row.champions],
      ...[row.confidence_before, row.confidence_after, row.status],
    ]),
  };
}
