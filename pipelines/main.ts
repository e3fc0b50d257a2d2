/** The command line: finds the command, reads its options, and turns every fault into a message and an exit code. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { badCommand, unknownWord } from '../sources/faults/command.js';
import { exitCodes, Fault } from '../sources/faults/fault.js';
import { nearest } from '../sources/formats/nearest.js';
import { buildCommand } from './commands/build.js';
import { checkCommand } from './commands/check.js';
import type { Command, Option, ParseOptions } from './commands/command.js';
import { drawCommand } from './commands/draw.js';
import { explainCommand } from './commands/explain.js';
import { fetchCommand } from './commands/fetch.js';
import { initCommand } from './commands/init.js';
import { listCommand } from './commands/list.js';
import { openCommand } from './commands/open.js';
import { runCommand } from './commands/run.js';
import { scheduleCommand } from './commands/schedule.js';
import { sqlCommand } from './commands/sql.js';
import { templateCommand } from './commands/template.js';
import { jsonPrinter, type Printer, textPrinter } from './printer.js';
import { version } from './version.js';

/** Every command, in the order of help. */
export const commands: readonly Command[] = [
  initCommand,
  runCommand,
  scheduleCommand,
  fetchCommand,
  buildCommand,
  drawCommand,
  openCommand,
  checkCommand,
  templateCommand,
  listCommand,
  explainCommand,
  sqlCommand,
];

const everywhere: Readonly<Record<string, Option>> = {
  workspace: { type: 'string', value: 'DIR', does: 'the workspace; the current folder unless said' },
  json: { type: 'boolean', does: 'one event a line on stdout, for programs' },
  engine: { type: 'string', value: 'URL', does: 'the engine that runs the SQL; duckdb: is the only one yet' },
  help: { type: 'boolean', does: 'how the command is used' },
};

/** Runs one command line and returns its exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const printer: Printer = args.includes('--json') ? jsonPrinter : textPrinter;
  try {
    await dispatch(args, printer);
    return exitCodes.done;
  } catch (error) {
    if (error instanceof Fault) {
      printer.fault(error);
      return error.exit;
    }
    printer.crash(error);
    return exitCodes.fault;
  }
}

async function dispatch(args: readonly string[], printer: Printer): Promise<void> {
  const [first = 'help', ...rest] = args;
  if (first === '--version' || first === 'version') return printer.result(version, { event: 'version', version });
  if (first === 'help' || first === '--help' || first === '-h')
    return help(
      rest.find((word) => !word.startsWith('-')),
      printer,
    );
  const command = find(first);
  const { values, words } = parse(command, rest);
  if (values.help) return help(command.name, printer);
  if (words.length > command.most)
    throw badCommand(`${command.name} does not understand “${words[command.most]}”`, usage(command));
  const engine = values.engine ?? 'duckdb:';
  if (engine !== 'duckdb:') throw unknownWord('engine', String(engine), ['duckdb:'], 'duckdb:');
  const workspace = path.resolve(typeof values.workspace === 'string' ? values.workspace : '.');
  await command.run({ words, options: values, workspace, printer });
}

function find(name: string): Command {
  const command = commands.find((c) => c.name === name);
  const names = commands.map((c) => c.name);
  if (!command) throw unknownWord('command', name, names, nearest(name, names));
  return command;
}

function parse(command: Command, args: readonly string[]) {
  const known = { ...command.options, ...everywhere };
  const options = Object.fromEntries(Object.entries(known).map(([name, { type }]) => [name, { type }])) as ParseOptions;
  for (const arg of args) {
    const name = /^--([^=]+)/.exec(arg)?.[1];
    if (name === undefined || name in known) continue;
    const names = Object.keys(known).map((n) => `--${n}`);
    throw unknownWord(`option of ${command.name}`, `--${name}`, names, nearest(`--${name}`, names));
  }
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    return { values: values as Record<string, string | boolean | undefined>, words: positionals };
  } catch (error) {
    throw badCommand((error as Error).message.split('\n')[0] ?? '', usage(command));
  }
}

const usage = (command: Command): string => `wardwise ${command.name} ${command.words}`.trim();

function help(name: string | undefined, printer: Printer): void {
  const text = name === undefined ? overview() : commandHelp(find(name));
  printer.result(text, { event: 'help', text });
}

function overview(): string {
  const width = Math.max(...commands.map((c) => usage(c).length));
  return [
    'wardwise: ward-level needs assessments from published data and a council’s own files',
    '',
    ...commands.map((c) => `  ${usage(c).padEnd(width)}  ${c.does}`),
    '',
    ...optionLines('Everywhere', everywhere),
    '',
    'Try it:  wardwise run --demo',
    'More:    wardwise help <command>',
  ].join('\n');
}

function commandHelp(command: Command): string {
  const own = Object.keys(command.options).length ? ['', ...optionLines('Options', command.options)] : [];
  return [
    `${usage(command)} [options]`,
    '',
    `  ${command.does}`,
    ...own,
    '',
    ...optionLines('Everywhere', everywhere),
    '',
    'Examples',
    ...command.examples.map((example) => `  ${example}`),
  ].join('\n');
}

function optionLines(title: string, options: Readonly<Record<string, Option>>): string[] {
  const lines = Object.entries(options).map(
    ([name, { value, does }]) => [`--${name}${value ? ` ${value}` : ''}`, does] as const,
  );
  const width = Math.max(...lines.map(([option]) => option.length));
  return [title, ...lines.map(([option, does]) => `  ${option.padEnd(width)}  ${does}`)];
}
