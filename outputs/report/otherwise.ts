/** What if the index were made otherwise: the wards that stay on top, what moves the ranks most, and every way tried. */
import type { MartRow } from '../../models/marts.js';
import { topFifth } from '../telling/findings.js';
import { spokenOf } from '../telling/wards.js';
import { capital, count, counted, decimal, wardsIn } from '../telling/words.js';
import type { ReportData } from './data.js';
import { type Html, html, type Part } from './html.js';
import { table } from './table.js';

type Ward = MartRow<'mart_index'>;

/** Nothing where there is no other way to make it. */
export function otherwise({ index, alternatives, choices }: ReportData): Part {
  if (alternatives.length === 0) return '';
  return html`<h3 id="otherwise">What if it were made otherwise</h3>
<p>How an index is made is a choice. This one was also made in ${counted(alternatives.length, 'other way')}: on other scales, by another mean, and without each indicator and each domain in turn. ${staying(index)}</p>
${mostMoving(choices)}
${waysTable(alternatives)}`;
}

function staying(index: readonly Ward[]): string {
  const top = topFifth(index).filter(({ always_top_fifth }) => always_top_fifth !== null);
  if (top.length === 0) return '';
  const names = spokenOf(index);
  const always = top.filter(({ always_top_fifth }) => always_top_fifth);
  const fifth = 'the fifth with the highest need';
  if (top.length === 1)
    return `The one ward in ${fifth} ${always.length === 1 ? 'stays' : 'does not stay'} there in all of them.`;
  const of = `Of the ${counted(top.length, 'ward')} in ${fifth}`;
  if (always.length === 0) return `${of}, none stays there in all of them.`;
  if (always.length === top.length) return `${of}, all stay there whichever way it is made.`;
  const named =
    always.length <= 8 ? `: ${wardsIn(always.map(({ ward, ward_name }) => names.get(ward) ?? ward_name))}` : '';
  return `${of}, ${count(always.length)} ${always.length === 1 ? 'stays' : 'stay'} there whichever way it is made${named}.`;
}

/** Effects below this are not told from nothing. */
const tellable = 0.05;

/** Which choice the ranks owe most to, from Sobol’ indices. */
function mostMoving(choices: readonly MartRow<'mart_choice'>[]): Part {
  const known = choices.filter(({ total_effect }) => total_effect !== null && total_effect > tellable);
  const [first, second] = known.sort((a, b) => (b.total_effect ?? 0) - (a.total_effect ?? 0));
  if (!first || first.mean_rank_change === null) return '';
  const percent = (share: number | null) => `${decimal(100 * Math.min(1, Math.max(0, share ?? 0)), 0)}%`;
  const then = second ? `, then ${second.title} (${percent(second.total_effect)})` : '';
  return html`<p>With all choices drawn at random, a ward’s rank moves by ${decimal(first.mean_rank_change)} places on average. How far depends most on ${first.title}: it has a part in ${percent(first.total_effect)} of the differences, ${percent(first.first_effect)} by itself${then}.</p>`;
}

const kinds: Readonly<Record<MartRow<'mart_alternative_list'>['kind'], string>> = {
  normalise: 'Another scale',
  aggregate: 'Another mean',
  treat: 'Outliers otherwise',
  weight: 'Other weights',
  without_indicator: 'One indicator left out',
  without_domain: 'One domain left out',
};

function waysTable(alternatives: readonly MartRow<'mart_alternative_list'>[]): Html {
  const ordered = [...alternatives].sort((a, b) => a.position - b.position);
  const groups = Object.entries(kinds).flatMap(([kind, heading]) => {
    const rows = ordered.filter((row) => row.kind === kind);
    return rows.length === 0 ? [] : [{ heading, rows: rows.map(wayRow) }];
  });
  return table({
    id: 'alternatives',
    caption: `${capital(counted(alternatives.length, 'other way'))} of making the index, and how far each moves the ranks`,
    columns: [
      { heading: 'The index made otherwise' },
      ...['Places moved, average', 'Places moved, most', 'Highest fifth kept'].map((heading) => ({
        heading,
        figure: true,
      })),
    ],
    groups,
    note: html`“Highest fifth kept” counts the wards of the fifth with the highest need that are in it this way too. Every ward’s rank in every way is in <a href="data/alternatives.csv">data/alternatives.csv</a>.`,
  });
}

const wayRow = (row: MartRow<'mart_alternative_list'>): Part[] => [
  row.title,
  row.mean_rank_change === null ? '' : decimal(row.mean_rank_change),
  row.largest_rank_change,
  `${row.top_fifth_kept} of ${row.top_fifth}`,
];
