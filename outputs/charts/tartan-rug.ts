/** Every indicator of every ward beside each other, each against the country. */

import { type Drawing, defineChart, type Reading, type Size } from '../define.js';
import { frame, roomFor, type Words } from '../drawing/frame.js';
import { rowsOnPage } from '../drawing/rows.js';
import { type Figure, type Layout, layOut, placesOf, type Row } from '../drawing/rug.js';
import { type KeyEntry, rugHeight, rugKeyLayers, rugKeyRoom, rugLayers, rugPitch } from '../drawing/rug-layers.js';
import { sizes } from '../drawing/style.js';
import { footOf, publishersOf } from '../telling/foot.js';
import { qualityAfter, qualityOf } from '../telling/quality.js';
import {
  type Candidate,
  isOfNeed,
  rugFinding,
  rugKey,
  rugSubtitle,
  type Standing,
  saidOf,
} from '../telling/rug-words.js';
import { byRank, labelsOf, spokenOf } from '../telling/wards.js';
import { counted } from '../telling/words.js';

const reads = ['mart_assessment', 'mart_index', 'mart_indicator', 'mart_indicator_list'] as const;
type Rows = Reading<(typeof reads)[number]>;

/** Table of wards and indicators, marked by comparison. */
export const tartanRug = defineChart({
  name: 'tartan-rug',
  title: 'Every indicator by ward, against the country',
  reads,
  draw(rows, size) {
    const assessment = rows.mart_assessment[0];
    const candidates = candidatesOf(rows);
    const all = wardsOf(rows.mart_index);
    if (!assessment || all.length === 0 || candidates.length === 0) return undefined;
    const references = referencesOf(rows.mart_indicator);
    const country = assessment.benchmark_name;
    const title = rugFinding(standings(all, candidates, rows), candidates, country);
    const domains = new Map(candidates.map(({ listed }) => [listed.domain, listed.domain_title]));
    const layout = fitting(candidates, [...references, ...all.slice(0, rowsOnPage)], domains, size);
    const rated = candidates.map(({ listed }) => listed);
    const foot = footOf(assessment, publishersOf(rows.mart_indicator_list), '', qualityOf(rated));
    const about = { assessment, country, candidates, layout, wards: all.length };
    const words = (wards: readonly Row[], shown: number): Words => ({
      title,
      subtitle: rugSubtitle({ ...about, figures: figuresOf(wards, layout), shown }),
      foot,
    });
    const key = (wards: readonly Row[]) => rugKey(figuresOf(wards, layout), figuresOf(references, layout));
    const first = all.slice(0, rowsOnPage);
    const room = (said: Words): number => mostWards(said, references, layout, key(first), size);
    // Saying that wards are left out takes room itself, so it is only reckoned with where they are.
    const most = room(words(first, all.length)) >= all.length ? all.length : room(words(first, 1));
    const shown = all.slice(0, most);
    const drawn = words(shown, shown.length);
    return {
      ...drawn,
      spec: frame(drawn, size, plotOf(references, shown, layout, key(shown), size)),
      alt: `Table of ${counted(layout.columns.length, 'indicator')} in wards of ${assessment.area_name}, wards in order of rank, each figure marked by how it compares with ${country}. ${title}.${qualityAfter(rated)}`,
      table: tableOf([...references, ...all], candidates, country),
    };
  },
});

/** Indicators with a figure for a ward, in their order; those for context come last. */
function candidatesOf({ mart_indicator, mart_indicator_list }: Rows): Candidate[] {
  const figures = new Map<string, Map<string, Figure>>();
  for (const row of mart_indicator) {
    const known = figures.get(row.indicator);
    if (known) known.set(row.area, row);
    else figures.set(row.indicator, new Map([[row.area, row]]));
  }
  return [...mart_indicator_list]
    .sort(
      (a, b) =>
        Number(b.in_index) - Number(a.in_index) || a.position - b.position || (a.indicator < b.indicator ? -1 : 1),
    )
    .flatMap((listed): Candidate[] => {
      const known = figures.get(listed.indicator) ?? new Map<string, Figure>();
      const wards = [...known.values()].filter(({ area_level, value }) => area_level === 'ward' && value !== null);
      if (wards.length === 0) return [];
      const { indicator, domain, unit } = listed;
      const title = unit === '%' || unit === 'score' || unit === '' ? listed.title : `${listed.title}, ${unit}`;
      const places = placesOf(wards.map(({ value }) => value ?? 0));
      const compared = wards.some(({ comparison }) => comparison !== 'not_compared');
      return [{ indicator, domain, title, places, figures: known, listed, compared }];
    });
}

