/** What differs from the edition that this one replaces: sources, periods, figures, and ranks beyond their uncertainty. */
import type { MartRow } from '../../models/marts.js';
import { capital, counted, day, decimal, figure, list } from '../telling/words.js';
import type { ReportData } from './data.js';
import { grouped, whole } from './figures.js';
import { type Html, html, type Part } from './html.js';
import { firstRows, table } from './table.js';

type Change = MartRow<'mart_change'>;
type Kind = Change['kind'];

/** One line where there is nothing to compare with or nothing has changed; tables of what has. */
export function changedSection(data: ReportData): Html {
  const [earlier] = data.earlier;
  const [first, ...others] = changedInShort(data);
  if (!earlier || first === undefined)
    return html`<p>This is the first edition: there is no earlier one to compare it with.</p>`;
  if (earlier.figures_reason !== null) return html`<p>${first}</p>`;
  const refused = earlier.ranks_reason !== null && html`<p>${others}</p>`;
  return html`<p><strong>${first}</strong></p>
${refused}
${ranks(data)}
${sources(data.changes)}
${figures(data.changes)}
${data.changes.length > 0 && html`<p class="note">Every change is in <a href="changes.csv">changes.csv</a>.</p>`}`;
}

/** As many indicators are named for a ward, and as many wards in short; the file has all. */
const named = 3;

type Compared = Pick<ReportData, 'earlier' | 'changes' | 'rankChanges'>;

/** What changed, in a sentence or two for paper and slides; none where there is no earlier edition. */
export function changedInShort({ earlier: [earlier], changes, rankChanges }: Compared): string[] {
  if (!earlier) return [];
  const edition =
    earlier.data_date === null
      ? 'the edition before'
      : `the edition before, of ${day(earlier.data_date)} (data ${earlier.data_hash})`;
  if (earlier.figures_reason !== null)
    return [`This edition is not compared with ${edition}: ${earlier.figures_reason}.`];
  const said = summary(changes, edition);
  if (earlier.ranks_reason !== null)
    return [said, `Ranks are not compared with those of that edition: ${earlier.ranks_reason}.`];
  const moved = rankChanges.filter(hasMoved);
  const wards = moved.slice(0, named).map(({ ward_name, moved: way, rank, rank_before }) => {
    return `${ward_name} has ${way === 'more_need' ? 'more' : 'less'} need than before (rank ${rank_before} then, ${rank} now)`;
  });
  const rest = moved.length > named ? `; ${counted(moved.length - named, 'more ward')} moved too` : '';
  return moved.length > 0 ? [said, `${wards.join('; ')}${rest}.`] : [said];
}

const hasMoved = ({ moved }: MartRow<'mart_rank_change'>): boolean => moved === 'more_need' || moved === 'less_need';

const counts: readonly (readonly [kinds: readonly Kind[], one: string, many: string])[] = [
  [
    ['source_release', 'source_file'],
    'source with a new release or another file',
    'sources with a new release or another file',
  ],
  [['source_new', 'source_gone'], 'source that came or went', 'sources that came or went'],
  [['indicator_new', 'indicator_gone'], 'indicator that came or went', 'indicators that came or went'],
  [
    ['made_otherwise', 'protected_otherwise'],
    'indicator that cannot be compared',
    'indicators that cannot be compared',
  ],
  [['period_new'], 'indicator of a new period', 'indicators of a new period'],
  [['ward_new', 'ward_gone'], 'ward that came or went', 'wards that came or went'],
  [['figure_revised'], 'revised figure', 'revised figures'],
  [['figure_new', 'figure_gone'], 'figure that came or went', 'figures that came or went'],
  [
    ['rank'],
    'ward whose rank moved by more than its uncertainty',
    'wards whose ranks moved by more than their uncertainty',
  ],
];

function summary(changes: readonly Change[], edition: string): string {
  const found = counts.flatMap(([kinds, one, many]) => {
    const n = changes.filter(({ kind }) => kinds.includes(kind)).length;
    return n === 0 ? [] : [counted(n, one, many)];
  });
  return found.length === 0
    ? `Compared with ${edition}, no source, figure or rank has changed.`
    : `Compared with ${edition}: ${list(found)}.`;
}

