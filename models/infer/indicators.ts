/** Step 7 for single indicators: values with their limits, compared with the country. SQL has counted; this infers. */
import type { Columns, Engine } from '../engine/engine.js';
import type { PlannedIndicator } from '../plan.js';
import { comparisons, judge, polarityOf } from '../statistics/compare.js';
import { type Figures, scores } from '../statistics/figures.js';
import { proportions } from '../statistics/proportion.js';
import { rates } from '../statistics/rate.js';
import { fromNullable, reasons, toNullable } from '../statistics/reasons.js';

/** The figures of one indicator for every assessed area: wards first, the country last. */
export interface IndicatorFigures {
  readonly planned: PlannedIndicator;
  readonly period: string | null;
  readonly numerator: Float64Array;
  readonly denominator: Float64Array;
  readonly figures: Figures;
  readonly status: readonly string[];
  readonly rule: readonly (string | null)[];
}

/** The areas that figures are made for, in the order of every column. */
export interface Assessed {
  readonly level: readonly string[];
  readonly area: readonly string[];
  readonly hasParts: readonly boolean[];
  /** How many of them are wards; they come first. */
  readonly wards: number;
}

const gridQuery = `
  select i.indicator, a.area_level, a.area, a.has_parts, p.period, p.status, p.rule, p.numerator, p.denominator
  from indicator as i
  cross join assessed as a
  left join indicator_protected as p
    on p.indicator = i.indicator and p.area_level = a.area_level and p.area = a.area
  order by i.position, a.place, a.area`;

/** Reads what was counted and protected, and makes figures of it. */
export async function inferIndicators(
  engine: Engine,
  planned: readonly PlannedIndicator[],
): Promise<{ assessed: Assessed; indicators: readonly IndicatorFigures[] }> {
  const grid = await engine.query(gridQuery);
  const areas = planned.length ? (grid.indicator?.length ?? 0) / planned.length : 0;
  const level = (grid.area_level ?? []).slice(0, areas) as string[];
  const assessed: Assessed = {
    level,
    area: (grid.area ?? []).slice(0, areas) as string[],
    hasParts: (grid.has_parts ?? []).slice(0, areas) as boolean[],
    wards: level.filter((l) => l === 'ward').length,
  };
  return { assessed, indicators: planned.map((p, i) => figuresOf(p, block(grid, i * areas, areas), assessed)) };
}

const block = (grid: Columns, start: number, length: number): Columns =>
  Object.fromEntries(Object.entries(grid).map(([name, column]) => [name, column.slice(start, start + length)]));

function figuresOf(planned: PlannedIndicator, rows: Columns, assessed: Assessed): IndicatorFigures {
  const numerator = fromNullable(rows.numerator as (number | null)[]);
  const denominator = fromNullable(rows.denominator as (number | null)[]);
  return {
    planned,
    period: (rows.period?.find((p) => p !== null) ?? null) as string | null,
    numerator,
    denominator,
    figures: infer(planned, numerator, denominator),
    status: (rows.status ?? []).map((s, i) =>
      s === null ? (assessed.hasParts[i] ? 'missing' : 'no_estimate') : String(s),
    ),
    rule: rows.rule as (string | null)[],
  };
}

function infer({ indicator }: PlannedIndicator, numerator: Float64Array, denominator: Float64Array): Figures {
  switch (indicator.statistic) {
    case 'proportion':
      return proportions(numerator, denominator, indicator.multiplier);
    case 'rate':
      return rates(numerator, denominator, indicator.multiplier);
    case 'mean':
      return scores(numerator.map((n, i) => (n / (denominator[i] ?? Number.NaN)) * indicator.multiplier));
  }
}

const why: Readonly<Record<string, string>> = {
  small_count: 'withheld: a small count',
  gives_a_ward_away: 'withheld: it would give a small ward’s count away',
  withheld_by_publisher: 'withheld by the publisher',
  missing: 'the source has no figure',
  no_estimate: 'no small area was fitted to this ward',
};

/** The columns of `indicator_value`, one row an indicator and area, compared with the country by 95 % limits. */
export function indicatorRows(
  assessed: Assessed,
  all: readonly IndicatorFigures[],
  inIndex: ReadonlyMap<string, Float64Array>,
): Columns {
  const rows: Record<string, (string | number | boolean | null)[]> = Object.fromEntries(
    Object.keys(indicatorValueTypes).map((name) => [name, []]),
  );
  for (const { planned, figures, period, numerator, denominator, status, rule } of all) {
    const { indicator } = planned;
    const country = assessed.area.length - 1;
    const compared = comparisons(
      figures.lower95_0cl,
      figures.upper95_0cl,
      figures.value[country] ?? Number.NaN,
      country,
    );
    const polarity = polarityOf(indicator.direction);
    const z = inIndex.get(indicator.id);
    for (let i = 0; i < assessed.area.length; i++) {
      const comparison = compared[i] ?? 'not_compared';
      const row: Record<string, string | number | boolean | null> = {
        indicator: indicator.id,
        area_level: assessed.level[i] ?? null,
        area: assessed.area[i] ?? null,
        period,
        status: status[i] ?? null,
        reason: why[rule[i] ?? status[i] ?? ''] ?? reasonOf(figures, i),
        method: figures.method[i] ?? (indicator.statistic === 'mean' ? 'population-weighted mean' : 'none'),
        comparison,
        judgement: judge(comparison, polarity),
        in_index: z !== undefined,
        numerator: toNullable(numerator[i] ?? Number.NaN),
        denominator: toNullable(denominator[i] ?? Number.NaN),
        zscore: i < assessed.wards && z ? toNullable(z[i] ?? Number.NaN) : null,
      };
      for (const limit of ['value', 'lower95_0cl', 'upper95_0cl', 'lower99_8cl', 'upper99_8cl'] as const) {
        row[limit] = toNullable(figures[limit][i] ?? Number.NaN);
      }
      for (const [name, cell] of Object.entries(row)) rows[name]?.push(cell);
    }
  }
  return rows;
}

const reasonOf = (figures: Figures, i: number): string | null => {
  const reason = figures.reason[i];
  return reason ? reasons[reason] : null;
};

export const indicatorValueTypes = {
  indicator: 'text',
  area_level: 'text',
  area: 'text',
  period: 'text',
  status: 'text',
  reason: 'text',
  method: 'text',
  comparison: 'text',
  judgement: 'text',
  in_index: 'boolean',
  numerator: 'number',
  denominator: 'number',
  zscore: 'number',
  value: 'number',
  lower95_0cl: 'number',
  upper95_0cl: 'number',
  lower99_8cl: 'number',
  upper99_8cl: 'number',
} as const;
