/** Publishers and a workspace: what is fetched, accepted, locked and asked, through the commands that do it. */
import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { areasFrom } from '../pipelines/areas.js';
import { ask } from '../pipelines/ask.js';
import { lockSources } from '../pipelines/fetch.js';
import type { Event } from '../pipelines/report.js';
import { everySource } from '../pipelines/sources.js';
import { openWorkspace } from '../pipelines/workspace.js';
import { govukFile } from '../sources/connectors/govuk.js';
import { nomis, nomisTable } from '../sources/connectors/nomis.js';
import { fetchRelease } from '../sources/fetch.js';
import { openNetwork } from '../sources/http/network.js';
import { type Lock, type LockEntry, readLock } from '../sources/lock.js';
import { ward25Boundaries } from '../sources/ons/boundaries.js';
import { censusTenure } from '../sources/ons/census-tenure.js';
import { lsoa21Ward25 } from '../sources/ons/lsoa21-ward25.js';
import { openStore } from '../sources/store.js';
import { openValidators } from '../sources/validators.js';
import type { Case, Table } from './replica/case.js';
import { faults } from './replica/faults.js';
import { fileCase } from './replica/file.js';
import { govukCase } from './replica/govuk.js';
import { nomisAt } from './replica/nomis.js';
import { fastClock, openReplica, type Replica } from './replica/server.js';
import { wardwise } from './support/cli.js';
import {
  demoText,
  faultOf,
  files,
  goodWorkspace,
  hashes,
  remove,
  runHere,
  tablesOnly,
  temporaryFolder,
  write,
} from './support/workspace.js';

/** The demo's own tenure, in the shape in which Nomis gives it. */
const [, ...lines] = demoText(files.tenure).trimEnd().split('\n');
const tenure: Table = {
  columns: ['GEOGRAPHY_CODE', 'C2021_TENURE_9_NAME', 'OBS_VALUE'],
  rows: lines.map((line) => [0, 3, 4].map((i) => line.split(',')[i] ?? '')),
};
const tenureCase: Case = { ...nomisAt(0, 5000), source: censusTenure, table: tenure };

let replica: Replica;
beforeAll(async () => {
  replica = await openReplica([tenureCase, govukCase, fileCase]);
});
afterAll(() => replica.close());
beforeEach(() => replica.set({}));

/** A network on which every service is out of order. */
const services = (await everySource()).flatMap(({ via }) => via?.service.id ?? []);
const endpointsDown = Object.fromEntries(services.map((id) => [id, 'http://127.0.0.1:1/']));
const down = () => openNetwork({ endpoints: endpointsDown, env: {}, clock: fastClock });

const other = (table: Table): Table => ({
  ...table,
  rows: table.rows.map((cells, i) => (i === 1 ? [...cells.slice(0, -1), '77'] : cells)),
});

let folder: string;
afterEach(() => remove(folder));

describe('a publisher out of reach', () => {
  beforeEach(async () => {
    folder = await goodWorkspace({}, tablesOnly);
  });

  it('does not end a run: what is locked is used, with a line for each', async () => {
    const before = hashes(path.join(folder, 'wardwise.lock.json'));
    const told: Event[] = [];
    const result = await runHere(folder, { mirror: undefined, network: down(), tell: (event) => told.push(event) });
    expect(result.made).toBe(false);
    const notes = told.flatMap((e) => (e.event === 'note' ? [e.says] : []));
    expect(notes).toContainEqual(
      expect.stringMatching(/^! ons_census_tenure could not be fetched \(.*\); the locked bytes are used\.$/),
    );
    expect(hashes(path.join(folder, 'wardwise.lock.json'))).toEqual(before);
  });

  it('is a gap of the run that was made without it, and no reason to call it stale', async () => {
    appendFileSync(path.join(folder, files.assessment), '\n# Another line.\n');
    expect((await runHere(folder, { mirror: undefined, network: down() }, tablesOnly)).made).toBe(true);
    const gaps = readFileSync(path.join(folder, 'out/latest/gaps.csv'), 'utf8');
    expect(gaps).toContain(`${censusTenure.title},ons_census_tenure could not be fetched when this was made.`);
    expect(gaps).toContain('wardwise fetch ons_census_tenure');
    expect(await wardwise('check', '--workspace', folder)).toMatchObject({ code: 0 });
  });
});

