/** The only place that writes to the terminal: progress on stderr, results on stdout, or one event a line with --json. */
import type { Fault } from '../sources/faults/fault.js';
import type { Event } from './report.js';

export interface Printer {
  /** Progress. */
  tell(event: Event): void;
  /** A result: text for people, and what a program gets instead. */
  result(text: string, event: Readonly<Record<string, unknown>>): void;
  fault(fault: Fault): void;
  crash(error: unknown): void;
}

const out = (line: string) => process.stdout.write(`${line}\n`);
/** Takes the bar of a download off a terminal's last line. */
let barShown = false;
const err = (line: string) => {
  process.stderr.write(`${barShown ? '\r\x1b[K' : ''}${line}\n`);
  barShown = false;
};

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

function progressLine(event: Event): string | undefined {
  switch (event.event) {
    case 'stage':
      return `  ${event.stage.padEnd(8)} ${event.says.padEnd(52)} ${seconds(event.ms).padStart(7)}`;
    case 'source':
      return `  ${event.source.padEnd(36)} ${event.says.padEnd(24)} ${seconds(event.ms).padStart(7)}`;
    case 'note':
      return `  ${event.says}`;
    case 'progress':
    case 'step':
      return undefined;
  }
}

/** How far a download has come, on a terminal's last line. */
function bar({ source, done, of, unit }: Extract<Event, { event: 'progress' }>): string {
  const amount = (n: number) => (unit === 'bytes' ? (n / 1e6).toFixed(1) : n.toLocaleString('en-GB'));
  const name = unit === 'bytes' ? 'MB' : 'rows';
  if (of === undefined) return `  ${source}  ${amount(done)} ${name}`;
  const full = Math.min(20, Math.round((20 * done) / of));
  return `  ${source}  ${'█'.repeat(full)}${'░'.repeat(20 - full)}  ${amount(done)} of ${amount(of)} ${name}`;
}

/** For people. */
export const textPrinter: Printer = {
  tell(event) {
    if (event.event === 'progress' && process.stderr.isTTY) {
      process.stderr.write(`\r\x1b[K${bar(event)}`);
      barShown = true;
    }
    const line = progressLine(event);
    if (line !== undefined) err(line);
  },
  result: (text) => {
    if (text !== '') out(text);
  },
  fault: (fault) => err(fault.render()),
  crash(error) {
    err(`✗ A fault in Wardwise itself. Please report it with these lines.        [exit 1]`);
    err(error instanceof Error ? (error.stack ?? error.message) : String(error));
  },
};

/** For programs: one JSON object a line on stdout. */
export const jsonPrinter: Printer = {
  tell: (event) => out(JSON.stringify(event)),
  result: (_, event) => out(JSON.stringify(event)),
  fault: (fault) => out(JSON.stringify({ event: 'fault', ...fault.text })),
  crash: (error) =>
    out(JSON.stringify({ event: 'crash', exit: 1, message: String(error), stack: (error as Error)?.stack })),
};

/** Rows as a plain table: columns padded, a line below the headings. */
export function textTable(headings: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  const cells = [headings, ...rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))))];
  const widths = headings.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  const [head = [], ...body] = cells;
  return [line(head), widths.map((w) => '─'.repeat(w)).join('  '), ...body.map(line)].join('\n');
}
