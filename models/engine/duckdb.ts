import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBDecimalValue,
  DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
  VARCHAR,
} from '@duckdb/node-api';
import { dsvFormat } from 'd3-dsv';
import pLimit from 'p-limit';
import { decodeWindows1252 } from '../../sources/formats/windows-1252.js';
import type { Cell, Columns, ColumnType, CsvRead, Engine } from './engine.js';

const types: Record<ColumnType, { sql: string; type: DuckDBType }> = {
  text: { sql: 'VARCHAR', type: VARCHAR },
  number: { sql: 'DOUBLE', type: DOUBLE },
  whole: { sql: 'BIGINT', type: BIGINT },
  boolean: { sql: 'BOOLEAN', type: BOOLEAN },
};
const chunkRows = 2048;

/** More than this many statements at once gain nothing on the machines councils have. */
const mostAtOnce = 4;

/**
 * Opens DuckDB on a file, or in memory when `file` is undefined. Never loads an extension from the network. Tables read
 * from CSV lie in a database of their own in memory, so person-level rows never reach the file.
 */
export async function openDuckDB(file?: string): Promise<Engine> {
  const instance = await DuckDBInstance.create(file ?? ':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const idle: DuckDBConnection[] = [];
  const limit = pLimit(mostAtOnce);

  /** Lends a connection for one statement: statements on different connections run side by side. */
  const using = <T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> =>
    limit(async () => {
      const connection = idle.pop() ?? (await instance.connect());
      try {
        return await work(connection);
      } finally {
        idle.push(connection);
      }
    });

  const execute = (sql: string): Promise<unknown> => using((connection) => connection.run(sql));

  const query = (sql: string): Promise<Columns> =>
    using(async (connection) => {
      const reader = await connection.runAndReadAll(sql);
      const names = reader.columnNames();
      const columns = reader.getColumns().map((column, i) => column.map((value) => toCell(value, names[i])));
      return Object.fromEntries(names.map((column, i) => [column, columns[i] ?? []]));
    });

  const load = (
    database: string | null,
    table: string,
    columnTypes: Readonly<Record<string, ColumnType>>,
    columns: Columns,
  ): Promise<void> =>
    using(async (connection) => {
      const names = Object.keys(columnTypes);
      const kinds = names.map((n) => columnTypes[n] as ColumnType);
      const declared = names.map((n, i) => `${name(n)} ${types[kinds[i] as ColumnType].sql}`);
      const place = database === null ? name(table) : `${database}.${name(table)}`;
      await connection.run(`create or replace table ${place} (${declared.join(', ')})`);
      const appender = await connection.createAppender(table, null, database);
      const length = columns[names[0] ?? '']?.length ?? 0;
      for (let start = 0; start < length; start += chunkRows) {
        const chunk = DuckDBDataChunk.create(kinds.map((k) => types[k].type));
        chunk.setColumns(names.map((n, i) => slice(columns[n] ?? [], start, kinds[i] as ColumnType)));
        appender.appendDataChunk(chunk);
      }
      appender.closeSync();
    });

  /** DuckDB reads Windows-1252 only with an extension, so such a file, which is a council's own, is decoded here. */
  async function decoded(table: string, read: CsvRead): Promise<string> {
    const wanted = read.columns.flatMap((column, i) => (column === null ? [] : [[column, i] as const]));
    const rows = decodeRows(read);
    const cells = wanted.map(([column, i]) => [column, rows.map((row) => row[i] || null)] as const);
    const columns = { row_number: rows.map((_, i) => i + 1), ...Object.fromEntries(cells) };
    const texts = Object.fromEntries(wanted.map(([column]) => [column, 'text'] as const));
    await load('scratch', `${table} decoded`, { row_number: 'whole', ...texts }, columns);
    return `from scratch.${name(`${table} decoded`)} where coalesce(${wanted.map(([column]) => name(column)).join(', ')}) is not null`;
  }

  await execute(`attach ':memory:' as scratch`);
  return {
    query,
    async readCsv(table, read, select) {
      const rows = read.encoding === 'utf-8' ? fromCsv(read) : await decoded(table, read);
      await execute(`create or replace table scratch.${name(table)} as select ${select} ${rows}`);
      if (read.encoding !== 'utf-8') await execute(`drop table scratch.${name(`${table} decoded`)}`);
    },
    load: (table, columnTypes, columns) => load(null, table, columnTypes, columns),
    async create(table, select, as = 'table') {
      const sql = `create or replace ${as} ${name(table)} as ${withoutSemicolon(select)}`;
      try {
        await execute(sql);
      } catch (error) {
        // A warehouse of an earlier version may keep as a table what is a view now, or the other way about.
        const kind = /Existing object .* is of type (Table|View)/.exec(String(error))?.[1];
        if (kind === undefined) throw error;
        await execute(`drop ${kind} ${name(table)}`);
        await execute(sql);
      }
    },
    async save(select, target) {
      const format = target.endsWith('.parquet') ? '(format parquet, compression zstd)' : '(format csv, header)';
      await execute(`copy (${withoutSemicolon(select)}) to ${literal(target)} ${format}`);
    },
    async drop(table) {
      await execute(`drop table if exists ${table.split('.').map(name).join('.')}`);
    },
    async tablesIn(select) {
      const { ast } = await query(`select json_serialize_sql(${literal(withoutSemicolon(select))}) as ast`);
      return baseTables(JSON.parse(String(ast?.[0])));
    },
    async close() {
      for (const connection of idle) connection.closeSync();
      instance.closeSync();
    },
  };
}

/** An SQL identifier. */
const name = (table: string): string => `"${table.replaceAll('"', '""')}"`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const withoutSemicolon = (sql: string): string => sql.trim().replace(/;$/, '');

function fromCsv({ file, skip, columns, delimiter, gzip }: CsvRead): string {
  const declared = columns.map((_, i) => `'c${i}': 'VARCHAR'`).join(', ');
  const wanted = columns.flatMap((column, i) => (column === null ? [] : [`c${i} as ${name(column)}`]));
  const names = columns.filter((column) => column !== null).map(name);
  return `from (select row_number() over () as row_number, ${wanted.join(', ')}
    from read_csv(${literal(file)}, auto_detect = false, header = false, skip = ${skip}, delim = ${literal(delimiter)},
      quote = '"', escape = '"', nullstr = '', columns = {${declared}},
      compression = '${gzip ? 'gzip' : 'none'}')) as rows
    where coalesce(${names.join(', ')}) is not null`;
}

function decodeRows({ file, skip, columns, delimiter, gzip }: CsvRead): string[][] {
  const bytes = readFileSync(file);
  const text = decodeWindows1252(gzip ? gunzipSync(bytes) : bytes);
  const below = text
    .split(/(?<=\n)/)
    .slice(skip)
    .join('');
  const rows = dsvFormat(delimiter).parseRows(below);
  const torn = rows.findIndex((row) => row.length !== columns.length && row.some((cell) => cell !== ''));
  // In the words of DuckDB's own reader, so that one place explains both.
  if (torn >= 0) {
    throw new Error(
      `CSV Error on Line: ${skip + torn + 1}\nExpected Number of Columns: ${columns.length} Found: ${rows[torn]?.length}`,
    );
  }
  return rows;
}

function slice(column: readonly Cell[], start: number, type: ColumnType): DuckDBValue[] {
  const part = column.slice(start, start + chunkRows);
  return type === 'whole' ? part.map((v) => (v === null ? null : BigInt(v as number))) : part;
}

/** DuckDB answers counts as bigint and sums as decimals; both become numbers here, once, or the query fails. */
function toCell(value: DuckDBValue, column: string | undefined): Cell {
  if (value === null || typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean')
    return value;
  if (typeof value === 'bigint') {
    const number = Number(value);
    if (!Number.isSafeInteger(number)) throw new Error(`Column ${column}: ${value} does not fit in 2^53`);
    return number;
  }
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  throw new Error(`Column ${column} holds a ${value.constructor.name}; cast it in the SQL`);
}

/** Every base table in DuckDB's serialised syntax tree, less the names its CTEs define. */
function baseTables(tree: unknown): string[] {
  const tables = new Set<string>();
  const ctes = new Set<string>();
  const walk = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return;
    const record = node as Record<string, unknown>;
    if (record.error === true) throw new Error(`SQL does not parse: ${record.error_message}`);
    if (record.type === 'BASE_TABLE') tables.add(String(record.table_name));
    const map = (record.cte_map as { map?: { key: string }[] } | undefined)?.map;
    for (const entry of map ?? []) ctes.add(entry.key);
    for (const child of Object.values(record)) walk(child);
  };
  walk(tree);
  return [...tables].filter((table) => !ctes.has(table)).sort();
}
