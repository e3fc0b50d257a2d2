/** Wards as charts speak of them: a name that is theirs alone, and the fifth they stand in. */
import type { MartRow } from '../../models/marts.js';
import { capital, count, counted, decimal, list, wardsIn } from './words.js';

type IndexRow = MartRow<'mart_index'>;

export const fifthNames = ['Highest fifth', 'Second fifth', 'Middle fifth', 'Fourth fifth', 'Lowest fifth'] as const;

/** The fifth of the ranked wards a ward stands in, 0 the highest need; it agrees with the decile where there is one. */
export function fifthOf({ rank, decile, of }: Pick<IndexRow, 'rank' | 'decile' | 'of'>): number | null {
  if (rank === null || of === 0) return null;
  return decile === null ? Math.floor(((rank - 1) * 5) / of) : Math.ceil(decile / 2) - 1;
}

/** Ranked wards first, by rank; then the others by name. Ties keep one order on every machine. */
export const byRank = <T extends Pick<IndexRow, 'rank' | 'ward'>>(rows: readonly T[]): T[] =>
  [...rows].sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.ward < b.ward ? -1 : 1));

/** "3", "3=" where wards share it, and how far it could move: "3 (1 to 6)". */
export function rankText({ rank, rank_low, rank_high }: RankRange, isShared = false): string {
  if (rank === null) return '';
  const place = `${rank.toLocaleString('en-GB')}${isShared ? '=' : ''}`;
  if (rank_low === null || rank_high === null) return place;
  return `${place} (${rank_low.toLocaleString('en-GB')} to ${rank_high.toLocaleString('en-GB')})`;
}

type RankRange = Pick<IndexRow, 'rank' | 'rank_low' | 'rank_high'>;

/** The ranks that more than one ward has. */
export function sharedRanks(rows: readonly Pick<IndexRow, 'rank'>[]): Set<number> {
  const [once, more] = [new Set<number>(), new Set<number>()];
  for (const { rank } of rows) if (rank !== null) (once.has(rank) ? more : once).add(rank);
  return more;
}

/** Whether a ward keeps its place in the highest fifth in at least nine of ten draws; undefined where that is not known. */
export const staysInTopFifth = ({ p_top_fifth }: Pick<IndexRow, 'p_top_fifth'>): boolean | undefined =>
  p_top_fifth === null ? undefined : p_top_fifth >= 0.9;

/** A label for each ward: its name, with the authority or code behind it where two wards would read the same. */
export const labelsOf = (rows: readonly IndexRow[]): Map<string, string> =>
  namesOf(rows, (row) => `${row.ward_name}, ${row.authority_name}`);

/** The same for sentences: "Tong (Bradford)" where there are several authorities. */
export const spokenOf = (rows: readonly IndexRow[]): Map<string, string> =>
  namesOf(rows, (row) => `${row.ward_name} (${row.authority_name})`);

function namesOf(rows: readonly IndexRow[], withAuthority: (row: IndexRow) => string): Map<string, string> {
  const authorities = new Set(rows.map((row) => row.authority)).size;
  const timesUsed = new Map<string, number>();
  const name = (row: IndexRow) => (authorities > 1 ? withAuthority(row) : row.ward_name);
  for (const row of rows) timesUsed.set(name(row), (timesUsed.get(name(row)) ?? 0) + 1);
  return new Map(
    rows.map((row) => [row.ward, timesUsed.get(name(row)) === 1 ? name(row) : `${name(row)} (${row.ward})`]),
  );
}

/** What the map of an index says, in one sentence: facts of the ranking, no more. */
export function needFinding(rows: readonly IndexRow[], need: string): string {
  const ranked = byRank(rows.filter((row) => row.rank !== null));
  const labels = spokenOf(rows);
  const name = (row: IndexRow | undefined): string => (row ? (labels.get(row.ward) ?? row.ward_name) : '');
  if (ranked.length === 0) return `No ward has an estimate of ${need}`;
  if (ranked.length === 1) return `${name(ranked[0])} is the only ward with an estimate of ${need}`;
  const of = ranked.length;
  if (of < 10) return `${name(ranked[0])} ranks first of ${count(of)} wards for ${need}`;
  const top = ranked.filter((row) => fifthOf(row) === 0);
  if (new Set(rows.map((row) => row.authority)).size > 1) return acrossAuthorities(top, need);
  const [first, second] = top.map(name);
  const leading = wardsIn([first, second].filter((label) => label !== undefined));
  const share = shareOfResidents(top, rows);
  const fifth = top.length === 2 ? 'the two wards' : `the ${count(top.length)} wards in the highest fifth`;
  return share === undefined
    ? `${capital(need)} is highest in ${leading}, first of ${count(of)} ranked wards`
    : `${capital(need)} is highest in ${leading}; ${fifth} are home to ${decimal(share, 0)}% of residents`;
}

/** How many wards are ranked: "30 wards", "28 of 30 wards". */
export function rankedWards(rows: readonly IndexRow[]): string {
  const ranked = rows.filter(({ rank }) => rank !== null).length;
  const all = counted(rows.length, 'ward');
  return ranked === rows.length ? all : `${ranked.toLocaleString('en-GB')} of ${all}`;
}

/** "; two wards have no estimate", where some are not ranked. */
export function withoutEstimate(rows: readonly IndexRow[]): string {
  const without = rows.filter(({ rank }) => rank === null).length;
  return without > 0 ? `; ${counted(without, 'ward')} ${without === 1 ? 'has' : 'have'} no estimate` : '';
}

/** The share of all residents, in per cent, who live in some of the wards; undefined unless it is known for every ward. */
export function shareOfResidents(some: readonly IndexRow[], all: readonly IndexRow[]): number | undefined {
  const sum = (wards: readonly IndexRow[]): number => wards.reduce((n, { residents }) => n + (residents ?? NaN), 0);
  const share = (100 * sum(some)) / sum(all);
  return Number.isFinite(share) ? share : undefined;
}

/** Names up to three authorities, and only those that stand clear of the next. */
function acrossAuthorities(top: readonly IndexRow[], need: string): string {
  const wards = new Map<string, number>();
  for (const { authority_name } of top) wards.set(authority_name, (wards.get(authority_name) ?? 0) + 1);
  const order = [...wards].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const clear = [3, 2, 1].find((n) => n <= order.length && (order[n - 1]?.[1] ?? 0) > (order[n]?.[1] ?? 0)) ?? 0;
  const [only] = order;
  if (order.length === 1 && only) {
    const all = top.length === 1 ? 'The one ward' : top.length === 2 ? 'Both wards' : `All ${count(top.length)} wards`;
    return `${all} in the fifth with the highest ${need} ${top.length === 1 ? 'is' : 'are'} in ${only[0]}`;
  }
  const fifth = `the ${count(top.length)} wards in the fifth with the highest ${need}`;
  if (clear === 0) return `${capital(fifth)} lie in ${count(order.length)} authorities`;
  const parts = order
    .slice(0, clear)
    .map(([name, n], i) => `${count(n)} ${i > 0 ? '' : n === 1 ? 'is ' : 'are '}in ${name}`.replace('  ', ' '));
  return `Of ${fifth}, ${list(parts)}${clear < order.length ? ', more than in any other authority' : ''}`;
}
