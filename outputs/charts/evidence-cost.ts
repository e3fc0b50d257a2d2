/** What is known of the programmes on offer: how sure it is that they help children, and what a place takes. */
import type { CostRating } from '../../models/pathways/ratings.js';
import { costRatings, evidenceOrder, ratingCaveats } from '../../models/pathways/ratings.js';
import { type Drawing, defineChart, type Size } from '../define.js';
import { asIs, at, frame, type Layer, roomFor, type Words } from '../drawing/frame.js';
import { keyHeight, keyLayers, type Sign } from '../drawing/rows.js';
import { colours, shorten, sizes, wrap } from '../drawing/style.js';
import { segmentLayer, textLayer } from '../map/layers.js';
import { levelLooks, levelsIn, levelTitle, ownFoot, type Service } from '../telling/pathway.js';
import { capital, count, counted } from '../telling/words.js';

const costs = Object.keys(costRatings) as CostRating[];

/** A grid of ratings with the services named in it. */
export const evidenceCost = defineChart({
  name: 'evidence-cost',
  title: 'Evidence and cost of the programmes on offer',
  reads: ['mart_assessment', 'mart_service'],
  draw({ mart_assessment: [assessment], mart_service: services }, size) {
    const rated = services.filter((one) => one.evidence !== null);
    if (!assessment || rated.length === 0 || rated.length > 40) return undefined;
    const title = evidenceFinding(services);
    const words: Words = {
      title,
      subtitle: `Ratings in the EIF Guidebook: evidence from NL2 (not level 2) to 4+, * for mixed findings; cost of a place from 1 (${costRatings['1']}) to 5 (${costRatings['5']}). ${ratingCaveats[0]}`,
      foot: ownFoot(assessment, 'the council’s own list of services; ratings as given there'),
    };
    return {
      ...words,
      spec: frame(words, size, size === 'phone' ? listOf(rated, size) : fittingGrid(rated, size, roomFor(words, size))),
      alt: `Grid of ${counted(rated.length, 'service')} by the rating of their evidence and of their cost. ${title}.`,
      table: tableOf(services),
    };
  },
});

const levelOf = (rating: string): string => rating.replace('*', '');

/** How many services give a programme at level 3 or above, where a causal impact can be assumed. */
export function evidenceFinding(services: readonly Service[]): string {
  const rated = services.filter((one) => one.evidence !== null);
  const sure = rated.filter(({ evidence }) => /^[34]/.test(evidence ?? ''));
  const without = services.length - rated.length;
  const rest = without > 0 ? `; ${count(without)} ${without === 1 ? 'has' : 'have'} no rating` : '';
  if (sure.length === 0) return `No service gives a programme rated 3 or above for evidence${rest}`;
  return `${capital(count(sure.length))} of ${counted(services.length, 'service')} ${sure.length === 1 ? 'gives' : 'give'} a programme rated 3 or above for evidence${rest}`;
}

/** Ratings of evidence that occur, the surest first. */
const ratingsIn = (rated: readonly Service[]) =>
  evidenceOrder.toReversed().filter((rating) => rated.some(({ evidence }) => levelOf(evidence ?? '') === rating));

const signsOf = (rated: readonly Service[]): Sign[] =>
  levelsIn(rated).map((level) => ({ ...levelLooks[level], text: levelTitle(level) }));

const nameOf = ({ name, evidence }: Service): string => `${name}${evidence?.endsWith('*') ? '*' : ''}`;

const lineHeight = 17;

/** Where the height is fixed, names have as many lines as it leaves them, those of the surest programmes first. */
function fittingGrid(rated: readonly Service[], size: Size, room?: number) {
  const most = new Map(ratingsIn(rated).map((rating) => [rating as string, room === undefined ? 3 : 1]));
  let grid = gridOf(rated, size, most);
  if (room === undefined) return grid;
  for (const lines of [2, 3])
    for (const rating of most.keys()) {
      const taller = gridOf(rated, size, new Map(most).set(rating, lines));
      if (taller.top + taller.height + taller.bottom > room) continue;
      most.set(rating, lines);
      grid = taller;
    }
  return grid;
}

