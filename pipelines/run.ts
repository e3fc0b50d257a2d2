/** `wardwise run`: fetch, load, build, draw, publish. Nothing is shown until all of it is right. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { assess } from '../models/assess.js';
import { type Built, hashOf } from '../models/build.js';
import { codeHash } from '../models/code.js';
import { dataHash } from '../models/declare-sources.js';
import { type Engine, type Row, toRows } from '../models/engine/engine.js';
import type { Wanted } from '../models/plan.js';
import type { Access } from '../sources/define.js';
import { writeLock } from '../sources/lock.js';
import { type Assessment, readAssessment } from './assessment.js';
import type { Pipeline } from './define.js';
import { type EarlierEdition, earlierEdition, editionsBefore } from './earlier.js';
import { fullest, publicPart, settingsFor } from './editions.js';
import { type Gathered, type GatherOptions, gather } from './gather.js';
import { together } from './products.js';
import { stage, type Tell } from './report.js';
import { version } from './version.js';
import { wantedOf } from './wanted.js';
import { rebuild } from './warehouse.js';
import { freshFolder, lastRun, openWorkspace, type RunMark, replaceLatest, type Workspace } from './workspace.js';

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
  const warehouses = [
    workspace.warehouse,
    ...(assessment.editions.includes('public') ? [workspace.publicWarehouse] : []),
  ];
  if (last?.key === key && warehouses.every((file) => existsSync(file)))
    return { made: false, report: reportOf(workspace), runId: last.id };
  // The tail is drawn by lot: one taken from the key would say something of the council's own files.
  const runId = `${newest(gathered)}-${dataHash(gathered.used)}-${randomBytes(2).toString('hex')}`;
  const command = options.command ?? 'wardwise run';
  await make(workspace, products, { assessment, wanted, gathered, key, runId, tell, command });
  return { made: true, report: reportOf(workspace), runId };
}

interface Making {
  readonly assessment: Assessment;
  readonly wanted: Wanted;
  readonly gathered: Gathered;
  readonly key: string;
  readonly runId: string;
  readonly command: string;
  readonly tell: Tell;
}

async function make(workspace: Workspace, products: readonly Pipeline[], making: Making): Promise<void> {
  const { assessment, gathered, key, runId, command, tell } = making;
  const { editions } = assessment;
  const tool = { version, command };
  let folder = '';
  const before = await buildEditions(workspace, making, async (engine, access) => {
    folder ||= freshFolder(workspace);
    if (access !== undefined && !editions.includes(access)) return;
    // Loaded only when there is something to draw: it takes a third of the time of a run that finds nothing to do.
    const { publish, publishWay } = await import('../outputs/publish.js');
    const place = editions.length > 1 ? path.join(folder, access ?? '') : folder;
    await stage(
      tell,
      'draw',
      () => publish(engine, products, place, tool),
      (charts) =>
        `${access ? `${access} edition: ` : ''}${charts} charts, ${products.length > 1 ? `${products.length} reports` : 'report'} and tables`,
    );
    if (editions.length > 1 && access === 'public') await publishWay(engine, products, assessment, folder, tool);
  });
  await stage(
    tell,
    'publish',
    async () => {
      const sources = Object.fromEntries(gathered.used.map(({ source, entry }) => [source.id, entry.sha256]));
      const ids = products.map((p) => p.id);
      replaceLatest(workspace, folder, { id: runId, key, sources, products: ids, editions, ...before });
      writeLock(workspace.lock, gathered.lock);
      writeLock(workspace.ownFiles, gathered.ownFiles);
    },
    () => runId,
  );
}

type Building = Pick<Making, 'assessment' | 'wanted' | 'gathered' | 'tell' | 'key'>;

/**
 * Makes and audits the tables of every edition, and lets `use` have them. What is withheld is chosen in the fullest one,
 * over all the council's counts, and holds in the public one. Returns what a mark keeps of the editions before.
 */
export async function buildEditions(
  workspace: Workspace,
  building: Building,
  use: (engine: Engine, access: Access | undefined, built: Built) => Promise<void>,
): Promise<Pick<RunMark, 'before' | 'held' | 'comparedInPublic'>> {
  const { assessment, wanted, gathered, key } = building;
  const { restricted, editions } = assessment;
  const [full, hasPublic] = [fullest(assessment), editions.includes('public')];
  const earlier = earlierEdition(workspace, key);
  const known = editionsBefore(workspace, key);
  const judged = await rebuild(workspace, async (engine) => {
    const built = await buildStage(engine, { ...building, access: full, earlier, editions: known });
    await use(engine, full, built);
    return hasPublic ? toRows(await engine.query('select figure, rule from judged order by figure')) : [];
  });
  if (!hasPublic) return { before: earlier?.id };
  const held = [...restricted.files, ...restricted.indicators].sort();
  const last = lastRun(workspace);
  const comparedInPublic = last?.key === key ? last.comparedInPublic === true : last?.held?.join() === held.join();
  await rebuild({ warehouse: workspace.publicWarehouse }, async (engine) => {
    const part = publicPart(assessment, wanted, gathered);
    const before = comparedInPublic ? earlierEdition(workspace, key, 'public') : undefined;
    const built = await buildStage(engine, {
      ...building,
      ...part,
      access: 'public',
      earlier: before,
      editions: known.filter(({ restricted }) => !restricted),
      judged,
    });
    await use(engine, 'public', built);
  });
  return { before: earlier?.id, held, comparedInPublic };
}

/** Makes and audits the tables of one edition, and tells how many. */
export function buildStage(
  engine: Engine,
  {
    assessment,
    wanted,
    gathered,
    tell,
    access,
    earlier,
    editions = [],
    judged,
  }: Omit<Building, 'key'> & {
    readonly access?: Access | undefined;
    readonly earlier?: EarlierEdition | undefined;
    readonly editions?: ReturnType<typeof editionsBefore>;
    readonly judged?: readonly Row[];
  },
): Promise<Built> {
  const onStep = (table: string, ms: number) => tell({ event: 'step', table, ms });
  return stage(
    tell,
    'build',
    () => {
      const plan = { ...gathered.plan, gaps: [...gathered.plan.gaps, ...gathered.unreached] };
      const settings = settingsFor(assessment, access);
      return assess(engine, { ...gathered, plan, wanted, settings, earlier, editions, judged, onStep });
    },
    ({ made, kept }) =>
      `${access ? `${access} edition: ` : ''}${made.length} tables made, ${kept.length} kept, audits passed`,
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
