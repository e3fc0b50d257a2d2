/** What becomes of families: outcomes of programmes, groups that overlap, early help; each only where its file was given. */
import { leastRanked } from '../../models/statistics/composite/rank-correlation.js';
import { questionnaireOf } from '../../sources/local/questionnaires.js';
import { agreementFinding } from '../telling/early-help.js';
import { changeText, hasMoved, judgementWords, type Outcome, signed, timeWords } from '../telling/outcome.js';
import { capital, decimal, list } from '../telling/words.js';
import { chartFigure } from './charts.js';
import type { ReportChart, ReportData } from './data.js';
import { grouped, whole } from './figures.js';
import { type Html, html, type Part } from './html.js';
import { table } from './table.js';

/** Scores before and after, with how many were lost on the way; never a word of cause. */
export const helpOutcomes = (data: ReportData, charts: readonly ReportChart[]): Html | false =>
  data.outcomes.length > 0 &&
  html`<p>People who took part in a programme answered the same questions before and after it. <strong>This does not show that the programme made the difference</strong>: nobody is here who did not take part, people often come when things are at their worst, and those who answer again may be those who did well.</p>
${charts.map(chartFigure)}
${outcomeTable(data.outcomes)}${sourcesOf(data.outcomes)}`;

function outcomeTable(rows: readonly Outcome[]): Html {
  const groups = grouped(rows, ({ measure_title }) => measure_title).map((group) => ({
    heading: headingOf(group),
    rows: group.map(outcomeCells),
  }));
  return table({
    id: 'outcome-table',
    caption: 'Scores before and after programmes',
    columns: [
      { heading: 'Programme' },
      { heading: 'People', figure: true },
      { heading: 'Before', figure: true },
      { heading: 'After', figure: true },
      { heading: 'Change (95% interval)', figure: true },
      { heading: 'In standard deviations', figure: true },
      { heading: 'At the cut-off or beyond: before, after', figure: true },
    ],
    groups,
    note: notesOf(rows),
  });
}

/** How the table is to be read; only the marks that occur are explained. */
const notesOf = (rows: readonly Outcome[]): Html =>
  html`People: of those who answered before, how many answered again and are compared. ${
    rows.some(({ basis }) => basis === 'unpaired') &&
    '† It is not known whose answers are whose: all who answered are compared, as if they were other people, and the interval is wider than it need be. '
  }${rows.some(({ reliability }) => reliability === 'small_numbers') && '* Fewer than 30 people. '}Standard deviations are those of the scores before, corrected for small numbers (Hedges). Nothing is shown of fewer than ten people. A change is called better or worse only where its whole interval is. A cut-off is a screen, not a diagnosis.`;

/** Where it is from which way is better. */
function sourcesOf(rows: readonly Outcome[]): Part {
  const sources = [...new Set(rows.flatMap(({ measure }) => questionnaireOf(measure) ?? []))];
  const said = sources.map(({ title, source }) => `${title}: ${source}`).join('; ');
  return sources.length > 0 && html`<p class="note">Which way is better, and cut-offs. ${said}.</p>\n`;
}

function headingOf([first]: readonly Outcome[]): string {
  if (!first) return '';
  const { measure_title: title, better, cutoff } = first;
  const way = better === null ? 'which way is better is not said' : `${better} is better`;
  return `${title}: ${way}${cutoff === null ? '' : `; cut-off ${decimal(cutoff, Number.isInteger(cutoff) ? 0 : 1)}`}`;
}

function outcomeCells(row: Outcome): Part[] {
  const marks = `${row.basis === 'unpaired' ? ' †' : ''}${row.reliability === 'small_numbers' ? ' *' : ''}`;
  const name = `${row.programme}, ${timeWords[row.timepoint]}${marks}`;
  const none = html`<span class="quiet">withheld</span>`;
  if (!hasMoved(row)) return [name, none, none, none, none, none, none];
  const mean = (value: number | null) => (value === null ? none : decimal(value));
  const percent = (value: number | null) => (value === null ? 'withheld' : `${decimal(value, 0)}%`);
  return [
    name,
    peopleOf(row),
    mean(row.mean_before),
    mean(row.mean_after),
    html`${changeText(row)}<br><span class="quiet">${judgementWords[row.judgement]}</span>`,
    row.effect === null
      ? ''
      : `${signed(row.effect, 2)} (${signed(row.effect_lower95_0cl ?? 0, 2)} to ${signed(row.effect_upper95_0cl ?? 0, 2)})`,
    row.over_before === null && row.over_after === null
      ? html`<span class="quiet">${row.cutoff === null ? 'no cut-off' : 'withheld'}</span>`
      : html`${percent(row.over_before)}, ${percent(row.over_after)}${overText(row)}`,
  ];
}

const peopleOf = ({ basis, n, n_before }: Outcome): string => {
  if (n === null) return 'not shown';
  if (n_before === null) return whole(n);
  return basis === 'paired' ? `${whole(n)} of ${whole(n_before)}` : `${whole(n_before)}, then ${whole(n)}`;
};

function overText({ over_change: change, over_change_lower95_0cl: low, over_change_upper95_0cl: high }: Outcome): Part {
  if (change === null || low === null || high === null) return false;
  return html`<br><span class="quiet">${signed(change, 0)} points (${signed(low, 0)} to ${signed(high, 0)})</span>`;
}

/** Groups of people known to services, and what two have in common. */
export const helpGroups = (data: ReportData, charts: readonly ReportChart[]): Html | false =>
  data.cohorts.length > 0 &&
  html`${charts.map(chartFigure)}
<p class="note">Groups are the council’s own lists. Nothing is kept of a person but how many are in each group and in each two. An overlap is withheld where it is of few, where few of a group are outside it, or where it would tell of another; so is the size of a group. Being in a group says what is known of a family, not what it needs.${notAddingUp(data)}</p>`;

function notAddingUp({ cohorts }: ReportData): Part {
  const wrong = cohorts.filter(({ status }) => status === 'does_not_add_up');
  return (
    wrong.length > 0 &&
    html` <strong>The file does not add up</strong>: more people are said to be in both ${list(wrong.map(({ cohort, also_in }) => `‘${cohort}’ and ‘${also_in}’`))} than are in one of them.`
  );
}

/** What early-help assessments find, and whether it bears the index out. */
export const helpEarly = (data: ReportData, charts: readonly ReportChart[]): Html | false =>
  data.earlyHelp.length > 0 &&
  html`${charts.map(chartFigure)}
${agreed(data)}
<p class="note">Early help is given to families who are known and who agree to it; others are not counted. A box that is ticked more often can mean more conflict, or workers who ask more often.</p>`;

function agreed({ agreement }: ReportData): Part {
  const known = agreement.filter(({ value }) => value !== null);
  if (known.length === 0)
    return (
      agreement.length > 0 &&
      html`<p class="note">Fewer than ${leastRanked} wards have a figure: too few to hold the index against what early help finds.</p>`
    );
  return html`<h4 id="early-help-agreement">Does the index point where workers find need?</h4>
${known.length > 1 && html`<ul>${known.map((row) => html`<li>${capital(agreementFinding(row))}.</li>\n`)}</ul>`}
<p>The index is made of published figures and knows nothing of single families; assessments are made one by one. Where both put wards in the same order, that is a sign that the index points the right way here. It is not proof: workers may look harder where need is expected, both follow poverty, and a ward is more than its place in a row. Where they differ, it is worth asking why before either is believed.</p>`;
}
