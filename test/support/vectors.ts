/**
 * Runs folders of reference vectors: DIR/<method>/…/*.json with cases, and CSV tables where a method reads them.
 * One entry a method in `methods`; from a shell: `node --import tsx test/support/vectors.ts DIR [method …]`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Table } from './tables.js';
import { type Json, NotCovered, type VectorMethod } from './vector-method.js';
import { statisticsVectors } from './vectors-statistics.js';

export interface VectorResult {
  readonly method: string;
  readonly file: string;
  readonly id: string;
  readonly outcome: 'match' | 'mismatch' | 'not covered';
  /** Numbers and words compared. */
  readonly compared: number;
  readonly note: string;
}

export const methods: Readonly<Record<string, VectorMethod>> = { ...statisticsVectors };

/** Every case of every known method under DIR, or of the methods named. */
export function runVectors(root: string, only: readonly string[] = Object.keys(methods)): VectorResult[] {
  return only.flatMap((name) => {
    const folder = basename(root) === name ? root : join(root, name);
    const method = methods[name];
    if (method === undefined) throw new Error(`no method ${name}; there are ${Object.keys(methods).join(', ')}`);
    return existsSync(folder) ? filesIn(folder).flatMap((file) => runFile(name, method, file, root)) : [];
  });
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(json|csv|csv\.gz)$/.test(file))
    .sort()
    .map((file) => join(folder, file));
}

function runFile(name: string, method: VectorMethod, path: string, root: string): VectorResult[] {
  const file = basename(path);
  if (!file.endsWith('.json')) {
    const cases = method.table?.(new Table(path), root) ?? [];
    return cases.map((each) => {
      const judged = each.ok === undefined ? compareAll(each.actual, each.expected, method, {}) : undefined;
      const ok = each.ok ?? judged?.problem === undefined;
      const note = [each.note, judged?.problem].filter(Boolean).join('; ');
      return result(name, file, each.id, ok ? 'match' : 'mismatch', judged?.compared ?? 1, note);
    });
  }
  const run = method.run;
  const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { cases?: Json[] };
  if (run === undefined || !Array.isArray(cases)) return [];
  return cases.map((each) => runCase(name, file, { ...method, run }, each));
}

function runCase(name: string, file: string, method: VectorMethod & Required<Pick<VectorMethod, 'run'>>, each: Json) {
  const id = String(each.id);
  try {
    const actual = method.run(each.input, each.expected);
    if (each.expected?.error !== undefined) {
      const refused = (actual as { reason?: unknown }).reason ?? null;
      return result(name, file, id, refused === null ? 'mismatch' : 'match', 1, `refused: ${refused}`);
    }
    const { compared, problem } = compareAll(actual, each.expected, method, each.input);
    return result(name, file, id, problem === undefined ? 'match' : 'mismatch', compared, problem ?? '');
  } catch (error) {
    if (error instanceof NotCovered) return result(name, file, id, 'not covered', 0, error.message);
    if (error instanceof RangeError && each.expected?.error !== undefined) {
      return result(name, file, id, 'match', 1, `refused: ${error.message}`);
    }
    return result(name, file, id, 'mismatch', 0, String(error));
  }
}

const result = (
  method: string,
  file: string,
  id: string,
  outcome: VectorResult['outcome'],
  compared: number,
  note: string,
): VectorResult => ({ method, file, id, outcome, compared, note });

/** Compares what is expected, key by key; null, "NaN" and NaN are all "missing". */
function compareAll(actual: Json, expected: Json, method: VectorMethod, input: Json) {
  const absolute = typeof method.absolute === 'function' ? method.absolute(input) : (method.absolute ?? 0);
  const relative = method.relative ?? (method.absolute === undefined ? 1e-9 : 0);
  let compared = 0;
  let problem: string | undefined;
  const walk = (got: Json, want: Json, path: string): void => {
    if (want !== null && typeof want === 'object') {
      if (Array.isArray(want) && got?.length !== want.length) problem ??= `${path}: ${got?.length} of ${want.length}`;
      for (const key of Object.keys(want)) walk(got?.[key], want[key], `${path}.${key}`);
      return;
    }
    compared++;
    if (!same(got, want, absolute, relative)) problem ??= `${path.slice(1)}: expected ${want}, found ${got}`;
  };
  walk(actual, expected, '');
  return { compared, problem };
}

function same(got: Json, want: Json, absolute: number, relative: number): boolean {
  const wanted = want === 'Infinity' || want === '-Infinity' ? Number(want) : want;
  if (wanted === null || wanted === 'NaN' || Number.isNaN(wanted)) return got === null || Number.isNaN(got);
  if (typeof wanted !== 'number') return got === wanted;
  if (typeof got !== 'number') return false;
  return got === wanted || Math.abs(got - wanted) <= absolute + relative * Math.abs(wanted);
}

/** One line a method, then every case that does not match. */
export function summary(results: readonly VectorResult[]): string {
  const lines = [...new Set(results.map((each) => each.method))].map((method) => {
    const mine = results.filter((each) => each.method === method);
    const count = (outcome: string) => mine.filter((each) => each.outcome === outcome).length;
    const compared = mine.reduce((sum, each) => sum + each.compared, 0);
    return `${method}: ${count('match')} of ${mine.length} cases match (${compared} comparisons), ${count('not covered')} not covered`;
  });
  const others = results.filter((each) => each.outcome !== 'match');
  return [...lines, ...others.map((each) => `  ${each.outcome}: ${each.method} ${each.id} ${each.note}`)].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [root = '.', ...only] = process.argv.slice(2);
  const results = runVectors(root, only.length > 0 ? only : undefined);
  console.log(summary(results));
  process.exitCode = results.every((each) => each.outcome === 'match') ? 0 : 1;
}
