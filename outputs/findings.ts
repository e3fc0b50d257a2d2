/**
 * What we found: three to six sentences made from the marts by rules. Each carries its number, its year and, where the
 * number has one, its interval; none says more than its interval does. "Higher" and "lower" are only ever repeated
 * from `mart_indicator.comparison`.
 */
import type { MartRow } from '../models/marts.js';
import { chooseIndicator } from './charts/ranked-wards.js';
import { figureText, grouped, intervalText, possessive, tellingDecimals } from './report/figures.js';
import { byRank, fifthOf, labelsOf } from './wards.js';
import { capital, count, counted, figure, list } from './words.js';

export interface Finding {
  readonly text: string;
  /** The chart that shows it, by name. */
  readonly chart?: string;
  /** The id on the page where its table is. */
  readonly anchor: string;
}

export interface FindingRows {
  readonly assessment: MartRow<'mart_assessment'>;
  readonly index: readonly MartRow<'mart_index'>[];
  readonly domains: readonly MartRow<'mart_domain'>[];
  readonly indicators: readonly MartRow<'mart_indicator'>[];
  readonly gaps: readonly MartRow<'mart_gap'>[];
}

type IndicatorRow = MartRow<'mart_indicator'>;

const most = 6;
/** Sentences no longer than this can be read out in a meeting. */
const wordsAllowed = 40;
const isShort = (text: string): boolean => text.split(/\s+/).length <= wordsAllowed;

/** Three to six findings in the order of the report: where, why, how sure, what is missing. */
export function findings(rows: FindingRows): Finding[] {
  const opening = [whereHighest(rows), ...whatSetsApart(rows)];
  const closing = [noEstimate(rows), missing(rows)];
  return [...opening, ...comparisons(rows, most - opening.length - closing.length), ...closing];
}

/** The ranked wards in the fifth with the highest need: the same wards that maps show darkest. */
export const topFifth = (index: readonly MartRow<'mart_index'>[]): MartRow<'mart_index'>[] =>
  byRank(index.filter((ward) => fifthOf(ward) === 0));

function whereHighest({ assessment, index }: FindingRows): Finding {
  const at = { chart: 'need-map', anchor: 'wards' };
  const area = assessment.area_name;
  const ranked = index.filter((ward) => ward.rank !== null).length;
  const top = topFifth(index);
  const labels = labelsOf(index);
  const names = top.map((ward) => labels.get(ward.ward) ?? ward.ward_name);
  if (ranked === 0) return { text: `None of the ${counted(index.length, 'ward')} in ${area} could be ranked.`, ...at };
  const opening = `Of the ${counted(ranked, 'ward')} ranked in ${area}, `;
  if (ranked < 5) return { text: `${opening}need is highest in ${list(names)}.`, ...at };
  const leader = leadingAuthority(top);
  if (leader) {
    const share = `${count(leader.n)} of the ${counted(top.length, 'ward')} in the fifth with the highest need are in ${leader.name}`;
    return { text: `${capital(share)}, more than in any other authority.`, ...at };
  }
  return {
    text: withNames(`${opening}the fifth with the highest need ${top.length > 1 ? 'are' : 'is'}`, names),
    ...at,
  };
}

/** The authority that holds most of these wards, where they lie in several and one leads. */
function leadingAuthority(wards: readonly MartRow<'mart_index'>[]): { name: string; n: number } | undefined {
  const counts = grouped(wards, (ward) => ward.authority)
    .map((group) => ({ name: group[0]?.authority_name ?? '', n: group.length }))
    .sort((a, b) => b.n - a.n);
  const [first, second] = counts;
  return first && second && first.n > second.n ? first : undefined;
}

/** As many names as the sentence has room for, and how many more there are. */
function withNames(opening: string, names: readonly string[]): string {
  for (let shown = Math.min(names.length, wordsAllowed); shown > 0; shown -= 1) {
    const more = names.length - shown;
    const text = `${opening} ${list([...names.slice(0, shown), ...(more > 0 ? [`${count(more)} more`] : [])])}.`;
    if (isShort(text)) return text;
  }
  return `${opening} ${count(names.length)} in all.`;
}

/** The domain, or two domains, in whose own top fifth most of these wards are; silent when none leads. */
function whatSetsApart({ index, domains }: FindingRows): Finding[] {
  const top = new Set(topFifth(index).map((ward) => ward.ward));
  const scored = domains.filter((row) => row.weight > 0 && row.rank !== null);
  const counts = grouped(scored, (row) => row.domain).map((domain) => {
    const highest = ({ rank }: { rank: number | null }): boolean =>
      fifthOf({ rank, decile: null, of: domain.length }) === 0;
    const n = domain.filter((row) => top.has(row.ward) && highest(row)).length;
    return { title: `‘${domain[0]?.domain_title}’`, n };
  });
  const n = Math.max(0, ...counts.map((domain) => domain.n));
  const leading = counts.filter((domain) => domain.n === n).map(({ title }) => title);
  if (n < 2 || leading.length > 2 || leading.length === counts.length) return [];
  const those = n === top.size ? `all ${count(n)}` : `${count(n)} of those ${counted(top.size, 'ward')}`;
  const text =
    leading.length === 1
      ? `What sets them apart most is ${leading[0]}: ${those} are also in the highest fifth for it, more than for any other domain.`
      : `What sets them apart most are ${list(leading)}: ${those} are also in the highest fifth for each, more than for any other domain.`;
  return isShort(text) ? [{ text, chart: 'domain-heat', anchor: 'wards' }] : [];
}

