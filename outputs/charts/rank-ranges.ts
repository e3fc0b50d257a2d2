/** How sure each rank is: where a ward stands, how far chance and weights could move it, and who stays on top whatever is done. */

import type { MartRow } from '../../models/marts.js';
import { type Drawing, defineChart, type Reading, type Size } from '../define.js';
import { asIs, frame, type Layer, roomFor, type Words } from '../drawing/frame.js';
import { keyHeight, keyLayers, labelRoom, mostRows, nameRows, rowHeight, type Sign } from '../drawing/rows.js';
import { colours, needColours, sizes, textWidth } from '../drawing/style.js';
import { footOf, publishersOf } from '../telling/foot.js';
import { inIndex, qualityAfter, qualityOf } from '../telling/quality.js';
import { byRank, fifthOf, labelsOf } from '../telling/wards.js';
import { capital, count, counted, indexName } from '../telling/words.js';

const reads = ['mart_assessment', 'mart_index', 'mart_indicator_list', 'mart_alternative_list'] as const;
type Rows = Reading<(typeof reads)[number]>;
type IndexRow = MartRow<'mart_index'>;
type Ward = IndexRow & {
  readonly rank: number;
  readonly rank_low: number;
  readonly rank_high: number;
  readonly label: string;
};

/** A dot at each ward's rank on a bar from the 5 % to the 95 % quantile of its ranks. */
export const rankRanges = defineChart({
  name: 'rank-ranges',
  title: 'How far each ward’s rank could move',
  reads,
  draw(rows, size) {
    const assessment = rows.mart_assessment[0];
    const wards = wardsOf(rows.mart_index);
    // Of fewer than five wards there is no fifth to stay in.
    if (!assessment || wards.length < 5) return undefined;
    const ways = rows.mart_alternative_list.length;
    const title = stayingFinding(wards, ways);
    const foot = footOf(
      assessment,
      publishersOf(rows.mart_indicator_list),
      '',
      qualityOf(inIndex(rows.mart_indicator_list)),
    );
    const words = (shown: number): Words => ({ title, subtitle: subtitleOf(assessment, wards, ways, shown), foot });
    const signs = keyOf(wards, ways);
    const shown = mostRows(wards.length, size, roomFor(words(1), size), 60 + keyHeight(signs, size));
    const drawn = words(shown);
    return {
      ...drawn,
      spec: frame(drawn, size, plotOf(wards, shown, signs, size, ways > 0)),
      alt: `Chart of the rank of each ward in ${assessment.area_name} on the ${indexName(assessment.index_title)}, highest need first, with a bar for how far it could move. ${title}.${qualityAfter(inIndex(rows.mart_indicator_list))}`,
      table: tableOf(wards),
    };
  },
});

function wardsOf(index: readonly IndexRow[]): Ward[] {
  const labels = labelsOf(index);
  return byRank(index).flatMap((row) => {
    const { rank, rank_low, rank_high } = row;
    if (rank === null || rank_low === null || rank_high === null) return [];
    return [{ ...row, rank, rank_low, rank_high, label: labels.get(row.ward) ?? row.ward_name }];
  });
}

const inTopFifth = (ward: Ward): boolean => fifthOf(ward) === 0;

/** Who keeps a place in the highest fifth: by every other way where there are any, otherwise in nine of ten draws. */
export function stayingFinding(wards: readonly (IndexRow & { readonly label: string })[], ways: number): string {
  const top = wards.filter((ward) => fifthOf(ward) === 0);
  const stay = top.filter((ward) => (ways > 0 ? ward.always_top_fifth : (ward.p_top_fifth ?? 0) >= 0.9));
  const how = ways > 0 ? 'whichever way the index is made' : 'in 9 of 10 draws';
  const names = top.length === 1 ? 'The one ward' : top.length === 2 ? 'Both wards' : `All ${count(top.length)} wards`;
  const fifth = 'in the highest fifth';
  if (stay.length === top.length) return `${names} ${fifth} ${top.length === 1 ? 'stays' : 'stay'} there ${how}`;
  if (stay.length === 0) return `No ward ${fifth} stays there ${how}`;
  return `${capital(count(stay.length))} of the ${counted(top.length, 'ward')} ${fifth} ${stay.length === 1 ? 'stays' : 'stay'} there ${how}`;
}

function subtitleOf(
  { index_title, area_name }: Rows['mart_assessment'][number],
  wards: readonly Ward[],
  ways: number,
  shown: number,
): string {
  const parts = [
    `Rank on the ${indexName(index_title)}, wards of ${area_name}; 1 is the highest need`,
    'Bars hold the rank in 9 of 10 draws that allow for chance and other weights',
    ways > 0
      ? `On the right, in how many of ${counted(ways, 'other way')} of making the index a ward is in the highest fifth`
      : '',
    shown < wards.length ? `The ${count(shown)} highest of ${counted(wards.length, 'ranked ward')} are shown` : '',
  ];
  return `${parts.filter(Boolean).join('. ')}.`;
}

const looks = {
  always: { fill: colours.blue, shape: 'diamond' },
  top: { fill: needColours[2], shape: 'circle' },
  other: { fill: colours.white, shape: 'circle' },
} as const;

const lookOf = (ward: Ward) => (inTopFifth(ward) ? (ward.always_top_fifth ? looks.always : looks.top) : looks.other);