describe('fetch and check, at a publisher that stands elsewhere', () => {
  const endpoints = () =>
    `\nendpoints:\n${Object.entries(replica.endpoints)
      .filter(([id]) => id === 'nomis')
      .map(([id, base]) => `  ${id}: ${base}\n`)
      .join('')}`;
  const row = (out: string, of: string) => out.split('\n').find((line) => line.startsWith(of)) ?? '';

  it('new bytes are locked and used; check asks their publisher and says what it heard', async () => {
    folder = await goodWorkspace({}, tablesOnly);
    appendFileSync(path.join(folder, files.assessment), endpoints());
    const fetched = await wardwise('fetch', 'ons_census_tenure', '--workspace', folder);
    expect([fetched.code, row(fetched.out, 'ons_census_tenure')], fetched.err).toEqual([
      0,
      expect.stringMatching(/2021 +changed/),
    ]);
    expect(fetched.err).toMatch(/ons_census_tenure +changed +\d\.\d s/);
    const lock = readLock(path.join(folder, 'wardwise.lock.json'));
    expect(lock.ons_census_tenure).toMatchObject({
      rows: tenure.rows.length,
      url: expect.stringContaining('NM_2072_1'),
    });
    const checked = await wardwise('check', '--workspace', folder);
    expect([checked.code, checked.err]).toEqual([12, expect.stringContaining('ons_census_tenure has other bytes')]);
    expect(row(checked.out, 'ons_census_tenure')).toMatch(/not to be told without fetching/);
    expect((await wardwise('check', '--offline', '--workspace', folder)).out).not.toContain('at the publisher');
  });

  it.each([
    ['nomis: http://example.org/', /endpoints\.nomis: expected an https address, or http on this machine/],
    ['nomis: not an address', /endpoints\.nomis: expected an https address/],
    ['nomiss: https://example.org/', /“nomiss” is not known under endpoints; did you mean “nomis”\?/],
  ])('%s is a mistake', async (line, says) => {
    folder = temporaryFolder();
    write(folder, 'assessment.yaml', `area: X06000001\nendpoints:\n  ${line}\n`);
    const { code, err } = await wardwise('fetch', '--workspace', folder);
    expect([code, err]).toEqual([2, expect.stringMatching(says)]);
    expect(err).toMatch(/line 3, column/);
  });

  it('bytes that moved too far are refused, and taken when that is said', async () => {
    folder = temporaryFolder();
    const fetchNow = async (acceptChange = false) => {
      const options = { network: replica.network(), acceptChange };
      const [got] = await lockSources(openWorkspace(folder), [censusTenure], [censusTenure], options);
      return got;
    };
    expect(await fetchNow()).toMatchObject({ outcome: 'new' });
    const before = hashes(folder);
    replica.set({ change: (table) => ({ ...table, rows: table.rows.slice(0, table.rows.length / 3) }) });
    const refused = await fetchNow();
    expect(refused?.fault?.render()).toMatch(
      /ons_census_tenure, release 2021: .* changed too much(.|\n)*rows +9,360 before, 3,120 now(.|\n)*wardwise fetch ons_census_tenure --accept-change {8}\[exit 11\]/,
    );
    expect(hashes(folder)).toEqual(before);
    expect(await fetchNow(true)).toMatchObject({ outcome: 'changed' });
    replica.set({ change: other });
    expect((await fetchNow())?.fault?.exit).toBe(11);
  });

  it('one that fails keeps its line, and the others are locked', async () => {
    folder = temporaryFolder();
    const { source } = fileCase;
    const workspace = openWorkspace(folder);
    replica.set({
      harm: (reply, { request, response }) => {
        const well = request.url?.startsWith('/files/');
        const headers = { 'content-type': reply.type, ...reply.headers };
        response.writeHead(well ? (reply.status ?? 200) : 404, headers).end(well ? reply.body : 'no');
      },
    });
    const got = await lockSources(workspace, [censusTenure, source], [], { network: replica.network() });
    expect(got.map(({ outcome }) => outcome)).toEqual(['could not be fetched', 'new']);
    expect(Object.keys(readLock(workspace.lock))).toEqual([source.id]);
  });
});

describe('asking without fetching', () => {
  const { source } = fileCase;
  const all = async (harm?: Parameters<Replica['set']>[0]) => {
    const workspace = openWorkspace(folder);
    await lockSources(workspace, [source], [source], { network: replica.network() });
    const before = hashes(folder);
    replica.set(harm ?? {});
    const known = openValidators(workspace.validators);
    const entry = readLock(workspace.lock)[source.id] as LockEntry;
    const asked = await ask(source, entry, { network: replica.network(), known, areas: async () => new Map() });
    expect(hashes(folder)).toEqual(before);
    return asked;
  };
  beforeEach(() => {
    folder = temporaryFolder();
  });

  it.each([
    ['the same', undefined, undefined],
    ['other bytes', { change: other }, undefined],
    ['another header', { change: (t: Table) => ({ ...t, columns: ['Code', 'Live births'] }) }, 11],
    ['could not be reached', { harm: faults['reset always']?.harm }, 10],
    ['refused', { harm: faults['wrong type']?.harm, change: other }, 11],
  ] as const)('%s', async (found, harm, exit) => {
    const asked = await all(harm);
    expect([asked.found, asked.fault?.exit], asked.fault?.render()).toEqual([found, exit]);
  });

  it('a newer release is named', async () => {
    const workspace = openWorkspace(folder);
    await lockSources(workspace, [source], [source], { network: replica.network() });
    const via = { ...source.via!, newest: async () => ({ id: '2025', period: '2025', published: '2026-06-01' }) };
    const entry = readLock(workspace.lock)[source.id] as LockEntry;
    const asking = {
      network: replica.network(),
      known: openValidators(workspace.validators),
      areas: async () => new Map(),
    };
    expect(await ask({ ...source, via }, entry, asking)).toMatchObject({ found: 'a newer release', what: '2025' });
  });
});

