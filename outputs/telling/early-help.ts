/** How answers of early-help assessments read, in pictures and sentences. */

import type { MartRow } from '../../models/marts.js';
import { type EarlyHelpQuestion, earlyHelpIds, earlyHelpQuestions } from '../../models/pathways/early-help.js';
import { decimal, list } from './words.js';

export type EarlyHelp = MartRow<'mart_early_help'>;
export type Agreement = MartRow<'mart_early_help_agreement'>;
/** A share with its interval. */
export type Share = EarlyHelp & { readonly value: number; readonly lower95_0cl: number; readonly upper95_0cl: number };

export const isShare = (row: EarlyHelp): row is Share =>
  row.value !== null && row.lower95_0cl !== null && row.upper95_0cl !== null;

/** "44% (42 to 46%)". */
export const shareText = ({ value, lower95_0cl, upper95_0cl }: Share): string =>
  `${decimal(value, 0)}% (${decimal(lower95_0cl, 0)} to ${decimal(upper95_0cl, 0)}%)`;

/** 1 and −1 where the whole interval of the change since the first period lies above or below nought. */
export const movedWay = ({ change, change_lower95_0cl: low, change_upper95_0cl: high }: EarlyHelp): -1 | 0 | 1 =>
  change === null || low === null || high === null ? 0 : low > 0 ? 1 : high < 0 ? -1 : 0;

/** Of one authority, each question that has figures, over its periods; none where several authorities are assessed. */
export function questionsOf(rows: readonly EarlyHelp[]): { id: EarlyHelpQuestion; shares: Share[] }[] {
  const own = rows.filter((row) => row.area_level === 'authority');
  if (new Set(own.map(({ area }) => area)).size !== 1) return [];
  return earlyHelpIds.flatMap((id) => {
    const shares = own.filter(isShare).filter(({ question }) => question === id);
    return shares.length > 0 ? [{ id, shares: shares.sort((a, b) => (a.period < b.period ? -1 : 1)) }] : [];
  });
}

/** The question whose share moved furthest, and which did not clearly move. */
export function questionsFinding(rows: readonly EarlyHelp[]): string {
  const last = questionsOf(rows).flatMap(({ id, shares }) => {
    const row = shares.at(-1);
    return row ? [{ id, row, first: shares[0]?.value ?? row.value, periods: shares.length }] : [];
  });
  const moved = last
    .filter(({ row }) => movedWay(row) !== 0)
    .sort((a, b) => Math.abs(b.row.change ?? 0) - Math.abs(a.row.change ?? 0));
  const still = last.filter(({ row, periods }) => periods > 1 && movedWay(row) === 0);
  const [leading] = moved;
  const [one] = last;
  if (!one) return 'Early-help assessments are too few to be shown';
  if (leading) {
    const { id, row, first } = leading;
    const since = `${row.change !== null && row.change > 0 ? 'up' : 'down'} from ${decimal(first, 0)}% in ${row.first_period}`;
    const rest =
      still.length > 0
        ? `; no clear change in ${list(still.map(({ id }) => `‘${earlyHelpQuestions[id].short.toLowerCase()}’`))}`
        : '';
    return `In ${decimal(row.value, 0)}% of early-help assessments in ${row.period} ${earlyHelpQuestions[id].title}, ${since}${rest}`;
  }
  const said = `In ${shareText(one.row)} of early-help assessments in ${one.row.period} ${earlyHelpQuestions[one.id].title}`;
  return one.periods > 1 ? `${said}, not clearly more or less than in ${one.row.first_period}` : said;
}

/** Whether wards stand in the same order in assessments and in the index: said as far as the interval goes. */
export function agreementFinding({ question, value, lower95_0cl, upper95_0cl, judgement, wards }: Agreement): string {
  const noted = earlyHelpQuestions[question].title;
  if (value === null || lower95_0cl === null || upper95_0cl === null)
    return `Of too few wards is it known how often ${noted} to compare them with the index`;
  const rho = `rank correlation ${decimal(value, 2)} (${decimal(lower95_0cl, 2)} to ${decimal(upper95_0cl, 2)}), ${wards} wards`;
  if (judgement === 'same_way') return `In wards with more need by the index, ${noted} more often: ${rho}`;
  if (judgement === 'other_way') return `In wards with more need by the index, ${noted} less often: ${rho}`;
  return `Whether ${noted} more often in wards with more need by the index cannot be told: ${rho}`;
}
