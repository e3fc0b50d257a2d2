/** Where several authorities refer to the same programmes: whether there are enough families for a joint group, and how far they would travel. */
import type { MartRow } from '../../models/marts.js';
import { jointFinding, verdictWords } from '../telling/joint-groups.js';
import { decimal } from '../telling/words.js';
import type { ReportData } from './data.js';
import { grouped, whole } from './figures.js';
import { middles } from './help.js';
import { type Html, html, type Part } from './html.js';
import { table } from './table.js';

type Group = MartRow<'mart_group'>;

/** The statement, and a table of programmes with a column for each authority; nothing without referrals of several. */
export function jointGroupsPart({ groups, assessment }: ReportData): Html | false {
  const [any] = groups;
  if (!any) return false;
  const authorities = grouped(
    groups.filter(({ authority }) => authority !== null),
    ({ authority }) => authority ?? '',
  )
    .map(([first]) => ({ code: first?.authority ?? '', name: first?.authority_name ?? '' }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const together = groups.filter(({ authority }) => authority === null);
  return html`<h3 id="joint-groups">Groups that could be run together</h3>
<p>${jointFinding(groups) ?? `No programme has enough suitable referrals together where no authority has enough alone.`} The fewest families that make a group, ${any.least_group}, stands in assessment.yaml under groups.</p>
${table({
  id: 'joint-groups-table',
  caption: `Suitable referrals, ${any.period}, by programme and authority`,
  columns: [
    { heading: 'Programme' },
    ...authorities.map(({ name }) => ({ heading: name, figure: true })),
    { heading: 'Together', figure: true },
    { heading: `A group of ${any.least_group}?`, prose: true },
    { heading: 'Way to a joint group', prose: true },
  ],
  groups: grouped(
    [...together].sort((a, b) => a.position - b.position),
    ({ level }) => level,
  ).map((rows) => ({
    heading: rows[0]?.level_title ?? '',
    rows: [...rows]
      .sort((a, b) => Number(a.programme === null) - Number(b.programme === null))
      .map((row): Part[] => [
        row.programme ?? 'All of this level',
        ...authorities.map(({ code }) => referrals(find(groups, row, code))),
        referrals(row),
        row.programme === null ? '' : verdictWords(row),
        row.programme === null ? '' : way(groups, row, authorities),
      ]),
  })),
  note: html`Suitable referrals are all but those that were not appropriate, of families whose authority and service the file names. A programme is a service of one name, whoever runs it. Counts below ${assessment.suppress_below} are withheld, and others with them where one less than the total would give them away; of what is withheld no more is said than whether it is small. Not everyone who is referred starts. Distances are straight lines from the middle of ${middles(groups.map(({ middle }) => middle))} to the place of the programme that is nearest to all families together, by families on average: roads are longer. All rows are in <a href="data/joint-groups.csv">data/joint-groups.csv</a>.`,
})}`;
}

const find = (groups: readonly Group[], row: Group, code: string): Group | undefined =>
  groups.find((one) => one.level === row.level && one.programme === row.programme && one.authority === code);

function referrals(row: Group | undefined): Part {
  if (!row) return html`<span class="quiet">none</span>`;
  return row.referrals === null ? html`<span class="quiet">withheld</span>` : whole(row.referrals);
}

function way(groups: readonly Group[], row: Group, authorities: readonly { code: string; name: string }[]): Part {
  if (row.km === null) return html`<span class="quiet">no place given</span>`;
  const each = authorities.flatMap(({ code, name }) => {
    const km = find(groups, row, code)?.km;
    return km == null ? [] : [`${decimal(km)} km from ${name}`];
  });
  return html`${decimal(row.km)} km on average, at most ${decimal(row.km_most ?? 0)} km, to ${row.run_by ?? row.service_id}<span class="below">${each.join('; ')}</span>`;
}
