/** The page's script as text: bundled when the package is built, or on the spot where it runs from source. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const bundled = path.join(import.meta.dirname, 'client.js');

/** Reads or bundles the script. */
export async function pageScript(): Promise<string> {
  if (existsSync(bundled)) return readFileSync(bundled, 'utf8');
  const { buildSync } = await import('esbuild');
  const entry = path.join(import.meta.dirname, 'client', 'main.ts');
  const [file] = buildSync({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: 'iife',
    write: false,
  }).outputFiles;
  return file?.text ?? '';
}

/** How a Content-Security-Policy names one inline script, so that no other can run. */
export const scriptHash = (script: string): string =>
  `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
