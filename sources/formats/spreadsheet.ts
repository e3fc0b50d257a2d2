/**
 * Tables in workbooks, XLSX and ODS. Only what cells hold is read: no formula is worked out, no format applied, and no
 * link followed. The library is loaded when the first workbook is met, so that nothing else waits for it.
 */
import { readFileSync, statSync } from 'node:fs';
import type { CellObject, WorkSheet } from '@e965/xlsx';
import { open, type ZipFile } from 'yauzl';
import type { Contract, Wording } from '../contract.js';
import { closestOf, findHeader, type Header, type NotFound, type Tried } from './table.js';

/** A table found in a workbook: its cells as text in the order of `columns`, from the row below the header on. */
export interface SheetFound extends Header {
  readonly contract: Contract;
  readonly sheet: string;
  readonly rows: readonly (readonly (string | null)[])[];
}

/** A workbook that is larger, packed or unpacked, is not opened: reading it takes ten times as much memory. */
const mostBytes = { packed: 64 * 2 ** 20, unpacked: 400 * 2 ** 20 };

/** Reads a workbook by the first of some contracts that one of its sheets follows. */
export async function findSheetTable(file: string, contracts: readonly Contract[]): Promise<SheetFound | NotFound> {
  const unpacked = await unpackedSize(file);
  if (unpacked === undefined) return { kind: 'torn_workbook' };
  if (statSync(file).size > mostBytes.packed || unpacked > mostBytes.unpacked) {
    return {
      kind: 'too_large',
      limit: `${mostBytes.packed / 2 ** 20} MB, ${mostBytes.unpacked / 2 ** 20} MB unpacked`,
    };
  }
  const shapes = contracts.filter((contract) => contract.json === undefined);
  const book = await readBook(file, (name) => shapes.some((contract) => mayBe(contract, name)));
  if (book === undefined) return { kind: 'torn_workbook' };
  const tried: Tried[] = [];
  for (const contract of shapes) {
    for (const [sheet, cells] of book.sheets) {
      if (!mayBe(contract, sheet)) continue;
      const found = findHeader(
        cells.slice(0, 60).map((row) => row.map((cell) => cell.text ?? '')),
        contract,
      );
      if ('kind' in found) return found;
      if ('skip' in found) return take(cells, sheet, contract, found);
      tried.push(found);
    }
  }
  return tried.length > 0 ? closestOf(tried) : { kind: 'no_sheet', sheets: book.names };
}

interface Cell {
  readonly text: string | null;
  /** What a formula of the publisher's came to when it went wrong: `#REF!`. */
  readonly error?: string;
}
type Cells = readonly (readonly Cell[])[];

const blank: Cell = { text: null };

function take(cells: Cells, sheet: string, contract: Contract, header: Header): SheetFound | NotFound {
  const below = cells.slice(header.skip);
  for (const [i, row] of below.entries()) {
    const at = row.findIndex((cell, column) => cell.error !== undefined && (header.columns[column] ?? null) !== null);
    if (at < 0) continue;
    const place = `sheet “${sheet}”, row ${header.skip + i + 1}, "${header.headings[at]?.trim()}"`;
    return { kind: 'error_cell', place, found: row[at]?.error ?? '' };
  }
  const rows = below.map((row) => header.columns.map((_, column) => (row[column] ?? blank).text));
  return { contract, sheet, rows, ...header };
}

const mayBe = ({ sheet }: Contract, name: string): boolean => sheet === undefined || says(sheet, name.trim());

const says = (wording: Wording, text: string): boolean =>
  'matches' in wording ? new RegExp(`^(?:${wording.matches})$`).test(text) : wording.includes(text);

/** ODS keeps what it once copied from other workbooks as sheets of its own, named after their address. */
const isCopied = (name: string): boolean => /^'?file:/.test(name);

interface Book {
  readonly names: readonly string[];
  readonly sheets: ReadonlyMap<string, Cells>;
}

/** The cells of the sheets wanted; undefined where the workbook cannot be read. */
async function readBook(file: string, wanted: (name: string) => boolean): Promise<Book | undefined> {
  const { read } = await import('@e965/xlsx');
  const bytes = readFileSync(file);
  const asStored = { type: 'buffer', dense: true, cellDates: true, UTC: true, cellText: false } as const;
  const nothingElse = { cellFormula: false, cellHTML: false } as const;
  try {
    return quietly(() => {
      // XLSX keeps each sheet in a file of its own; ODS all of them in one, which is read once or twice as a whole.
      const sheets = isOds(bytes)
        ? undefined
        : read(bytes, { type: 'buffer', bookSheets: true }).SheetNames.filter(wanted);
      const book = read(bytes, { ...asStored, ...nothingElse, ...(sheets && { sheets }) });
      const names = book.SheetNames.filter((name) => !isCopied(name));
      return { names, sheets: new Map(names.filter(wanted).map((name) => [name, cellsOf(book.Sheets[name])])) };
    });
  } catch {
    return undefined;
  }
}

/** The first member of an ODS archive is its media type, unpacked. */
const isOds = (bytes: Buffer): boolean => bytes.subarray(30, 100).includes('opendocument');

/** The library tells the terminal of number formats it does not know; nothing here depends on them. */
function quietly<T>(work: () => T): T {
  const { error } = console;
  console.error = () => undefined;
  try {
    return work();
  } finally {
    console.error = error;
  }
}

function cellsOf(sheet: WorkSheet | undefined): Cells {
  const rows: readonly (readonly (CellObject | undefined)[] | undefined)[] = sheet?.['!data'] ?? [];
  return Array.from(rows, (row) => Array.from(row ?? [], toCell));
}

function toCell(cell: CellObject | undefined): Cell {
  const value = cell?.v;
  if (cell === undefined || value === undefined || value === '') return blank;
  if (cell.t === 'e') return { text: errorText(cell), error: errorText(cell) };
  if (value instanceof Date) return { text: value.toISOString().replace(/T00:00:00.000Z$/, '') };
  if (typeof value === 'boolean') return { text: value ? 'TRUE' : 'FALSE' };
  // Fifteen digits are what a spreadsheet shows; the rest is the noise of binary fractions.
  return { text: typeof value === 'number' ? String(Number(value.toPrecision(15))) : value };
}

const errorNames: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
};

const errorText = ({ v, w }: CellObject): string => w ?? errorNames[Number(v)] ?? '#ERROR!';

/** How much the archive says it holds; undefined where it is no archive. */
const unpackedSize = (file: string): Promise<number | undefined> =>
  new Promise((resolve) => {
    open(file, { lazyEntries: true, autoClose: true }, (error: Error | null, zip?: ZipFile) => {
      if (error || !zip) return resolve(undefined);
      let size = 0;
      zip.on('entry', (entry: { uncompressedSize: number }) => {
        size += entry.uncompressedSize;
        zip.readEntry();
      });
      zip.on('end', () => resolve(size));
      zip.on('error', () => resolve(undefined));
      zip.readEntry();
    });
  });
