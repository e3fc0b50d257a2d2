import { audit } from '../../models/assess.js';
import { toRows } from '../../models/engine/engine.js';
import { stale } from '../../sources/faults/workspace.js';
import { readAssessment } from '../assessment.js';
import { type Gathered, gather } from '../gather.js';
import { pipelines } from '../index.js';
import { runKey, today } from '../run.js';
import { wantedOf } from '../wanted.js';
import { openBuilt } from '../warehouse.js';
import { lastRun, openWorkspace, type Workspace } from '../workspace.js';
import type { Command } from './command.js';

export const checkCommand: Command = {
  name: 'check',
  words: '',
  does: 'What is stale, missing or failing an audit. Changes nothing; the exit code says.',
  examples: ['wardwise check', 'wardwise check --json'],
  most: 0,
  options: {},
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
    for (const pipeline of pipelines) {
      const gathered = await gather(workspace, assessment, wantedOf(pipeline, assessment), {
        offline: true,
        today: today(),
      });
      const last = lastRun(workspace);
      if (last?.key !== runKey(pipeline, assessment, gathered)) throw stale(reasons(workspace, gathered));
    }
    call.printer.result(`All is well: out/latest is up to date, audits pass. Gaps logged: ${gaps.length}.`, {
      event: 'checked',
      gaps,
    });
  },
};

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
