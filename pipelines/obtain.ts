/** Getting a source's bytes, and holding them against their contract and the last snapshot before they are believed. */
import { openDuckDB } from '../models/engine/duckdb.js';
import { readArchive } from '../models/load/archive.js';
import { isCovered } from '../models/load/coverage.js';
import { readBoundaries } from '../models/load/geography.js';
import { cellRows, readCells } from '../models/load/raw.js';
import type { Source } from '../sources/define.js';
import { driftOf } from '../sources/drift.js';
import { drifted } from '../sources/faults/network.js';
import { type FetchOptions, fetchRelease } from '../sources/fetch.js';
import type { LockEntry } from '../sources/lock.js';
import type { Store } from '../sources/store.js';

export interface Obtaining extends FetchOptions {
  /** Takes bytes that have moved far from the last snapshot. */
  readonly acceptChange?: boolean | undefined;
  /** Holds bytes against their contract even where none were locked before. */
  readonly holdNew?: boolean | undefined;
}

/**
 * Fetches one release. Bytes that break their contract, or moved too far from those locked, are let go again and end
 * in a Fault; so does a publisher that cannot be reached. Undefined: there is nothing to be had.
 */
export async function obtain(source: Source, options: Obtaining): Promise<LockEntry | undefined> {
  const { store, locked } = options;
  const had = (sha256: string) => sha256 === locked?.sha256;
  const entry = await fetchRelease(source, options);
  if (!entry || had(entry.sha256) || (!locked && !options.holdNew)) return entry;
  try {
    const held = { ...entry, rows: await rowsOf(source, entry, store) };
    const moved = locked && !options.acceptChange ? driftOf(await counted(source, locked, store), held) : [];
    if (moved.length > 0) throw drifted(source, entry.release, moved, options.mirror !== undefined);
    return held;
  } catch (error) {
    store.drop(entry.sha256);
    throw error;
  }
}

/** A locked entry with its rows, counted in its bytes where the lock does not say. */
async function counted(source: Source, locked: LockEntry, store: Store): Promise<LockEntry> {
  if (locked.rows !== undefined || !store.find(locked.sha256)) return locked;
  try {
    return { ...locked, rows: await rowsOf(source, locked, store) };
  } catch {
    // A snapshot of an older shape says nothing of how many rows there should be.
    return locked;
  }
}

/** Reads a file as a run would, in memory, and counts its rows. Throws a Fault when it breaks its contract. */
async function rowsOf(source: Source, { release, sha256 }: LockEntry, store: Store): Promise<number> {
  const reading = { release, file: store.find(sha256) ?? '', shown: `the file of ${source.title}` };
  if (source.gives === 'boundaries') return readBoundaries({ source, ...reading }).outlines.length;
  const engine = await openDuckDB();
  try {
    if (source.gives === 'observations' && isCovered(source)) await readArchive(engine, { source, ...reading });
    else await readCells(engine, { source, ...reading });
    return await cellRows(engine, source);
  } finally {
    await engine.close();
  }
}
