/** What the models are made of: indicators, grouped in domains, weighed into an index. */
import { isOwn, type Measure } from '../sources/define.js';

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

/** Composite-index steps in COINr's words: normalise, weight, aggregate. */
export interface Index {
  readonly id: string;
  readonly title: string;
  readonly normalise: 'z_score' | 'imd_exponential';
  readonly aggregate: 'arithmetic';
  readonly domains: readonly { readonly domain: Domain; readonly weight: number }[];
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
