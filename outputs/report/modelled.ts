/** Part of section 3: shares that nobody has measured here, modelled from national rates. In the order of names, never of size. */
import type { MartRow } from '../../models/marts.js';
import { count, decimal } from '../telling/words.js';
import type { ReportData } from './data.js';
import { grouped, whole } from './figures.js';
import { type Html, html, type Part } from './html.js';
import { firstRows, table } from './table.js';

type EstimateRow = MartRow<'mart_estimate'>;

/** Each estimate: what it comes to here, the rates it applies, and the wards by name. Nothing where there is none. */
export function modelledPart(data: ReportData): Part {
  const known = data.estimates.filter((row) => row.value !== null);
  return grouped(known, (row) => row.estimate).map((rows) => oneEstimate(data, rows));
}

function oneEstimate({ rates, assessment }: ReportData, rows: readonly EstimateRow[]): Html {
  const [first] = rows;
  const applied = rates.filter((rate) => rate.estimate === first?.estimate);
  const authorities = rows.filter((row) => row.area_level === 'authority');
  const { shown, rest } = firstRows(byName(rows.filter((row) => row.area_level === 'ward')), 'data/estimates.csv');
  const id = first?.estimate.replaceAll('_', '-') ?? '';
  const people = applied[0]?.people.toLowerCase() ?? 'people';
  return html`<h3 id="${id}">${first?.title} (modelled)</h3>
<p><strong>Modelled, not measured.</strong> ${authorities.length === 1 ? authorities.map((row) => inWords(row, people)) : ''}Nobody has counted this in ${assessment.area_name} or anywhere else below the country. National rates among ${count(applied.length)} kinds of family are applied to the families who live in each ward. ${applied[0]?.caveats} The wards are in the order of their names: these figures help to plan how much support to offer, and cannot rank wards.</p>
${table({
  id: `${id}-rates`,
  caption: 'The national rates that are applied',
  columns: [
    { heading: 'Kind of family' },
    { heading: 'Rate', figure: true },
    { heading: 'Taken to be within', figure: true },
    { heading: 'Where it was found', prose: true },
  ],
  groups: [
    {
      rows: applied.map(({ part, value, lower95_0cl, upper95_0cl, found }) => [
        part,
        `${decimal(value, 0)}%`,
        `${decimal(lower95_0cl, 0)} to ${decimal(upper95_0cl, 0)}%`,
        found,
      ]),
    },
  ],
})}
${table({
  id: `${id}-areas`,
  caption: html`${first?.title}, modelled: the wards by name`,
  columns: [
    { heading: 'Area' },
    { heading: 'Modelled share', figure: true },
    { heading: '95% interval', figure: true },
    { heading: 'Modelled number', figure: true },
    { heading: '95% interval', figure: true },
  ],
  groups: [
    { rows: [...authorities, ...rows.filter((row) => row.area_level === 'country')].map(cells) },
    { heading: 'Wards', rows: shown.map(cells) },
  ],
  note: html`The number is the share of ${people}. The interval comes from the national rates alone: it moves all wards together. ${rest}`,
})}`;
}

const inWords = ({ area_name, value, lower95_0cl, upper95_0cl, ...row }: EstimateRow, people: string): Html =>
  html`In ${area_name} it would be about ${rounded(row.expected)} of ${whole(row.people ?? 0)} ${people}, ${decimal(value ?? 0, 0)}% (${decimal(lower95_0cl ?? 0, 0)} to ${decimal(upper95_0cl ?? 0, 0)}%). `;

const cells = (row: EstimateRow): Part[] => [
  row.area_name,
  `${decimal(row.value ?? 0, 0)}%`,
  `${decimal(row.lower95_0cl ?? 0, 0)} to ${decimal(row.upper95_0cl ?? 0, 0)}%`,
  rounded(row.expected),
  `${rounded(row.expected_lower95_0cl)} to ${rounded(row.expected_upper95_0cl)}`,
];

/** A model is not exact to one child: two figures that count, and never finer than tens. */
function rounded(n: number | null): string {
  const step = Math.max(10, 10 ** (Math.floor(Math.log10(Math.max(n ?? 0, 1))) - 1));
  return whole(Math.round((n ?? 0) / step) * step);
}

const byName = (rows: readonly EstimateRow[]): EstimateRow[] =>
  [...rows].sort((a, b) => (a.area_name < b.area_name ? -1 : a.area_name > b.area_name ? 1 : 0));