/** What the authority is higher and lower on, biggest ratio first. */
function comparisons(rows: FindingRows, room: number): Finding[] {
  const country = new Map(
    rows.indicators.flatMap((row) => (row.area_level === 'country' ? [[row.indicator, row]] : [])),
  );
  const own = rows.indicators.filter((row) => row.area_level === 'authority' && row.direction !== 'none');
  const authorities = new Set(own.map((row) => row.area)).size;
  if (authorities > 1) return acrossAuthorities(rows, own).slice(0, room);
  const told = own
    .flatMap((row) => {
      const other = country.get(row.indicator)?.value ?? 0;
      const differs = row.comparison === 'higher' || row.comparison === 'lower';
      return differs && row.value !== null && row.value > 0 && other > 0
        ? [{ row, other, ratio: Math.abs(Math.log(row.value / other)) }]
        : [];
    })
    .sort((a, b) => b.ratio - a.ratio || (a.row.indicator < b.row.indicator ? -1 : 1))
    .flatMap(({ row, other }) => comparisonWith(rows, row, other));
  return told.length > 0 ? told.slice(0, room) : alike(rows, own);
}

function comparisonWith({ assessment, indicators }: FindingRows, row: IndicatorRow, other: number): Finding[] {
  if (row.value === null || row.lower95_0cl === null || row.upper95_0cl === null) return [];
  const f = { value: row.value, lower: row.lower95_0cl, upper: row.upper95_0cl, unit: row.unit };
  const places = tellingDecimals(f, other);
  const theirs = `${possessive(assessment.benchmark_name)} ${figure(other, row.unit, places)}`;
  const limits = `95% interval ${intervalText(f, places)}; ${row.period}`;
  const text = `${row.title}: ${figureText(f, places)} in ${row.area_name} (${limits}), ${row.comparison} than ${theirs}.`;
  // The picture of one indicator by ward belongs here only when it is of this indicator.
  const drawn = chooseIndicator(indicators)?.indicator === row.indicator ? { chart: 'ranked-wards' } : {};
  return isShort(text) ? [{ text, ...drawn, anchor: 'indicators' }] : [];
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

/** Where several authorities are assessed: how many differ from the country, by the indicators where most need is higher. */
function acrossAuthorities(rows: FindingRows, own: readonly IndicatorRow[]): Finding[] {
  return grouped(own, (row) => row.indicator)
    .flatMap((group) => {
      const compared = group.filter((row) => row.comparison !== 'not_compared');
      const ways = (['higher', 'lower', 'similar'] as const).flatMap((way) => {
        const n = howMany(compared, way);
        return n === 0 ? [] : [`${way} in ${count(n)}`];
      });
      const [first] = compared;
      if (!first || howMany(compared, 'similar') === compared.length) return [];
      const text = `${first.title} (${first.period}): of ${counted(compared.length, 'authority', 'authorities')} compared with ${rows.assessment.benchmark_name}, ${list(ways)}, by their 95% intervals.`;
      const moreNeed = compared.filter((row) => row.judgement === 'worse').length;
      return isShort(text) ? [{ moreNeed, finding: { text, anchor: 'indicators' } }] : [];
    })
    .sort((a, b) => b.moreNeed - a.moreNeed)
    .map(({ finding }) => finding);
}

function noEstimate({ index }: FindingRows): Finding {
  const without = index.filter((ward) => ward.status === 'no_estimate').length;
  if (without === 0)
    return { text: `All ${counted(index.length, 'ward')} have an estimate and a rank.`, anchor: 'wards' };
  const text = `${capital(count(without))} of ${counted(index.length, 'ward')} ${
    without === 1 ? 'has no estimate and is' : 'have no estimate and are'
  } not ranked; the reason is given for each.`;
  return { text, anchor: 'no-estimate' };
}

function missing({ gaps }: FindingRows): Finding {
  const items = [...new Set(gaps.map((gap) => gap.item))];
  if (items.length === 0)
    return { text: 'Nothing that was asked for is missing from this assessment.', anchor: 'gaps' };
  const things = items.length === 1 ? 'thing that was asked for is' : 'things that were asked for are';
  return {
    text: withNames(`${capital(count(items.length))} ${things} missing from this assessment:`, items),
    anchor: 'gaps',
  };
}
