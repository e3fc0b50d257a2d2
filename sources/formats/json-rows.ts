/** Tables that come as JSON: an array of objects, at the top or along a path, one object a row. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Contract } from '../contract.js';
import { matchHeadings, type NotFound } from './table.js';

/** A JSON table found: its contract, and its cells as text in the order of `columns`. */
export interface JsonFound {
  readonly contract: Contract;
  readonly headings: readonly string[];
  readonly columns: readonly (string | null)[];
  /** There is no header line above the rows: messages count rows from 1. */
  readonly skip: 0;
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Reads a JSON file by the first of some JSON contracts whose path leads to rows and whose headings they hold. */
export function findJsonTable(file: string, contracts: readonly Contract[]): JsonFound | NotFound {
  const bytes = readFileSync(file);
  const gzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  let parsed: unknown;
  try {
    parsed = JSON.parse((gzip ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    return { kind: 'torn_json', found: (error as Error).message };
  }
  const tried = contracts.map((contract) => matchRows(parsed, contract));
  return tried.find((found) => !('kind' in found)) ?? tried[0] ?? { kind: 'json', starts: startOf(parsed) };
}

function matchRows(parsed: unknown, contract: Contract): JsonFound | NotFound {
  const listed = along(parsed, contract.json?.rows ?? '');
  if (!Array.isArray(listed)) return { kind: 'json', starts: startOf(parsed) };
  if (listed.length === 0) return { kind: 'empty' };
  const objects = listed.map((row) => along(row, contract.json?.cells ?? ''));
  const headings = [...new Set(objects.flatMap((row) => Object.keys((row as object | null) ?? {})))];
  const matched = matchHeadings(headings, contract);
  if ('kind' in matched) return matched;
  const rows = objects.map((row) =>
    headings.map((heading) => cellOf((row as Record<string, unknown> | null)?.[heading])),
  );
  return { contract, headings, columns: matched.columns, skip: 0, rows };
}

const along = (value: unknown, path: string): unknown =>
  path === ''
    ? value
    : path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | null)?.[key], value);

/** Numbers keep their JSON spelling; null, a missing property and an empty text are no cell. */
function cellOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const startOf = (parsed: unknown): string => JSON.stringify(parsed).slice(0, 60);