function ranks({ rankChanges, rankParts, earlier }: ReportData): Part {
  if (rankChanges.length === 0 || earlier[0]?.ranks_reason !== null) return '';
  const moved = rankChanges.filter(hasMoved);
  const other = rankChanges.filter((row) => row.rank !== row.rank_before).length;
  const rule =
    'A rank is said to have moved only where the range it could take now and the range it could take before do not overlap.';
  if (moved.length === 0) {
    const within =
      other > 0 &&
      html` ${capital(counted(other, 'ward'))} ${other === 1 ? 'has' : 'have'} another rank than before, within what chance and the choice of weights would do.`;
    return html`<h3 id="moved">Ranks</h3>
<p>No ward’s rank has moved by more than its uncertainty.${within} ${rule}</p>`;
  }
  const { shown, rest } = firstRows(moved, 'data/rank-changes.csv');
  const parts = new Map(grouped(rankParts, (row) => row.ward).map((rows) => [rows[0]?.ward, rows]));
  const told = rankParts.length > 0;
  return html`<h3 id="moved">Ranks</h3>
<p>${rule} ${told && 'What moved it is by how much each indicator added to the change of the ward’s score, which all of them together make exactly.'}</p>
${table({
  id: 'rank-changes',
  caption: `${capital(counted(moved.length, 'ward'))} of ${whole(rankChanges.length)} whose rank moved by more than its uncertainty`,
  columns: [
    { heading: 'Ward' },
    { heading: 'Rank before', figure: true },
    { heading: 'Rank now', figure: true },
    { heading: 'Change of score', figure: true },
    ...(told ? [{ heading: 'What moved it most', prose: true }] : []),
  ],
  groups: [
    {
      wards: shown.map(({ ward }) => ward),
      rows: shown.map((row): Part[] => [
        html`${row.ward_name}<span class="below">${row.moved === 'more_need' ? 'more need than before' : 'less need than before'}</span>`,
        ranked(row.rank_before, row.rank_low_before, row.rank_high_before),
        ranked(row.rank, row.rank_low, row.rank_high),
        signed(row.score_change),
        ...(told ? [movers(parts.get(row.ward) ?? [])] : []),
      ]),
    },
  ],
  note: html`${told ? 'What each indicator added, and whether by its own figure, by those of other wards or by its weight, is in' : 'What moved them cannot be told apart where domains are ranked before they are put together. All wards are in'} <a href="data/${told ? 'rank-parts' : 'rank-changes'}.csv">data/${told ? 'rank-parts' : 'rank-changes'}.csv</a>. ${rest}`,
})}`;
}

const ranked = (rank: number, low: number | null, high: number | null): Html =>
  html`${whole(rank)}<span class="below">${low !== null && high !== null && `${whole(low)} to ${whole(high)}`}</span>`;

const signed = (value: number): string => (value > 0 ? `+${decimal(value, 2)}` : decimal(value, 2));

function movers(rows: readonly MartRow<'mart_rank_part'>[]): string {
  const most = [...rows].sort((a, b) => Math.abs(b.part) - Math.abs(a.part) || (a.indicator < b.indicator ? -1 : 1));
  const shown = most.slice(0, named).filter(({ part }) => decimal(part, 2) !== decimal(0, 2));
  return shown.map(({ title, part }) => `${title} ${signed(part)}`).join('; ');
}

const inTable: readonly Kind[] = [
  'source_release',
  'source_file',
  'source_new',
  'source_gone',
  'period_new',
  'indicator_new',
  'indicator_gone',
  'made_otherwise',
  'protected_otherwise',
  'ward_new',
  'ward_gone',
];

function sources(changes: readonly Change[]): Part {
  const rows = inTable.flatMap((kind) => changes.filter((row) => row.kind === kind));
  if (rows.length === 0) return '';
  const { shown, rest } = firstRows(rows, 'changes.csv');
  return html`<h3>Sources, periods and indicators</h3>
${table({
  id: 'source-changes',
  caption: 'What has come, gone or moved on since the edition before',
  columns: [
    { heading: 'What', prose: true },
    { heading: 'Before' },
    { heading: 'Now' },
    { heading: 'What that means', prose: true },
  ],
  groups: [
    {
      rows: shown.map((row): Part[] => [row.area_name ?? row.title, row.before ?? '', row.after ?? '', row.words]),
    },
  ],
  note: rest,
})}`;
}

/** Revised figures by indicator: how many, the largest area's figure, and the ward that moved most. */
function figures(changes: readonly Change[]): Part {
  const rows = changes.filter(
    ({ kind }) => kind === 'figure_revised' || kind === 'figure_new' || kind === 'figure_gone',
  );
  if (rows.length === 0) return '';
  const groups = grouped(rows, (row) => `${row.item} ${row.period}`);
  const { shown, rest } = firstRows(groups, 'changes.csv');
  return html`<h3>Figures of the same period</h3>
<p>Publishers revise what they have published. A figure that is withheld in either edition is not shown here in the other.</p>
${table({
  id: 'figure-changes',
  caption: 'Indicators whose figures of the same period are others than before',
  columns: [
    { heading: 'Indicator' },
    { heading: 'Period' },
    { heading: 'Revised', figure: true },
    { heading: 'Came or went', figure: true },
    { heading: 'The authority, or else the ward that moved most', prose: true },
  ],
  groups: [
    {
      rows: shown.map((group): Part[] => {
        const revised = group.filter(({ kind }) => kind === 'figure_revised');
        return [
          group[0]?.title,
          group[0]?.period,
          whole(revised.length),
          whole(group.length - revised.length),
          most(revised),
        ];
      }),
    },
  ],
  note: rest,
})}`;
}

function most(rows: readonly Change[]): Part {
  const by = ({ value_before, value_after }: Change) => Math.abs((value_after ?? 0) - (value_before ?? 0));
  const first = rows.filter(({ area_level }) => area_level === 'authority');
  const [row] = [...(first.length > 0 ? first : rows)].sort(
    (a, b) => by(b) - by(a) || ((a.area ?? '') < (b.area ?? '') ? -1 : 1),
  );
  if (!row || row.value_before === null || row.value_after === null) return '';
  const unit = row.unit ?? '';
  const [before, after] = [row.value_before, row.value_after];
  // As many places as show that it moved.
  const places = [1, 2, 3].find((n) => decimal(before, n) !== decimal(after, n)) ?? 4;
  return `${row.area_name}: ${figure(before, unit, places)} before, ${figure(after, unit, places)} now`;
}
