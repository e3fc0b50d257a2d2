/** Groups that several authorities could run together: which, by rule, and in words. */
import type { MartRow } from '../../models/marts.js';
import { count, list } from './words.js';

type Group = MartRow<'mart_group'>;

/** Programmes for which all of them together have enough and none has enough alone, the most referrals first. */
export const jointGroups = (rows: readonly Group[]): Group[] =>
  rows
    .filter((row) => row.authority === null && row.programme !== null && row.verdict === 'joint')
    .sort((a, b) => (b.referrals ?? 0) - (a.referrals ?? 0) || ((a.programme ?? '') < (b.programme ?? '') ? -1 : 1));

const named = 3;

/** What the regional lead is told; undefined where nothing could be run together that is not run alone. */
export function jointFinding(rows: readonly Group[]): string | undefined {
  const joint = jointGroups(rows);
  const [first] = joint;
  if (!first) return undefined;
  const said = joint.slice(0, named).map(({ programme, referrals }) => `‘${programme}’ (${referrals})`);
  const more = joint.length - said.length;
  const programmes = list([...said, ...(more > 0 ? [`${count(more)} more`] : [])]);
  return `Together the authorities had enough suitable referrals in twelve months for a joint group of ${programmes}; no authority had the ${count(first.least_group)} it takes alone.`;
}

/** What a verdict is called in a table. */
export function verdictWords({ verdict }: Group): string {
  return {
    joint: 'Enough together, in no authority alone',
    together: 'Enough together; whether in one alone is withheld',
    enough: 'Enough',
    too_few: 'Too few, even together',
    unknown: 'Withheld',
  }[verdict];
}
