/**
 * An attacker reads all that a run has published, of the demo with planted counts in the council's own files, and works
 * out what can be worked out. A small count must remain any small count.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Count } from '../models/disclosure/cells.js';
import { linked } from '../models/disclosure/linked.js';
import { openDuckDB } from '../models/engine/duckdb.js';
import { toRows } from '../models/engine/engine.js';
import { attack } from '../models/statistics/disclosure/attacker.js';
import { loadSolver } from '../models/statistics/disclosure/linear-programme.js';
import { recoverable } from '../models/statistics/disclosure/linked-tables.js';
import { hiddenCells } from '../models/statistics/disclosure/protecting.js';
import { suppress } from '../models/statistics/disclosure/suppression.js';
import { demoAuthority } from '../sources/demo/files.js';
import { Published, type Truth } from './support/attacker.js';
import { ask, demoText, files, filesUnder, goodWorkspace, remove, tablesOnly } from './support/workspace.js';

const solve = await loadSolver();
const threshold = 5;
const wards = [...new Set(demoText(files.births).match(/X05\d{6}/g))];
const usual = (i: number): [number, number] => [20 + ((7 * i) % 31), 90 + ((13 * i) % 41)];

/** Numerator and denominator of each ward, by what makes the table dangerous. */
const planted: Readonly<Record<string, (i: number) => [number, number]>> = {
  one_small: (i) => (i === 4 ? [3, 101] : usual(i)),
  two_ones: (i) => (i === 4 || i === 9 ? [1, 88] : usual(i)),
  // Together 12, and each of them at most 4: the rule alone would tell.
  three_fours: (i) => (i < 3 ? [4, 95] : usual(i)),
  among_noughts: (i) => (i === 7 ? [2, 60] : [0, 100 + i]),
  small_rest: (i) => (i === 2 ? [97, 100] : usual(i)),
  small_whole: (i) => (i === 11 ? [2, 4] : usual(i)),
  nearly_all_small: (i) => (i === 0 ? [40, 90] : [1 + (i % 4), 60 + i]),
  nothing_small: usual,
};
const years = ['2022/23', '2023/24'];
const truth: Truth[] = Object.entries(planted).flatMap(([indicator, of]) =>
  years.flatMap((period, year) =>
    wards.map((ward, i) => {
      // The year before has its small counts in other wards.
      const [numerator, denominator] = of(year === 1 ? i : (i + 5) % wards.length);
      const name = (part: string) => `own_indicators.${indicator}_${part} ${period}`;
      return {
        indicator,
        period,
        ward,
        numerator,
        denominator,
        names: [name('numerator'), name('denominator')] as const,
      };
    }),
  ),
);
const rows = truth.map(({ indicator, ward, period, numerator, denominator }) =>
  [indicator, ward, period, numerator, denominator].join(','),
);
const declared = (id: string, more = '') =>
  `  ${id}: { title: ${id} homes, statistic: proportion, direction: higher, domain: context${more} }`;
const yaml = `area: ${demoAuthority}
zones: local/zones.csv
local:
  own_indicators: local/own-indicators.csv
  birth_registrations: local/birth-registrations.csv
  domestic_abuse_incidents: local/domestic-abuse-incidents.csv
own_indicators:
${Object.keys(planted)
  .map((id) => declared(id))
  .join('\n')}
${declared('births_of_all', ', numerator: birth_registrations.births, denominator: ons_census_age.residents')}
disclosure: { suppress_below: ${threshold} }
`;
// One ward has two births by one parent alone; all its births are shown by another indicator.
const births = wards.map((ward, i) => [ward, '2024', 90 + i, i === 6 ? 2 : 12 + i, 30, 9, 10].join(','));
truth.push(
  ...wards.map(
    (ward, i): Truth => ({
      indicator: 'sole_registrations',
      period: '2024',
      ward,
      numerator: i === 6 ? 2 : 12 + i,
      denominator: 90 + i,
      names: ['birth_registrations.sole 2024', 'birth_registrations.births 2024'],
    }),
  ),
);

let folder: string;
let published: Published;
let intervals: ReturnType<Published['attack']>;
beforeAll(async () => {
  const changes = {
    [files.assessment]: yaml,
    [files.own]: `indicator,area,period,numerator,denominator\n${rows.join('\n')}\n`,
    [files.births]: `area,period,births,sole,joint_same_address,joint_different_address,married\n${births.join('\n')}\n`,
  };
  folder = await goodWorkspace(changes, tablesOnly);
  published = new Published([{ folder: path.join(folder, 'out/latest'), truth }], demoAuthority);
  intervals = published.attack(solve);
}, 120_000);
afterAll(() => remove(folder));

