/** The services one by one, and the wards where help falls short at several levels. */
import type { MartRow } from '../../models/marts.js';
import { shortOf } from '../telling/help-findings.js';
import { isTold, levelsIn, levelTitle } from '../telling/pathway.js';
import { byRank, fifthOf, rankText, sharedRanks, spokenOf } from '../telling/wards.js';
import { capital, count, counted, day } from '../telling/words.js';
import { chartFigure } from './charts.js';
import type { ReportChart, ReportData } from './data.js';
import { whole } from './figures.js';
import { type Html, html, type Part } from './html.js';
import { firstRows, table } from './table.js';

type Service = MartRow<'mart_service'>;

/** Every service under its level, with what somebody who refers needs to know. */
export function directory({ services, assessment }: ReportData): Html | false {
  if (services.length === 0) return false;
  const { shown, rest } = firstRows(services, 'data/services.csv');
  return html`<h3 id="services">Directory of services</h3>
${table({
  id: 'directory',
  caption: `${capital(counted(services.length, 'service'))}, by level of help`,
  columns: [
    { heading: 'Service', prose: true },
    { heading: 'For whom', prose: true },
    { heading: 'How it is given' },
    { heading: 'Places a year', figure: true },
    { heading: 'Wards', figure: true },
    { heading: 'How to reach it', prose: true },
    { heading: 'Evidence' },
    { heading: 'Cost' },
  ],
  groups: levelsIn(shown).map((level) => ({
    heading: levelTitle(level),
    rows: shown.filter((one) => one.level === level).map((one) => serviceRow(one, assessment.data_date)),
  })),
  note: html`As the council has listed them; “not said” is what the list leaves open. Evidence and cost are ratings of the programme in the EIF Guidebook. In bold: what nobody has checked for a year, and funding that ends within one, by the day of the data. ${rest}`,
})}`;
}

const notSaid = html`<span class="quiet">not said</span>`;
const said = (text: Part): Part => text || notSaid;

/** "one_to_one;phone" is "one to one, phone". */
const listed = (codes: string | null): string =>
  (codes ?? '')
    .split(/;\s*/)
    .map((code) => code.replaceAll('_', ' '))
    .filter(Boolean)
    .join(', ');

const notRated = html`<span class="quiet">not rated</span>`;
const flagged = (text: string, marked: boolean): Html => (marked ? html`<strong>${text}</strong>` : html`${text}`);

/** The same day of another year, as ISO 8601 writes it; such dates compare as texts. */
const years = (date: string, by: number): string => `${Number(date.slice(0, 4)) + by}${date.slice(4)}`;

/** Whether nobody has checked a service for a year, or ever said so. */
export const isStale = ({ verified_on }: Pick<Service, 'verified_on'>, today: string): boolean =>
  verified_on === null || verified_on < years(today, -1);

/** Whether funding has ended or ends within a year. */
export const endsSoon = ({ funding_end }: Pick<Service, 'funding_end'>, today: string): boolean =>
  funding_end !== null && funding_end <= years(today, 1);

function serviceRow(one: Service, today: string): Part[] {
  const checked = one.verified_on ? `Checked ${day(one.verified_on)}` : 'Not said when it was checked';
  const ends = one.funding_end && `Funding ${one.funding_end < today ? 'ended' : 'ends'} ${day(one.funding_end)}`;
  const below = [
    html`${one.organisation}`,
    flagged(checked, isStale(one, today)),
    ...(ends ? [flagged(ends, endsSoon(one, today))] : []),
  ].map((part, i) => html`${i > 0 && '. '}${part}`);
  const whom = [listed(one.audience), listed(one.situation)].filter(Boolean).join('; ');
  const reach = [one.referral_route, one.wait_days !== null && `${counted(one.wait_days, 'day')} to wait`];
  return [
    html`${one.name}<span class="below">${below}</span>`,
    said(capital(whom)),
    said(capital(listed(one.mode))),
    one.places === null ? notSaid : whole(one.places),
    one.covers_all ? 'all' : whole(one.wards_covered),
    said(capital(reach.filter(Boolean).join('; '))),
    one.evidence ?? notRated,
    one.cost ?? notRated,
  ];
}

