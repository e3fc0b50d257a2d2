/** What every engine must do: the conformance suite behind the Engine port. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDuckDB } from '../models/engine/duckdb.js';
import { type Engine, toRows } from '../models/engine/engine.js';

const engines: Readonly<Record<string, () => Promise<Engine>>> = { duckdb: () => openDuckDB() };
const folder = mkdtempSync(path.join(tmpdir(), 'wardwise-engine-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(Object.entries(engines))('%s', (_, open) => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await open();
  });
  afterEach(() => engine.close());
  const rows = async (sql: string) => toRows(await engine.query(sql));

  it('gives back what it was given, nulls and all', async () => {
    const columns = {
      a: ['x', null, "ü “q” ' ;"],
      b: [1.5, null, -0.1],
      c: [3, null, 2 ** 53 - 1],
      d: [true, null, false],
    };
    await engine.load('given', { a: 'text', b: 'number', c: 'whole', d: 'boolean' }, columns);
    expect(await engine.query('select a, b, c, d from given')).toEqual(columns);
  });

  it('loads more rows than one chunk holds, and none', async () => {
    const n = Array.from({ length: 5000 }, (_, i) => i);
    await engine.load('many', { n: 'whole' }, { n });
    expect(await rows('select count(*) as n, sum(n) as total from many')).toEqual([{ n: 5000, total: 12497500 }]);
    await engine.load('many', { n: 'whole' }, { n: [] });
    expect(await engine.query('select n from many')).toEqual({ n: [] });
  });

  it('answers counts, sums, ranks and decimals as numbers, and refuses what does not fit', async () => {
    await engine.create('t', 'select 2 as n union all select 3');
    expect(
      await rows(
        'select count(*) as c, sum(n) as s, rank() over (order by n) as r, cast(n as decimal(18, 6)) as d from t group by n order by n',
      ),
    ).toEqual([
      { c: 1, s: 2, r: 1, d: 2 },
      { c: 1, s: 3, r: 2, d: 3 },
    ]);
    await expect(engine.query('select cast(9007199254740993 as bigint) as big')).rejects.toThrow(/big.*2\^53/);
  });

  it('finds the tables a SELECT reads through CTEs, sub-queries and JOIN USING', async () => {
    const sql =
      'with z as (select a from t join u using (a)) select a from z where a in (select a from v) union all select a from w';
    expect(await engine.tablesIn(sql)).toEqual(['t', 'u', 'v', 'w']);
    await expect(engine.tablesIn('select from where')).rejects.toThrow(/parse|syntax/i);
  });

  it('reads columns of a Parquet file into a table, and refuses one that is not there or not of that kind', async () => {
    const file = path.join(folder, 'kept.parquet');
    await engine.save(
      `select 'a' as word, cast(0.1 as double) as n, cast(3 as bigint) as w union all select null, null, 4`,
      file,
    );
    await engine.readParquet('kept', file, { w: 'whole', n: 'number' });
    expect(await rows('select * from kept order by w')).toEqual([
      { w: 3, n: 0.1 },
      { w: 4, n: null },
    ]);
    await expect(engine.readParquet('kept', file, { other: 'text' })).rejects.toThrow(/other/);
    await expect(engine.readParquet('kept', file, { word: 'number' })).rejects.toThrow();
    await expect(engine.readParquet('kept', `${file}.none`, { w: 'whole' })).rejects.toThrow();
  });

  it('turns a table into a view and back', async () => {
    await engine.create('kind', 'select 1 as n');
    await engine.create('kind', 'select 2 as n', 'view');
    expect(await rows('select n from kind')).toEqual([{ n: 2 }]);
    await engine.create('kind', 'select 3 as n');
    expect(await rows('select n from kind')).toEqual([{ n: 3 }]);
  });

  it('reads a CSV as text by place of column, blank rows left out, numbered below the header', async () => {
    const file = path.join(folder, 'in.csv');
    writeFileSync(file, 'title\na,b,c\n1,"x, ""y""",007\n,,\n2,,c\n');
    await engine.readCsv('read', { file, skip: 2, columns: ['a', null, 'c'], delimiter: ',', gzip: false }, '*');
    expect(await rows('select * from scratch.read order by row_number')).toEqual([
      { row_number: 1, a: '1', c: '007' },
      { row_number: 3, a: '2', c: 'c' },
    ]);
  });

  it('reads cells held in memory the same way', async () => {
    const columns = { a: ['1', null, '2'], b: ['x', null, null] };
    await engine.readRows('held', columns, `row_number, upper(b) as b, a`);
    expect(await rows('select * from scratch.held order by row_number')).toEqual([
      { row_number: 1, b: 'X', a: '1' },
      { row_number: 3, b: null, a: '2' },
    ]);
  });

  it('saves an answer as CSV and Parquet', async () => {
    await engine.create('t', `select 1 as n, 'a,b' as s`);
    for (const name of ['out.csv', 'out.parquet']) await engine.save('select n, s from t', path.join(folder, name));
    expect(readFileSync(path.join(folder, 'out.csv'), 'utf8')).toBe('n,s\n1,"a,b"\n');
    expect(await rows(`select * from '${path.join(folder, 'out.parquet')}'`)).toEqual([{ n: 1, s: 'a,b' }]);
  });

  it('runs calls that overlap', async () => {
    await engine.create('t', 'select 1 as n');
    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => rows(`select n + ${i} as n from t`)));
    expect(answers.map(([row]) => row?.n)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
  });
});

it('keeps what is read from a CSV out of the file on disk', async () => {
  const [file, database] = [path.join(folder, 'people.csv'), path.join(folder, 'warehouse.duckdb')];
  writeFileSync(file, `person\n${'Zebedee Quillfeather\n'.repeat(5000)}`);
  const engine = await openDuckDB(database);
  await engine.readCsv('people', { file, skip: 1, columns: ['person'], delimiter: ',', gzip: false }, 'person');
  await engine.create('counted', 'select count(*) as n from scratch.people');
  await engine.close();
  expect(readFileSync(database).includes('Quillfeather')).toBe(false);
});
