/** What is dear to make is made once in a run of the suite, by whichever test file asks first. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { inject } from 'vitest';
import { writeDemo } from '../../sources/demo/files.js';

/** A folder that `make` fills once; files that ask meanwhile wait. Not to be changed: who would spoil it takes a copy. */
export async function madeOnce(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = path.join(inject('suite'), name);
  const aside = `${folder}.next`;
  while (!existsSync(folder)) {
    if (!begun(aside)) {
      await setTimeout(50);
      continue;
    }
    try {
      await make(aside);
      renameSync(aside, folder);
    } finally {
      rmSync(aside, { recursive: true, force: true });
    }
  }
  return folder;
}

/** Whether the work is this process's: only one can make a folder that is not there. */
function begun(aside: string): boolean {
  try {
    mkdirSync(aside);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

let demo: ReadonlyMap<string, Uint8Array> | undefined;

/** The demo's files by path, generated once. */
export function demoOnce(): ReadonlyMap<string, Uint8Array> {
  demo ??= readDemo(path.join(inject('suite'), 'demo'));
  return demo;
}

function readDemo(folder: string): ReadonlyMap<string, Uint8Array> {
  if (!existsSync(folder)) {
    const aside = mkdtempSync(`${folder}-`);
    writeDemo(aside);
    try {
      renameSync(aside, folder);
    } catch {
      // Another process was first, with the same bytes.
    }
  }
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(path.join(folder, name)).isFile(),
  );
  return new Map(files.map((name) => [name, readFileSync(path.join(folder, name))]));
}
