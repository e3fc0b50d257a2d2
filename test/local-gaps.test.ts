/** What the council itself notes as lacking, among the gaps. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readModels } from '../models/build.js';
import { type Engine, toRows } from '../models/engine/engine.js';
import { marts } from '../models/marts.js';
import { dataGaps } from '../sources/local/data-gaps.js';
import { engineWithAreas, rowsOf } from './support/local-rows.js';

const folder = mkdtempSync(path.join(tmpdir(), 'wardwise-gaps-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const martGap = readModels('marts').find(({ name }) => name === 'mart_gap')?.sql ?? '';

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
      for (const table of [
        'planned',
        'inferred',
        'estimate',
        'context',
        'benchmark',
        'zone',
        'zone_index',
        'zone_outline',
        'service',
        'shown_before',
        'help',
      ])
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
      const rows = toRows(await engine.query(`select * from (${martGap}) as gap order by item`));
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
