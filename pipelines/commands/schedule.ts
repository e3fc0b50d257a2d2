import { Fault } from '../../sources/faults/fault.js';
import { readAssessment } from '../assessment.js';
import { clock, keepSchedule, lastBegan, timeInWords } from '../schedule.js';
import { openWorkspace } from '../workspace.js';
import type { Command } from './command.js';
import { runProducts, scheduleOf } from './run.js';

export const scheduleCommand: Command = {
  name: 'schedule',
  words: '[product…]',
  does: 'Stays up and runs what is due by schedule: in assessment.yaml. A run that fails is told of, and the next one waited for.',
  examples: ['wardwise schedule', 'wardwise schedule --mirror /srv/published'],
  most: 10,
  options: {
    mirror: { type: 'string', value: 'DIR', does: 'take DIR/<source>/<release>.csv in place of the network' },
  },
  async run(call) {
    const { printer } = call;
    const workspace = openWorkspace(call.workspace);
    let expression = scheduleOf(readAssessment(workspace.folder));
    const failed = (error: unknown) => (error instanceof Fault ? printer.fault(error) : printer.crash(error));
    const stopping = new AbortController();
    const stop = () => {
      printer.tell({ event: 'note', says: 'Ending, once what is at work is done.' });
      stopping.abort();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    try {
      await keepSchedule({
        expression: () => {
          try {
            expression = scheduleOf(readAssessment(workspace.folder));
          } catch (error) {
            failed(error);
          }
          return expression;
        },
        last: () => lastBegan(workspace),
        make: () => runProducts(call, workspace.folder).catch(failed),
        waiting: (next) => {
          const said = `Next run: ${timeInWords(next)}.`;
          printer.result(said, { event: 'waiting', next: next.toISOString() });
        },
        clock,
        stop: stopping.signal,
      });
    } finally {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    }
  },
};
