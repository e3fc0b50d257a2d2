/** What the code itself contributes to a fingerprint: tables made by other code are stale. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { hashOf } from './build.js';

let known: string | undefined;

/** A hash of every source file of the floors that make tables. */
export function codeHash(): string {
  known ??= hashOf(
    [import.meta.dirname, path.join(import.meta.dirname, '..', 'sources')]
      .flatMap((folder) =>
        readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .filter((file) => /\.(ts|js)$/.test(file) && !file.endsWith('.d.ts'))
          .sort()
          .map((file) => readFileSync(path.join(folder, file), 'utf8')),
      )
      .join('\n'),
  );
  return known;
}
