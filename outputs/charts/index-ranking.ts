/** The index by ward, in order: how far apart wards stand, which ranks alone do not show. */

import { type Drawing, defineChart, type Reading, type Size } from '../define.js';
import { asIs, frame, type Layer, roomFor, type Words } from '../drawing/frame.js';
import { along, keyHeight, keyLayers, labelRoom, markedLine, mostRows, nameRows, rowHeight } from '../drawing/rows.js';
import { colours, needColours, sizes, textWidth } from '../drawing/style.js';
import { footOf, publishersOf } from '../telling/foot.js';
import { inIndex, qualityAfter, qualityOf } from '../telling/quality.js';
import { byRank, fifthNames, fifthOf, labelsOf, rankText, sharedRanks, spokenOf } from '../telling/wards.js';
import { capital, count, counted, indexName, wardsIn } from '../telling/words.js';

const reads = ['mart_assessment', 'mart_index', 'mart_indicator_list'] as const;
type Rows = Reading<(typeof reads)[number]>;

interface Ward {
  readonly ward: string;
  readonly label: string;
  readonly score: number;
  /** Its rank and how far it could move. */
  readonly says: string;
  readonly hasRange: boolean;
  /** 0 the fifth with the highest need; null where there are too few wards for classes. */
  readonly fifth: number | null;
}

/** Lollipops from the average ward, and beside each its rank with the range of that rank. */
export const indexRanking = defineChart({
  name: 'index-ranking',
  title: 'Index score by ward',
  reads,
  draw(rows, size) {
    const assessment = rows.mart_assessment[0];
    const wards = wardsOf(rows);
    if (!assessment || wards.length === 0) return undefined;
    const centred = assessment.normalise === 'z_score';
    const spoken = spokenOf(rows.mart_index);
    const title = scoresFinding(
      wards.map(({ ward, label, score }) => ({ label: spoken.get(ward) ?? label, score })),
      centred,
    );
    const foot = footOf(
      assessment,
      publishersOf(rows.mart_indicator_list),
      '',
      qualityOf(inIndex(rows.mart_indicator_list)),
    );
    const words = (shown: number): Words => ({
      title,
      subtitle: subtitleOf(assessment, wards, rows.mart_index.length, shown, centred),
      foot,
    });
    const fixed = 56 + keyHeight(keyOf(wards), size);
    const shown = mostRows(wards.length, size, roomFor(words(1), size), fixed);
    const drawn = words(shown);
    return {
      ...drawn,
      spec: frame(drawn, size, plotOf(wards.slice(0, shown), size, centred)),
      alt: `Ranked chart of the score of wards in ${assessment.area_name} on the ${indexName(assessment.index_title)}, highest need first, each with its rank and how far that could move. ${title}.${qualityAfter(inIndex(rows.mart_indicator_list))}`,
      table: tableOf(rows),
    };
  },
});

function wardsOf(rows: Rows): Ward[] {
  const labels = labelsOf(rows.mart_index);
  const shared = sharedRanks(rows.mart_index);
  return byRank(rows.mart_index).flatMap((row) => {
    if (row.score === null || row.rank === null) return [];
    const fifth = row.of < 10 ? null : fifthOf(row);
    const says = rankText(row, shared.has(row.rank));
    const hasRange = row.rank_low !== null && row.rank_high !== null;
    return [{ ward: row.ward, label: labels.get(row.ward) ?? row.ward_name, score: row.score, says, hasRange, fifth }];
  });
}

/** Who stands first and, where scores are centred, how many stand above the average ward. */
export function scoresFinding(wards: readonly Pick<Ward, 'label' | 'score'>[], centred: boolean): string {
  const top = wardsIn(wards.slice(0, wards.length > 9 ? 3 : 1).map(({ label }) => label));
  if (wards.length < 2) return `${top} is the only ward with a score`;
  const have = wards.length > 9 ? 'have the highest scores' : 'has the highest score';
  const above = wards.filter(({ score }) => score > 0.005).length;
  const of = `${count(above)} of ${counted(wards.length, 'ward')}`;
  if (!centred) return `${top} ${have} of ${counted(wards.length, 'ward')}`;
  return `${top} ${have}; ${of} ${above === 1 ? 'scores' : 'score'} above the average ward`;
}

