/**
 * Finding the table in a CSV file: which of a source's contracts it follows, where its header is, which column is
 * which. Only the beginning is read here; the rows are for the engine.
 */

import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import type { Column, Contract } from '../contract.js';
import { fold, nearest } from './nearest.js';
import type { Odd } from './strict-json.js';
import { decodeWindows1252 } from './windows-1252.js';

/** A table found: how to read it, and by which contract. */
export interface TableFound {
  readonly contract: Contract;
  readonly delimiter: string;
  /** Lines above the first row of data. */
  readonly skip: number;
  /** The headings as the file writes them, and for each the contract's name for it, or null. */
  readonly headings: readonly string[];
  readonly columns: readonly (string | null)[];
  readonly gzip: boolean;
}

/** Why no table was found. */
export type NotFound =
  | { readonly kind: 'empty' }
  | { readonly kind: 'html'; readonly starts: string }
  | { readonly kind: 'json'; readonly starts: string }
  | { readonly kind: 'broken_gzip' | 'utf16' }
  | { readonly kind: 'workbook' }
  | { readonly kind: 'old_excel' }
  | { readonly kind: 'too_large'; readonly limit: string }
  | { readonly kind: 'torn_workbook' }
  | { readonly kind: 'no_sheet'; readonly sheets: readonly string[] }
  | { readonly kind: 'error_cell'; readonly place: string; readonly found: string }
  | { readonly kind: 'torn_json'; readonly found: string }
  | { readonly kind: 'odd_answers'; readonly odd: readonly Odd[] }
  | { readonly kind: 'heading_twice'; readonly heading: string; readonly places: readonly [number, number] }
  | {
      readonly kind: 'headings';
      readonly missing: readonly { readonly heading: string; readonly nearest: string | undefined }[];
      readonly found: readonly string[];
    };

const beginning = 256 * 1024;
const headerWithin = 40;
const delimiters = [',', '\t', ';', '|'];

