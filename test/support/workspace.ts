/** Workspaces of the demo in temporary folders, real from end to end, and what tests ask of them. */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Engine } from '../../models/engine/engine.js';
import { type Row, toRows } from '../../models/engine/engine.js';
import { readAssessment } from '../../pipelines/assessment.js';
import type { Pipeline } from '../../pipelines/define.js';
import { gather } from '../../pipelines/gather.js';
import { needsAssessment } from '../../pipelines/needs-assessment.js';
import { buildStage, type RunOptions, type RunResult, run, today } from '../../pipelines/run.js';
import { wantedOf } from '../../pipelines/wanted.js';
import { openBuilt, rebuild } from '../../pipelines/warehouse.js';
import { openWorkspace } from '../../pipelines/workspace.js';
import { Fault } from '../../sources/faults/fault.js';
import { demoOnce, madeOnce } from './once.js';

/** Paths inside the demo that tests break or change. */
export const files = {
  assessment: 'assessment.yaml',
  tenure: 'mirror/ons_census_tenure/2021.csv',
  age: 'mirror/ons_census_age/2021.csv',
  iod: 'mirror/mhclg_iod2025/2025.csv',
  lookup: 'mirror/ons_lsoa21_ward25/2025.csv',
  outlines: 'mirror/ons_ward25_boundaries/2025.geojson',
  incidents: 'local/domestic-abuse-incidents.csv',
  births: 'local/birth-registrations.csv',
  own: 'local/own-indicators.csv',
} as const;

/** The demo's settings with other files of the council's own, by their names. */
export function withLocal(given: Readonly<Record<string, string>>): string {
  const lines = Object.entries(given).map(([id, file]) => `  ${id}: ${file}\n`);
  const others = new RegExp(`^  (?:${Object.keys(given).join('|')}): local/.*\n`, 'gm');
  return demoText(files.assessment)
    .replace(others, '')
    .replace('local:\n', `local:\n${lines.join('')}`);
}

/** A temporary folder, for the caller to remove. */
export const temporaryFolder = (): string => mkdtempSync(path.join(tmpdir(), 'wardwise-test-'));

/** Texts to put in place of the demo's, by path; null leaves the file out. */
export type Changes = Readonly<Record<string, string | Uint8Array | null>>;

/** Lays the demo's files out in a folder, some of them changed. */
export function layDemo(folder: string, changes: Changes = {}): void {
  const wanted = new Map<string, string | Uint8Array | null>([...demoOnce(), ...Object.entries(changes)]);
  for (const [file, content] of wanted) if (content !== null) write(folder, file, content);
}

export function write(folder: string, file: string, content: string | Uint8Array): void {
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, content);
}

/** The demo's own text of a file. */
export function demoText(file: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(demoOnce().get(file));
}

/** Runs a workspace from its own mirror. */
export const runHere = (
  folder: string,
  options: RunOptions = {},
  products: Pipeline | readonly Pipeline[] = needsAssessment,
): Promise<RunResult> => run(folder, [products].flat(), { mirror: path.join(folder, 'mirror'), ...options });

/** A product whose report has no pictures. */
export const withoutPictures = (product: Pipeline): Pipeline => ({
  ...product,
  report: product.report.map(({ title, blocks }) => ({
    title,
    blocks: blocks.map(({ body }) => ({ body, charts: [] })),
  })),
});

/** The product without its pictures, for tests that look at none: a run of it takes a third of the time. */
export const tablesOnly: Pipeline = withoutPictures(needsAssessment);

/** A demo workspace with one run published. The one that is as it comes and has no pictures is made once and copied. */
export async function goodWorkspace(changes: Changes = {}, pipeline: Pipeline = needsAssessment): Promise<string> {
  if (pipeline === tablesOnly && Object.keys(changes).length === 0) return copyOf(await madeOnce('tables', runDemo));
  const folder = temporaryFolder();
  await runDemo(folder, changes, pipeline);
  return folder;
}

async function runDemo(folder: string, changes: Changes = {}, pipeline: Pipeline = tablesOnly): Promise<void> {
  layDemo(folder, changes);
  await runHere(folder, {}, pipeline);
}

/** Makes and audits the tables of a workspace from a mirror, its own if no other is named, and publishes nothing. */
export async function buildHere(folder: string, mirror = path.join(folder, 'mirror')): Promise<void> {
  const assessment = readAssessment(folder);
  const wanted = wantedOf(needsAssessment, assessment);
  const workspace = openWorkspace(folder);
  const gathered = await gather(workspace, assessment, wanted, { mirror, today: today() });
  await rebuild(workspace, (engine) => buildStage(engine, { assessment, wanted, gathered, tell: () => {} }));
}

/** The same workspace again, to spoil. */
export function copyOf(workspace: string): string {
  const folder = temporaryFolder();
  cpSync(workspace, folder, { recursive: true });
  return folder;
}

export const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** Every file under a folder with the hash of its bytes; a single file stands for itself. */
export function hashes(place: string): Readonly<Record<string, string>> {
  const hash = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
  return Object.fromEntries(filesUnder(place).map((file) => [path.relative(place, file), hash(file)]));
}

/** Paths of every file under a folder. */
export function filesUnder(place: string): string[] {
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(place, name))
    .filter((file) => statSync(file).isFile())
    .sort();
}

/** The Fault that a piece of work ends in; fails when it ends well, passes on what is no Fault. */
export async function faultOf(work: () => Promise<unknown>): Promise<Fault> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error('It ended well, where a fault was expected');
}

/** Asks the warehouse of a workspace. */
export async function ask(folder: string, sql: string): Promise<Row[]> {
  return withEngine(folder, async (engine) => toRows(await engine.query(sql)));
}

/** Lets a piece of work use the warehouse of a workspace. */
export async function withEngine<T>(folder: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = await openBuilt(openWorkspace(folder));
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}
