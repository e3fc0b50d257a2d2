/** Steps 1 to 3 of a run: what is wanted, the bytes it needs, and the lock that names them. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Used } from '../models/declare-sources.js';
import { type Plan, plan, sourcesWanted, type Wanted } from '../models/plan.js';
import type { Gap } from '../models/plan-gaps.js';
import { areaTypesOf, isOwn, type Source, takesAnswers } from '../sources/define.js';
import { exitCodes, Fault } from '../sources/faults/fault.js';
import { missingBytes, noLocalFile, nothingToAssess } from '../sources/faults/workspace.js';
import { responseFiles } from '../sources/formats/answers.js';
import { fineEnoughForWards } from '../sources/geography.js';
import type { Network } from '../sources/http/network.js';
import { type Lock, type LockEntry, readLock, withEntries } from '../sources/lock.js';
import { digestFile, digestFiles } from '../sources/store.js';
import { openValidators } from '../sources/validators.js';
import { areasFrom } from './areas.js';
import type { Assessment } from './assessment.js';
import { networkOf } from './network.js';
import { type Obtaining, obtain } from './obtain.js';
import { fetching, type Tell } from './report.js';
import type { Workspace } from './workspace.js';

export interface GatherOptions {
  readonly offline?: boolean | undefined;
  readonly mirror?: string | undefined;
  readonly network?: Network | undefined;
  readonly tell?: Tell | undefined;
  readonly today: string;
}

export interface Gathered {
  readonly plan: Plan;
  /** Whether the bytes of a source are at hand. */
  readonly has: (source: Source) => boolean;
  readonly used: readonly Used[];
  /** The lock as it will be once the run has succeeded, and the same for the council's own files. */
  readonly lock: Lock;
  readonly ownFiles: Lock;
  /** Sources whose bytes differ from those locked before. */
  readonly moved: readonly string[];
  /** Publishers that did not answer, where what was locked stands in. No part of what decides a run's files. */
  readonly unreached: readonly Gap[];
  readonly fileOf: (source: Source) => { readonly file: string; readonly shown: string };
}

/**
 * Finds or fetches the bytes of everything an assessment can use. The lock on disk is not touched. A publisher that
 * cannot be reached does not end it where its bytes are locked, or where there is enough without them.
 */
export async function gather(
  workspace: Workspace,
  assessment: Assessment,
  wanted: Wanted,
  options: GatherOptions,
): Promise<Gathered> {
  const before = { ...readLock(workspace.lock), ...readLock(workspace.ownFiles) };
  const sources = sourcesWanted(wanted, assessment.settings.wardType, assessment.settings.compare.region);
  const { found, unreached } = await findAll(workspace, assessment, sources, before, options);
  const all = withEntries(before, Object.fromEntries([...found].map(([source, entry]) => [source.id, entry])));
  const planned = plan(wanted, assessment.settings, (source) => found.has(source));
  const { wardType } = assessment.settings;
  const needsLookup = sources.some(
    (s) => s.gives === 'observations' && areaTypesOf(s).some((type) => type !== wardType && fineEnoughForWards(type)),
  );
  const knowsWards = planned.lookups.length > 0 || (planned.boundaries !== undefined && !needsLookup);
  if (!knowsWards || planned.indicators.length === 0) {
    throw nothingToAssess(sources.filter((s) => !found.has(s) && !isOwn(s)).map((s) => s.id));
  }
  const needed = neededFor(planned);
  const used = needed.map((source) => ({ source, entry: all[source.id] as LockEntry }));
  const moved = used
    .filter(({ source, entry }) => before[source.id]?.sha256 !== entry.sha256)
    .map(({ source }) => source.id);
  const own = new Set(sources.filter(isOwn).map((s) => s.id));
  const part = (wanted: (id: string) => boolean) =>
    Object.fromEntries(Object.entries(all).filter(([id]) => wanted(id)));
  return {
    plan: planned,
    has: (source) => found.has(source),
    used,
    moved,
    unreached: [...unreached].filter(([source]) => needed.includes(source)).map(([, gap]) => gap),
    lock: part((id) => !own.has(id)),
    ownFiles: part((id) => own.has(id)),
    fileOf: (source) => placeOf(workspace, assessment, source, all),
  };
}

