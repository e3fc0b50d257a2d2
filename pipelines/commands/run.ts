import path from 'node:path';
import { writeDemo } from '../../sources/demo/files.js';
import { pipelines } from '../index.js';
import { run } from '../run.js';
import { type Command, choose, textOption } from './command.js';

/** The demo's workspace, in the current folder. */
const demoFolder = 'demo';

export const runCommand: Command = {
  name: 'run',
  words: '[product…]',
  does: 'Fetch, load, build, draw and publish: makes out/latest, or says that nothing has changed.',
  examples: ['wardwise run', 'wardwise run --mirror /srv/published', 'wardwise run --offline', 'wardwise run --demo'],
  most: 10,
  options: {
    offline: { type: 'boolean', does: 'use the locked bytes only; nothing is fetched' },
    mirror: { type: 'string', value: 'DIR', does: 'take DIR/<source>/<release>.csv in place of the network' },
    demo: { type: 'boolean', does: 'make the made-up borough in ./demo and run that' },
  },
  async run(call) {
    const demo = call.options.demo === true;
    const workspace = demo ? path.resolve(demoFolder) : call.workspace;
    if (demo) writeDemo(workspace);
    for (const pipeline of choose('product', pipelines, (p) => p.id, call.words)) {
      const mirror = demo ? path.join(workspace, 'mirror') : textOption(call, 'mirror');
      const result = await run(workspace, pipeline, {
        offline: call.options.offline === true,
        mirror,
        command: demo ? 'wardwise run --demo' : 'wardwise run',
        tell: call.printer.tell,
      });
      call.printer.result(words(result), { event: result.made ? 'published' : 'nothing_to_do', ...result });
    }
  },
};

const words = ({ made, report }: { made: boolean; report: string }): string =>
  made ? report : `Nothing to do: nothing has changed since the last run.\n${report}`;
