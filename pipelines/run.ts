/** `wardwise run`: fetch, load, build, draw, publish. Nothing is shown until all of it is right. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { assess } from '../models/assess.js';
import { type Built, hashOf } from '../models/build.js';
import { codeHash } from '../models/code.js';
import { dataHash } from '../models/declare-sources.js';
import type { Engine } from '../models/engine/engine.js';
import type { Wanted } from '../models/plan.js';
import { writeLock } from '../sources/lock.js';
import { type Assessment, readAssessment } from './assessment.js';
import type { Pipeline } from './define.js';
import { earlierEdition, editionsBefore } from './earlier.js';
import { type Gathered, type GatherOptions, gather } from './gather.js';
import { together } from './products.js';
import { stage, type Tell } from './report.js';
import { version } from './version.js';
import { wantedOf } from './wanted.js';
import { rebuild } from './warehouse.js';
import { freshFolder, lastRun, openWorkspace, replaceLatest, type Workspace } from './workspace.js';

export interface RunOptions extends Omit<GatherOptions, 'today'> {
  readonly today?: string;
  /** The command that makes this run again, as printed on its report. */
  readonly command?: string;
  readonly tell?: Tell;
}

export interface RunResult {
  /** False when nothing had changed since the last run. */
  readonly made: boolean;
  readonly report: string;
  readonly runId: string;
}

/** The day in Britain, as files and locks write it. */
export const today = (): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date());

/** Makes products in a workspace, from the same tables. Throws a Fault, and leaves `out/latest` and the lock as they were, when anything is wrong. */
export async function run(folder: string, products: readonly Pipeline[], options: RunOptions = {}): Promise<RunResult> {
  const tell = options.tell ?? (() => {});
  const workspace = openWorkspace(path.resolve(folder));
  const assessment = readAssessment(workspace.folder);
  const wanted = wantedOf(together(products), assessment);
  const gathered = await stage(
    tell,
    'fetch',
    () => gather(workspace, assessment, wanted, { ...options, tell, today: options.today ?? today() }),
    ({ used, moved }) => `${used.length} sources, ${moved.length} of them new or changed`,
  );
  const key = runKey(products, assessment, gathered);
  const last = lastRun(workspace);
  if (last?.key === key && existsSync(workspace.warehouse))
    return { made: false, report: reportOf(workspace), runId: last.id };
  // The tail is drawn by lot: one taken from the key would say something of the council's own files.
  const runId = `${newest(gathered)}-${dataHash(gathered.used)}-${randomBytes(2).toString('hex')}`;
  await make(workspace, products, {
    assessment,
    wanted,
    gathered,
    key,
    earlier: earlierEdition(workspace, key),
    editions: editionsBefore(workspace, key),
    runId,
    tell,
    command: options.command ?? 'wardwise run',
  });
  return { made: true, report: reportOf(workspace), runId };
}

interface Making {
  readonly assessment: Assessment;
  readonly wanted: Wanted;
  readonly gathered: Gathered;
  readonly key: string;
  readonly earlier: ReturnType<typeof earlierEdition>;
  readonly editions: ReturnType<typeof editionsBefore>;
  readonly runId: string;
  readonly command: string;
  readonly tell: Tell;
}

async function make(workspace: Workspace, products: readonly Pipeline[], making: Making): Promise<void> {
  const { gathered, key, earlier, runId, command, tell } = making;
  const next = await rebuild(workspace, async (engine) => {
    await buildStage(engine, making);
    const folder = freshFolder(workspace);
    // Loaded only when there is something to draw: it takes a third of the time of a run that finds nothing to do.
    const { publish } = await import('../outputs/publish.js');
    await stage(
      tell,
      'draw',
      () => publish(engine, products, folder, { version, command }),
      (charts) => `${charts} charts, ${products.length > 1 ? `${products.length} reports` : 'report'} and tables`,
    );
    return folder;
  });
  await stage(
    tell,
    'publish',
    async () => {
      const sources = Object.fromEntries(gathered.used.map(({ source, entry }) => [source.id, entry.sha256]));
      replaceLatest(workspace, next, {
        id: runId,
        key,
        sources,
        before: earlier?.id,
        products: products.map((p) => p.id),
      });
      writeLock(workspace.lock, gathered.lock);
      writeLock(workspace.ownFiles, gathered.ownFiles);
    },
    () => runId,
  );
}

/** Makes and audits the tables, and tells how many. */
export function buildStage(
  engine: Engine,
  {
    assessment,
    wanted,
    gathered,
    earlier,
    editions = [],
    tell,
  }: Pick<Making, 'assessment' | 'wanted' | 'gathered' | 'tell'> & Partial<Pick<Making, 'earlier' | 'editions'>>,
): Promise<Built> {
  const onStep = (table: string, ms: number) => tell({ event: 'step', table, ms });
  return stage(
    tell,
    'build',
    () => {
      const plan = { ...gathered.plan, gaps: [...gathered.plan.gaps, ...gathered.unreached] };
      return assess(engine, { ...gathered, plan, wanted, settings: assessment.settings, earlier, editions, onStep });
    },
    ({ made, kept }) => `${made.length} tables made, ${kept.length} kept, audits passed`,
  );
}

const reportOf = ({ latest }: Workspace): string => path.join(latest, 'index.html');

/** The day the newest bytes were retrieved: what a run is dated by, so that the same bytes give the same files. */
const newest = ({ used }: Gathered): string =>
  used
    .map(({ entry }) => entry.retrieved)
    .sort()
    .at(-1) ?? '';

/** Everything that decides the files of a run. */
export function runKey(products: readonly Pipeline[], { text }: Assessment, { used, plan }: Gathered): string {
  const bytes = used.map(({ source, entry: e }) => [source.id, e.release, e.sha256, e.url, e.retrieved]);
  const code = codeHash('sources', 'models', 'outputs', 'pipelines');
  const ids = products.map(({ id }) => id);
  return hashOf(JSON.stringify([version, code, ids, text, bytes, plan.gaps]));
}