/** Looks for a table that follows one of the contracts, in this order. */
export function findTable(file: string, contracts: readonly Contract[]): TableFound | NotFound {
  const bytes = readBeginning(file);
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return { kind: 'workbook' };
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return { kind: 'old_excel' };
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) return { kind: 'utf16' };
  const gzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const text = gzip ? unzip(bytes) : decode(bytes);
  if (text === undefined) return { kind: 'broken_gzip' };
  const start = text.trimStart().slice(0, 60).replace(/\s+/g, ' ').trim();
  if (start === '') return { kind: 'empty' };
  if (/^<(!doctype|html|\?xml)/i.test(start)) return { kind: 'html', starts: start };
  if (/^[{[]/.test(start)) return { kind: 'json', starts: start };
  return matchHeader(text, contracts, gzip);
}

const startsWith = (bytes: Buffer, ...first: number[]): boolean => first.every((byte, i) => bytes[i] === byte);

function matchHeader(text: string, contracts: readonly Contract[], gzip: boolean): TableFound | NotFound {
  const lines = text.split(/\r\n|\n|\r/, headerWithin);
  const tried: Tried[] = [];
  for (const contract of contracts) {
    if (contract.json !== undefined) continue;
    for (const delimiter of delimiters) {
      const found = findHeader(
        lines.map((line) => splitLine(line, delimiter)),
        contract,
      );
      if ('kind' in found) return found;
      if ('skip' in found) return { contract, delimiter, gzip, ...found };
      tried.push(found);
    }
  }
  return closestOf(tried);
}

/** Where the header of a contract is among rows of cells. */
export interface Header {
  /** Rows above the first row of data. */
  readonly skip: number;
  readonly headings: readonly string[];
  readonly columns: readonly (string | null)[];
}

/** A row that was no header, and what it lacked. */
export interface Tried {
  readonly contract: Contract;
  readonly cells: readonly string[];
  readonly missing: number;
}

/** Looks for the header of a contract among the first rows of a table. The row that came closest, where there is none. */
export function findHeader(rows: readonly (readonly string[])[], contract: Contract): Header | NotFound | Tried {
  let closest: Tried = { contract, cells: [], missing: Number.POSITIVE_INFINITY };
  const deep = contract.headerRows ?? 1;
  for (let at = 0; at + deep <= Math.min(rows.length, headerWithin); at++) {
    const stacks = stacked(rows.slice(at, at + deep));
    const columns = stacks.map((stack, i) => columnOfStack(contract, stack, i === 0));
    const cells = stacks.map((stack, i) => headingIn(stack, contract, columns[i] ?? null));
    const missing = missingColumns(contract, columns).length;
    if (missing === 0 && titleFits(contract, rows.slice(0, at))) {
      return headingTwice(cells, columns) ?? { skip: at + deep, headings: cells, columns };
    }
    if (missing < closest.missing) closest = { contract, cells, missing };
  }
  return closest;
}

/** What to say of rows none of which was a header: the one that came closest. */
export function closestOf(tried: readonly Tried[]): NotFound {
  const [closest] = [...tried].sort((a, b) => a.missing - b.missing);
  return closest && closest.cells.length > 0 ? lacking(closest.contract, closest.cells) : { kind: 'empty' };
}

/** For each column the cells above one another in it. */
const stacked = (rows: readonly (readonly string[])[]): string[][] =>
  Array.from({ length: Math.max(0, ...rows.map((row) => row.length)) }, (_, i) => rows.map((row) => row[i] ?? ''));

/** A column without any heading can be known only where it is the first. */
function columnOfStack(contract: Contract, stack: readonly string[], first: boolean): string | null {
  const written = stack.filter((cell) => cell.trim() !== '');
  if (written.length === 0) return first ? columnOf(contract, '') : null;
  return written.map((cell) => columnOf(contract, cell)).find((name) => name !== null) ?? null;
}

const headingIn = (stack: readonly string[], contract: Contract, column: string | null): string =>
  stack.find((cell) => column !== null && columnOf(contract, cell) === column) ??
  stack.findLast((cell) => cell.trim() !== '') ??
  '';

/** Which heading is which column of a contract; NotFound where one is lacking or there twice. */
export function matchHeadings(
  headings: readonly string[],
  contract: Contract,
): { readonly columns: readonly (string | null)[] } | NotFound {
  const columns = headings.map((heading) => columnOf(contract, heading));
  if (missingColumns(contract, columns).length > 0) return lacking(contract, headings);
  return headingTwice(headings, columns) ?? { columns };
}

function lacking(contract: Contract, headings: readonly string[]): NotFound {
  const columns = headings.map((heading) => columnOf(contract, heading));
  const spare = headings.filter((_, i) => columns[i] === null);
  return {
    kind: 'headings',
    found: headings,
    missing: missingColumns(contract, columns).map((column) => {
      const heading = headingsOf(contract, column)[0] ?? column;
      return { heading, nearest: nearest(heading, spare) };
    }),
  };
}

/** Two columns that could both be the one wanted: neither is believed. */
function headingTwice(headings: readonly string[], columns: readonly (string | null)[]): NotFound | undefined {
  const second = columns.findIndex((name, i) => name !== null && columns.indexOf(name) < i);
  if (second < 0) return undefined;
  const first = columns.indexOf(columns[second] ?? null);
  return { kind: 'heading_twice', heading: headings[second] ?? '', places: [first + 1, second + 1] };
}

const titleFits = ({ titleHolds }: Contract, above: readonly (readonly string[])[]): boolean =>
  titleHolds === undefined || above.some((row) => row.join(',').includes(titleHolds));

/** The heading that a column should have: the first of its wordings. */
export const headingOf = ({ heading }: Column): string => (typeof heading === 'string' ? heading : (heading[0] ?? ''));

function headingsOf(contract: Contract, column: string): readonly string[] {
  const heading = contract.columns[column]?.heading ?? [];
  return typeof heading === 'string' ? [heading] : heading;
}

/** Headings as they are come before headings in which some words vary. */
const columnOf = (contract: Contract, cell: string): string | null => {
  const names = Object.keys(contract.columns);
  const whose = (fits: (heading: string) => boolean) => names.find((name) => headingsOf(contract, name).some(fits));
  return whose((h) => fold(h) === fold(cell)) ?? whose((h) => h.includes('*') && fitsLoosely(h, cell)) ?? null;
};

function fitsLoosely(heading: string, cell: string): boolean {
  const [start = '', end = ''] = heading.split('*').map((part) => part.replace(/\s+/g, ' ').toLowerCase());
  const folded = fold(cell);
  return folded.length >= start.length + end.length && folded.startsWith(start) && folded.endsWith(end);
}

const missingColumns = (contract: Contract, present: readonly (string | null)[]): string[] =>
  Object.entries(contract.columns).flatMap(([name, column]) =>
    column.optional || present.includes(name) ? [] : [name],
  );

function splitLine(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const c = line[i];
    if (c === '"') {
      if (quoted && line[i + 1] === '"') cell += line[++i];
      else quoted = !quoted;
    } else if (c === delimiter && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += c;
  }
  return [...cells, cell];
}

function readBeginning(file: string): Buffer {
  const buffer = Buffer.alloc(beginning);
  const handle = openSync(file, 'r');
  const length = readSync(handle, buffer, 0, beginning, 0);
  closeSync(handle);
  return buffer.subarray(0, length);
}

function unzip(bytes: Buffer): string | undefined {
  try {
    return decode(gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }));
  } catch {
    return undefined;
  }
}

/** UTF-8 where the bytes are; otherwise Windows-1252, which is what Excel in Britain writes. */
function decode(bytes: Buffer): string {
  // The beginning may end in the middle of a character, which is no reason to think it another encoding.
  const utf8 = [0, 1, 2, 3].some((cut) => isUtf8(bytes.subarray(0, Math.max(0, bytes.length - cut))));
  return utf8 ? bytes.toString('utf8').replace(/^\uFEFF/, '') : decodeWindows1252(bytes);
}