/** The marks that occur. */
function keyOf(wards: readonly Ward[], ways: number): Sign[] {
  const texts = new Map<string, string>([
    [looks.always.fill, 'In the highest fifth whichever way'],
    [looks.top.fill, ways > 0 ? 'In it, but not every way' : 'In the highest fifth'],
    [looks.other.fill, 'Not in it'],
  ]);
  return Object.values(looks).flatMap((look) =>
    wards.some((ward) => lookOf(ward) === look) ? [{ ...look, text: texts.get(look.fill) ?? '' }] : [],
  );
}

function plotOf(all: readonly Ward[], shown: number, signs: readonly Sign[], size: Size, counts: boolean) {
  const { text, width } = sizes[size];
  const wards = all.slice(0, shown);
  const labels = wards.map(({ label }) => label);
  const left = labelRoom(labels, size);
  const says = wards.map(({ alternatives, alternatives_top_fifth: kept }) => (alternatives && kept ? `${kept}` : ''));
  const right = counts
    ? Math.ceil(Math.max(textWidth('ways', text, 600), ...says.map((say) => textWidth(say, text)))) + 14
    : 8;
  const most = Math.max(...wards.map(({ rank_high }) => rank_high));
  const domain = [0.5, most + 0.5] as const;
  const height = wards.length * rowHeight(size);
  const plotWidth = width - left - right;
  const last = all.filter(inTopFifth).length;
  const place = (rank: number) => ((rank - domain[0]) / (domain[1] - domain[0])) * plotWidth;
  const top = keyHeight(signs, size) + 24;
  return {
    height,
    left,
    right,
    top,
    bottom: 28,
    layers: [
      ...rowLayers(wards, says, left, width - left, domain),
      ...fifthLine(place(last + 0.5), height),
      ...(counts ? headingLayer(width - left) : []),
      ...keyLayers(signs, size, -left, -top),
    ],
  };
}

/** Ranks that a reader counts in: 1, and every fifth or tenth. */
function ticks(most: number): number[] {
  const step = most > 20 ? 10 : 5;
  return [1, ...Array.from({ length: Math.floor(most / step) }, (_, i) => (i + 1) * step)];
}

function rowLayers(
  wards: readonly Ward[],
  says: readonly string[],
  left: number,
  edge: number,
  domain: readonly [number, number],
): Layer[] {
  const values = wards.map((ward, i) => ({
    ward: ward.ward,
    label: ward.label,
    rank: ward.rank,
    low: ward.rank_low - 0.35,
    high: ward.rank_high + 0.35,
    says: says[i] ?? '',
    ...lookOf(ward),
  }));
  const y = nameRows(
    wards.map(({ label }) => label),
    left,
  );
  const x = (field: string) => ({
    field,
    type: 'quantitative' as const,
    scale: { domain: [...domain], zero: false, nice: false },
    axis: { title: null, values: ticks(domain[1]), grid: true, labelFlush: false, format: 'd' },
  });
  return [
    {
      data: { values },
      mark: { type: 'rule', color: needColours[3], strokeWidth: 7 },
      encoding: { y, x: x('low'), x2: { field: 'high' } },
    },
    {
      data: { values },
      mark: { type: 'point', filled: true, size: 64, opacity: 1, stroke: colours.blue, strokeWidth: 1.25 },
      encoding: { y, x: x('rank'), fill: asIs('fill'), shape: asIs('shape') },
    },
    {
      data: { values },
      mark: { type: 'text', align: 'right', baseline: 'middle' },
      encoding: { y, x: { value: edge }, text: { field: 'says' } },
    },
  ];
}

/** Where the highest fifth ends, its name to the left of the line or, where there is no room, to the right. */
function fifthLine(x: number, height: number): Layer[] {
  return [
    {
      data: { values: [{}] },
      mark: { type: 'rule', color: colours.ink, strokeWidth: 1.25, strokeDash: [4, 3] },
      encoding: { x: { value: x }, y: { value: 0 }, y2: { value: height } },
    },
    {
      data: { values: [{ words: 'highest fifth ends' }] },
      mark: { type: 'text', align: 'left', baseline: 'middle', fontWeight: 600 },
      encoding: { x: { value: x - 4 }, y: { value: -12 }, text: { field: 'words' } },
    },
  ];
}

const headingLayer = (edge: number): Layer[] => [
  {
    data: { values: [{ words: 'ways' }] },
    mark: { type: 'text', align: 'right', baseline: 'middle', fontWeight: 600 },
    encoding: { x: { value: edge }, y: { value: -12 }, text: { field: 'words' } },
  },
];

function tableOf(wards: readonly Ward[]): Drawing['table'] {
  return {
    headings: [
      'Ward code',
      'Ward',
      'Rank',
      'Rank, 5% quantile',
      'Rank, 95% quantile',
      'Share of draws in the highest fifth',
      'Other ways tried',
      'In the highest fifth in',
      'In it every way',
    ],
    rows: wards.map((ward) => [
      ward.ward,
      ward.label,
      ward.rank,
      ward.rank_low,
      ward.rank_high,
      ward.p_top_fifth,
      ward.alternatives,
      ward.alternatives_top_fifth,
      ward.always_top_fifth === null ? null : ward.always_top_fifth ? 'yes' : 'no',
    ]),
  };
}
