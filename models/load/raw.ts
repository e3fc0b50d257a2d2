/** Reading a snapshot and holding it against its contract, cell by cell, before anything is believed. */
import type { Contract, Source, Wording } from '../../sources/define.js';
import type { Problem } from '../../sources/faults/fault.js';
import { brokenContract, unreadableFile } from '../../sources/faults/files.js';
import { readWindows1252Rows, TornRow } from '../../sources/formats/csv-rows.js';
import { findJsonTable, type JsonFound } from '../../sources/formats/json-rows.js';
import { findSheetTable, type SheetFound } from '../../sources/formats/spreadsheet.js';
import { findTable, type TableFound } from '../../sources/formats/table.js';
import { type Columns, type Engine, toRows } from '../engine/engine.js';
import { identifier } from '../engine/quote.js';
import { breaks, cleaned, faultsOf, statusOf, wantedRows } from './cells.js';

/** What is being read, for messages. */
export interface Reading {
  readonly source: Exclude<Source, { gives: 'boundaries' }>;
  readonly release: string;
  /** Where the bytes are. */
  readonly file: string;
  /** What to call the file in a message. */
  readonly shown: string;
}

const inScratch = (table: string): string => `scratch.${table}`;

/** The table a source's cells are read into, as SQL names it. */
export const cellTable = (source: Reading['source']): string => inScratch(cellName(source));
export const cellName = ({ id }: Reading['source']): string => `cells_${id}`;

/** The column that says whether a cell is a figure: 0 it is, 1 there is none, 2 it is withheld. */
export const statusColumn = (column: string): string => identifier(`${column} status`);

/**
 * Reads a snapshot into `cells`: for each column of its contract the value as its type and its status. Returns the
 * contract it follows. Throws a Fault with every kind of problem found.
 */
export async function readCells(engine: Engine, file: Reading): Promise<Contract> {
  const found = await find(file);
  const { contract } = found;
  const reading = 'sheet' in found ? { ...file, shown: `${file.shown}, sheet “${found.sheet.trim()}”` } : file;
  const cells = cellTable(reading.source);
  await readText(engine, reading, found, cellName(reading.source), selectCells(found));
  const { rows, broken } = await engine.query(
    `select count(*) as rows, count(*) filter (where broken) as broken from ${cells}`,
  );
  const few = Number(rows?.[0]) < Math.max(1, contract.atLeastRows ?? 0);
  if (Number(broken?.[0]) > 0 || few || (await anyRepeats(engine, cells, found))) {
    const raw = `raw_${reading.source.id}`;
    await readText(engine, reading, found, raw, '*');
    throw brokenContract(reading, await findProblems(engine, inScratch(raw), found));
  }
  return contract;
}

/** How many rows `readCells` has read. */
export async function cellRows(engine: Engine, source: Reading['source']): Promise<number> {
  const { rows } = await engine.query(`select count(*) as rows from ${cellTable(source)}`);
  return Number(rows?.[0]);
}

/** A table as CSV, in a workbook, or as JSON where the file is and the source knows such a shape. */
type Found = TableFound | JsonFound | SheetFound;

async function find({ source, file, ...reading }: Reading): Promise<Found> {
  const table = findTable(file, source.tables);
  const csv = 'kind' in table && table.kind === 'workbook' ? await findSheetTable(file, source.tables) : table;
  const shapes = source.tables.filter((table) => table.json !== undefined);
  const isJson = 'kind' in csv && csv.kind === 'json' && shapes.length > 0;
  const mustBe = shapes.length === source.tables.length && !('kind' in csv && csv.kind === 'html');
  const found = isJson || mustBe ? findJsonTable(file, shapes) : csv;
  if ('kind' in found) throw unreadableFile({ source, ...reading }, found);
  return found;
}

const columnsOf = ({ contract, columns }: Found) =>
  columns.flatMap((name) => {
    const column = name === null ? undefined : contract.columns[name];
    return name !== null && column ? [[name, column] as const] : [];
  });

