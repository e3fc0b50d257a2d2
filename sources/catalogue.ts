/** Every dataset there is a file for: found by looking into the publishers' folders, so that no list has to be kept. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Source } from './define.js';

const here = path.dirname(fileURLToPath(import.meta.url));
const ending = path.extname(fileURLToPath(import.meta.url));
/** Folders that are not a publisher's. */
const tools = ['connectors', 'demo', 'faults', 'formats', 'http'];

const isSource = (value: unknown): value is Source =>
  typeof value === 'object' && value !== null && 'gives' in value && 'id' in value && 'releases' in value;

/** The sources of all publishers and of councils, by publisher's folder and id. */
export async function catalogue(): Promise<readonly Source[]> {
  const folders = readdirSync(here, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !tools.includes(entry.name))
    .map((entry) => entry.name)
    .sort();
  const files = folders.flatMap((folder) =>
    readdirSync(path.join(here, folder))
      .filter((file) => file.endsWith(ending) && !file.endsWith('.d.ts'))
      .map((file) => path.join(here, folder, file)),
  );
  const modules = await Promise.all(files.map((file) => import(pathToFileURL(file).href) as Promise<object>));
  const sources = modules.flatMap((module) => Object.values(module)).filter(isSource);
  return [...new Set(sources)];
}
