/**
 * The one way from the warehouse to anything that is shown. Outputs read marts, whole, and nothing else: what is in a
 * mart has passed disclosure control, what is not in one has not.
 */
import { type Columns, type Engine, type Row, toRows } from '../models/engine/engine.js';
import { type MartName, type MartRow, marts } from '../models/marts.js';

/** What makes a row of a mart the only one of its kind. Every reading and every file is ordered by it. */
export const martKeys = {
  mart_assessment: ['index_id'],
  mart_index: ['ward'],
  mart_domain: ['ward', 'domain'],
  mart_indicator: ['area_level', 'area', 'indicator'],
  mart_indicator_list: ['indicator'],
  mart_source: ['source', 'release', 'sha256'],
  mart_gap: ['item', 'what', 'effect', 'mend'],
  mart_reconciliation: ['source', 'measure', 'period'],
  mart_disclosure: ['indicator', 'area_level', 'area', 'rule'],
  mart_boundary: ['area', 'authority'],
} as const satisfies { readonly [N in MartName]: readonly (keyof MartRow<N>)[] };

/** The columns of a mart, in its contract's order. */
export const martColumns = (name: MartName): string[] => Object.keys(marts[name].shape);

/** Reads a whole mart, in the order of its key, and holds it to its contract. */
export async function readMart<N extends MartName>(engine: Engine, name: N): Promise<MartRow<N>[]> {
  const columns = await engine.query(
    `select ${martColumns(name).join(', ')} from ${name} order by ${martKeys[name].join(', ')}`,
  );
  const faults = martColumns(name).flatMap((column) => columnFaults(name, column, columns));
  if (faults.length > 0) throw new Error(`${name} breaks its contract: ${faults.join('; ')}`);
  return toRows(columns) as Row[] as MartRow<N>[];
}

/** Enough different texts to meet every value of any closed list in a contract. */
const textsTried = 64;

/**
 * The contracts are flat rows of texts, numbers and closed lists, so a column is right when one cell of each kind in it
 * is right. That says the same as parsing each row, and takes a moment where 80,000 parses of 27 cells take seconds.
 */
function columnFaults(name: MartName, column: string, columns: Columns): string[] {
  const field = (marts[name].shape as Record<string, { safeParse(cell: unknown): { success: boolean } }>)[column];
  // An empty table answers without columns; one that lacks a column has already refused the SELECT.
  const cells = columns[column] ?? [];
  if (field === undefined) return [];
  const tried = new Set<unknown>();
  for (const [row, cell] of cells.entries()) {
    // Finite numbers are all alike to a contract: one stands for the rest.
    const kind = typeof cell === 'number' && Number.isFinite(cell) ? Number : cell;
    if (tried.has(kind) || (typeof kind === 'string' && tried.size >= textsTried)) continue;
    tried.add(kind);
    if (!field.safeParse(cell).success) return [`column ${column} holds ${String(cell)} in row ${row + 1}`];
  }
  return [];
}
