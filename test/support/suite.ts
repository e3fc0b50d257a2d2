/** A folder for what all files of one run of the suite share: there before the first, removed after the last. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of this run of the suite. */
    suite: string;
  }
}

export default function shareFolder({ provide }: TestProject): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'wardwise-suite-'));
  provide('suite', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
