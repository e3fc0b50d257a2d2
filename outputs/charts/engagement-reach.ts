/** How far messages to parents went, channel by channel: small bars of each count over time, and what came of them. */

import { type Drawing, defineChart, type Size } from '../define.js';
import { boxesLayer, type FilledBox } from '../drawing/boxes.js';
import { frame, roomFor, type Words } from '../drawing/frame.js';
import { colours, needColours, shorten, sizes, textWidth, wrap } from '../drawing/style.js';
import { segmentLayer, textLayer } from '../map/layers.js';
import {
  baseOf,
  type Channel,
  figures,
  isGiven,
  type Measure,
  measures,
  type Reached,
  rateOf,
  reachFinding,
  type Table,
  tableRows,
  tallest,
} from '../telling/engagement.js';
import { ownFoot } from '../telling/pathway.js';
import { capital, count, counted, decimal } from '../telling/words.js';

const mostChannels = 12;

/** A row a channel, a column a count. */
export const engagementReach = defineChart({
  name: 'engagement-reach',
  title: 'How far messages to parents went, by channel',
  reads: ['mart_assessment', 'mart_engagement'],
  draw({ mart_assessment: [assessment], mart_engagement: rows }, size) {
    const table = tableRows(rows);
    if (!assessment || table.channels.length === 0) return undefined;
    const { periods } = table;
    const title = reachFinding(rows);
    const span = periods.length === 1 ? periods[0] : `${periods[0]} to ${periods.at(-1)}`;
    const wordsOf = (shown: number): Words => ({
      title,
      subtitle: `Messages to parents, ${assessment.area_name}, ${span}; the number is the newest. As each channel counts: people in several are in each, so channels are not added up, and rates out of different things are not compared.${shown < table.channels.length ? ` The first ${count(shown)} of ${count(table.channels.length)} channels.` : ''}`,
      foot: ownFoot(assessment, 'the council’s own records of its campaigns'),
    });
    const room = roomFor(wordsOf(1), size);
    const fitting = room === undefined ? mostChannels : Math.floor((room - 46) / pitchOf(size));
    const channels = table.channels.slice(0, Math.max(2, Math.min(mostChannels, fitting)));
    const words = wordsOf(channels.length);
    return {
      ...words,
      spec: frame(words, size, size === 'phone' ? listOf(table, channels, size) : gridOf(table, channels, size)),
      alt: `Small bars over time of how far messages went in ${counted(table.channels.length, 'channel')}. ${title}.`,
      table: twin(rows),
    };
  },
});

const pitchOf = (size: Size): number => (size === 'slide' ? 46 : 58);

/** What is said of the newest figure; nothing where none was given. */
function saidOf({ rows }: Channel, measure: Measure): string {
  const last = rows.findLast((row) => row !== undefined);
  const value = last?.[measure] ?? null;
  if (value === null) return '';
  return measure === 'rate' ? `${decimal(value, 1)} per 100` : figures(value);
}

/** Bars of one cell standing on a line: the newest dark. */
function barsOf(
  table: Table,
  channel: Channel,
  measure: Measure,
  [x, y, width, height]: readonly [number, number, number, number],
) {
  const pitch = Math.min(13, width / table.periods.length);
  const [given, most] = [isGiven(channel.rows, measure), tallest(table, channel, measure)];
  const boxes: FilledBox[] = [];
  for (const [i, row] of channel.rows.entries()) {
    if (!row || !given) continue;
    const [left, right] = [x + i * pitch, x + (i + 1) * pitch - 2];
    const value = row[measure];
    if (value === null) continue;
    const tall = Math.max(1, (height * value) / most);
    boxes.push({ x: left, x2: right, y: y - tall, y2: y, fill: needColours[i === table.periods.length - 1 ? 0 : 3] });
  }
  const line = given ? [{ x, y, x2: x + pitch * table.periods.length - 2, y2: y }] : [];
  return { boxes, line };
}

