/**
 * Building tables in order, and only those that are stale. A step is stale when its own content or that of a table it
 * reads has changed; content means text, bytes and settings, never the time of a file.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Columns, Engine } from './engine/engine.js';

export interface Step {
  /** The tables it makes; the first names it. */
  readonly makes: readonly string[];
  readonly reads: readonly string[];
  /** Everything that decides its content, apart from what it reads. */
  readonly content: string;
  /** The part of the work that needs nothing of what it reads, and so need not wait for it. */
  readonly prepare?: () => Promise<void>;
  readonly make: () => Promise<void>;
}

export interface Built {
  readonly made: readonly string[];
  readonly kept: readonly string[];
}

const fingerprintTable = 'fingerprint';

/** A hash of any text. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Runs the stale steps in the order of what they read, and remembers what each was made from. */
export async function build(
  engine: Engine,
  steps: readonly Step[],
  onStep?: (name: string, ms: number) => void,
): Promise<Built> {
  const known = await readFingerprints(engine);
  const now = new Map<string, string>();
  const stale = new Set<Step>();
  const ordered = inOrder(steps);
  for (const step of ordered) {
    const print = hashOf(JSON.stringify([step.content, step.reads.map((table) => now.get(table) ?? '')]));
    if (step.makes.some((table) => known.get(table) !== print)) stale.add(step);
    for (const table of step.makes) now.set(table, print);
  }
  const kept = steps.filter((step) => !stale.has(step)).flatMap((step) => step.makes);
  // Forgotten first: a run that stops half way must not leave a table that claims to be what it is not.
  if (stale.size > 0) await writeFingerprints(engine, now, kept);
  await runAll(
    ordered.filter((step) => stale.has(step)),
    onStep,
  );
  const made = steps.filter((step) => stale.has(step)).flatMap((step) => step.makes);
  if (stale.size > 0) await writeFingerprints(engine, now, [...now.keys()]);
  return { made, kept };
}

/** Runs each step once those it reads are done, side by side where nothing stands between them. The first failure is thrown when all have come to rest. */
async function runAll(steps: readonly Step[], onStep: ((name: string, ms: number) => void) | undefined): Promise<void> {
  const done = new Map<string, Promise<void>>();
  const runs = steps.map((step) => {
    const before = Promise.all([step.prepare?.(), ...step.reads.map((table) => done.get(table))]);
    const run = before.then(async () => {
      const start = performance.now();
      await step.make();
      onStep?.(step.makes[0] ?? '', performance.now() - start);
    });
    for (const table of step.makes) done.set(table, run);
    return run;
  });
  const failed = (await Promise.allSettled(runs)).find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}

/** The fingerprint of each table as it stands; empty for a new warehouse. */
export async function readFingerprints(engine: Engine): Promise<Map<string, string>> {
  const tables = await engine.query(`select table_name from information_schema.tables`);
  const present = new Set(tables.table_name);
  if (!present.has(fingerprintTable)) return new Map();
  const rows = await engine.query(`select name, print from ${fingerprintTable}`);
  const prints = (rows.name ?? []).map((name, i) => [String(name), String(rows.print?.[i])] as const);
  return new Map(prints.filter(([name]) => present.has(name)));
}

async function writeFingerprints(
  engine: Engine,
  prints: ReadonlyMap<string, string>,
  names: readonly string[],
): Promise<void> {
  const columns: Columns = { name: names, print: names.map((name) => prints.get(name) ?? '') };
  await engine.load(fingerprintTable, { name: 'text', print: 'text' }, columns);
}

/** Steps sorted so that each comes after those it reads. Throws when they go in a circle. */
function inOrder(steps: readonly Step[]): Step[] {
  const maker = new Map(steps.flatMap((step) => step.makes.map((table) => [table, step] as const)));
  const done = new Set<Step>();
  const path: Step[] = [];
  const visit = (step: Step): void => {
    if (done.has(step)) return;
    if (path.includes(step))
      throw new Error(`Models read each other in a circle: ${path.map((s) => s.makes[0]).join(' → ')}`);
    path.push(step);
    for (const table of step.reads) {
      const before = maker.get(table);
      if (!before) throw new Error(`${step.makes[0]} reads ${table}, which nothing makes`);
      visit(before);
    }
    path.pop();
    done.add(step);
  };
  for (const step of steps) visit(step);
  return [...done];
}

export interface SqlModel {
  readonly name: string;
  readonly sql: string;
}

/** The `.sql` files of a folder beside this one: `tables`, `marts`, `editions` or `audits`. */
export function readModels(folder: 'tables' | 'marts' | 'editions' | 'audits'): SqlModel[] {
  const place = path.join(import.meta.dirname, folder);
  return readdirSync(place)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({ name: path.basename(file, '.sql'), sql: readFileSync(path.join(place, file), 'utf8') }));
}

/** A step for each SQL file, kept as a table or as a view; what it reads is found by the engine's own parser. */
export async function sqlSteps(engine: Engine, models: readonly SqlModel[], as: 'table' | 'view'): Promise<Step[]> {
  return Promise.all(
    models.map(async ({ name, sql }) => ({
      makes: [name],
      reads: await engine.tablesIn(sql),
      content: `${as} ${sql}`,
      make: () => engine.create(name, sql, as),
    })),
  );
}
