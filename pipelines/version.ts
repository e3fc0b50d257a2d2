import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The version in package.json, which lies beside the sources and one folder above the compiled code. */
export const version: string = ((): string => {
  for (const up of ['..', '../..']) {
    try {
      const text = readFileSync(path.join(import.meta.dirname, up, 'package.json'), 'utf8');
      return (JSON.parse(text) as { version: string }).version;
    } catch {
      // Not this one: compiled code lies a folder deeper.
    }
  }
  return 'unknown';
})();
