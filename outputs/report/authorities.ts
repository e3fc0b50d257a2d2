/** Where several authorities are assessed: their figures side by side, and what stands out in each. */
import type { MartRow } from '../../models/marts.js';
import { mostAuthorities } from '../charts/authorities.js';
import { topFifth } from '../telling/findings.js';
import { count, counted, figure, list } from '../telling/words.js';
import { chartFigure } from './charts.js';
import type { ReportChart, ReportData } from './data.js';
import { decimals, figureText, grouped, intervalText } from './figures.js';
import { type Html, html, type Part } from './html.js';
import { table } from './table.js';
import { byDomain, compared, statusWord } from './why.js';

type Row = MartRow<'mart_authority'>;

/** A sentence or two on each authority, the picture, and every indicator with a column for each; nothing for a single one. */
export function authoritiesPart(data: ReportData, charts: readonly ReportChart[]): Html | false {
  const each = grouped(data.authorities, (row) => row.authority);
  if (each.length < 2 || each.length > mostAuthorities) return false;
  const inOrder = each.sort((a, b) => ((a[0]?.authority_name ?? '') < (b[0]?.authority_name ?? '') ? -1 : 1));
  return html`<h3 id="side-by-side">Authority by authority</h3>
<ul>${inOrder.map((rows) => html`<li>${standsOut(rows, data)}</li>\n`)}</ul>
${charts.map(chartFigure)}
${sideBySide(inOrder, data)}`;
}

/** As many indicators are named of each authority. */
const named = 2;

/** Its wards in the highest fifth, and what it is clearly higher or lower on than all of them together. */
export function standsOut(rows: readonly Row[], { index }: Pick<ReportData, 'index'>): string {
  const [first] = rows;
  const own = index.filter(({ authority }) => authority === first?.authority);
  const ranked = own.filter(({ rank }) => rank !== null).length;
  const top = topFifth(index).filter(({ authority }) => authority === first?.authority).length;
  const clear = (way: Row['together_judgement']): string[] =>
    rows
      .filter((row) => row.together_judgement === way && row.value !== null && row.together_value)
      .sort((a, b) => ratio(b) - ratio(a) || a.position - b.position)
      .slice(0, named)
      .map(
        (row) =>
          `‘${row.title}’ (${figure(row.value ?? 0, row.unit)} against ${figure(row.together_value ?? 0, row.unit)})`,
      );
  const said = [
    `${first?.authority_name}: ${top} of its ${counted(ranked, 'ranked ward')} ${top === 1 ? 'is' : 'are'} in the fifth with the highest need`,
    ...[clear('worse')]
      .filter((some) => some.length > 0)
      .map((some) => `more need than the authorities together on ${list(some)}`),
    ...[clear('better')].filter((some) => some.length > 0).map((some) => `less on ${list(some)}`),
  ];
  return `${said.join('; ')}.`;
}

const ratio = ({ value, together_value }: Row): number =>
  value && together_value ? Math.abs(Math.log(value / together_value)) : 0;

function sideBySide(each: readonly (readonly Row[])[], { list: indicators, assessment }: ReportData): Html {
  const of = new Map(each.flat().map((row) => [`${row.indicator} ${row.authority}`, row]));
  const country = assessment.benchmark_name;
  const groups = byDomain(indicators, (listed) => {
    const own = each.map((rows) => of.get(`${listed.indicator} ${rows[0]?.authority}`));
    const [any] = own;
    const of_all = (value: number | null | undefined): Part =>
      value == null ? html`<span class="quiet">none</span>` : figure(value, listed.unit);
    return [
      html`${listed.title}<span class="below">${listed.period ?? ''}</span>`,
      of_all(any?.country_value),
      of_all(any?.together_value),
      ...own.map((row) => cell(row)),
    ];
  });
  return table({
    id: 'side-by-side-table',
    caption: `Every indicator, authority by authority, against ${country}`,
    columns: [
      { heading: 'Indicator' },
      { heading: country, figure: true },
      { heading: 'Together', figure: true },
      ...each.map((rows) => ({ heading: rows[0]?.authority_name ?? '', figure: true })),
    ],
    groups,
    note: html`Below each figure its 95% interval; the mark says whether it is higher than, similar to or lower than ${country}. Together is the figure of ${each.length === 2 ? 'both' : `all ${count(each.length)}`} authorities, shown only where all of theirs are. The comparison of each with all of them together is in <a href="data/authorities.csv">data/authorities.csv</a>.`,
  });
}

function cell(row: Row | undefined): Part {
  if (!row || row.value === null) return html`<span class="quiet">${row ? statusWord[row.status] : 'no data'}</span>`;
  const f = { value: row.value, lower: row.lower95_0cl, upper: row.upper95_0cl, unit: row.unit };
  const places = Math.max(1, decimals(f));
  return html`${figureText(f, places)}<span class="below">${intervalText(f, places)}</span>${compared(row)}`;
}
