/** Services as nodes under their levels: name, places, families they are for, and how many are referred. */
import type { LevelId } from '../../models/pathways/levels.js';
import type { Size } from '../define.js';
import { segmentLayer, textLayer } from '../map/layers.js';
import { levelLooks, levelTitle, places, type Service } from '../telling/pathway.js';
import { count } from '../telling/words.js';
import { boxesLayer, type FilledBox } from './boxes.js';
import { asIs, at, type Layer } from './frame.js';
import { hatchBox } from './heat.js';
import type { Flows } from './pathway-flow.js';
import { colours, needColours, shorten, sizes, textWidth, wrap } from './style.js';

/** How much is said of a service: lines of its name; whether places and referrals have a line each, whether families and bars are there. */
export interface Detail {
  readonly nameLines: number;
  readonly apart: boolean;
  readonly families: boolean;
  readonly bars: boolean;
  /** Services of a level at most. */
  readonly most: number;
}

/** From the fullest to what always fits. */
export function detailsOf(most: number): readonly Detail[] {
  const least = { nameLines: 1, apart: false, families: false, bars: false, most };
  return [
    { ...least, nameLines: 3, apart: true, families: true, bars: true },
    { ...least, nameLines: 2, bars: true },
    { ...least, bars: true },
    ...Array.from({ length: most }, (_, i) => ({ ...least, most: most - i })),
  ];
}

const line = 17;
const situations: Readonly<Record<string, string>> = {
  step: 'step-families',
  kinship: 'kinship carers',
  expectant: 'expecting',
};

/** "separating; separated" as people say it. */
export const familiesOf = ({ situation }: Pick<Service, 'situation'>): string =>
  (situation ?? '')
    .split(';')
    .map((one) => situations[one.trim()] ?? one.trim())
    .filter(Boolean)
    .join(', ');

/** Texts, marks and bars of a diagram, gathered as it grows. */
export class Ink {
  readonly bold: { text: string; x: number; y: number }[] = [];
  readonly plain: { text: string; x: number; y: number }[] = [];
  readonly quiet: { text: string; x: number; y: number }[] = [];
  readonly boxes: FilledBox[] = [];
  readonly marks: { x: number; y: number; shape: string; fill: string }[] = [];
  readonly lines: { x: number; y: number; x2: number; y2: number }[] = [];
  readonly hatched: ReturnType<typeof hatchBox> = [];

  layers(): Layer[] {
    return [
      segmentLayer(this.lines, colours.pale, 1),
      boxesLayer(this.boxes),
      ...(this.hatched.length > 0 ? [segmentLayer(this.hatched, colours.grey, 1)] : []),
      {
        data: { values: this.marks },
        mark: { type: 'point', filled: true, size: 90, opacity: 1, stroke: colours.ink, strokeWidth: 1 },
        encoding: { x: at('x'), y: at('y'), shape: asIs('shape'), fill: asIs('fill') },
      },
      textLayer(this.bold, 600),
      textLayer(this.plain),
      {
        ...textLayer(this.quiet),
        mark: { type: 'text', align: 'left', baseline: 'middle', color: colours.grey },
      } as Layer,
    ];
  }
}

/** Writes a level's heading with its left upper corner at a place; returns where it ends. */
export function headLevel(
  ink: Ink,
  level: LevelId,
  says: readonly string[],
  x: number,
  y: number,
  width: number,
  size: Size,
): number {
  const { text } = sizes[size];
  ink.marks.push({ x: x + 7, y: y + 9, ...levelLooks[level] });
  let at = y + 9;
  for (const part of wrap(levelTitle(level), width - 20, text, 600)) {
    ink.bold.push({ text: part, x: x + 19, y: at });
    at += line;
  }
  for (const part of says.flatMap((one) => wrap(one, width, text))) {
    ink.plain.push({ text: part, x, y: at });
    at += line;
  }
  return at - 4;
}

/** Writes a service; returns where it ends. Bars are at the scale of the bands. */
export function writeService(
  ink: Ink,
  service: Service,
  flows: Flows | undefined,
  { nameLines, apart, families, bars }: Detail,
  [x, y, width]: readonly [number, number, number],
  scale: number,
  size: Size,
): number {
  const { text } = sizes[size];
  ink.lines.push({ x, y, x2: x + width, y2: y });
  let at = y + (bars ? 13 : 11);
  const lines = wrap(service.name, width, text, 600);
  const kept =
    lines.length <= nameLines
      ? lines
      : [...lines.slice(0, nameLines - 1), shorten(lines.slice(nameLines - 1).join(' '), width - 8, text)];
  for (const part of kept) {
    // A word that is wider than its column is cut; bold letters are a little wider.
    ink.bold.push({ text: shorten(part, width * (textWidth(part, text, 600) > width ? 0.93 : 2), text), x, y: at });
    at += line;
  }
  const n = flows?.service(service.service_id);
  for (const part of apart ? saidOf(service, n, 'referred') : [togetherOf(service, n, width, text)])
    for (const piece of wrap(part, width, text)) {
      ink.plain.push({ text: piece, x, y: at });
      at += line;
    }
  for (const part of families ? wrap(familiesOf(service), width, text) : []) {
    ink.quiet.push({ text: part, x, y: at });
    at += line;
  }
  if (n !== undefined && bars) at = barOf(ink, n, x, at - 5, width, scale) + 6;
  return at - (bars ? 2 : 4);
}

/** "240 places", "129 referred"; nothing of referrals where none are known. */
function saidOf({ places: all }: Service, n: number | null | undefined, word: string): string[] {
  const offered = all === null ? 'places not said' : `${places(all)} places`;
  return [
    offered,
    ...(n === undefined
      ? []
      : [n === null ? (word === 'ref.' ? 'withheld' : `${word}: withheld`) : `${places(n)} ${word}`]),
  ];
}

/** In one line, in the longest words that fit. */
function togetherOf(service: Service, n: number | null | undefined, width: number, text: number): string {
  const ways = ['referred', 'ref.'].map((word) => saidOf(service, n, word).join(', '));
  return ways.find((words) => textWidth(words, text) <= width) ?? shorten(ways[1] ?? '', width, text);
}

function barOf(ink: Ink, n: number | null, x: number, y: number, width: number, scale: number): number {
  const box = { x, x2: x + Math.min(width, n === null ? 9 : n * scale), y, y2: y + 7 };
  if (n === null) ink.hatched.push(...hatchBox(box, 'rising'));
  else if (n > 0) ink.boxes.push({ ...box, fill: needColours[1] });
  return y + 7;
}

/** What is said of services there is no room for. */
export const moreWords = (n: number): string => `and ${count(n)} more`;
