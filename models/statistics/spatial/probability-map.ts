/**
 * How unlikely each area's count is if the rate of the whole were everybody's (Choynowski 1959).
 *
 *     expected = n·Σx/Σn,   relative = 100·x/expected,   p = P(X ≤ x) of a Poisson count with that expectation
 *
 * Near 0: fewer than expected; near 1: more. It tests many areas at once without counting the tests, and large areas
 * more sharply than small ones: for smoothing see empirical-bayes.ts. As `probmap` in spdep 1.3-5.
 */

import { type Numbers, type Reason, sameLength } from '../reasons.js';
import { whyNoRate } from './empirical-bayes.js';

export interface ProbabilityMap {
  readonly raw: Float64Array;
  readonly expected: Float64Array;
  readonly relative: Float64Array;
  readonly p: Float64Array;
  readonly reason: (Reason | null)[];
}

/** Areas without a rate are left out of the sums. No events at all: no relative risk, and a reason. */
export function probabilityMap(counts: Numbers, population: Numbers): ProbabilityMap {
  const areas = sameLength('probabilityMap', counts, population);
  const missing = () => new Float64Array(areas).fill(Number.NaN);
  const found = { raw: missing(), expected: missing(), relative: missing(), p: missing() };
  const reason = Array.from(counts, (x, i) => whyNoRate(x, population[i] ?? Number.NaN, 'poisson'));
  let [events, people] = [0, 0];
  reason.forEach((each, i) => {
    if (each !== null) return;
    events += counts[i] ?? 0;
    people += population[i] ?? 0;
  });
  for (let i = 0; i < areas; i++) {
    if (reason[i] !== null) continue;
    const [x, n] = [counts[i] ?? 0, population[i] ?? 0];
    const expected = (n * events) / people;
    found.raw[i] = x / n;
    found.expected[i] = expected;
    if (events === 0) reason[i] = 'no_events';
    else {
      found.relative[i] = (100 * x) / expected;
      found.p[i] = poissonUpTo(x, expected);
    }
  }
  return { ...found, reason };
}

/** P(X ≤ x), each term from the one before; logs, since e^−λ itself is 0 for large λ. */
function poissonUpTo(x: number, expected: number): number {
  let log = -expected;
  let sum = Math.exp(log);
  for (let k = 1; k <= x; k++) {
    log += Math.log(expected / k);
    sum += Math.exp(log);
  }
  return Math.min(1, sum);
}