describe('what is published of the council’s own counts', () => {
  it('leaves every small count at least as uncertain as the threshold asks', () => {
    const small = [...published.hidden()].filter(([, n]) => n > 0 && n < threshold);
    expect(small.length).toBeGreaterThan(60);
    const narrow = small.filter(([name]) => {
      const { lower, upper } = intervals.get(name)!;
      return upper - lower < threshold - 1e-6;
    });
    expect(narrow).toEqual([]);
  });

  it('no number that is not small can be told exactly where it is withheld', () => {
    const told = [...published.hidden()].filter(([name]) => {
      const { lower, upper } = intervals.get(name)!;
      return upper - lower < 1 && !name.includes(' rest ');
    });
    // Withheld with its row, but shown by another indicator or known from its parts: never a small one.
    expect(told.filter(([, n]) => n > 0 && n < threshold)).toEqual([]);
    expect(told).toEqual([]);
  });

  it('nor, for those who know the rules and which counts are small, one small count from another', () => {
    const intervals = published.attack(solve, { below: threshold });
    const small = [...published.hidden()].filter(([, n]) => n > 0 && n < threshold);
    const narrow = small.filter(([name]) => {
      // A part, a rest and a whole that are all small bound each other, whatever else is withheld.
      if (name.startsWith('small_whole') || name.includes('.small_whole')) return false;
      const { lower, upper } = intervals.get(name)!;
      return lower > 1 + 1e-6 || upper < threshold - 1 - 1e-6;
    });
    expect(narrow).toEqual([]);
  });

  it('withholds no small count too few: all are hidden, and only where there are any', async () => {
    const log = await ask(
      folder,
      'select indicator, rule, area_level, count(*) as n from mart_disclosure group by all',
    );
    expect(log.filter(({ indicator }) => indicator === 'nothing_small')).toEqual([]);
    const shown = truth.filter(({ numerator: x, denominator: n }) => [x, n, n - x].some((c) => c > 0 && c < threshold));
    const primary = log.filter(({ rule, area_level }) => rule === 'small_count' && area_level === 'ward');
    expect(primary.reduce((sum, { n }) => sum + Number(n), 0)).toBe(shown.length);
    const besides = (id: string) =>
      log.filter(({ indicator, rule }) => indicator === id && rule === 'gives_one_away').map((row) => row.area_level);
    // A ward in place of the total, unless there is none that would do.
    expect(besides('one_small')).toEqual(['ward']);
    expect(besides('among_noughts')).toEqual([]);
  });

  it('the attacker is no fool: told what was withheld besides, it finds the counts', () => {
    const other = [...published.hidden()].filter(([name, n]) => /one_small_numerator/.test(name) && n >= threshold);
    expect(other).toHaveLength(years.length);
    const intervals = published.attack(solve, { told: other.map(([name]) => name) });
    const small = [...published.hidden()].filter(([name, n]) => /one_small_numerator/.test(name) && n < threshold);
    expect(small.map(([name]) => intervals.get(name))).toEqual(years.map(() => ({ lower: 3, upper: 3 })));
  });
});

describe('periods that overlap', () => {
  const small = { below: threshold, zeros: false };
  const wards = ['W1', 'W2', 'W3'];
  const nesting = wards.map((area) => ({ area_level: 'ward', area, in_level: 'authority', in_area: 'A' }));
  const counts = (period: string, [all, ...each]: readonly number[]): Count[] => [
    { name: 'helped', period, area_level: 'authority', area: 'A', value: all! },
    ...each.map((value, i) => ({ name: 'helped', period, area_level: 'ward', area: wards[i]!, value })),
  ];
  const tablesOf = (...of: Count[][]) => {
    const figures = of.flat().map((count) => ({ counts: [count], small: false, cost: 1 + count.value / 1000 }));
    return linked({ figures, apart: [], totals: [] }, nesting, small);
  };
  it.each([
    ['April 2024 to June 2024', 'April 2024 to September 2024', true],
    ['April to June 2024', 'April to September 2024', true],
    ['2024-04 to 2024-06', '2024-04 to 2024-09', true],
    ['July to September 2024', 'April to September 2024', true],
    ['2024/25 Q1', '2024/25', true],
    ['2023', '2023 to 2024', true],
    ['April to June 2024', 'April to June 2025', false],
    ['2023/24', '2024/25', false],
    ['mid-2023', 'mid-2024', false],
  ])('%s, %s: two more in a ward could be counted (%s)', (first, second, unsafe) => {
    const tables = tablesOf(counts(first, [90, 20, 30, 40]), counts(second, [152, 22, 60, 70]));
    const none = tables.rows.map(() => false);
    expect(recoverable(tables, hiddenCells(tables, none)).some((cell) => tables.value[cell] === 2)).toBe(unsafe);
    const withheld = suppress(solve, tables);
    expect(withheld.includes(true)).toBe(unsafe);
    const hidden = hiddenCells(tables, withheld);
    const found = attack(solve, tables, hidden);
    for (const [cell, { lower, upper }] of found)
      if (tables.value[cell] === 2) expect([lower, upper]).toEqual([1, threshold - 1]);
  });

  it('four quarters make a year: the one that is small takes another with it', () => {
    const quarters = [3, 20, 25, 30].map((n, i) => counts(`2024/25 Q${i + 1}`, [n + 200, n, 100, 100]));
    const tables = tablesOf(...quarters, counts('2024/25', [878, 78, 400, 400]));
    const primary = tables.rows.map(({ cells }) => tables.value[cells[0]!]! < threshold);
    const withheld = suppress(solve, { ...tables, primary });
    const shown = tables.rows.flatMap(({ cells }, i) => (withheld[i] ? [] : [tables.value[cells[0]!]!]));
    expect(shown).not.toContain(3);
    expect(withheld.filter(Boolean).length).toBeGreaterThan(3);
    const of = attack(solve, tables, hiddenCells(tables, withheld));
    for (const [cell, { lower, upper }] of of)
      if (tables.value[cell] === 3) expect([lower, upper]).toEqual([1, threshold - 1]);
  });

  it('numbers that do not add up are tied by nothing', () => {
    const tables = tablesOf(
      counts('2024/25 Q1', [90, 20, 30, 40]),
      counts('2024/25 Q2', [93, 23, 30, 40]),
      counts('April to September 2024', [92, 22, 30, 40]),
    );
    expect(suppress(solve, tables).includes(true)).toBe(false);
  });
});

