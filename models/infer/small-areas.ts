/**
 * Ward figures beside what is left of them when chance is allowed for: empirical Bayes draws each towards the mean of
 * the wards (global) or of the ward and those it touches (local), the shrinkage of the Indices of Deprivation towards
 * its authority, the more so the fewer people it is of. Ranks of an indicator rest on the global estimate, so that a ward
 * of few people does not lead by chance. Shares by both rules in use, each by its name.
 */
import type { Step } from '../build.js';
import { codeHash } from '../code.js';
import type { Direction } from '../define.js';
import type { Columns, Engine } from '../engine/engine.js';
import type { Plan, PlannedIndicator } from '../plan.js';
import { officialQuantile, quantiles } from '../statistics/quantile.js';
import { ranksAscending, ranksDescending } from '../statistics/ranks.js';
import { shrinkToAuthority } from '../statistics/rates/shrinkage.js';
import { fromNullable, toNullable } from '../statistics/reasons.js';
import { empiricalBayes, localEmpiricalBayes } from '../statistics/spatial/empirical-bayes.js';
import { contiguityOfCodes, type SpatialWeights } from '../statistics/spatial/weights-matrix.js';

const types = {
  figure: 'whole',
  smoothed: 'number',
  smoothed_local: 'number',
  shrunk: 'number',
  rank: 'whole',
  quintile_package: 'whole',
  quintile_official: 'whole',
  decile_package: 'whole',
  decile_official: 'whole',
} as const;

/** Makes `small_area`: a row for each ward and indicator, by the number of its figure. */
export const smallAreaStep = (engine: Engine, { indicators }: Plan): Step => ({
  makes: ['small_area'],
  reads: ['indicator_protected', 'indicator_value', 'indicator', 'assessed', 'contiguity'],
  content: codeHash('sources', 'models'),
  make: () => makeSmallAreas(engine, indicators),
});

async function makeSmallAreas(engine: Engine, planned: readonly PlannedIndicator[]): Promise<void> {
  const links = await engine.query(`
    select c.area, c.neighbour from contiguity as c
    join assessed as a on a.area_level = 'ward' and a.area = c.area
    join assessed as n on n.area_level = 'ward' and n.area = c.neighbour`);
  const figures = await engine.query(`
    select p.figure, p.area, a.authority, p.numerator, p.denominator, v.value from indicator_protected as p
    join indicator_value as v on v.figure = p.figure
    join assessed as a on a.area_level = 'ward' and a.area = p.area
    where p.area_level = 'ward'
    order by p.figure`);
  const size = (figures.figure?.length ?? 0) / Math.max(1, planned.length);
  const wards = (figures.area ?? []).slice(0, size) as string[];
  const touching = links.area?.length
    ? contiguityOfCodes(wards, links.area as string[], links.neighbour as string[])
    : undefined;
  const parts = planned.map((one, i): Columns => {
    const part = (name: string) => (figures[name] ?? []).slice(i * size, (i + 1) * size);
    const numbers = (name: string) => fromNullable(part(name) as (number | null)[]);
    const counts = { numerator: numbers('numerator'), denominator: numbers('denominator'), value: numbers('value') };
    return { figure: part('figure'), ...smallAreaColumns(one, counts, part('authority') as string[], touching) };
  });
  const together = Object.keys(types).map((name) => [name, parts.flatMap((part) => part[name] ?? [])]);
  await engine.load('small_area', types, Object.fromEntries(together));
}

interface Counts {
  readonly numerator: Float64Array;
  readonly denominator: Float64Array;
  readonly value: Float64Array;
}

/** The columns of one indicator. An average of scores has nothing to smooth: it is ranked as it is. */
export function smallAreaColumns(
  { indicator }: PlannedIndicator,
  { numerator, denominator, value }: Counts,
  authority: readonly string[],
  touching: SpatialWeights | undefined,
): Columns {
  const none = new Float64Array(value.length).fill(Number.NaN);
  const times = (values: Float64Array): Float64Array => values.map((each) => each * indicator.multiplier);
  const family = { family: indicator.statistic === 'proportion' ? 'binomial' : 'poisson' } as const;
  const counted = indicator.statistic !== 'mean';
  const smoothed = counted ? times(empiricalBayes(numerator, denominator, family).value) : none;
  const local = counted && touching ? times(localEmpiricalBayes(numerator, denominator, touching, family).value) : none;
  const shared = indicator.statistic === 'proportion';
  const shrunk = shared ? times(shrinkToAuthority(numerator, denominator, authority).value) : none;
  const whole = (values: Float64Array) => Array.from(values, toNullable);
  const rank = ranksOf(counted ? smoothed : value, indicator.direction);
  return {
    smoothed: whole(smoothed),
    smoothed_local: whole(local),
    shrunk: whole(shrunk),
    rank: whole(rank),
    quintile_package: whole(quantiles(value, 5, indicator.direction !== 'lower').quantile),
    quintile_official: whole(official(value, indicator.direction, 5)),
    decile_package: whole(quantiles(value, 10, indicator.direction !== 'lower').quantile),
    decile_official: whole(official(value, indicator.direction, 10)),
  };
}

/** Rank 1 is the most need; for context, the highest value. */
const ranksOf = (values: Float64Array, direction: Direction): Float64Array =>
  direction === 'lower' ? ranksAscending(values) : ranksDescending(values);

/** ⌈count·rank/N⌉; none with fewer values than shares. */
function official(values: Float64Array, direction: Direction, count: number): Float64Array {
  const present = values.reduce((sum, each) => sum + (Number.isNaN(each) ? 0 : 1), 0);
  return ranksOf(values, direction).map((rank) =>
    present < count ? Number.NaN : officialQuantile(rank, present, count),
  );
}
