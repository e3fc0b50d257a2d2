/**
 * `wardwise.lock.json`: which bytes an assessment was made from. A line of it changes only when a publisher's bytes
 * change, so a difference under version control means something.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Release, Source } from './define.js';
import { notALock } from './faults/workspace.js';

const entry = z.strictObject({
  release: z.string(),
  /** What the figures are about and when they were published, where the source's own list does not have the release. */
  period: z.string().optional(),
  published: z.string().optional(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().nonnegative(),
  /** How many rows were counted when the bytes were held against their contract. */
  rows: z.int().nonnegative().optional(),
  /** The address the bytes came from; null for a mirror or a council's own file. */
  url: z.string().nullable(),
  /** The day they were first seen. */
  retrieved: z.iso.date(),
});
const lockFile = z.strictObject({ sources: z.record(z.string(), entry) });

export type LockEntry = z.infer<typeof entry>;
export type Lock = Readonly<Record<string, LockEntry>>;

/** The release a lock entry names, as the source lists it or as it was found at the publisher's. */
export function releaseOf({ releases }: Pick<Source, 'releases'>, entry: LockEntry): Release {
  const listed = releases.find(({ id }) => id === entry.release);
  return listed ?? { id: entry.release, period: entry.period ?? '', published: entry.published ?? '' };
}

/** Reads a lock file; empty when there is none yet. */
export function readLock(file: string): Lock {
  if (!existsSync(file)) return {};
  const parsed = lockFile.safeParse(parseJson(readFileSync(file, 'utf8')));
  if (!parsed.success) throw notALock(file, z.prettifyError(parsed.error));
  return parsed.data.sources;
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Adds entries. Where the bytes are the same as before the old line stays, dates and all. */
export function withEntries(lock: Lock, entries: Lock): Lock {
  const merged: Record<string, LockEntry> = { ...lock };
  for (const [id, next] of Object.entries(entries)) {
    const old = lock[id];
    if (!old || old.sha256 !== next.sha256 || old.release !== next.release) merged[id] = next;
  }
  return merged;
}

/** Writes the lock, ids and the fields of each in their order; leaves the file alone when nothing changed. */
export function writeLock(file: string, lock: Lock): void {
  const sorted = Object.entries(lock).sort(([a], [b]) => (a < b ? -1 : 1));
  const sources = Object.fromEntries(sorted.map(([id, line]) => [id, entry.parse(line)]));
  const text = `${JSON.stringify({ sources }, null, 2)}\n`;
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}