/** The wards that are clearly short of places, those short at most levels first, then by need. */
export function wardGaps({ shortfall, index, assessment }: ReportData): Html | false {
  const told = new Set(shortfall.filter(isTold).map(({ ward }) => ward)).size;
  if (told === 0) return false;
  const short = shortOf(shortfall);
  const labels = spokenOf(index);
  const shared = sharedRanks(index);
  const levelsShort = (ward: string) => short.get(ward)?.length ?? 0;
  const wards = byRank(index)
    .filter(({ ward }) => levelsShort(ward) > 0)
    .sort((a, b) => levelsShort(b.ward) - levelsShort(a.ward));
  const none = told - wards.length;
  const untold = index.length - told;
  const { shown, rest } = firstRows(wards, 'data/shortfall.csv');
  return table({
    id: 'ward-gaps',
    caption: `Wards of ${assessment.area_name} that are clearly short of places, by the number of levels`,
    columns: [
      { heading: 'Ward' },
      { heading: 'Short at', figure: true },
      { heading: 'Levels', prose: true },
      { heading: 'Rank of need', figure: true },
      { heading: 'Fifth of need' },
    ],
    groups: [
      {
        rows: shown.map((ward): Part[] => [
          labels.get(ward.ward) ?? ward.ward_name,
          counted(levelsShort(ward.ward), 'level'),
          capital(
            (short.get(ward.ward) ?? [])
              .toSorted((a, b) => a.position - b.position)
              .map(({ level }) => levelTitle(level).toLowerCase())
              .join(', '),
          ),
          rankText(ward, ward.rank !== null && shared.has(ward.rank)),
          fifthOf(ward) === 0 ? html`<strong>highest</strong>` : fifths[fifthOf(ward) ?? -1],
        ]),
      },
    ],
    note: html`Short is said only where the whole range of the gap is above nought. ${
      none > 0 &&
      `${capital(counted(none, 'ward'))} ${none === 1 ? 'is' : 'are'} clearly short at no level, which is not the same as having enough. `
    }${untold > 0 && `Of ${counted(untold, 'ward')} nothing can be told. `}Levels are not added up: a place on a course for all families is no place in therapy. ${rest}`,
  });
}

const fifths = ['highest', 'second', 'middle', 'fourth', 'lowest'];

/** Where need is highest, as much of it as a report on help must hold to stand alone. */
export function needInBrief({ assessment, index, services }: ReportData, charts: readonly ReportChart[]): Html {
  const ranked = byRank(index.filter((ward) => ward.rank !== null));
  const top = ranked.filter((ward) => fifthOf(ward) === 0);
  const [labels, shared] = [spokenOf(index), sharedRanks(ranked)];
  const draws = ranked[0]?.draws;
  return html`<p>Wards are ranked by how many pressures families there face, from published figures and the council’s own. Rank 1 is the highest need of the ${whole(assessment.wards_ranked)} wards ranked in ${assessment.area_name}. Why each ward stands where it does is for the needs assessment${services.length > 0 && '; here it says where help should be'}.</p>
${charts.map(chartFigure)}
${table({
  id: 'wards',
  caption: `The ${count(top.length)} wards in the fifth with the highest need`,
  columns: [{ heading: 'Rank', figure: true }, { heading: 'Ward' }, { heading: 'Residents', figure: true }],
  groups: [
    {
      rows: top.map((ward): Part[] => [
        rankText(ward, ward.rank !== null && shared.has(ward.rank)),
        labels.get(ward.ward) ?? ward.ward_name,
        ward.residents === null ? html`<span class="quiet">not known</span>` : whole(ward.residents),
      ]),
    },
  ],
  rowHeading: 1,
  note: html`All wards are in <a href="data/wards.csv">data/wards.csv</a>.`,
})}
${
  draws != null &&
  html`<p id="rank-ranges">A rank is shown with the range it had in 9 of 10 of ${whole(draws)} draws, in which every figure was moved by chance and every domain counted for up to a quarter more or less. Wards a few places apart may not differ, and families facing several pressures live in every ward.</p>`
}`;
}
