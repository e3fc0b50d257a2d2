/** One indicator by ward, with its intervals, against the country. */

import type { MartRow } from '../../models/marts.js';
import { type Drawing, defineChart, type Reading, type Size } from '../define.js';
import { asIs, frame, type Layer, roomFor, type Words } from '../drawing/frame.js';
import { fewWords, keyOf, markOf, modelledWords, starred, statusWords } from '../drawing/marks.js';
import {
  along,
  type Domain,
  keyHeight,
  keyLayers,
  labelRoom,
  markedLine,
  mostRows,
  nameRows,
  rowHeight,
} from '../drawing/rows.js';
import { colours, sizes, textWidth } from '../drawing/style.js';
import { chooseIndicator } from '../telling/against.js';
import { footOf, publishersIn } from '../telling/foot.js';
import { qualityAfter, qualityOf } from '../telling/quality.js';
import { labelsOf } from '../telling/wards.js';
import { capital, count, counted, figure } from '../telling/words.js';

const reads = ['mart_assessment', 'mart_index', 'mart_indicator', 'mart_indicator_list'] as const;
type Rows = Reading<(typeof reads)[number]>;
type Figure = MartRow<'mart_indicator'>;
/** A figure with limits. */
type Ward = Figure & { value: number; lower95_0cl: number; upper95_0cl: number; label: string };

/** Ranked dot plot of one indicator. */
export const rankedWards = defineChart({
  name: 'ranked-wards',
  title: 'One indicator by ward, with intervals',
  reads,
  draw(rows, size) {
    const assessment = rows.mart_assessment[0];
    const chosen = chooseIndicator(rows.mart_indicator);
    if (!assessment || !chosen) return undefined;
    const wards = wardsOf(rows, chosen.indicator);
    const country = rows.mart_indicator.find((r) => r.area_level === 'country' && r.indicator === chosen.indicator);
    const about = rows.mart_indicator_list.find((r) => r.indicator === chosen.indicator);
    const title = comparisonFinding(wards, chosen, country);
    const all = rows.mart_index.length;
    const rated = about ? [about] : [];
    const foot = footOf(assessment, about ? sourceOf(about, chosen.period) : '', '', qualityOf(rated));
    const words = (shown: number): Words => ({
      title,
      subtitle: subtitleOf(chosen, assessment.area_name, wards, all, shown),
      foot,
    });
    const fixed = 60 + keyHeight(keyOf(wards, country), size);
    const shown = mostRows(wards.length, size, roomFor(words(1), size), fixed);
    const drawn = words(shown);
    return {
      ...drawn,
      spec: frame(drawn, size, plotOf(wards.slice(0, shown), keyOf(wards, country), country, chosen, size)),
      alt: `Ranked dot plot of ${chosen.title} in the wards of ${assessment.area_name}, each with its 95% confidence interval. ${title}.${qualityAfter(rated)}`,
      table: tableOf(rows, chosen),
    };
  },
});

/** Publisher, dataset and period, each said once. */
function sourceOf(about: Rows['mart_indicator_list'][number], period: string): string {
  const [publishers, datasets] = [publishersIn(about), about.sources.split('; ')];
  const paired = publishers.map((publisher, i) => `${publisher}, ${datasets[i] ?? ''}`);
  const said = publishers.length === datasets.length ? paired : [`${publishers.join('; ')}, ${about.sources}`];
  return `${said.join('; ')}${about.sources.includes(period) ? '' : `, ${period}`}`;
}

function wardsOf(rows: Rows, indicator: string): Ward[] {
  const labels = labelsOf(rows.mart_index);
  return rows.mart_indicator
    .filter((row) => row.area_level === 'ward' && row.indicator === indicator)
    .flatMap((row) => {
      const { value, lower95_0cl, upper95_0cl } = row;
      if (value === null || lower95_0cl === null || upper95_0cl === null) return [];
      return [{ ...row, value, lower95_0cl, upper95_0cl, label: starred(labels.get(row.area) ?? row.area_name, row) }];
    })
    .sort((a, b) => b.value - a.value || (a.area < b.area ? -1 : 1));
}

/** How many wards the intervals set apart from the country. */
export function comparisonFinding(
  wards: readonly Pick<Figure, 'comparison' | 'area_name'>[],
  { title, unit }: Pick<Figure, 'title' | 'unit'>,
  country: Pick<Figure, 'area_name' | 'value'> | undefined,
): string {
  const n = (kind: Figure['comparison']) => wards.filter((ward) => ward.comparison === kind).length;
  const compared = wards.length - n('not_compared');
  if (compared === 0 || !country || country.value === null) return `${title} in ${counted(wards.length, 'ward')}`;
  const than = `${country.area_name} (${figure(country.value, unit)})`;
  const [higher, lower] = [n('higher'), n('lower')];
  if (compared === 1)
    return `${title}: the only ward compared is ${higher ? 'higher than' : lower ? 'lower than' : 'similar to'} ${than}`;
  const are = (k: number) => (k === 1 ? 'is' : 'are');
  const of = `${count(compared)} wards`;
  const all = compared === 2 ? 'both wards' : `all ${of}`;
  if (higher + lower === 0) return `${title}: ${all} are similar to ${than}`;
  if (higher === compared) return `${title}: ${all} are higher than ${than}`;
  if (lower === compared) return `${title}: ${all} are lower than ${than}`;
  const first = higher > 0 ? ([higher, 'higher'] as const) : ([lower, 'lower'] as const);
  const rest = higher > 0 && lower > 0 ? ` and ${count(lower)} lower` : '';
  return `${title}: ${count(first[0])} of ${of} ${are(first[0])} ${first[1]} than ${than}${rest}`;
}

