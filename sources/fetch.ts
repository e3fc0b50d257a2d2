/** Getting a release: from the publisher, by the connector its source names, or from a mirror folder. */
import { createReadStream, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { ByFile, ByPages, Found, Kind, Via, Wish } from './connectors/connector.js';
import { atAddress } from './connectors/file.js';
import { type Source, takesAnswers } from './define.js';
import { noSuchRelease } from './faults/workspace.js';
import type { Network } from './http/network.js';
import { type Conversation, openHttp } from './http/open.js';
import type { LockEntry } from './lock.js';
import type { Store } from './store.js';
import type { Known } from './validators.js';

export interface FetchOptions {
  readonly store: Store;
  /** A folder laid out as `<source id>/<release>.<ext>`, used in place of the network. */
  readonly mirror?: string | undefined;
  readonly network: Network;
  /** What servers said of answers had before. */
  readonly known?: Known | undefined;
  /** What is locked now: where a server says that nothing has changed, this stands. */
  readonly locked?: LockEntry | undefined;
  /** The release wanted; absent: the newest there is. */
  readonly release?: string | undefined;
  /** The day to write in the lock. */
  readonly today: string;
  readonly areas?: Wish['areas'] | undefined;
  /** Called as bytes or pages come in. */
  readonly progress?: ((done: number, of: number | undefined, unit: 'bytes' | 'pages') => void) | undefined;
}

/** Endings a mirror may use, by what a source gives. */
function endings(source: Source): string[] {
  if (source.gives === 'boundaries') return zippedOrNot(['geojson', 'json']);
  const json = takesAnswers(source) || source.tables.some((table) => table.json !== undefined);
  return [...zippedOrNot(['csv', 'tsv', 'txt', ...(json ? ['json'] : [])]), 'xlsx', 'ods', 'zip'];
}

const zippedOrNot = (endings: readonly string[]): string[] => endings.flatMap((e) => [e, `${e}.gz`]);

/** The file of a mirror that holds a release of a source: the one asked for, or the newest it has. */
export function findInMirror(
  mirror: string,
  source: Source,
  wanted?: string,
): { release: Found; file: string } | undefined {
  for (const release of releasesIn(mirror, source, wanted)) {
    for (const ending of endings(source)) {
      const file = path.join(mirror, source.id, `${release.id}.${ending}`);
      if (existsSync(file)) return { release, file };
    }
  }
  return undefined;
}

/** A dataset that goes on appearing may be there in any release, and the last by name is the newest. */
function releasesIn(mirror: string, source: Source, wanted: string | undefined): readonly Found[] {
  if (!source.via?.newest) return releasesOf(source, wanted);
  const folder = path.join(mirror, source.id);
  const known = endings(source).sort((a, b) => b.length - a.length);
  const ids = (existsSync(folder) ? readdirSync(folder) : []).flatMap((name) => {
    const ending = known.find((e) => name.endsWith(`.${e}`));
    return ending === undefined ? [] : [name.slice(0, -ending.length - 1)];
  });
  const newestFirst = [...new Set(ids)].sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return newestFirst
    .filter((id) => wanted === undefined || id === wanted)
    .map((id) => source.releases.find((r) => r.id === id) ?? { id, period: id, published: '' });
}

function releasesOf(source: Source, wanted: string | undefined): Source['releases'] {
  if (wanted === undefined) return source.releases;
  const found = source.releases.filter((release) => release.id === wanted);
  if (found.length === 0) throw noSuchRelease(source, wanted);
  return found;
}

/**
 * Fetches one release into the store and returns its line for the lock. Undefined: there is nothing to be had
 * (a mirror without the file, a release nobody offers). Throws a Fault when a publisher cannot be reached.
 */
export async function fetchRelease(source: Source, options: FetchOptions): Promise<LockEntry | undefined> {
  const { mirror, store, release: wanted, today } = options;
  if (mirror !== undefined) {
    const found = findInMirror(mirror, source, wanted);
    if (!found) return undefined;
    const snapshot = await store.put(createReadStream(found.file));
    return { ...naming(source, found.release), ...snapshot, url: null, retrieved: today };
  }
  const way = await wayTo(source, options);
  if (!way) return undefined;
  const { via, release, http } = way;
  const wish: Wish = {
    http,
    release,
    areas: options.areas ?? (async () => new Map()),
    progress: (done, of) => options.progress?.(done, of, 'pages'),
  };
  const got = await ('file' in via ? byFile(source, via, wish, http, options) : byPages(via, wish, options));
  return got && { ...naming(source, release), ...got, retrieved: today };
}

/** A release the source itself does not list is described in the lock. */
const naming = ({ releases }: Source, { id, period, published }: Found): Pick<LockEntry, 'release'> => ({
  release: id,
  ...(releases.some((r) => r.id === id) ? {} : { period, published }),
});

interface Way {
  readonly via: Via;
  readonly release: Found;
  readonly http: Conversation;
}

/** By which connector a release is had, and which release that is. Undefined: nobody offers it for download. */
export async function wayTo(
  source: Source,
  { network, release: wanted }: Pick<FetchOptions, 'network' | 'release'>,
): Promise<Way | undefined> {
  const { via } = source;
  if (via) {
    const http = openHttp(via.service, network, source);
    const listed = source.releases.find((r) => wanted === undefined || r.id === wanted);
    const release = via.newest && (wanted === undefined || !listed) ? await via.newest(http) : listed;
    if (!release || (wanted !== undefined && release.id !== wanted)) throw noSuchRelease(source, wanted ?? '');
    return { via, release, http };
  }
  const release = releasesOf(source, wanted).find((r) => r.url !== undefined);
  if (release?.url === undefined) return undefined;
  const plain = atAddress(release.url, kindOf(source, release.url));
  return { via: plain, release, http: openHttp(plain.service, network, source) };
}

/** What the file at a plain address must turn out to be. */
function kindOf(source: Source, url: string): Kind {
  if (source.gives === 'boundaries') return 'geojson';
  const ending = /\.(xlsx|ods|zip|json)$/.exec(new URL(url).pathname)?.[1];
  return (ending as Kind | undefined) ?? 'csv';
}

type Got = Pick<LockEntry, 'sha256' | 'bytes' | 'url'>;

async function byFile(
  source: Source,
  via: ByFile,
  wish: Wish,
  http: Conversation,
  { store, known, locked, progress }: FetchOptions,
): Promise<Got | undefined> {
  const question = await via.file(wish);
  const held = locked && locked.release === wish.release.id && store.find(locked.sha256) ? locked : undefined;
  const validators = held ? (known?.of(source.id, http.addressOf(question), held.sha256) ?? {}) : {};
  const got = await http.download(question, validators, async ({ url, headers, body }) => {
    const of = Number(headers['content-encoding'] ? undefined : headers['content-length']) || undefined;
    const counted = counting(body, (done) => progress?.(done, of, 'bytes'));
    return { ...(await store.put(Readable.from(counted))), url, headers };
  });
  if (!got) return held;
  const { headers, ...entry } = got;
  known?.note(source.id, http.addressOf(question), entry.sha256, headers);
  return entry;
}

async function* counting(body: AsyncIterable<Buffer>, tell: (done: number) => void): AsyncIterable<Buffer> {
  let done = 0;
  for await (const chunk of body) {
    done += chunk.length;
    tell(done);
    yield chunk;
  }
}

/** Undefined: there was nothing to ask for, as where none of the areas is one the service knows. */
async function byPages(via: ByPages, wish: Wish, { store }: FetchOptions): Promise<Got | undefined> {
  let first: string | undefined;
  const ask: Wish['http']['ask'] = async (question) => {
    const answer = await wish.http.ask(question);
    first ??= answer.url;
    return answer;
  };
  const pages = via.pages({ ...wish, http: { ...wish.http, ask } });
  const snapshot = await store.put(Readable.from(asBytes(pages)));
  if (first !== undefined) return { ...snapshot, url: first };
  store.drop(snapshot.sha256);
  return undefined;
}

async function* asBytes(pages: AsyncIterable<Uint8Array | string>): AsyncIterable<Buffer> {
  for await (const page of pages) yield typeof page === 'string' ? Buffer.from(page) : Buffer.from(page);
}
