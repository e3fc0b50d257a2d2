/** The workbook, read back by another program and held to the rules for accessible spreadsheets. */
import { read, utils, type WorkBook } from '@e965/xlsx';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckDB } from '../models/engine/duckdb.js';
import type { Engine } from '../models/engine/engine.js';
import { logs, tidy } from '../outputs/files/tables.js';
import { type Marts, martsOf } from '../outputs/read.js';
import { columnName } from '../outputs/workbook/sheet.js';
import { workbook } from '../outputs/workbook/workbook.js';
import { loadMarts, reportRows } from './support/report.js';

const rows = reportRows();
const planted = ['=HYPERLINK("http://example.org")', '+44 & <b>', '-Old', '@SUM(1)', ' =1+1', '\u0007bell'];
for (const [i, name] of planted.entries()) rows.mart_index[i]!.ward_name = name;
rows.mart_indicator[0]!.status = 'withheld';
rows.mart_indicator[0]!.value = null;

let engine: Engine;
let marts: Marts;
let bytes: Uint8Array;
let book: WorkBook;
beforeAll(async () => {
  engine = await openDuckDB();
  await loadMarts(engine, rows);
  marts = martsOf(engine);
  bytes = await workbook(marts, { version: '0.1.0' });
  book = read(bytes);
});
afterAll(() => engine.close());

const part = (name: string): string => strFromU8(unzipSync(bytes)[name] ?? new Uint8Array());
const cellsOf = (sheet: string) =>
  utils.sheet_to_json<(string | number | undefined)[]>(book.Sheets[sheet]!, { header: 1, raw: true });
/** The table of a sheet by its headings: below the title and two lines. */
const tableOf = (sheet: string) => {
  const [headings = [], ...body] = cellsOf(sheet).slice(3);
  return body.map((row) => Object.fromEntries(headings.map((heading, i) => [String(heading), row[i]])));
};

describe('the rules for accessible spreadsheets', () => {
  it('cover, contents and notes come first, and contents links to every sheet after it', () => {
    expect(book.SheetNames.slice(0, 3)).toEqual(['Cover', 'Contents', 'Notes']);
    const listed = cellsOf('Contents')
      .slice(3)
      .map(([name]) => name);
    expect(listed).toEqual(book.SheetNames.slice(2));
    const links = [...part('xl/worksheets/sheet2.xml').matchAll(/location="'([^']+)'!A1"/g)].map(([, name]) => name);
    expect(links).toEqual(listed);
  });

  it('every sheet begins with its title in A1, and has no merged, hidden or blank cells', () => {
    for (const name of book.SheetNames) {
      const sheet = book.Sheets[name]!;
      expect(sheet.A1?.v, name).toMatch(/\S/);
      expect(sheet['!merges'] ?? [], name).toEqual([]);
      expect(sheet['!ref'], name).toMatch(/^A1:/);
      const [titles, ...tableRows] = cellsOf(name).filter((row) => row.length > 1);
      for (const row of [titles ?? [], ...tableRows]) {
        expect(row.length, name).toBe(titles?.length ?? 0);
        for (const cell of row) expect(String(cell ?? ''), name).not.toBe('');
      }
      const blank = cellsOf(name).filter((row) => row.length === 0);
      expect(blank, name).toEqual([]);
    }
  });

  it('each has one table, marked up as one over the whole of it, with headings of its own', () => {
    const names = new Set<string>();
    for (const [i, name] of book.SheetNames.entries()) {
      const table = part(`xl/tables/table${i + 1}.xml`);
      if (name === 'Cover') {
        expect(table).toBe('');
        continue;
      }
      const cells = cellsOf(name);
      const first = cells.findIndex((row) => row.length > 1) + 1;
      expect(table).toContain(`ref="A${first}:${columnName((cells.at(-1)?.length ?? 0) - 1)}${cells.length}"`);
      const headings = [...table.matchAll(/tableColumn id="\d+" name="([^"]+)"/g)].map(([, heading]) => heading);
      expect(headings).toEqual(cells[first - 1]);
      expect(new Set(headings).size).toBe(headings.length);
      names.add(/displayName="([^"]+)"/.exec(table)?.[1] ?? '');
    }
    expect(names.size).toBe(book.SheetNames.length - 1);
  });

  it('explains every mark it uses', () => {
    const explained = new Set(
      cellsOf('Notes')
        .filter(([kind]) => kind === 'Shorthand')
        .map(([, mark]) => mark),
    );
    const used = book.SheetNames.slice(3).flatMap((name) =>
      cellsOf(name)
        .slice(3)
        .flat()
        .filter((cell) => /^\[[a-z]+\]$/.test(String(cell))),
    );
    expect(new Set(used).size).toBeGreaterThan(1);
    expect([...new Set(used)].filter((mark) => !explained.has(String(mark)))).toEqual([]);
  });

  it('says its title and language, and opens on the cover at A1', () => {
    expect(part('docProps/core.xml')).toMatch(/<dc:title>.*Merrowshire<\/dc:title>.*<dc:language>en-GB</);
    expect(part('xl/workbook.xml')).toContain('activeTab="0"');
    expect(part('xl/worksheets/sheet1.xml')).toContain('tabSelected="1"');
  });
});

