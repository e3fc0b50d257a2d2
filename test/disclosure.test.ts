/**
 * Small counts of a council's own files never leave the warehouse. The threshold is set high here, so that the planted
 * counts are numbers that can be looked for in every byte that was published.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { protectedTables } from '../models/disclosure/tables.js';
import { openDuckDB } from '../models/engine/duckdb.js';
import { toRows } from '../models/engine/engine.js';
import { demoAuthority } from '../sources/demo/files.js';
import { events, wardwise } from './support/cli.js';
import {
  ask,
  copyOf,
  demoText,
  files,
  filesUnder,
  goodWorkspace,
  remove,
  withEngine,
  write,
} from './support/workspace.js';

const threshold = 100_000;
const wards = [...new Set(demoText(files.births).match(/X05\d{6}/g))];
const [small, complement, denominator, zero] = wards as [string, string, string, string];

/** Numerator and denominator by ward: three that must go, a nought that may stay, the others large. */
const planted: Readonly<Record<string, readonly [number, number]>> = Object.fromEntries(
  wards.map((ward, i) => [ward, [200_003 + 701 * i, 900_007 + 1103 * i]]),
);
const counts = {
  ...planted,
  [small]: [77_317, 900_007],
  [complement]: [823_679, 900_010],
  [denominator]: [0, 76_421],
  [zero]: [0, 900_013],
} as Readonly<Record<string, readonly [number, number]>>;
/** What must go: the small counts, and what they could be worked out from. */
const secrets = [77_317, 823_679, 900_010 - 823_679, 76_421];

const rowsOf = (indicator: string, of: typeof counts) =>
  wards.map((ward) => `${indicator},${ward},2024/25,${of[ward]!.join(',')}`);
const csv = (...rows: string[]) => `indicator,area,period,numerator,denominator\n${rows.join('\n')}\n`;
const declared = (id: string, domain: string) =>
  `  ${id}: { title: ${id} homes, statistic: proportion, direction: higher, domain: ${domain} }\n`;

/** Help of which some counts are small, and some tell by subtraction how few there are of others. */
const help = {
  programme_uptake: [
    'programme,period,enrolled,starts,retained,milestones',
    'Alpha,2024/25,912301,840211,830417,70423',
    'Beta,2024/25,300107,150203,41117,39119',
  ],
  referrals: [
    'period,outcome,n',
    '2024/25 Q1,inappropriate,61007',
    '2024/25 Q1,accessed,420119',
    '2024/25 Q2,inappropriate,180043',
    '2024/25 Q2,accessed,402131',
  ],
  early_help_assessments: [
    'period,area,assessments,family_conflict',
    ...wards.map((ward, i) => `2024/25,${ward},${500113 + 211 * i},${i === 5 ? 31247 : 211303 + 307 * i}`),
  ],
  cohorts: ['cohort,also_in,people', 'Arrears,,511213', 'Benefit cap,,430171', 'Arrears,Benefit cap,370411'],
} as const;
const helpFile = (id: string) => `local/${id}.csv`;
const helpFiles = Object.fromEntries(
  Object.entries(help).map(([id, lines]) => [helpFile(id), `${lines.join('\n')}\n`]),
);

const yaml = (disclosure: string, area = demoAuthority, local = '') =>
  `area: ${area}\nlocal: { own_indicators: local/own-indicators.csv${local} }\nown_indicators:\n${declared('planted', 'family_economic')}${declared('large', 'family_economic')}disclosure: ${disclosure}\n`;

let folder: string;
beforeAll(async () => {
  folder = await goodWorkspace({
    [files.assessment]: yaml(
      `{ suppress_below: ${threshold} }`,
      demoAuthority,
      Object.keys(help)
        .map((id) => `, ${id}: ${helpFile(id)}`)
        .join(''),
    ),
    [files.own]: csv(...rowsOf('planted', counts), ...rowsOf('large', planted)),
    ...helpFiles,
  });
});
afterAll(() => remove(folder));

const figures = (where: string) =>
  ask(
    folder,
    `select area_level, area, numerator, denominator, value, lower95_0cl, normalised, status, reason, in_index, comparison
    from mart_indicator where indicator = 'planted' and ${where} order by area`,
  );

