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
import pLimit from 'p-limit';
import type { Cell, Columns, ColumnType, CsvRead, Engine } from './engine.js';
import { identifier, literal } from './quote.js';

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
      const declared = names.map((n, i) => `${identifier(n)} ${types[kinds[i] as ColumnType].sql}`);
      const place = database === null ? identifier(table) : `${database}.${identifier(table)}`;
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

  await execute(`attach ':memory:' as scratch`);
  return {
    query,
    async readCsv(table, read, select, where = 'true') {
      await execute(
        `create or replace table scratch.${identifier(table)} as select ${select} ${fromCsv(read)} and ${where}`,
      );
    },
    async countCsv(table, read, files, by, select) {
      const place = `scratch.${identifier(table)}`;
      const counted = `select ${select} ${countedCsv(read, files, by)}`;
      await execute(`create table if not exists ${place} as select * from (${counted}) as counted where false`);
      await execute(`insert into ${place} ${counted}`);
    },
    async readRows(table, columns, select, where = 'true') {
      const names = Object.keys(columns);
      const text = `${table} text`;
      const row_number = (columns[names[0] ?? ''] ?? []).map((_, i) => i + 1);
      const types = Object.fromEntries(names.map((column) => [column, 'text'] as const));
      await load('scratch', text, { row_number: 'whole', ...types }, { row_number, ...columns });
      await execute(`create or replace table scratch.${identifier(table)} as select ${select}
        from scratch.${identifier(text)} where coalesce(${names.map(identifier).join(', ')}) is not null and ${where}`);
      await execute(`drop table scratch.${identifier(text)}`);
    },
    async remake(table, select) {
      await execute(`create or replace table scratch.${identifier(table)} as ${select}`);
    },
    async readParquet(table, file, columnTypes) {
      const columns = Object.entries(columnTypes).map(
        ([name, type]) => `cast(${identifier(name)} as ${types[type].sql}) as ${identifier(name)}`,
      );
      const select = `select ${columns.join(', ')} from read_parquet(${literal(file)})`;
      await execute(`create or replace table ${identifier(table)} as ${select}`);
    },
    load: (table, columnTypes, columns) => load(null, table, columnTypes, columns),
    async create(table, select, as = 'table') {
      const sql = `create or replace ${as} ${identifier(table)} as ${withoutSemicolon(select)}`;
      try {
        await execute(sql);
      } catch (error) {
        // A warehouse of an earlier version may keep as a table what is a view now, or the other way about.
        const kind = /Existing object .* is of type (Table|View)/.exec(String(error))?.[1];
        if (kind === undefined) throw error;
        await execute(`drop ${kind} ${identifier(table)}`);
        await execute(sql);
      }
    },
    async save(select, target) {
      const format = target.endsWith('.parquet') ? '(format parquet, compression zstd)' : '(format csv, header)';
      await execute(`copy (${withoutSemicolon(select)}) to ${literal(target)} ${format}`);
    },
    async drop(table) {
      await execute(`drop table if exists ${table.split('.').map(identifier).join('.')}`);
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

const withoutSemicolon = (sql: string): string => sql.trim().replace(/;$/, '');

function fromCsv({ file, ...read }: CsvRead): string {
  const { wanted, names } = columnsOf(read);
  return `from (select row_number() over () as row_number, ${wanted.join(', ')} from ${csvScan(read, literal(file))}) as rows
    where coalesce(${names.join(', ')}) is not null`;
}

function countedCsv(read: Omit<CsvRead, 'file'>, files: readonly string[], by: string): string {
  const { wanted } = columnsOf(read);
  const scan = csvScan(read, `[${files.map(literal).join(', ')}]`);
  return `from (select *, count(*) as records
    from (select ${by}, file from (select ${wanted.join(', ')}, cast(file_index as integer) as file from ${scan}) as rows) as made
    group by all) as counted`;
}

/** The columns wanted, as the reader names them and as the SELECT does. */
function columnsOf({ columns }: Pick<CsvRead, 'columns'>) {
  const wanted = columns.flatMap((column, i) => (column === null ? [] : [`c${i} as ${identifier(column)}`]));
  return { wanted, names: columns.filter((column) => column !== null).map(identifier) };
}

/** Columns are declared as text: sniffing takes longer than reading, and guesses. */
function csvScan({ skip, columns, delimiter, gzip, shortRows }: Omit<CsvRead, 'file'>, files: string): string {
  const declared = columns.map((_, i) => `'c${i}': 'VARCHAR'`).join(', ');
  return `read_csv(${files}, auto_detect = false, header = false, skip = ${skip}, delim = ${literal(delimiter)},
      quote = '"', escape = '"', nullstr = '', columns = {${declared}}, compression = '${gzip ? 'gzip' : 'none'}'
      ${shortRows ? ', null_padding = true, parallel = false' : ''})`;
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