describe('what it holds', () => {
  it('every published table with a row gets a sheet, but for the workings that the cover names', async () => {
    const cover = cellsOf('Cover').flat().join(' ');
    for (const [name, mart] of Object.entries({ ...tidy, ...logs })) {
      const sheet = `${name[0]?.toUpperCase()}${name.slice(1).replaceAll('-', ' ')}`;
      const held = (await marts.rows(mart)).length > 0 && !cover.includes(`data/${name}.csv`);
      expect([sheet, book.SheetNames.includes(sheet)]).toEqual([sheet, held]);
      if (held) expect(String(cellsOf(sheet)[1])).toContain(`${name}.csv`);
    }
    expect(book.SheetNames).toContain('Benchmarks');
    expect(book.SheetNames).not.toContain('Comparisons');
  });

  it('the numbers of the marts, and the marks where there are none', () => {
    const wards = tableOf('Wards');
    expect(wards.map((row) => row.Ward)).toEqual(rows.mart_index.map((row) => row.ward));
    for (const [i, row] of rows.mart_index.entries()) {
      expect(wards[i]?.Score).toBe(row.score ?? '[x]');
      expect(wards[i]?.Rank).toBe(row.rank ?? '[x]');
    }
    const figures = new Map(tableOf('Indicators').map((row) => [`${row.Area} ${row.Indicator}`, row]));
    for (const row of rows.mart_indicator) {
      const found = figures.get(`${row.area} ${row.indicator}`);
      if (row.value !== null) expect(found?.Value).toBe(row.value);
      if (row.value !== null && row.lower95_0cl !== null) expect(found?.['Lower 95% limit']).toBe(row.lower95_0cl);
      if (row.status === 'withheld') expect(found?.Value).toBe('[c]');
    }
    expect([...figures.values()].filter((row) => row.Value === '[c]').length).toBeGreaterThan(0);
  });

  it('a text that looks like a formula is a text, and stays one when the cell is edited', () => {
    const names = tableOf('Wards').map((row) => row['Ward name']);
    expect(names.slice(0, 5)).toEqual(planted.slice(0, 5));
    expect(names[5]).toBe('bell');
    for (const name of book.SheetNames) {
      for (const [at, cell] of Object.entries(book.Sheets[name]!))
        if (!at.startsWith('!')) expect(cell.f).toBeUndefined();
    }
    expect(part('xl/worksheets/sheet4.xml')).toMatch(/s="7" t="inlineStr"><is><t xml:space="preserve">=HYPERLINK/);
    expect(part('xl/styles.xml')).toContain('quotePrefix="1"');
  });

  it('is the same bytes twice', async () => {
    expect(Buffer.compare(await workbook(marts, { version: '0.1.0' }), bytes)).toBe(0);
  });
});

it('columns are named as spreadsheets name them', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});