function gridOf(table: Table, channels: readonly Channel[], size: Size) {
  const { width, text } = sizes[size];
  const pitch = pitchOf(size);
  const left = Math.ceil(
    Math.min(Math.max(...channels.map(({ name }) => textWidth(name, text, 600))) + 14, width * 0.28),
  );
  const column = (width - left) / table.shown.length;
  const cells = channels.flatMap((channel, i) =>
    table.shown.map((measure, j) => {
      const [x, y] = [j * column, i * pitch];
      const bars = barsOf(table, channel, measure, [x, y + pitch - 8, column - 16, pitch - 30]);
      const words = [{ text: saidOf(channel, measure), x, y: y + 10 }];
      return { ...bars, words };
    }),
  );
  const names = channels.map(({ name, rows }, i) => ({
    text: shorten(name, left - 12, text),
    x: -left,
    y: i * pitch + 10,
    rate: baseOf(rows),
  }));
  const rules = channels
    .slice(1)
    .map((_, i) => ({ x: -left, y: (i + 1) * pitch - 2, x2: width - left, y2: (i + 1) * pitch - 2 }));
  return {
    height: channels.length * pitch,
    left,
    right: 0,
    top: 42,
    bottom: 2,
    layers: [
      textLayer(
        table.shown.flatMap((measure, j) =>
          wrap(measures[measure], column - 8, text).map((line, k, lines) => ({
            text: line,
            x: j * column,
            y: -12 - 17 * (lines.length - 1 - k),
          })),
        ),
      ),
      segmentLayer(rules, colours.pale, 1),
      textLayer(names, 600),
      textLayer(
        names.flatMap(({ x, y, rate }) =>
          wrap(rate ? `rate per 100 ${rateOf[rate]}` : '', left - 8, text).map((line, j) => ({
            text: line,
            x,
            y: y + 17 * (j + 1),
          })),
        ),
      ),
      ...inked(cells),
    ],
  };
}

const inked = (
  cells: readonly (ReturnType<typeof barsOf> & { words: readonly { text: string; x: number; y: number }[] })[],
) => [
  boxesLayer(cells.flatMap(({ boxes }) => boxes)),
  segmentLayer(
    cells.flatMap(({ line }) => line),
    colours.grey,
    0.75,
  ),
  textLayer(cells.flatMap(({ words }) => words.filter(({ text }) => text !== ''))),
];

/** On a phone a line for each count of a channel. */
function listOf(table: Table, channels: readonly Channel[], size: Size) {
  const { width, text } = sizes[size];
  const bold: { text: string; x: number; y: number }[] = [];
  const cells: Parameters<typeof inked>[0][number][] = [];
  let y = 0;
  for (const channel of channels) {
    bold.push({ text: shorten(channel.name, width, text), x: 0, y: y + 10 });
    y += 22;
    for (const measure of table.shown) {
      const says = saidOf(channel, measure);
      if (says === '') continue;
      const bars = barsOf(table, channel, measure, [128, y + 18, 110, 18]);
      const rate = baseOf(channel.rows);
      const named = measure === 'rate' && rate ? `Per 100 ${rateOf[rate]}` : measures[measure];
      const words = [
        { text: named, x: 0, y: y + 10 },
        { text: measure === 'rate' ? says.replace(' per 100', '') : says, x: 246, y: y + 10 },
      ];
      cells.push({ ...bars, words });
      y += 24;
    }
    y += 12;
  }
  return { height: y, left: 0, right: 0, top: 0, bottom: 0, layers: [textLayer(bold, 600), ...inked(cells)] };
}

function twin(rows: readonly Reached[]): Drawing['table'] {
  return {
    headings: [
      ...['Channel', 'Period', 'Views', 'People reached', 'Times shown', 'Engagements'],
      ...['Engagements per 100', 'Out of'],
    ],
    rows: rows.map((row) => [
      ...[row.channel, row.period, row.views, row.reach, row.impressions, row.engagements, row.rate],
      ...[row.rate_of ? capital(rateOf[row.rate_of]) : null],
    ]),
  };
}
