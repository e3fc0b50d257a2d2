/** Who refers, and to which level: blocks above, bands as wide as referrals are many, and where they land. */
import type { MartRow } from '../../models/marts.js';
import type { LevelId } from '../../models/pathways/levels.js';
import type { Size } from '../define.js';
import { segmentLayer } from '../map/layers.js';
import { capital } from '../telling/words.js';
import { type Band, bandLayer, boxesLayer } from './boxes.js';
import type { Layer } from './frame.js';
import { hatchBox } from './heat.js';
import { colours, needColours, shorten, sizes, textWidth } from './style.js';

export type FlowRow = MartRow<'mart_flow'>;

/** Flows between referrers and levels that are in the list of services. */
export interface Flows {
  readonly all: number;
  readonly period: string;
  readonly referrers: readonly { readonly name: string; readonly n: number | null }[];
  readonly received: (level: LevelId) => number | null;
  readonly way: (referrer: string, level: LevelId) => number | null;
  readonly service: (id: string) => number | null;
  /** Referrals whose service is in no list. */
  readonly astray: number | null;
  readonly withheld: boolean;
}

/** Undefined where no referral names a service of the list. */
export function flowsIn(rows: readonly FlowRow[]): Flows | undefined {
  const find = (step: FlowRow['step'], key: 'referrer' | 'level' | 'service_id', name: string) =>
    rows.find((row) => row.step === step && row[key] === name);
  const all = rows.find(({ step }) => step === 'all');
  const known = rows.some(({ step, level, referrals }) => step === 'level' && level !== 'not_said' && referrals !== 0);
  if (!all || all.referrals === null || !known) return undefined;
  const ways = new Map(
    rows.flatMap((row) =>
      row.step === 'referrer_to_level' ? [[`${row.referrer} ${row.level}`, row.referrals] as const] : [],
    ),
  );
  return {
    all: all.referrals,
    period: all.period,
    referrers: rows
      .flatMap((row) => (row.step === 'referrer' ? [{ name: row.referrer, n: row.referrals }] : []))
      .sort((a, b) => (b.n ?? 0) - (a.n ?? 0) || (a.name < b.name ? -1 : 1)),
    received: (level) => find('level', 'level', level)?.referrals ?? (find('level', 'level', level) ? null : 0),
    way: (referrer, level) => (ways.has(`${referrer} ${level}`) ? (ways.get(`${referrer} ${level}`) ?? null) : 0),
    service: (id) => find('service', 'service_id', id)?.referrals ?? (find('service', 'service_id', id) ? null : 0),
    astray: find('level', 'level', 'not_said')?.referrals ?? 0,
    withheld: rows.some(({ status }) => status === 'withheld'),
  };
}

export interface Block {
  readonly name: string;
  readonly says: string;
  /** Where its slot and its block start; the block ends where its referrals do. */
  readonly slot: number;
  readonly x: number;
  readonly width: number;
}

const [gap, longestName] = [16, 170];
/** What is drawn for a number that is withheld. */
const nominal = 9;

/** Blocks side by side at so many pixels a referral: narrowed until they fit, and the last left out where names are too many. */
export function blocksOf(flows: Flows, levels: readonly LevelId[], width: number, column: number, size: Size) {
  const most = Math.max(1, ...levels.map((level) => flows.received(level) ?? 0));
  let scale = column / most;
  for (let shown = flows.referrers.length; shown > 0; shown--)
    for (let k = scale; k > scale / 8; k *= 0.94) {
      const blocks = layOut(flows, levels, shown, k, size);
      const last = blocks.at(-1);
      const end = last ? last.slot + slotOf(last, size) : 0;
      if (end <= width) {
        scale = k;
        return { blocks: spread(blocks, width - end), scale };
      }
    }
  return { blocks: [] as Block[], scale };
}

function layOut(flows: Flows, levels: readonly LevelId[], shown: number, k: number, size: Size): Block[] {
  let x = 0;
  return flows.referrers.slice(0, shown).map(({ name, n }) => {
    const known = levels.reduce((sum, level) => sum + (flows.way(name, level) ?? 0), 0);
    const width = n === null ? known * k + nominal : n * k;
    const says = n === null ? 'withheld' : n.toLocaleString('en-GB');
    const block = { name: shorten(capital(name), longestName, sizes[size].text), says, slot: x, x, width };
    x += slotOf(block, size) + gap;
    return block;
  });
}

/** A block's number stands under its name, beside it where heights are fixed. */
function slotOf({ name, says, width }: Block, size: Size): number {
  const { text } = sizes[size];
  const [named, said] = [textWidth(name, text, 600), textWidth(says, text)];
  return Math.max(width, size === 'slide' ? named + said + 5 : Math.max(named, said));
}

/** What room is left goes between the blocks. */
const spread = (blocks: readonly Block[], left: number): Block[] =>
  blocks.map((block, i) => {
    const by = blocks.length > 1 ? (left * i) / (blocks.length - 1) : left / 2;
    return { ...block, slot: block.slot + by, x: block.x + by };
  });

/** Blocks, bands and landings between two heights. Bands of one referrer stand in the order of levels, and land in the order of referrers. */
export function flowLayers(
  flows: Flows,
  blocks: readonly Block[],
  columns: readonly { readonly level: LevelId; readonly x: number }[],
  scale: number,
  [top, bottom]: readonly [number, number],
): Layer[] {
  const thick = 7;
  const bands: Band[] = [];
  const landed = new Map(columns.map(({ level, x }) => [level, x]));
  const hatched: ReturnType<typeof hatchBox> = [];
  for (const [i, block] of blocks.entries()) {
    let from = block.x;
    for (const { level } of columns) {
      const n = flows.way(flows.referrers[i]?.name ?? '', level) ?? 0;
      const to = landed.get(level) ?? 0;
      if (n === 0) continue;
      bands.push({ from, to, width: n * scale });
      from += n * scale;
      landed.set(level, to + n * scale);
    }
    if (block.x + block.width - from > 1)
      hatched.push(...hatchBox({ x: from, x2: block.x + block.width, y: top, y2: top + thick }, 'rising'));
  }
  const landings = columns.flatMap(({ level, x }) => {
    const n = flows.received(level);
    const end = landed.get(level) ?? x;
    const width = n === null ? end - x + nominal : n * scale;
    if (x + width - end > 1)
      hatched.push(...hatchBox({ x: end, x2: x + width, y: bottom - thick, y2: bottom }, 'rising'));
    return width > 0 ? [{ x, x2: x + width, y: bottom - thick, y2: bottom, fill: colours.noData }] : [];
  });
  const starts = blocks.map(({ x, width }) => ({ x, x2: x + width, y: top, y2: top + thick, fill: colours.noData }));
  const solid = bands.flatMap(({ from, to, width }) => [
    { x: from, x2: from + width, y: top, y2: top + thick, fill: needColours[1] },
    { x: to, x2: to + width, y: bottom - thick, y2: bottom, fill: needColours[1] },
  ]);
  const largestFirst = [...bands].sort((a, b) => b.width - a.width);
  return [
    bandLayer(largestFirst, top + thick, bottom - thick, needColours[3], needColours[2]),
    boxesLayer([...starts, ...landings]),
    boxesLayer(solid),
    ...(hatched.length > 0 ? [segmentLayer(hatched, colours.grey, 1)] : []),
  ];
}
