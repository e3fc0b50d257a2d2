/** CSV files that the engine cannot read itself, since they are not UTF-8: a council's own, and small. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { dsvFormat } from 'd3-dsv';
import type { TableFound } from './table.js';
import { decodeWindows1252 } from './windows-1252.js';

/** A row with more or fewer cells than the header. */
export class TornRow extends Error {
  constructor(
    readonly line: number,
    readonly expected: number,
    readonly found: number,
  ) {
    super(`line ${line} has ${found} cells, not ${expected}`);
  }
}

/** The rows below the header of a Windows-1252 file, as text. Throws TornRow. */
export function readWindows1252Rows(file: string, { skip, columns, delimiter, gzip }: TableFound): string[][] {
  const bytes = readFileSync(file);
  const below = decodeWindows1252(gzip ? gunzipSync(bytes) : bytes)
    .split(/(?<=\n)/)
    .slice(skip)
    .join('');
  const rows = dsvFormat(delimiter).parseRows(below);
  for (const [i, row] of rows.entries()) {
    const torn = row.length !== columns.length && row.some((cell) => cell !== '');
    if (torn) throw new TornRow(skip + i + 1, columns.length, row.length);
  }
  return rows;
}
