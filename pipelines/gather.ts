/** Steps 1 to 3 of a run: what is wanted, the bytes it needs, and the lock that names them. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Used } from '../models/declare.js';
import { type Plan, plan, sourcesWanted, type Wanted } from '../models/plan.js';
import { isOwn, type Source } from '../sources/define.js';
import { missingBytes, noLocalFile, nothingToAssess } from '../sources/faults/workspace.js';
import { fetchRelease } from '../sources/fetch.js';
import { type Network, openNetwork } from '../sources/http/network.js';
import { type Lock, type LockEntry, readLock, withEntries } from '../sources/lock.js';
import { digestFile } from '../sources/store.js';
import { type Known, openValidators } from '../sources/validators.js';
import type { Assessment } from './assessment.js';
import type { Workspace } from './workspace.js';

export interface GatherOptions {
  readonly offline?: boolean | undefined;
  readonly mirror?: string | undefined;
  readonly network?: Network | undefined;
  readonly today: string;
}

export interface Gathered {
  readonly plan: Plan;
  readonly used: readonly Used[];
  /** The lock as it will be once the run has succeeded, and the same for the council's own files. */
  readonly lock: Lock;
  readonly ownFiles: Lock;
  /** Sources whose bytes differ from those locked before. */
  readonly moved: readonly string[];
  readonly fileOf: (source: Source) => { readonly file: string; readonly shown: string };
}

/** Finds or fetches the bytes of everything an assessment can use. The lock on disk is not touched. */
export async function gather(
  workspace: Workspace,
  assessment: Assessment,
  wanted: Wanted,
  options: GatherOptions,
): Promise<Gathered> {
  const before = { ...readLock(workspace.lock), ...readLock(workspace.ownFiles) };
  const sources = sourcesWanted(wanted, assessment.settings.wardType);
  const asking: Asking = {
    ...options,
    network: options.network ?? openNetwork(),
    known: openValidators(workspace.validators),
  };
  const entries = await Promise.all(
    sources.map(async (source) => [source, await entryFor(workspace, assessment, source, before, asking)] as const),
  );
  const found = new Map(entries.filter((e): e is [Source, LockEntry] => e[1] !== undefined));
  const all = withEntries(before, Object.fromEntries([...found].map(([source, entry]) => [source.id, entry])));
  const planned = plan(wanted, assessment.settings, (source) => found.has(source));
  const { wardType } = assessment.settings;
  const needsLookup = sources.some(
    (s) => s.gives === 'observations' && s.areaType !== 'any' && s.areaType !== wardType,
  );
  const knowsWards = planned.lookups.length > 0 || (planned.boundaries !== undefined && !needsLookup);
  if (!knowsWards || planned.indicators.length === 0) {
    throw nothingToAssess(sources.filter((s) => !found.has(s) && !isOwn(s)).map((s) => s.id));
  }
  const needed: Source[] = [
    ...planned.lookups,
    ...planned.publishers,
    ...(planned.boundaries ? [planned.boundaries] : []),
    ...planned.observations.map((o) => o.source),
  ];
  const used = needed.map((source) => ({ source, entry: all[source.id] as LockEntry }));
  const moved = used
    .filter(({ source, entry }) => before[source.id]?.sha256 !== entry.sha256)
    .map(({ source }) => source.id);
  const own = new Set(sources.filter(isOwn).map((s) => s.id));
  const part = (wanted: (id: string) => boolean) =>
    Object.fromEntries(Object.entries(all).filter(([id]) => wanted(id)));
  return {
    plan: planned,
    used,
    moved,
    lock: part((id) => !own.has(id)),
    ownFiles: part((id) => own.has(id)),
    fileOf: (source) => placeOf(workspace, assessment, source, all),
  };
}

interface Asking extends GatherOptions {
  readonly network: Network;
  readonly known: Known;
}

async function entryFor(
  workspace: Workspace,
  assessment: Assessment,
  source: Source,
  lock: Lock,
  { offline, ...asking }: Asking,
): Promise<LockEntry | undefined> {
  if (isOwn(source)) return localEntry(workspace, assessment, source, asking.today);
  const locked = lock[source.id];
  if (!offline) {
    const fetched = await fetchRelease(source, { ...asking, store: workspace.store, locked });
    if (fetched) return fetched;
  }
  if (locked && !workspace.store.find(locked.sha256)) throw missingBytes(source, locked);
  return locked;
}

/** A council's own file is read in place: it is hashed, and never copied. */
async function localEntry(
  workspace: Workspace,
  { local }: Assessment,
  source: Source,
  today: string,
): Promise<LockEntry | undefined> {
  const named = local[source.id];
  if (named === undefined) return undefined;
  const file = path.resolve(workspace.folder, named);
  if (!existsSync(file)) throw noLocalFile(source.id, named);
  return { ...(await digestFile(file)), release: '', url: null, retrieved: today };
}

function placeOf(workspace: Workspace, { local }: Assessment, source: Source, lock: Lock) {
  const named = isOwn(source) ? local[source.id] : undefined;
  if (named !== undefined) return { file: path.resolve(workspace.folder, named), shown: named };
  const entry = lock[source.id];
  const file = entry && workspace.store.find(entry.sha256);
  if (!entry || !file) throw new Error(`${source.id} has no bytes in the store`);
  return { file, shown: `the file of ${source.title}` };
}
