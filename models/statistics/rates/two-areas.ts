/**
 * Direct tests of two figures that are both uncertain: a ward and its neighbour, a year and the year before. Looking
 * whether two intervals overlap finds too few differences. Each difference (or ratio) is of the first and the second.
 *
 *     proportions  d = p₁ − p₂,  z = d/√(p̄(1 − p̄)(1/n₁ + 1/n₂)),  p̄ pooled; no continuity correction
 *                  limits d − √((p₁ − l₁)² + (u₂ − p₂)²), d + √((u₁ − p₁)² + (p₂ − l₂)²), l and u Wilson's
 *     counts       given X = x₁ + x₂, x₁ is binomial of X with π = n₁/(n₁ + n₂) if the rates are equal: exact p, the
 *                  probability of all outcomes no likelier than the one found; ratio (x₁/n₁)/(x₂/n₂) with the limits of
 *                  Clopper and Pearson for x₁/X turned into odds
 *     DSRs         z = (r₁ − r₂)/√(v₁ + v₂),  limits r₁ − r₂ ∓ z(c)·√(v₁ + v₂),  v as in standardised.ts
 *
 * Newcombe (1998) Stat Med 17:873–90, method 10; Przyborowski & Wilenski (1940); as `prop.test(correct = FALSE)` and
 * `poisson.test` in R 4.5.0.
 */
import betainc from '@stdlib/math-base-special-betainc';
import { confidenceShare, zOf } from '../distributions.js';
import type { Reason } from '../reasons.js';
import { twoSidedP } from '../tails.js';
import { proportion, whyNoProportion } from './proportion.js';
import { type AgeBands, standardisedRate } from './standardised.js';

export interface Difference {
  /** The difference, of counts the ratio of the rates. */
  readonly value: number;
  readonly lowercl: number;
  readonly uppercl: number;
  /** z; NaN where the test is exact. */
  readonly z: number;
  readonly p_two_sided: number;
  readonly reason: Reason | null;
}

/** Events among people. */
export interface Counted {
  readonly events: number;
  readonly people: number;
}

const missing = (reason: Reason): Difference => {
  const none = { value: Number.NaN, lowercl: Number.NaN, uppercl: Number.NaN };
  return { ...none, z: Number.NaN, p_two_sided: Number.NaN, reason };
};

/** The difference of two proportions. Nobody or everybody in both: a difference of 0, and nothing to test. */
export function differenceOfProportions(a: Counted, b: Counted, confidence = 0.95): Difference {
  const reason = whyNoProportion(a.events, a.people) ?? whyNoProportion(b.events, b.people);
  if (reason !== null) return missing(reason);
  const [p, q] = [a, b].map(({ events, people }) => proportion(events, people, confidence));
  if (p === undefined || q === undefined) return missing('no_values');
  const value = p.value - q.value;
  const pooled = (a.events + b.events) / (a.people + b.people);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / a.people + 1 / b.people));
  const z = error > 0 ? value / error : Number.NaN;
  return {
    value,
    lowercl: value - Math.hypot(p.value - p.lowercl, q.uppercl - q.value),
    uppercl: value + Math.hypot(p.uppercl - p.value, q.value - q.lowercl),
    z,
    p_two_sided: twoSidedP(z),
    reason: error > 0 ? null : pooled === 0 ? 'no_events' : 'all_events',
  };
}

function whyNoRatio({ events, people }: Counted): Reason | null {
  if (!Number.isFinite(events)) return 'missing_numerator';
  if (!Number.isFinite(people)) return 'missing_denominator';
  if (people === 0) return 'zero_denominator';
  if (people < 0) return 'negative_denominator';
  if (events < 0) return 'negative_numerator';
  return Number.isInteger(events) ? null : 'not_whole';
}

/** The ratio of two rates of whole counts, exactly. No events in the second: no upper end, and a ratio without end. */
export function ratioOfCounts(a: Counted, b: Counted, confidence = 0.95): Difference {
  const share = confidenceShare(confidence);
  const reason = whyNoRatio(a) ?? whyNoRatio(b);
  if (reason !== null) return missing(reason);
  const events = a.events + b.events;
  if (events === 0) return missing('no_events');
  const odds = (p: number) => (p / (1 - p)) * (b.people / a.people);
  const tail = (1 - share) / 2;
  return {
    value: odds(a.events / events),
    lowercl: a.events === 0 ? 0 : odds(shareAt(tail, a.events, b.events + 1)),
    uppercl: b.events === 0 ? Number.POSITIVE_INFINITY : odds(shareAt(1 - tail, a.events + 1, b.events)),
    z: Number.NaN,
    p_two_sided: exactBinomial(a.events, events, a.people / (a.people + b.people)),
    reason: null,
  };
}

/** The share p at which I(p; a, b) is what is asked: the quantile of a beta distribution, by halving. */
function shareAt(probability: number, a: number, b: number): number {
  let [low, high] = [0, 1];
  while (high - low > 1e-16 && (low + high) / 2 > low && (low + high) / 2 < high) {
    const middle = (low + high) / 2;
    if (betainc(middle, a, b) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P of all numbers of events no likelier than x of n, each with probability p. */
function exactBinomial(x: number, n: number, p: number): number {
  const mean = n * p;
  if (x === mean) return 1;
  if (x > mean) return exactBinomial(n - x, n, 1 - p);
  // Across the mean to the first number that is no likelier than x; log likelihoods apart from that of x.
  let relative = 0;
  let other = x;
  while (other < n && !(other > mean && relative <= 1e-7)) {
    relative += Math.log(((n - other) / (other + 1)) * (p / (1 - p)));
    other++;
  }
  const atMost = x < n ? betainc(1 - p, n - x, x + 1) : 1;
  const atLeast = other > mean && relative <= 1e-7 ? betainc(p, other, n - other + 1) : 0;
  return Math.min(1, atMost + atLeast);
}

/** The difference of two directly standardised rates. Either without a rate: no difference, and its reason. */
export function differenceOfStandardisedRates(
  a: AgeBands,
  b: AgeBands,
  confidence = 0.95,
  multiplier = 100_000,
): Difference {
  const [one, other] = [a, b].map((bands) => standardisedRate(bands, confidence, multiplier));
  if (one === undefined || other === undefined) return missing('no_values');
  const reason = one.reason ?? other.reason;
  if (reason !== null) return missing(reason);
  const value = one.value - other.value;
  const error = Math.sqrt(one.variance + other.variance);
  const z = value / error;
  const width = zOf(confidenceShare(confidence)) * error;
  return { value, lowercl: value - width, uppercl: value + width, z, p_two_sided: twoSidedP(z), reason: null };
}
