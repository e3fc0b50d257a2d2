/** Templates, and the check of one file: what a council fills in, made from the contracts it will be held to. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type CellObject, read, utils } from '@e965/xlsx';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { templateCsv, templatesOf, templateXlsx } from '../outputs/files/template.js';
import { localSources } from '../pipelines/local.js';
import { withLocalFiles } from '../scripts/local-files.js';
import { domesticAbuseIncidents } from '../sources/local/domestic-abuse-incidents.js';
import { services } from '../sources/local/services.js';
import { events, wardwise } from './support/cli.js';

const folder = mkdtempSync(path.join(tmpdir(), 'wardwise-templates-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a template', () => {
  const all = localSources.flatMap((source) => templatesOf(source).map((template) => ({ source, ...template })));

  it('says of every column what it means, and gives an example', () => {
    for (const { name, contract } of all) {
      for (const [column, { means, example }] of Object.entries(contract.columns)) {
        expect([means, example], `${name} ${column}`).toEqual([
          expect.stringMatching(/^[A-Za-z].*[.:]$/),
          expect.stringMatching(/\S/),
        ]);
      }
    }
  });

  it.each(all.map((template) => [template.name, template] as const))(
    '%s has the headings of its contract',
    async (_, t) => {
      const headings = Object.keys(t.contract.columns);
      expect(templateCsv(t).split('\r\n')[0]).toBe(`\uFEFF${headings.join(',')}`);
      const book = read(await templateXlsx(t, t.source.title));
      expect(book.SheetNames).toEqual(['Fill in', 'Notes']);
      const [, , found, example] = utils.sheet_to_json<unknown[]>(book.Sheets['Fill in']!, { header: 1 });
      expect(found).toEqual(headings);
      expect(example).toHaveLength(headings.length);
      const notes = utils.sheet_to_json<unknown[]>(book.Sheets.Notes!, { header: 1 }).slice(3);
      expect(notes.map(([heading]) => heading)).toEqual(headings);
      expect(notes.every((row) => row.length === 5 && row.every((cell) => String(cell) !== ''))).toBe(true);
    },
  );

  it('has a drop-down where there is a closed list, from the row below the headings', async () => {
    const sheet = async (source: Parameters<typeof templatesOf>[0]) => {
      const [template] = templatesOf(source);
      return strFromU8(unzipSync(await templateXlsx(template!, 'x'))['xl/worksheets/sheet1.xml']!);
    };
    expect(await sheet(services)).toContain(
      'sqref="D4:D1048576"><formula1>"universal,targeted_selective,targeted_indicated,specialist"</formula1>',
    );
    expect(await sheet(domesticAbuseIncidents)).toContain('<formula1>"Y,N"</formula1>');
    expect(await sheet(domesticAbuseIncidents)).toMatch(/<dataValidations count="4">.*<\/dataValidations><pageSetup/);
  });

  it('keeps numbers as numbers and texts as texts', async () => {
    const [template] = templatesOf(services);
    const sheet = read(await templateXlsx(template!, 'x')).Sheets['Fill in']!;
    const kind = (at: string) => (sheet[at] as CellObject).t;
    expect([kind('A4'), kind('K4'), kind('S4')]).toEqual(['s', 'n', 's']);
  });
});

it('the README lists them as they are: npm run sources', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  expect(withLocalFiles(readme)).toBe(readme);
});

describe('wardwise template', () => {
  it('lists every file with its shapes', async () => {
    const { code, out } = await wardwise('template');
    expect(code).toBe(0);
    for (const { id } of localSources) expect(out).toContain(id);
    expect(await events('template')).toMatchObject([{ event: 'list' }]);
  });

  it('writes each shape as CSV and XLSX', async () => {
    expect((await wardwise('template', 'referrals', '--to', path.join(folder, 'local'))).code).toBe(0);
    expect(readdirSync(path.join(folder, 'local')).sort()).toEqual([
      'referrals-2.template.csv',
      'referrals-2.template.xlsx',
      'referrals.template.csv',
      'referrals.template.xlsx',
    ]);
    const unknown = await wardwise('template', 'referal');
    expect([unknown.code, unknown.err]).toEqual([
      2,
      expect.stringMatching(/not a local file[\s\S]*did you mean referrals/),
    ]);
  });
});

describe('wardwise check --file', () => {
  const file = path.join(folder, 'sent.csv');

  it('says that a file is good, and which it is taken for', async () => {
    writeFileSync(file, 'Period,Outcome,n,worker\n2024/25,accessed,22,Jane Doe\n');
    const { code, out } = await wardwise('check', '--file', file, '--workspace', folder);
    expect([code, out]).toEqual([0, expect.stringContaining('is as it should be: referrals (by its headings), 1 row')]);
    expect(out).not.toContain('Jane');
  });

  it('explains what is wrong, once for people and whole for programs', async () => {
    writeFileSync(file, 'date,outcome\n31/03/25,accesed\n');
    const { code, err } = await wardwise('check', '--file', file, '--as', 'referrals', '--workspace', folder);
    expect([code, err]).toEqual([11, expect.stringMatching(/to mend +Write the year with four digits\./)]);
    expect(await events('check', '--file', file, '--workspace', folder)).toMatchObject([
      {
        event: 'fault',
        exit: 11,
        problems: [
          { column: '"date"', found: '"31/03/25"', row: 2, mend: 'Write the year with four digits.' },
          { column: '"outcome"', found: '"accesed"', row: 2, mend: 'Did you mean “accessed”?' },
        ],
      },
    ]);
  });

  it('leaves nothing behind', () => {
    expect(readdirSync(folder).sort()).toEqual(['local', 'sent.csv']);
  });
});
