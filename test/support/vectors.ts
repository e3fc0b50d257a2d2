/**
 * Runs folders of reference vectors: DIR/<method>/…/*.json with cases, and CSV tables where a method reads them.
 * One entry a method in `methods`; from a shell: `npm run vectors -- DIR [method …]`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Table } from './tables.js';
import { type Json, NotCovered, type VectorMethod } from './vector-method.js';
import { disclosureVectors } from './vectors-disclosure.js';
import { indexVectors } from './vectors-index.js';
import { rateVectors } from './vectors-rates.js';
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

export const methods: Readonly<Record<string, VectorMethod>> = {
  ...statisticsVectors,
  ...indexVectors,
  ...rateVectors,
  ...disclosureVectors,
};

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
  return cases.map((each) => runCase(name, file, { ...method, run }, each, root));
}

function runCase(
  name: string,
  file: string,
  method: VectorMethod & Required<Pick<VectorMethod, 'run'>>,
  each: Json,
  root: string,
) {
  const id = String(each.id);
  try {
    const actual = method.run(each.input, each.expected, root);
    if (each.expected?.error !== undefined) {
      const refused = (actual as { reason?: unknown }).reason ?? null;
      return result(name, file, id, refused === null ? 'mismatch' : 'match', 1, `refused: ${refused}`);
    }
    const { compared, problem } = compareAll(actual, each.expected, method, each.input);
    const departure = problem === undefined ? undefined : method.departs?.(each.input, actual, each.expected);
    if (departure && compareAll(departure.anchor, each.expected, method, each.input).problem === undefined) {
      return result(name, file, id, 'match', compared, `on purpose: ${departure.why}`);
    }
    return result(name, file, id, problem === undefined ? 'match' : 'mismatch', compared, problem ?? '');
  } catch (error) {
    if (error instanceof NotCovered) return result(name, file, id, 'not covered', 0, error.message);
    if (error instanceof RangeError && each.expected?.error !== undefined) {
      return result(name, file, id, 'match', 1, `refused: ${error.message}`);
    }
    const departure = error instanceof RangeError ? method.refuses?.(each.input) : undefined;
    if (departure && compareAll(departure.anchor, each.expected, method, each.input).problem === undefined) {
      return result(name, file, id, 'match', 1, `on purpose, refused: ${departure.why}`);
    }
    if (error instanceof TypeError)
      return result(name, file, id, 'not covered', 0, `a case of another shape: ${error.message}`);
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
    const allowed = method.allowed?.(path, input, expected);
    const equal = allowed === undefined ? same(got, want, absolute, relative) : same(got, want, allowed, 0);
    if (!equal) problem ??= `${path.slice(1)}: expected ${want}, found ${got}`;
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

const passed = (each: VectorResult): boolean => each.outcome === 'match';
const counts = (results: readonly VectorResult[]): string => {
  const good = results.filter(passed).length;
  return `${good} passed, ${results.length - good} failed`;
};

/** Every case that fails, or passes by differing on purpose, then one line a method, then one for all. */
export function summary(results: readonly VectorResult[]): string {
  const lines = [...new Set(results.map((each) => each.method))].map((method) => {
    const mine = results.filter((each) => each.method === method);
    const compared = mine.reduce((sum, each) => sum + each.compared, 0);
    return `${method}: ${counts(mine)} (${compared} comparisons)`;
  });
  const worth = results.filter((each) => !passed(each) || each.note.startsWith('on purpose'));
  const told = worth.map(
    (each) => `  ${passed(each) ? 'differs' : each.outcome}: ${each.method} ${each.id} ${each.note}`,
  );
  return [...told, ...lines, `all: ${counts(results)}`].join('\n');
}

/** Every method that has a folder under DIR; a folder without a method, or without a case that is read, has failed. */
export function runAll(root: string): VectorResult[] {
  if (methods[basename(root)] !== undefined) return runFolder(root, basename(root));
  const folders = readdirSync(root, { withFileTypes: true }).filter((each) => each.isDirectory());
  return folders
    .map(({ name }) => name)
    .sort()
    .flatMap((name) => runFolder(root, name));
}

/** Files of the methods run that gave no result: tables that others refer to, or shapes that nobody reads. */
export function unread(root: string, results: readonly VectorResult[]): string[] {
  return [...new Set(results.map(({ method }) => method))].flatMap((method) => {
    const folder = basename(root) === method ? root : join(root, method);
    const read = new Set(results.filter((each) => each.method === method).map(({ file }) => file));
    return filesIn(folder).filter((path) => !read.has(basename(path)));
  });
}

function runFolder(root: string, name: string): VectorResult[] {
  if (methods[name] === undefined) return [result(name, '', '(folder)', 'not covered', 0, 'an unknown method')];
  try {
    const results = runVectors(root, [name]);
    return results.length > 0 ? results : [result(name, '', '(folder)', 'not covered', 0, 'no case was read')];
  } catch (error) {
    return [result(name, '', '(folder)', 'mismatch', 0, String(error))];
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [root, ...only] = process.argv.slice(2);
  if (root === undefined || !existsSync(root)) {
    console.error(`vectors: ${root === undefined ? 'which folder?' : `no folder ${root}`}`);
    process.exitCode = 2;
  } else {
    const results = only.length > 0 ? only.flatMap((name) => runFolder(root, name)) : runAll(root);
    for (const file of unread(root, results)) console.log(`  holds no case: ${file}`);
    console.log(summary(results));
    process.exitCode = results.length > 0 && results.every(passed) ? 0 : 1;
  }
}
