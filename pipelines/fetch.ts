/** `wardwise fetch`: new releases, held against their contracts, then locked. */
import { sourcesWanted } from '../models/plan.js';
import type { Source } from '../sources/define.js';
import { badCommand } from '../sources/faults/command.js';
import { exitCodes, Fault } from '../sources/faults/fault.js';
import type { Network } from '../sources/http/network.js';
import { type LockEntry, readLock, withEntries, writeLock } from '../sources/lock.js';
import { openValidators } from '../sources/validators.js';
import { areasFrom } from './areas.js';
import { type Assessment, readAssessment } from './assessment.js';
import { choose } from './commands/command.js';
import type { Pipeline } from './define.js';
import { networkOf } from './network.js';
import { obtain } from './obtain.js';
import { fetching, type Tell } from './report.js';
import { today } from './run.js';
import { wantedOf } from './wanted.js';
import { openWorkspace, type Workspace } from './workspace.js';

export interface Fetched {
  readonly source: string;
  readonly release: string;
  readonly outcome: 'new' | 'changed' | 'the same' | 'not to be had here' | 'could not be fetched' | 'refused';
  readonly sha256?: string;
  /** Why it was not fetched. */
  readonly fault?: Fault;
}

export interface LockOptions {
  readonly mirror?: string | undefined;
  readonly release?: string | undefined;
  readonly acceptChange?: boolean | undefined;
  readonly network?: Network | undefined;
  readonly tell?: Tell | undefined;
}

/** Every published source the products of a workspace can use. */
export function publishedSources(assessment: Assessment, pipelines: readonly Pipeline[]): Source[] {
  const { wardType, compare } = assessment.settings;
  const sources = pipelines.flatMap((p) => sourcesWanted(wantedOf(p, assessment), wardType, compare.region));
  return [...new Set(sources)].filter((s) => s.releases.length > 0 || s.via !== undefined);
}

/** Fetches sources of a workspace's products by name, or all. */
export async function fetchSources(
  folder: string,
  pipelines: readonly Pipeline[],
  names: readonly string[],
  options: LockOptions,
): Promise<Fetched[]> {
  if (options.release !== undefined && names.length !== 1) {
    throw badCommand('--release needs the name of one source', 'wardwise fetch <source> --release ID');
  }
  const assessment = readAssessment(folder);
  const all = publishedSources(assessment, pipelines);
  const sources = choose('source', all, (s) => s.id, names);
  const network = options.network ?? (await networkOf(assessment, options.tell));
  return lockSources(openWorkspace(folder), sources, all, { ...options, network });
}

/**
 * Fetches sources and writes their lines of the lock. Each stands for itself: one that cannot be had or breaks its
 * contract keeps the line it had and carries its Fault, the others are locked.
 */
export async function lockSources(
  workspace: Workspace,
  sources: readonly Source[],
  all: readonly Source[],
  { mirror, release, acceptChange, network, tell = () => {} }: LockOptions & { readonly network: Network },
): Promise<Fetched[]> {
  const { store } = workspace;
  const lock = readLock(workspace.lock);
  const atHand = new Map(all.flatMap((s) => (lock[s.id] ? [[s, lock[s.id] as LockEntry]] : [])));
  const obtaining = {
    store,
    mirror,
    release,
    acceptChange,
    holdNew: true,
    today: today(),
    network,
    known: openValidators(workspace.validators),
    areas: areasFrom(atHand, store),
  };
  const entries = new Map<Source, LockEntry | Fault | undefined>();
  const fetchOne = async (source: Source): Promise<void> => {
    const start = performance.now();
    const locked = lock[source.id];
    const progress = fetching(tell, source.id);
    const entry = await orFault(() => obtain(source, { ...obtaining, locked, progress }));
    entries.set(source, entry);
    if (entry && !(entry instanceof Fault)) atHand.set(source, entry);
    const { outcome: says } = outcomeOf(source, entry, locked);
    if (mirror === undefined) tell({ event: 'source', source: source.id, says, ms: performance.now() - start });
  };
  const isGeography = (source: Source) => source.gives === 'lookup' || source.gives === 'boundaries';
  await Promise.all(sources.filter(isGeography).map(fetchOne));
  await Promise.all(sources.filter((s) => !isGeography(s)).map(fetchOne));
  const got = [...entries].flatMap(([source, e]) => (e && !(e instanceof Fault) ? [[source.id, e] as const] : []));
  if (got.length > 0) writeLock(workspace.lock, withEntries(lock, Object.fromEntries(got)));
  return sources.map((source) => outcomeOf(source, entries.get(source), lock[source.id]));
}

async function orFault<T>(work: () => Promise<T>): Promise<T | Fault> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Fault && error.exit !== exitCodes.notUnderstood) return error;
    throw error;
  }
}

function outcomeOf(source: Source, entry: LockEntry | Fault | undefined, before: LockEntry | undefined): Fetched {
  if (entry instanceof Fault) {
    const outcome = entry.exit === exitCodes.unreachable ? 'could not be fetched' : 'refused';
    return { source: source.id, release: before?.release ?? '', outcome, fault: entry };
  }
  if (!entry) return { source: source.id, release: '', outcome: 'not to be had here' };
  const outcome = before === undefined ? 'new' : before.sha256 === entry.sha256 ? 'the same' : 'changed';
  return { source: source.id, release: entry.release, outcome, sha256: entry.sha256 };
}
