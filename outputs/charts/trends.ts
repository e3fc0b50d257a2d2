/** The authority over the years: a small picture for each indicator that has several. */

import type { MartRow } from '../../models/marts.js';
import { type Drawing, defineChart, type Reading, type Size } from '../define.js';
import { frame, type Layer } from '../drawing/frame.js';
import { bandLayer, dots, lineLayer, type Panel, rules, texts } from '../drawing/panels.js';
import { colours, shorten, sizes } from '../drawing/style.js';
import { grouped } from '../report/figures.js';
import { footOf, publishersIn } from '../telling/foot.js';
import { qualityAfter, qualityOf } from '../telling/quality.js';
import { figure } from '../telling/words.js';

const reads = ['mart_assessment', 'mart_series', 'mart_trend', 'mart_indicator_list'] as const;
type Rows = Reading<(typeof reads)[number]>;
type Point = MartRow<'mart_series'> & { readonly value: number; readonly year: number };

interface Series {
  readonly trend: MartRow<'mart_trend'>;
  readonly own: readonly Point[];
  readonly country: readonly Point[];
}

/** A picture of more than these would be a page of its own; the table has them all. */
const most = 6;

/** What the recent trend comes to, in words. */
export const trendWords: Readonly<Record<MartRow<'mart_trend'>['judgement'], string>> = {
  increasing: 'rising',
  decreasing: 'falling',
  getting_worse: 'towards more need',
  getting_better: 'towards less need',
  no_change: 'no clear trend',
  cannot_be_calculated: 'too few years for a trend',
};

/** Small multiples of the one authority assessed; nothing where there are several, or no years to compare. */
export const trends = defineChart({
  name: 'trends',
  title: 'The authority over the years',
  reads,
  draw(rows, size) {
    const [assessment] = rows.mart_assessment;
    const all = seriesOf(rows);
    if (!assessment || all.length === 0) return undefined;
    const shown = all.slice(0, most);
    const used = rows.mart_indicator_list.filter((row) => shown.some(({ trend }) => trend.indicator === row.indicator));
    const words = {
      title: trendFinding(all, assessment.area_name),
      subtitle: `${assessment.area_name} by year, with 95% intervals.${all.length > most ? ` ${most} of ${all.length} indicators are shown.` : ''} A trend is said where it rests on five single years and on no one of them.`,
      foot: footOf(assessment, [...new Set(used.flatMap(publishersIn))].sort().join('; '), '', qualityOf(used)),
    };
    return {
      ...words,
      spec: frame(words, size, plotOf(shown, size, assessment.benchmark_name)),
      alt: `Line charts of ${shown.length === 1 ? 'one indicator' : `${shown.length} indicators`} of ${assessment.area_name} by year. ${words.title}.${qualityAfter(used)}`,
      table: tableOf(all),
    };
  },
});

const isPoint = (row: MartRow<'mart_series'>): row is Point => row.value !== null && row.year !== null;

/** Clear trends first, then those with none; three years are the least that make a line worth drawing. */
function seriesOf({ mart_series, mart_trend }: Rows): Series[] {
  const authorities = mart_trend.filter((row) => row.area_level === 'authority');
  if (new Set(authorities.map((row) => row.area)).size !== 1) return [];
  const points = new Map(
    grouped(mart_series.filter(isPoint), (row) => `${row.area_level} ${row.indicator}`).map((g) => [
      `${g[0]?.area_level} ${g[0]?.indicator}`,
      g,
    ]),
  );
  const byYear = (level: string, indicator: string) =>
    [...(points.get(`${level} ${indicator}`) ?? [])].sort((a, b) => a.year - b.year);
  const isClear = ({ trend }: MartRow<'mart_trend'>) => trend === 'increasing' || trend === 'decreasing';
  return authorities
    .map((trend) => ({ trend, own: byYear('authority', trend.indicator), country: byYear('country', trend.indicator) }))
    .filter(({ own }) => own.length >= 3)
    .sort((a, b) => Number(isClear(b.trend)) - Number(isClear(a.trend)) || a.trend.position - b.trend.position);
}

