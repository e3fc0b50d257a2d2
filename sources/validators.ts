/**
 * What servers said of answers had before (`ETag`, `Last-Modified`), so that they can be asked whether anything has
 * changed. Kept beside the snapshots and not in the lock, whose lines change only when bytes do.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Validators } from './http/open.js';

const entry = z.object({
  at: z.string(),
  sha256: z.string(),
  etag: z.string().optional(),
  modified: z.string().optional(),
});
const file = z.record(z.string(), entry);

export interface Known {
  /** The validators of a source's bytes, if they came from this address. */
  of(source: string, at: string, sha256: string): Validators | undefined;
  note(source: string, at: string, sha256: string, headers: Readonly<Record<string, string>>): void;
}

/** Opens the file of validators; one that cannot be read is as good as none. */
export function openValidators(place: string): Known {
  const entries: Record<string, z.infer<typeof entry>> = { ...read(place) };
  return {
    of(source, at, sha256) {
      const found = entries[source];
      return found?.at === at && found.sha256 === sha256 ? found : undefined;
    },
    note(source, at, sha256, headers) {
      const { etag, 'last-modified': modified } = headers;
      entries[source] = { at, sha256, ...(etag && { etag }), ...(modified && { modified }) };
      mkdirSync(path.dirname(place), { recursive: true });
      const sorted = Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
      writeFileSync(`${place}.new`, `${JSON.stringify(sorted, null, 2)}\n`);
      renameSync(`${place}.new`, place);
    },
  };
}

function read(place: string): z.infer<typeof file> {
  if (!existsSync(place)) return {};
  try {
    return file.parse(JSON.parse(readFileSync(place, 'utf8')));
  } catch {
    return {};
  }
}
