/** Section 6: the method in plain words, the sources, and how to make the report again. */
import { capital, counted, day, decimal, publishersIn } from '../words.js';
import type { ReportData } from './data.js';
import { grouped, indexName, whole } from './figures.js';
import { type Html, html, link, type Part } from './html.js';
import { table } from './table.js';
import { byDomain } from './why.js';

/** How it was made: all of it said from the marts, so that it cannot disagree with what was done. */
export function madeSection(data: ReportData): Html {
  return html`<h3>Method</h3>
${method(data)}
${weights(data)}
${coverage(data)}
<h3>Sources</h3>
${sources(data)}
<h3>How to make it again</h3>
<p>The same data and settings give the same report, byte for byte where a file’s format allows. In the folder that holds <code>assessment.yaml</code> and <code>wardwise.lock.json</code>, run:</p>
<pre><code>${commandOf(data)}</code></pre>
<p>Every file that was used is known by the hash of its bytes; all of them together are data ${data.assessment.data_hash}. The full hashes and addresses are in <a href="provenance.json">provenance.json</a>, and checks of coverage in <a href="quality.csv">quality.csv</a>.</p>`;
}

const commandOf = ({ command, assessment }: ReportData): string =>
  command ?? (assessment.made_up ? 'npx wardwise run --demo' : 'npx wardwise run --offline');

const scales: Readonly<Record<string, string>> = {
  z_score:
    'Each ward’s figure becomes its distance from the average ward, counted in standard deviations, so that percentages and rates can be added together.',
  imd_exponential:
    'Wards are put in order on each domain, and the order is stretched so that the highest need counts most: the exponential transformation of the English Indices of Deprivation.',
};
const statistics: Readonly<Record<string, string>> = {
  proportion: 'Shares are counts out of everyone they could apply to, with Wilson 95% intervals.',
  rate: 'Rates are events for each so many people, with Byar’s 95% intervals (exact ones below ten events).',
  mean: 'Averages of published scores are weighted by residents; they have no sampling interval.',
};

function method({ assessment, list }: ReportData): Html {
  const kinds = [...new Set(list.map((row) => row.statistic))].sort();
  const steps: Part[] = [
    html`<strong>Count.</strong> Published figures are added up or shared out to the ${assessment.ward_type_title}. ${kinds
      .map((kind) => statistics[kind])
      .filter((text) => text !== undefined)
      .join(' ')}`,
    html`<strong>Compare.</strong> An area is higher or lower than ${assessment.benchmark_name} only where its whole 95% interval is.`,
    html`<strong>Put on one scale.</strong> ${scales[assessment.normalise] ?? `Figures are put on one scale by ${assessment.normalise}.`} Where a low figure means more need, it is turned round first.`,
    html`<strong>Weigh and add.</strong> Indicators make up domains, and domains make up the ${indexName(assessment)}, by the weights below (${assessment.aggregate} mean).`,
    html`<strong>Rank.</strong> Wards are ranked by score, 1 the highest need. A ward without what it takes has no rank, and says why.`,
    html`<strong>Protect.</strong> Small counts in the council’s own files are withheld before anything is drawn or written.`,
  ];
  return html`<ol class="steps">${steps.map((step) => html`<li>${step}</li>\n`)}</ol>`;
}

function weights({ domains, list }: ReportData): Html {
  const each = grouped(domains, (row) => row.domain).flatMap((group) => (group[0] ? [group[0]] : []));
  const total = each.reduce((sum, row) => sum + row.weight, 0);
  const rows = each
    .sort((a, b) => a.position - b.position)
    .map((row): Part[] => {
      const titles = list.filter((entry) => entry.domain === row.domain && entry.in_index).map((entry) => entry.title);
      return [
        row.domain_title,
        `${decimal((100 * row.weight) / (total || 1), 0)}%`,
        titles.join('; ') || html`<span class="quiet">not in this edition</span>`,
      ];
    });
  return table({
    id: 'weights',
    caption: 'Domains of the index, their weights and their indicators',
    columns: [{ heading: 'Domain' }, { heading: 'Weight', figure: true }, { heading: 'Indicators', prose: true }],
    groups: [{ rows }],
  });
}

const smallAreas =
  'LSOAs (lower-layer super output areas) are the small areas the Census is published for, each of about 1,700 people.';

function coverage({ list }: ReportData): Html {
  const groups = byDomain(list, (row) => [
    row.title,
    publishersIn(row).join('; '),
    row.period ?? 'no data',
    row.geography,
    `${whole(row.wards_with_value)} of ${whole(row.wards_in_area)}`,
    row.caveats,
  ]);
  const headings = ['Indicator', 'Publisher', 'Period', 'Published for', 'Wards with a figure', 'Take care'];
  return table({
    id: 'indicator-list',
    caption: 'Where each indicator comes from and how far it reaches',
    columns: headings.map((heading, i) => ({ heading, figure: i === 4, prose: i === 5 })),
    groups,
    note: list.some(({ geography }) => /\bLSOA\b/.test(geography)) && smallAreas,
  });
}

function sources({ sources: rows, assessment }: ReportData): Html {
  const cells = rows.map((row): Part[] => [
    html`${link(row.page, row.title)}<span class="below">${row.publisher}${row.caveats && `. ${row.caveats}`}</span>`,
    html`${row.release}<span class="below">${row.period}; published ${day(row.published)}</span>`,
    row.geography,
    row.licence,
    day(row.retrieved),
    row.sha256 === null ? 'not shown' : html`<code>${row.sha256.slice(0, 12)}</code>`,
  ]);
  const headings = ['Source', 'Release', 'Geography', 'Licence', 'Retrieved', 'Hash'];
  const open = rows.some((row) => /open government|^ogl/i.test(row.licence)) && !assessment.made_up;
  const publishers = [...new Set(rows.map((row) => row.publisher))].sort().join('; ');
  return html`<p>${capital(counted(rows.length, 'file'))} from ${publishers || 'no publisher'}.${
    open ? ' Contains public sector information licensed under the Open Government Licence v3.0.' : ''
  }</p>
${table({
  id: 'sources',
  caption: 'Sources, their releases and licences',
  columns: headings.map((heading, i) => ({ heading, prose: i === 0 })),
  groups: [{ rows: cells }],
  note: 'The hash is the first twelve characters of the SHA-256 of the file as it was received.',
})}`;
}
