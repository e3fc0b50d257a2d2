/** Tables in workbooks: the sheet and header found, cells as stored, and refusals that name sheet and row. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BookType, utils, type WorkSheet, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckDB } from '../models/engine/duckdb.js';
import { type Engine, toRows } from '../models/engine/engine.js';
import { cellTable, readCells } from '../models/load/raw.js';
import type { Contract } from '../sources/contract.js';
import { defineSource, type ObservationSource } from '../sources/define.js';
import { fuelPoverty } from '../sources/desnz/fuel-poverty.js';
import { findSheetTable } from '../sources/formats/spreadsheet.js';
import { homelessnessCauses } from '../sources/mhclg/homelessness-causes.js';
import { lsoa11Ward21 } from '../sources/ons/lsoa11-ward21.js';
import { describeShared } from './support/shared.js';
import { faultOf } from './support/workspace.js';

let folder: string;
let engine: Engine;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'wardwise-sheets-'));
  engine = await openDuckDB();
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = (bytes: Uint8Array): string => {
  const place = path.join(folder, 'a-name-that-says-nothing');
  writeFileSync(place, bytes);
  return place;
};
type Rows = readonly (readonly unknown[])[];
const sheet = (rows: Rows): WorkSheet => utils.aoa_to_sheet(rows.map((row) => [...row]));
const book = (sheets: Readonly<Record<string, WorkSheet>>, bookType: BookType = 'xlsx'): Uint8Array =>
  write({ SheetNames: Object.keys(sheets), Sheets: { ...sheets } }, { type: 'buffer', bookType });

const contract: Contract = {
  sheet: ['Table 2'],
  columns: {
    area: { heading: 'Area code', type: 'code' },
    day: { heading: 'Day', type: 'text', blanks: true },
    n: { heading: 'People', type: 'number', blanks: true },
  },
  key: ['area'],
  marks: { '[c]': 'withheld' },
};
const sourceOf = (...tables: Contract[]): ObservationSource =>
  defineSource({
    id: 'planted',
    gives: 'observations',
    title: 'A planted workbook',
    publisher: 'The test',
    licence: 'none',
    page: 'none',
    cadence: 'once',
    areaType: 'any',
    covers: 'nowhere',
    disclosure: 'none needed',
    releases: [],
    tables,
    measures: { people: { title: 'People', kind: 'count', of: 'n' } },
  });
async function cells(bytes: Uint8Array, ...tables: Contract[]) {
  const source = sourceOf(...(tables.length > 0 ? tables : [contract]));
  await readCells(engine, { source, release: '', file: file(bytes), shown: 'the file' });
  return toRows(await engine.query(`select * from ${cellTable(source)} order by row_number`));
}

const header = ['Area code', 'Day', 'People'];
const rows: Rows = [['A title'], [], header, ['X01000001', '', 12], ['X01000002', '', 1204.5]];
const cover = sheet([['Cover'], ['Nothing to see']]);

describe('a workbook', () => {
  it.each(['xlsx', 'ods'] as const)(
    '%s: the sheet is chosen by name, the header found below title rows',
    async (type) => {
      const bytes = book(
        { Cover: cover, 'Table 1': sheet(rows.with(3, ['X01000009', '', 1])), 'Table 2': sheet(rows) },
        type,
      );
      expect(await cells(bytes)).toMatchObject([
        { area: 'X01000001', n: 12, 'n status': 0 },
        { area: 'X01000002', n: 1204.5, 'n status': 0 },
      ]);
    },
  );

  it('a sheet may be chosen by a pattern, its name padded, or be any whose header fits', async () => {
    const bytes = book({ Cover: cover, 'Table 2 ': sheet(rows) });
    expect(await cells(bytes, { ...contract, sheet: { matches: 'Table [0-9]' } })).toHaveLength(2);
    const { sheet: _, ...anySheet } = contract;
    expect(await cells(bytes, anySheet)).toHaveLength(2);
  });

  it('cells come as stored: no noise of binary fractions, dates as ISO writes them, marks as marks', async () => {
    const table = [
      header,
      ['X01000001', new Date(Date.UTC(2025, 2, 31)), 0.1 + 0.2],
      ['X01000002', '', '[c]'],
      ['X01000003', true, 1e-7],
      ['X01000004', '0012', ''],
    ];
    const found = await findSheetTable(file(book({ 'Table 2': sheet(table) })), [contract]);
    expect(found).toMatchObject({
      skip: 1,
      rows: [
        ['X01000001', '2025-03-31', '0.3'],
        ['X01000002', null, '[c]'],
        ['X01000003', 'TRUE', '1e-7'],
        ['X01000004', '0012', null],
      ],
    });
    expect((await cells(book({ 'Table 2': sheet(table) }))).map((row) => row['n status'])).toEqual([0, 2, 0, 1]);
  });

  it('a header of several rows: a heading may stand in any of them, and the first column may have none', async () => {
    const deep: Contract = {
      headerRows: 3,
      columns: {
        area: { heading: '', type: 'code' },
        n: { heading: 'Domestic abuse', type: 'whole' },
      },
      only: { area: { matches: 'X01.*' } },
    };
    const table = [
      ['Table A2'],
      [null, null, 'Total', null, 'Of which'],
      [null, null, null, 'Other', 'Domestic\n abuse'],
      [null, null, null, 'households'],
      ['X92000001', 'All', 30, 10, 20],
      [],
      ['X01000001', 'Upper', 3, 1, 2],
      ['Notes'],
    ];
    expect(await cells(book({ A2: sheet(table) }), deep)).toMatchObject([{ area: 'X01000001', n: 2 }]);
  });

  it('a fault names the sheet and the row of the workbook', async () => {
    const fault = await faultOf(() => cells(book({ 'Table 2': sheet([...rows, [], ['X01000003', '', 'many']]) })));
    expect(fault.text.what).toContain('the file, sheet “Table 2”');
    expect(fault.text.problems).toMatchObject([{ column: '"People"', found: '"many"', row: 7, count: 1, rows: 3 }]);
  });

  it('a formula that went wrong is refused in a column that is wanted, and only there', async () => {
    const wrong = sheet([
      [...header, 'Notes'],
      ['X01000001', '', 1, 'a'],
    ]);
    wrong.D2 = { t: 'e', v: 42 };
    expect(await cells(book({ 'Table 2': wrong }))).toHaveLength(1);
    wrong.C2 = { t: 'e', v: 23 };
    const fault = await faultOf(() => cells(book({ 'Table 2': wrong })));
    expect(fault.render()).toMatch(/holds a formula that went wrong[\s\S]*#REF! in sheet “Table 2”, row 2, "People"/);
  });

  it('no sheet of that name, a header that lacks a column, no archive, an old workbook: says why', async () => {
    const said = async (bytes: Uint8Array) => (await faultOf(() => cells(bytes))).render();
    expect(await said(book({ Cover: cover, 'Table 3': sheet(rows) }))).toMatch(
      /no sheet of the name[\s\S]*“Cover”, “Table 3”/,
    );
    expect(await said(book({ 'Table 2': sheet([['Area code', 'Day', 'Persons']]) }))).toMatch(
      /lacks 1 column[\s\S]*"People"/,
    );
    expect(await said(Buffer.from('PK\u0003\u0004torn'))).toContain('cannot be opened');
    expect(await said(book({ 'Table 2': sheet(rows) }, 'biff8'))).toContain('from before 2007');
  });
});

describeShared('published workbooks', 'data', (data) => {
  const read = async (source: ObservationSource | typeof lsoa11Ward21, place: string) => {
    await readCells(engine, { source, release: '', file: path.join(data, place), shown: place });
    return (sql: string) => engine.query(`select ${sql} from ${cellTable(source)}`).then((r) => toRows(r)[0]);
  };

  it('fuel poverty, XLSX: every LSOA of England, and none of the notes below', async () => {
    const ask = await read(fuelPoverty, 'north-ward-indicators/sub-regional-fuel-poverty-2022-tables.xlsx');
    expect(await ask('count(*) as n, sum(fuel_poor) as poor, sum(households) as homes')).toMatchObject({ n: 32844 });
    expect(await ask("max(case when area = 'E01000001' then fuel_poor end) as poor")).toEqual({ poor: 40 });
  });

  it('homelessness, ODS: six header rows, ".." is no figure', async () => {
    const ask = await read(homelessnessCauses, 'homelessness-hclic/Detailed_LA_202212.ods');
    const found =
      await ask(`count(*) as n, sum(breakdown) as breakdown, count(*) filter (where "owed status" = 1) as none,
      count(*) filter (where "owed status" = 2) as withheld`);
    expect(found).toEqual({ n: 318, breakdown: 4375, none: 20, withheld: 0 });
  });

  it('lookup to the wards of 2021, XLSX', async () => {
    const ask = await read(lsoa11Ward21, 'lookup-lsoa11-ward21-ons/LSOA11_WD21_LAD21_EW_LU_V2.xlsx');
    expect(await ask('count(*) as n, count(distinct "from") as lsoas')).toEqual({ n: 34753, lsoas: 34753 });
  });
});
