/** What the protected tables show, as rows that one audit and the next edition can look through. */
import { literal } from '../engine/quote.js';
import { type ProtectedTable, protectedTable } from './tables.js';

/** A SELECT of each count that is shown, and of who is in one and not in another that it lies within (`is_rest`), table by table. */
export const shownCounts = (tables: Readonly<Record<string, ProtectedTable>>): string =>
  Object.entries(tables)
    .flatMap(([name, { key, counts, within = {}, inside = [] }]) => {
      const item = key.filter((column) => !placing.includes(column));
      const place = placing.map((column) => (key.includes(column) ? column : `cast(null as varchar) as ${column}`));
      const select = (number: string, value: string, isRest: boolean) =>
        `select ${literal(name)} as subject, ${itemSql(item)} as item, ${place.join(', ')}, ${literal(number)} as number, ${value} as value, ${isRest} as is_rest, status from ${protectedTable(name)}`;
      return [
        ...Object.keys(counts).map((number) => select(number, number, false)),
        ...Object.entries(within).flatMap(([part, wholes]) =>
          wholes.map((whole) => select(`${whole} less ${part}`, `abs(${whole} - ${part})`, true)),
        ),
        ...inside.flatMap((from) => Object.keys(counts).map((number) => restSql(name, key, number, from))),
      ];
    })
    .join('\nunion all\n');

/** Who is in a row and not in another that lies within it. */
function restSql(name: string, key: readonly string[], number: string, from: Readonly<Record<string, string | null>>) {
  const of = (alias: string, columns: readonly string[]) => columns.map((column) => `${alias}.${column}`);
  const item = key.filter((column) => !placing.includes(column));
  const place = placing.map((column) => (key.includes(column) ? `p.${column}` : `cast(null as varchar) as ${column}`));
  const ties = key.map((column) => {
    const source = from[column];
    if (source === null) return `w.${column} is null`;
    return source === undefined ? `w.${column} is not distinct from p.${column}` : `w.${column} = p.${source}`;
  });
  const apart = key.map((column) => `w.${column} is distinct from p.${column}`).join(' or ');
  return `select ${literal(name)} as subject, ${itemSql(of('w', item))} || ' less ' || ${itemSql(of('p', item))} as item, ${place.join(', ')}, ${literal(number)} as number, abs(w.${number} - p.${number}) as value, true as is_rest, p.status from ${protectedTable(name)} as p join ${protectedTable(name)} as w on ${ties.join(' and ')} where ${apart}`;
}

const itemSql = (columns: readonly string[]): string =>
  columns.length > 0 ? `concat_ws(', ', ${columns.join(', ')})` : 'cast(null as varchar)';

const placing = ['period', 'area_level', 'area'];
