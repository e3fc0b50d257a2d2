/**
 * Step 7 over time: the figures of every period that an indicator has, and whether they rise or fall. The verdict is that
 * of Fingertips' recent trend: five single years, with limits, each of which may be left out. Where it cannot be
 * calculated the reason is kept; it is never "no change".
 */
import type { Step } from '../build.js';
import { codeHash } from '../code.js';
import type { Columns, Engine } from '../engine/engine.js';
import type { Plan, PlannedIndicator } from '../plan.js';
import { judgeTrend, recentTrend } from '../statistics/rates/recent-trend.js';
import { fromNullable, reasons, toNullable } from '../statistics/reasons.js';
import { figuresOf } from './indicators.js';

const seriesTypes = {
  indicator: 'text',
  area_level: 'text',
  area: 'text',
  period: 'text',
  year: 'whole',
  value: 'number',
  lower95_0cl: 'number',
  upper95_0cl: 'number',
} as const;

const trendTypes = {
  indicator: 'text',
  area_level: 'text',
  area: 'text',
  trend: 'text',
  judgement: 'text',
  points: 'whole',
  first_year: 'whole',
  last_year: 'whole',
  chi_square: 'number',
  slope: 'number',
  reason: 'text',
} as const;

/** Makes the figures of every period and the trends of indicators that have several. */
export const trendStep = (engine: Engine, { indicators }: Plan): Step => ({
  makes: ['series_value', 'trend_value'],
  reads: ['indicator_series', 'assessed'],
  content: codeHash('sources', 'models'),
  make: () => makeTrends(engine, indicators),
});

/** Makes `series_value` (a row for each area and period) and `trend_value` (a row for each area) of the indicators that have several periods. */
export async function makeTrends(engine: Engine, planned: readonly PlannedIndicator[]): Promise<void> {
  const counts = await engine.query(`
    select s.indicator, s.area_level, s.area, s.period, s.numerator, s.denominator
    from indicator_series as s
    join assessed as a on a.area_level = s.area_level and a.area = s.area
    where s.indicator in (select indicator from indicator_series group by indicator having count(distinct period) > 1)
    order by s.indicator, a.place, s.area, s.period`);
  const rows = counts.indicator?.length ?? 0;
  const series: Columns[] = [];
  const trends: Columns[] = [];
  for (let from = 0; from < rows; ) {
    let to = from;
    while (to < rows && counts.indicator?.[to] === counts.indicator?.[from]) to++;
    const one = planned.find(({ indicator }) => indicator.id === counts.indicator?.[from]);
    const part = Object.fromEntries(Object.entries(counts).map(([name, cells]) => [name, cells.slice(from, to)]));
    if (one) {
      const made = seriesOf(one, part);
      series.push(made);
      trends.push(trendsOf(one, part, made));
    }
    from = to;
  }
  await engine.load('series_value', seriesTypes, joined(seriesTypes, series));
  await engine.load('trend_value', trendTypes, joined(trendTypes, trends));
}

const joined = (types: object, parts: readonly Columns[]): Columns =>
  Object.fromEntries(Object.keys(types).map((name) => [name, parts.flatMap((part) => part[name] ?? [])]));

/** The single year a period stands for, by the year it begins in: 2024, mid-2024, 2024/25, April 2024 to March 2025. */
export function yearOf(period: string): { readonly year: number; readonly years: number } | undefined {
  const found = [...period.matchAll(/\b((?:19|20)\d{2})(?:[/–-](\d{2}))?(?!\d)/g)];
  const [first, last] = [found[0], found.at(-1)];
  if (!first || !last) return undefined;
  const year = Number(first[1]);
  const end = last[2] === undefined ? Number(last[1]) : year + ((Number(last[2]) - (year % 100) + 100) % 100);
  const months = period.match(/\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b/g)?.length ?? 0;
  if (months === 1 && !/end/i.test(period)) return undefined;
  // A year that crosses into the next (2024/25, April to March) is one; more than that is pooled.
  return { year, years: Math.max(1, end - year) };
}

function seriesOf(one: PlannedIndicator, part: Columns): Columns {
  const figures = figuresOf(one, numbers(part.numerator), numbers(part.denominator));
  return {
    indicator: part.indicator ?? [],
    area_level: part.area_level ?? [],
    area: part.area ?? [],
    period: part.period ?? [],
    year: (part.period ?? []).map((period) => yearOf(String(period))?.year ?? null),
    value: Array.from(figures.value, toNullable),
    lower95_0cl: Array.from(figures.lower95_0cl, toNullable),
    upper95_0cl: Array.from(figures.upper95_0cl, toNullable),
  };
}

const numbers = (cells: Columns[string] | undefined): Float64Array => fromNullable((cells ?? []) as (number | null)[]);

function trendsOf({ indicator }: PlannedIndicator, part: Columns, series: Columns): Columns {
  const rows: Record<keyof typeof trendTypes, string | number | null>[] = [];
  const length = part.area?.length ?? 0;
  const breaks = (indicator.numerator.source.breaks ?? []).map(({ year }) => year);
  const polarity = { higher: 'low_is_good', lower: 'high_is_good', none: 'no_judgement' } as const;
  for (let from = 0; from < length; ) {
    let to = from;
    while (to < length && part.area?.[to] === part.area?.[from] && part.area_level?.[to] === part.area_level?.[from])
      to++;
    const column = (of: Columns, name: string) => numbers(of[name]?.slice(from, to));
    const periods = (part.period ?? []).slice(from, to).map((period) => yearOf(String(period)));
    const found = recentTrend(
      {
        year: column(series, 'year'),
        value: column(series, 'value'),
        count: column(part, 'numerator'),
        denominator: column(part, 'denominator'),
        lower95: column(series, 'lower95_0cl'),
        upper95: column(series, 'upper95_0cl'),
      },
      indicator.statistic === 'proportion' ? 'proportion' : indicator.statistic === 'rate' ? 'crude_rate' : 'other',
      { yearsInPeriod: Math.max(1, ...periods.map((period) => period?.years ?? 1)), breaks },
    );
    rows.push({
      indicator: indicator.id,
      area_level: String(part.area_level?.[from]),
      area: String(part.area?.[from]),
      trend: found.trend,
      judgement: judgeTrend(found.trend, polarity[indicator.direction]),
      points: found.years.length,
      first_year: found.years[0] ?? null,
      last_year: found.years.at(-1) ?? null,
      chi_square: toNullable(found.chi_square),
      slope: toNullable(found.slope),
      reason: found.reason && reasons[found.reason],
    });
    from = to;
  }
  return Object.fromEntries(
    Object.keys(trendTypes).map((name) => [name, rows.map((row) => row[name as keyof typeof trendTypes])]),
  );
}
