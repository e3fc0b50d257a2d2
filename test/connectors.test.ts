/** The connectors of publishers' APIs, each against a replica of its service. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readBoundaries } from '../models/load/geography.js';
import { arcgisTable, openGeography } from '../sources/connectors/arcgis.js';
import type { Answer, Http, Via } from '../sources/connectors/connector.js';
import { eesQuery } from '../sources/connectors/ees.js';
import { readExactly } from '../sources/connectors/rows.js';
import { statXploreTable } from '../sources/connectors/stat-xplore.js';
import type { BoundarySource, ObservationSource } from '../sources/define.js';
import { fetchRelease } from '../sources/fetch.js';
import { openStore } from '../sources/store.js';
import { arcgisOutlinesCase, arcgisTableCase } from './replica/arcgis.js';
import type { Case, Reply, Table } from './replica/case.js';
import { ckanCase } from './replica/ckan.js';
import { eesCase } from './replica/ees.js';
import { elsCase } from './replica/els.js';
import { fingertipsCase } from './replica/fingertips.js';
import { madeUpSource, madeUpTable, plainContract } from './replica/made-up.js';
import { opendatasoftCase } from './replica/opendatasoft.js';
import { type Harm, openReplica, type Replica, sendWell } from './replica/server.js';
import { socrataCase } from './replica/socrata.js';
import { statXploreCase } from './replica/stat-xplore.js';
import { faultText, readTable } from './support/read-table.js';
import { describeShared } from './support/shared.js';
import { remove, temporaryFolder } from './support/workspace.js';

const tables: readonly Case[] = [
  arcgisTableCase,
  ckanCase,
  eesCase,
  elsCase,
  fingertipsCase,
  opendatasoftCase,
  socrataCase,
  statXploreCase,
];
const env = statXploreCase.env ?? {};

let replica: Replica;
let folder: string;
beforeAll(async () => {
  replica = await openReplica([...tables, arcgisOutlinesCase]);
});
afterAll(() => replica.close());
beforeEach(() => {
  folder = temporaryFolder();
  replica.set({});
});
afterEach(() => remove(folder));

type Areas = NonNullable<Parameters<typeof fetchRelease>[1]['areas']>;

/** Fetches a source and gives back the file that is kept. */
async function fileOf(source: Case['source'], areas?: Areas): Promise<string> {
  const entry = await fetchRelease(source, {
    store: openStore(folder),
    network: replica.network(env),
    today: '2026-01-31',
    ...(areas && { areas }),
  });
  return path.join(folder, entry?.sha256 ?? 'nothing');
}

/** What is kept of a table asked for by some connector. */
const textBy = async (via: Via, areas?: Areas): Promise<string> =>
  readFileSync(await fileOf(madeUpSource('asked_here', via, plainContract(['area', 'n'])), areas), 'utf8');

const tablesOf = ({ source }: Case) => (source as ObservationSource).tables;
const addresses = () => replica.seen.map(({ line }) => new URL(line.split(' ')[1] ?? '', 'http://x'));
const asked = (parameter: string) => addresses().map((address) => address.searchParams.get(parameter));

/** Rewrites what a service answers, as text. */
const rewriting =
  (change: (body: string, path: string) => string | Reply): Harm =>
  (reply, at) => {
    const changed = change(String(reply.body), at.request.url ?? '');
    sendWell(typeof changed === 'string' ? { ...reply, body: changed } : changed, at);
  };

/** Questions that are not for rows: what there is, and how much of it. */
const isAside = (address: string): boolean => /\/meta|CountOnly|count%28/.test(address);

const json = (body: unknown): Reply => ({ type: 'application/json', body: JSON.stringify(body) });

describe.each(tables)('$name', (one) => {
  // Stat-Xplore has no mark for what is withheld: the figure is not there.
  const withheld = one === statXploreCase ? 1 : 2;
  const figures = madeUpTable(100, ['area', 'n']).rows.map(([area, cell]) =>
    cell === 'c' ? [area, withheld, null] : [area, 0, Number(cell)],
  );

  it('brings every area with its figure, and no figure for the one withheld', async () => {
    const rows = await readTable(await fileOf(one.source), tablesOf(one));
    const of = Object.values((one.source as ObservationSource).measures)[0]?.of ?? '';
    const read = rows.map((row) => [row.area, row[`${of} status`], row[of]]);
    expect(read.sort()).toEqual(figures.sort());
  });

  it('keeps the same bytes for the same answers', async () => {
    expect(await fileOf(one.source)).toBe(await fileOf(one.source));
  });
});

