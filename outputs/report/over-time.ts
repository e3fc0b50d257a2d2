/** Part of section 3: which indicators have several years, and whether they rise or fall. */
import type { MartRow } from '../../models/marts.js';
import { trendWords } from '../charts/trends.js';
import { capital, figure } from '../telling/words.js';
import type { ReportData } from './data.js';
import { grouped } from './figures.js';
import { type Html, html, type Part } from './html.js';
import { table } from './table.js';

/** Nothing where no indicator has more than one year. */
export function overTime({ series, trends, assessment }: ReportData): Part {
  const shown = trends.filter((row) => row.area_level === 'authority');
  if (shown.length === 0) return '';
  const points = new Map(
    grouped(series, (row) => `${row.area} ${row.indicator}`).map((rows) => [
      `${rows[0]?.area} ${rows[0]?.indicator}`,
      rows,
    ]),
  );
  const several = new Set(shown.map((row) => row.area)).size > 1;
  const rows = [...shown]
    .sort((a, b) => a.position - b.position || (a.area_name < b.area_name ? -1 : 1))
    .map((row): Part[] => {
      const years = (points.get(`${row.area} ${row.indicator}`) ?? []).filter(
        (p) => p.value !== null && p.year !== null,
      );
      const ordered = [...years].sort((a, b) => (a.year ?? 0) - (b.year ?? 0));
      return [
        row.title,
        ...(several ? [row.area_name] : []),
        said(ordered[0]),
        said(ordered.at(-1)),
        String(ordered.length),
        html`${capital(trendWords[row.judgement])}${row.reason && html`<span class="below">${capital(row.reason)}.</span>`}`,
      ];
    });
  const wards = trends.filter((row) => row.area_level === 'ward');
  const clear = wards.filter((row) => row.trend === 'increasing' || row.trend === 'decreasing').length;
  return html`<h3 id="over-time">Over the years</h3>
<p>A trend is said only where five single years, each with its interval, lie so nearly on a line that chance would not put them there (χ² above 9.55, the 99.8% point), and where leaving out any one of them does not turn it round: the rule of Fingertips. Wards seldom have that many events: of ${wards.length} ward series, ${clear} ${clear === 1 ? 'has' : 'have'} a clear trend.</p>
${table({
  id: 'trend-table',
  caption: `Indicators of ${assessment.area_name} with figures of several periods`,
  columns: [
    { heading: 'Indicator' },
    ...(several ? [{ heading: 'Authority' }] : []),
    { heading: 'First', figure: true },
    { heading: 'Latest', figure: true },
    { heading: 'Periods', figure: true },
    { heading: 'Recent trend' },
  ],
  groups: [{ rows }],
  note: html`Every period of every area is in <a href="data/series.csv">data/series.csv</a>, every ward’s trend in <a href="data/trends.csv">data/trends.csv</a>.`,
})}`;
}

const said = (row: MartRow<'mart_series'> | undefined): Html | string =>
  row?.value == null ? '' : html`${figure(row.value, row.unit)}<span class="below">${row.period}</span>`;
