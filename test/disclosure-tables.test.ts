/** Tables of the council's own counts go through the gate as they are declared, and nothing goes past it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readModels } from '../models/build.js';
import { disclosureStep } from '../models/disclosure/gate.js';
import { shownCounts } from '../models/disclosure/shown.js';
import { countTable, type ProtectedTable, protectedTables } from '../models/disclosure/tables.js';
import { openDuckDB } from '../models/engine/duckdb.js';
import { type ColumnType, type Engine, type Row, toRows } from '../models/engine/engine.js';
import { rowsTable } from '../models/load/rows.js';
import { rowsSources } from '../models/rows.js';
import { filesUnder } from './support/workspace.js';

let engine: Engine;
beforeAll(async () => {
  engine = await openDuckDB();
});
afterAll(() => engine.close());

describe('nothing goes past the gate', () => {
  /** The council's tables that count nobody. */
  const aboutNobody = ['services', 'engagement', 'zones', 'theory_of_change', 'planning_tool', 'data_gaps'];
  const ofPeople = rowsSources.filter(({ id }) => !aboutNobody.includes(id)).map(rowsTable);
  const counts = ['own_count', 'indicator_count', ...Object.keys(protectedTables).map(countTable)];

  it('only a table of counts reads a file about people, and no mart reads counts', async () => {
    const readers: string[] = [];
    for (const { name, sql } of [...readModels('tables'), ...readModels('marts'), ...readModels('editions')]) {
      const reads = await engine.tablesIn(sql);
      if (reads.some((table) => ofPeople.includes(table))) readers.push(name);
      if (name.startsWith('mart_')) expect([name, reads.filter((table) => counts.includes(table))]).toEqual([name, []]);
    }
    expect(readers.length).toBeGreaterThan(0);
    expect(readers.filter((name) => !counts.includes(name))).toEqual([]);
  });

  it('nor does any code but the gate’s', () => {
    const place = path.join(import.meta.dirname, '../models');
    const code = filesUnder(place).filter((file) => file.endsWith('.ts') && !file.includes('/disclosure/'));
    const past = new RegExp(
      `\\b(${[...ofPeople, ...counts].filter((name) => name !== 'indicator_count').join('|')})\\b`,
    );
    expect(code.filter((file) => past.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});

/** The gate run over drawn tables. */
async function gate(
  tables: Readonly<Record<string, { readonly declared: ProtectedTable; readonly rows: readonly Row[] }>>,
  {
    below = 5,
    zeros = false,
    round = null as number | null,
    wards = [] as readonly string[],
    before = [] as readonly Row[],
  } = {},
) {
  const counted = {
    subject: 'text',
    item: 'text',
    period: 'text',
    area_level: 'text',
    area: 'text',
    number: 'text',
  } as const;
  const column = (name: string) => before.map((row) => row[name] ?? null);
  await engine.load(
    'shown_before',
    counted,
    Object.fromEntries(Object.keys(counted).map((name) => [name, column(name)])),
  );
  await engine.create('setting', `select ${below} as suppress_below, ${zeros} as protect_zeros, ${round} as round_to`);
  const nested = wards.map(
    (ward) => `select 'ward' as area_level, '${ward}' as area, 'authority' as in_level, 'A' as in_area`,
  );
  await engine.create(
    'nesting',
    nested.join(' union all ') || `select '' as area_level, '' as area, '' as in_level, '' as in_area where false`,
  );
  await engine.create(
    'own_count',
    `select '' as indicator, '' as period, '' as area_level, '' as area, false as is_part, 0 as numerator, 0 as denominator,
      '' as numerator_of, '' as denominator_of, '' as denominator_period where false`,
  );
  for (const [name, { declared, rows }] of Object.entries(tables)) {
    const types = Object.fromEntries(
      Object.keys(rows[0] ?? {}).map((column): [string, ColumnType] => [
        column,
        declared.key.includes(column) ? 'text' : 'number',
      ]),
    );
    await engine.load(
      countTable(name),
      types,
      Object.fromEntries(Object.keys(types).map((column) => [column, rows.map((row) => row[column] ?? null)])),
    );
  }
  const step = disclosureStep(
    engine,
    Object.fromEntries(Object.entries(tables).map(([name, { declared }]) => [name, declared])),
  );
  await step.make();
  const log = toRows(await engine.query('select * from withheld order by all'));
  const shown = async (name: string) => toRows(await engine.query(`select * from ${name}_protected`));
  return { log, shown };
}

describe('a declared table', () => {
  const help: ProtectedTable = {
    title: 'Early help',
    key: ['period', 'area_level', 'area'],
    counts: { assessments: 'assessments', conflict: 'with conflict' },
    within: { conflict: ['assessments'] },
    follows: { days: ['assessments'] },
    also: ['teams'],
  };
  const row = (period: string, area: string, assessments: number, conflict: number): Row => {
    const area_level = area === 'A' ? 'authority' : 'ward';
    return { period, area_level, area, assessments, conflict, days: 20, teams: 2 };
  };
  const wards = ['W1', 'W2', 'W3'];

  it('a small count goes and another ward’s with it; its total, and what is about nobody, stays', async () => {
    const rows = [
      row('2024', 'A', 90, 33),
      row('2024', 'W1', 20, 3),
      row('2024', 'W2', 30, 12),
      row('2024', 'W3', 40, 18),
    ];
    const { log, shown } = await gate({ help: { declared: help, rows } }, { wards });
    expect(log.map(({ subject, area, number, rule }) => [subject, area, number, rule])).toEqual([
      ['help', 'W1', 'conflict', 'small_count'],
      ['help', 'W2', 'conflict', 'gives_one_away'],
    ]);
    expect(await shown('help')).toEqual([
      { ...rows[0], status: 'measured' },
      { ...rows[1], conflict: null, status: 'withheld' },
      { ...rows[2], conflict: null, status: 'withheld' },
      { ...rows[3], status: 'measured' },
    ]);
  });

  it('nothing is hidden behind what an earlier edition shows, and that stays as it is unless it is small now', async () => {
    const rows = [
      row('2024', 'A', 90, 33),
      row('2024', 'W1', 20, 3),
      row('2024', 'W2', 30, 12),
      row('2024', 'W3', 40, 18),
    ];
    const shown = (area: string) => ({ subject: 'help', period: '2024', area_level: 'ward', area, number: 'conflict' });
    const withheld = async (...areas: string[]) =>
      (await gate({ help: { declared: help, rows } }, { wards, before: areas.map(shown) })).log.map(({ area }) => area);
    expect(await withheld()).toEqual(['W1', 'W2']);
    expect(await withheld('W2')).toEqual(['W1', 'W3']);
    expect(await withheld('W2', 'W3')).toEqual(['A', 'W1']);
    // What is small now is withheld although it was shown; nothing would be gained by more.
    expect(await withheld('W1')).toEqual(['W1']);
  });

  it('what follows from a count goes with it; blanks of the file are not withheld', async () => {
    const rows = [row('2024', 'W1', 3, 0), { ...row('2024', 'W2', 30, 0), conflict: null }];
    const { log, shown } = await gate({ help: { declared: help, rows } }, { wards });
    expect(await shown('help')).toMatchObject([
      { assessments: null, days: null, teams: 2, status: 'withheld' },
      { assessments: 30, conflict: null, days: 20, status: 'measured' },
    ]);
    expect(log).toHaveLength(1);
  });

  it('rounds what is left, and says so; noughts go where they are to be protected', async () => {
    const rows = [row('2024', 'W1', 23, 0)];
    const rounded = await gate({ help: { declared: help, rows } }, { round: 5 });
    expect(await rounded.shown('help')).toMatchObject([{ assessments: 25, conflict: 0, status: 'rounded' }]);
    const zeros = await gate({ help: { declared: help, rows } }, { zeros: true });
    expect(await zeros.shown('help')).toMatchObject([{ assessments: 23, conflict: null, status: 'withheld' }]);
  });

  it('rows that are totals, and groups that overlap, are declared too', async () => {
    const cohorts: ProtectedTable = {
      title: 'Cohorts',
      key: ['cohort', 'also_in'],
      counts: { people: 'people' },
      inside: [{ also_in: null }, { cohort: 'also_in', also_in: null }],
    };
    const cohortRows = [
      { cohort: 'X', also_in: null, people: 50 },
      { cohort: 'Y', also_in: null, people: 23 },
      { cohort: 'X', also_in: 'Y', people: 21 },
    ].map((each, _, all) => ({ ...each, of: all.length }));
    const teams: ProtectedTable = { title: 'Teams', key: ['team'], counts: { trained: 'trained' }, totals: ['team'] };
    const teamRows = [
      { team: null, trained: 33 },
      { team: 'a', trained: 2 },
      { team: 'b', trained: 11 },
      { team: 'c', trained: 20 },
    ];
    const { log } = await gate({
      cohorts: { declared: { ...cohorts, also: ['of'] }, rows: cohortRows },
      teams: { declared: teams, rows: teamRows },
    });
    expect(log.map(({ subject, item, rule }) => [subject, item, rule])).toEqual([
      // Two of Y are not in X.
      ['cohorts', 'X, Y', 'gives_one_away'],
      ['teams', 'a', 'small_count'],
      ['teams', 'b', 'gives_one_away'],
    ]);
  });

  it('the audit looks at what overlaps leave of their groups', async () => {
    const engine = await openDuckDB();
    const columns = { cohort: ['X', 'Y', 'X', 'Z'], also_in: [null, null, 'Y', null], people: [50, 23, 21, null] };
    const types = { cohort: 'text', also_in: 'text', people: 'number', status: 'text' } as const;
    await engine.load('cohort_protected', types, { ...columns, status: columns.cohort.map(() => 'measured') });
    const sql = shownCounts({ cohort: protectedTables.cohort! });
    const rests = toRows(await engine.query(`select item, number, value from (${sql}) where is_rest order by item`));
    await engine.close();
    expect(rests).toEqual([
      { item: 'X less X, Y', number: 'people', value: 29 },
      { item: 'Y less X, Y', number: 'people', value: 2 },
    ]);
  });
});
