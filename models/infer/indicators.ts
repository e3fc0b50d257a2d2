/** Step 7 for single indicators: values with their limits, compared with the country. SQL has counted; this infers. */
import type { Columns, Engine } from '../engine/engine.js';
import type { PlannedIndicator } from '../plan.js';
import { type Figures, scores } from '../statistics/figures.js';
import { comparisons } from '../statistics/rates/compare.js';
import { proportions } from '../statistics/rates/proportion.js';
import { rates } from '../statistics/rates/rate.js';
import { fromNullable, reasons, toNullable } from '../statistics/reasons.js';

/** The figures of one indicator for every assessed area: wards first, the country last. */
export interface IndicatorFigures {
  readonly planned: PlannedIndicator;
  /** After disclosure control, as the figures are. */
  readonly counts: { readonly numerator: Float64Array; readonly denominator: Float64Array };
  readonly figures: Figures;
  readonly status: readonly string[];
}

/** The areas that figures are made for, in the order of every column. */
export interface Assessed {
  readonly area: readonly string[];
  readonly authority: readonly string[];
  readonly hasParts: readonly boolean[];
  /** How many of them are wards; they come first. */
  readonly wards: number;
}

/** An indicator as the index uses it, over all wards. */
export interface InIndex {
  readonly normalised: Float64Array;
  readonly contribution: Float64Array;
}

/** Reads what was counted and protected, and makes figures of it. */
export async function inferIndicators(
  engine: Engine,
  planned: readonly PlannedIndicator[],
): Promise<{ assessed: Assessed; indicators: readonly IndicatorFigures[] }> {
  const areas = await engine.query('select area_level, area, authority, has_parts from assessed order by place, area');
  const counts = await engine.query('select numerator, denominator, status from indicator_protected order by figure');
  const assessed: Assessed = {
    area: (areas.area ?? []) as string[],
    authority: (areas.authority ?? []) as string[],
    hasParts: (areas.has_parts ?? []) as boolean[],
    wards: (areas.area_level ?? []).filter((level) => level === 'ward').length,
  };
  const size = assessed.area.length;
  const indicators = planned.map((one, i) => {
    const part = (name: string) => (counts[name] ?? []).slice(i * size, (i + 1) * size);
    const numerator = fromNullable(part('numerator') as (number | null)[]);
    const denominator = fromNullable(part('denominator') as (number | null)[]);
    const figures = figuresOf(one, numerator, denominator);
    return { planned: one, counts: { numerator, denominator }, figures, status: part('status') as string[] };
  });
  return { assessed, indicators };
}

/** Values and limits of a column of counts, by the indicator's statistic. */
export function figuresOf(
  { indicator }: PlannedIndicator,
  numerator: Float64Array,
  denominator: Float64Array,
): Figures {
  switch (indicator.statistic) {
    case 'proportion':
      return proportions(numerator, denominator, indicator.multiplier);
    case 'rate':
      return rates(numerator, denominator, indicator.multiplier);
    case 'mean':
      return scores(numerator.map((n, i) => (n / (denominator[i] ?? Number.NaN)) * indicator.multiplier));
  }
}

/** The columns of `indicator_value`, in the order of `indicator_protected.figure`: compared with the country by 95 % limits. */
export function indicatorRows(
  assessed: Assessed,
  all: readonly IndicatorFigures[],
  inIndex: ReadonlyMap<string, InIndex>,
): Columns {
  const columns = all.map((one) => indicatorColumns(assessed, one, inIndex.get(one.planned.indicator.id)));
  const together = Object.keys(indicatorValueTypes).map((name) => [name, columns.flatMap((one) => one[name] ?? [])]);
  return {
    ...Object.fromEntries(together),
    figure: Array.from({ length: all.length * assessed.area.length }, (_, i) => i + 1),
  };
}

function indicatorColumns(
  { area, wards }: Assessed,
  { planned, figures }: IndicatorFigures,
  inIndex: InIndex | undefined,
): Columns {
  const country = area.length - 1;
  const unmeasured = planned.indicator.statistic === 'mean' ? 'population-weighted mean' : 'none';
  const numbers = (values: Float64Array) => Array.from(values, toNullable);
  const ofWards = (values: Float64Array | undefined) =>
    area.map((_, i) => (values && i < wards ? toNullable(values[i] ?? Number.NaN) : null));
  return {
    value: numbers(figures.value),
    lower95_0cl: numbers(figures.lower95_0cl),
    upper95_0cl: numbers(figures.upper95_0cl),
    lower99_8cl: numbers(figures.lower99_8cl),
    upper99_8cl: numbers(figures.upper99_8cl),
    normalised: ofWards(inIndex?.normalised),
    contribution: ofWards(inIndex?.contribution),
    comparison: comparisons(figures.lower95_0cl, figures.upper95_0cl, figures.value[country] ?? Number.NaN, country),
    method: figures.method.map((method) => method ?? unmeasured),
    reason: figures.reason.map((reason) => (reason ? reasons[reason] : null)),
  };
}

export const indicatorValueTypes = {
  figure: 'whole',
  value: 'number',
  lower95_0cl: 'number',
  upper95_0cl: 'number',
  lower99_8cl: 'number',
  upper99_8cl: 'number',
  normalised: 'number',
  contribution: 'number',
  comparison: 'text',
  method: 'text',
  reason: 'text',
} as const;
