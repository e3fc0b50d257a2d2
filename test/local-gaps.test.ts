/** What the council itself notes as lacking, among the gaps; and zones that do not share its areas out. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readModels } from '../models/build.js';
import { type Engine, toRows } from '../models/engine/engine.js';
import { marts } from '../models/marts.js';
import { dataGaps } from '../sources/local/data-gaps.js';
import { zones } from '../sources/local/zones.js';
import { engineWithAreas, rowsOf } from './support/local-rows.js';

const folder = mkdtempSync(path.join(tmpdir(), 'wardwise-gaps-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sqlOf = (kind: 'marts' | 'tables', name: string) =>
  readModels(kind)
    .find((model) => model.name === name)
    ?.sql.replace(/;\s*$/, '') ?? '';

async function withEngine<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = await engineWithAreas();
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}

describe('gaps that the council notes', () => {
  it('stand among those found here, with who has it and when it is to come', () =>
    withEngine(async (engine) => {
      for (const table of ['planned', 'inferred', 'estimate', 'context', 'benchmark', 'zone', 'service'])
        await engine.create(
          `${table}_gap`,
          `select 'Births' as item, 'a' as what, 'b' as effect, 'c' as mend where '${table}' = 'planned'`,
        );
      await rowsOf(
        engine,
        dataGaps,
        folder,
        'item,owner,asked_on,status,workaround,expected\nMental health by ward,The ICB,14/05/2025,promised,GP estimates.,01/12/2025\nSchool notes,,,,,\nCourt orders,Cafcass,,,,\n',
      );
      const rows = toRows(await engine.query(`select * from (${sqlOf('marts', 'mart_gap')}) as gap order by item`));
      for (const row of rows) marts.mart_gap.parse(row);
      expect(rows).toMatchObject([
        { item: 'Births', owner: null, expected: null },
        { item: 'Court orders', mend: 'It has been with: Cafcass; ask for it.', effect: 'Nothing stands in for it.' },
        {
          item: 'Mental health by ward',
          effect: 'Meanwhile: GP estimates.',
          mend: 'Asked for on 14/05/2025: The ICB.',
          owner: 'The ICB',
          asked_on: '2025-05-14',
          status: 'promised',
          expected: '2025-12-01',
        },
        { item: 'School notes', mend: 'Find out who has it.' },
      ]);
    }));
});

describe('zones', () => {
  const gapsOf = (rows: string) =>
    withEngine(async (engine) => {
      await engine.create(
        'ward',
        `select * from (values ('E05001341', 'Tong', true), ('E05001342', 'Wibsey', true), ('E05009999', 'Elsewhere', false)) as t(ward, name, in_area)`,
      );
      await engine.create(
        'share',
        `select * from (values ('E05001341', 'E05001341'), ('E05001342', 'E05001342'), ('E01010646', 'E05001341')) as t(area, ward)`,
      );
      await rowsOf(engine, zones, folder, `area,zone\n${rows}`);
      const { what } = await engine.query(`select what from (${sqlOf('tables', 'zone_gap')}) as gap order by what`);
      return what;
    });

  it.each([
    ['that share out every ward', 'E05001341,A\nE05001342,B\n', []],
    ['with a ward in none', 'E05001341,A\n', ['Wards in no zone: 1, the first of them Wibsey.']],
    [
      'with a ward in two',
      'E05001341,A\nE05001341,B\nE05001342,B\n',
      ['Areas in more than one zone: 1, the first of them E05001341.'],
    ],
    [
      'with a small area in another zone than its ward',
      'E05001341,A\nE01010646,B\nE05001342,B\n',
      ['Areas in more than one zone: 1, the first of them E01010646.'],
    ],
  ])('%s', async (_, rows, gaps) => {
    expect(await gapsOf(rows)).toEqual(gaps);
  });
});
