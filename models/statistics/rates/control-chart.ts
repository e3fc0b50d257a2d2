/**
 * A control chart of proportions (p-chart): how far a period's share may lie from the share of all periods by chance.
 *
 *     centre p̄ = Σx/Σn        limits at n: k·(p̄ ∓ z·√(p̄(1 − p̄)/n)), at least 0 and at most k
 *
 * with z of 0.975 (95 %) and 0.999 (99.8 %), as in funnels. Shewhart (1931); Montgomery, Introduction to Statistical
 * Quality Control, 7.2. A period without counts has no limits and does not count towards the centre.
 */
import { zOf } from '../distributions.js';
import { type Numbers, sameLength } from '../reasons.js';

export type Signal = 'above 99.8%' | 'above 95%' | 'within' | 'below 95%' | 'below 99.8%';

export interface ControlChart {
  readonly centre: number;
  readonly value: Float64Array;
  readonly lower95: Float64Array;
  readonly upper95: Float64Array;
  readonly lower998: Float64Array;
  readonly upper998: Float64Array;
  readonly signal: readonly (Signal | null)[];
}

/** `numerator[i]` of `denominator[i]` in period i; NaN where a count is missing. */
export function pChart(numerator: Numbers, denominator: Numbers, multiplier = 1): ControlChart {
  const length = sameLength('pChart', numerator, denominator);
  const known = Array.from({ length }, (_, i) => {
    const [x, n] = [numerator[i] ?? Number.NaN, denominator[i] ?? Number.NaN];
    return Number.isFinite(x) && n > 0 && x >= 0 && x <= n ? { x, n } : undefined;
  });
  const [events, all] = known.reduce(([x, n], one) => [x + (one?.x ?? 0), n + (one?.n ?? 0)], [0, 0]);
  const centre = all > 0 ? events / all : Number.NaN;
  const limit = (confidence: number, sign: number) =>
    Float64Array.from(known, (one) =>
      one
        ? multiplier *
          Math.min(1, Math.max(0, centre + sign * zOf(confidence) * Math.sqrt((centre * (1 - centre)) / one.n)))
        : Number.NaN,
    );
  const made = {
    centre: centre * multiplier,
    value: Float64Array.from(known, (one) => (one ? (multiplier * one.x) / one.n : Number.NaN)),
    lower95: limit(0.95, -1),
    upper95: limit(0.95, 1),
    lower998: limit(0.998, -1),
    upper998: limit(0.998, 1),
  };
  return { ...made, signal: known.map((one, i) => (one ? signalOf(made, i) : null)) };
}

function signalOf(chart: Omit<ControlChart, 'signal'>, i: number): Signal {
  const at = (column: Float64Array): number => column[i] ?? Number.NaN;
  const value = at(chart.value);
  if (value > at(chart.upper998)) return 'above 99.8%';
  if (value < at(chart.lower998)) return 'below 99.8%';
  if (value > at(chart.upper95)) return 'above 95%';
  return value < at(chart.lower95) ? 'below 95%' : 'within';
}