function wardsOf(index: Rows['mart_index']): Row[] {
  const labels = labelsOf(index);
  return byRank(index).map(({ ward, ward_name }) => ({
    area: ward,
    label: labels.get(ward) ?? ward_name,
    reference: false,
  }));
}

/** The figures of some rows, cell by cell. */
const figuresOf = (rows: readonly Row[], { columns }: Layout): (Figure | undefined)[] =>
  rows.flatMap(({ area }) => columns.map(({ figures }) => figures.get(area)));

/** The country and, where there is one alone, the authority. */
function referencesOf(figures: readonly Figure[]): Row[] {
  const named = (level: Figure['area_level']): Row[] => {
    const found = new Map(figures.flatMap((row) => (row.area_level === level ? [[row.area, row.area_name]] : [])));
    return [...found].map(([area, label]) => ({ area, label, reference: true }));
  };
  const authorities = named('authority');
  return [...named('country'), ...(authorities.length === 1 ? authorities : [])];
}

/** What the intervals say of each ward, by the indicators of the index that can be compared. */
function standings(wards: readonly Row[], candidates: readonly Candidate[], { mart_index }: Rows): Standing[] {
  const names = spokenOf(mart_index);
  return wards.map(({ area, label }) => {
    const figures = candidates.filter(isOfNeed).flatMap(({ figures }) => figures.get(area) ?? []);
    return {
      name: names.get(area) ?? label,
      more: figures.filter(({ judgement }) => judgement === 'worse').length,
      compared: figures.filter(({ comparison }) => comparison !== 'not_compared').length,
    };
  });
}

/**
 * As many columns as fit: those for context only if all of them do, and where not even the index does, those that can be
 * compared before the others.
 */
function fitting(
  candidates: readonly Candidate[],
  rows: readonly Row[],
  titles: ReadonlyMap<string, string>,
  size: Size,
): Layout {
  const whole = layOut(candidates, rows, titles, size);
  const index = candidates.filter(({ listed }) => listed.in_index);
  const pool = index.length > 0 ? index : candidates;
  const first = [...pool].sort((a, b) => Number(b.compared) - Number(a.compared));
  let layout = whole;
  for (let n = pool.length; n > 0 && !layout.fits; n--) {
    const chosen = new Set(first.slice(0, n));
    const columns = pool.filter((one) => chosen.has(one));
    layout = layOut(columns, rows, titles, size);
  }
  return layout;
}

/** What a page of A4 with narrow margins takes. */
const pageHeight = 1024;

/** How many wards the height leaves room for beside everything else. */
function mostWards(
  words: Words,
  references: readonly Row[],
  { top }: Layout,
  key: readonly KeyEntry[],
  size: Size,
): number {
  const room = roomFor(words, size, size === 'page' ? pageHeight : sizes[size].height);
  if (room === undefined) return rowsOnPage;
  const left = room - top - rugHeight(references, size) - rugKeyRoom(key, size);
  return Math.min(rowsOnPage, Math.max(3, Math.floor(left / rugPitch(size))));
}

function plotOf(
  references: readonly Row[],
  wards: readonly Row[],
  layout: Layout,
  key: readonly KeyEntry[],
  size: Size,
) {
  const rows = [...references, ...wards];
  const height = rugHeight(rows, size);
  const { left, total, top } = layout;
  return {
    height,
    left,
    right: Math.max(0, sizes[size].width - left - total),
    top,
    bottom: rugKeyRoom(key, size),
    layers: [...rugLayers(rows, layout, size), ...rugKeyLayers(key, size, -left, height)],
  };
}

/** A row an area; beside each figure how it compares, or why it is not there. */
function tableOf(rows: readonly Row[], candidates: readonly Candidate[], country: string): Drawing['table'] {
  return {
    headings: [
      'Code',
      'Area',
      ...candidates.flatMap(({ listed }) => [
        `${listed.title} (${listed.unit})`,
        `${listed.title}: against ${country}`,
      ]),
    ],
    rows: rows.map(({ area, label }) => [
      area,
      label,
      ...candidates.flatMap(({ figures }) => {
        const figure = figures.get(area);
        return [figure?.value ?? null, saidOf(figure)];
      }),
    ]),
  };
}
