/** Rows written down in TypeScript, as tables: they reach the SQL as rows, never as text pasted into it. */
import type { Step } from './build.js';
import type { Cell, Columns, ColumnType, Engine } from './engine/engine.js';
import type { Gap } from './plan-gaps.js';

type Rows<T extends Record<string, ColumnType>> = readonly { readonly [K in keyof T]: Cell }[];

/** A step that loads rows written down in TypeScript. */
export function declared<T extends Record<string, ColumnType>>(
  engine: Engine,
  table: string,
  types: T,
  rows: Rows<T>,
): Step {
  const columns: Columns = Object.fromEntries(
    Object.keys(types).map((name) => [name, rows.map((row) => row[name] ?? null)]),
  );
  return {
    makes: [table],
    reads: [],
    content: JSON.stringify([types, columns]),
    make: () => engine.load(table, types, columns),
  };
}

export const gapTypes = { item: 'text', what: 'text', effect: 'text', mend: 'text' } as const;

/** Loads gaps found while inferring. */
export const loadGaps = (engine: Engine, table: string, gaps: readonly Gap[]): Promise<void> =>
  declared(engine, table, gapTypes, gaps).make();
