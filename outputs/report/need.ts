/** What we found, and where need is highest. */
import type { MartRow } from '../../models/marts.js';
import type { Finding } from '../telling/finding.js';
import { topFifth } from '../telling/findings.js';
import { byRank, fifthOf, rankText, sharedRanks, shareOfResidents } from '../telling/wards.js';
import { counted, decimal, indexName } from '../telling/words.js';
import { chartFigure, chartId } from './charts.js';
import { clustersTable } from './clusters.js';
import type { ReportChart, ReportData } from './data.js';
import { grouped, whole } from './figures.js';
import { type Html, html, type Part } from './html.js';
import { weighedNote } from './interactive.js';
import { type Column, firstRows, table } from './table.js';

/** The findings, each with the way to its picture and its table. */
export function foundSection({ findings, charts }: ReportData): Html {
  const drawn = new Set(charts.map((chart) => chart.name));
  const item = ({ text, chart, anchor, speaksOfDraws }: Finding): Html => html`<li><p>${text}</p>
<p class="links">${
    chart !== undefined && drawn.has(chart) ? html`<a href="#${chartId(chart)}">See the chart</a> ` : ''
  }${anchor !== undefined && html`<a href="#${anchor}">See the table</a>`}${speaksOfDraws ? html` <a href="#rank-ranges">See how sure</a>` : ''}</p></li>
`;
  return html`<ol class="findings">${findings.map(item)}</ol>`;
}

/** The map, the ranked list and the table of wards. */
export function whereSection(data: ReportData, charts: readonly ReportChart[]): Html {
  const { index } = data;
  return html`${ranksLine(data)}
${residentsLine(index)}
<div class="pair">${charts.map(chartFigure)}</div>
${weighedNote(data.page)}
${clustersTable(data)}
${authorityTable(data)}
${wardTable(data)}`;
}

function ranksLine({ assessment, domains }: ReportData): Html {
  if (assessment.wards_ranked === 0)
    return html`<p>No ward could be ranked by the ${indexName(assessment.index_title)}: why is said of each <a href="#no-estimate">below</a>.</p>`;
  const brought = new Set(domains.map((row) => row.domain)).size;
  return html`<p>Wards are ranked by the ${indexName(assessment.index_title)}, which brings together ${counted(brought, 'domain')} of need. Rank 1 is the highest need of the ${whole(assessment.wards_ranked)} wards ranked in ${
    assessment.area_name
  }. The ranks compare these wards with each other, not with the rest of the country.</p>`;
}

/** Where several authorities are assessed: how much of each is in the fifth with the highest need, the biggest share first. */
function authorityTable({ assessment, index }: ReportData): Part {
  const authorities = grouped(index, (ward) => ward.authority).map((wards) => {
    const ranked = wards.filter((ward) => ward.rank !== null).length;
    const top = wards.filter((ward) => fifthOf(ward) === 0).length;
    return { name: wards[0]?.authority_name ?? '', ranked, top, share: top / Math.max(1, ranked) };
  });
  if (authorities.length < 2) return '';
  const inOrder = authorities.sort((a, b) => b.share - a.share || b.top - a.top || (a.name < b.name ? -1 : 1));
  const shown = inOrder.slice(0, authoritiesShown);
  return table({
    id: 'authorities',
    caption: `Authorities of ${assessment.area_name} by the share of their wards in the fifth with the highest need`,
    columns: [
      { heading: 'Authority' },
      ...['Wards ranked', 'In the highest fifth', 'Share'].map((heading) => ({ heading, figure: true })),
    ],
    groups: [{ rows: shown.map(({ name, ranked, top, share }) => [name, ranked, top, `${decimal(100 * share, 0)}%`]) }],
    note:
      inOrder.length > shown.length &&
      html`The first ${shown.length} of ${inOrder.length} authorities are shown. All of their wards are in <a href="data/wards.csv">data/wards.csv</a>.`,
  });
}

const authoritiesShown = 20;

/** How many people live in the wards of highest need; said only when it is known for every ward. */
function residentsLine(index: readonly MartRow<'mart_index'>[]): Part {
  const top = topFifth(index);
  const share = shareOfResidents(top, index);
  if (top.length < 2 || share === undefined) return '';
  const here = top.reduce((sum, ward) => sum + (ward.residents ?? 0), 0);
  return html`<p>The fifth of wards with the highest need is home to ${whole(here)} people, ${decimal(share, 0)}% of all residents.</p>`;
}

function wardTable({ assessment, index, domains }: ReportData): Html {
  const ranked = byRank(index.filter((ward) => ward.rank !== null));
  const shared = sharedRanks(ranked);
  const titles = grouped(domains, (row) => row.domain)
    .flatMap((group) => (group[0] ? [group[0]] : []))
    .sort((a, b) => a.position - b.position);
  const byWard = new Map(domains.map((row) => [`${row.ward} ${row.domain}`, row.rank]));
  const several = new Set(index.map((ward) => ward.authority)).size > 1;
  const deciles = ranked.some((ward) => ward.decile !== null);
  const columns: Column[] = [
    { heading: 'Rank', figure: true },
    { heading: 'Ward' },
    ...(several ? [{ heading: 'Authority' }] : []),
    ...(deciles ? [{ heading: 'Decile', figure: true }] : []),
    { heading: 'Score', figure: true },
    ...titles.map((domain) => ({
      heading: html`${domain.domain_title}<span class="hidden">, rank</span>`,
      figure: true,
    })),
    { heading: 'Residents', figure: true },
  ];
  const { shown, rest } = firstRows(ranked, 'data/wards.csv');
  const rows = shown.map((ward): Part[] => [
    rankText(ward, ward.rank !== null && shared.has(ward.rank)),
    ward.ward_name,
    ...(several ? [ward.authority_name] : []),
    ...(deciles ? [ward.decile] : []),
    ward.score === null ? '' : decimal(ward.score, 2),
    ...titles.map(({ domain }) => byWard.get(`${ward.ward} ${domain}`) ?? html`<span class="quiet">none</span>`),
    ward.residents === null ? html`<span class="quiet">not known</span>` : whole(ward.residents),
  ]);
  const decileNote = deciles ? 'Decile 1 is the tenth of wards with the highest need. ' : '';
  const zero =
    assessment.normalise === 'z_score'
      ? 'A score of 0 is the average ward here; higher is more need. '
      : 'A higher score is more need. ';
  return table({
    id: 'wards',
    caption: `Wards of ${assessment.area_name} by rank, ${indexName(assessment.index_title)}`,
    columns,
    groups: [{ rows, wards: shown.map((ward) => ward.ward) }],
    rowHeading: 1,
    note: html`${rangeNote(ranked)}${decileNote}${zero}The columns under each domain’s name give the ward’s rank in that domain, 1 the highest need. ${rest}`,
  });
}

const rangeNote = (ranked: readonly MartRow<'mart_index'>[]): Part =>
  ranked.some((ward) => ward.rank_low !== null) &&
  html`In brackets, the ranks a ward has in 9 of 10 draws: <a href="#rank-ranges">how far a rank could move</a>. `;