describe('GOV.UK', () => {
  const { source } = govukCase;
  const get = (attachment: RegExp, release?: 'latest') => {
    const path = 'government/statistics/english-indices-of-deprivation-2025';
    const via = govukFile({ path, attachment, kind: 'csv', ...(release && { release }) });
    const of = { ...source, via, releases: release ? [] : source.releases };
    return fetchRelease(of, { store: openStore(folder), network: replica.network(), today: '2026-01-31' });
  };
  beforeEach(() => {
    folder = temporaryFolder();
  });

  it('finds the one attachment, by its title or its file name', async () => {
    const [one, two] = [await get(/^file 7\b/i), await get(/file_7_iod2025/)];
    expect(one).toMatchObject({
      release: '2025',
      url: expect.stringContaining('/media/691ded56d140bbbaa59a2a7d/File_7'),
    });
    expect(two).toEqual(one);
  });

  it('names a release that goes on appearing by the day of its last update', async () => {
    expect(await get(/^file 7: (?<period>all ranks)/i, 'latest')).toMatchObject({
      release: '2025-11-19',
      published: '2025-11-19',
      period: 'all ranks',
    });
  });

  it('refuses where none fits, and names the candidates', async () => {
    const fault = await faultOf(() => get(/^file 8\b/i));
    expect([fault.exit, fault.render()]).toEqual([
      11,
      expect.stringMatching(/one CSV attachment like \^file 8\\b\n.*found .*“File 7: all ranks, scores/),
    ]);
  });
});

describe('releases that are not in a source’s own list', () => {
  const via = nomisTable({ dataset: 'NM_1_1', dimensions: {}, geography: 'TYPE151', date: 'latest', select: ['date'] });
  const source = { ...censusTenure, id: 'goes_on', via, releases: [] };
  const mirrored = (release?: string) =>
    fetchRelease(source, {
      store: openStore(path.join(folder, 'store')),
      network: replica.network(),
      mirror: folder,
      today: '2026-01-31',
      release,
    });
  beforeEach(() => {
    folder = temporaryFolder();
  });

  it('are found in a mirror by name, the last first', async () => {
    expect(await mirrored()).toBeUndefined();
    for (const name of ['2025-9.csv', '2025-10.csv.gz', '2025-11.pdf', 'notes.txt.bak'])
      write(folder, `goes_on/${name}`, 'x');
    expect(await mirrored()).toMatchObject({ release: '2025-10', period: '2025-10', url: null });
    expect(await mirrored('2025-9')).toMatchObject({ release: '2025-9' });
    expect(await mirrored('2024-1')).toBeUndefined();
  });
});

describe('codes by authority', () => {
  it('come from a lookup or from outlines, whichever is at hand', async () => {
    folder = await goodWorkspace({}, tablesOnly);
    const { store, lock: file } = openWorkspace(folder);
    const lock: Lock = readLock(file);
    const entry = (id: string) => lock[id] as LockEntry;
    const wards = await areasFrom(new Map([[ward25Boundaries, entry('ons_ward25_boundaries')]]), store)('ward25');
    const lsoas = await areasFrom(new Map([[lsoa21Ward25, entry('ons_lsoa21_ward25')]]), store)('lsoa21');
    expect([wards.size, wards.get('X06000001')?.length]).toEqual([7, 30]);
    expect([...lsoas.values()].flat()).toHaveLength(1040);
    expect(lsoas.get('X06000001')?.[0]).toMatch(/^X01/);
    expect((await areasFrom(new Map(), store)('ward25')).size).toBe(0);
  });
});

/** A connector that finds no areas to ask for. */
async function* headerOnly() {
  yield 'area,n\n';
}

it('nothing to ask for is nothing to be had, and nothing is kept', async () => {
  folder = temporaryFolder();
  const source = { ...censusTenure, via: { service: nomis, keeps: 'csv' as const, pages: headerOnly } };
  const options = { store: openStore(folder), network: replica.network(), today: '2026-01-31' };
  expect(await fetchRelease(source, options)).toBeUndefined();
  expect(hashes(folder)).toEqual({});
});
