/** What help there is, what is expected to be needed, and what is short: each only where its file was given. */
import type { MartRow } from '../../models/marts.js';
import { evidenceOrder, evidenceRatings, mixed, ratingCaveats } from '../../models/pathways/ratings.js';
import { isTold, levelsIn, levelTitle, places, type Shortfall } from '../telling/pathway.js';
import { capital, count, counted, decimal, namesIn } from '../telling/words.js';
import { chartFigure } from './charts.js';
import type { ReportChart, ReportData } from './data.js';
import { endsSoon, isStale } from './directory.js';
import { whole } from './figures.js';
import { type Html, html, type Part } from './html.js';
import { table } from './table.js';

/** The levels of help, how need of each is reckoned, and what is offered. */
export const helpLevels = (data: ReportData): Html =>
  data.pathway.length > 0
    ? html`<p>Help comes at four levels, from help for all families to the most intensive. What is offered is what the council has listed; what is needed is <strong>modelled, and rests on a judgement</strong> that the council can change.</p>
${levelTable(data)}`
    : html`<p>This edition does not cover what help there is in each ward: the council has given no list of services.</p>`;

/** The largest gaps between expected need and places. */
export const helpShort = (data: ReportData): Html | false =>
  data.shortfall.some(isTold) &&
  html`<h3 id="shortfall">The largest gaps</h3>
${shortTable(data)}`;

/** Ratings of evidence and cost, where the list gives any. */
export const helpRatings = (data: ReportData, charts: readonly ReportChart[]): Html | false =>
  data.services.some(({ evidence }) => evidence !== null) && ratings(data, charts);

/** What the list of services leaves open. */
export const helpUnknown = (data: ReportData): Html | false =>
  data.pathway.length > 0 &&
  html`<h3 id="help-unknown">What is not known about help</h3>
${notKnown(data)}`;

/** Where the rest stands, in a report that tells of help in short. */
export const helpElsewhere = ({ services, uptake, referrals, outcomes, cohorts }: ReportData): Html | false =>
  [services, uptake, referrals, outcomes, cohorts].some((rows) => rows.length > 0) &&
  html`<h3>More on help</h3>
<p>Each service with its programme and rating, what becomes of referrals and courses, and how partners work together are in the report on support pathways, which a run makes where <code>products:</code> in assessment.yaml names <code>support-pathways</code>. The figures are in <a href="data/README.txt">data</a> either way.</p>
`;

/** Courses and referrals. */
export const helpTaken = ({ assessment }: ReportData, charts: readonly ReportChart[]): Html | false =>
  charts.length > 0 &&
  html`${charts.map(chartFigure)}
<p class="note">Counts below ${assessment.suppress_below}, and counts that would tell how few dropped out, are withheld. A percentage of few people has a wide interval. Staying on a course is not yet a change at home.</p>`;

function levelTable({ pathway, estimates }: ReportData): Html {
  const of = {
    families: 'families with dependent children',
    families_in_conflict: 'families modelled to live with conflict',
  };
  return table({
    id: 'pathway-levels',
    caption: 'Levels of help: how need is reckoned, and what is offered',
    columns: [
      { heading: 'Level' },
      { heading: 'Whom it is for', prose: true },
      { heading: 'Expected to need a place in a year (judgement)', prose: true },
      { heading: 'Services', figure: true },
      { heading: 'Places a year', figure: true },
    ],
    groups: [
      {
        rows: [...pathway].map((row) => [
          row.title,
          capital(row.whom),
          `${decimal(row.share, Number.isInteger(row.share) ? 0 : 1)}% of ${of[row.base]}${row.chosen ? ', set by the council' : ''}`,
          row.services,
          row.services === 0
            ? 0
            : row.places === null
              ? 'not said'
              : `${row.services_without_places > 0 ? 'at least ' : ''}${whole(row.places)}`,
        ]),
      },
    ],
    note: html`No survey says how many families need a place at each level. ${
      pathway.every(({ chosen }) => !chosen)
        ? 'The shares are those that come with Wardwise'
        : 'The shares are a judgement'
    }; they stand in assessment.yaml under pathways, and every number below moves with them. Which families live with conflict is modelled from ${estimates.some(({ value }) => value !== null) ? html`<a href="#children-in-conflict">national rates</a>` : 'national rates'}.`,
  });
}

/** As many wards of each level are shown. */
const shown = 5;