/** Whether bytes hold a whole number: in figures, with commas, as a double or as a 64-bit whole number. */
function holds(bytes: Buffer, n: number): boolean {
  const [double, whole] = [Buffer.alloc(8), Buffer.alloc(8)];
  double.writeDoubleLE(n);
  whole.writeBigInt64LE(BigInt(n));
  const written = new RegExp(`(?<![\\d.])(${n}|${n.toLocaleString('en-GB')})(?!\\d)`);
  return bytes.includes(double) || bytes.includes(whole) || written.test(bytes.toString('latin1'));
}

/** No file of a run holds any of these numbers, in whatever form, inside documents and workbooks too. */
async function expectNowhere(numbers: readonly number[]): Promise<void> {
  const published = filesUnder(path.join(folder, 'out', 'latest'));
  for (const file of published) {
    const bytes = readFileSync(file);
    const inside = /\.(xlsx|docx|pptx)$/.test(file)
      ? Object.values(unzipSync(bytes)).map((part) => Buffer.from(part))
      : [];
    for (const part of [bytes, ...inside])
      expect(
        numbers.filter((n) => holds(part, n)),
        file,
      ).toEqual([]);
  }
  const engine = await openDuckDB();
  for (const file of published.filter((f) => f.endsWith('.parquet'))) {
    const text = JSON.stringify(toRows(await engine.query(`select * from '${file}'`)));
    expect(
      numbers.filter((n) => holds(Buffer.from(text), n)),
      file,
    ).toEqual([]);
  }
  await engine.close();
}

