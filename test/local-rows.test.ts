/** A council's own tables that are not figures by area: from the file to `local_<id>`, single people added up at once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../models/engine/engine.js';
import { loadNoRows, rowsTable } from '../models/load/rows.js';
import { rowsSources } from '../models/rows.js';
import { earlyHelpAssessments } from '../sources/local/early-help-assessments.js';
import { outcomeMeasures } from '../sources/local/outcome-measures.js';
import { programmeUptake } from '../sources/local/programme-uptake.js';
import { referrals } from '../sources/local/referrals.js';
import { services } from '../sources/local/services.js';
import { engineWithAreas, rowsOf } from './support/local-rows.js';
import { faultText } from './support/read-table.js';

const folder = mkdtempSync(path.join(tmpdir(), 'wardwise-rows-'));
let engine: Engine;
beforeAll(async () => {
  engine = await engineWithAreas();
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});
const read = (source: (typeof rowsSources)[number], text: string) => rowsOf(engine, source, folder, text);

describe('a service', () => {
  it('is read as people type it', async () => {
    const text =
      'Service ID,organisation,name,Level,mode,evidence,covers,wait_days,funding_end,note\n' +
      'S01,Family hubs,Arguing better,Targeted selective,"Group, phone",3*,"E05001341; E05001342",21,31/03/2027,x\n';
    expect(await read(services, text)).toMatchObject([
      {
        service_id: 'S01',
        level: 'targeted_selective',
        mode: 'group;phone',
        evidence: '3*',
        covers: 'E05001341;E05001342',
        cost: null,
        wait_days: '21.0',
        funding_end: '2027-03-31',
      },
    ]);
  });

  it.each([
    ['a level nobody knows', 'level', 'urgent', /"level"\s+expected one of: universal; targeted_selective/],
    ['a mode nobody knows', 'mode', 'group; letter', /"mode"\s+expected one or more of: digital; phone/],
    ['a rating nobody gives', 'evidence', '5', /expected one of: NL2; 2; 2\+/],
  ])('is refused with %s', async (_, heading, cell, says) => {
    const row: Record<string, string> = {
      service_id: 'S01',
      organisation: 'o',
      name: 'n',
      level: 'universal',
      covers: 'all',
      [heading]: cell,
    };
    const text = `${Object.keys(row).join(',')}\n${Object.values(row).join(',')}\n`;
    expect(await faultText(() => read(services, text))).toMatch(says);
  });
});

describe('referrals', () => {
  it('one by one are counted by month, without whom they are of', async () => {
    const text =
      'date,area,service_id,participant_id,outcome\n' +
      '03/03/2025,E05001341,S01,anne,accessed\n04/03/2025,E05001341,S01,ben,Accessed\n05/04/2025,,S01,cy,inappropriate\n';
    const rows = await read(referrals, text);
    expect(rows).toEqual([
      { period: '2025-03', area: 'E05001341', service_id: 'S01', referrer: null, outcome: 'accessed', n: '2.0' },
      { period: '2025-04', area: null, service_id: 'S01', referrer: null, outcome: 'inappropriate', n: '1.0' },
    ]);
  });

  it('as counts stay as they are, and none is there twice', async () => {
    const row = 'Q1 2024/25,inappropriate,5\n';
    expect(await read(referrals, `period,outcome,n\n${row}Q1 2024/25,accessed,22\n`)).toMatchObject([
      { outcome: 'accessed', n: '22.0', area: null },
      { outcome: 'inappropriate', n: '5.0' },
    ]);
    const again = await faultText(() => read(referrals, `period,outcome,n\n${row}${row}`));
    expect(again).toMatch(
      /"period" with "outcome"\s+expected each only once\s+found\s+"Q1 2024\/25 inappropriate" again/,
    );
  });

  it('of an area that is not known are refused', async () => {
    const text = 'period,area,outcome,n\n2024/25,E05009999,accessed,3\n';
    expect(await faultText(() => read(referrals, text))).toMatch(/1 area of 1 .*not known here[\s\S]*E05009999/);
  });
});

describe('uptake and assessments', () => {
  const uptake = 'programme,period,enrolled,starts,retained,milestones\n';
  it('are kept, with what is not there as nothing', async () => {
    expect(await read(programmeUptake, `${uptake}Arguing better,2024/25,41,34,28,22\n`)).toMatchObject([
      { enrolled: '41.0', milestones: '22.0', projects_started: null, area: null },
    ]);
    expect(
      await read(earlyHelpAssessments, 'period,assessments,family_conflict,area\n2024/25,310,96,E08000032\n'),
    ).toMatchObject([{ assessments: '310.0', family_conflict: '96.0', relationship_considered: null }]);
  });

  it('cannot have a part that is more than its whole', async () => {
    const says = /"starts"\s+expected no more than in "enrolled" of the same row\s+found\s+"44" in 1 row of 1/;
    expect(await faultText(() => read(programmeUptake, `${uptake}Arguing better,2024/25,41,44,28,22\n`))).toMatch(says);
  });
});

describe('outcomes', () => {
  it('of single people become a summary', async () => {
    const scores = [
      ['before', 'P1', 18],
      ['before', 'P2', 20],
      ['before', 'P3', 13],
      ['after', 'P1', 12],
    ] as const;
    const text = `programme,measure,timepoint,participant_id,score,cutoff\n${scores.map(([t, p, s]) => `Arguing better,SDQ,${t},${p},${s},16\n`).join('')}`;
    expect(await read(outcomeMeasures, text)).toMatchObject([
      { timepoint: 'after', n: '1.0', mean: '12.0', sd: null, n_over_cutoff: '0.0' },
      { timepoint: 'before', n: '3.0', mean: '17.0', sd: '3.605551275463989', n_over_cutoff: '2.0' },
    ]);
  });

  it('do not name a person who is there twice', async () => {
    const row = 'Arguing better,SDQ,before,mary.smith,18\n';
    const fault = await faultText(() =>
      read(outcomeMeasures, `programme,measure,timepoint,participant_id,score\n${row}${row}`),
    );
    expect(fault).toMatch(/found\s+the same one again/);
    expect(fault).not.toMatch(/mary/);
  });
});

it('a file that is not given leaves an empty table of the same columns', async () => {
  for (const source of rowsSources) {
    await loadNoRows(engine, source);
    const columns = await engine.query(`select * from ${rowsTable(source)}`);
    expect(Object.values(columns)[0]).toEqual([]);
    expect(Object.keys(columns)).not.toContain('participant_id');
  }
});
