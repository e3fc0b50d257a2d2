/** What is counted of the council's own, as figures for the gate: indicators by area, and the tables declared. */
import type { Cell, Row } from '../engine/engine.js';
import { type Count, isSmall, type Small } from './cells.js';
import type { Counted, Figure } from './linked.js';
import type { Key, ProtectedTable } from './tables.js';
import type { Belonging } from './ways.js';

/** A row of `own_count`. */
export interface OwnCount {
  readonly indicator: string;
  readonly period: string;
  readonly area_level: string;
  readonly area: string;
  readonly is_part: boolean;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly numerator_of: string | null;
  readonly denominator_of: string | null;
  readonly denominator_period: string | null;
  readonly numerator_by_ward: boolean;
  readonly denominator_by_ward: boolean;
}

/** Pieces that zones cut wards into are counted, and never shown. */
export const isShown = ({ area_level }: OwnCount): boolean => area_level !== 'piece';

/** Indicators: numerator and denominator of an area are one figure. Those without a name are published by others. */
export function indicatorCounts(rows: readonly OwnCount[], small: Small): Counted {
  const all = rows.map((row) => {
    const { indicator, period, area_level, area, is_part, numerator, denominator } = row;
    const at = (name: string | null, of: string | null, value: number | null, byWard: boolean): Count | undefined =>
      name === null || value === null ? undefined : { name, period: of ?? '', area_level, area, value, byWard };
    const x = at(row.numerator_of, period, numerator, row.numerator_by_ward);
    const n = at(row.denominator_of, row.denominator_period, denominator, row.denominator_by_ward);
    const isPart = is_part && numerator !== null && denominator !== null;
    const figure: Figure = {
      counts: [x, n].filter((count) => count !== undefined),
      small:
        (numerator !== null && isSmall(numerator, small)) ||
        (denominator !== null && denominator > 0 && denominator < small.below) ||
        (isPart && isSmall(denominator - numerator, small)),
      cost: costOf(area_level, numerator ?? 0),
    };
    const apart = isPart ? ([[n ?? denominator, x ?? numerator, `${indicator} rest`]] as const) : [];
    return { shown: isShown(row), figure, apart };
  });
  return {
    figures: all.flatMap(({ shown, figure }) => (shown ? [figure] : [])),
    unseen: all.flatMap(({ shown, figure }) => (shown ? [] : figure.counts)),
    apart: all.flatMap(({ apart }) => apart),
    totals: [],
  };
}

/** One ward is given up rather than a total, a total rather than two wards; of wards, the one with the least in it. */
const costOf = (areaLevel: string, value: number): number =>
  areaLevel === 'country'
    ? 1.75
    : areaLevel === 'authority' || areaLevel === 'zone'
      ? 1.5
      : 1 + (0.4 * value) / (value + 1000);

/** A count of a protected table, and where it stands in it. */
export interface Placed {
  readonly row: number;
  readonly number: string;
}

/** A declared table: each count of a row is a figure of its own. */
export function tableCounts(
  name: string,
  declared: ProtectedTable,
  rows: readonly Row[],
  small: Small,
): Counted & { readonly placed: readonly Placed[]; readonly belonging: readonly Belonging[] } {
  const { counts, totals = [], within = {}, inside, groups } = declared;
  const names = Object.keys(counts);
  const keys = rows.map((row) => keyOf(declared, row));
  const rowOf = new Map(keys.map((key, i) => [JSON.stringify(key), i]));
  const at = (i: number | undefined, number: string): Count | undefined => {
    const value = i === undefined ? undefined : rows[i]?.[number];
    return typeof value === 'number' ? countOf(name, number, keys[i ?? 0] ?? {}, value) : undefined;
  };
  const apart = (whole: Count | undefined, part: Count | undefined, of: string): Counted['apart'] =>
    whole && part ? [[whole, part, `${part.name} not in ${of} of ${whole.name}`]] : [];
  const placed = rows.flatMap((_, row) => names.flatMap((number) => (at(row, number) ? [{ row, number }] : [])));
  return {
    placed,
    belonging: placed.flatMap(({ row, number }) => {
      const count = at(row, number);
      return groups && count ? [{ count, groups: groups(keys[row] ?? {}) }] : [];
    }),
    figures: placed.map(({ row, number }): Figure => {
      const value = Number(rows[row]?.[number]);
      const first = (names.length - 1 - names.indexOf(number)) / names.length;
      const isTotal = totals.some((column) => keys[row]?.[column] === null);
      return {
        counts: [at(row, number)].filter((count) => count !== undefined),
        small: isSmall(value, small),
        cost: (isTotal ? 1.5 : costOf(keys[row]?.area_level ?? '', value)) + 0.1 * first,
      };
    }),
    apart: placed.flatMap(({ row, number }) => [
      ...(within[number] ?? []).flatMap((whole) => apart(at(row, whole), at(row, number), whole)),
      ...(inside?.(keys[row] ?? {}) ?? []).flatMap((other) =>
        apart(
          at(rowOf.get(JSON.stringify({ ...keys[row], ...other })), number),
          at(row, number),
          JSON.stringify(other),
        ),
      ),
    ]),
    totals: totals.flatMap((column) =>
      placed.flatMap(({ row, number }) => {
        const total = at(row, number);
        if (!total || keys[row]?.[column] !== null) return [];
        const others = [...keys.keys()].filter(
          (i) =>
            keys[i]?.[column] !== null && JSON.stringify({ ...keys[i], [column]: null }) === JSON.stringify(keys[row]),
        );
        const parts = others.flatMap((i) => at(i, number) ?? []);
        return parts.length > 0 ? [{ total, parts }] : [];
      }),
    ),
  };
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

function countOf(table: string, number: string, key: Key, value: number): Count {
  const { period, area_level, area, ...item } = key;
  return {
    name: [table, number, JSON.stringify(item)].join(' '),
    period: period ?? '',
    area_level: area_level ?? '',
    area: area ?? '',
    value,
  };
}
