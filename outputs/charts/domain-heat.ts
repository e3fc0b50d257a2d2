/** Why wards stand where they do: each ward's score in each domain. */

import type { MartRow } from '../../models/marts.js';
import { type Drawing, defineChart, type Reading, type Size } from '../define.js';
import { frame, roomFor, type Words } from '../drawing/frame.js';
import {
  breaksOf,
  type Columns,
  cellLayers,
  columnsOf,
  type Domain,
  headLayer,
  heatKeyLayers,
  keyRoom,
  nameLayers,
  type Ward,
} from '../drawing/heat.js';
import { mostRows, rowHeight, rowsOnPage } from '../drawing/rows.js';
import { sizes } from '../drawing/style.js';
import { footOf, publishersOf } from '../telling/foot.js';
import { inIndex, qualityAfter, qualityOf } from '../telling/quality.js';
import { byRank, fifthOf, labelsOf } from '../telling/wards.js';
import { capital, count, counted, indexName, namesIn, needOf } from '../telling/words.js';

const reads = ['mart_assessment', 'mart_index', 'mart_domain', 'mart_indicator_list'] as const;
type Rows = Reading<(typeof reads)[number]>;
type DomainRow = MartRow<'mart_domain'>;

/** Table of wards and domains, shaded. */
export const domainHeat = defineChart({
  name: 'domain-heat',
  title: 'Domain scores by ward',
  reads,
  draw(rows, size) {
    const assessment = rows.mart_assessment[0];
    const domains = domainsOf(rows.mart_domain);
    const labels = labelsOf(rows.mart_index);
    const wards = byRank(rows.mart_index).map((row) => ({
      ward: row.ward,
      label: labels.get(row.ward) ?? row.ward_name,
      fifth: fifthOf(row),
    }));
    if (!assessment || wards.length === 0 || domains.length === 0) return undefined;
    const centred = assessment.normalise === 'z_score';
    const need = needOf(assessment.index_title);
    const visible = wards.slice(0, rowsOnPage);
    // Where not even the highest fifth fits the page, the finding is about the wards that do.
    const title =
      visible.at(-1)?.fifth === 0 && wards.length > rowsOnPage
        ? leadFinding(visible, domains, need)
        : domainFinding(wards, domains, need, centred);
    const breaks = breaksOf(visible, domains, centred);
    const foot = footOf(
      assessment,
      publishersOf(rows.mart_indicator_list),
      '',
      qualityOf(inIndex(rows.mart_indicator_list)),
    );
    const words = (shown: number): Words => ({
      title,
      subtitle: subtitleOf(assessment, wards.length, shown, centred, breaks.includes(0.5) && breaks.includes(-0.5)),
      foot,
    });
    const columns = columnsOf(visible, domains, size);
    const shown = mostRows(wards.length, size, roomFor(words(1), size), columns.head + keyRoom(size));
    const drawn = words(shown);
    return {
      ...drawn,
      spec: frame(drawn, size, plotOf(wards.slice(0, shown), domains, columns, breaks, size)),
      alt: `Table of the scores of wards in ${assessment.area_name} in ${counted(domains.length, 'domain')}, darker for more need, wards in order of rank. ${title}.${qualityAfter(inIndex(rows.mart_indicator_list))}`,
      table: tableOf(wards, domains),
    };
  },
});

/** Domains in their order, each with its wards' scores. */
export function domainsOf(rows: readonly DomainRow[]): Domain[] {
  const byId = new Map<string, { position: number; title: string; scores: Map<string, number | null> }>();
  for (const { domain, domain_title, position, ward, score } of rows) {
    const known = byId.get(domain);
    if (known) known.scores.set(ward, score);
    else byId.set(domain, { position, title: domain_title, scores: new Map([[ward, score]]) });
  }
  return [...byId]
    .sort(([a, { position: p }], [b, { position: q }]) => p - q || (a < b ? -1 : 1))
    .map(([id, { title, scores }]) => ({ id, title, scores }));
}

