/** Asking publishers whether they have anything newer than what is locked, without fetching it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Wish } from '../sources/connectors/connector.js';
import type { Source } from '../sources/define.js';
import { exitCodes, Fault } from '../sources/faults/fault.js';
import { unreadableFile } from '../sources/faults/unreadable.js';
import { wayTo } from '../sources/fetch.js';
import { findTable } from '../sources/formats/table.js';
import type { Network } from '../sources/http/network.js';
import type { Beginning } from '../sources/http/open.js';
import type { LockEntry } from '../sources/lock.js';
import type { Known } from '../sources/validators.js';

export interface Asked {
  readonly source: string;
  readonly locked: string;
  readonly found:
    | 'the same'
    | 'a newer release'
    | 'other bytes'
    | 'another header'
    | 'not to be told without fetching'
    | 'could not be reached'
    | 'refused';
  /** The newer release, or what was found in place of an answer. */
  readonly what?: string;
  readonly fault?: Fault;
}

/** Asks of one source; changes nothing. A publisher that cannot be reached is an answer too. */
export async function ask(
  source: Source,
  locked: LockEntry,
  { network, known, areas }: { readonly network: Network; readonly known: Known; readonly areas: Wish['areas'] },
): Promise<Asked> {
  const about = { source: source.id, locked: locked.release };
  try {
    const way = await wayTo(source, { network });
    if (!way) return { ...about, found: 'not to be told without fetching' };
    const { via, release, http } = way;
    if (release.id !== locked.release) return { ...about, found: 'a newer release', what: release.id };
    if (!('file' in via)) return { ...about, found: via.newest ? 'the same' : 'not to be told without fetching' };
    const question = await via.file({ http, release, areas, progress: () => {} });
    const validators = known.of(source.id, http.addressOf(question), locked.sha256) ?? {};
    const begun = await http.begin(question, validators);
    if (!begun) return { ...about, found: 'the same' };
    const odd = question.expects === 'csv' ? headerOf(source, begun) : undefined;
    if (odd) return { ...about, found: 'another header', what: odd.text.what, fault: odd };
    return { ...about, found: moved(begun, validators, locked) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const found = error.exit === exitCodes.unreachable ? 'could not be reached' : 'refused';
    const what = error.text.details?.find(([label]) => label === 'found')?.[1] ?? error.text.what;
    return { ...about, found, what, fault: error };
  }
}

/** Whether a file has changed, by what the server says of it. */
function moved({ headers }: Beginning, before: { etag?: string | undefined }, locked: LockEntry): Asked['found'] {
  if (before.etag !== undefined && headers.etag !== undefined) {
    return before.etag === headers.etag ? 'the same' : 'other bytes';
  }
  const length = headers['content-encoding'] ? undefined : headers['content-length'];
  if (length !== undefined && Number(length) !== locked.bytes) return 'other bytes';
  return 'not to be told without fetching';
}

/** The fault of a header that a file begins with, or undefined. */
function headerOf(source: Source, { start }: Beginning): Fault | undefined {
  if (source.gives === 'boundaries') return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'wardwise-look-'));
  try {
    const file = path.join(folder, 'beginning');
    writeFileSync(file, start);
    const table = findTable(file, source.tables);
    const reading = { source, release: source.releases[0]?.id ?? '', shown: 'what the publisher gives now' };
    return 'kind' in table && table.kind === 'headings' ? unreadableFile(reading, table) : undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
