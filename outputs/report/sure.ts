/** What may be read into an index, a rank and an interval, and what may not. */
import type { MartRow } from '../../models/marts.js';
import { isOfFew } from '../drawing/marks.js';
import { topFifth } from '../telling/findings.js';
import { staysInTopFifth } from '../telling/wards.js';
import { capital, count, counted, decimal } from '../telling/words.js';
import { chartFigure } from './charts.js';
import { clustersMethod } from './clusters.js';
import { wardsAgainst } from './compared.js';
import type { ReportChart, ReportData } from './data.js';
import { whole } from './figures.js';
import { type Html, html, type Part } from './html.js';
import { weightsPanel } from './interactive.js';
import { otherwise } from './otherwise.js';
import { firstRows, table } from './table.js';
import { byDomain } from './why.js';

/** Plain words on certainty, how far ranks could move, then two tables: how far ward figures differ from the country's, and the wards left out. */
export function sureSection(data: ReportData, charts: readonly ReportChart[]): Html {
  const { assessment } = data;
  return html`${charts.map(chartFigure)}
<h3>What the ranks can and cannot say</h3>
<p>The index is a way to decide where to look first. It brings several signs of need together into one number. It does not measure any family, and families facing several pressures live in every ward, those low in the ranks included.</p>
<p>Ranks are within ${assessment.area_name} only. They cannot be set beside ranks from another area or another edition. Wards a few places apart may not really differ.</p>
${rankRanges(data)}
${otherwise(data)}
${weightsPanel(data.page)}
${clustersMethod(data)}
<h3>What the intervals say</h3>
<p>Every share and rate has a 95% interval. It allows for chance, which moves small numbers most: the fewer people, the wider it is. It does not allow for mistakes in the source or for change since the period it covers.</p>
${smallNumbers(data)}${wardDifferences(data)}
${wardsAgainst(data)}
<h3 id="no-estimate">Wards with no estimate</h3>
${withoutEstimate(data.index)}`;
}

/** How the ranges were made, how wide they are, and what they leave out. */
function rankRanges({ index, list }: ReportData): Part {
  const ranked = index.filter((ward) => ward.rank_low !== null && ward.rank_high !== null);
  const draws = ranked[0]?.draws;
  if (!draws) return '';
  const widths = ranked.map((ward) => (ward.rank_high ?? 0) - (ward.rank_low ?? 0)).sort((a, b) => a - b);
  const half = widths[Math.ceil(widths.length / 2) - 1] ?? 0;
  const scores = list.filter((row) => row.in_index && row.statistic === 'mean').length;
  const unmoved =
    scores === 0
      ? ''
      : scores === 1
        ? ' One indicator of the index is an average of scores, which has no interval and is not moved.'
        : ` ${capital(count(scores))} indicators of the index are averages of scores, which have no interval and are not moved.`;
  return html`<h3 id="rank-ranges">How far a rank could move</h3>
<p>A rank is shown with a range, such as 3 (1 to 6). To find it, the index was made again ${whole(draws)} times. In each of these draws every share and rate was moved by chance, by about as much as its 95% interval allows, and every domain counted for up to a quarter more or less. The range leaves out the lowest and the highest 5% of a ward’s ranks: in 9 of 10 draws its rank was within it.</p>
<p>${widthLine(half, widths.at(-1) ?? 0)}${steadyLine(ranked)}</p>
<p>The ranges do not cover mistakes in the sources, change since the years they are about, or the choice of indicators.${unmoved} Chance is taken to move each indicator on its own. Ranks could therefore move further than the ranges say.</p>`;
}

function widthLine(half: number, widest: number): string {
  if (widest === 0) return 'Here no ward’s range is wider than one rank.';
  if (half === 0) return `For half of the wards the range is one rank; the widest spans ${counted(widest, 'place')}.`;
  return `For half of the wards the two ends of the range are no more than ${counted(half, 'place')} apart, for any ward no more than ${count(widest)}.`;
}

