import { readAssessment } from '../assessment.js';
import { gather } from '../gather.js';
import { productsOf, together } from '../products.js';
import { buildEditions, runKey, today } from '../run.js';
import { wantedOf } from '../wanted.js';
import { openWorkspace } from '../workspace.js';
import type { Command } from './command.js';

export const buildCommand: Command = {
  name: 'build',
  words: '[product…]',
  does: 'Rebuild the tables that are stale, from locked bytes, and audit them; draws nothing.',
  examples: ['wardwise build'],
  most: 10,
  options: {},
  async run(call) {
    const workspace = openWorkspace(call.workspace);
    const assessment = readAssessment(workspace.folder);
    const products = productsOf(assessment, call.words);
    const wanted = wantedOf(together(products), assessment);
    const gathered = await gather(workspace, assessment, wanted, { offline: true, today: today() });
    const { tell } = call.printer;
    const made: string[] = [];
    const kept: string[] = [];
    const key = runKey(products, assessment, gathered);
    await buildEditions(workspace, { assessment, wanted, gathered, tell, key }, async (_, __, built) => {
      made.push(...built.made);
      kept.push(...built.kept);
    });
    const text = made.length === 0 ? 'Nothing to do: every table is up to date.' : made.join('\n');
    call.printer.result(text, { event: 'built', made, kept });
  },
};
