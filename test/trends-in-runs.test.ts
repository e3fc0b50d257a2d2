/** Figures of several periods: which year each stands for, what a run makes of them, and what the page says. */
import { describe, expect, it } from 'vitest';
import { defineIndicator } from '../models/define.js';
import { openDuckDB } from '../models/engine/duckdb.js';
import { type Cell, toRows } from '../models/engine/engine.js';
import { makeTrends, yearOf } from '../models/infer/trends.js';
import type { MartRow } from '../models/marts.js';
import { trends } from '../outputs/charts/trends.js';
import { overTime } from '../outputs/report/over-time.js';
import { defineSource } from '../sources/define.js';
import { councilFile } from '../sources/local/local.js';
import { madeUpRows } from './support/marts.js';
import { reportData } from './support/report.js';

it.each([
  ['2024', 2024, 1],
  ['mid-2022', 2022, 1],
  ['2023/24', 2023, 1],
  ['2023-24', 2023, 1],
  ['1999/00', 1999, 1],
  ['April 2024 to March 2025', 2024, 1],
  ['Year ending March 2025', 2025, 1],
  ['2019 to 2021', 2019, 2],
  ['2019/20 to 2021/22', 2019, 2],
  ['October 2026', undefined, undefined],
  ['latest', undefined, undefined],
])('%s is the year %s', (period, year, years) => {
  const found = yearOf(period);
  expect(found?.year).toBe(year);
  if (years === 1) expect(found?.years).toBe(1);
  else if (years !== undefined) expect(found?.years).toBeGreaterThan(1);
});

const source = (breaks: { year: number; why: string }[] = []) =>
  defineSource({
    ...councilFile,
    id: 's',
    title: 'S',
    breaks,
    tables: [],
    measures: { n: { title: 'n', kind: 'count', of: 'n' }, d: { title: 'd', kind: 'count', of: 'd' } },
  });

async function made(rows: Cell[][], breaks: { year: number; why: string }[] = []) {
  const { measures } = source(breaks);
  const indicator = defineIndicator({
    id: 'share',
    title: 'Share',
    statistic: 'proportion',
    direction: 'higher',
    numerator: measures.n,
    denominator: measures.d,
  });
  const engine = await openDuckDB();
  const columns = ['area', 'period', 'numerator', 'denominator'] as const;
  await engine.load(
    'indicator_series',
    { indicator: 'text', area_level: 'text', area: 'text', period: 'text', numerator: 'number', denominator: 'number' },
    {
      indicator: rows.map(() => 'share'),
      area_level: rows.map(() => 'ward'),
      ...Object.fromEntries(columns.map((name, i) => [name, rows.map((row) => row[i] ?? null)])),
    },
  );
  const areas = [...new Set(rows.map((row) => String(row[0])))];
  await engine.load(
    'assessed',
    { place: 'number', area_level: 'text', area: 'text' },
    { place: areas.map(() => 1), area_level: areas.map(() => 'ward'), area: areas },
  );
  const domain = { id: 'd', title: 'D', indicators: [indicator] };
  await makeTrends(engine, [{ indicator, domain, position: 1 }]);
  const [series, trend] = [
    toRows(await engine.query('select * from series_value order by area, year')),
    toRows(await engine.query('select * from trend_value order by area')),
  ];
  await engine.close();
  return { series, trend };
}

const years = (area: string, counts: (number | null)[], from = 2019): Cell[][] =>
  counts.map((n, i) => [area, String(from + i), n, 1000]);

