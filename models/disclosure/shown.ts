/** What the protected tables show, as rows that one audit and the next edition can look through. */
import { literal } from '../engine/quote.js';
import { type ProtectedTable, protectedTable } from './tables.js';

/** A SELECT of each count that is shown, and of who is in one and not in another of its row (`is_rest`), table by table. */
export const shownCounts = (tables: Readonly<Record<string, ProtectedTable>>): string =>
  Object.entries(tables)
    .flatMap(([name, { key, counts, within = {} }]) => {
      const item = key.filter((column) => !placing.includes(column));
      const place = placing.map((column) => (key.includes(column) ? column : `cast(null as varchar) as ${column}`));
      const select = (number: string, value: string, isRest: boolean) =>
        `select ${literal(name)} as subject, ${itemSql(item)} as item, ${place.join(', ')}, ${literal(number)} as number, ${value} as value, ${isRest} as is_rest, status from ${protectedTable(name)}`;
      return [
        ...Object.keys(counts).map((number) => select(number, number, false)),
        ...Object.entries(within).flatMap(([part, wholes]) =>
          wholes.map((whole) => select(`${whole} less ${part}`, `abs(${whole} - ${part})`, true)),
        ),
      ];
    })
    .join('\nunion all\n');

const itemSql = (columns: readonly string[]): string =>
  columns.length > 0 ? `concat_ws(', ', ${columns.join(', ')})` : 'cast(null as varchar)';

const placing = ['period', 'area_level', 'area'];