/** The clearest trend with its two ends, or that there is none. */
export function trendFinding(all: readonly Series[], area: string): string {
  const [first] = all;
  const clear = first && ['increasing', 'decreasing'].includes(first.trend.trend);
  if (!first || !clear) return `None of the indicators of ${area} that have several years shows a clear trend`;
  const { first_year, last_year, title, trend } = first.trend;
  const said = (year: number | null) => {
    const point = first.own.find((one) => one.year === year);
    return point ? `${figure(point.value, point.unit)} in ${point.period}` : '';
  };
  return `${title}: ${trend === 'increasing' ? 'up' : 'down'} from ${said(first_year)} to ${said(last_year)} in ${area}`;
}

function plotOf(shown: readonly Series[], size: Size, country: string) {
  const { width, text } = sizes[size];
  const columns = size === 'phone' || shown.length === 1 ? 1 : 2;
  const gap = 28;
  const panel = { width: (width - gap * (columns - 1)) / columns, height: 130 };
  const pitch = panel.height + 3.6 * (text + 4);
  const layers = shown.flatMap((series, i) => {
    const x = (i % columns) * (panel.width + gap);
    const y = Math.floor(i / columns) * pitch + 2 * (text + 4);
    return panelLayers(series, { x, y, ...panel }, text, country);
  });
  return { height: Math.ceil(shown.length / columns) * pitch - 8, left: 0, right: 0, top: 0, bottom: 0, layers };
}

function panelLayers({ trend, own, country }: Series, panel: Panel, text: number, countryName: string): Layer[] {
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last) return [];
  const room = 44;
  const top = Math.max(...own.map((p) => p.upper95_0cl ?? p.value), ...country.map((p) => p.value)) * 1.12;
  const span = Math.max(1, last.year - first.year);
  const px = (year: number) => panel.x + 5 + ((year - first.year) / span) * (panel.width - room);
  const py = (value: number) => panel.y + panel.height * (1 - Math.max(0, value) / top);
  const base = panel.y + panel.height;
  const line = (points: readonly Point[]) => points.map((p, i) => ({ x: px(p.year), y: py(p.value), order: i }));
  const label = (value: number) => figure(value, last.unit === '%' ? '%' : '');
  const heads = [
    { words: shorten(trend.title, panel.width - 8, text), x: panel.x, y: panel.y - 1.5 * (text + 4) },
    { words: label(last.value), x: px(last.year) + 6, y: py(last.value) },
  ];
  const verdict = `${trendWords[trend.judgement]}${last.unit === '%' ? '' : `; ${last.unit}`}`;
  const plain = [
    { words: verdict, x: panel.x, y: panel.y - 0.45 * (text + 4) },
    { words: first.period, x: px(first.year), y: base + 10 },
  ];
  const end = country.at(-1);
  const apart = end && Math.abs(py(end.value) - py(last.value)) > text;
  return [
    rules([{ x: panel.x, y: base, x2: panel.x + panel.width - room + 4, y2: base }], colours.grey, 1),
    bandLayer(own.map((p) => ({ x: px(p.year), y: py(p.upper95_0cl ?? p.value), y2: py(p.lower95_0cl ?? p.value) }))),
    ...(country.length > 1 ? [lineLayer(line(country), colours.grey, [4, 3])] : []),
    lineLayer(line(own), colours.blue),
    dots(line(own)),
    texts(heads, 'left', 600),
    texts(plain),
    texts([{ words: last.period, x: px(last.year), y: base + 10 }], 'center'),
    ...(apart
      ? [texts([{ words: shorten(countryName, room + 20, text), x: px(end.year) + 6, y: py(end.value) }])]
      : []),
  ];
}

function tableOf(all: readonly Series[]): Drawing['table'] {
  return {
    headings: ['Indicator', 'Period', 'Value', 'Lower 95%', 'Upper 95%', 'Country', 'Recent trend'],
    rows: all.flatMap(({ trend, own, country }) =>
      own.map((point) => [
        trend.title,
        point.period,
        point.value,
        point.lower95_0cl,
        point.upper95_0cl,
        country.find((other) => other.year === point.year)?.value ?? null,
        trendWords[trend.judgement],
      ]),
    ),
  };
}