function subtitleOf(
  { index_title, area_name }: Rows['mart_assessment'][number],
  wards: readonly Ward[],
  all: number,
  shown: number,
  centred: boolean,
): string {
  const ranked = wards.length;
  const parts = [
    `${indexName(index_title)}, wards of ${area_name}`,
    centred ? 'A higher score is more need; 0 is the average ward' : 'A higher score is more need',
    wards.some(({ hasRange }) => hasRange)
      ? 'In brackets, a ward’s ranks in 9 of 10 draws that allow for chance and other weights'
      : '',
    shown < ranked ? `The ${count(shown)} highest of ${counted(ranked, 'ranked ward')} are shown` : '',
    ranked < all ? `${capital(counted(all - ranked, 'ward'))} ${all - ranked === 1 ? 'has' : 'have'} no estimate` : '',
  ];
  return `${parts.filter(Boolean).join('. ')}.`;
}

const fillOf = (fifth: number | null): string => (fifth === null ? colours.blue : (needColours[fifth] ?? colours.blue));

/** The fifths that occur. */
const keyOf = (wards: readonly Ward[]) =>
  [...new Set(wards.map(({ fifth }) => fifth))]
    .filter((fifth) => fifth !== null)
    .map((fifth) => ({ text: fifthNames[fifth] ?? '', fill: fillOf(fifth), shape: 'circle' }));

function plotOf(wards: readonly Ward[], size: Size, centred: boolean) {
  const { width } = sizes[size];
  const labels = wards.map(({ label }) => label);
  const left = labelRoom(labels, size);
  const right = Math.ceil(Math.max(...wards.map(({ says }) => textWidth(says, sizes[size].text)))) + 14;
  const key = keyOf(wards);
  const keyTop = keyHeight(key, size);
  const top = keyTop + 24;
  const scores = wards.map(({ score }) => score);
  const [low, high] = [Math.min(0, ...scores), Math.max(0, ...scores)];
  const spread = (high - low || 1) * 0.03;
  const domain = [low - spread, high + spread] as const;
  const height = wards.length * rowHeight(size);
  const zero = ((0 - domain[0]) / (domain[1] - domain[0])) * (width - left - right);
  return {
    height,
    left,
    right,
    top,
    bottom: 28,
    layers: [
      ...rowLayers(wards, labels, left, width - left, domain),
      ...(centred ? markedLine('average ward', zero, height, width - left - right, size) : []),
      ...(key.length > 0 ? keyLayers(key, size, -left, -top) : []),
    ],
  };
}

function rowLayers(
  wards: readonly Ward[],
  labels: readonly string[],
  left: number,
  edge: number,
  domain: readonly [number, number],
): Layer[] {
  const values = wards.map((ward) => ({ ...ward, fill: fillOf(ward.fifth), zero: 0 }));
  const y = nameRows(labels, left);
  return [
    {
      data: { values },
      mark: { type: 'rule', color: colours.grey, strokeWidth: 1.25 },
      encoding: { y, x: along('zero', domain), x2: { field: 'score' } },
    },
    {
      data: { values },
      mark: { type: 'circle', size: 74, opacity: 1, stroke: colours.blue, strokeWidth: 1 },
      encoding: { y, x: along('score', domain), fill: asIs('fill') },
    },
    {
      data: { values },
      mark: { type: 'text', align: 'right', baseline: 'middle' },
      encoding: { y, x: { value: edge }, text: { field: 'says' } },
    },
    {
      data: { values: [{ words: 'rank (range)' }] },
      mark: { type: 'text', align: 'right', baseline: 'middle', fontWeight: 600 },
      encoding: { x: { value: edge }, y: { value: -12 }, text: { field: 'words' } },
    },
  ];
}

function tableOf(rows: Rows): Drawing['table'] {
  return {
    headings: ['Ward code', 'Ward', 'Authority', 'Score', 'Rank', 'Of', 'Decile', ...rangeHeadings, 'Residents'],
    rows: byRank(rows.mart_index).map((row) => [
      row.ward,
      row.ward_name,
      row.authority_name,
      row.score,
      row.rank,
      row.of,
      row.decile,
      row.rank_low,
      row.rank_high,
      row.p_top_fifth,
      row.draws,
      row.residents,
    ]),
  };
}

const rangeHeadings = ['Rank, 5% of draws', 'Rank, 95% of draws', 'Share of draws in highest fifth', 'Draws'];
