/** What is missing, what was withheld, and where the counts of each source went. */
import type { MartRow } from '../../models/marts.js';
import { coverageFinding, linesOf } from '../charts/coverage-calendar.js';
import { capital, counted, decimal } from '../telling/words.js';
import { chartFigure } from './charts.js';
import type { ReportChart, ReportData } from './data.js';
import { grouped, whole } from './figures.js';
import { type Html, html, type Part } from './html.js';
import { qualityTable } from './quality.js';
import { firstRows, table } from './table.js';

/** Gaps, withheld figures and reconciliation. */
export function unknownSection(data: ReportData, charts: readonly ReportChart[]): Html {
  return html`<h3 id="gaps">What is missing</h3>
${gaps(data.gaps)}
${coverage(data)}
${charts.map(chartFigure)}
<h3 id="quality">How good the figures are</h3>
${qualityTable(data)}
<h3>What was withheld</h3>
${withheld(data)}
<h3>Where the counts went</h3>
${reconciled(data)}`;
}

function gaps(rows: readonly MartRow<'mart_gap'>[]): Html {
  if (rows.length === 0) return html`<p>Nothing that was asked for is missing.</p>`;
  const groups = grouped(rows, ({ what, effect }) => `${what} ${effect}`);
  const apart = groups.filter((alike) => alike.length <= few).flat();
  const joined = groups.filter((alike) => alike.length > few);
  const { shown, rest } = firstRows(
    apart.map(({ item, what, effect, mend }): Part[] => [item, what, effect, mend]),
    'gaps.csv',
  );
  return html`${
    apart.length > 0 &&
    table({
      id: 'gap-table',
      caption: 'What was asked for and is not here',
      columns: ['Item', 'What happened', 'What it does to the result', 'What would mend it'].map((heading) => ({
        heading,
        prose: true,
      })),
      groups: [{ rows: shown }],
      note: rest,
    })
  }
${joined.map(alikeGaps)}`;
}

/** Many gaps of one kind: what they share once, and their names in a line of text rather than in a narrow column. */
const alikeGaps = (alike: readonly MartRow<'mart_gap'>[]): Html => {
  const [first] = alike;
  return html`<p class="alike"><strong>${capital(counted(alike.length, 'more figure'))}.</strong> ${capital(first?.what ?? '')} ${
    first?.effect
  } They are: ${alike.map(({ item }) => item).join('; ')}. What would mend each is in <a href="gaps.csv">gaps.csv</a>.</p>`;
};

/** As many gaps of one kind have a row each. */
const few = 3;

/** What was never published by those who publish for the area, where a source comes in pieces. */
function coverage(data: ReportData): Html | false {
  const own = linesOf(data.coverage).filter(({ inArea }) => inArea);
  if (own.length === 0) return false;
  return html`<p>${capital(coverageFinding(own))}. A month that was not published is missing, not nought: where too few were, there is no figure, and nobody who lives there is counted below the line. Each month is listed in <a href="data/coverage.csv">data/coverage.csv</a>.</p>`;
}

const areaWords: Readonly<Record<string, string>> = {
  ward: 'wards',
  zone: 'zones',
  authority: 'authorities',
  country: 'the country',
  programme: 'programmes',
  all: 'the whole area',
};

const ruleWords: Readonly<Record<string, string>> = {
  small_count: 'The count, the rest or the whole is small',
  gives_one_away: 'It is not small itself, but a small count could be worked out from it',
  withheld_by_publisher: 'Its publisher withholds it',
};

function withheld({ assessment, disclosure }: ReportData): Html {
  const { suppress_below, protect_zeros, round_to } = assessment;
  const below =
    suppress_below > 1 &&
    html`Counts from ${protect_zeros ? 0 : 1} to ${suppress_below - 1} in the council’s own files are withheld. That alone would not hide them: a total less the wards that are shown is the ward that is not. So other figures, large enough in themselves, are withheld with them, as few as will do, until no small count can be told from another. `;
  const rounding =
    round_to !== null &&
    html`The council’s other counts are rounded to the nearest ${round_to}, each by itself, so that wards may not add up to their total. `;
  const rule = html`<p>${below}${rounding}Published figures keep the protection their publisher gave them.</p>`;
  if (disclosure.length === 0) return html`${rule}<p>No figure in this edition had to be withheld.</p>`;
  const groups = grouped(disclosure, (row) => `${row.indicator} ${row.area_level} ${row.rule}`);
  const rows = groups.map((group): Part[] => {
    const [first] = group;
    return [
      first?.title,
      areaWords[first?.area_level ?? ''] ?? first?.area_level,
      ruleWords[first?.rule ?? ''] ?? first?.rule,
      whole(group.length),
    ];
  });
  return html`${rule}
${table({
  id: 'withheld',
  caption: `${capital(counted(disclosure.length, 'figure'))} withheld`,
  columns: [{ heading: 'Indicator' }, { heading: 'For' }, { heading: 'Rule' }, { heading: 'Figures', figure: true }],
  groups: [{ rows: rows.slice(0, 100) }],
  note: html`Each is listed, without its number, in <a href="disclosure-log.csv">disclosure-log.csv</a>.`,
})}`;
}

function reconciled({ reconciliation, sources, assessment }: ReportData): Html {
  if (reconciliation.length === 0) return html`<p>No count was followed in this edition.</p>`;
  const titles = new Map(sources.map((row) => [row.source, row.title]));
  const counts = reconciliation.filter((row) => row.total !== null);
  const exact = counts.filter((row) => (row.unallocated ?? 0) === 0 && Math.abs(row.residual ?? 0) < 0.5).length;
  const { shown, rest } = firstRows(reconciliation, 'data/reconciliation.csv');
  const number = (value: number | null): Part =>
    value === null ? html`<span class="quiet">withheld</span>` : whole(value);
  const groups = grouped(shown, (row) => row.source).map((group) => ({
    heading: titles.get(group[0]?.source ?? '') ?? group[0]?.source ?? '',
    rows: group.map((row): Part[] => [
      row.measure.replaceAll('_', ' '),
      row.period,
      number(row.total),
      number(row.wards_in_area),
      number(row.wards_elsewhere),
      number(row.unallocated),
      number(row.residual),
    ]),
  }));
  const headings = ['Total in the source', `In ${assessment.area_name}`, 'In other wards', 'Not placed', 'Left over'];
  return html`<p>Each count is followed from its source to a ward. ${share(exact, counts.length)}</p>
${table({
  id: 'reconciliation',
  caption: 'Where every count of every source went',
  columns: [{ heading: 'Count' }, { heading: 'Period' }, ...headings.map((heading) => ({ heading, figure: true }))],
  groups,
  note: html`“Not placed” counts belong to no ward, such as people with no fixed address. “Left over” is what the sharing out gained or lost: it should be nothing. Totals of the council’s own files are withheld where a ward’s count is, since they would help to give it away. ${rest}`,
})}`;
}

function share(exact: number, all: number): string {
  if (all === 0) return 'Their totals are withheld.';
  if (exact === all) return `All ${all} were placed to the last one.`;
  const most = decimal((100 * exact) / all, 0);
  return `${exact} of ${all} (${most}%) were placed to the last one; the table shows what was not.`;
}
