/** Rows worked out in TypeScript, on their way to a table. */
import type { ColumnType, Engine, Row } from '../engine/engine.js';

/** Loads rows as a table of these columns; a row that lacks one has null there. */
export const loadRowsAs = (
  engine: Engine,
  table: string,
  types: Readonly<Record<string, ColumnType>>,
  rows: readonly Row[],
): Promise<void> =>
  engine.load(
    table,
    types,
    Object.fromEntries(Object.keys(types).map((name) => [name, rows.map((row) => row[name] ?? null)])),
  );