describe('a run', () => {
  it('says what rises, what falls and what does neither, each with its years', async () => {
    const { series, trend } = await made([
      ...years('A', [100, 130, 160, 190, 220, 250]),
      ...years('B', [250, 220, 190, 160, 130, 100]),
      ...years('C', [100, 103, 98, 101, 99, 102]),
    ]);
    expect(series).toHaveLength(18);
    expect(series[0]).toMatchObject({ year: 2019, value: 10 });
    expect(trend.map((row) => [row.area, row.trend, row.judgement, row.first_year, row.last_year])).toEqual([
      ['A', 'increasing', 'getting_worse', 2020, 2024],
      ['B', 'decreasing', 'getting_better', 2020, 2024],
      ['C', 'no_change', 'no_change', 2020, 2024],
    ]);
  });

  it('never says "no change" where it cannot tell: too few years, withheld years, pooled years, a break', async () => {
    const reasons = async (rows: Cell[][], breaks?: { year: number; why: string }[]) =>
      (await made(rows, breaks)).trend.map((row) => [row.trend, row.reason]);
    expect(await reasons(years('A', [100, 130, 160]))).toEqual([
      ['cannot_be_calculated', 'a recent trend needs five valid points'],
    ]);
    expect(await reasons(years('A', [100, null, 160, null, 220, 250]))).toEqual([
      ['cannot_be_calculated', 'a recent trend needs five valid points'],
    ]);
    const pooled: Cell[][] = [2015, 2016, 2017, 2018, 2019].map((y, i) => [
      'A',
      `${y} to ${y + 2}`,
      100 + 30 * i,
      1000,
    ]);
    expect(await reasons(pooled)).toEqual([
      ['cannot_be_calculated', 'periods longer than a year overlap, and no trend is tested on them'],
    ]);
    expect(await reasons(years('A', [100, 130, 160, 190, 220, 250]), [{ year: 2022, why: 'Counted anew.' }])).toEqual([
      ['cannot_be_calculated', 'the series changed within the period'],
    ]);
  });

  it('keeps to indicators that have more than one period', async () => {
    expect(await made([['A', '2024', 5, 10]])).toEqual({ series: [], trend: [] });
  });
});

describe('on the page', () => {
  const rows = madeUpRows();
  const at = {
    indicator: 'births',
    title: 'Births',
    area_level: 'authority' as const,
    area: 'X06000001',
    area_name: 'Merrowshire',
  };
  rows.mart_series = [2020, 2021, 2022, 2023, 2024].map(
    (year, i): MartRow<'mart_series'> => ({
      ...at,
      period: String(year),
      year,
      unit: '%',
      numerator: 100 + 30 * i,
      denominator: 1000,
      value: 10 + 3 * i,
      lower95_0cl: 8 + 3 * i,
      upper95_0cl: 12 + 3 * i,
      status: 'measured',
      new_series: false,
    }),
  );
  const trend = (change: Partial<MartRow<'mart_trend'>> = {}): MartRow<'mart_trend'> => ({
    ...at,
    domain: 'd',
    position: 1,
    unit: '%',
    direction: 'higher',
    trend: 'increasing',
    judgement: 'getting_worse',
    points: 5,
    first_year: 2020,
    last_year: 2024,
    chi_square: 40,
    slope: 3,
    reason: null,
    ...change,
  });

  it('the title says the two ends of a trend, and that there is none where there is none', () => {
    rows.mart_trend = [trend()];
    expect(trends.draw(rows, 'page')?.title).toBe('Births: up from 10.0% in 2020 to 22.0% in 2024 in Merrowshire');
    rows.mart_trend = [trend({ trend: 'no_change', judgement: 'no_change' })];
    expect(trends.draw(rows, 'page')?.title).toMatch(/^None of the indicators .* shows a clear trend$/);
    rows.mart_trend = [trend(), trend({ area: 'X06000002', area_name: 'Elsewhere' })];
    expect(trends.draw(rows, 'page')).toBeUndefined();
  });

  it('a trend that cannot be calculated says why, and no word of change', () => {
    const reason = 'a recent trend needs five valid points';
    const trendRows = [trend({ trend: 'cannot_be_calculated', judgement: 'cannot_be_calculated', reason })];
    const text = String(overTime({ ...reportData(), series: rows.mart_series, trends: trendRows }));
    expect(text).toContain('A recent trend needs five valid points.');
    expect(text).not.toMatch(/no clear trend|rising|falling/i);
    expect(overTime({ ...reportData(), series: [], trends: [] })).toBe('');
  });
});
