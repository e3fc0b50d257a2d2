/**
 * The places on a funnel's axis at which its lines are drawn: 100 whole numbers, closer together where the lines bend.
 *
 * From 1 (or, where the largest denominator is at most twice the smallest, from 95 % of the smallest, rounded down to
 * one digit) to 105 % of the largest, rounded up to two digits. Each step multiplies by the same factor as far as whole
 * numbers allow, and is at least 1. For rates the axis holds events: denominators are rounded per year and multiplied
 * by the average. As in `calculate_funnel_limits` of PHEindicatormethods 2.1.0; the axis of ratios takes its factor one
 * step behind, so that its last place is short of the end.
 */
import type { Numbers } from '../reasons.js';

const PLACES = 100;

const digits = (x: number): number => String(BigInt(x)).length;

function roundDown(x: number): number {
  const v = x * 0.95;
  const unit = 10 ** (digits(Math.floor(v)) - 1);
  return Math.floor(v / unit) * unit;
}

function roundUp(x: number): number {
  const v = x * 1.05;
  const unit = 10 ** (digits(Math.ceil(v)) - 2);
  return Math.ceil(v / unit) * unit;
}

export interface FunnelAxisOptions {
  readonly statistic: 'proportion' | 'ratio' | 'rate';
  /** Events per person-year, for rates. */
  readonly average?: number;
  readonly years?: number;
}

/** Places for areas with these denominators; NaN among them are left out. Empty where there are none. */
export function funnelAxis(denominators: Numbers, options: FunnelAxisOptions): Float64Array {
  const { statistic, average = 1, years = 1 } = options;
  const present = Array.from(denominators).filter((d) => d > 0 && Number.isFinite(d));
  if (present.length === 0) return new Float64Array(0);
  const unit = statistic === 'rate' ? years : 1;
  const [smallest, largest] = [Math.min(...present), Math.max(...present)];
  let from = largest > 2 * smallest ? 0 : roundDown(smallest / unit) * unit;
  let to = roundUp(largest / unit) * unit;
  if (statistic === 'rate') [from, to] = [Math.floor(from * average), Math.ceil(to * average)];
  const behind = statistic === 'ratio' ? 1 : 0;
  const places = new Float64Array(PLACES);
  let place = Math.max(1, from);
  for (let j = 1; j <= PLACES; j++) {
    if (j > 1) place = Math.max(Math.round((to / place) ** (1 / (PLACES + 1 - j + behind)) * place), place + 1);
    places[j - 1] = place;
  }
  return places;
}
