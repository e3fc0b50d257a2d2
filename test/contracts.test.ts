/** What contracts can say of a table beside its columns: headings that vary, blanks with a reason, rows inside features. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Contract } from '../sources/contract.js';
import { faultText, readTable } from './support/read-table.js';

const folder = mkdtempSync(path.join(tmpdir(), 'wardwise-contracts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(contract: Contract, text: string) {
  const file = path.join(folder, 'answer');
  writeFileSync(file, text);
  return readTable(file, [contract]);
}

const area = { heading: 'code', type: 'code' } as const;

describe('a heading in which some words vary', () => {
  const contract: Contract = {
    columns: {
      area,
      england: { heading: 'Compared to England value', type: 'text' },
      parent: { heading: ['Compared to * value', 'Compared to'], type: 'text' },
    },
  };

  it.each(['Compared to Region value', 'Compared to  the North   value ', 'Compared to'])(
    'fits “%s”',
    async (parent) => {
      const rows = await read(contract, `code,${parent},Compared to England value\nE05000001,a,b\n`);
      expect(rows).toMatchObject([{ parent: 'a', england: 'b' }]);
    },
  );

  it.each(['Compared to goal', 'Compared with Region value'])('does not fit “%s”', async (parent) => {
    const text = `code,${parent},Compared to England value\nE05000001,a,b\n`;
    expect(await faultText(() => read(contract, text))).toMatch(/lacks 1 column/);
  });

  it('is not believed when two columns fit it', async () => {
    const text = 'code,Compared to North value,Compared to South value,Compared to England value\nE05000001,a,b,c\n';
    expect(await faultText(() => read(contract, text))).toMatch(/has a column twice/);
  });
});

describe('a blank with a reason', () => {
  const contract: Contract = {
    columns: {
      area,
      n: { heading: 'n', type: 'whole', blanks: true, why: { column: 'note', withheld: ['Suppressed', 'u'] } },
      note: { heading: 'note', type: 'text', blanks: true },
    },
  };

  it.each([
    { cell: ',Suppressed for small counts', status: 2 },
    { cell: ',u', status: 2 },
    { cell: ',Not collected here', status: 1 },
    { cell: ',', status: 1 },
    { cell: '0,Suppressed', status: 0 },
  ])('$cell has status $status', async ({ cell, status }) => {
    expect(await read(contract, `code,n,note\nE05000001,${cell}\n`)).toMatchObject([{ 'n status': status }]);
  });
});

describe('rows that are chosen', () => {
  const contract: Contract = {
    columns: { area, kind: { heading: 'Kind', type: 'text' }, n: { heading: 'n', type: 'whole' } },
    only: { kind: ['Ward', ''] },
    key: ['area'],
  };

  it('are the only ones that are checked', async () => {
    const rows = await read(contract, 'code,Kind,n\nE92000001,England,x\nE05000001,Ward,3\n');
    expect(rows).toMatchObject([{ area: 'E05000001', n: 3 }]);
  });

  it('are named when there are none of them', async () => {
    const fault = await faultText(() => read(contract, 'code,Kind,n\nE05000001,Wards (2025),3\n'));
    expect(fault).toMatch(/expected rows below the header with "Kind" “Ward” or blank\n\s+found\s+none/);
  });
});

describe('a row that ends before the header does', () => {
  const columns = {
    area,
    n: { heading: 'n', type: 'whole' },
    note: { heading: 'note', type: 'text', blanks: true },
  } as const;
  const text = 'code,n,note,more\nE05000001,3\nE05000002,4,"two\nlines",x\n';

  it('is torn', async () => {
    expect(await faultText(() => read({ columns }, text))).toMatch(/expected 4 columns\n\s+found\s+2 columns/);
  });

  it('ends in blanks where a contract says that rows may be short', async () => {
    const rows = await read({ columns, shortRows: true }, text);
    expect(rows).toMatchObject([
      { n: 3, note: null, 'note status': 1 },
      { n: 4, note: 'two\nlines' },
    ]);
    expect(await faultText(() => read({ columns, shortRows: true }, 'code,n,note\nE05000001\n'))).toMatch(/"n"/);
  });
});

describe('a table of features', () => {
  const contract: Contract = {
    columns: { area, n: { heading: 'n', type: 'whole' } },
    json: { rows: 'features', cells: 'properties' },
  };
  const features = (...properties: readonly unknown[]) =>
    JSON.stringify({
      type: 'FeatureCollection',
      features: properties.map((p) => ({ type: 'Feature', properties: p })),
    });

  it('has its cells in their properties', async () => {
    const rows = await read(contract, features({ code: 'E05000001', n: 7 }, { code: 'E05000002', n: '1,008' }));
    expect(rows).toMatchObject([{ n: 7 }, { n: 1008 }]);
  });

  it('lacks them where a feature has none', async () => {
    expect(await faultText(() => read(contract, features(null)))).toMatch(/lacks 2 columns/);
  });
});
