/** The council's own zones in the report: where need is highest among them, how sure that is, and what stands behind it. */
import { decimal } from '../telling/words.js';
import { rankedZones, type Zone, zoneRank } from '../telling/zones.js';
import { chartFigure } from './charts.js';
import type { ReportChart, ReportData } from './data.js';
import { grouped, whole } from './figures.js';
import { html, type Part } from './html.js';
import { firstRows, table } from './table.js';

/** What the council's zones look like; nothing where it gives none. */
export function zoneSection(data: ReportData, charts: readonly ReportChart[]): Part {
  if (data.zones.length === 0) return '';
  return html`<p>The council’s own zones are scored by their own figures, added up from the smallest areas each source has and held against the wards: 0 is the average ward, higher is more need. Every figure of theirs is in <a href="data/indicators.csv">data/indicators.csv</a>.</p>
<div>${charts.map(chartFigure)}</div>
${zoneTable(data)}
${madeOfTable(data)}`;
}

function zoneTable(data: ReportData): Part {
  const { zones, zoneDomains, indicators, assessment } = data;
  const inOrder = [...rankedZones(zones), ...zones.filter(({ rank }) => rank === null)];
  const { shown, rest } = firstRows(inOrder, 'data/zones.csv');
  const titles = grouped(zoneDomains, (row) => row.domain)
    .flatMap((group) => (group[0] ? [group[0]] : []))
    .sort((a, b) => a.position - b.position);
  const ranks = new Map(zoneDomains.map((row) => [`${row.zone} ${row.domain}`, row.rank]));
  const none = html`<span class="quiet">none</span>`;
  const worse = ({ zone }: Zone): Part => {
    const own = indicators.filter((row) => row.area_level === 'zone' && row.area === zone);
    const judged = own.filter(({ judgement }) => ['worse', 'similar', 'better'].includes(judgement));
    return judged.length === 0
      ? none
      : `${judged.filter(({ judgement }) => judgement === 'worse').length} of ${judged.length}`;
  };
  return table({
    id: 'zones',
    caption: `Zones of ${assessment.area_name} by rank`,
    columns: [
      { heading: 'Rank', figure: true },
      { heading: 'Zone' },
      { heading: 'Score', figure: true },
      ...titles.map(({ domain_title }) => ({
        heading: html`${domain_title}<span class="hidden">, rank</span>`,
        figure: true,
      })),
      { heading: `Worse than ${assessment.benchmark_name}`, figure: true },
      { heading: 'Residents', figure: true },
    ],
    groups: [
      {
        rows: shown.map((zone) => [
          zoneRank(zone),
          zone.name,
          zone.score === null ? none : decimal(zone.score, 2),
          ...titles.map(({ domain }) => ranks.get(`${zone.zone} ${domain}`) ?? none),
          worse(zone),
          zone.residents === null ? html`<span class="quiet">not known</span>` : whole(zone.residents),
        ]),
      },
    ],
    rowHeading: 1,
    note: html`${zones.some((zone) => zoneRank(zone).includes('(')) ? html`In brackets, the ranks a zone has in 9 of 10 draws: ` : 'No zone leaves its rank in 9 of 10 draws: '}<a href="#rank-ranges">how far a rank could move</a>. The columns under each domain’s name give the zone’s rank in that domain. “Worse” counts the indicators whose whole 95% interval lies on the side of more need, of those that can be compared. ${rest}`,
  });
}

/** Which wards a zone holds, or what part of their people. */
function madeOfTable({ zones, zoneWards, assessment }: ReportData): Part {
  const { shown, rest } = firstRows(
    [...zones].sort((a, b) => (a.name < b.name ? -1 : 1)),
    'data/zone-wards.csv',
  );
  const made = ({ zone }: Zone): string =>
    zoneWards
      .filter((row) => row.zone === zone)
      .sort((a, b) => b.share - a.share || (a.ward_name < b.ward_name ? -1 : 1))
      .map(({ ward_name, share }) => (share < 1 ? `${decimal(100 * share, 0)}% of ${ward_name}` : ward_name))
      .join('; ');
  return table({
    id: 'zone-wards',
    caption: `What the zones of ${assessment.area_name} are made of`,
    columns: [{ heading: 'Zone' }, { heading: 'Wards', prose: true }],
    groups: [{ rows: shown.map((zone) => [zone.name, made(zone)]) }],
    note: html`Shares are of a ward’s people, by the Census. What zones hold twice or leave out is <a href="#gaps">among the gaps</a>. ${rest}`,
  });
}

const judgements = { short: 'short', enough: 'enough', unsure: 'cannot be told', unknown: 'not known' } as const;

/** Need against offer by zone and level of help; nothing without zones or services. */
export function zoneHelp({ zoneHelp: rows, assessment }: ReportData): Part {
  if (rows.length === 0) return '';
  const levels = grouped(rows, (row) => row.level)
    .flatMap((group) => (group[0] ? [group[0]] : []))
    .sort((a, b) => a.position - b.position);
  const byZone = grouped(rows, (row) => row.zone).sort((a, b) =>
    (a[0]?.zone_name ?? '') < (b[0]?.zone_name ?? '') ? -1 : 1,
  );
  const { shown, rest } = firstRows(byZone, 'data/zone-help.csv');
  const cell = (row: (typeof rows)[number] | undefined): Part => {
    if (!row) return '';
    const least = row.services_without_places > 0 ? 'at least ' : '';
    const offered = row.places === null ? 'places not said' : `${least}${whole(Math.round(row.places))} places`;
    const needed = row.need === null ? 'need not known' : `for ${whole(Math.round(row.need))} families`;
    return html`${judgements[row.judgement]}<span class="below">${offered} ${needed}</span>`;
  };
  return table({
    id: 'zone-help',
    caption: `Need against offer by zone of ${assessment.area_name}`,
    columns: [{ heading: 'Zone' }, ...levels.map(({ level_title }) => ({ heading: level_title }))],
    groups: [
      {
        rows: shown.map((own) => [
          own[0]?.zone_name ?? '',
          ...levels.map(({ level }) => cell(own.find((row) => row.level === level))),
        ]),
      },
    ],
    note: html`Families expected to need a place in a year are modelled, as for wards. Places are shared out over what a service covers by the children who live there; a service that names a zone has its places there only. “Short” is said where the whole range of what is missing is above 0. Ranges are in <a href="data/zone-help.csv">data/zone-help.csv</a>. ${rest}`,
  });
}
