/**
 * Reference vectors and published tables kept beside the checkout, in `../shared`. Tests that need them are left out
 * where they are not, and say so in one line.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';

const beside = fileURLToPath(new URL('../../../shared', import.meta.url));

/** The folder, or undefined where there is none. */
export const shared: string | undefined = existsSync(beside) ? beside : undefined;

/** A group of tests that gets a folder inside `../shared`, left out where that folder is not there. */
export function describeShared(name: string, folder: string, body: (path: string) => void): void {
  const path = join(beside, folder);
  if (existsSync(path)) {
    describe(name, () => body(path));
    return;
  }
  console.log(`left out: ${name} (needs ../shared/${folder})`);
  describe.skip(name, () => body(path));
}
