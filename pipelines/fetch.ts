/** `wardwise fetch`: new releases, held against their contracts, then locked. */

import { openDuckDB } from '../models/engine/duckdb.js';
import { wardGeographies } from '../models/geography.js';
import { readArchive } from '../models/load/archive.js';
import { isCovered } from '../models/load/coverage.js';
import { readBoundaries } from '../models/load/geography.js';
import { readCells } from '../models/load/raw.js';
import { sourcesWanted } from '../models/plan.js';
import type { Source } from '../sources/define.js';
import { badCommand } from '../sources/faults/command.js';
import { fetchRelease } from '../sources/fetch.js';
import { type Network, openNetwork } from '../sources/http/network.js';
import { type LockEntry, readLock, withEntries, writeLock } from '../sources/lock.js';
import { openValidators } from '../sources/validators.js';
import { readAssessment } from './assessment.js';
import { choose } from './commands/command.js';
import type { Pipeline } from './define.js';
import { today } from './run.js';
import { wantedOf } from './wanted.js';
import { openWorkspace } from './workspace.js';

export interface Fetched {
  readonly source: string;
  readonly release: string;
  readonly outcome: 'new' | 'changed' | 'the same' | 'not to be had here';
  readonly sha256?: string;
}

/** Every published source the products of a workspace can use. */
function publishedSources(folder: string, pipelines: readonly Pipeline[]): Source[] {
  const assessment = readAssessment(folder);
  const sources = pipelines.flatMap((p) => sourcesWanted(wantedOf(p, assessment), assessment.settings.wardType));
  return [...new Set(sources)].filter((s) => s.releases.length > 0);
}

/** Fetches sources by name, or all. A file that breaks its contract is not locked. */
export async function fetchSources(
  folder: string,
  pipelines: readonly Pipeline[],
  names: readonly string[],
  options: {
    readonly mirror?: string | undefined;
    readonly release?: string | undefined;
    readonly network?: Network | undefined;
  },
): Promise<Fetched[]> {
  const workspace = openWorkspace(folder);
  if (options.release !== undefined && names.length !== 1) {
    throw badCommand('--release needs the name of one source', 'wardwise fetch <source> --release ID');
  }
  const lock = readLock(workspace.lock);
  const sources = choose('source', publishedSources(folder, pipelines), (s) => s.id, names);
  const { mirror, release, network = openNetwork() } = options;
  const { store } = workspace;
  const known = openValidators(workspace.validators);
  const entries = await Promise.all(
    sources.map((source) =>
      fetchRelease(source, { store, mirror, network, known, locked: lock[source.id], release, today: today() }),
    ),
  );
  const got = sources.flatMap((source, i) => (entries[i] ? [[source, entries[i]] as const] : []));
  for (const [source, entry] of got) {
    if (lock[source.id]?.sha256 !== entry.sha256)
      await holdAgainstContract(source, entry, workspace.store.find(entry.sha256) ?? '');
  }
  writeLock(workspace.lock, withEntries(lock, Object.fromEntries(got.map(([source, entry]) => [source.id, entry]))));
  return sources.map((source, i) => outcomeOf(source, entries[i], lock[source.id]));
}

function outcomeOf(source: Source, entry: LockEntry | undefined, before: LockEntry | undefined): Fetched {
  if (!entry) return { source: source.id, release: '', outcome: 'not to be had here' };
  const outcome = before === undefined ? 'new' : before.sha256 === entry.sha256 ? 'the same' : 'changed';
  return { source: source.id, release: entry.release, outcome, sha256: entry.sha256 };
}

/** Reads a file as a run would, in memory. Throws a Fault when it breaks its contract. */
async function holdAgainstContract(source: Source, { release }: LockEntry, file: string): Promise<void> {
  const reading = { release, file, shown: `the file of ${source.title}` };
  if (source.gives === 'boundaries') {
    readBoundaries({ source, ...reading });
    return;
  }
  const engine = await openDuckDB();
  try {
    if (source.gives === 'observations' && isCovered(source)) await readArchive(engine, { source, ...reading });
    else await readCells(engine, { source, ...reading });
  } finally {
    await engine.close();
  }
}

/** Every source any assessment could use, whatever its wards. */
export function everySource(pipelines: readonly Pipeline[]): Source[] {
  const wanted = pipelines.map(({ index, context, estimates }) => ({ index, context, estimates }));
  return [...new Set(wardGeographies.flatMap((g) => wanted.flatMap((w) => sourcesWanted(w, g.type))))];
}
