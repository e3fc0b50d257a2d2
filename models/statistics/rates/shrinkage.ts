/**
 * The shrinkage of the Indices of Deprivation: rates of small areas drawn towards the rate of their authority.
 *
 *     zᵢ = ln[(x + ½)/(n − x + ½)],  sᵢ² = (n + 1)(n + 2)/[n(x + 1)(n − x + 1)]
 *     M = the same logit of the authority's totals,  t² = Σ(zᵢ − M)²/(m − 1) over its m areas
 *     wᵢ = (1/sᵢ²)/(1/sᵢ² + 1/t²),  result = logistic(wᵢzᵢ + (1 − wᵢ)M)
 *
 * An authority with one area: w = 1, nothing to draw towards. Areas without a count or population (or with more cases
 * than people) take no part and have a reason. The structure is published (Scottish Indices of Deprivation 2003,
 * appendix 1; SIMD 2006 report, 5.1); the halves and the variance are the usual ones of the empirical logit, not
 * confirmed by the English technical reports.
 */

import { type Numbers, type Reason, sameLength } from '../reasons.js';
import { whyNoProportion } from './proportion.js';

export interface Shrunk {
  readonly value: Float64Array;
  /** zᵢ and sᵢ². */
  readonly logit: Float64Array;
  readonly variance: Float64Array;
  /** M and t² of the area's authority. */
  readonly authorityLogit: Float64Array;
  readonly between: Float64Array;
  /** wᵢ. */
  readonly weight: Float64Array;
  readonly reason: (Reason | null)[];
}

/** The empirical logit. */
const logit = (x: number, n: number): number => Math.log((x + 0.5) / (n - x + 0.5));

/** One row an area; `authority` names what it is drawn towards. */
export function shrinkToAuthority(events: Numbers, population: Numbers, authority: readonly string[]): Shrunk {
  const areas = sameLength('shrinkToAuthority', events, population, authority);
  const missing = () => new Float64Array(areas).fill(Number.NaN);
  const into: Shrunk = {
    value: missing(),
    logit: missing(),
    variance: missing(),
    authorityLogit: missing(),
    between: missing(),
    weight: missing(),
    reason: Array.from(events, (x, i) => whyNoProportion(x, population[i] ?? Number.NaN)),
  };
  const members = new Map<string, number[]>();
  authority.forEach((name, i) => {
    if (into.reason[i] !== null) return;
    const known = members.get(name);
    if (known === undefined) members.set(name, [i]);
    else known.push(i);
  });
  for (const rows of members.values()) shrinkOne(events, population, rows, into);
  return into;
}

function shrinkOne(events: Numbers, population: Numbers, rows: readonly number[], into: Shrunk): void {
  let cases = 0;
  let people = 0;
  for (const row of rows) {
    const [x, n] = [events[row] ?? 0, population[row] ?? 0];
    cases += x;
    people += n;
    into.logit[row] = logit(x, n);
    into.variance[row] = ((n + 1) * (n + 2)) / (n * (x + 1) * (n - x + 1));
  }
  const mean = logit(cases, people);
  let squares = 0;
  for (const row of rows) squares += ((into.logit[row] ?? 0) - mean) ** 2;
  const between = squares / (rows.length - 1);
  for (const row of rows) {
    const weight = rows.length === 1 ? 1 : between / (between + (into.variance[row] ?? 0));
    into.authorityLogit[row] = mean;
    into.between[row] = between;
    into.weight[row] = weight;
    into.value[row] = 1 / (1 + Math.exp(-(weight * (into.logit[row] ?? 0) + (1 - weight) * mean)));
  }
}