describe('a small count', () => {
  it.each([
    ['numerator', small],
    ['complement', complement],
    ['denominator', denominator],
  ])('as %s: the figure is withheld, with all that it could be worked out from', async (_what, ward) => {
    expect(await figures(`area = '${ward}'`)).toEqual([
      {
        area_level: 'ward',
        area: ward,
        numerator: null,
        denominator: null,
        value: null,
        lower95_0cl: null,
        normalised: null,
        status: 'withheld',
        reason: 'withheld: a small count',
        in_index: false,
        comparison: 'not_compared',
      },
    ]);
  });

  it('the authority’s total stays where the withheld wards hide each other, and so do a nought and large counts', async () => {
    const [authority] = await figures(`area_level = 'authority'`);
    const numerator = wards.reduce((sum, ward) => sum + counts[ward]![0], 0);
    expect(authority).toMatchObject({ numerator, status: 'measured' });
    expect(await figures(`area = '${zero}'`)).toMatchObject([
      { numerator: 0, denominator: 900_013, value: 0, status: 'measured' },
    ]);
    expect(await figures(`area_level = 'ward' and status = 'measured'`)).toHaveLength(wards.length - 3);
    const [large] = await ask(
      folder,
      `select numerator, status from mart_indicator where indicator = 'large' and area_level = 'authority'`,
    );
    expect(large).toEqual({ numerator: wards.reduce((sum, ward) => sum + planted[ward]![0], 0), status: 'measured' });
  });

  it('the log names each figure and rule, never the number', async () => {
    const lines = readFileSync(path.join(folder, 'out/latest/disclosure-log.csv'), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1);
    const log = lines.filter((line) => line.startsWith('planted'));
    expect(log.map((line) => line.split(',').toSpliced(1, 1).toSpliced(3, 1).filter(Boolean).join(' '))).toEqual([
      ...[small, complement, denominator].map((ward) => `planted ward ${ward} 2024/25 small_count`),
    ]);
  });

  it('no hash of an own file is published or locked: counts could be tried until one fits', () => {
    const digest = createHash('sha256')
      .update(readFileSync(path.join(folder, files.own)))
      .digest('hex');
    const shown = [...filesUnder(path.join(folder, 'out')), path.join(folder, 'wardwise.lock.json')];
    expect(shown.length).toBeGreaterThan(20);
    expect(shown.filter((file) => readFileSync(file).includes(digest.slice(0, 12)))).toEqual([]);
    expect(readFileSync(path.join(folder, '.wardwise/own-files.json'), 'utf8')).toContain(digest);
  });

  it('no mart holds it', async () => {
    for (const { table_name: mart } of await ask(
      folder,
      `select table_name from information_schema.tables where table_name like 'mart_%'`,
    )) {
      const text = JSON.stringify(await ask(folder, `select * from ${mart}`));
      expect(
        secrets.filter((n) => new RegExp(`(?<![\\w.])${n}(?![\\w])`).test(text)),
        String(mart),
      ).toEqual([]);
    }
  });

  it('no published byte holds it, be it text, double or whole number, on any page', async () => {
    // The search finds what is there to be found.
    const data = (name: string) => readFileSync(path.join(folder, 'out/latest/data', name));
    expect(['indicators.csv', 'indicators.arrow'].map((name) => holds(data(name), 900_013))).toEqual([true, true]);
    expect(holds(data('referrals.csv'), 180_043)).toBe(true);
    await expectNowhere(secrets);
  });

  it('nor what is withheld of programmes, referrals, early help and groups, or who is in one count and not in another', async () => {
    const withheld: number[] = [];
    for (const [name, { key, counts, within = {} }] of Object.entries(protectedTables)) {
      const rows = await ask(
        folder,
        `select c.*, to_json(p) as shown from ${name}_count as c join ${name}_protected as p
          on ${key.map((column) => `c.${column} is not distinct from p.${column}`).join(' and ')}`,
      );
      for (const row of rows) {
        const shown = JSON.parse(String(row.shown)) as Record<string, number | null>;
        const gone = (number: string) => row[number] !== null && shown[number] === null;
        withheld.push(
          ...Object.keys(counts)
            .filter(gone)
            .map((number) => Number(row[number])),
        );
        for (const [part, wholes] of Object.entries(within))
          for (const whole of wholes)
            if ((gone(part) || gone(whole)) && row[part] !== null && row[whole] !== null)
              withheld.push(Math.abs(Number(row[whole]) - Number(row[part])));
      }
    }
    // Of Alpha 70,423 milestones, and what would tell that 9,794 of those who started did not stay.
    for (const secret of [70_423, 9_794, 61_007, 41_117, 31_247]) expect(withheld).toContain(secret);
    await expectNowhere([...withheld, 430_171 - 370_411]);
  });

  it('the indicator leaves the index whole, with a line in the log of gaps', async () => {
    const gaps = await ask(folder, `select what, effect, mend from mart_gap where item = 'planted homes'`);
    expect(gaps).toEqual([
      {
        what: expect.stringMatching(/^Withheld in 3 of \d+ wards, so it does not cover the area\.$/),
        effect: 'Not in the index; shown where there is a figure.',
        mend: 'Pool several years, so that no count is small.',
      },
    ]);
    const inIndex = await ask(
      folder,
      `select indicator from mart_indicator_list where in_index and indicator in ('planted', 'large')`,
    );
    expect(inIndex.map((row) => row.indicator)).toEqual(['large']);
  });

  it('explain of a withheld figure shows no number and no parts', async () => {
    const area = small;
    const { code, out } = await wardwise('explain', area, 'planted', '--workspace', folder);
    expect(code).toBe(0);
    expect(out).toMatch(/value +– %\n/);
    expect(out).toMatch(/status +withheld/);
    expect(out).toContain('the council’s own counts by smaller area are not shown');
    for (const secret of secrets) expect(out.replaceAll(',', '')).not.toContain(String(secret));
    const [told] = (await events('explain', area, 'planted', '--workspace', folder)) as [
      { ingredients: { parts: unknown[] }[] },
    ];
    expect(told.ingredients.flatMap((i) => i.parts)).toEqual([]);
    const whole = await wardwise('explain', area, '--workspace', folder);
    for (const secret of secrets) expect(whole.out.replaceAll(',', '')).not.toContain(String(secret));
  });

  it('the audit finds one that got through', async () => {
    const copy = copyOf(folder);
    await withEngine(copy, (engine) => engine.query(`update setting set suppress_below = 300000`));
    const { code, err } = await wardwise('check', '--workspace', copy);
    expect([code, err]).toEqual([12, expect.stringContaining('The audit nothing_small found')]);
    remove(copy);
  });
});

