/** The warehouse of a workspace: as the last good build left it, until the next one is whole. */
import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { readFingerprints } from '../models/build.js';
import { openDuckDB } from '../models/engine/duckdb.js';
import type { Engine } from '../models/engine/engine.js';
import { exitCodes, Fault } from '../sources/faults/fault.js';
import { busy, notBuilt } from '../sources/faults/workspace.js';
import type { Workspace } from './workspace.js';

async function open(warehouse: string): Promise<Engine> {
  try {
    return await openDuckDB(warehouse);
  } catch (error) {
    if (/lock/i.test(String(error))) throw busy(warehouse);
    throw error;
  }
}

/** Opens a warehouse that has been built. Throws a Fault when none has, or when a run holds it. */
export async function openBuilt({ warehouse }: Pick<Workspace, 'warehouse'>): Promise<Engine> {
  if (!existsSync(warehouse)) throw notBuilt();
  const engine = await open(warehouse);
  if ((await readFingerprints(engine)).has('mart_assessment')) return engine;
  await engine.close();
  throw notBuilt();
}

/**
 * Lets `work` change a copy of the warehouse, which takes its place by one rename when all of it went well. Where an
 * audit failed, the copy is kept as `failed.duckdb` for whoever wants to see the rows.
 */
export async function rebuild<T>(
  { warehouse }: Pick<Workspace, 'warehouse'>,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  const folder = path.dirname(warehouse);
  const failed = path.join(folder, 'failed.duckdb');
  const next = `${warehouse}.next-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  rmSync(next, { force: true });
  if (existsSync(warehouse)) copyFileSync(warehouse, next, constants.COPYFILE_FICLONE);
  try {
    const held = await open(warehouse);
    let result: T;
    try {
      removeLeftOvers(folder, next);
      result = await workOn(next, work);
    } finally {
      await held.close();
    }
    renameSync(next, warehouse);
    rmSync(failed, { force: true });
    return result;
  } catch (error) {
    if (error instanceof Fault && error.exit === exitCodes.audit) renameSync(next, failed);
    else rmSync(next, { force: true });
    throw error;
  }
}

async function workOn<T>(file: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = await openDuckDB(file);
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}

/** Copies of runs that were cut short. */
function removeLeftOvers(folder: string, mine: string): void {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (name.includes('.duckdb.next-') && !file.startsWith(mine)) rmSync(file, { force: true });
  }
}
