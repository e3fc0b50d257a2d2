/** The page's script as text: bundled when the package is built, or on the spot where it runs from source. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Reads or bundles the script of the report. */
export const pageScript = (): Promise<string> => clientScript(import.meta.dirname);

/** The same for the page of another folder: `client.js` in it, or what its `client/main.ts` comes to. */
export async function clientScript(folder: string): Promise<string> {
  const bundled = path.join(folder, 'client.js');
  if (existsSync(bundled)) return readFileSync(bundled, 'utf8');
  const { buildSync } = await import('esbuild');
  const entry = path.join(folder, 'client', 'main.ts');
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
