/** What the code itself contributes to a fingerprint: what other code made is stale. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { hashOf } from './build.js';

export type Floor = 'sources' | 'models' | 'outputs' | 'pipelines';

const known = new Map<string, string>();

/** A hash of every file of code on these floors. */
export function codeHash(...floors: readonly Floor[]): string {
  const key = floors.join();
  const hash = known.get(key) ?? hashOf(floors.flatMap((floor) => textsOf(floor)).join('\n'));
  known.set(key, hash);
  return hash;
}

function textsOf(floor: Floor): string[] {
  const folder = path.join(import.meta.dirname, '..', floor);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|js|sql)$/.test(file) && !file.endsWith('.d.ts'))
    .sort()
    .map((file) => readFileSync(path.join(folder, file), 'utf8'));
}
