/**
 * What we found: three to six sentences made from the marts by rules. Each carries its number, its year and, where the
 * number has one, its interval; none says more than its interval does. "Higher" and "lower" are only ever repeated
 * from `mart_indicator.comparison`.
 */
import type { MartRow } from '../../models/marts.js';
import { shortFinding } from '../charts/pathway-matrix.js';
import { grouped } from '../report/figures.js';
import { clusterFinding } from './clusters.js';
import { type Finding, type FindingRows, type FindingRules, isShort, withNames } from './finding.js';
import { comparisons } from './finding-comparisons.js';
import { jointFinding } from './joint-groups.js';
import { byRank, fifthOf, shareOfResidents, spokenOf, staysInTopFifth } from './wards.js';
import { capital, count, counted, decimal, list, needOf, wardsIn } from './words.js';
import { zoneFinding } from './zones.js';

/** Where places are short of expected need, where the council has listed its services. */
export const helpShort = ({ shortfall }: FindingRows): Finding[] =>
  shortfall.some(({ judgement }) => judgement === 'short')
    ? [{ text: `${shortFinding(shortfall)} (modelled).`, chart: 'pathway-matrix', anchor: 'shortfall-table' }]
    : [];

/** What several authorities could run together and none alone. */
export function helpTogether({ groups }: FindingRows): Finding[] {
  const text = jointFinding(groups);
  return text !== undefined && isShort(text) ? [{ text, anchor: 'joint-groups' }] : [];
}

/** The ranked wards in the fifth with the highest need: the same wards that maps show darkest. */
export const topFifth = (index: readonly MartRow<'mart_index'>[]): MartRow<'mart_index'>[] =>
  byRank(index.filter((ward) => fifthOf(ward) === 0));

/** The wards of highest need, and which of them stay so. */
export function whereHighest(rows: FindingRows): Finding[] {
  return [highest(rows)];
}

function highest({ assessment, index }: FindingRows): Finding {
  const at = { chart: 'need-map', anchor: 'wards' };
  const area = assessment.area_name;
  const ranked = index.filter((ward) => ward.rank !== null).length;
  const top = topFifth(index);
  const labels = spokenOf(index);
  const names = top.map((ward) => labels.get(ward.ward) ?? ward.ward_name);
  if (ranked === 0) return { text: `None of the ${counted(index.length, 'ward')} in ${area} could be ranked.`, ...at };
  const opening = `Of the ${counted(ranked, 'ward')} ranked in ${area}, `;
  if (ranked < 5) return { text: `${opening}need is highest in ${wardsIn(names)}.`, ...at };
  const leader = leadingAuthority(top);
  if (leader) return { text: `${leader}${largestShare(index, leader)}.`, ...at };
  const steady = steadyWards(opening, top, labels);
  if (steady !== undefined) return { text: steady, ...at, speaksOfDraws: true };
  const text = withNames(`${opening}the fifth with the highest need ${top.length > 1 ? 'are' : 'is'}`, names, wardsIn);
  const share = shareOfResidents(top, index);
  const homes = `${text.slice(0, -1)}, home to ${share === undefined ? '' : decimal(share, 0)}% of residents.`;
  return { text: share !== undefined && top.length > 1 && isShort(homes) ? homes : text, ...at };
}

/** Clusters, where there are any. */
function whereTogether({ clusters, tested }: FindingRows): Finding[] {
  const text = clusterFinding(clusters, tested);
  return text === undefined ? [] : [{ text, chart: 'need-map', anchor: 'clusters' }];
}

/** The council's own zones, where it gives some. */
function byZone({ assessment, zones }: FindingRows): Finding[] {
  const text = zoneFinding(zones, needOf(assessment.index_title));
  return text === undefined ? [] : [{ text: `${text}.`, chart: 'zone-map', anchor: 'zones', speaksOfDraws: true }];
}

/**
 * Names only the wards that keep their place in the highest fifth, where some of those in it do not. Undefined where
 * all of them do, or where it is not known.
 */
function steadyWards(
  opening: string,
  top: readonly MartRow<'mart_index'>[],
  labels: ReadonlyMap<string, string>,
): string | undefined {
  const steady = top.filter((ward) => staysInTopFifth(ward));
  if (steady.length === top.length || top.some((ward) => staysInTopFifth(ward) === undefined)) return undefined;
  const stand = `${opening}${count(top.length)} ${top.length === 1 ? 'is' : 'are'} in the highest fifth for need`;
  const draws = 'in at least 9 of 10 draws';
  if (steady.length === 0) return `${stand}, but ${top.length === 1 ? 'does not stay' : 'none stays'} there ${draws}.`;
  const names = steady.map((ward) => labels.get(ward.ward) ?? ward.ward_name);
  const verb = names.length === 1 ? 'stays' : 'stay';
  return withNames(`${stand};`, names, (shown) => `${wardsIn(shown)} ${verb} there ${draws}`);
}

