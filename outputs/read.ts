/**
 * The one way from the warehouse to anything that is shown. Outputs read marts, whole, and nothing else: what is in a
 * mart has passed disclosure control, what is not in one has not.
 */
import type { Cell, Columns, Engine, Row } from '../models/engine/engine.js';
import { type MartName, type MartRow, marts } from '../models/marts.js';

/** What makes a row of a mart the only one of its kind. Every reading and every file is ordered by it. */
export const martKeys = {
  mart_assessment: ['index_id'],
  mart_index: ['ward'],
  mart_domain: ['ward', 'domain'],
  mart_indicator: ['area_level', 'area', 'indicator'],
  mart_context: ['area', 'indicator'],
  mart_indicator_list: ['indicator'],
  mart_estimate: ['estimate', 'area_level', 'area'],
  mart_estimate_rate: ['estimate', 'position'],
  mart_alternative_list: ['alternative'],
  mart_alternative: ['ward', 'alternative'],
  mart_choice: ['choice'],
  mart_correlation: ['indicator', 'other'],
  mart_deprivation: ['area_level', 'area'],
  mart_inequality: ['indicator', 'fifth'],
  mart_step: ['position'],
  mart_index_indicator: ['indicator'],
  mart_imputed: ['ward', 'indicator'],
  mart_series: ['indicator', 'area_level', 'area', 'period'],
  mart_trend: ['indicator', 'area_level', 'area'],
  mart_paper: ['position'],
  mart_earlier: ['data_hash'],
  mart_change: ['kind', 'item', 'area_level', 'area', 'period'],
  mart_rank_change: ['ward'],
  mart_rank_part: ['ward', 'indicator'],
  mart_source: ['source', 'release'],
  mart_authority: ['indicator', 'authority'],
  mart_group: ['position', 'programme', 'authority'],
  mart_quality: ['indicator'],
  mart_gap: ['item', 'what', 'effect', 'mend'],
  mart_reconciliation: ['source', 'measure', 'period'],
  mart_disclosure: ['indicator', 'area_level', 'area', 'period', 'item', 'number', 'rule'],
  mart_own_count: ['subject', 'item', 'period', 'area_level', 'area', 'number'],
  mart_benchmark: ['benchmark', 'authority', 'indicator'],
  mart_comparison: ['area_level', 'area', 'indicator', 'benchmark', 'method'],
  mart_small_area: ['ward', 'indicator'],
  mart_cluster: ['ward'],
  mart_cluster_list: ['cluster'],
  mart_zone: ['zone'],
  mart_zone_domain: ['zone', 'domain'],
  mart_zone_ward: ['zone', 'ward'],
  mart_zone_help: ['zone', 'level'],
  mart_zone_reconciliation: ['source', 'measure', 'period'],
  mart_alike: ['score'],
  mart_coverage: ['source', 'publisher', 'month'],
  mart_pathway: ['position'],
  mart_service: ['position', 'service_id'],
  mart_offer: ['ward', 'level'],
  mart_shortfall: ['ward', 'level'],
  mart_uptake: ['programme', 'period'],
  mart_referral: ['period'],
  mart_outcome: ['programme', 'measure', 'position'],
  mart_cohort: ['cohort', 'also_in'],
  mart_early_help: ['question', 'area_level', 'area', 'period'],
  mart_early_help_agreement: ['question'],
  mart_flow: ['period', 'step', 'referrer', 'level', 'service_id'],
  mart_workforce: ['period', 'all_teams', 'team'],
  mart_engagement: ['channel', 'period'],
  mart_theory: ['position', 'statement'],
  mart_planning: ['element', 'agreed_on'],
  mart_boundary: ['area', 'authority'],
} as const satisfies { readonly [N in MartName]: readonly (keyof MartRow<N>)[] };

/** The columns of a mart, in its contract's order. */
export const martColumns = (name: MartName): string[] => Object.keys(marts[name].shape);

/** A whole mart in the order of its key. Texts are said to be texts: a column without any would be taken for numbers. */
function inOrder(name: MartName): string {
  const columns = Object.entries(fieldsOf(name)).map(([column, field]) =>
    columnType(field) === 'text' ? `cast(m.${column} as varchar) as ${column}` : `m.${column}`,
  );
  return `select ${columns.join(', ')} from ${name} as m order by ${martKeys[name].map((key) => `m.${key}`).join(', ')}`;
}

/** What a SELECT finds of a mart as columns, held to its contract. */
async function readColumns(engine: Engine, name: MartName, select: string): Promise<Columns> {
  const columns = await engine.query(select);
  const faults = martColumns(name).flatMap((column) => columnFaults(name, column, columns));
  if (faults.length > 0) throw new Error(`${name} breaks its contract: ${faults.join('; ')}`);
  return columns;
}

