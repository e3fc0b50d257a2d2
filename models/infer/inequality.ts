/**
 * How each indicator changes with deprivation: its value in every fifth of the wards by deprivation, and the slope index
 * of inequality through them with its exact interval.
 *
 * Fifths go by the wards' average score on the Index of Multiple Deprivation (rule of `phe_quantile`), from the least to
 * the most deprived, so that a positive slope is more where deprivation is higher. A fifth's value is of its counts
 * together, never a mean of rates. A fifth in which any ward has no figure has none, and then there is no slope.
 */
import { iod2025 } from '../../sources/mhclg/iod2025.js';
import type { Columns } from '../engine/engine.js';
import type { Figures } from '../statistics/figures.js';
import { quantiles } from '../statistics/quantile.js';
import { proportions } from '../statistics/rates/proportion.js';
import { rates } from '../statistics/rates/rate.js';
import { slopeIndex } from '../statistics/rates/slope-index.js';
import { reasons, toNullable } from '../statistics/reasons.js';
import type { Assessed, IndicatorFigures } from './indicators.js';

const fifths = 5;
/** Fewer wards are not cut into fifths: one ward would be a group of its own. */
const enoughWards = 10;

export const inequalityTypes = {
  indicator: 'text',
  fifth: 'number',
  wards: 'number',
  numerator: 'number',
  denominator: 'number',
  value: 'number',
  lower95_0cl: 'number',
  upper95_0cl: 'number',
  sii: 'number',
  sii_lower95_0cl: 'number',
  sii_upper95_0cl: 'number',
  rii: 'number',
  reason: 'text',
} as const;

type Row = { readonly [K in keyof typeof inequalityTypes]: string | number | null };

/** The columns of `inequality`; none where wards have no deprivation score or are too few. */
export function inequalityRows(assessed: Assessed, all: readonly IndicatorFigures[]): Columns {
  const deprivation = all.find(({ planned }) => planned.indicator.numerator === iod2025.measures.imd_score);
  const scores = deprivation?.figures.value.slice(0, assessed.wards) ?? new Float64Array(0);
  const present = scores.filter((score) => !Number.isNaN(score)).length;
  const { quantile } = quantiles(scores, fifths, false);
  const rows = present < enoughWards ? [] : all.flatMap((one) => (isCounted(one) ? ofIndicator(one, quantile) : []));
  return Object.fromEntries(
    Object.keys(inequalityTypes).map((name) => [name, rows.map((row) => row[name as keyof Row])]),
  );
}

/** Averages of scores have no counts to be added up. */
const isCounted = ({ planned }: IndicatorFigures): boolean => planned.indicator.statistic !== 'mean';

function ofIndicator({ planned, counts }: IndicatorFigures, quantile: Float64Array): Row[] {
  const { id, statistic, multiplier } = planned.indicator;
  const groups = Array.from({ length: fifths }, (_, f) =>
    [...quantile.keys()].filter((ward) => quantile[ward] === f + 1),
  );
  const total = (column: Float64Array) =>
    Float64Array.from(groups, (wards) => wards.reduce((sum, ward) => sum + (column[ward] ?? Number.NaN), 0));
  const [numerator, denominator] = [total(counts.numerator), total(counts.denominator)];
  const figures =
    statistic === 'rate' ? rates(numerator, denominator, multiplier) : proportions(numerator, denominator, multiplier);
  const slope = slopeOf(figures, denominator);
  return groups.map((wards, f) => ({
    indicator: id,
    fifth: f + 1,
    wards: wards.length,
    numerator: toNullable(numerator[f] ?? Number.NaN),
    denominator: toNullable(denominator[f] ?? Number.NaN),
    value: toNullable(figures.value[f] ?? Number.NaN),
    lower95_0cl: toNullable(figures.lower95_0cl[f] ?? Number.NaN),
    upper95_0cl: toNullable(figures.upper95_0cl[f] ?? Number.NaN),
    sii: toNullable(slope.sii),
    sii_lower95_0cl: toNullable(slope.sii_lower),
    sii_upper95_0cl: toNullable(slope.sii_upper),
    rii: toNullable(slope.rii),
    reason: Number.isNaN(slope.sii) && slope.reason ? reasons[slope.reason] : null,
  }));
}

/** The line through the values themselves, whose interval is exact. */
const slopeOf = ({ value, lower95_0cl, upper95_0cl }: Figures, population: Float64Array) =>
  slopeIndex({ quantile: [1, 2, 3, 4, 5], population, value, lower95: lower95_0cl, upper95: upper95_0cl });
