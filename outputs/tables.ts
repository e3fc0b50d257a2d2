/** The tidy tables beside the report, for analysts and for whoever must defend a number. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Bool, Float64, Table, tableToIPC, Utf8, type Vector, vectorFromArray } from 'apache-arrow';
import type { Cell, Engine } from '../models/engine/engine.js';
import { type MartName, type MartRow, marts } from '../models/marts.js';
import { martColumns, martKeys, readMart } from './read.js';

/** Tables published whole, and the file each goes to. */
const tidy = {
  indicators: 'mart_indicator',
  wards: 'mart_index',
  domains: 'mart_domain',
  'indicator-list': 'mart_indicator_list',
  sources: 'mart_source',
  reconciliation: 'mart_reconciliation',
} as const satisfies Record<string, MartName>;

/** Short logs at the top of the folder, CSV only. */
const logs = { gaps: 'mart_gap', 'disclosure-log': 'mart_disclosure' } as const satisfies Record<string, MartName>;

/**
 * Writes `data/*.csv`, `*.parquet` and `*.arrow`, the logs, `quality.csv` and `provenance.json` into `folder`.
 * In a CSV a blank is "no figure"; the status column says why. Returns the names written, in order.
 */
export async function writeTables(engine: Engine, folder: string, tool: { readonly version: string }) {
  await mkdir(join(folder, 'data'), { recursive: true });
  const written: string[] = [];
  const put = async (file: string, write: (path: string) => Promise<void>): Promise<void> => {
    await write(join(folder, file));
    written.push(file);
  };
  for (const [name, mart] of Object.entries(tidy)) {
    await put(`data/${name}.csv`, (path) => engine.save(csvSelect(mart), path));
    await put(`data/${name}.parquet`, (path) => engine.save(select(mart), path));
    await put(`data/${name}.arrow`, async (path) => writeFile(path, arrowFile(mart, await readMart(engine, mart))));
  }
  for (const [name, mart] of Object.entries(logs)) {
    await put(`${name}.csv`, (path) => engine.save(csvSelect(mart), path));
  }
  await put('quality.csv', (path) => engine.save(qualitySelect, path));
  await put('provenance.json', async (path) => writeFile(path, await provenance(engine, tool.version)));
  return written;
}

// The whole key in the order: two runs over the same bytes write the same bytes.
const select = (mart: MartName): string =>
  `select ${martColumns(mart).join(', ')} from ${mart} order by ${martKeys[mart].join(', ')}`;

function csvSelect(mart: MartName): string {
  const shape = marts[mart].shape as Record<string, { safeParse(cell: unknown): { success: boolean } }>;
  const columns = Object.entries(shape).map(([column, type]) =>
    // Closed lists refuse this probe: their words are ours and safe.
    type.safeParse('=').success ? `${safeText(`m.${column}`)} as ${column}` : `m.${column}`,
  );
  const order = martKeys[mart].map((key) => `m.${key}`).join(', ');
  return `select ${columns.join(', ')} from ${mart} as m order by ${order}`;
}

/**
 * A spreadsheet runs a cell that begins with = + - or @ (or the full-width forms, or one of them after blanks) as a
 * formula. Such texts go out in square brackets: `[=1+1]`. Brackets can be seen, can be taken off again, and unlike a
 * leading apostrophe or space they mean the same in every program. Columns of numbers are left alone, so -1.2 is a number.
 */
const safeText = (column: string): string =>
  `case when regexp_matches(${column}, '^[[:space:]]*[=+@＝＋－＠-]') then '[' || ${column} || ']' else ${column} end`;

/** Two modest checks of quality as one tidy table: how far each indicator reaches, and where each count went. */
const qualitySelect = `
  select 'wards with a figure' as quality, ${safeText('indicator')} as item, ${safeText('title')} as title,
    ${safeText('period')} as period, cast(wards_in_area as double) as expected,
    cast(wards_with_value as double) as found,
    cast(wards_with_value as double) / nullif(cast(wards_in_area as double), 0) as share_found
  from mart_indicator_list
  union all
  select 'count placed in a ward', ${safeText("source || '.' || measure")}, ${safeText('source')},
    ${safeText('period')}, cast(total as double),
    cast(wards_in_area as double) + cast(wards_elsewhere as double),
    (cast(wards_in_area as double) + cast(wards_elsewhere as double)) / nullif(cast(total as double), 0)
  from mart_reconciliation
  order by 1, 2, 4`;

const arrowTypes = {
  string: (cells: readonly Cell[]) => vectorFromArray(cells as (string | null)[], new Utf8()),
  number: (cells: readonly Cell[]) => vectorFromArray(cells as (number | null)[], new Float64()),
  boolean: (cells: readonly Cell[]) => vectorFromArray(cells as (boolean | null)[], new Bool()),
};

/**
 * The one place where rows become Arrow. Types come from the contract, not from the cells, so a column that happens to
 * be empty keeps its type. Texts are plain, not dictionaries: their ids count up through a process and would change the bytes.
 */
function arrowFile<N extends MartName>(mart: N, rows: readonly MartRow<N>[]): Uint8Array {
  const shape = marts[mart].shape as Record<string, { safeParse(cell: unknown): { success: boolean } }>;
  const vectors: Record<string, Vector> = {};
  for (const [column, type] of Object.entries(shape)) {
    const cells = rows.map((row) => (row as Record<string, Cell>)[column] ?? null);
    const kind = type.safeParse(0).success ? 'number' : type.safeParse(true).success ? 'boolean' : 'string';
    vectors[column] = arrowTypes[kind](cells);
  }
  return tableToIPC(new Table(vectors), 'file');
}

async function provenance(engine: Engine, version: string): Promise<string> {
  const [assessment] = await readMart(engine, 'mart_assessment');
  const sources = await readMart(engine, 'mart_source');
  return `${JSON.stringify({ tool: { name: 'wardwise', version }, assessment, sources }, undefined, 2)}\n`;
}