/** The sources a plan is carried out with. */
export const neededFor = (planned: Plan): Source[] => [
  ...planned.lookups,
  ...new Set([...planned.publishers, ...planned.containers, ...planned.postcodes]),
  ...(planned.boundaries ? [planned.boundaries] : []),
  ...planned.observations.map((o) => o.source),
  ...planned.rows,
];

/** Entries of all sources that can be had, geography first: some services are asked by its codes. */
async function findAll(
  workspace: Workspace,
  assessment: Assessment,
  sources: readonly Source[],
  before: Lock,
  { offline, mirror, today, network, tell = () => {} }: GatherOptions,
) {
  const { store, validators } = workspace;
  const found = new Map<Source, LockEntry>();
  const unreached = new Map<Source, Gap>();
  const obtaining = {
    store,
    mirror,
    today,
    network: network ?? (await networkOf(assessment, tell)),
    known: openValidators(validators),
    areas: areasFrom(found, store),
  };
  const entryOf = async (source: Source): Promise<LockEntry | undefined> => {
    if (isOwn(source)) return localEntry(workspace, assessment, source, today);
    // The entry of a council's own file has no release: it is none of a publisher's.
    const locked = before[source.id]?.release === '' ? undefined : before[source.id];
    const got = offline ? undefined : await tried(source, { ...obtaining, locked }, tell);
    if (got instanceof Fault && locked) unreached.set(source, notReached(source, locked, got));
    if (got && !(got instanceof Fault)) return got;
    if (locked && !store.find(locked.sha256)) throw got ?? missingBytes(source, locked);
    return locked;
  };
  const isGeography = (source: Source) => source.gives === 'lookup' || source.gives === 'boundaries';
  for (const batch of [sources.filter(isGeography), sources.filter((s) => !isGeography(s))]) {
    const entries = await Promise.all(batch.map(async (source) => [source, await entryOf(source)] as const));
    for (const [source, entry] of entries) if (entry) found.set(source, entry);
  }
  return { found: new Map(sources.flatMap((s) => (found.has(s) ? [[s, found.get(s) as LockEntry]] : []))), unreached };
}

/** A publisher out of reach is given back as the Fault it is, and told of. */
async function tried(source: Source, obtaining: Obtaining, tell: Tell): Promise<LockEntry | Fault | undefined> {
  try {
    return await obtain(source, { ...obtaining, progress: fetching(tell, source.id) });
  } catch (error) {
    if (!(error instanceof Fault) || error.exit !== exitCodes.unreachable) throw error;
    const instead = obtaining.locked ? 'the locked bytes are used' : 'it is left out';
    const found = error.text.details?.find(([label]) => label === 'found')?.[1];
    tell({ event: 'note', says: `! ${error.text.what}${found ? ` (${found})` : ''}; ${instead}.` });
    return error;
  }
}

const notReached = (source: Source, { retrieved }: LockEntry, { text }: Fault): Gap => ({
  item: source.title,
  what: `${text.what} when this was made.`,
  effect: `The bytes of ${retrieved} were used; the publisher may have newer ones.`,
  mend: `When the publisher answers again: wardwise fetch ${source.id}`,
});

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
  const isFolder = statSync(file).isDirectory();
  if (isFolder && !takesAnswers(source)) throw noLocalFile(source.id, named);
  const digest = isFolder
    ? digestFiles(responseFiles(file).map(({ odd, ...one }) => (odd ? { name: one.name } : one)))
    : digestFile(file);
  return { ...(await digest), release: '', url: null, retrieved: today };
}

function placeOf(workspace: Workspace, { local }: Assessment, source: Source, lock: Lock) {
  const named = isOwn(source) ? local[source.id] : undefined;
  if (named !== undefined) return { file: path.resolve(workspace.folder, named), shown: named };
  const entry = lock[source.id];
  const file = entry && workspace.store.find(entry.sha256);
  if (!entry || !file) throw new Error(`${source.id} has no bytes in the store`);
  return { file, shown: `the file of ${source.title}` };
}
