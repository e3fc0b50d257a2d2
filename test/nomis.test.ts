/** The Nomis connector against a replica of the service. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nomisTable } from '../sources/connectors/nomis.js';
import { fetchRelease } from '../sources/fetch.js';
import { openStore } from '../sources/store.js';
import { csvOf } from './replica/case.js';
import { nomisAt } from './replica/nomis.js';
import { openReplica, type Replica } from './replica/server.js';
import { faultOf, filesUnder, remove, temporaryFolder } from './support/workspace.js';

const guests = nomisAt(13_000, 25_000);
let replica: Replica;
let folder: string;
beforeAll(async () => {
  replica = await openReplica([guests]);
});
afterAll(() => replica.close());
beforeEach(() => {
  folder = temporaryFolder();
  replica.set({});
});
afterEach(() => remove(folder));

const { source, table } = guests;
const get = (env?: Readonly<Record<string, string>>, of = source) =>
  fetchRelease(of, { store: openStore(folder), network: replica.network(env), today: '2026-01-31' });
const parameters = (i: number) => new URL(replica.seen[i]?.line.split(' ')[1] ?? '', 'http://x').searchParams;

describe('nomis', () => {
  it('joins pages of 25,000 rows under one header until the counted records are there', async () => {
    const entry = await get();
    const kept = readFileSync(path.join(folder, entry?.sha256 ?? ''), 'utf8');
    const counted = { columns: [...table.columns, 'RECORD_COUNT'], rows: table.rows.map((r) => [...r, '26000']) };
    expect(kept).toBe(csvOf(counted));
    expect(replica.seen.map((_, i) => parameters(i).get('RecordOffset'))).toEqual(['0', '25000']);
    expect(Object.fromEntries(parameters(0))).toEqual({
      geography: 'TYPE151',
      measures: '20100',
      c2021_tenure_9: '1,5',
      date: '2021',
      select: 'geography_code,c2021_tenure_9_name,obs_value,record_count',
      RecordLimit: '25000',
      RecordOffset: '0',
    });
  });

  it('goes by the short page where no record count is given', async () => {
    replica.set({
      harm: (reply, { request, response }) => {
        const body = String(reply.body).replace(/,"(RECORD_COUNT|26000)"(?=\n)/g, '');
        response.writeHead(200, { 'content-type': 'text/csv' }).end(request.method === 'HEAD' ? '' : body);
      },
    });
    const entry = await get();
    expect(readFileSync(path.join(folder, entry?.sha256 ?? ''), 'utf8')).toBe(csvOf(table));
  });

  it('a page with another header, or fewer records than counted, is refused and nothing is kept', async () => {
    const spoilt = (from: RegExp, to: string) =>
      replica.set({
        harm: ({ body }, { turn, response }) =>
          response
            .writeHead(200, { 'content-type': 'text/csv' })
            .end(turn === 2 ? String(body).replace(from, to) : body),
      });
    spoilt(/OBS_VALUE/, 'VALUE');
    const other = await faultOf(() => get());
    expect([other.exit, other.render()]).toEqual([11, expect.stringContaining('the header of the first page')]);
    spoilt(/\n(.|\n)*$/, '\n');
    const short = await faultOf(() => get());
    expect([short.exit, short.render()]).toEqual([11, expect.stringContaining('expected 26000 records in all')]);
    expect(filesUnder(folder)).toEqual([]);
  });

  it('uses a key where there is one, and writes it nowhere', async () => {
    const key = '0xabc/+&def';
    const entry = await get({ WARDWISE_NOMIS_KEY: key });
    expect(parameters(0).get('uid')).toBe(key);
    expect(parameters(0).get('RecordLimit')).toBe('100000');
    expect(JSON.stringify(entry)).not.toMatch(/0xabc|uid/);
    replica.set({ harm: (_, { response }) => response.writeHead(403).end(`no: ${key}`) });
    expect((await faultOf(() => get({ WARDWISE_NOMIS_KEY: key }))).render()).not.toMatch(/0xabc|uid/);
  });

  it('asks a dataset that goes on appearing for its newest date, and keeps to it', async () => {
    const columns = ['DATE', 'DATE_NAME', 'GEOGRAPHY_CODE'];
    const rows = [['2026-05', 'May 2026', 'E01099001']];
    replica.set({
      harm: (_, { response }) => response.writeHead(200, { 'content-type': 'text/csv' }).end(csvOf({ columns, rows })),
    });
    const via = nomisTable({
      dataset: 'NM_162_1',
      dimensions: {},
      geography: 'TYPE151',
      date: 'latest',
      select: ['date'],
    });
    const entry = await get({}, { ...source, via, releases: [] });
    expect(entry).toMatchObject({ release: '2026-05', period: 'May 2026', published: '' });
    expect([parameters(0).get('date'), parameters(1).get('date')]).toEqual(['latest', '2026-05']);
  });
});
