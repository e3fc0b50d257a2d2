/** What the protected tables show, as rows that one audit can look through. */
import { literal } from '../engine/quote.js';
import { type ProtectedTable, protectedTable } from './tables.js';

/** A SELECT of each count that is shown, and of who is in one and not in another of its row, table by table. */
export const shownCounts = (tables: Readonly<Record<string, ProtectedTable>>): string =>
  Object.entries(tables)
    .flatMap(([name, declared]) => {
      const numbers = Object.keys(declared.counts);
      const rests = Object.entries(declared.within ?? {}).flatMap(([part, wholes]) =>
        wholes.map((whole) => [`${whole} less ${part}`, `abs(${whole} - ${part})`] as const),
      );
      return [...numbers.map((number) => [number, number] as const), ...rests].map(
        ([number, value]) =>
          `select ${literal(name)} as subject, concat_ws(', ', ${declared.key.join(', ')}) as item, ${literal(number)} as number, ${value} as value from ${protectedTable(name)}`,
      );
    })
    .join('\nunion all\n');
