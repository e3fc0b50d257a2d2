/** What only a script can do: the box that finds a ward, the sliders, and the figures both are made from. */
import type { MartRow } from '../../models/marts.js';
import { needColours } from '../drawing/style.js';
import { byRank, rankText, sharedRanks, spokenOf } from '../telling/wards.js';
import type { ReportData } from './data.js';
import { grouped } from './figures.js';
import { type Html, html, type Part, trusted } from './html.js';
import type { PageData } from './page-data.js';
import { table } from './table.js';

/** More wards than this and the page would be heavy: the files beside it have them all. */
const mostWards = 400;

/** The columns the script works on; undefined where there are too many wards, or nothing is ranked. */
export function pageData(data: ReportData): PageData | undefined {
  const { assessment, index, domains, indicators, list, zones } = data;
  if (index.length > mostWards || !index.some((ward) => ward.rank !== null)) return undefined;
  const wards = byRank(index);
  const [names, shared] = [spokenOf(index), sharedRanks(wards)];
  const at = new Map(wards.map(({ ward }, i) => [ward, i]));
  const column = <R, T>(rows: readonly R[], ward: (row: R) => string, cell: (row: R) => T, none: T): T[] => {
    const cells = new Array<T>(wards.length).fill(none);
    for (const row of rows) {
      const i = at.get(ward(row));
      if (i !== undefined) cells[i] = cell(row);
    }
    return cells;
  };
  const byIndicator = new Map(grouped(indicators, (row) => row.indicator).map((rows) => [rows[0]?.indicator, rows]));
  return {
    country: assessment.benchmark_name,
    power: assessment.index_power,
    threshold: assessment.index_threshold,
    stretched: assessment.normalise === 'imd_exponential',
    wards: wards.map((ward) => ({
      code: ward.ward,
      name: names.get(ward.ward) ?? ward.ward_name,
      rank: ward.rank,
      rankText: rankText(ward, ward.rank !== null && shared.has(ward.rank)),
      residents: ward.residents,
    })),
    zones: zones.map(({ name }) => name),
    domains: domainsIn(domains).map((rows) => ({
      title: rows[0]?.domain_title ?? '',
      weight: rows[0]?.weight ?? 0,
      scores: column(
        rows,
        (row) => row.ward,
        (row) => row.score,
        null,
      ),
      contributions: column(
        rows,
        (row) => row.ward,
        (row) => row.contribution,
        null,
      ),
    })),
    indicators: [...list]
      .sort((a, b) => a.position - b.position)
      .map(({ indicator, title, domain_title, period, unit, direction }) => {
        const rows = byIndicator.get(indicator) ?? [];
        const own = rows.filter((row) => row.area_level === 'ward');
        const of = <T>(cell: (row: MartRow<'mart_indicator'>) => T, none: T) =>
          column(own, (row) => row.area, cell, none);
        return {
          title,
          domain: domain_title,
          period: period ?? '',
          unit,
          direction: direction as 'higher' | 'lower' | 'none',
          country: rows.find((row) => row.area_level === 'country')?.value ?? null,
          values: of((row) => row.value, null),
          lower: of((row) => row.lower95_0cl, null),
          upper: of((row) => row.upper95_0cl, null),
          judgements: of((row) => row.judgement, 'not_compared'),
          notes: of(noteOf, ''),
        };
      }),
    shades: needColours,
  };
}

const domainsIn = (rows: ReportData['domains']) =>
  grouped(rows, (row) => row.domain).sort((a, b) => (a[0]?.position ?? 0) - (b[0]?.position ?? 0));

const noteOf = ({ value, status, reason }: MartRow<'mart_indicator'>): string =>
  value === null ? (reason ?? 'no figure') : status === 'measured' ? '' : status;

/** The data as a block that no browser runs and no text of it can leave. */
export const dataBlock = (data: PageData): Html =>
  html`<script type="application/json" id="page-data">${trusted(JSON.stringify(data).replaceAll('<', '\\u003c'))}</script>`;

/** Finds a ward and shows it. */
export function profilePanel(data: PageData | undefined): Part {
  if (!data) return '';
  return html`<div class="needs-script" hidden>
<h3 id="ward-profile">One ward at a time</h3>
<form id="ward-form" class="find"><label for="ward-search">Find a ward${data.zones.length > 0 && ' or a zone'}</label>
<input id="ward-search" list="ward-names" autocomplete="off"><button type="submit">Show</button>
<datalist id="ward-names">${[...data.wards.map(({ name }) => name), ...data.zones].map((name) => html`<option value="${name}">`)}</datalist></form>
<p id="ward-said" role="status"></p>
<div id="profile"></div>
</div>`;
}

/** A slider for each domain, and the wards in the order they give. */
export function weightsPanel(data: PageData | undefined): Part {
  if (!data || data.domains.length < 2) return '';
  const sliders = data.domains.map(
    ({ title, weight }, i) => html`<div class="slider"><label for="weight-${i}">${title}</label>
<input type="range" id="weight-${i}" min="0" max="100" step="1" value="${Math.round(100 * weight)}">
<output for="weight-${i}"></output></div>`,
  );
  return html`<div class="needs-script" hidden>
<h3 id="weighed">What if the domains were weighed differently</h3>
<p>Move a slider to make a domain count for more or less. The wards are ranked anew at once, by the same arithmetic as the index, and the map above is shaded by the new ranks. The address of this page keeps the weights, so it can be sent on. The published index does not change.</p>
<form id="weights-form">${sliders}<button type="button" id="weights-reset">Back to the published weights</button></form>
<p id="weights-said" role="status"></p>
${table({
  id: 'weights-list',
  caption: 'The wards by rank under these weights',
  columns: [
    { heading: 'Rank', figure: true },
    { heading: 'Ward' },
    { heading: 'Published rank', figure: true },
    { heading: 'Change' },
  ],
  groups: [{ rows: [] }],
  rowHeading: 1,
})}
</div>`;
}

/** Stands by the map while other weights than the published ones shade it. */
export const weighedNote = (data: PageData | undefined): Part =>
  data &&
  html`<p class="weighed-note" role="status" hidden><strong>Shaded by your own weights,</strong> not by the published index. <button type="button">Back to the published weights</button></p>`;
