/** Reading the inputs of reference vectors, and answering in their keys. */
import { rowsOf } from '../../models/statistics/grouped.js';
import type { Reason } from '../../models/statistics/reasons.js';
import type { Json } from './vector-method.js';

/** A number, or NaN where it is missing; infinity comes as a word. */
export const number = (value: Json): number => {
  if (value === 'Inf' || value === 'Infinity') return Number.POSITIVE_INFINITY;
  if (value === '-Inf' || value === '-Infinity') return Number.NEGATIVE_INFINITY;
  return typeof value === 'number' ? value : Number.NaN;
};
export const numbers = (values: Json): number[] => (values as Json[]).map(number);
export const column = (rows: Json[], ...names: string[]): number[] =>
  rows.map((row) => number(row[names.find((name) => name in row) ?? '']));
export const firstReason = (rows: Json[]): Reason | null => rows.find((row) => row.reason)?.reason ?? null;
export const shareOf = (confidence: number): number => (confidence >= 90 ? confidence / 100 : confidence);
/** As R writes 95.0 % in the name of a column. */
export const named = (confidence: number): string => (shareOf(confidence) * 100).toFixed(1).replace('.', '_');

type Limited = { readonly lowercl: number | Float64Array; readonly uppercl: number | Float64Array };

/** `lowercl` and `uppercl` at one confidence, `lower95_0cl` to `upper99_8cl` at the only pair there is. */
export function atConfidence<T extends Limited>(
  given: Json,
  figure: (confidence: number) => T,
): T & Record<string, Json> {
  const levels: number[] = Array.isArray(given) ? given : [given ?? 0.95];
  const found = levels.map(figure);
  const [first] = found;
  if (first === undefined || levels.length > 2) throw new RangeError(`confidence ${given}`);
  const pair = levels.map(shareOf);
  if (pair.length === 2 && !(pair[0] === 0.95 && pair[1] === 0.998)) throw new RangeError(`confidence ${given}`);
  const limits = found.flatMap((each, i) => [
    [`lower${named(levels[i] ?? 0)}cl`, each.lowercl],
    [`upper${named(levels[i] ?? 0)}cl`, each.uppercl],
  ]);
  return {
    ...first,
    confidence: pair.map((each) => `${+(each * 100).toFixed(6)}%`).join(', '),
    ...Object.fromEntries(limits),
  };
}

/** One answer an area, in the order in which they are expected. */
export function byArea(rows: Json[], expected: Json, answer: (members: Json[], area: string) => Json): Json {
  const area = rows.map((row) => String(row.area ?? row.group ?? ''));
  const found = [...rowsOf(area)].map(([name, members]) => {
    const own = members.map((row) => rows[row]);
    return { ...answer(own, name), area: own[0]?.area, group: own[0]?.group };
  });
  const name = (row: Json) => String(row.area ?? row.group ?? '');
  const wanted: Json[] = Array.isArray(expected?.rows) ? expected.rows : found;
  const aligned = wanted.map((want, i) => found.find((row) => name(row) === name(want)) ?? found[i]);
  return { ...found[0], rows: aligned, reason: firstReason(found) };
}