function steadyLine(ranked: readonly MartRow<'mart_index'>[]): string {
  const top = topFifth(ranked).filter((ward) => staysInTopFifth(ward) !== undefined);
  if (top.length === 0) return '';
  const steady = top.filter((ward) => staysInTopFifth(ward)).length;
  const of = top.length === 1 ? 'The one ward' : `Of the ${counted(top.length, 'ward')}`;
  const where = `${of} in the fifth with the highest need`;
  if (top.length === 1) return ` ${where} ${steady ? 'stays' : 'does not stay'} there in at least 9 of 10 draws.`;
  return ` ${where}, ${count(steady)} ${steady === 1 ? 'stays' : 'stay'} there in at least 9 of 10 draws.`;
}

/** How many ward figures are of few, and what is done about it. */
function smallNumbers({ indicators }: ReportData): Part {
  const wards = indicators.filter((row) => row.area_level === 'ward' && row.reliability !== null);
  const few = wards.filter(isOfFew);
  const low = few.filter((row) => row.reliability === 'low_count').length;
  if (few.length === 0) return html`<p>No ward figure here is of fewer than 20 counted.</p>\n`;
  const those = few.length === 1 ? 'One ward figure is' : `${capital(count(few.length))} ward figures are`;
  return html`<p>${those} of fewer than 20 counted${low > 0 ? `, ${count(low)} of fewer than ten` : ''}: small numbers, treat with caution. Where a picture shows one by itself, it is starred. <a href="data/small-areas.csv">data/small-areas.csv</a> has each ward’s figure beside smoothed ones, which draw a ward of few people towards the others, and ranks it by these.</p>\n`;
}

function wardDifferences({ assessment, indicators, list }: ReportData): Html {
  const wards = new Map<string, MartRow<'mart_indicator'>[]>(list.map(({ indicator }) => [indicator, []]));
  for (const row of indicators) if (row.area_level === 'ward') wards.get(row.indicator)?.push(row);
  const every = [...wards.values()].flat().filter((row) => row.comparison !== 'not_compared');
  const clear = every.filter((row) => row.comparison !== 'similar').length;
  const benchmark = assessment.benchmark_name;
  const n = (rows: readonly MartRow<'mart_indicator'>[], comparison: string): string =>
    whole(rows.filter((row) => row.comparison === comparison).length);
  const groups = byDomain(list, ({ indicator, title }) => {
    const rows = wards.get(indicator) ?? [];
    return [title, ...['higher', 'similar', 'lower', 'not_compared'].map((comparison) => n(rows, comparison))];
  });
  const lead =
    every.length === 0
      ? html`<p>No ward figure could be compared with ${benchmark}.</p>`
      : html`<p>Of ${whole(every.length)} ward figures compared with ${benchmark}, ${whole(clear)} (${decimal((100 * clear) / every.length, 0)}%) lie wholly above or wholly below it. The others are similar to ${benchmark}: their intervals include its figure.</p>`;
  return html`${lead}
${table({
  id: 'ward-comparisons',
  caption: `Wards higher than, similar to or lower than ${benchmark}, each indicator`,
  columns: [
    { heading: 'Indicator' },
    ...['Higher', 'Similar', 'Lower', 'Not compared'].map((heading) => ({ heading, figure: true })),
  ],
  groups,
  note: 'Counts of wards, by 95% intervals. Averages of scores have no interval and are not compared.',
})}`;
}

function withoutEstimate(index: readonly MartRow<'mart_index'>[]): Html {
  const without = index.filter((ward) => ward.status === 'no_estimate');
  if (without.length === 0) return html`<p>Every ward has an estimate and a rank.</p>`;
  const { shown, rest } = firstRows(without, 'data/wards.csv');
  return html`<p>${capital(counted(without.length, 'ward'))} ${without.length === 1 ? 'is' : 'are'} not ranked. No estimate is not the same as no need. ${
    without.length === 1 ? 'It is' : 'They are'
  } drawn apart on every map and left out of every count of ranks.</p>
${table({
  id: 'wards-without',
  caption: `Wards with no estimate (${count(without.length)}), and why`,
  columns: [{ heading: 'Ward' }, { heading: 'Authority' }, { heading: 'Reason' }],
  groups: [{ rows: shown.map((ward) => [ward.ward_name, ward.authority_name, ward.reason ?? 'not stated']) }],
  note: rest,
})}`;
}