/** Which domains stand out among the wards of the highest fifth. Without a zero to measure from, who ranks first where. */
export function domainFinding(
  wards: readonly Ward[],
  domains: readonly Domain[],
  need: string,
  centred: boolean,
): string {
  const top = wards.filter(({ fifth }) => fifth === 0);
  const plain = `Scores of ${counted(wards.length, 'ward')} in ${counted(domains.length, 'domain')}`;
  if (top.length === 0 || !centred) return plain;
  const above = domains
    .map(({ title, scores }) => ({ title, n: top.filter(({ ward }) => (scores.get(ward) ?? 0) > 0.005).length }))
    .sort((a, b) => b.n - a.n);
  const most = above[0]?.n ?? 0;
  if (most === 0) return plain;
  const leading = above.filter(({ n }) => n === most).map(({ title }) => title);
  if (top.length === 1) {
    const name = top[0]?.label ?? '';
    return `${name}, first for ${need}, scores above the average ward in ${count(most === 0 ? 0 : above.filter(({ n }) => n > 0).length)} of ${counted(domains.length, 'domain')}`;
  }
  const every = top.length === 2 ? 'both' : `all ${count(most)}`;
  const all = most === top.length ? every : `${count(most)} of the ${count(top.length)}`;
  const score = most === 1 ? 'scores' : 'score';
  const whose = `${all} wards in the fifth with the highest ${need}`;
  if (leading.length === domains.length) return `${capital(whose)} ${score} above the average ward in every domain`;
  const lowest = above.at(-1);
  const but =
    lowest && leading.length === 1
      ? `, in ${namesIn([lowest.title])} ${lowest.n === 0 ? 'none' : `${2 * lowest.n <= top.length ? 'only ' : ''}${count(lowest.n)}`}`
      : '';
  const where =
    leading.length > 2 ? `${count(leading.length)} of the ${counted(domains.length, 'domain')}` : namesIn(leading);
  return `In ${where}, ${whose} ${score} above the average ward${but}`;
}

/** Which domain is the highest-scoring one in most of the wards shown; nothing where none leads. */
export function leadFinding(wards: readonly Ward[], domains: readonly Domain[], need: string): string {
  const leads = domains
    .map(({ title, scores }) => {
      const highest = ({ ward }: Ward): boolean =>
        domains.every((other) => other.scores === scores || (other.scores.get(ward) ?? -9) < (scores.get(ward) ?? -9));
      return { title, n: wards.filter(highest).length };
    })
    .sort((a, b) => b.n - a.n);
  const [first, second] = leads;
  const those = `the ${count(wards.length)} wards with the highest ${need}`;
  if (!first || !second || first.n === second.n) return `Scores of ${those} in ${counted(domains.length, 'domain')}`;
  const most = first.n === wards.length ? 'all' : count(first.n);
  return `In ${most} of ${those}, the highest score is for ${namesIn([first.title])}`;
}

function subtitleOf(
  { index_title, area_name }: Rows['mart_assessment'][number],
  wards: number,
  shown: number,
  centred: boolean,
  fixed: boolean,
): string {
  const left = wards - shown;
  const parts = [
    `Domain scores of the ${indexName(index_title)}, wards of ${area_name} by rank`,
    centred ? '0 is the average ward' : '',
    fixed ? '' : 'Shades divide the scores shown into fifths',
    left > 0 ? `The first ${count(shown)} are shown, ${left.toLocaleString('en-GB')} are left out` : '',
  ];
  return `${parts.filter(Boolean).join('. ')}.`;
}

function plotOf(
  wards: readonly Ward[],
  domains: readonly Domain[],
  columns: Columns,
  breaks: readonly number[],
  size: Size,
) {
  const height = wards.length * rowHeight(size);
  const gaps = wards.some(({ ward }) => domains.some(({ scores }) => (scores.get(ward) ?? null) === null));
  return {
    height,
    left: columns.left,
    right: Math.max(0, sizes[size].width - columns.left - columns.width * domains.length),
    top: columns.head,
    bottom: keyRoom(size),
    layers: [
      headLayer(columns),
      ...nameLayers(wards, columns.left, size),
      ...cellLayers(wards, domains, columns.width, breaks, size),
      ...heatKeyLayers(breaks, gaps, -columns.left, height + 14, size),
    ],
  };
}

function tableOf(wards: readonly Ward[], domains: readonly Domain[]): Drawing['table'] {
  return {
    headings: ['Ward code', 'Ward', ...domains.map(({ title }) => title)],
    rows: wards.map(({ ward, label }) => [ward, label, ...domains.map(({ scores }) => scores.get(ward) ?? null)]),
  };
}
