/** The port behind which SQL runs. Steps 5 and 6 of a run may outgrow one machine; nothing else may know how. */

/** A table as columns of equal length, nulls allowed. Whole numbers and decimals arrive as numbers, exactly or not at all. */
export type Cell = string | number | boolean | null;
export type Columns = Readonly<Record<string, readonly Cell[]>>;
export type Row = Readonly<Record<string, Cell>>;

/** Column types of a table that is handed over. */
export type ColumnType = 'text' | 'number' | 'whole' | 'boolean';

/** A CSV file in UTF-8 read as text, by place of column: no sniffing. */
export interface CsvRead {
  readonly file: string;
  /** Lines above the first row of data, header included. */
  readonly skip: number;
  /** One name for each column in the file's order; null: not wanted. */
  readonly columns: readonly (string | null)[];
  readonly delimiter: string;
  readonly gzip: boolean;
  /** Rows with fewer cells than there are columns end in blanks; otherwise they are refused. */
  readonly shortRows?: boolean | undefined;
}

/** Calls may overlap: an engine sees to it that each finds the tables that earlier ones have made. */
export interface Engine {
  /**
   * Makes `table` from a CSV file: `select` is SQL over the columns' names, all of them text, and `row_number`, counted
   * from 1 below the header. Rows without any wanted cell are left out, and those that `where` does not hold for. The table is called `scratch.<table>`, lasts as
   * long as the engine is open, and is never written to disk.
   */
  readCsv(table: string, read: CsvRead, select: string, where?: string): Promise<void>;
  /**
   * Adds to `scratch.<table>`, which is made when it is not there yet, the rows of many CSV files counted by what `by`
   * makes of each: SQL over the columns' names and `file` (its place in the list, from 0). `select` is SQL over what was
   * counted by, `file` and `records`.
   */
  countCsv(
    table: string,
    read: Omit<CsvRead, 'file'>,
    files: readonly string[],
    by: string,
    select: string,
  ): Promise<void>;
  /** The same as `readCsv` from cells of text held in memory. */
  readRows(table: string, columns: Columns, select: string, where?: string): Promise<void>;
  /** Makes `scratch.<table>` from a SELECT, which may read what it was. */
  remake(table: string, select: string): Promise<void>;
  /** Makes `table` from some columns of a Parquet file. Throws when one of them is not there, or not of that kind. */
  readParquet(table: string, file: string, types: Readonly<Record<string, ColumnType>>): Promise<void>;
  /** Makes `table` from columns held in memory. */
  load(table: string, types: Readonly<Record<string, ColumnType>>, columns: Columns): Promise<void>;
  /** Makes `table` from one SELECT; as a view, only the SELECT is kept. */
  create(table: string, select: string, as?: 'table' | 'view'): Promise<void>;
  query(sql: string): Promise<Columns>;
  /** Writes the answer of a SELECT to a file: `.csv` or `.parquet` by its ending. */
  save(select: string, file: string): Promise<void>;
  drop(table: string): Promise<void>;
  /** The tables a SELECT reads, through CTEs and sub-queries. */
  tablesIn(select: string): Promise<string[]>;
  close(): Promise<void>;
}

/** Columns turned into rows. */
export function toRows(columns: Columns): Row[] {
  const names = Object.keys(columns);
  const length = columns[names[0] ?? '']?.length ?? 0;
  return Array.from({ length }, (_, i) => Object.fromEntries(names.map((name) => [name, columns[name]?.[i] ?? null])));
}