function gridOf(rated: readonly Service[], size: Size, most: ReadonlyMap<string, number>) {
  const { text, width } = sizes[size];
  const left = 52;
  const columns = [...costs, ...(rated.some(({ cost }) => cost === null || cost === 'NA') ? ['NA'] : [])];
  const column = (width - left) / columns.length;
  const between = size === 'slide' ? 1 : 5;
  const bold: { text: string; x: number; y: number }[] = [];
  const plain: { text: string; x: number; y: number }[] = [];
  const marks: { x: number; y: number; shape: string; fill: string }[] = [];
  const lines: { x: number; y: number; x2: number; y2: number }[] = [];
  let y = 0;
  for (const rating of ratingsIn(rated)) {
    lines.push({ x: -left, y, x2: width - left, y2: y });
    bold.push({ text: rating, x: -left + 4, y: y + 14 });
    const cells = columns.map((cost) =>
      rated.filter((one) => levelOf(one.evidence ?? '') === rating && (one.cost ?? 'NA') === cost),
    );
    const ends = cells.map((cell, j) => {
      // A name runs on over empty cells beside it.
      const next = cells.findIndex((other, k) => k > j && other.length > 0);
      const room = ((next < 0 ? columns.length : next) - j) * column - 22;
      let line = y + 14;
      for (const one of cell) {
        marks.push({ x: j * column + 8, y: line, ...levelLooks[one.level] });
        for (const part of linesOf(nameOf(one), room, text, most.get(rating) ?? 1)) {
          plain.push({ text: part, x: j * column + 18, y: line });
          line += lineHeight;
        }
        line += between;
      }
      return line;
    });
    y = Math.max(y + 24, ...ends.map((end) => end - (between > 1 ? 5 : 8)));
  }
  lines.push({ x: -left, y, x2: width - left, y2: y });
  const heads = columns.map((cost, j) => ({
    text: cost === 'NA' ? 'no cost' : `cost ${cost}`,
    x: j * column + 2,
    y: -30,
  }));
  const money = columns.map((cost, j) => ({
    text: cost === 'NA' ? 'rating' : costRatings[cost as CostRating].replace('£1,000–£2,000', '£1,000–2,000'),
    x: j * column + 2,
    y: -13,
  }));
  const signs = signsOf(rated);
  const top = keyHeight(signs, size) + 44;
  return {
    height: y,
    left,
    right: 0,
    top,
    bottom: 6,
    layers: [
      segmentLayer(lines, colours.pale, 1),
      ...points(marks),
      textLayer([...heads, ...bold], 600),
      textLayer([...money, ...plain]),
      ...keyLayers(signs, size, -left, -top),
    ],
  };
}

/** A text in as many lines as it may have, the last cut where it has more. */
function linesOf(words: string, width: number, text: number, most: number): string[] {
  const lines = wrap(words, width, text);
  return lines.length <= most
    ? lines
    : [...lines.slice(0, most - 1), shorten(lines.slice(most - 1).join(' '), width, text)];
}

/** On a phone the cost stands before the name. */
function listOf(rated: readonly Service[], size: Size) {
  const { text, width } = sizes[size];
  const bold: { text: string; x: number; y: number }[] = [];
  const plain: { text: string; x: number; y: number }[] = [];
  const marks: { x: number; y: number; shape: string; fill: string }[] = [];
  let y = 10;
  for (const rating of ratingsIn(rated)) {
    bold.push({ text: `Evidence ${rating}`, x: 0, y });
    y += 22;
    for (const one of rated) {
      if (levelOf(one.evidence ?? '') !== rating) continue;
      marks.push({ x: 8, y, ...levelLooks[one.level] });
      const cost = one.cost === null || one.cost === 'NA' ? 'no cost rating' : `cost ${one.cost}`;
      for (const part of wrap(`${nameOf(one)}, ${cost}`, width - 24, text)) {
        plain.push({ text: part, x: 20, y });
        y += lineHeight;
      }
      y += 4;
    }
    y += 8;
  }
  const signs = signsOf(rated);
  const top = keyHeight(signs, size) + 4;
  const layers = [...points(marks), textLayer(bold, 600), textLayer(plain), ...keyLayers(signs, size, 0, -top)];
  return { height: y, left: 0, right: 0, top, bottom: 4, layers };
}

const points = (values: readonly { x: number; y: number; shape: string; fill: string }[]): Layer[] => [
  {
    data: { values: values.map(({ x, y, shape, fill }) => ({ x, y, shape, fill })) },
    mark: { type: 'point', filled: true, size: 80, opacity: 1, stroke: colours.ink, strokeWidth: 1 },
    encoding: { x: at('x'), y: at('y'), shape: asIs('shape'), fill: asIs('fill') },
  },
];

function tableOf(services: readonly Service[]): Drawing['table'] {
  return {
    headings: ['Service', 'Organisation', 'Level', 'Evidence', 'Cost', 'Places a year'],
    rows: services.map((one) => [
      one.name,
      one.organisation,
      levelTitle(one.level),
      one.evidence,
      one.cost,
      one.places,
    ]),
  };
}
