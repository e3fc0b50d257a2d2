/** With whom figures are compared besides the country: a sentence for each, and how many wards differ from whom. */
import type { MartRow } from '../../models/marts.js';
import { capital, count, counted, figure, list } from '../telling/words.js';
import type { ReportData } from './data.js';
import { grouped, whole } from './figures.js';
import { type Html, html, type Part } from './html.js';
import { table } from './table.js';
import { byDomain } from './why.js';

type Compared = MartRow<'mart_comparison'>;

/** In the order in which they are shown: the country first. */
const order = ['country', 'region', 'neighbours', 'target', 'authority', 'wards'] as const;

/** How the authority stands against its region and its neighbours; nothing where it is compared with the country alone. */
export function comparedSection({ comparisons, benchmarks, list: indicators, assessment }: ReportData): Part {
  const own = comparisons.filter((row) => row.area_level === 'authority' && row.benchmark !== 'country');
  const groups = grouped(own, (row) => `${row.area} ${row.benchmark}`).filter((group) => group.some(isCompared));
  if (groups.length === 0) return '';
  const lines = groups
    .filter(([row]) => row?.benchmark !== 'target')
    .sort((a, b) => place(a) - place(b))
    .slice(0, linesShown);
  return html`<h3 id="compared">Compared with others</h3>
${lines.length > 0 && html`<ul>${lines.map((group) => html`<li>${sentence(group, benchmarks)}</li>\n`)}</ul>`}
${new Set(own.map((row) => row.area)).size === 1 ? valuesTable({ comparisons, benchmarks, list: indicators, assessment }) : ''}`;
}

const linesShown = 10;
const isCompared = ({ outcome95 }: Compared): boolean => outcome95 !== 'not_compared';
const place = ([first]: readonly Compared[]): number => (first ? order.indexOf(first.benchmark) : order.length);

/** "Compared with Yorkshire and The Humber (15 authorities pooled), Bradford is higher on seven and lower on two of …". */
function sentence(group: readonly Compared[], benchmarks: ReportData['benchmarks']): string {
  const compared = group.filter(isCompared);
  const [first] = compared;
  if (!first) return '';
  const ways = (['higher', 'lower', 'similar'] as const).flatMap((way) => {
    const n = compared.filter((row) => row.outcome95 === way).length;
    return n > 0 ? [`${way} on ${count(n)}`] : [];
  });
  const differ = compared.filter(({ outcome95 }) => outcome95 !== 'similar').length;
  const clear = compared.filter(({ outcome99_8 }) => outcome99_8 === 'higher' || outcome99_8 === 'lower').length;
  const still = differ === 0 ? '' : `; ${clear === differ ? 'all' : count(clear)} of these differences hold at 99.8%`;
  const members = benchmarks.find(
    (row) => row.benchmark === first.benchmark && (row.authority === null || row.authority === first.area),
  )?.members;
  const who = `${first.benchmark_name}${members ? ` (${counted(members, 'authority', 'authorities')} pooled)` : ''}`;
  return `Compared with ${who}, ${first.area_name} is ${list(ways)} of the ${counted(compared.length, 'indicator')} that can be compared, by 95% intervals${still}.`;
}

/** Each indicator beside the value of everybody it is compared with. */
function valuesTable(data: Pick<ReportData, 'comparisons' | 'benchmarks' | 'list' | 'assessment'>): Html {
  const { comparisons, benchmarks, list: indicators, assessment } = data;
  const own = comparisons.filter((row) => row.area_level === 'authority');
  const kinds = order.filter((kind) => own.some((row) => row.benchmark === kind && isCompared(row)));
  const at = new Map(own.map((row) => [`${row.indicator} ${row.benchmark}`, row]));
  const units = new Map(benchmarks.map((row) => [row.indicator, row.unit]));
  const values = new Map(own.map((row) => [row.indicator, row.value]));
  const said = (value: number | null | undefined, indicator: string): string =>
    value === null || value === undefined ? '' : figure(value, units.get(indicator) ?? '', 1);
  const cell = (indicator: string, kind: (typeof order)[number]): Part => {
    const row = at.get(`${indicator} ${kind}`);
    if (!row && kind === 'target') return '';
    if (!row || row.benchmark_value === null) return html`<span class="quiet">no figure</span>`;
    const value = said(row.benchmark_value, indicator);
    const stars = row.outcome99_8 === row.outcome95 && row.outcome95 !== 'similar' ? ' (99.8%)' : '';
    const word = row.outcome95 === 'not_compared' ? 'not compared' : `${row.outcome95}${stars}`;
    return html`${value} <span class="quiet">${word}</span>`;
  };
  return table({
    id: 'compared-values',
    caption: `${own[0]?.area_name ?? assessment.area_name} beside those it is compared with`,
    columns: [
      { heading: 'Indicator' },
      { heading: own[0]?.area_name ?? assessment.area_name, figure: true },
      ...kinds.map((kind) => ({ heading: capital(nameOf(own, kind)), figure: true })),
    ],
    groups: byDomain(indicators, ({ indicator, title }) => [
      title,
      said(values.get(indicator), indicator) || html`<span class="quiet">no figure</span>`,
      ...kinds.map((kind) => cell(indicator, kind)),
    ]),
    note: html`The words say how ${own[0]?.area_name ?? 'the authority'} lies to each: higher or lower only where its whole 95% interval does, with “99.8%” where the wider one does too. Groups are of all their counts together, never a mean of rates. A council’s own counts are not pooled with others’. Every ward’s comparison is in <a href="data/comparisons.csv">data/comparisons.csv</a>.`,
  });
}

const nameOf = (rows: readonly Compared[], kind: Compared['benchmark']): string =>
  rows.find((row) => row.benchmark === kind)?.benchmark_name ?? kind;

/** How many ward figures lie higher, similar or lower, by whom they are compared with: the country first. */
export function wardsAgainst({ comparisons }: Pick<ReportData, 'comparisons'>): Part {
  const wards = comparisons.filter((row) => row.area_level === 'ward' && isCompared(row));
  const groups = grouped(wards, (row) => row.benchmark).sort((a, b) => place(a) - place(b));
  if (groups.length < 2) return '';
  const n = (rows: readonly Compared[], of: (row: Compared) => boolean): string => whole(rows.filter(of).length);
  return table({
    id: 'wards-against',
    caption: 'Ward figures against each of those they are compared with',
    columns: [
      { heading: 'Compared with' },
      ...['Higher', 'of them at 99.8%', 'Similar', 'Lower', 'of them at 99.8%'].map((heading) => ({
        heading,
        figure: true,
      })),
    ],
    groups: [
      {
        rows: groups.map((rows) => [
          `${saidOf[rows[0]?.benchmark ?? 'country'] ?? capital(rows[0]?.benchmark_name ?? '')}`,
          n(rows, (row) => row.outcome95 === 'higher'),
          n(rows, (row) => row.outcome99_8 === 'higher'),
          n(rows, (row) => row.outcome95 === 'similar'),
          n(rows, (row) => row.outcome95 === 'lower'),
          n(rows, (row) => row.outcome99_8 === 'lower'),
        ]),
      },
    ],
    note: 'All indicators of all wards that could be compared. A ward’s own authority includes the ward. In a funnel the limits are about the average of all wards here and depend on the size of the ward.',
  });
}

/** Where each ward has its own, or the name needs more. */
const saidOf: Partial<Record<Compared['benchmark'], string>> = {
  authority: 'Their own authority',
  region: 'Their region',
  neighbours: 'The neighbours of their authority',
  wards: 'The wards’ average, by funnel',
  target: 'The targets',
};