function selectCells(found: Found): string {
  const columns = columnsOf(found);
  const cells = columns.flatMap(([name, column]) => [
    `${cleaned(name, column)} as ${identifier(name)}`,
    `${statusOf(name, column, found.contract)} as ${statusColumn(name)}`,
  ]);
  const broken = columns.map(([name, column]) => breaks(name, column, found.contract)).join(' or ');
  return `row_number, ${[...cells, ...absentCells(found)].join(', ')}, (${broken}) as broken`;
}

/** Columns that the file may lack, and does: they are blank throughout. */
function absentCells({ contract, columns }: Found): string[] {
  const absent = Object.entries(contract.columns).filter(([name]) => !columns.includes(name));
  return absent.flatMap(([name, { type }]) => [
    `cast(null as ${{ number: 'decimal(18, 6)', whole: 'decimal(18, 6)', date: 'date' }[type as string] ?? 'varchar'}) as ${identifier(name)}`,
    `1 as ${statusColumn(name)}`,
  ]);
}

/** The columns of the key that the file has. */
const keyOf = ({ contract: { key = [] }, columns }: Found): string[] => key.filter((name) => columns.includes(name));

/** A blank is no key: two of them are not the same thing twice. Where a column is optional, a blank is a value like any other. */
function present(key: readonly string[], { columns }: Contract, value: (name: string) => string): string {
  const needed = key.filter((name) => key.length === 1 || columns[name]?.optional !== true);
  return needed.map((name) => `${value(name)} is not null`).join(' and ') || 'true';
}

async function anyRepeats(engine: Engine, cells: string, found: Found): Promise<boolean> {
  const key = keyOf(found);
  if (key.length === 0) return false;
  const names = key.map(identifier).join(', ');
  const { rows } = await engine.query(
    `select count(*) as rows from (select 1 from ${cells} where ${present(key, found.contract, identifier)} group by ${names} having count(*) > 1) as repeated`,
  );
  return Number(rows?.[0]) > 0;
}

/** Reads the cells of what was found as text and makes `table` of them. */
async function readText(engine: Engine, reading: Reading, found: Found, table: string, select: string): Promise<void> {
  const where = wantedRows(found.contract);
  if ('rows' in found) return engine.readRows(table, textColumns(found, found.rows), select, where);
  try {
    await engine.readCsv(table, { ...found, file: reading.file, shortRows: found.contract.shortRows }, select, where);
  } catch (error) {
    if (!/unicode|utf-?8/i.test(String(error))) throw asFault(reading, found, error);
    await engine.readRows(table, textColumns(found, decode(reading, found)), select, where);
  }
}

/** What is not UTF-8 is taken for Windows-1252, which is what Excel in Britain writes. */
function decode(reading: Reading, found: TableFound): string[][] {
  try {
    return readWindows1252Rows(reading.file, found);
  } catch (error) {
    throw error instanceof TornRow ? tornRow(reading, error.line, error.expected, error.found) : error;
  }
}

const textColumns = (found: Found, rows: readonly (readonly (string | null)[])[]): Columns =>
  Object.fromEntries(
    found.columns.flatMap((name, i) => (name === null ? [] : [[name, rows.map((row) => row[i] || null)] as const])),
  );

function tornRow(reading: Reading, row: number, expected: number, found: number): Error {
  const columns = (n: number) => (n === 1 ? '1 column' : `${n} columns`);
  return brokenContract(reading, [
    { column: 'the whole row', expected: columns(expected), found: columns(found), count: 1, row },
  ]);
}

