/** Section 4: what may be read into an index, a rank and an interval, and what may not. */
import type { MartRow } from '../../models/marts.js';
import { capital, count, counted, decimal } from '../words.js';
import type { ReportData } from './data.js';
import { whole } from './figures.js';
import { type Html, html } from './html.js';
import { firstRows, table } from './table.js';
import { byDomain } from './why.js';

/** Plain words on certainty, then two tables: how far ward figures differ from the country's, and the wards left out. */
export function sureSection(data: ReportData): Html {
  const { assessment } = data;
  return html`<h3>What the ranks can and cannot say</h3>
<p>The index is a way to decide where to look first. It brings several signs of need together into one number. It does not measure any family, and families facing several pressures live in every ward, those low in the ranks included.</p>
<p>Ranks are within ${assessment.area_name} only. They cannot be set beside ranks from another area or another edition. Wards a few places apart may not really differ: this edition does not yet show how far each rank could move.</p>
<h3>What the intervals say</h3>
<p>Every share and rate has a 95% interval. It allows for chance, which moves small numbers most: the fewer people, the wider it is. It does not allow for mistakes in the source or for change since the period it covers.</p>
${wardDifferences(data)}
<h3 id="no-estimate">Wards with no estimate</h3>
${withoutEstimate(data.index)}`;
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