describe.each([arcgisTableCase, ckanCase, eesCase, socrataCase])('$name in pages', (one) => {
  it('ends when all rows are there, and never before', async () => {
    await fileOf(one.source);
    expect(replica.seen.filter(({ line }) => !isAside(line))).toHaveLength(3);
  });

  it('is refused when a page is lost', async () => {
    const empty = (body: string) =>
      JSON.stringify(JSON.parse(body), (key, value) =>
        (key === 'features' || key === 'records' || key === 'results') && Array.isArray(value) ? [] : value,
      );
    let page = 0;
    replica.set({
      harm: rewriting((body, url) => {
        if (isAside(url)) return body;
        page++;
        return page === 2 ? (one === socrataCase ? '[]' : empty(body)) : body;
      }),
    });
    expect(await faultText(() => fileOf(one.source))).toMatch(
      /not all rows came[\s\S]*expected 100 rows\n\s+found\s+40/,
    );
  });
});

describe('digits', () => {
  it('stay as they were written, whatever a double would make of them', async () => {
    const written = ['36393.0', '12345678901234567890', '1e-05', '"007, \\"x\\" 1.50"', 'null', 'true'];
    const features = written
      .map((cell, i) => `{"attributes":{"LSOA21CD":"E0109900${i}","children":${cell}}}`)
      .join(',');
    const answer = (_: string, url: string) => (isAside(url) ? '{"count":6}' : `{"features":[${features}]}`);
    replica.set({ harm: rewriting(answer) });
    const [, ...lines] = readFileSync(await fileOf(arcgisTableCase.source), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => line.slice(10))).toEqual([
      '36393.0',
      '12345678901234567890',
      '1e-05',
      '"007, ""x"" 1.50"',
      '',
      'true',
    ]);
  });
});

