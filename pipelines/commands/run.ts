import path from 'node:path';
import { writeDemo } from '../../sources/demo/files.js';
import { noSchedule } from '../../sources/faults/workspace.js';
import { type Assessment, readAssessment } from '../assessment.js';
import { productsOf } from '../products.js';
import { run } from '../run.js';
import { clock, isDue, keepBegan, lastBegan, nextAfter, timeInWords } from '../schedule.js';
import { openWorkspace } from '../workspace.js';
import { type Call, type Command, textOption } from './command.js';

/** The demo's workspace, in the current folder. */
const demoFolder = 'demo';

export const runCommand: Command = {
  name: 'run',
  words: '[product…]',
  does: 'Fetch, load, build, draw and publish: makes out/latest, or says that nothing has changed.',
  examples: [
    'wardwise run',
    'wardwise run support-pathways',
    'wardwise run --mirror /srv/published',
    'wardwise run --offline',
    'wardwise run --due',
    'wardwise run --demo',
  ],
  most: 10,
  options: {
    offline: { type: 'boolean', does: 'use the locked bytes only; nothing is fetched' },
    mirror: { type: 'string', value: 'DIR', does: 'take DIR/<source>/<release>.csv in place of the network' },
    due: { type: 'boolean', does: 'only when schedule: in assessment.yaml says so, for cron or Task Scheduler' },
    demo: { type: 'boolean', does: 'make the made-up borough in ./demo and run that' },
  },
  async run(call) {
    const demo = call.options.demo === true;
    const workspace = demo ? path.resolve(demoFolder) : call.workspace;
    if (demo) writeDemo(workspace);
    const next = call.options.due === true ? notDueUntil(workspace) : undefined;
    if (next === undefined) return runProducts(call, workspace);
    const said = `Nothing is due: the next run is on ${timeInWords(next)}.`;
    call.printer.result(said, { event: 'not_due', next: next.toISOString() });
  },
};

/** Makes the products named, or those of the assessment. Where there is a schedule, when that began is kept: only a run that asked the publishers counts as the one that was due. */
export async function runProducts(call: Call, workspace: string): Promise<void> {
  const demo = call.options.demo === true;
  const offline = call.options.offline === true;
  const began = clock.now();
  const result = await run(workspace, productsOf(readAssessment(workspace), call.words), {
    offline,
    mirror: demo ? path.join(workspace, 'mirror') : textOption(call, 'mirror'),
    command: [`wardwise run${demo ? ' --demo' : ''}`, ...call.words].join(' '),
    tell: call.printer.tell,
  });
  call.printer.result(words(result), { event: result.made ? 'published' : 'nothing_to_do', ...result });
  if (!offline && readAssessment(workspace).schedule !== undefined) keepBegan(openWorkspace(workspace), began);
}

/** When the next run is due; undefined where one is now. */
function notDueUntil(folder: string): Date | undefined {
  const expression = scheduleOf(readAssessment(folder));
  const now = clock.now();
  return isDue(expression, lastBegan(openWorkspace(folder)), now) ? undefined : nextAfter(expression, now);
}

/** The schedule of an assessment. Throws a Fault where it has none. */
export function scheduleOf({ schedule }: Assessment): string {
  if (schedule === undefined) throw noSchedule();
  return schedule;
}

const words = ({ made, report }: { made: boolean; report: string }): string =>
  made ? report : `Nothing to do: nothing has changed since the last run.\n${report}`;
