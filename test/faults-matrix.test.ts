/**
 * Every fault × every connector, through the product's own fetch and contract: it ends in the same rows as without the
 * fault, or in a clean refusal with lock, snapshots and warehouse as they were. Prints the matrix.
 */
import { cpSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckDB } from '../models/engine/duckdb.js';
import { toRows } from '../models/engine/engine.js';
import { readArchive } from '../models/load/archive.js';
import { isCovered } from '../models/load/coverage.js';
import { readBoundaries } from '../models/load/geography.js';
import { cellTable, readCells } from '../models/load/raw.js';
import { lockSources } from '../pipelines/fetch.js';
import { openWorkspace } from '../pipelines/workspace.js';
import { readLock } from '../sources/lock.js';
import type { Case } from './replica/case.js';
import { cases } from './replica/cases.js';
import { type End, faults } from './replica/faults.js';
import { openReplica, type Replica } from './replica/server.js';
import { filesUnder, hashes, remove, temporaryFolder, write } from './support/workspace.js';

let replica: Replica;
beforeAll(async () => {
  replica = await openReplica(cases);
});
afterAll(async () => {
  await replica.close();
  const width = Math.max(...Object.keys(faults).map((name) => name.length));
  const cell = (text: string) => text.padEnd(18);
  const line = (name: string) =>
    `${name.padEnd(width)}  ${cases.map((c) => cell(outcomes.get(`${name} ${c.name}`) ?? '–')).join('')}`;
  console.log(
    [`${' '.repeat(width)}  ${cases.map((c) => cell(c.name)).join('')}`, ...Object.keys(faults).map(line)].join('\n'),
  );
});
const outcomes = new Map<string, End>();

/** The rows of what is locked, in no order, as the contract reads them. */
async function rowsIn(folder: string, { source }: Case): Promise<string[]> {
  const workspace = openWorkspace(folder);
  const { release, sha256 } = readLock(workspace.lock)[source.id]!;
  const reading = { release, file: workspace.store.find(sha256)!, shown: 'it' };
  if (source.gives === 'boundaries')
    return readBoundaries({ source, ...reading })
      .outlines.map((o) => JSON.stringify(o))
      .sort();
  const engine = await openDuckDB();
  try {
    if (source.gives === 'observations' && isCovered(source)) await readArchive(engine, { source, ...reading });
    else await readCells(engine, { source, ...reading });
    const rows = toRows(await engine.query(`select * from ${cellTable(source)}`));
    return rows.map(({ row_number, ...row }) => JSON.stringify(Object.entries(row).sort(), bigints)).sort();
  } finally {
    await engine.close();
  }
}
const bigints = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);

const fetchInto = async (folder: string, { source, env }: Case, patience?: number) => {
  const network = replica.network({ ...env }, patience ? { total: patience } : {});
  const [fetched] = await lockSources(openWorkspace(folder), [source], [source], { network });
  return fetched!;
};
/** Everything that must not move, which is all but what servers said of their answers. */
const kept = (folder: string) => Object.entries(hashes(folder)).filter(([file]) => !file.endsWith('validators.json'));

describe.each(cases.map((c) => [c.name, c] as const))('%s', (name, at) => {
  let good: string;
  let rows: string[];
  let bytes: string | undefined;
  beforeAll(async () => {
    good = temporaryFolder();
    write(good, '.wardwise/warehouse.duckdb', 'the last good tables');
    replica.set({});
    const fetched = await fetchInto(good, at);
    expect(fetched).toMatchObject({ outcome: 'new' });
    bytes = fetched.sha256;
    rows = await rowsIn(good, at);
    expect(rows.length).toBeGreaterThan(10);
  });
  afterAll(() => remove(good));

  const meant = Object.entries(faults).filter(([fault]) => !at.without?.includes(fault));
  it.each(meant)('%s', async (faultName, { harm, change, patience, ends }) => {
    // Faults on the way meet a workspace that has nothing yet, so that bytes must come; faults of content one that has.
    const folder = temporaryFolder();
    if (change) cpSync(good, folder, { recursive: true });
    else write(folder, '.wardwise/warehouse.duckdb', 'the last good tables');
    try {
      const before = kept(folder);
      replica.set({ harm, change: change && ((table) => change(table, at)) });
      const { outcome, fault, sha256 } = await fetchInto(folder, at, patience);
      const end: End = fault ? (`refused ${fault.exit}` as End) : 'loaded';
      outcomes.set(`${faultName} ${name}`, end);
      expect(end, fault?.render()).toBe(ends);
      if (fault) {
        expect(kept(folder)).toEqual(before);
        expect(fault.render()).toMatch(/^✗ replica_/);
      } else {
        expect(outcome).toMatch(change ? /^(changed|the same)$/ : /^new$/);
        if (sha256 !== bytes) expect(await rowsIn(folder, at)).toEqual(rows);
      }
      for (const key of Object.values(at.env ?? {})) {
        expect(fault?.render() ?? '').not.toContain(key);
        for (const file of filesUnder(folder)) expect(readFileSync(file, 'utf8')).not.toContain(key);
      }
    } finally {
      remove(folder);
    }
  });

  it('not changed since: the locked snapshot stands', async () => {
    replica.set({});
    const before = kept(good);
    expect(await fetchInto(good, at)).toMatchObject({ outcome: 'the same' });
    expect(kept(good)).toEqual(before);
    const noted = path.join(good, '.wardwise/validators.json');
    const { etag } = existsSync(noted) ? JSON.parse(readFileSync(noted, 'utf8'))[at.source.id] : {};
    if (etag) expect(replica.seen.map(({ headers }) => headers['if-none-match'])).toContain(etag);
  });
});
