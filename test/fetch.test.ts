/** Getting bytes and keeping them: a real server on loopback, the store, the lock, a mirror. */
import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defineIndicator } from '../models/define.js';
import { definePipeline, type Pipeline } from '../pipelines/define.js';
import { fetchSources } from '../pipelines/fetch.js';
import { needsAssessment } from '../pipelines/needs-assessment.js';
import { everySource } from '../pipelines/sources.js';
import { defineSource, type Release } from '../sources/define.js';
import { fetchRelease, findInMirror } from '../sources/fetch.js';
import { openNetwork } from '../sources/http/network.js';
import { type LockEntry, readLock, withEntries, writeLock } from '../sources/lock.js';
import { ward25Boundaries } from '../sources/ons/boundaries.js';
import { censusTable } from '../sources/ons/census.js';
import { censusTenure } from '../sources/ons/census-tenure.js';
import { openStore } from '../sources/store.js';
import { fastClock } from './replica/server.js';
import { demoText, faultOf, files, hashes, remove, runHere, temporaryFolder } from './support/workspace.js';

const today = '2026-01-31';
const network = openNetwork();
/** Tenure as a file at an address, which no connector brings. */
const { via: _, ...plainTenure } = censusTenure;
const services = (await everySource()).flatMap(({ via }) => via?.service.id ?? []);
/** Hardly waits, and finds no service of a real publisher. */
const quick = () => {
  const endpoints = Object.fromEntries(services.map((id) => [id, 'http://127.0.0.1:1/']));
  return openNetwork({ endpoints, clock: fastClock, env: {} });
};
let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => remove(folder));

