/** Runs the command line in this process and gives back what it wrote. */
import { main } from '../../pipelines/main.js';

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** One command line: its exit code, stdout and stderr. */
export async function wardwise(...args: readonly string[]): Promise<Ended> {
  const written = { out: '', err: '' };
  const { stdout, stderr } = process;
  const [out, err] = [stdout.write, stderr.write];
  stdout.write = (text: string | Uint8Array) => {
    written.out += text;
    return true;
  };
  stderr.write = (text: string | Uint8Array) => {
    written.err += text;
    return true;
  };
  try {
    return { code: await main(args), ...written };
  } finally {
    stdout.write = out;
    stderr.write = err;
  }
}

/** The events of a command run with --json; fails on a line that is no JSON. */
export async function events(...args: readonly string[]): Promise<Record<string, unknown>[]> {
  const { out } = await wardwise(...args, '--json');
  return out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
