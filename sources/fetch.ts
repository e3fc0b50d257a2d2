/** Getting a release: from the publisher, or from a mirror folder. The only code that touches a network. */
import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { Agent, request } from 'undici';
import type { Release, Source } from './define.js';
import { noSuchRelease, unreachable } from './faults/workspace.js';
import type { LockEntry } from './lock.js';
import type { Store } from './store.js';

export interface FetchOptions {
  readonly store: Store;
  /** A folder laid out as `<source id>/<release>.<ext>`, used in place of the network. */
  readonly mirror?: string;
  /** The release wanted; absent: the newest there is. */
  readonly release?: string;
  /** The day to write in the lock. */
  readonly today: string;
}

/** Endings a mirror may use, by what a source gives. */
function endings(source: Source): string[] {
  if (source.gives === 'boundaries') return zippedOrNot(['geojson', 'json']);
  const json = source.tables.some((table) => table.json !== undefined);
  return zippedOrNot(['csv', 'tsv', 'txt', ...(json ? ['json'] : [])]);
}

const zippedOrNot = (endings: readonly string[]): string[] => endings.flatMap((e) => [e, `${e}.gz`]);

/** The file of a mirror that holds a release of a source: the one asked for, or the newest it has. */
export function findInMirror(
  mirror: string,
  source: Source,
  wanted?: string,
): { release: Release; file: string } | undefined {
  for (const release of releasesOf(source, wanted)) {
    for (const ending of endings(source)) {
      const file = path.join(mirror, source.id, `${release.id}.${ending}`);
      if (existsSync(file)) return { release, file };
    }
  }
  return undefined;
}

function releasesOf(source: Source, wanted: string | undefined): readonly Release[] {
  if (wanted === undefined) return source.releases;
  const found = source.releases.filter((release) => release.id === wanted);
  if (found.length === 0) throw noSuchRelease(source, wanted);
  return found;
}

/**
 * Fetches one release into the store and returns its line for the lock. Undefined: there is nothing to be had
 * (a mirror without the file, a release that is no single download). Throws a Fault when a publisher cannot be reached.
 */
export async function fetchRelease(source: Source, options: FetchOptions): Promise<LockEntry | undefined> {
  const { mirror, store, release: wanted, today } = options;
  if (mirror !== undefined) {
    const found = findInMirror(mirror, source, wanted);
    if (!found) return undefined;
    const snapshot = await store.put(createReadStream(found.file));
    return { ...snapshot, release: found.release.id, url: null, retrieved: today };
  }
  const release = releasesOf(source, wanted).find((r) => r.url !== undefined);
  if (release?.url === undefined) return undefined;
  const { url } = release;
  const snapshot = await hostLimit(url)(() => download(source, url, store));
  return { ...snapshot, release: release.id, url, retrieved: today };
}

const limits = new Map<string, ReturnType<typeof pLimit>>();

/** At most two downloads at a time from one host. */
function hostLimit(url: string) {
  const { host } = new URL(url);
  const limit = limits.get(host) ?? pLimit(2);
  limits.set(host, limit);
  return limit;
}

const attempts = 3;
const agent = new Agent({ headersTimeout: 30_000, bodyTimeout: 60_000, connectTimeout: 15_000 });
const userAgent = 'wardwise (population needs assessment; set WARDWISE_CONTACT to name yourself)';

async function download(source: Source, url: string, store: Store) {
  let last = '';
  for (let attempt = 1; attempt <= attempts; attempt++) {
    try {
      const response = await request(url, {
        dispatcher: agent,
        headers: { 'user-agent': process.env.WARDWISE_CONTACT ?? userAgent },
      });
      if (response.statusCode === 200) return await store.put(response.body as Readable);
      await response.body.dump();
      last = `the server answered ${response.statusCode}`;
      if (response.statusCode < 500 && response.statusCode !== 429) break;
    } catch (error) {
      last = (error as Error).message || (error as { code?: string }).code || 'no answer';
    }
    if (attempt < attempts) await sleep(250 * 2 ** attempt);
  }
  throw unreachable(source, url, last);
}