/** Which authority holds most of these wards, where they lie in several and one leads. */
function leadingAuthority(top: readonly MartRow<'mart_index'>[]): string | undefined {
  const [first, second] = grouped(top, (ward) => ward.authority).sort((a, b) => b.length - a.length);
  if (!first || !second || first.length === second.length) return undefined;
  const those = `Of the ${counted(top.length, 'ward')} in the fifth with the highest need`;
  if (first.length + second.length === top.length)
    return `${those}, ${count(first.length)} ${first.length === 1 ? 'is' : 'are'} in ${first[0]?.authority_name} and ${count(second.length)} in ${second[0]?.authority_name}`;
  return `${those}, ${count(first.length)} ${first.length === 1 ? 'is' : 'are'} in ${first[0]?.authority_name}, more than in any other authority`;
}

/** The authority with the largest share of its own wards there, where one leads and it is not the one just named. */
function largestShare(index: readonly MartRow<'mart_index'>[], said: string): string {
  const ranked = index.filter((ward) => ward.rank !== null);
  const [first, second] = grouped(ranked, (ward) => ward.authority)
    .map((wards) => ({ name: wards[0]?.authority_name ?? '', n: topFifth(wards).length, all: wards.length }))
    .sort((a, b) => b.n / b.all - a.n / a.all);
  if (!first || !second || first.n / first.all === second.n / second.all || said.includes(first.name)) return '';
  return `; ${first.name} has the largest share of its own, ${count(first.n)} of ${count(first.all)}`;
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

/** Said where it matters; that every ward has a rank stands in the header. */
function noEstimate({ index }: FindingRows): Finding[] {
  const without = index.filter((ward) => ward.status === 'no_estimate').length;
  if (without === 0) return [];
  const have = without === 1 ? 'has no estimate and is' : 'have no estimate and are';
  const text = `${capital(count(without))} of ${counted(index.length, 'ward')} ${have} not ranked; the reason is given${without === 1 ? '' : ' for each'}.`;
  return [{ text, anchor: 'no-estimate' }];
}

/** What an index or a map lacks is named; what would only stand beside them is counted. What is held is not lacking. */
export function missing({ gaps }: FindingRows): Finding[] {
  const itemsOf = (some: typeof gaps) => [...new Set(some.map((gap) => gap.item))];
  const items = itemsOf(gaps.filter(weighs));
  const beside = itemsOf(gaps.filter((gap) => onlyBeside.test(gap.effect))).length;
  const listed = beside === 1 ? 'One thing more' : `${capital(count(beside))} things more`;
  const more = `${listed} would stand beside the index, and ${beside === 1 ? 'is' : 'are'} not here or only for the authority as a whole.`;
  const things = items.length === 1 ? 'thing that was asked for is' : 'things that were asked for are';
  const named =
    items.length === 0
      ? 'Nothing that the index or its map rests on is missing from this assessment.'
      : withNames(`${capital(count(items.length))} ${things} missing from this assessment:`, items);
  return [{ text: beside === 0 ? named : `${named} ${more}`, anchor: 'gaps' }];
}

/** A publisher who did not answer leaves a gap, but what was had of it before is there. */
export const isLacking = ({ effect }: FindingRows['gaps'][number]): boolean => !effect.startsWith('The bytes of ');

/** Effects of gaps that neither the index nor its map rests on. */
const onlyBeside = /^(Not shown\.|Not in the index, which|Shown for the authority)/;
const isHeld = /\bheld for the restricted edition\.$/i;

/** Whether a gap bears on the index or its map, as far as this edition can know. */
export const weighs = (gap: FindingRows['gaps'][number]): boolean =>
  isLacking(gap) && !onlyBeside.test(gap.effect) && !isHeld.test(gap.what);

/** Where need is highest, why, how sure that is, what help is short, what is missing. */
export const needFindings: FindingRules = {
  opening: [whereHighest, byZone, whatSetsApart, whereTogether],
  filling: [comparisons],
  closing: [helpShort, helpTogether, noEstimate, missing],
};
