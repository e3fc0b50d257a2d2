/**
 * What figures are compared with: the pooled values of regions and neighbours (Σx/Σn, never a mean of rates) with their
 * limits, and the funnel, which asks how far a ward of its size may lie from the wards' own average by chance.
 */
import type { Step } from '../build.js';
import { codeHash } from '../code.js';
import type { Columns, Engine } from '../engine/engine.js';
import type { Plan, PlannedIndicator } from '../plan.js';
import type { Settings } from '../settings.js';
import type { Figures } from '../statistics/figures.js';
import { type FunnelLevel, funnelSignificance } from '../statistics/rates/funnel.js';
import { fromNullable, reasons, toNullable } from '../statistics/reasons.js';
import { figuresOf } from './indicators.js';

const pooledTypes = {
  pooled: 'whole',
  value: 'number',
  lower95_0cl: 'number',
  upper95_0cl: 'number',
  lower99_8cl: 'number',
  upper99_8cl: 'number',
  reason: 'text',
} as const;

const funnelTypes = {
  indicator: 'text',
  area: 'text',
  average: 'number',
  outcome95: 'text',
  outcome99_8: 'text',
} as const;

/** Makes `pooled_value`, by number of `benchmark_count`, and `funnel`, empty unless asked for. */
export const benchmarkStep = (engine: Engine, { indicators }: Plan, { compare: { funnel } }: Settings): Step => ({
  makes: ['pooled_value', 'funnel'],
  reads: ['benchmark_count', 'indicator', 'indicator_protected', 'assessed'],
  content: JSON.stringify([codeHash('sources', 'models'), funnel]),
  make: () => makeBenchmarks(engine, indicators, funnel),
});

async function makeBenchmarks(engine: Engine, planned: readonly PlannedIndicator[], funnel: boolean): Promise<void> {
  const counts = await engine.query('select indicator, numerator, denominator from benchmark_count order by pooled');
  await engine.load('pooled_value', pooledTypes, pooledColumns(planned, counts));
  const wards = await engine.query(`
    select indicator, area, numerator, denominator from indicator_protected
    where area_level = 'ward' order by indicator, area`);
  await engine.load(
    'funnel',
    funnelTypes,
    together(funnelTypes, funnel ? planned.map((one) => funnelOf(one, wards)) : []),
  );
}

const together = (types: Readonly<Record<string, unknown>>, parts: readonly Columns[]): Columns =>
  Object.fromEntries(Object.keys(types).map((name) => [name, parts.flatMap((part) => part[name] ?? [])]));

/** The rows of one indicator stand together in every column. */
function rowsOf(columns: Columns, indicator: string): [from: number, to: number] {
  const names = columns.indicator ?? [];
  return [names.indexOf(indicator), names.lastIndexOf(indicator) + 1];
}

const numbers = (columns: Columns, name: string, [from, to]: readonly [number, number]): Float64Array =>
  fromNullable((columns[name] ?? []).slice(from, to) as (number | null)[]);

function pooledColumns(planned: readonly PlannedIndicator[], counts: Columns): Columns {
  const parts = planned.flatMap((one): Columns[] => {
    const rows = rowsOf(counts, one.indicator.id);
    if (rows[0] < 0) return [];
    const figures = figuresOf(one, numbers(counts, 'numerator', rows), numbers(counts, 'denominator', rows));
    return [{ pooled: Array.from(figures.value, (_, i) => rows[0] + i + 1), ...columnsOf(figures) }];
  });
  return together(pooledTypes, parts);
}

const columnsOf = (figures: Figures): Columns => ({
  value: Array.from(figures.value, toNullable),
  lower95_0cl: Array.from(figures.lower95_0cl, toNullable),
  upper95_0cl: Array.from(figures.upper95_0cl, toNullable),
  lower99_8cl: Array.from(figures.lower99_8cl, toNullable),
  upper99_8cl: Array.from(figures.upper99_8cl, toNullable),
  reason: figures.reason.map((reason) => (reason ? reasons[reason] : null)),
});

const outcomes: Readonly<Record<FunnelLevel, readonly [at95: string, at99_8: string]>> = {
  'High (0.001)': ['higher', 'higher'],
  'High (0.025)': ['higher', 'similar'],
  'Low (0.001)': ['lower', 'lower'],
  'Low (0.025)': ['lower', 'similar'],
  'Not significant': ['similar', 'similar'],
};

/** The wards of one indicator; an average of scores has no funnel. */
function funnelOf({ indicator: { id, statistic, multiplier } }: PlannedIndicator, wards: Columns): Columns {
  const rows = rowsOf(wards, id);
  if (statistic === 'mean' || rows[0] < 0) return {};
  const numerator = numbers(wards, 'numerator', rows);
  const denominator = numbers(wards, 'denominator', rows);
  const rate = numerator.map((x, i) => (multiplier * x) / (denominator[i] ?? Number.NaN));
  const areas = statistic === 'rate' ? { numerator, denominator, rate } : { numerator, denominator };
  const found = funnelSignificance(areas, statistic === 'rate' ? 'crude_rate' : 'proportion', multiplier);
  const said = found.significance.map((level) => (level ? outcomes[level] : ['not_compared', 'not_compared']));
  return {
    indicator: said.map(() => id),
    area: (wards.area ?? []).slice(...rows),
    average: said.map(() => toNullable(found.average * multiplier)),
    outcome95: said.map(([at95]) => at95 ?? null),
    outcome99_8: said.map(([, at99_8]) => at99_8 ?? null),
  };
}