describe('the store', () => {
  it('keeps equal bytes once, under their hash', async () => {
    const store = openStore(folder);
    const [one, two] = [
      await store.put(Readable.from([Buffer.from('same')])),
      await store.put(Readable.from(['sa', 'me'].map((t) => Buffer.from(t)))),
    ];
    expect(one).toEqual(two);
    expect(one).toEqual({ sha256: '0967115f2813a3541eaef77de9d9d5773f1c0c04314b0bbfe4ff3b3b1c55b5d5', bytes: 4 });
    expect(readdirSync(folder)).toEqual([one.sha256]);
    expect(readFileSync(store.find(one.sha256)!, 'utf8')).toBe('same');
  });

  it('is not touched again by bytes it holds, and knows nothing of others', async () => {
    const store = openStore(folder);
    const { sha256 } = await store.put(Readable.from([Buffer.from('same')]));
    utimesSync(path.join(folder, sha256), 1, 1);
    await store.put(Readable.from([Buffer.from('same')]));
    expect(statSync(path.join(folder, sha256)).mtimeMs).toBe(1000);
    expect(store.find('0'.repeat(64))).toBeUndefined();
  });

  it('a stream that fails half way leaves nothing', async () => {
    async function* torn() {
      yield Buffer.from('half');
      throw new Error('torn');
    }
    await expect(openStore(folder).put(Readable.from(torn()))).rejects.toThrow('torn');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('the lock', () => {
  let lockFile: string;
  beforeEach(() => {
    lockFile = path.join(folder, 'wardwise.lock.json');
  });
  const entry = (sha: string, retrieved: string): LockEntry => ({
    release: '2021',
    sha256: sha.repeat(64),
    bytes: 1,
    url: null,
    retrieved,
  });

  it('does not move when bytes are equal, whatever the day', () => {
    writeLock(lockFile, { b: entry('a', '2025-01-01'), a: entry('b', '2025-01-01') });
    const file = lockFile;
    utimesSync(file, 1, 1);
    const before = readFileSync(file, 'utf8');
    writeLock(lockFile, withEntries(readLock(lockFile), { a: entry('b', '2026-06-06') }));
    expect([readFileSync(file, 'utf8'), statSync(file).mtimeMs]).toEqual([before, 1000]);
    expect(Object.keys(readLock(lockFile))).toEqual(['a', 'b']);
  });

  it('changed bytes change the lines of one source', () => {
    const before = { a: entry('a', '2025-01-01'), b: entry('b', '2025-01-01') };
    const after = withEntries(before, { a: entry('a', '2026-06-06'), b: entry('c', '2026-06-06') });
    expect(after).toEqual({ a: before.a, b: entry('c', '2026-06-06') });
  });

  it.each([
    ['not JSON', '{ "sources": '],
    ['another shape', '{ "sources": { "a": { "sha256": "abc" } } }'],
    ['a merge left open', '<<<<<<< HEAD\n{}\n'],
    ['a newer version', '{ "version": 2, "sources": {} }'],
  ])('%s: says what to do', async (_what, text) => {
    writeFileSync(lockFile, text);
    const fault = await faultOf(async () => readLock(lockFile));
    expect(fault.exit).toBe(2);
    expect(fault.render()).toMatch(/^✗ .*wardwise\.lock\.json is not a lock file this version understands\n {4}found /);
    expect(fault.render()).toMatch(/Restore it from version control.*: {2}wardwise fetch {8}\[exit 2\]$/);
  });
});

describe('a mirror', () => {
  const lay = (file: string, text: string | Uint8Array = 'x') => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  const releases: readonly Release[] = ['2025', '2024', '2023'].map((id) => ({
    id,
    period: id,
    published: `${id}-06-01`,
  }));
  const source = { ...plainTenure, id: 'some', releases };
  const found = (wanted?: string) => path.relative(folder, findInMirror(folder, source, wanted)?.file ?? folder);

  it('gives the newest release it has, plain before gzipped, or the one asked for', () => {
    expect(found()).toBe('');
    lay('some/2023.csv');
    lay('some/2024.tsv.gz');
    expect(found()).toBe('some/2024.tsv.gz');
    lay('some/2024.csv.gz');
    expect(found()).toBe('some/2024.csv.gz');
    lay('some/2024.csv');
    lay('some/2022.csv');
    lay('some/2025.pdf');
    lay('some/2025.geojson');
    expect(found()).toBe('some/2024.csv');
    expect(found('2023')).toBe('some/2023.csv');
    expect(found('2025')).toBe('');
    lay('ons_ward25_boundaries/2025.csv');
    expect(findInMirror(folder, ward25Boundaries)).toBeUndefined();
    lay('ons_ward25_boundaries/2025.geojson.gz');
    expect(findInMirror(folder, ward25Boundaries)?.file).toMatch(/geojson\.gz$/);
  });

  it('holds JSON for a source that knows a shape in JSON, and for no other', () => {
    lay('some/2025.json');
    expect(found()).toBe('');
    const [table = { columns: {} }] = source.tables;
    const inJson = { ...source, tables: [{ ...table, json: { rows: '' } }] };
    expect(findInMirror(folder, inJson)?.file).toMatch(/2025\.json$/);
  });

  it('a release that does not exist is a mistake, not a gap', async () => {
    const fault = await faultOf(async () => found('2031'));
    expect(fault.render()).toContain('some has no release 2031\n    expected 2025, 2024, 2023');
    expect(fault.exit).toBe(2);
  });

  it('the address in the lock is null, for the bytes came from nobody’s address', async () => {
    lay('some/2025.csv.gz', gzipSync('a'));
    const entry = await fetchRelease(source, {
      store: openStore(path.join(folder, 'store')),
      mirror: folder,
      network,
      today,
    });
    expect(entry).toMatchObject({ release: '2025', url: null, retrieved: today });
  });
});

describe('a publisher', () => {
  let server: Server;
  let base: string;
  let seen: string[];
  let answers: RequestListener[];
  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push(`${request.url} ${request.headers['user-agent']?.split(' ')[0]}`);
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      answer?.(request, response);
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    seen = [];
  });
  afterAll(() => server.close());

  const status =
    (code: number, body = ''): RequestListener =>
    (_, response) =>
      response.writeHead(code).end(body);
  const reset: RequestListener = (request) => request.socket.destroy();
  const halfThenReset: RequestListener = (request, response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('half');
    setTimeout(() => request.socket.destroy(), 20);
  };
  const slowly: RequestListener = (_, response) => {
    response.writeHead(200).write('good ');
    setTimeout(() => response.end('bytes'), 150);
  };
  const good = status(200, 'good bytes');

  const sourceAt = (...paths: (string | undefined)[]) => ({
    ...plainTenure,
    id: 'some_source',
    releases: paths.map(
      (p, i): Release => ({
        id: `${2025 - i}`,
        period: 'x',
        published: '2025-01-01',
        ...(p ? { url: `${base}${p}` } : {}),
      }),
    ),
  });
  const get = (source: Parameters<typeof fetchRelease>[0], release?: string) =>
    fetchRelease(source, { store: openStore(path.join(folder, 'store')), network: quick(), today, release });
  const kept = () => readdirSync(path.join(folder, 'store')).length;

  it.each([
    ['200', [good], 1],
    ['slow', [slowly], 1],
    ['500, then 200', [status(500), good], 2],
    ['429, then 503, then 200', [status(429), status(503), good], 3],
    ['connection reset, then 200', [reset, good], 2],
    ['half a body and reset, then 200', [halfThenReset, good], 2],
  ] as const)('%s: the bytes are kept', async (_what, planned, requests) => {
    answers = [...planned];
    const entry = await get(sourceAt('/file.csv'));
    expect(entry).toMatchObject({ release: '2025', bytes: 10, url: `${base}/file.csv`, retrieved: today });
    expect(seen).toEqual(Array(requests).fill('/file.csv wardwise'));
    expect(kept()).toBe(1);
  });

  it.each([
    ['404', [status(404)], 1, 'the server answered 404'],
    ['403', [status(403)], 1, 'the server answered 403'],
    ['500 for ever', [status(500)], 4, 'the server answered 500'],
  ] as const)('%s: unreachable, and nothing is kept', async (_what, planned, requests, says) => {
    answers = [...planned];
    const fault = await faultOf(() => get(sourceAt('/file.csv')));
    expect(fault.exit).toBe(10);
    expect(fault.render()).toMatch(says);
    expect(fault.render()).toContain(`some_source could not be fetched\n    from  ${base}/file.csv`);
    expect(fault.render()).toContain(
      'What was locked before still works.\n  Go on with the locked bytes:  wardwise run --offline',
    );
    expect(seen.length).toBe(requests);
    try {
      expect(kept()).toBe(0);
    } catch (error) {
      expect(error).toMatchObject({ code: 'ENOENT' });
    }
  });

  it('the newest release that can be downloaded is, or the one asked for; one without an address is not to be had', async () => {
    answers = [good];
    expect((await get(sourceAt(undefined, '/2024.csv', '/2023.csv')))?.release).toBe('2024');
    expect((await get(sourceAt(undefined, '/2024.csv', '/2023.csv'), '2023'))?.release).toBe('2023');
    expect(await get(sourceAt(undefined, '/2024.csv'), '2025')).toBeUndefined();
    expect(seen.map((line) => line.split(' ')[0])).toEqual(['/2024.csv', '/2023.csv']);
  });

  /** The product with one more indicator, whose source is on the server. */
  function pipelineOf(): Pipeline {
    const source = defineSource({
      ...plainTenure,
      id: 'on_loopback',
      releases: [{ id: '2021', period: '2021', published: '2023-01-05', url: `${base}/tenure.csv` }],
      tables: [
        censusTable({
          variable: ['Tenure of household (9 categories)'],
          categories: [
            ...new Set(
              demoText(files.tenure)
                .split('\n')
                .slice(1)
                .map((l) => l.split(',')[3] ?? ''),
            ),
          ],
        }),
      ],
      measures: { homes: { title: 'Homes', kind: 'count', of: 'n' } },
    });
    const more = defineIndicator({
      id: 'more',
      title: 'More',
      statistic: 'proportion',
      direction: 'none',
      numerator: source.measures.homes,
      denominator: censusTenure.measures.households,
    });
    const { index, context } = needsAssessment;
    return definePipeline({
      ...needsAssessment,
      index: { ...index, domains: [] },
      context: { ...context, indicators: [more] },
    });
  }

  it('fetch: new, then the same, then changed; 200 with a web page is refused and not locked', async () => {
    writeFileSync(path.join(folder, 'assessment.yaml'), 'area: X06000001\n');
    const fetchNow = async () => {
      const all = await fetchSources(folder, [pipelineOf()], ['on_loopback'], {
        network: quick(),
      });
      for (const { fault } of all) if (fault) throw fault;
      return all.map((f) => f.outcome);
    };
    answers = [status(200, demoText(files.tenure))];
    expect([await fetchNow(), await fetchNow()]).toEqual([['new'], ['the same']]);
    const before = hashes(path.join(folder, 'wardwise.lock.json'));
    answers = [status(200, '<!DOCTYPE html><html>Our site has moved</html>')];
    const fault = await faultOf(fetchNow);
    expect([fault.exit, fault.render()]).toEqual([10, expect.stringContaining('a web page in place of data')]);
    expect(hashes(path.join(folder, 'wardwise.lock.json'))).toEqual(before);
    answers = [status(200, demoText(files.tenure).replace(/,\d+\n$/, ',77\n'))];
    expect(await fetchNow()).toEqual(['changed']);
    expect(hashes(path.join(folder, 'wardwise.lock.json'))).not.toEqual(before);
  });

  it('run: a publisher that does not answer ends it with 10, and changes nothing', async () => {
    writeFileSync(path.join(folder, 'assessment.yaml'), 'area: X06000001\n');
    answers = [status(500)];
    const before = hashes(folder);
    const fault = await faultOf(() => runHere(folder, { mirror: undefined, network: quick() }, pipelineOf()));
    expect(fault.exit).toBe(10);
    expect(hashes(folder)).toEqual(before);
  });
});
