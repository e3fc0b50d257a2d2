/** The bar of a long download: drawn on a terminal, never elsewhere, and gone before anything else is written. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { textPrinter } from '../pipelines/printer.js';
import { fetching } from '../pipelines/report.js';
import { fetchRelease } from '../sources/fetch.js';
import { openStore } from '../sources/store.js';
import type { Case } from './replica/case.js';
import { fileCase } from './replica/file.js';
import { type Harm, openReplica } from './replica/server.js';
import { remove, temporaryFolder } from './support/workspace.js';

const bytes = Buffer.alloc(3e6, 'E01099001,12\n');

/** Half of the file, a wait longer than a download must last to be worth a bar, then the rest in two parts. */
const halting: Harm = async (_, { response }) => {
  response.writeHead(200, { 'content-type': 'text/csv', 'content-length': bytes.length });
  response.write(bytes.subarray(0, 1.5e6));
  await sleep(1100);
  response.write(bytes.subarray(1.5e6, 1.8e6));
  await sleep(500);
  response.end(bytes.subarray(1.8e6));
};

const { isTTY } = process.stderr;
const { write } = process.stderr;
const folder = temporaryFolder();
afterEach(() => {
  process.stderr.write = write;
  process.stderr.isTTY = isTTY;
  remove(folder);
});

/** What is written to stderr while the file comes, and a note after it. */
async function writtenBy(one: Case, terminal: boolean): Promise<string> {
  const replica = await openReplica([one]);
  replica.set({ harm: halting });
  let written = '';
  process.stderr.isTTY = terminal;
  process.stderr.write = (text: string | Uint8Array) => {
    written += text;
    return true;
  };
  const progress = fetching(textPrinter.tell, one.source.id);
  await fetchRelease(one.source, {
    store: openStore(folder),
    network: replica.network(),
    today: '2026-01-31',
    progress,
  });
  textPrinter.tell({ event: 'note', says: 'All is here.' });
  process.stderr.write = write;
  await replica.close();
  return written;
}

it('is drawn on a terminal, and taken off before the next line', async () => {
  const written = await writtenBy(fileCase, true);
  const [first, ...others] = written.split('\r\x1b[K');
  expect(first).toBe('');
  const bars = others.slice(0, -1);
  expect(bars.length).toBeGreaterThanOrEqual(2);
  for (const bar of bars) expect(bar).toMatch(/^ {2}replica_file {2}█{10,20}░{0,10} {2}[12]\.\d of 3\.0 MB$/);
  expect(others.at(-1)).toBe('  All is here.\n');
});

it('is not drawn into a file', async () => {
  expect(await writtenBy(fileCase, false)).toBe('  All is here.\n');
});