function shortTable({ shortfall, offer }: ReportData): Html {
  const near = new Map(offer.map((row) => [`${row.ward} ${row.level}`, row]));
  const groups = levelsIn(shortfall).map((level) => {
    const known = shortfall.filter(
      (row): row is Shortfall & { gap: number } => row.level === level && row.gap !== null,
    );
    const short = known.filter(({ judgement }) => judgement === 'short');
    const open = known.filter(({ judgement }) => judgement === 'unsure').length;
    const rows = [...short].sort((a, b) => b.gap - a.gap || (a.ward < b.ward ? -1 : 1)).slice(0, shown);
    const unsure = open > 0 ? `; in ${count(open)} it cannot be told` : '';
    const heading =
      known.length === 0
        ? `${levelTitle(level)}: not known of any ward`
        : `${levelTitle(level)}: short in ${count(short.length)} of ${counted(known.length, 'ward')}${unsure}`;
    return { heading, rows: rows.map((row) => shortRow(row, near.get(`${row.ward} ${level}`))) };
  });
  return table({
    id: 'shortfall-table',
    caption: `The ${count(shown)} largest gaps of each level`,
    columns: [
      { heading: 'Ward' },
      { heading: 'Families expected to need a place', figure: true },
      { heading: 'Places', figure: true },
      { heading: 'Short', figure: true },
      { heading: 'Place among the wards', figure: true },
      { heading: 'Nearest, km', figure: true },
    ],
    groups: groups.map(({ heading, rows }) => ({ heading, rows })),
    note: html`Ranges come from the modelled share of families with conflict; the judgement and the places have none, so universal help has no range. Wards served by a service that does not say how many places it has are left out: they could have enough. Two wards whose ranges overlap are not told apart: “1 to 9” means that eight other wards could be short of as many. Places are shared out over the wards a service covers by the children who live there. Distances are straight lines from the middle of ${middles(offer.map(({ nearest_from }) => nearest_from))} to the nearest service that covers it and has an address. All wards are in <a href="data/shortfall.csv">data/shortfall.csv</a> and <a href="data/offer.csv">data/offer.csv</a>.`,
  });
}

/** From where ways are measured, in words. */
export const middles = (kinds: readonly ('people' | 'outline' | null)[]): string =>
  kinds.includes('people')
    ? 'each ward’s people (population-weighted; of its outline where that is not known)'
    : 'each ward’s outline, not of its people,';

function shortRow(row: Shortfall & { gap: number }, offer: MartRow<'mart_offer'> | undefined): Part[] {
  const range = (value: number, low: number | null, high: number | null): string =>
    low === null || high === null || places(low) === places(high)
      ? places(value)
      : `${places(value)} (${places(low)} to ${places(high)})`;
  const { rank_low: first, rank_high: last } = row;
  return [
    row.ward_name,
    range(row.need ?? 0, row.need_lower95_0cl, row.need_upper95_0cl),
    row.places === null ? '' : places(row.places),
    range(row.gap, row.gap_lower, row.gap_upper),
    first === last ? first : `${first} to ${last}`,
    offer?.nearest_km == null ? html`<span class="quiet">not known</span>` : decimal(offer.nearest_km, 1),
  ];
}

function ratings({ services }: ReportData, charts: readonly ReportChart[]): Html {
  const found = new Set(services.map(({ evidence }) => evidence?.replace('*', '')));
  const occurring = evidenceOrder.filter((rating) => found.has(rating)).reverse();
  const rows: Part[][] = occurring.map((rating) => [rating, evidenceRatings[rating]]);
  if (services.some(({ evidence }) => evidence?.endsWith('*'))) rows.push(['*', capital(mixed.slice(2))]);
  return html`<h3 id="ratings">What is known of the programmes</h3>
${charts.map(chartFigure)}
${table({
  id: 'rating-words',
  caption: 'What the ratings of evidence mean',
  columns: [{ heading: 'Rating' }, { heading: 'Meaning', prose: true }],
  groups: [{ rows }],
  note: `${ratingCaveats.join(' ')} A service without a rating may be as good: most have never been assessed.`,
})}`;
}

/** What the council’s list leaves open. */
function notKnown({ services, assessment: { data_date: today } }: ReportData): Html {
  const without = (has: (one: (typeof services)[number]) => unknown) => services.filter((one) => !has(one));
  const line = (which: typeof services, one: string, many: string): Part =>
    which.length > 0 &&
    html`<li>${whichOf(which.length)} ${which.length === 1 ? one : many}: ${namesIn([...which.slice(0, 6).map(({ name }) => name), ...(which.length > 6 ? [counted(which.length - 6, 'other')] : [])])}.</li>
`;
  const all = services.length;
  const whichOf = (n: number) =>
    all === 1
      ? 'The one service'
      : n === all
        ? `All ${counted(n, 'service')}`
        : `${capital(count(n))} of ${counted(all, 'service')}`;
  return html`<ul>${line(
    without(({ places }) => places !== null),
    'does not say how many places it has',
    'do not say how many places they have',
  )}${line(
    without(({ east }) => east !== null),
    'has no address on the map',
    'have no address on the map',
  )}${line(
    without(({ wards_covered }) => wards_covered > 0),
    'covers no ward assessed, by the codes given',
    'cover no ward assessed, by the codes given',
  )}${line(
    services.filter((one) => isStale(one, today)),
    'has not been checked for a year',
    'have not been checked for a year',
  )}${line(
    services.filter((one) => endsSoon(one, today)),
    'has funding that ends within a year, or has ended',
    'have funding that ends within a year, or has ended',
  )}<li>Places are not people: how full services are, who does not come and why, is not in the list.</li>
<li>Services that the council has not listed are not here, and help from family, friends and faith groups never is.</li>
<li>Need is modelled from which families live in a ward, not from how they get on.</li></ul>`;
}