describe('every other place', () => {
  const withheld = () =>
    ask(
      folder,
      `select indicator, area from mart_disclosure where period = '2023/24' or indicator = 'sole_registrations'`,
    );

  it('the page’s own data have no value, limit or judgement of a withheld figure', async () => {
    const page = readFileSync(path.join(folder, 'out/latest/index.html'), 'utf8');
    const json = /<script type="application\/json" id="page-data">([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '';
    const data = JSON.parse(json) as {
      wards: { code: string }[];
      indicators: ({ title: string; judgements: string[] } & Record<'values' | 'lower' | 'upper', (number | null)[]>)[];
    };
    const rows = (await withheld()).filter(({ area }) => String(area).startsWith('X05'));
    expect(rows.length).toBeGreaterThan(30);
    for (const { indicator, area } of rows) {
      const one = data.indicators.find(({ title }) => title === `${indicator} homes`);
      const i = data.wards.findIndex(({ code }) => code === area);
      if (one)
        expect([one.values[i], one.lower[i], one.upper[i], one.judgements[i]]).toEqual([
          null,
          null,
          null,
          'not_compared',
        ]);
    }
    expect(data.indicators.some(({ title }) => title === 'one_small homes')).toBe(true);
  });

  it('no table has a number in the row of a withheld figure, be it smoothed, ranked or compared', async () => {
    const engine = await openDuckDB();
    const keys = new Set((await withheld()).map(({ indicator, area }) => `${indicator} ${area}`));
    const about = /^(position|multiplier|benchmark_value|year|members|points|first_year|last_year|chi_square|slope)$/;
    let seen = 0;
    for (const name of ['indicators', 'small-areas', 'comparisons', 'benchmarks']) {
      const file = path.join(folder, 'out/latest/data', `${name}.parquet`);
      for (const row of toRows(await engine.query(`select * from '${file}'`))) {
        const area = row.area ?? row.ward ?? row.benchmark_area;
        if (!keys.has(`${row.indicator} ${area}`)) continue;
        seen++;
        const numbers = Object.entries(row).filter(([key, value]) => typeof value === 'number' && !about.test(key));
        expect(numbers, `${name} ${row.indicator} ${area}`).toEqual([]);
      }
    }
    await engine.close();
    expect(seen).toBeGreaterThan(100);
  });

  it('nothing written names a person or a file about people', () => {
    const [, person] = /\n(\w+-\d+),/.exec(demoText(files.incidents)) ?? [];
    const words = [`${person}`.replace(/\d+$/, ''), 'domestic-abuse-incidents.csv', 'birth-registrations.csv'];
    expect(person).toMatch(/^BDA-/);
    const written = filesUnder(path.join(folder, 'out')).flatMap((file) => {
      const bytes = readFileSync(file);
      const inside = /\.(xlsx|docx|pptx)$/.test(file) ? Object.values(unzipSync(bytes)) : [];
      return [bytes, ...inside.map((part) => Buffer.from(part))].map((part) => ({ file, part }));
    });
    expect(written.length).toBeGreaterThan(100);
    expect(written.filter(({ part }) => words.some((word) => part.includes(word))).map(({ file }) => file)).toEqual([]);
  });
});
