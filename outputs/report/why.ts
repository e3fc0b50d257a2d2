/** Which domains and which indicators lie behind the ranks, and how the area stands against the country. */
import type { MartRow } from '../../models/marts.js';
import { capital, figure } from '../telling/words.js';
import { chartFigure } from './charts.js';
import type { ReportChart, ReportData } from './data.js';
import { decimals, figureText, grouped, intervalText, tellingDecimals, whole } from './figures.js';
import { type Html, html, type Part } from './html.js';
import { profilePanel } from './interactive.js';
import { modelledPart } from './modelled.js';
import { overTime } from './over-time.js';
import { type Column, type Group, table } from './table.js';

type IndicatorRow = MartRow<'mart_indicator'>;
type Listed = MartRow<'mart_indicator_list'>;

/** Pictures of domains and indicators, then the indicators as a table. */
export function whySection(data: ReportData, charts: readonly ReportChart[]): Html {
  const areas = grouped(
    data.indicators.filter((row) => row.area_level === 'authority'),
    (row) => row.area,
  );
  return html`<p>A ward’s rank comes from its domains, and each domain from its indicators. A ward can rank high for quite different reasons, and needs different help.</p>
<div>${charts.map(chartFigure)}</div>
${profilePanel(data.page)}
${areas.length === 1 ? oneAuthority(data, areas[0] ?? []) : manyAuthorities(data)}
${overTime(data)}
${modelledPart(data)}`;
}

/** Indicators under the heading of their domain, in the order of the index. */
export function byDomain(list: readonly Listed[], row: (listed: Listed) => readonly Part[]): Group[] {
  const sorted = [...list].sort((a, b) => a.position - b.position || (a.indicator < b.indicator ? -1 : 1));
  return grouped(sorted, (listed) => listed.domain).map((domain) => ({
    heading: domain[0]?.domain_title ?? '',
    rows: domain.map(row),
  }));
}

function oneAuthority({ assessment, indicators, list }: ReportData, own: readonly IndicatorRow[]): Html {
  const ours = new Map(own.map((row) => [row.indicator, row]));
  const country = countryRows(indicators);
  const { area_name, benchmark_name } = assessment;
  const columns: Column[] = [
    { heading: 'Indicator' },
    { heading: 'Period' },
    { heading: own[0]?.area_name ?? area_name, figure: true },
    { heading: '95% interval', figure: true },
    { heading: 'Count', figure: true },
    { heading: benchmark_name, figure: true },
    { heading: `Against ${benchmark_name}` },
  ];
  const groups = byDomain(list, (listed) => {
    const row = ours.get(listed.indicator);
    const other = country.get(listed.indicator);
    const title = titleOf(listed);
    if (row === undefined || row.value === null) {
      const why = row?.reason && html`<span class="below">${capital(row.reason)}.</span>`;
      return [html`${title}${why}`, listed.period ?? '', noFigure(row), '', '', theirs(other, 1), ''];
    }
    const f = { value: row.value, lower: row.lower95_0cl, upper: row.upper95_0cl, unit: row.unit };
    const apart = row.comparison === 'higher' || row.comparison === 'lower';
    const places = apart && other?.value != null ? tellingDecimals(f, other.value) : decimals(f);
    return [
      title,
      row.period,
      html`${figureText(f, places)}${row.status === 'measured' ? '' : html` <span class="quiet">${statusWord[row.status]}</span>`}`,
      intervalText(f, places) || html`<span class="quiet">none</span>`,
      outOf(row),
      theirs(other, places),
      compared(row, benchmark_name),
    ];
  });
  return table({
    id: 'indicators',
    caption: `${own[0]?.area_name ?? area_name} compared with ${benchmark_name}, each indicator`,
    columns,
    groups,
    note: html`“Higher” and “lower” are said only where the whole 95% interval lies above or below ${benchmark_name}’s figure; anything else is “similar”. Every ward’s figure for every indicator is in <a href="data/indicators.csv">data/indicators.csv</a>.`,
  });
}

function manyAuthorities({ assessment, indicators, list }: ReportData): Html {
  const country = countryRows(indicators);
  const rows = grouped(
    indicators.filter((row) => row.area_level === 'authority'),
    (row) => row.indicator,
  );
  const own = new Map(rows.map((group) => [group[0]?.indicator, group]));
  const ways = ['higher', 'similar', 'lower', 'not_compared'] as const;
  const groups = byDomain(list, (listed) => {
    const group = own.get(listed.indicator) ?? [];
    return [
      titleOf(listed),
      listed.period ?? '',
      theirs(country.get(listed.indicator), 1),
      ...ways.map((way) => whole(group.filter((row) => row.comparison === way).length)),
    ];
  });
  return table({
    id: 'indicators',
    caption: `How many authorities are higher than, similar to or lower than ${assessment.benchmark_name}, each indicator`,
    columns: [
      { heading: 'Indicator' },
      { heading: 'Period' },
      ...[assessment.benchmark_name, 'Higher', 'Similar', 'Lower', 'Not compared'].map((heading) => ({
        heading,
        figure: true,
      })),
    ],
    groups,
    note: html`By 95% intervals. Every area’s figures are in <a href="data/indicators.csv">data/indicators.csv</a>.`,
  });
}

const countryRows = (indicators: readonly IndicatorRow[]): Map<string, IndicatorRow> =>
  new Map(indicators.flatMap((row) => (row.area_level === 'country' ? [[row.indicator, row]] : [])));

const titleOf = ({ title, in_index }: Listed): Html =>
  html`${title}${in_index ? '' : html` <span class="quiet">(not in the index)</span>`}`;

const theirs = (row: IndicatorRow | undefined, places: number): Part =>
  row === undefined || row.value === null
    ? html`<span class="quiet">no figure</span>`
    : figure(row.value, row.unit, places);

/** Words for a figure that is not plainly measured, or is not there. */
export const statusWord: Readonly<Record<MartRow<'mart_indicator'>['status'], string>> = {
  measured: 'measured',
  modelled: 'modelled',
  rounded: 'rounded',
  withheld: 'withheld',
  missing: 'no data',
  no_estimate: 'no estimate',
};

const noFigure = (row: IndicatorRow | undefined): Part =>
  html`<span class="quiet">${row ? statusWord[row.status] : 'no data'}</span>`;

function outOf({ statistic, numerator, denominator }: IndicatorRow): Part {
  if (statistic === 'mean' || numerator === null || denominator === null) return '';
  return `${whole(numerator)} of ${whole(denominator)}`;
}

/** The word carries it; the mark and the colour only help the eye. Without a benchmark, where the table says which it is. */
export function compared(
  { comparison, judgement }: Pick<IndicatorRow, 'comparison' | 'judgement'>,
  benchmark?: string,
): Html {
  if (comparison === 'not_compared') return html`<span class="quiet">not compared</span>`;
  const whom = benchmark === undefined ? '' : ` ${comparison === 'similar' ? 'to' : 'than'} ${benchmark}`;
  const tone = judgement === 'worse' || judgement === 'better' ? ` ${judgement}` : '';
  return html`<span class="compared${tone}">${marks[comparison]}${comparison}${whom}</span>`;
}

const mark = (shape: Html): Html => html`<svg class="mark" viewBox="0 0 10 10" aria-hidden="true">${shape}</svg>`;
const marks = {
  higher: mark(html`<path d="M5 1 9.5 9h-9z"/>`),
  lower: mark(html`<path d="M5 9 .5 1h9z"/>`),
  similar: mark(html`<circle cx="5" cy="5" r="3.6" fill="none" stroke="currentColor" stroke-width="1.6"/>`),
};
