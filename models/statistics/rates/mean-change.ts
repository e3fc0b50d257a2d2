/**
 * How far scores moved between two times, from summaries of them: n, mean and standard deviation (sd) at each time and,
 * where the same people answered twice, the sd of each one's change.
 *
 *     paired    change = m₂ − m₁ over the n people with both,   limits ∓ t(½ + c/2, n − 1)·s_change/√n
 *     unpaired  the same difference of two samples, as if they were other people:  √(s₁²/n₁ + s₂²/n₂) in place of
 *               s_change/√n, Welch's degrees of freedom. People resemble themselves, so that it is too wide rather than too narrow.
 *
 *     g = J(n₁ − 1)·(m₂ − m₁)/s₁,   J(m) = 1 − 3/(4m − 1)
 *     v = s_change²/(s₁²(n − 1)) + g²/(2(n − 1))                            paired
 *         1/(n₁ − 1) + s₂²/(s₁²(n₂ − 1)) + g²/(2(n₁ − 1))                   unpaired
 *     limits g ∓ t·√v, t as above: with the normal quantile the effect could claim what the change itself does not
 *     r = (s₁² + s₂² − s_change²)/(2·s₁·s₂)                                 paired: how alike a person's two scores are
 *
 * g is the change in standard deviations of the scores before (Becker 1988, Br J Math Stat Psychol 41:257–278; Morris
 * and DeShon 2002, Psychol Methods 7:105–125, raw-score metric), so that programmes with other correlations stay
 * comparable, as they would not with the sd of the change (d_z, Lakens 2013, Front Psychol 4:863). v is Bonett's (2008,
 * Psychol Methods 13:99–109), which does not take the spread after for that before: SMCRH and SMD1H in metafor's `escalc`.
 */
import { confidenceShare, tQuantile, upperTail } from '../distributions.js';
import type { Reason } from '../reasons.js';

/** Scores at one time. */
export interface Scores {
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
}

export interface MeanChange {
  /** The mean after less the mean before, in points of the score. */
  readonly value: number;
  readonly lowercl: number;
  readonly uppercl: number;
  /** The same in standard deviations of the scores before. */
  readonly effect: number;
  readonly effect_lowercl: number;
  readonly effect_uppercl: number;
  /** Between a person's score before and after; NaN where scores are not paired. */
  readonly correlation: number;
  readonly reason: Reason | null;
}

const missing = (reason: Reason): MeanChange => {
  const none = { value: Number.NaN, lowercl: Number.NaN, uppercl: Number.NaN };
  return {
    ...none,
    effect: Number.NaN,
    effect_lowercl: Number.NaN,
    effect_uppercl: Number.NaN,
    correlation: Number.NaN,
    reason,
  };
};

/** Hedges' correction for small samples, as approximated by Hedges (1981). */
const hedges = (m: number): number => 1 - 3 / (4 * m - 1);

/** The same people before and after. `sdChange`: the standard deviation of each person's change. */
export function pairedChange(before: Scores, after: Scores, sdChange: number, confidence = 0.95): MeanChange {
  const [{ n, sd: s1 }, { sd: s2 }] = [before, after];
  const reason = n === after.n ? whyNone([before, after], [sdChange]) : 'missing_value';
  if (reason !== null) return missing(reason);
  const correlation = Math.max(-1, Math.min(1, (s1 ** 2 + s2 ** 2 - sdChange ** 2) / (2 * s1 * s2)));
  const spread = sdChange ** 2 / (s1 ** 2 * (n - 1));
  return changeOf(before, after, { error: sdChange / Math.sqrt(n), df: n - 1, spread, correlation }, confidence);
}

/** Two samples, not known to be the same people. */
export function unpairedChange(before: Scores, after: Scores, confidence = 0.95): MeanChange {
  const reason = whyNone([before, after]);
  if (reason !== null) return missing(reason);
  const [a, b] = [before.sd ** 2 / before.n, after.sd ** 2 / after.n];
  const df = (a + b) ** 2 / (a ** 2 / (before.n - 1) + b ** 2 / (after.n - 1));
  const spread = 1 / (before.n - 1) + (after.sd / before.sd) ** 2 / (after.n - 1);
  return changeOf(before, after, { error: Math.sqrt(a + b), df, spread, correlation: Number.NaN }, confidence);
}

function whyNone(scores: readonly Scores[], sds: readonly number[] = []): Reason | null {
  if (![...scores.flatMap(({ n, mean, sd }) => [n, mean, sd]), ...sds].every(Number.isFinite)) return 'missing_value';
  if (scores.some(({ n }) => n < 2)) return 'too_few_values';
  // An interval around equal scores would have no width, and no score would be an effect of any size.
  return scores.some(({ sd }) => !(sd > 0)) || sds.some((sd) => !(sd > 0)) ? 'constant_values' : null;
}

/** `error` of the change, in points, and `spread`: its square in standard deviations of before. */
function changeOf(
  before: Scores,
  after: Scores,
  { error, df, spread, correlation }: { error: number; df: number; spread: number; correlation: number },
  confidence: number,
): MeanChange {
  const t = tQuantile(upperTail(confidenceShare(confidence)), df);
  const value = after.mean - before.mean;
  const effect = (hedges(before.n - 1) * value) / before.sd;
  const halfEffect = t * Math.sqrt(spread + effect ** 2 / (2 * (before.n - 1)));
  return {
    value,
    lowercl: value - t * error,
    uppercl: value + t * error,
    effect,
    effect_lowercl: effect - halfEffect,
    effect_uppercl: effect + halfEffect,
    correlation,
    reason: null,
  };
}
