/** Findings on what an area is higher and lower on than the country, as its marts say. */
import type { MartRow } from '../../models/marts.js';
import { figureText, intervalText, possessive, tellingDecimals } from '../report/figures.js';
import { type Against, against, chooseIndicator } from './against.js';
import { type Finding, type FindingRows, isShort } from './finding.js';
import { count, counted, figure, list } from './words.js';

type IndicatorRow = MartRow<'mart_indicator'>;

/** What the authority is higher and lower on, clearest first. */
export function comparisons(rows: FindingRows, room: number): Finding[] {
  const own = rows.indicators.filter((row) => row.area_level === 'authority' && row.direction !== 'none');
  const several = new Set(own.map((row) => row.area)).size > 1;
  // The picture of one indicator by ward belongs only with what is said of that indicator.
  const drawn = chooseIndicator(rows.indicators)?.indicator;
  const told = against(rows.indicators).flatMap((difference) => {
    const text = several ? acrossAuthorities(rows, difference) : comparisonWith(rows, difference);
    const chart = drawn === difference.country.indicator ? { chart: 'ranked-wards' } : {};
    return text !== undefined && isShort(text) ? [{ text, ...chart, anchor: 'indicators' }] : [];
  });
  return told.length > 0 || several ? told.slice(0, room) : alike(rows, own);
}

function comparisonWith({ assessment }: FindingRows, { own: [row], country }: Against): string | undefined {
  if (!row || row.value === null || row.lower95_0cl === null || row.upper95_0cl === null) return undefined;
  const f = { value: row.value, lower: row.lower95_0cl, upper: row.upper95_0cl, unit: row.unit };
  const places = tellingDecimals(f, country.value);
  const theirs = `${possessive(assessment.benchmark_name)} ${figure(country.value, row.unit, places)}`;
  const limits = `95% interval ${intervalText(f, places)}; ${row.period}`;
  return `${row.title}: ${figureText(f, places)} in ${row.area_name} (${limits}), ${row.comparison} than ${theirs}.`;
}

function alike({ assessment }: FindingRows, own: readonly IndicatorRow[]): Finding[] {
  const compared = own.filter((row) => row.comparison !== 'not_compared').length;
  const n = howMany(own, 'similar');
  if (n === 0) return [];
  const similar = `${count(n)} of the ${counted(compared, 'indicator')} compared`;
  const text = `${assessment.area_name} is similar to ${assessment.benchmark_name} on ${similar}, by their 95% intervals.`;
  return [{ text, anchor: 'indicators' }];
}

const howMany = (rows: readonly IndicatorRow[], comparison: IndicatorRow['comparison']): number =>
  rows.filter((row) => row.comparison === comparison).length;

/** Where several authorities are assessed: how many differ from the country. */
function acrossAuthorities({ assessment }: FindingRows, { own }: Against): string {
  const ways = (['higher', 'lower', 'similar'] as const).flatMap((way) => {
    const n = howMany(own, way);
    return n === 0
      ? []
      : [n === own.length ? `${n === 2 ? 'both' : 'all'} are ${way}` : `${count(n)} ${n === 1 ? 'is' : 'are'} ${way}`];
  });
  const of = counted(own.length, 'authority', 'authorities');
  return `${own[0]?.title} (${own[0]?.period}): of ${of} compared with ${assessment.benchmark_name}, ${list(ways)}, by their 95% intervals.`;
}