function subtitleOf(
  { unit, period }: Figure,
  area: string,
  wards: readonly Ward[],
  all: number,
  shown: number,
): string {
  const measure = capital(unit === '%' ? 'per cent' : unit);
  const without = all - wards.length;
  const modelled = wards.filter((ward) => ward.status === 'modelled').length;
  const parts = [
    `${measure}, wards of ${area}, ${period}, with 95% confidence intervals`,
    shown < wards.length ? `The ${count(shown)} highest of ${count(wards.length)} wards are shown` : '',
    modelled > 0 ? modelledWords(modelled, wards.length) : '',
    without > 0 ? `${capital(counted(without, 'ward'))} without a figure` : '',
    fewWords(wards),
  ];
  return `${parts.filter(Boolean).join('. ')}.`;
}

function plotOf(
  wards: readonly Ward[],
  key: ReturnType<typeof keyOf>,
  country: Figure | undefined,
  { unit }: Figure,
  size: Size,
) {
  const { text, width } = sizes[size];
  const labels = wards.map(({ label }) => label);
  const left = labelRoom(labels, size);
  // Beside every dot there is room for a per cent sign, not for "per 1,000".
  const plain = unit === '%' ? unit : '';
  const says = wards.map(({ value }) => figure(value, plain));
  const right = Math.ceil(Math.max(...says.map((say) => textWidth(say, text)))) + 12;
  const above = keyHeight(key, size);
  const line = country?.value ?? undefined;
  const lows = [...wards.map((w) => w.lower95_0cl), line ?? Infinity];
  const highs = [...wards.map((w) => w.upper95_0cl), line ?? -Infinity];
  const [low, high] = [Math.min(...lows), Math.max(...highs)];
  const spread = (high - low) * 0.03;
  // Dots need no zero, but one that is near is worth showing.
  const domain: Domain = [low < high * 0.4 ? Math.min(0, low) : low - spread, high + spread];
  const plotWidth = width - left - right;
  const height = wards.length * rowHeight(size);
  const place = (value: number) => ((value - domain[0]) / (domain[1] - domain[0])) * plotWidth;
  return {
    height,
    left,
    right,
    top: above + (line === undefined ? 0 : 24),
    bottom: 28,
    layers: [
      ...rowLayers(wards, says, labels, left, width - left, domain),
      ...(line === undefined
        ? []
        : markedLine(`${country?.area_name} ${figure(line, plain)}`, place(line), height, plotWidth, size)),
      ...keyLayers(key, size, -left, -above - (line === undefined ? 0 : 24)),
    ],
  };
}

function rowLayers(
  wards: readonly Ward[],
  says: readonly string[],
  labels: readonly string[],
  left: number,
  edge: number,
  domain: Domain,
): Layer[] {
  const values = wards.map(({ area, label, value, lower95_0cl, upper95_0cl, judgement, status }, i) => ({
    ward: area,
    label,
    value,
    lower95_0cl,
    upper95_0cl,
    ...markOf(judgement, status),
    says: says[i] ?? '',
  }));
  const y = nameRows(labels, left);
  const x = (field: string) => along(field, domain);
  return [
    {
      data: { values },
      mark: { type: 'rule', color: colours.grey, strokeWidth: 1.25 },
      encoding: { y, x: x('lower95_0cl'), x2: { field: 'upper95_0cl' } },
    },
    {
      data: { values },
      mark: { type: 'point', filled: true, size: 62, opacity: 1 },
      encoding: {
        y,
        x: x('value'),
        fill: asIs('fill'),
        shape: asIs('shape'),
        stroke: asIs('edge'),
        strokeWidth: { field: 'edgeWidth', type: 'quantitative', scale: null, legend: null },
      },
    },
    {
      data: { values },
      mark: { type: 'text', align: 'right', baseline: 'middle' },
      encoding: { y, x: { value: edge }, text: { field: 'says' } },
    },
  ];
}

function tableOf(rows: Rows, { indicator, unit }: Figure): Drawing['table'] {
  const labels = labelsOf(rows.mart_index);
  const all = rows.mart_indicator.filter((row) => row.indicator === indicator);
  const sorted = [...all].sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity) || (a.area < b.area ? -1 : 1));
  return {
    headings: ['Code', 'Area', `Value (${unit})`, 'Lower 95%', 'Upper 95%', 'Against the country', 'Status'],
    rows: sorted.map((row) => [
      row.area,
      labels.get(row.area) ?? row.area_name,
      row.value,
      row.lower95_0cl,
      row.upper95_0cl,
      row.comparison.replace('_', ' '),
      statusWords(row),
    ]),
  };
}
