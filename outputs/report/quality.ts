/** How good the figures of each indicator are: five sides and the whole, in a shape and in words. */
import type { Rating } from '../../models/contracts/quality.js';
import type { MartRow } from '../../models/marts.js';
import { inIndex, ratingWords, sides } from '../telling/quality.js';
import { capital, counted } from '../telling/words.js';
import type { ReportData } from './data.js';
import { type Html, html, type Part, trusted } from './html.js';
import { table } from './table.js';

type Row = MartRow<'mart_quality'>;

/** A disc that is full, half full or empty: told apart without colour, and in print. */
const shapes: Readonly<Record<Rating, string>> = {
  robust: '<circle cx="6" cy="6" r="5" fill="currentColor"/>',
  some_concerns: '<path d="M6 1a5 5 0 0 0 0 10z" fill="currentColor"/>',
  significant_concerns: '',
};

const shape = (rating: Rating): Html =>
  trusted(
    `<svg class="rating" viewBox="0 0 12 12" aria-hidden="true">${shapes[rating]}<circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" stroke-width="1.2"/></svg>`,
  );

const shortWords: Readonly<Record<Rating, string>> = {
  robust: 'robust',
  some_concerns: 'some',
  significant_concerns: 'significant',
};

const rated = (rating: Rating, words: string): Html => html`<span class="rated">${shape(rating)} ${words}</span>`;

const sideIds = Object.keys(sides) as (keyof typeof sides)[];

/** The table, with what lowers each rating; nothing where no indicator is rated. */
export function qualityTable({ quality }: Pick<ReportData, 'quality'>): Html | false {
  if (quality.length === 0) return false;
  const rows = [...quality].sort((a, b) => a.position - b.position);
  const groups = [
    { heading: 'In the index', rows: inIndex(rows) },
    { heading: 'Beside the index', rows: rows.filter((row) => !row.in_index && row.area_level === 'ward') },
    { heading: 'Known for whole authorities only', rows: rows.filter(({ area_level }) => area_level === 'authority') },
  ];
  return html`<p>${summary(rows)}</p>
${table({
  id: 'quality-table',
  caption: 'How good the figures of each indicator are',
  columns: [
    { heading: 'Indicator' },
    { heading: 'As a whole' },
    ...sideIds.map((side) => ({ heading: capital(sides[side]) })),
  ],
  groups: groups
    .filter((group) => group.rows.length > 0)
    .map((group) => ({ heading: group.heading, rows: group.rows.map(cells) })),
  note: html`${key()} As a whole an indicator is as good as its weakest side. Coverage: areas with a figure at its source. Timeliness: the age of its period on the day of the data, against how often its source appears. Geography fit: how well the areas it is published for make up wards. Completeness: what is withheld, filled in, or moved by rounding or chance. Method: counted, estimated, modelled, copied, or standing in for something else. Every rating with its reason is in <a href="quality.csv">quality.csv</a>.`,
})}`;
}

const key = (): Html =>
  html`${rated('robust', 'robust')}, ${rated('some_concerns', 'some concerns')}, ${rated('significant_concerns', 'significant concerns')}.`;

function summary(rows: readonly Row[]): string {
  const counts = (Object.keys(ratingWords) as Rating[]).map((rating) => ({
    rating,
    n: rows.filter((row) => row.rating === rating).length,
  }));
  const said = counts.filter(({ n }) => n > 0).map(({ rating, n }) => `${ratingWords[rating]} for ${n}`);
  return `Each indicator is rated on five sides by rule, from what is known of its figures. Of ${counted(rows.length, 'indicator')}: ${said.join(', ')}. The foot of each picture says the lowest rating of what it shows.`;
}

function cells(row: Row): Part[] {
  const reasons = sideIds
    .filter((side) => row[side] !== 'robust')
    .map((side) => `${capital(sides[side])}: ${row[`${side}_why`]}.`);
  return [
    html`${row.title}${reasons.length > 0 && html`<span class="below">${reasons.join(' ')}</span>`}`,
    rated(row.rating, ratingWords[row.rating]),
    ...sideIds.map((side) => rated(row[side], shortWords[row[side]])),
  ];
}