/** Turns the reader's own message about a torn file into ours; anything else is a fault of the tool. */
function asFault(reading: Reading, found: TableFound, error: unknown): unknown {
  const text = String(error);
  const line = Number(/Line: (\d+)/.exec(text)?.[1] ?? Number.NaN);
  const columns = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(text);
  if (columns)
    return tornRow(reading, Number.isNaN(line) ? found.skip + 1 : line, Number(columns[1]), Number(columns[2]));
  if (/gzip|unterminated quote|quote|CSV Error/i.test(text)) {
    return unreadableFile(reading, { kind: 'torn', ...(Number.isNaN(line) ? {} : { line }) });
  }
  return error;
}

async function findProblems(engine: Engine, raw: string, found: Found): Promise<Problem[]> {
  const { contract, skip } = found;
  const checks = columnsOf(found).flatMap(([name, column]) =>
    faultsOf(name, column, contract).map((fault) => ({ name, column, ...fault })),
  );
  const counts = checks.flatMap(({ name, when }, i) => [
    `count(*) filter (where ${when}) as n${i}`,
    `min(row_number) filter (where ${when}) as at${i}`,
    `arg_min(coalesce(${identifier(name)}, ''), row_number) filter (where ${when}) as found${i}`,
  ]);
  const [held = {}] = toRows(await engine.query(`select count(*) as rows, ${counts.join(', ')} from ${raw}`));
  const rows = Number(held.rows);
  const cells = checks.flatMap(({ name, column, expected }, i): Problem[] => {
    const count = Number(held[`n${i}`]);
    if (count === 0) return [];
    return [
      {
        column: headingOf(found, name),
        expected,
        found: column.personal ? 'something else' : `"${held[`found${i}`]}"`,
        count,
        rows,
        row: skip + Number(held[`at${i}`]),
      },
    ];
  });
  return [...cells, ...(await repeatedKeys(engine, raw, found)), ...fewRows(found, rows)];
}

/** A column as the file itself heads it. */
const headingOf = ({ headings, columns }: Pick<Found, 'headings' | 'columns'>, name: string): string =>
  `"${headings[columns.indexOf(name)]?.trim() ?? name}"`;

async function repeatedKeys(engine: Engine, raw: string, found: Found): Promise<Problem[]> {
  const { contract, skip } = found;
  const key = keyOf(found);
  if (key.length === 0) return [];
  const value = (name: string) => cleaned(name, contract.columns[name] ?? { heading: name, type: 'text' });
  const values = key.map(value);
  const answer = await engine.query(`
    select count(*) as n, min(second) as first_row, arg_min(example, second) as example
    from (select max(row_number) as second, concat_ws(' ', ${values.map((v) => `cast(min(${v}) as varchar)`).join(', ')}) as example
          from ${raw} where ${present(key, contract, value)} group by ${values.join(', ')} having count(*) > 1) as repeated`);
  const count = Number(answer.n?.[0]);
  if (count === 0) return [];
  const [row, column] = [
    skip + Number(answer.first_row?.[0]),
    key.map((name) => headingOf(found, name)).join(' with '),
  ];
  const personal = key.some((name) => found.contract.columns[name]?.personal);
  const example = personal ? 'the same one' : `"${answer.example?.[0]}"`;
  return [{ column, expected: 'each only once', found: `${example} again`, count, row }];
}

function fewRows(found: Found, rows: number): Problem[] {
  const { atLeastRows = 1, only = {} } = found.contract;
  if (rows >= atLeastRows) return [];
  const which = Object.entries(only).map(([name, wording]) => ` with ${headingOf(found, name)} ${inWords(wording)}`);
  const expectedRows = `${atLeastRows === 1 ? 'rows below the header' : `at least ${atLeastRows} rows`}${which.join(' and')}`;
  return [
    {
      column: 'the whole file',
      expected: expectedRows,
      found: rows === 0 ? 'none' : `${rows}`,
      count: 0,
      row: found.skip + rows,
    },
  ];
}

const inWords = (wording: Wording): string =>
  'matches' in wording
    ? `like ${wording.matches}`
    : wording.map((text) => (text === '' ? 'blank' : `“${text}”`)).join(' or ');
