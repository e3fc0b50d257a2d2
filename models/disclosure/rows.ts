/** The rows of a declared table, as figures for the gate: each count of a row is one. */
import type { Cell, Row } from '../engine/engine.js';
import { type Count, isSmall, type Small } from './cells.js';
import { type Counted, costOf, type Figure } from './linked.js';
import type { ShownBefore } from './named.js';
import type { Key, ProtectedTable } from './tables.js';
import type { Belonging } from './ways.js';

/** A count of a protected table, and where it stands in it. */
export interface Placed {
  readonly row: number;
  readonly number: string;
}

type PlacedCount = Placed & { readonly count: Count; readonly key: Key };

/** What a declared table counts, in the order of its rows and columns. */
export function tableCounts(
  subject: string,
  declared: ProtectedTable,
  rows: readonly Row[],
  small: Small,
  before: ShownBefore = () => false,
): Counted & { readonly placed: readonly Placed[]; readonly belonging: readonly Belonging[] } {
  const { totals = [], groups } = declared;
  const names = Object.keys(declared.counts);
  const placed = rows.flatMap((row, i) => {
    const key = keyOf(declared, row);
    return names.flatMap((number): PlacedCount[] => {
      const value = row[number];
      const count = typeof value === 'number' && countOf(subject, number, key, value, before);
      return count ? [{ row: i, number, count, key }] : [];
    });
  });
  const at = new Map(placed.map((one) => [whereOf(one.number, one.key), one]));
  const wholes = placed.map((one) => wholesOf(declared, one).flatMap((where) => at.get(where)?.count ?? []));
  return {
    placed,
    belonging: placed.flatMap(({ count, key }) => (groups ? [{ count, groups: groups(key) }] : [])),
    figures: placed.map(({ number, count, key }, i): Figure => {
      const isTotal = totals.some((column) => key[column] === null);
      const early = (names.length - 1 - names.indexOf(number)) / names.length;
      return {
        counts: [count],
        // Of two counts that were shown before no other choice could hide who is in one only.
        small:
          isSmall(count.value, small) ||
          (wholes[i] ?? []).some(
            (whole) => whole.known && count.known && isSmall(Math.abs(whole.value - count.value), small),
          ),
        cost: costOf(key.area_level ?? '', count.value) + (isTotal ? 0.5 : 0) + 0.1 * early,
      };
    }),
    apart: placed.flatMap(({ count }, i) =>
      (wholes[i] ?? []).map((whole) => [whole, count, `${whole.name} less ${count.name}`] as const),
    ),
    totals: [
      ...totals.flatMap((column) => totalsOf(placed, column)),
      ...placed.flatMap((one) => splitOf(declared, one, (where) => at.get(where)?.count)),
    ],
  };
}

const whereOf = (number: string, key: Key): string => `${number} ${JSON.stringify(key)}`;

/** Where the counts stand that a count lies within. */
const wholesOf = ({ within = {}, inside = [] }: ProtectedTable, { number, key }: PlacedCount): string[] => [
  ...(within[number] ?? []).map((whole) => whereOf(whole, key)),
  ...inside
    .map((from) => ({ ...key, ...mapValues(from, (column) => (column === null ? null : (key[column] ?? null))) }))
    .map((other) => whereOf(number, other))
    .filter((where) => where !== whereOf(number, key)),
];

const mapValues = (record: Readonly<Record<string, string | null>>, to: (value: string | null) => string | null): Key =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, to(value)]));

/** A count and those of its row that make it up together, where all of them are counted. */
function splitOf(
  { splits = {} }: ProtectedTable,
  { number, count, key }: PlacedCount,
  at: (where: string) => Count | undefined,
): Counted['totals'] {
  const names = splits[number] ?? [];
  const parts = names.flatMap((name) => at(whereOf(name, key)) ?? []);
  return names.length > 0 && parts.length === names.length ? [{ total: count, parts }] : [];
}

/** Counts of rows without a value in a column of the key, each with those of the rows that have one. */
function totalsOf(placed: readonly PlacedCount[], column: string): Counted['totals'] {
  const groups = new Map<string, PlacedCount[]>();
  for (const one of placed) {
    const where = whereOf(one.number, { ...one.key, [column]: null });
    groups.set(where, [...(groups.get(where) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const total = group.find(({ key }) => key[column] === null)?.count;
    const parts = group.flatMap(({ key, count }) => (key[column] === null ? [] : [count]));
    return total && parts.length > 0 ? [{ total, parts }] : [];
  });
}

const textOf = (cell: Cell | undefined): string | null => (cell === null || cell === undefined ? null : String(cell));

/** The key of a row, its columns in the order they are declared. */
export const keyOf = ({ key }: ProtectedTable, row: Row): Key =>
  Object.fromEntries(key.map((column) => [column, textOf(row[column])]));

/** What a row is about besides period and area. */
export const itemOf = ({ period: _, area_level: __, area: ___, ...item }: Key): string =>
  Object.values(item)
    .filter((one) => one !== null)
    .join(', ');

function countOf(subject: string, number: string, key: Key, value: number, before: ShownBefore): Count {
  const { period = null, area_level = null, area = null, ...item } = key;
  return {
    name: [subject, number, JSON.stringify(item)].join(' '),
    period: period ?? '',
    area_level: area_level ?? '',
    area: area ?? '',
    value,
    known: before({ subject, item: itemOf(key), period, area_level, area, number }),
  };
}
