/** Reading a snapshot and holding it against its contract, cell by cell, before anything is believed. */

import type { Contract } from '../../sources/contract.js';
import { isOwn, type Source, takesAnswers } from '../../sources/define.js';
import { brokenContract } from '../../sources/faults/files.js';
import { mends } from '../../sources/faults/mending.js';
import { unreadableFile } from '../../sources/faults/unreadable.js';
import { findAnswers } from '../../sources/formats/answers.js';
import { readWindows1252Rows, TornRow } from '../../sources/formats/csv-rows.js';
import { findJsonTable } from '../../sources/formats/json-rows.js';
import { findSheetTable } from '../../sources/formats/spreadsheet.js';
import { findTable, type NotFound, type TableFound } from '../../sources/formats/table.js';
import type { Columns, Engine } from '../engine/engine.js';
import { identifier } from '../engine/quote.js';
import { breaks, cleaned, statusOf, wantedRows } from './cells.js';
import { anyRepeats, columnsOf, exampleRows, type Found, findProblems } from './problems.js';

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
  const examples = isOwn(reading.source) ? await exampleRows(engine, cells, found) : [];
  if (Number(broken?.[0]) > 0 || few || examples.length > 0 || (await anyRepeats(engine, cells, found))) {
    const raw = `raw_${reading.source.id}`;
    await readText(engine, reading, found, raw, '*');
    const problems = await findProblems(engine, inScratch(raw), found, isOwn(reading.source));
    throw brokenContract(reading, [...problems, ...examples]);
  }
  return contract;
}

/** How many rows `readCells` has read. */
export async function cellRows(engine: Engine, source: Reading['source']): Promise<number> {
  const { rows } = await engine.query(`select count(*) as rows from ${cellTable(source)}`);
  return Number(rows?.[0]);
}

async function find({ source, file, ...reading }: Reading): Promise<Found> {
  const table = findTable(file, source.tables);
  const [shape] = source.tables;
  if (shape && takesAnswers(source) && 'kind' in table && isMeantAsJson(table, file)) {
    const answers = findAnswers(file, shape);
    if ('kind' in answers) throw unreadableFile({ source, ...reading }, answers);
    return answers;
  }
  const csv = 'kind' in table && table.kind === 'workbook' ? await findSheetTable(file, source.tables) : table;
  const shapes = source.tables.filter((table) => table.json !== undefined);
  const isJson = 'kind' in csv && csv.kind === 'json' && shapes.length > 0;
  const mustBe = shapes.length === source.tables.length && !('kind' in csv && csv.kind === 'html');
  const found = isJson || mustBe ? findJsonTable(file, shapes) : csv;
  if ('kind' in found) throw unreadableFile({ source, ...reading }, found);
  return found;
}

const isMeantAsJson = ({ kind }: NotFound, file: string): boolean =>
  kind === 'json' || ((kind === 'headings' || kind === 'utf16') && file.toLowerCase().endsWith('.json'));

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
    {
      column: 'the whole row',
      expected: columns(expected),
      found: columns(found),
      count: 1,
      row,
      ...(isOwn(reading.source) && { mend: mends.torn }),
    },
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
