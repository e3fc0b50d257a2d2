/** What is known of the authority as a whole and of none of its wards. */
import type { MartRow } from '../../models/marts.js';
import { capital, count, counted, figure, list } from '../telling/words.js';
import type { ReportData } from './data.js';
import { decimals, figureText, grouped, intervalText, possessive, tellingDecimals } from './figures.js';
import { type Html, html, type Part } from './html.js';
import { type Column, firstRows, table } from './table.js';
import { compared, statusWord } from './why.js';

type ContextRow = MartRow<'mart_context'>;

/** The authority beside its region and the country; with several authorities, one after the other. */
export function wholeAuthority(data: ReportData): Html | false {
  const { assessment, context } = data;
  if (context.length === 0) return false;
  const country = assessment.benchmark_name;
  const { shown, rest } = firstRows(context, 'data/context.csv');
  const regions = context.some((row) => row.region_value !== null);
  const columns: Column[] = [
    { heading: 'Indicator', prose: true },
    { heading: 'Year' },
    { heading: 'Value', figure: true },
    { heading: '95% interval', figure: true },
    ...(regions ? [{ heading: regionHeading(context), figure: true }] : []),
    { heading: country, figure: true },
    { heading: `Against ${country}` },
  ];
  const authorities = grouped(shown, (row) => row.area);
  const several = authorities.length > 1;
  return html`<h3 id="as-a-whole">The authority as a whole</h3>
<p><strong>${found(context, country)}</strong></p>
<p>These figures are published for whole authorities or larger areas. They say nothing about one ward against another, and are part of no rank.</p>
${table({
  id: 'whole-authority',
  caption: `${several ? 'The authorities' : (context[0]?.area_name ?? assessment.area_name)} as a whole, compared with ${country}`,
  columns,
  groups: authorities.map((rows) => ({
    ...(several ? { heading: rows[0]?.area_name ?? '' } : {}),
    rows: inOrder(rows).map((row) => cells(row, country, regions)),
  })),
  note: html`“Higher” and “lower” are said only where the whole 95% interval lies above or below ${possessive(country)} figure. ${
    context.some((row) => row.country_made === 'summed') &&
    `Where ${country} has no published figure, all its authorities were added up. `
  }All of them are in <a href="data/context.csv">data/context.csv</a>. ${rest}`,
})}`;
}

/** The finding, by the intervals alone: how many differ from the country, and which. */
function found(rows: readonly ContextRow[], country: string): string {
  const own = rows.filter((row) => row.comparison !== 'not_compared');
  const several = new Set(rows.map((row) => row.area)).size > 1;
  const place = several ? 'whole authorities' : `${rows[0]?.area_name} as a whole`;
  if (own.length === 0) return `Nothing known only for ${place} can be compared with ${country}.`;
  const one = own.length === 1;
  const ways = (['higher', 'lower', 'similar'] as const).flatMap((way) => {
    const n = own.filter((row) => row.comparison === way).length;
    return n === 0 ? [] : [`${one ? 'is' : `${count(n)} ${n === 1 ? 'is' : 'are'}`} ${way}`];
  });
  const which = (['higher', 'lower'] as const).flatMap((way) => {
    const titles = [...new Set(inOrder(own.filter((row) => row.comparison === way)).map((row) => row.title))];
    return titles.length > 0 && titles.length <= most && !one && !several
      ? [`${capital(way)}: ${titles.join('; ')}.`]
      : [];
  });
  const opening = one ? `The one figure (${own[0]?.title})` : `Of the ${counted(own.length, 'figure')}`;
  const compares = `${opening} known only for ${place} that can be compared with ${country}${one ? ' ' : ', '}${list(ways)}.`;
  return [compares, ...which].join(' ');
}

/** More names than these are left to the table. */
const most = 5;

const inOrder = (rows: readonly ContextRow[]): ContextRow[] =>
  [...rows].sort((a, b) => a.position - b.position || (a.indicator < b.indicator ? -1 : 1));

function cells(row: ContextRow, country: string, regions: boolean): Part[] {
  const region = regions ? [other(row.region_value, row, 1)] : [];
  const source = html`<span class="below">${row.unit !== '%' && row.unit !== 'score' && `${capital(row.unit)}. `}${row.publisher}</span>`;
  if (row.value === null) {
    const why = row.reason && html`<span class="below">${capital(row.reason)}.</span>`;
    const none = html`<span class="quiet">${statusWord[row.status]}</span>`;
    return [html`${row.title}${source}${why}`, row.period, none, '', ...region, other(row.country_value, row, 1), ''];
  }
  const f = { value: row.value, lower: row.lower95_0cl, upper: row.upper95_0cl, unit: row.unit };
  const apart = row.comparison === 'higher' || row.comparison === 'lower';
  const places = apart && row.country_value !== null ? tellingDecimals(f, row.country_value) : decimals(f);
  const said = `${figureText({ ...f, unit: row.unit === '%' ? '%' : '' }, places)}`;
  return [
    html`${row.title}${source}${inheritedNote(row)}`,
    row.period,
    row.inherited_from === null
      ? html`${said}${row.status === 'measured' ? '' : html` <span class="quiet">${statusWord[row.status]}</span>`}`
      : html`<em class="quiet">${said}</em>`,
    intervalText(f, places) || html`<span class="quiet">none</span>`,
    ...(regions ? [other(row.region_value, row, places)] : []),
    other(row.country_value, row, places),
    row.inherited_from === null ? compared(row, country) : html`<span class="quiet">not its own figure</span>`,
  ];
}

const regionHeading = (rows: readonly ContextRow[]): string => {
  const names = new Set(rows.map((row) => row.region_name));
  return names.size === 1 ? ([...names][0] ?? 'Region') : 'Region';
};

const other = (value: number | null, { unit }: ContextRow, places: number): Part =>
  value === null ? html`<span class="quiet">no figure</span>` : figure(value, unit === '%' ? '%' : '', places);

const larger: Readonly<Record<string, string>> = { pfa: 'police force', utla: 'county', region: 'region' };

/** Whose figure it is where it is not the authority's own. */
const inheritedNote = ({ inherited_from, inherited_name }: ContextRow): Part =>
  inherited_from !== null &&
  html`<span class="below">The whole ${larger[inherited_from] ?? inherited_from}’s figure${inherited_name !== null && ` (${inherited_name})`}, the same in every authority there.</span>`;
