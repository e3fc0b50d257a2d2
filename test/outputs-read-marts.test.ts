/** Outputs read marts and nothing else: by what is written in their files, and by what they ask of a real engine. */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckDB } from '../models/engine/duckdb.js';
import type { Engine } from '../models/engine/engine.js';
import { type MartName, marts } from '../models/marts.js';
import { writeTables } from '../outputs/files/tables.js';
import { martColumns, readMart } from '../outputs/read.js';
import { loadMarts, reportRows } from './support/report.js';

const root = fileURLToPath(new URL('../outputs/', import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

/** Comments are skipped, texts are kept: '…', "…" and `…`. */
const textsIn = (source: string): string[] =>
  [...source.matchAll(/\/\/.*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g)]
    .map(([found]) => found)
    .filter((found) => !found.startsWith('/'));

const sqlIn = (source: string): string[] => textsIn(source).filter((text) => /\bselect\b[\s\S]+\bfrom\b/i.test(text));
const tablesNamed = (sql: string): string[] =>
  [...sql.matchAll(/\b(?:from|join)\s+([^\s,;)`'"]+)/gi)].map(([, table]) => String(table));

describe('the files under outputs/', () => {
  it('the reader of texts finds tables', () => {
    expect(sqlIn("// from x\nconst a = 'select b from raw_births join other using (c)';").flatMap(tablesNamed)).toEqual(
      ['raw_births', 'other'],
    );
  });

  it('name no table but marts in their SQL', () => {
    const strays = files.flatMap(({ file, text }) =>
      sqlIn(text)
        .flatMap(tablesNamed)
        .filter((table) => !(table.startsWith('mart_') && table in marts))
        // A mart's name put in by a function whose parameter is a MartName.
        .filter(
          (table) => !(/^(scratch\.)?\$\{(name|mart)\}$/.test(table) && ['files/tables.ts', 'read.ts'].includes(file)),
        )
        .map((table) => `${file}: ${table}`),
    );
    expect(strays).toEqual([]);
  });

  it('speak to the engine only in read.ts and tables.ts', () => {
    const speaking = files.filter(({ text }) => /\bengine\s*\.\s*\w+\(/i.test(text)).map(({ file }) => file);
    expect(speaking.sort()).toEqual(['files/tables.ts', 'read.ts']);
  });

  it('import from models/ only the contracts of marts, the engine port, statistics, what is declared of pathways, and types', () => {
    const allowed = [
      /\/models\/marts\.js$/,
      /\/models\/engine\/engine\.js$/,
      /\/models\/statistics\/[\w/-]+\.js$/,
      /\/models\/pathways\/(early-help|levels|ratings)\.js$/,
    ];
    const strays = files.flatMap(({ file, text }) =>
      [
        ...text.matchAll(
          /(import|export)(\s+type)?\s[^;]*?from\s+'([^']*\/models\/[^']*)'|import\(\s*'([^']*\/models\/[^']*)'/g,
        ),
      ]
        .filter(
          ([, , onlyTypes, from = '', dynamic = '']) =>
            !onlyTypes && !allowed.some((path) => path.test(from || dynamic)),
        )
        .map(([found]) => `${relative(root, file)}: ${found}`),
    );
    expect(strays).toEqual([]);
  });
});

describe('what outputs ask of an engine', () => {
  let engine: Engine;
  const asked: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'wardwise-tables-'));
  const rows = reportRows();
  rows.mart_index[0]!.ward_name = '=HYPERLINK("http://example.org","x")';
  rows.mart_index[1]!.ward_name = '-Old, "Quoted" Lane';

  beforeAll(async () => {
    const real = await openDuckDB();
    await loadMarts(real, rows);
    engine = {
      ...real,
      query: (sql) => {
        asked.push(sql);
        return real.query(sql);
      },
      save: (select, file) => {
        asked.push(select);
        return real.save(select, file);
      },
    };
  });
  afterAll(async () => {
    await engine.close();
    rmSync(folder, { recursive: true });
  });

  it('every mart reads back as it is', async () => {
    for (const name of Object.keys(marts) as MartName[]) {
      const read: readonly object[] = await readMart(engine, name);
      expect(read.length, name).toBe(rows[name].length);
      for (const row of read) marts[name].parse(row);
    }
  });

  it('a mart that breaks its contract is refused, wherever the fault is', async () => {
    const other = await openDuckDB();
    const faulty = reportRows();
    faulty.mart_index.at(-1)!.status = 'guessed' as 'ranked';
    faulty.mart_indicator.at(-1)!.period = null as unknown as string;
    faulty.mart_domain.at(-1)!.rank = 2.5;
    await loadMarts(other, faulty);
    await expect(readMart(other, 'mart_index')).rejects.toThrow(
      /mart_index breaks its contract: column status holds guessed/,
    );
    await expect(readMart(other, 'mart_indicator')).rejects.toThrow(/column period holds null/);
    await expect(readMart(other, 'mart_domain')).rejects.toThrow(/column rank holds 2.5/);
    await other.create('mart_source', 'select * from mart_source where false');
    expect(await readMart(other, 'mart_source')).toEqual([]);
    await other.create('mart_gap', `select 'a' as item`);
    await expect(readMart(other, 'mart_gap')).rejects.toThrow(/what/);
    await other.close();
  });

  it('writes the same tables twice, byte for byte', async () => {
    const [first, second] = [join(folder, 'first'), join(folder, 'second')];
    const written = await writeTables(engine, first, { version: '0.1.0' });
    await writeTables(engine, second, { version: '0.1.0' });
    expect(written).toContain('data/wards.arrow');
    expect(written).toContain('provenance.json');
    for (const file of written) {
      expect(readFileSync(join(first, file)).equals(readFileSync(join(second, file))), file).toBe(true);
    }
  });

  it('keeps types in Arrow, null for no figure', () => {
    const table = tableFromIPC(readFileSync(join(folder, 'first/data/wards.arrow')));
    expect(table.schema.fields.map((field) => field.name)).toEqual(martColumns('mart_index'));
    expect(String(table.schema.fields.find((field) => field.name === 'rank')?.type)).toBe('Float64');
    expect(table.getChild('score')?.nullCount).toBe(2);
    expect(table.getChild('ward_name')?.get(1)).toBe('-Old, "Quoted" Lane');
  });

  it('writes no cell that a spreadsheet would run, and leaves numbers alone', () => {
    const csv = readFileSync(join(folder, 'first/data/wards.csv'), 'utf8');
    expect(csv).toContain('"[=HYPERLINK(""http://example.org"",""x"")]"');
    expect(csv).toContain('"[-Old, ""Quoted"" Lane]"');
    expect(csv).toMatch(/,-\d\.\d+,/);
    expect(csv.split('\n')[0]).toBe(martColumns('mart_index').join(','));
  });

  it('prints counts as whole numbers in CSV, and types whole columns as whole in Parquet', async () => {
    const csv = readFileSync(join(folder, 'first/data/wards.csv'), 'utf8');
    expect(csv).not.toMatch(/\d\.0(,|\n)/);
    expect(csv).toContain(
      `,28,10,26,28,0,10000,12,0,false,ranked,,${rows.mart_index.find((row) => row.rank === 28)!.residents}`,
    );
    const other = await openDuckDB();
    const { type } = await other.query(
      `select typeof(rank) || ' ' || typeof(score) as type from '${join(folder, 'first/data/wards.parquet')}' limit 1`,
    );
    expect(type).toEqual(['BIGINT DOUBLE']);
    await other.close();
  });

  it('says of every column of every table what it means', () => {
    const readme = readFileSync(join(folder, 'first/data/README.txt'), 'utf8');
    for (const mart of ['mart_indicator', 'mart_index', 'mart_gap'] as const)
      for (const column of martColumns(mart))
        expect(readme).toMatch(new RegExp(`^  ${column} \\([a-z ]+\\): [A-Z1].*\\.$`, 'm'));
    for (const { shape, description } of Object.values(marts)) {
      expect(description).toMatch(/\.$/);
      for (const [column, field] of Object.entries(shape)) expect(field.description, column).toMatch(/\.$/);
    }
  });

  it('rates quality and keeps provenance whole', () => {
    const quality = readFileSync(join(folder, 'first/quality.csv'), 'utf8');
    expect(quality).toMatch(/^indicator,title,domain,position,area_level,in_index,period,rating,concerns,coverage,/);
    expect(quality).toMatch(/\nchildren_low_income,.*,some_concerns,timeliness,robust,28 of 30 wards/);
    const provenance = JSON.parse(readFileSync(join(folder, 'first/provenance.json'), 'utf8'));
    expect(provenance.tool).toEqual({ name: 'wardwise', version: '0.1.0' });
    expect(provenance.sources[0]).toHaveProperty('sha256');
  });

  it('reads nothing but marts', async () => {
    expect(asked.length).toBeGreaterThan(20);
    for (const sql of asked) {
      for (const table of await engine.tablesIn(sql)) expect(Object.keys(marts)).toContain(table);
    }
  });
});
