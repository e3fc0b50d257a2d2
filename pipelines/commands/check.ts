import { existsSync } from 'node:fs';
import path from 'node:path';
import { audit } from '../../models/assess.js';
import { openDuckDB } from '../../models/engine/duckdb.js';
import { type Row, toRows } from '../../models/engine/engine.js';
import { plural } from '../../sources/faults/fault.js';
import { stale } from '../../sources/faults/workspace.js';
import { zones } from '../../sources/local/zones.js';
import { readLock } from '../../sources/lock.js';
import { openValidators } from '../../sources/validators.js';
import { areasFrom } from '../areas.js';
import { type Asked, ask } from '../ask.js';
import { type Assessment, assessmentFile, readAssessment } from '../assessment.js';
import { publishedSources } from '../fetch.js';
import { type Gathered, gather } from '../gather.js';
import { pipelines } from '../index.js';
import { localSources } from '../local.js';
import { checkLocal } from '../local-check.js';
import { networkOf } from '../network.js';
import { textTable } from '../printer.js';
import { productsOf, together } from '../products.js';
import { runKey, today } from '../run.js';
import { wantedOf } from '../wanted.js';
import { openBuilt } from '../warehouse.js';
import { lastRun, openWorkspace, type Workspace } from '../workspace.js';
import { type Call, type Command, choose, textOption } from './command.js';

export const checkCommand: Command = {
  name: 'check',
  words: '',
  does: 'What is stale, drifted, missing or failing an audit, here and at the publishers. Changes nothing; the exit code says.',
  examples: [
    'wardwise check',
    'wardwise check --offline',
    'wardwise check --file local/referrals.csv',
    'wardwise check --json',
  ],
  most: 0,
  options: {
    offline: { type: 'boolean', does: 'ask no publisher' },
    file: { type: 'string', value: 'FILE', does: 'one of the council’s own files alone: is it as it should be?' },
    as: { type: 'string', value: 'NAME', does: 'which of them it is; known by its headings unless said' },
  },
  async run(call) {
    const file = textOption(call, 'file');
    if (file !== undefined) return checkFile(call, path.resolve(file));
    const workspace = openWorkspace(call.workspace);
    const assessment = readAssessment(workspace.folder);
    const gaps = await auditedGaps(workspace.warehouse);
    if (assessment.editions.includes('public')) await auditedGaps(workspace.publicWarehouse);
    const publishers = call.options.offline === true ? [] : await askAll(call, workspace, assessment);
    const reasons = await whyStale(workspace, assessment);
    const rows = publishers.map((p) => [p.source, p.locked, p.found, p.what ?? '']);
    const table = rows.length ? [textTable(['source', 'locked', 'at the publisher', ''], rows)] : [];
    const well = reasons.length
      ? []
      : [`All is well: out/latest is up to date, audits pass. Gaps logged: ${gaps.length}.`];
    const zoned = gaps.filter(({ item }) => item === zones.title).map(({ item, what }) => `${item}. ${what}`);
    call.printer.result([...table, ...zoned, ...well].join('\n\n'), {
      event: 'checked',
      gaps,
      stale: reasons,
      publishers: publishers.map(({ fault, ...told }) => told),
    });
    if (reasons.length > 0) throw stale(reasons);
    const faults = publishers.flatMap(({ fault }) => fault ?? []).sort((a, b) => b.exit - a.exit);
    if (faults[0]) throw faults[0];
  },
};

/** Audits the tables of an edition; what it lacks. Throws a Fault where an audit fails. */
async function auditedGaps(warehouse: string): Promise<readonly Row[]> {
  const engine = await openBuilt({ warehouse });
  try {
    await audit(engine);
    return toRows(await engine.query('select item, what from mart_gap order by item, what'));
  } finally {
    await engine.close();
  }
}

/** Says what is wrong with one file, or that nothing is. It is read in memory; no workspace is needed. */
async function checkFile(call: Call, file: string): Promise<void> {
  const named = textOption(call, 'as');
  const [as] = named === undefined ? [] : choose('local file', localSources, ({ id }) => id, [named]);
  const inWorkspace = existsSync(path.join(call.workspace, assessmentFile));
  const assessment = inWorkspace ? readAssessment(call.workspace) : undefined;
  const engine = await openDuckDB();
  try {
    const checked = await checkLocal(engine, file, { as, assessment, workspace: call.workspace });
    const { source, known, row, rows, used, unread } = checked;
    const passed = unread.length > 0 ? ` Not read, being none of its columns: ${unread.join(', ')}.` : '';
    call.printer.result(
      `✓ ${path.relative('.', file)} is as it should be: ${source.id} (${known}), ${plural(rows, 'row')}, each ${row}.\n` +
        `  Columns: ${used.join(', ')}.${passed} Whether its areas are known shows in a run.`,
      { event: 'file_checked', file, source: source.id, known, row, rows, columns: used, unread },
    );
  } finally {
    await engine.close();
  }
}

/** Every published source that was locked from the network, asked of its publisher. */
async function askAll(call: Call, workspace: Workspace, assessment: Assessment): Promise<Asked[]> {
  const lock = readLock(workspace.lock);
  const locked = publishedSources(assessment, pipelines).flatMap((source) => {
    const entry = lock[source.id];
    return entry ? [[source, entry] as const] : [];
  });
  const asking = {
    network: await networkOf(assessment, call.printer.tell),
    known: openValidators(workspace.validators),
    areas: areasFrom(new Map(locked), workspace.store),
  };
  const fromNetwork = locked.filter(([, { url }]) => url !== null);
  return Promise.all(fromNetwork.map(([source, entry]) => ask(source, entry, asking)));
}

/** Why `out/latest` is not what a run would make now; empty when it is. */
async function whyStale(workspace: Workspace, assessment: Assessment): Promise<readonly string[]> {
  const last = lastRun(workspace);
  const products = productsOf(assessment, last?.products);
  const wanted = wantedOf(together(products), assessment);
  const gathered = await gather(workspace, assessment, wanted, { offline: true, today: today() });
  return last?.key === runKey(products, assessment, gathered) ? [] : reasons(workspace, gathered);
}

/** What has moved since out/latest was made. */
function reasons(workspace: Workspace, { used }: Gathered): string[] {
  const last = lastRun(workspace);
  if (!last) return ['nothing has been published yet'];
  const moved = used.filter(({ source, entry }) => last.sources[source.id] !== entry.sha256);
  const gone = Object.keys(last.sources).filter((id) => !used.some((u) => u.source.id === id));
  const found = [
    ...moved.map(({ source }) => `${source.id} has other bytes`),
    ...gone.map((id) => `${id} is no longer used`),
  ];
  return found.length ? found : ['assessment.yaml or Wardwise itself has changed'];
}
