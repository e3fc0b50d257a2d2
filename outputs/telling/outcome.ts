/** How outcomes of programmes read, in pictures and tables. */
import type { MartRow } from '../../models/marts.js';
import { count, counted, decimal } from './words.js';

export type Outcome = MartRow<'mart_outcome'>;
/** A change that may be shown, with its interval. */
export type Moved = Outcome & {
  readonly change: number;
  readonly lower95_0cl: number;
  readonly upper95_0cl: number;
  readonly judgement: NonNullable<Outcome['judgement']>;
};

export const hasMoved = (row: Outcome): row is Moved =>
  row.change !== null && row.lower95_0cl !== null && row.upper95_0cl !== null && row.judgement !== null;

export const timeWords: Readonly<Record<Outcome['timepoint'], string>> = {
  after: 'at the end',
  '1m': 'a month later',
  '3m': '3 months later',
  '6m': '6 months later',
  '12m': 'a year later',
};

export const judgementWords: Readonly<Record<NonNullable<Outcome['judgement']>, string>> = {
  better: 'better',
  worse: 'worse',
  lower: 'lower',
  higher: 'higher',
  not_told: 'no change can be told',
};

/** "−3.8 (−4.6 to −2.9)". */
export const changeText = ({ change, lower95_0cl, upper95_0cl }: Moved): string =>
  `${signed(change)} (${signed(lower95_0cl)} to ${signed(upper95_0cl)})`;

export const signed = (value: number, places = 1): string => `${value > 0 ? '+' : ''}${decimal(value, places)}`;

/**
 * How the first time after each programme compares with before, by whole intervals only. That scores moved is no word of
 * why: nobody is here who did not take part.
 */
export function outcomeFinding(rows: readonly Outcome[]): string {
  const first = new Map<string, Moved>();
  for (const row of rows.filter(hasMoved)) {
    const key = `${row.programme}\n${row.measure}`;
    const known = first.get(key);
    if (!known || row.position < known.position) first.set(key, row);
  }
  const all = [...first.values()];
  const [only] = all;
  if (!only) return 'Scores before and after programmes are of too few people to be shown';
  if (all.length === 1) return onlyFinding(only);
  const n = (kind: Moved['judgement']) => all.filter(({ judgement }) => judgement === kind).length;
  const said = (['better', 'worse', 'lower', 'higher'] as const).flatMap((kind) =>
    n(kind) > 0 ? [`${kind} in ${count(n(kind))}`] : [],
  );
  const of = counted(all.length, 'comparison');
  if (said.length === 0) return `In none of ${of} did scores after a programme clearly differ from those before`;
  const same = (['better', 'worse', 'lower', 'higher'] as const).find((kind) => n(kind) === all.length);
  if (same)
    return `Scores after a programme were ${same} in ${all.length === 2 ? 'both' : `all ${count(all.length)}`} comparisons with those before`;
  const [leading = '', ...others] = said;
  const rest = n('not_told') > 0 ? [`in ${count(n('not_told'))} no change can be told`] : [];
  return [`Scores after a programme were ${leading} of ${of} with those before`, ...others, ...rest].join('; ');
}

function onlyFinding(row: Moved): string {
  const which = `${row.measure_title}: scores after ‘${row.programme}’`;
  if (row.judgement === 'not_told') return `${which} do not clearly differ from those before`;
  const [low, high] = [row.lower95_0cl, row.upper95_0cl].map(Math.abs).sort((a, b) => a - b);
  const way = row.change < 0 ? 'lower' : 'higher';
  const points = `${decimal(Math.abs(row.change))} points ${way} (${decimal(low ?? 0)} to ${decimal(high ?? 0)})`;
  return `${which} were ${points} than before`;
}
