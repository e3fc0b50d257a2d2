import { spawn } from 'node:child_process';
import { publishedReport } from '../print-report.js';
import { openWorkspace } from '../workspace.js';
import type { Command } from './command.js';

/** What opens a file in the program for its kind, by system. */
const openers: Readonly<Record<string, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

export const openCommand: Command = {
  name: 'open',
  words: '',
  does: 'Open the report of the last run in your browser, and print where it is.',
  examples: ['wardwise open', 'wardwise open --workspace bradford'],
  most: 0,
  options: {},
  async run(call) {
    const report = publishedReport(openWorkspace(call.workspace));
    const opened = await open(report);
    call.printer.result(report, { event: 'report', report, opened });
  },
};

/** Whether a program took the file; there may be none, as on a server. */
function open(file: string): Promise<boolean> {
  const [program, ...first] = openers[process.platform] ?? ['xdg-open'];
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (program === 'xdg-open' && !DISPLAY && !WAYLAND_DISPLAY) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(program, [...first, file], { detached: true, stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
