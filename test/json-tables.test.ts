/** Tables that come as JSON keep the same contracts as tables that come as CSV. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { openDuckDB } from '../models/engine/duckdb.js';
import { toRows } from '../models/engine/engine.js';
import { cellTable, readCells, statusColumn } from '../models/load/raw.js';
import { defineSource, OGL } from '../sources/define.js';
import { Fault } from '../sources/faults/fault.js';

const folder = mkdtempSync(path.join(tmpdir(), 'wardwise-json-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const source = defineSource({
  id: 'planted',
  gives: 'observations',
  title: 'Planted',
  publisher: 'Nobody',
  licence: OGL,
  page: '',
  cadence: 'never',
  areaType: 'lsoa21',
  covers: 'nowhere',
  disclosure: 'none needed',
  releases: [],
  tables: [
    {
      json: { rows: 'data.results' },
      columns: {
        area: { heading: 'code', type: 'code' },
        n: { heading: 'count', type: 'whole', blanks: true },
      },
      key: ['area'],
      marks: { c: 'withheld' },
    },
  ],
  measures: { n: { title: 'n', kind: 'count', of: 'n' } },
});

const table = (...results: readonly unknown[]) => JSON.stringify({ data: { results } });

async function read(bytes: string | Buffer) {
  const file = path.join(folder, 'answer');
  writeFileSync(file, bytes);
  const engine = await openDuckDB();
  try {
    await readCells(engine, { source, release: '1', file, shown: 'the file' });
    return toRows(
      await engine.query(`select area, n, ${statusColumn('n')} as status from ${cellTable(source)} order by area`),
    );
  } finally {
    await engine.close();
  }
}

const good = table(
  { code: 'E01000001', count: 12, other: [1] },
  { count: '1,234', code: 'E01000002' },
  { code: 'E01000003', count: 'c' },
  { code: 'E01000004', count: null },
);
const cells = [
  { area: 'E01000001', n: 12, status: 0 },
  { area: 'E01000002', n: 1234, status: 0 },
  { area: 'E01000003', n: null, status: 2 },
  { area: 'E01000004', n: null, status: 1 },
];

describe('a JSON table', () => {
  it('is read along its path, by names whatever their order, marks and blanks kept apart from 0', async () => {
    expect(await read(good)).toEqual(cells);
  });

  it('may be zipped, and may begin with a byte-order mark', async () => {
    expect(await read(gzipSync(good))).toEqual(cells);
    expect(await read(`\uFEFF${good}`)).toEqual(cells);
  });

  it.each([
    { what: 'half a file', bytes: good.slice(0, -20), says: /is no JSON that can be read[\s\S]*found/ },
    { what: 'a web page', bytes: '<!doctype html><p>Busy', says: /is a web page, not data/ },
    { what: 'a table in CSV', bytes: 'code,count\nE01000001,3\n', says: /is no JSON that can be read/ },
    { what: 'an error in place of an answer', bytes: '{"error":{"code":400}}', says: /is JSON, not a table/ },
    { what: 'no rows', bytes: table(), says: /is empty/ },
    {
      what: 'a renamed property',
      bytes: table({ code: 'E01000001', counts: 3 }),
      says: /"count": did the publisher mean "counts"\?/,
    },
    {
      what: 'a wrong type',
      bytes: table({ code: 'E01000001', count: 3.5 }),
      says: /expected a whole number or one of c\n\s+found\s+"3.5" in 1 row of 1, first at row 1/,
    },
    { what: 'a mark never seen', bytes: table({ code: 'E01000001', count: 'z' }), says: /found\s+"z"/ },
    {
      what: 'a row twice',
      bytes: table({ code: 'E01000001', count: 1 }, { code: 'E01000001', count: 1 }),
      says: /each only once/,
    },
  ])('is refused when it is $what', async ({ bytes, says }) => {
    const fault = await read(bytes).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(fault).toBeInstanceOf(Fault);
    expect((fault as Fault).exit).toBe(11);
    expect((fault as Fault).render()).toMatch(says);
  });
});
