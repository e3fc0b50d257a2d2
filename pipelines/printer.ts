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
const err = (line: string) => process.stderr.write(`${line}\n`);

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

function progressLine(event: Event): string | undefined {
  switch (event.event) {
    case 'stage':
      return `  ${event.stage.padEnd(8)} ${event.says.padEnd(52)} ${seconds(event.ms).padStart(7)}`;
    case 'note':
      return `  ${event.says}`;
    case 'step':
      return undefined;
  }
}

/** For people. */
export const textPrinter: Printer = {
  tell(event) {
    const line = progressLine(event);
    if (line !== undefined) err(line);
  },
  result: (text) => out(text),
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