describe('the audit of all protected tables', () => {
  it.each([
    ['uptake', 'enrolled = 77'],
    ['referral', 'inappropriate = 77'],
    ['early_help', 'assessments = 77'],
    ['cohort', 'people = 77'],
    ['uptake, by who dropped out', 'enrolled = 500300, starts = 500223'],
  ])('finds a small count of %s that got through', async (table, change) => {
    const copy = copyOf(folder);
    await withEngine(copy, (engine) => engine.query(`update ${table.split(',')[0]}_protected set ${change}`));
    const { code, err } = await wardwise('check', '--workspace', copy);
    expect([code, err]).toEqual([12, expect.stringContaining('The audit nothing_small found')]);
    remove(copy);
  });
});

describe('a figure for whole authorities', () => {
  it('never enters a ward index: there is no row of it, and a line in the log of gaps says what would mend it', async () => {
    const [gap] = await ask(folder, `select * from mart_gap where item = 'Households with no adult in work'`);
    expect(gap).toMatchObject({
      item: 'Households with no adult in work',
      what: expect.stringMatching(/is published for .*local authorit.* only, so it says nothing about a ward\.$/),
      effect: expect.stringContaining('Not in the index'),
      mend: expect.stringContaining('own_indicators, under the name workless_households'),
    });
    for (const table of ['mart_indicator', 'mart_indicator_list', 'index_indicator']) {
      expect(await ask(folder, `select 1 from ${table} where indicator = 'workless_households'`)).toEqual([]);
    }
    expect(await ask(folder, `select 1 from mart_source where source = 'ons_aps_workless_households'`)).toEqual([]);
  });
});

describe('rounding', () => {
  it('round_to: counts of the council’s own are rounded and say so; published ones are not', async () => {
    const copy = copyOf(folder);
    write(copy, files.assessment, yaml('{ suppress_below: 5, round_to: 50 }'));
    expect(await wardwise('build', '--workspace', copy)).toMatchObject({ code: 0 });
    const rows = await ask(
      copy,
      `select i.disclosure, m.status, m.numerator, m.denominator, m.value from mart_indicator as m join indicator as i using (indicator)
      where m.numerator is not null`,
    );
    const own = rows.filter((row) => row.disclosure === 'own');
    expect(new Set(own.map((row) => row.status))).toEqual(new Set(['rounded']));
    expect(own.filter((row) => Number(row.numerator) % 50 || Number(row.denominator) % 50)).toEqual([]);
    // Figures follow from the rounded counts, so that they do not give the counts away.
    for (const { numerator, denominator: of, value } of own)
      expect(value).toBeCloseTo((100 * Number(numerator)) / Number(of), 9);
    const published = rows.filter((row) => row.disclosure !== 'own').map((row) => row.status);
    expect(published).toContain('measured');
    expect(published).not.toContain('rounded');
    remove(copy);
  });
});

describe('what goes besides, in a whole country', () => {
  const everywhere = [...new Set(demoText(files.outlines).match(/X05\d{6}/g))];
  const withheldOf = async (of: (ward: string) => readonly [number, number], threshold: number) => {
    const copy = copyOf(folder);
    // No edition before it.
    remove(path.join(copy, 'out'));
    write(copy, files.assessment, yaml(`{ suppress_below: ${threshold} }`, 'X92000001'));
    write(copy, files.own, csv(...everywhere.map((ward) => `planted,${ward},2024/25,${of(ward).join(',')}`)));
    expect(await wardwise('build', '--workspace', copy)).toMatchObject({ code: 0 });
    const rows = await ask(
      copy,
      `select area_level, rule, count(*) as n from mart_disclosure where indicator = 'planted' group by all order by all`,
    );
    remove(copy);
    return rows.map(({ area_level, rule, n }) => `${n} ${area_level} ${rule}`);
  };

  it('one more ward, rather than any total', async () => {
    expect(await withheldOf((ward) => [ward === small ? 77_317 : 200_003, 900_007], threshold)).toEqual([
      '1 ward gives_one_away',
      '1 ward small_count',
    ]);
  });

  it('the totals, where nothing else of the authority could hide the count', async () => {
    expect(
      await withheldOf((ward) => [ward === small ? 3 : ward === everywhere.at(-1) ? 200_003 : 0, 900_007], 5),
    ).toEqual(['1 authority small_count', '1 country gives_one_away', '1 ward small_count']);
  });
});
