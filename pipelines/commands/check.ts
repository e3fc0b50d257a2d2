import { audit } from '../../models/assess.js';
import { toRows } from '../../models/engine/engine.js';
import { stale } from '../../sources/faults/workspace.js';
import { readLock } from '../../sources/lock.js';
import { openValidators } from '../../sources/validators.js';
import { areasFrom } from '../areas.js';
import { type Asked, ask } from '../ask.js';
import { type Assessment, readAssessment } from '../assessment.js';
import { publishedSources } from '../fetch.js';
import { type Gathered, gather } from '../gather.js';
import { pipelines } from '../index.js';
import { networkOf } from '../network.js';
import { textTable } from '../printer.js';
import { runKey, today } from '../run.js';
import { wantedOf } from '../wanted.js';
import { openBuilt } from '../warehouse.js';
import { lastRun, openWorkspace, type Workspace } from '../workspace.js';
import type { Call, Command } from './command.js';

export const checkCommand: Command = {
  name: 'check',
  words: '',
  does: 'What is stale, drifted, missing or failing an audit, here and at the publishers. Changes nothing; the exit code says.',
  examples: ['wardwise check', 'wardwise check --offline', 'wardwise check --json'],
  most: 0,
  options: { offline: { type: 'boolean', does: 'ask no publisher' } },
  async run(call) {
    const workspace = openWorkspace(call.workspace);
    const assessment = readAssessment(workspace.folder);
    const engine = await openBuilt(workspace);
    let gaps: unknown[];
    try {
      await audit(engine);
      gaps = toRows(await engine.query('select item, what from mart_gap order by item, what'));
    } finally {
      await engine.close();
    }
    const publishers = call.options.offline === true ? [] : await askAll(call, workspace, assessment);
    const reasons = await whyStale(workspace, assessment);
    const rows = publishers.map((p) => [p.source, p.locked, p.found, p.what ?? '']);
    const table = rows.length ? [textTable(['source', 'locked', 'at the publisher', ''], rows)] : [];
    const well = reasons.length
      ? []
      : [`All is well: out/latest is up to date, audits pass. Gaps logged: ${gaps.length}.`];
    call.printer.result([...table, ...well].join('\n\n'), {
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
  for (const pipeline of pipelines) {
    const wanted = wantedOf(pipeline, assessment);
    const gathered = await gather(workspace, assessment, wanted, { offline: true, today: today() });
    if (last?.key !== runKey(pipeline, assessment, gathered)) return reasons(workspace, gathered);
  }
  return [];
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