describe('any JSON', () => {
  const answerOf = (text: string): Answer => ({
    url: 'https://example.invalid/',
    headers: {},
    body: Readable.from([text]),
    text: async () => text,
    json: async (shape) => shape.parse(JSON.parse(text)),
  });
  const http = { asking: { id: 'any' } } as Http;
  /** Numbers as JSON writes them, all else as it is. */
  const written = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value), (_key, inner) => (typeof inner === 'number' ? JSON.stringify(inner) : inner));

  it('is read with its numbers as they are written, and every text as it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.boolean(), async (value, spaced) => {
        const text = spaced ? JSON.stringify(value, null, 2) : JSON.stringify(value);
        expect(await readExactly(http, answerOf(text), z.unknown())).toEqual(written(value));
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

describe('arcgis', () => {
  const layer = {
    name: 'Made_up_LU',
    fields: ['LSOA21CD', 'children'],
    orderBy: 'LSOA21CD',
    look: 'https://look.invalid/',
  };

  it('asks in a stable order, for the fields it keeps', async () => {
    await fileOf(arcgisTableCase.source);
    expect(asked('resultOffset')).toEqual([null, '0', '40', '80']);
    expect(asked('orderByFields').slice(1)).toEqual(['LSOA21CD', 'LSOA21CD', 'LSOA21CD']);
    expect(asked('outFields').slice(1)).toEqual(Array(3).fill('LSOA21CD,children'));
  });

  it('posts a filter that is too long for an address', async () => {
    const where = `LSOA21CD in (${arcgisTableCase.table.rows.map(([area]) => `'${area}'`).join(',')})`;
    expect((await textBy(arcgisTable({ ...layer, where }))).split('\n')).toHaveLength(102);
    expect(replica.seen.map(({ line }) => line.split('?')[0])).toEqual(
      Array(4).fill(`POST /${openGeography.id}/Made_up_LU/FeatureServer/0/query`),
    );
  });

  it('says how to find a service that has been renamed', async () => {
    const fault = await faultText(() => textBy(arcgisTable({ ...layer, name: 'LSOA21_WD24_LAD24_EW_LU' })));
    expect(fault).toMatch(
      /no “LSOA21_WD24_LAD24_EW_LU” any more[\s\S]*said\s+400 Invalid URL\n\s+look\s+https:\/\/look.invalid/,
    );
    expect(fault).toMatch(/\[exit 10\]$/);
  });

  it('takes an error inside an answer for one, and asks again where that may help', async () => {
    const busy = json({ error: { code: 504, message: 'Your request has timed out.', details: [] } });
    replica.set({ harm: (reply, at) => sendWell(at.turn === 2 ? busy : reply, at) });
    expect(readFileSync(await fileOf(arcgisTableCase.source), 'utf8').split('\n')).toHaveLength(102);
    replica.set({});
    const fault = await faultText(() => textBy(arcgisTable({ ...layer, fields: ['WD99CD'] })));
    expect(fault).toMatch(/Invalid field: WD99CD/);
  });

  it('brings outlines whole, though their flag stands elsewhere', async () => {
    const source = arcgisOutlinesCase.source as BoundarySource;
    const { outlines } = readBoundaries({ source, release: '2025', file: await fileOf(source), shown: 'the file' });
    expect(outlines.map((o) => o.code)).toEqual(arcgisOutlinesCase.table.rows.map(([code]) => code));
    expect(asked('outSR').slice(1)).toEqual(['4326', '4326', '4326']);
  });
});

describe('ees', () => {
  const query = {
    dataSet: '3d0b1f2c-0000-4000-8000-000000000001',
    version: '1.2',
    indicators: ['pupil_count'],
    levels: ['LA'],
  };

  it('gives ids back as labels, under the names of the columns', async () => {
    const [header, first] = (await textBy(eesQuery({ ...query, filters: { school_type: ['Total'] } }))).split('\n');
    expect(header).toBe('time_period,time_identifier,geographic_level,area_code,area_name,school_type,pupil_count');
    expect(first).toBe('2024/2025,AY,LA,E01099001,Place 0,Total,0');
    expect(new Set(asked('dataSetVersion'))).toEqual(new Set(['1.2']));
  });

  it.each([
    [
      'a label',
      { ...query, filters: { school_type: ['All schools'] } },
      /the school_type “All schools”\n\s+found\s+Total, Primary/,
    ],
    ['a filter', { ...query, filters: { phase: ['Total'] } }, /the filter “phase”\n\s+found\s+school_type/],
    [
      'an indicator',
      { ...query, indicators: ['pupils'] },
      /the indicator “pupils”\n\s+found\s+pupil_count, pupil_percent/,
    ],
  ])('refuses %s that the data set does not have', async (_what, wrong, says) => {
    expect(await faultText(() => textBy(eesQuery(wrong)))).toMatch(says);
  });

  it('passes on what the service says of a query it cannot understand', async () => {
    expect(await faultText(() => textBy(eesQuery(query)))).toMatch(/400[\s\S]*Filter not found/);
  });
});

describe('stat-xplore', () => {
  const field = 'str:field:CILIF_REL:V_F_CILIF_REL:LSOA_CODE';
  const uri = 'str:value:CILIF_REL:V_F_CILIF_REL:LSOA_CODE:V_C_MASTERGEOG21_LSOA_TO_MSOA:';
  const all = statXploreTable({
    database: 'str:database:CILIF_REL',
    measures: { n: 'str:count:CILIF_REL:V_F_CILIF_REL' },
    axes: [{ column: 'area', field, values: { areas: 'lsoa21', uri } }],
  });
  const areas: Areas = async () =>
    new Map([
      ['E06099002', ['E01099003', 'E01099001']],
      ['E06099001', ['E01099002']],
    ]);
  const onlyAsked = (table: Table, n: number) => ({ ...table, rows: table.rows.slice(0, n) });

  it('is asked authority by authority, in the order of their codes', async () => {
    const bodies: string[][] = [];
    const answer = rewriting((body) => body);
    replica.set({ harm: answer });
    const many = await openReplica([
      {
        ...statXploreCase,
        answer(asked, table) {
          const { map } = JSON.parse(asked.body).recodes[field] as { map: string[][] };
          const codes = map.flat().map((value) => value.slice(uri.length));
          bodies.push(codes);
          return statXploreCase.answer(asked, {
            ...table,
            rows: table.rows.filter(([area]) => codes.includes(area ?? '')),
          });
        },
      },
    ]);
    const source = madeUpSource('asked_here', all, plainContract(['area', 'n']));
    const entry = await fetchRelease(source, {
      store: openStore(folder),
      network: many.network(env),
      today: '',
      areas,
    });
    await many.close();
    expect(bodies).toEqual([['E01099002'], ['E01099001', 'E01099003']]);
    const text = readFileSync(path.join(folder, entry?.sha256 ?? ''), 'utf8');
    expect(text).toBe(
      'area,area_label,n\nE01099002,Place E01099002,\nE01099003,Place E01099003,14\nE01099001,Place E01099001,0\n',
    );
  });

  it.each([
    [
      'lacks an item',
      (table: Table) => onlyAsked(table, 99),
      /expected \S+E01099100 of str:field:\S+\n\s+found\s+99 items, without it/,
    ],
    [
      'has another',
      (table: Table) => ({ ...table, rows: [...onlyAsked(table, 99).rows, ['E01000001', '3']] }),
      /found\s+\S+E01000001/,
    ],
  ])('is refused when the answer %s', async (_what, change, says) => {
    replica.set({ change });
    expect(await faultText(() => fileOf(statXploreCase.source))).toMatch(says);
  });

  it('is refused when there are fewer figures than items', async () => {
    const short = (body: string) => body.replace(/"values":\[\d+,/, '"values":[');
    replica.set({ harm: rewriting(short) });
    expect(await faultText(() => fileOf(statXploreCase.source))).toMatch(/expected figures of str:count:/);
  });

  it('cannot be asked by authority where no lookup names the areas', async () => {
    expect(await faultText(() => textBy(all))).toMatch(
      /wants the codes of its areas[\s\S]*LSOA 2021 and its authorities/,
    );
    expect(replica.seen).toEqual([]);
  });

  it('stops, and says when to come back, before the service refuses', async () => {
    const spent: Harm = (reply, at) =>
      sendWell({ ...reply, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1763769600000' } }, at);
    replica.set({ harm: spent, change: (table) => ({ ...table, rows: [['E01099002', '1']] }) });
    expect(await faultText(() => textBy(all, areas))).toMatch(
      /allows no more requests for now[\s\S]*got\s+1 of 2 answers\n\s+again from 2025-11-22T00:00:00.000Z/,
    );
  });
});

describeShared('stat-xplore, as it was recorded', 'data/api-statxplore-recorded', (recorded) => {
  const read = (name: string) => readFileSync(path.join(recorded, `example_${name}.json`), 'utf8');

  it.each([
    ['a', 10 * 4 * 6, 'E12000001,North East,201805,May 2018,1,"Single, no child dependant",36393.0'],
    ['b', 10 * 4, 'E12000001,North East,201805,May 2018,50001.0,457.29727900910245'],
    ['c', 635 * 1 * 3, 'E14000554,Berwick-upon-Tweed,201811,201811 (Nov-18),1+2+3+4+5+6+7,'],
  ])('answer %s is the question’s, cell by cell', async (name, rows, first) => {
    const query = JSON.parse(read(`${name}_query`)) as {
      database: string;
      measures: string[];
      recodes: Record<string, { map: string[][]; total: boolean }>;
      dimensions: string[][];
    };
    replica.set({ harm: rewriting(() => ({ type: 'application/json', body: read(`${name}_response_body`) })) });
    const text = await textBy(
      statXploreTable({
        database: query.database,
        measures: Object.fromEntries(query.measures.map((uri, i) => [`n${i}`, uri])),
        axes: query.dimensions.flat().map((field, i) => ({
          column: `axis${i}`,
          field,
          values: query.recodes[field]?.map ?? [],
          total: query.recodes[field]?.total ?? false,
        })),
      }),
    );
    const lines = text.trimEnd().split('\n');
    expect(lines).toHaveLength(rows + 1);
    expect(lines[1]).toContain(first);
    expect(lines.at(-1)).toMatch(/^Total,Total,/);
  });
});