/** Reads a whole mart, in the order of its key, and holds it to its contract. */
export const readMart = async <N extends MartName>(engine: Engine, name: N): Promise<MartRow<N>[]> =>
  rowsOf<N>(name, await readColumns(engine, name, inOrder(name)));

/** Rows of a mart from its columns. A plain loop: a hundred thousand rows of 27 cells are made in a moment. */
function rowsOf<N extends MartName>(name: N, columns: Columns): MartRow<N>[] {
  const names = martColumns(name);
  const cells = names.map((column) => columns[column] ?? []);
  const rows: Row[] = [];
  for (let i = 0; i < (cells[0]?.length ?? 0); i++) {
    const row: Record<string, Cell> = {};
    for (let j = 0; j < names.length; j++) row[names[j] ?? ''] = cells[j]?.[i] ?? null;
    rows.push(row);
  }
  return rows as MartRow<N>[];
}

/** The marts of one run. Each is asked for once, whoever wants it and in whichever form. */
export interface Marts {
  /** Sees to it that the engine holds it as `scratch.<name>`, its rows in the order of its key. */
  readonly hold: (name: MartName) => Promise<void>;
  readonly columns: (name: MartName) => Promise<Columns>;
  readonly rows: <N extends MartName>(name: N) => Promise<readonly MartRow<N>[]>;
}

/** Reads marts when they are first wanted, and keeps them. */
export function martsOf(engine: Engine): Marts {
  // Marts are views: worked out once here, and not again for each file that is written from them.
  const hold = kept((name) => engine.remake(name, inOrder(name)));
  const columns = kept(async (name) => {
    await hold(name);
    return readColumns(engine, name, `select * from scratch.${name}`);
  });
  const rows = kept(async (name) => rowsOf(name, await columns(name)));
  return { hold, columns, rows: rows as Marts['rows'] };
}

/** The same marts, under the title of one report. */
export const titled = (read: Marts, titleOf: (assessment: MartRow<'mart_assessment'>) => string): Marts => ({
  hold: read.hold,
  columns: read.columns,
  rows: async <N extends MartName>(name: N) => {
    const rows = await read.rows(name);
    if (name !== 'mart_assessment') return rows;
    return (rows as readonly MartRow<'mart_assessment'>[]).map((row) => ({
      ...row,
      title: titleOf(row),
    })) as unknown as readonly MartRow<N>[];
  },
});

function kept<T>(make: (name: MartName) => Promise<T>): (name: MartName) => Promise<T> {
  const known = new Map<MartName, Promise<T>>();
  return (name) => {
    const value = known.get(name) ?? make(name);
    known.set(name, value);
    return value;
  };
}

/** The types of a mart's columns, by what they take. */
export const columnType = (field: Field): 'text' | 'whole' | 'number' | 'boolean' => {
  if (field.safeParse(true).success) return 'boolean';
  if (!field.safeParse(0).success) return 'text';
  return field.safeParse(0.5).success ? 'number' : 'whole';
};

/** What a column of a contract can be asked. */
export interface Field {
  readonly description?: string | undefined;
  readonly safeParse: (cell: unknown) => { success: boolean };
}

/** The columns of a contract by name. */
export const fieldsOf = (name: MartName): Readonly<Record<string, Field>> => marts[name].shape;

/** Enough different texts to meet every value of any closed list in a contract. */
const textsTried = 64;

/**
 * The contracts are flat rows of texts, numbers and closed lists, so a column is right when one cell of each kind in it
 * is right. That says the same as parsing each row, and takes a moment where 80,000 parses of 27 cells take seconds.
 */
function columnFaults(name: MartName, column: string, columns: Columns): string[] {
  const field = fieldsOf(name)[column];
  // An empty table answers without columns; one that lacks a column has already refused the SELECT.
  const cells = columns[column] ?? [];
  if (field === undefined) return [];
  const tried = new Set<unknown>();
  for (const [row, cell] of cells.entries()) {
    const kind = kindOf(cell);
    if (tried.has(kind) || (typeof kind === 'string' && tried.size >= textsTried)) continue;
    tried.add(kind);
    if (!field.safeParse(cell).success) return [`column ${column} holds ${String(cell)} in row ${row + 1}`];
  }
  return [];
}

/** Finite numbers are of two kinds to a contract, whole and not: one of each stands for the rest. */
function kindOf(cell: Cell): unknown {
  if (typeof cell !== 'number' || !Number.isFinite(cell)) return cell;
  return Number.isSafeInteger(cell) ? BigInt : Number;
}
