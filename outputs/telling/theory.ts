/** A theory of change in words: what is to be told of a statement, and of all of them. */
import type { MartRow } from '../../models/marts.js';
import { decimals } from '../report/figures.js';
import { count, counted, decimal, figure, list } from './words.js';

export type Statement = MartRow<'mart_theory'>;

export const stages = {
  now: 'Now',
  change: 'Changes',
  intermediate: 'Intermediate outcomes',
  long_term: 'Long-term outcomes',
} as const;

/** How many of the statements that can be judged are met, on the way, or not; how many have no figure. */
export function theoryFinding(rows: readonly Statement[]): string {
  const judged = rows.filter(({ judgement }) => !['no_figure', 'not_judged'].includes(judgement));
  const of = (judgement: Statement['judgement']) => rows.filter((row) => row.judgement === judgement).length;
  const parts = [
    [of('met'), 'is met', 'are met'],
    [of('on_the_way'), 'is on the way', 'are on the way'],
    [of('not_moving'), 'has not clearly moved', 'have not clearly moved'],
    [of('away'), 'is going the other way', 'are going the other way'],
  ] as const;
  const said = parts.flatMap(([n, one, many]) => (n > 0 ? [`${count(n)} ${n === 1 ? one : many}`] : []));
  const without = rows.length - judged.length;
  const rest = without > 0 ? `; ${count(without)} cannot be judged` : '';
  if (judged.length === 0)
    return `None of the ${counted(rows.length, 'statement')} of the theory of change can be judged`;
  return `Of ${counted(judged.length, 'aim')} that can be judged, ${list(said)}${rest}`;
}

/** "on the way: 40% of the distance". */
export function judgementWords(row: Statement): string {
  const { judgement, distance } = row;
  if (judgement === 'met') return 'met';
  if (judgement === 'on_the_way')
    return reaches(row)
      ? 'on the way: the interval holds the target'
      : `on the way: ${decimal(distance ?? 0, 0)}% of the distance`;
  if (judgement === 'not_moving') return 'not moving: the interval holds the baseline';
  if (judgement === 'away') return 'going the other way';
  if (judgement === 'no_figure')
    return row.title !== null
      ? 'no figure: missing or withheld'
      : row.indicator === null
        ? 'no figure: nothing named'
        : 'no figure: not counted here';
  return row.baseline === null || row.target === null ? 'not judged: no baseline or target' : 'not judged: no interval';
}

/** Whether the target lies within the interval. */
const reaches = ({ target, lower95_0cl: low, upper95_0cl: high }: Statement): boolean =>
  target !== null && low !== null && high !== null && low <= target && target <= high;

/** "from 20; 2024/25 14.6% (12.9 to 16.5); aim 12". */
export function wayWords({
  baseline,
  value,
  lower95_0cl: lower,
  upper95_0cl: upper,
  target,
  unit,
  period,
}: Statement): string {
  const from = baseline === null ? [] : [`from ${plain(baseline)}`];
  const to = target === null ? [] : [`aim ${plain(target)}`];
  if (value === null) return [...from, ...to].join('; ');
  const places = Math.min(1, decimals({ value, lower, upper }));
  const range = lower === null || upper === null ? '' : ` (${decimal(lower, places)} to ${decimal(upper, places)})`;
  return [...from, `${period}: ${figure(value, unit ?? '', places)}${range}`, ...to].join('; ');
}

const plain = (n: number): string => decimal(n, Number.isInteger(n) ? 0 : 1);
