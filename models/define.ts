/** What the models are made of: indicators, grouped in domains, weighed into an index. */
import { isOwn, type Measure } from '../sources/define.js';
import type { AggregateMean } from './statistics/composite/aggregate.js';
import type { Imputation } from './statistics/composite/impute.js';
import type { Normalisation } from './statistics/composite/normalise.js';
import type { Treatment } from './statistics/composite/treat.js';

/**
 * proportion: numerator out of denominator, Wilson limits. rate: events per denominator, Byar's limits (exact below
 * ten). mean: a score averaged over people; it has no sampling interval.
 */
export type Statistic = 'proportion' | 'rate' | 'mean';

/** Which way is more need; `none` is context and never enters an index. */
export type Direction = 'higher' | 'lower' | 'none';

export interface Indicator {
  readonly id: string;
  readonly title: string;
  readonly statistic: Statistic;
  readonly numerator: Measure;
  /** Absent where the numerator is a rate or a score: its own weights are the denominator. */
  readonly denominator?: Measure;
  readonly multiplier: number;
  readonly unit: string;
  readonly direction: Direction;
  readonly caveats?: readonly string[];
}

export interface Domain {
  readonly id: string;
  readonly title: string;
  readonly indicators: readonly Indicator[];
}

/** Scales that need no settings, by their names. */
export type PlainScale = 'z_score' | 'min_max' | 'rank' | 'percentile' | 'borda' | 'dist2max' | 'fracmax';

/**
 * How figures are brought to one scale. `imd_exponential`: z-scores make the domains, which are then ranked and
 * stretched as in the English Indices of Deprivation.
 */
export type Scale = PlainScale | 'imd_exponential' | Normalisation;

/** What is done otherwise for one indicator. */
export interface IndicatorSteps {
  /** Relative to the others in its domain, 1 if not said. */
  readonly weight?: number;
  readonly treat?: Treatment | 'none';
  readonly normalise?: Normalisation;
}

/** A composite index as data, its steps in COINr's words and order: impute, screen, treat, normalise, weight, aggregate. */
export interface Index {
  readonly id: string;
  readonly title: string;
  /** Missing figures filled in from the other wards, of the area or of the ward's authority. */
  readonly impute?: { readonly by: Imputation['by']; readonly within?: 'authority' };
  /** The share of the indicators that a ward must have to stay. */
  readonly screen?: number;
  /** The share of a domain's indicators, and of the domains, that a ward must have for a score. */
  readonly threshold?: { readonly domain: number; readonly index: number };
  /** Outliers; left as they are if not said. */
  readonly treat?: Treatment | 'none';
  readonly normalise: Scale;
  /** One mean for both, or how indicators make a domain and domains the index. */
  readonly aggregate: AggregateMean | { readonly domain: AggregateMean; readonly index: AggregateMean };
  readonly domains: readonly { readonly domain: Domain; readonly weight: number }[];
  readonly indicators?: Readonly<Record<string, IndicatorSteps>>;
}

/** Declares one indicator. Percentages and unit follow from the statistic unless said. */
export function defineIndicator(
  spec: Pick<Indicator, 'id' | 'title' | 'statistic' | 'numerator' | 'direction'> & Partial<Indicator>,
): Indicator {
  const multiplier = spec.multiplier ?? (spec.statistic === 'mean' ? 1 : 100);
  const unit =
    spec.unit ??
    (spec.statistic === 'proportion'
      ? '%'
      : spec.statistic === 'rate'
        ? `per ${multiplier.toLocaleString('en-GB')}`
        : 'score');
  return { ...spec, multiplier, unit };
}

/** The measure an indicator is a share of. */
export const denominatorOf = (indicator: Indicator): Measure | undefined =>
  indicator.denominator ?? indicator.numerator.averagedBy;

/** A national rate among one kind of family, and the limits it is taken to lie within with 95 % confidence. */
export interface NationalRate {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  /** Who found it, when, and where the limits come from. */
  readonly found: string;
}

/**
 * A share nobody has measured for wards: national rates by kind of family, applied to the families that live there.
 * It is always stamped modelled, enters no index and is never ranked.
 */
export interface Estimate {
  readonly id: string;
  readonly title: string;
  /** Kinds of family, which do not overlap, with the count of each by area and the rate among them in per cent. */
  readonly parts: readonly { readonly title: string; readonly of: Measure; readonly rate: NationalRate }[];
  /** The people the share is of, to give an expected number. */
  readonly among: Measure;
  readonly caveats: readonly string[];
}

/** Declares one estimate. Only published counts may go in: nothing of a council's own file would be protected here. */
export function defineEstimate(estimate: Estimate): Estimate {
  if (measuresOfEstimate(estimate).some((m) => isOwn(m.source))) {
    throw new Error(`${estimate.id} rests on a council's own file`);
  }
  return estimate;
}

/** The measures an estimate stands on. */
export const measuresOfEstimate = ({ parts, among }: Estimate): readonly Measure[] => [
  ...parts.map((part) => part.of),
  among,
];

/** The measures an indicator stands on, the weights of its averages included. */
export function measuresOf(indicator: Indicator): Measure[] {
  const direct = [indicator.numerator, denominatorOf(indicator)].filter((m): m is Measure => m !== undefined);
  return direct.flatMap((measure) => (measure.averagedBy ? [measure, measure.averagedBy] : [measure]));
}

/** The same for an indicator that is shown for whole authorities, its published limits included. */
export function measuresOfContext(indicator: Indicator): Measure[] {
  const { limits } = indicator.numerator;
  return [...measuresOf(indicator), ...(limits ? [limits.lower, limits.upper] : [])];
}
