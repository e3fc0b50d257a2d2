/** The method in plain words, the sources, and how to make the report again. */
import type { MartRow } from '../../models/marts.js';
import { publishersIn } from '../telling/foot.js';
import { capital, counted, day, decimal } from '../telling/words.js';
import type { ReportData } from './data.js';
import { grouped, whole } from './figures.js';
import { type Html, html, link, type Part } from './html.js';
import { table } from './table.js';
import { byDomain } from './why.js';

/** How it was made: all of it said from the marts, so that it cannot disagree with what was done. */
export function madeSection(data: ReportData): Html {
  return html`<h3>Method</h3>
${method(data)}
${weights(data)}
${together(data.correlations)}
${coverage(data)}
<h3>Sources</h3>
${sources(data)}
<h3>How to make it again</h3>
<p>The same data and settings give the same report, byte for byte where a file’s format allows. In the folder that holds <code>assessment.yaml</code> and <code>wardwise.lock.json</code>, run:</p>
<pre><code>${commandOf(data)}</code></pre>
<p>Every file that was used is known by the hash of its bytes; all of them together are data ${data.assessment.data_hash}. The full hashes and addresses are in <a href="provenance.json">provenance.json</a>, and how good each indicator’s figures are in <a href="quality.csv">quality.csv</a>.</p>`;
}

const commandOf = ({ command, assessment }: ReportData): string =>
  command ?? (assessment.made_up ? 'npx wardwise run --demo' : 'npx wardwise run --offline');

const stepNames: Readonly<Record<MartRow<'mart_step'>['step'], string>> = {
  impute: 'Mind the gaps.',
  screen: 'Leave out what has too little.',
  treat: 'Treat outliers.',
  normalise: 'Put on one scale.',
  weight: 'Weigh.',
  aggregate: 'Add up.',
};
const statistics: Readonly<Record<string, string>> = {
  proportion: 'Shares are counts out of everyone they could apply to, with Wilson 95% intervals.',
  rate: 'Rates are events for each so many people, with Byar’s 95% intervals (exact ones below ten events).',
  mean: 'Averages of published scores are weighted by residents; they have no sampling interval.',
};

function method({ assessment, list, steps }: ReportData): Html {
  const kinds = [...new Set(list.map((row) => row.statistic))].sort();
  const parts: Part[] = [
    html`<strong>Count.</strong> Published figures are added up or shared out to the ${assessment.ward_type_title}. ${kinds
      .map((kind) => statistics[kind])
      .filter((text) => text !== undefined)
      .join(' ')}`,
    html`<strong>Compare.</strong> An area is higher or lower than ${assessment.benchmark_name} only where its whole 95% interval is.`,
    ...grouped(steps, (row) => row.step).map(stepText),
    html`<strong>Rank.</strong> Wards are ranked by score, 1 the highest need. A ward without what it takes has no rank, and says why.`,
    html`<strong>Protect.</strong> Small counts in the council’s own files are withheld before anything is drawn or written.`,
  ];
  return html`<ol class="steps">${parts.map((step) => html`<li>${step}</li>\n`)}</ol>`;
}

/** A step as it was declared, and the indicators for which it differs. */
function stepText(rows: readonly MartRow<'mart_step'>[]): Html {
  const others = rows.filter(({ indicator }) => indicator !== null);
  const [whole] = rows;
  const turned = whole?.step === 'normalise' ? ' Where a low figure means more need, it is turned round first.' : '';
  return html`<strong>${stepNames[whole?.step ?? 'weight']}</strong> ${rows
    .filter(({ indicator }) => indicator === null)
    .map(({ words }) => words)
    .join(' ')}${turned}${others.map(({ title, indicator, words }) => ` ${title ?? indicator}: ${words}`)}`;
}

const percent = (share: number | null): Part =>
  share === null ? html`<span class="quiet">not known</span>` : `${decimal(100 * share, 0)}%`;

/** What was declared to weigh how much, and what the ranking owes to each. */
function weights({ domains, indexIndicators, imputed }: ReportData): Html {
  const each = grouped(domains, (row) => row.domain).flatMap((group) => (group[0] ? [group[0]] : []));
  const groups = each
    .sort((a, b) => a.position - b.position)
    .map((row) => ({
      heading: `${row.domain_title}: ${decimal(100 * row.weight, 0)}%`,
      rows: indexIndicators
        .filter(({ domain }) => domain === row.domain)
        .sort((a, b) => a.position - b.position)
        .map((one): Part[] => [one.title, percent(one.weight), percent(one.effective_weight), doneTo(one)]),
    }));
  return html`${table({
    id: 'weights',
    caption: 'Domains and indicators of the index, and how much they weigh',
    columns: [
      { heading: 'Indicator' },
      { heading: 'Weight', figure: true },
      { heading: 'Share of the differences', figure: true },
      { heading: 'Treated', prose: true },
    ],
    groups,
    note: 'The weight is what was declared. The share of the differences between wards’ scores is what the ranking owes to an indicator in fact: more than its weight where wards differ on it in step with the others, less where they do not.',
  })}${
    imputed.length > 0 &&
    html`<p>${capital(counted(imputed.length, 'figure'))} of the index ${imputed.length === 1 ? 'was' : 'were'} filled in. Each is listed in <a href="data/index-imputed.csv">data/index-imputed.csv</a>.</p>`
  }`;
}

/** Pairs of indicators that count one thing twice, or take back what the other adds; the strongest few. */
function together(pairs: readonly MartRow<'mart_correlation'>[]): Part {
  if (pairs.length === 0) return '';
  const strongest = [...pairs].sort((a, b) => Math.abs(b.pearson) - Math.abs(a.pearson));
  const items = strongest.slice(0, 6).map((pair): Html => {
    const says =
      pair.finding === 'same_thing'
        ? 'go together so closely that they count the same thing twice'
        : 'run against each other, so that one takes back what the other adds';
    return html`<li>‘${pair.title}’ and ‘${pair.other_title}’${pair.same_domain ? '' : ', of two domains,'} ${says} (correlation ${decimal(pair.pearson, 2)}, of ranks ${decimal(pair.spearman, 2)}).</li>\n`;
  });
  const more = pairs.length - items.length;
  return html`<p>Some indicators are not independent of each other, which weights alone do not show:</p>
<ul>${items}</ul>
<p class="note">${more > 0 ? `The ${counted(items.length, 'strongest pair')} of ${pairs.length}. ` : ''}All pairs are in <a href="data/correlations.csv">data/correlations.csv</a>.</p>`;
}

function doneTo({ treatment, points_changed, wards_imputed, skewness }: MartRow<'mart_index_indicator'>): string {
  const leaning = skewness === null ? '' : ` (skewness ${decimal(skewness)})`;
  const treated = {
    none: '',
    winsorised: `${counted(points_changed, 'extreme figure')} drawn in${leaning}`,
    log: `logarithms taken${leaning}`,
  }[treatment];
  const filled = wards_imputed > 0 ? `${counted(wards_imputed, 'figure')} filled in` : '';
  return capital([treated, filled].filter(Boolean).join('; ')) || 'No';
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
    html`${row.release}<span class="below">${[row.period, row.published && `published ${day(row.published)}`].filter(Boolean).join('; ')}</span>`,
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
