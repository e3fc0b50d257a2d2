/**
 * Empirical Bayes: rates of small areas drawn towards a mean, the more so the fewer people they come from.
 *
 *     p = x/n,  b = Σx/Σn,  s² = Σn(p − b)²/Σn,  n̄ = mean n,  estimate = b + w(p − b)
 *     Poisson     a = max(0, s² − b/n̄),                    w = a/(a + b/n)
 *     binomial    v = b(1 − b), c = max(0, s² − v/n̄),       w = nc/((n − 1)s² + (n̄ − n)v/n̄)
 *
 * Global: the sums over all areas. Local: over the area and its neighbours, s² with each neighbour's own local mean
 * (spdep), or all with the area's own (`around: 'own_mean'`, GeoDa); an island keeps its own rate.
 *
 * No counts at all: b = 0 and every estimate is 0 (spdep: NaN). Where the areas differ by less than chance would make
 * them, a or c is 0 and every estimate is b; spdep lets the binomial w fall below 0 there and so draws estimates beyond
 * the mean (`clamp: false` does that too). A local w stays at most 1. An area without a count or population is left out of all sums.
 *
 * Marshall (1991), J R Stat Soc C 40:283–294; Martuzzi & Elliott (1996); `EBest`, `EBlocal` in spdep 1.3-5.
 */
import { type Numbers, type Reason, sameLength } from '../reasons.js';
import { areasOf, keepAreas, lagOf, neighboursOf, type SpatialWeights } from './weights-matrix.js';

export type Family = 'poisson' | 'binomial';

export interface EmpiricalBayesOptions {
  readonly family?: Family;
  readonly clamp?: boolean;
}

export interface EmpiricalBayes {
  /** x/n. */
  readonly raw: Float64Array;
  /** The estimate. */
  readonly value: Float64Array;
  /** w: 1 leaves the rate as it is, 0 replaces it by the mean. */
  readonly weight: Float64Array;
  /** b, of the area's own surroundings if local. */
  readonly mean: Float64Array;
  /** a of the Poisson family; s² of the binomial one. */
  readonly between: Float64Array;
  readonly reason: (Reason | null)[];
}

/** Why an area takes no part, or null. */
export function whyNoRate(x: number, n: number, family: Family): Reason | null {
  if (!Number.isFinite(x)) return 'missing_numerator';
  if (!Number.isFinite(n)) return 'missing_denominator';
  if (n === 0) return 'zero_denominator';
  if (n < 0) return 'negative_denominator';
  if (x < 0) return 'negative_numerator';
  return family === 'binomial' && x > n ? 'numerator_over_denominator' : null;
}

/** Rates of the areas that take part, the others 0 people. */
function prepare(counts: Numbers, population: Numbers, family: Family) {
  const areas = sameLength('empiricalBayes', counts, population);
  const missing = () => new Float64Array(areas).fill(Number.NaN);
  const into = { raw: missing(), value: missing(), weight: missing(), mean: missing(), between: missing() };
  const reason = Array.from(counts, (x, i) => whyNoRate(x, population[i] ?? Number.NaN, family));
  const x = Float64Array.from(counts, (each, i) => (reason[i] === null ? each : 0));
  const n = Float64Array.from(population, (each, i) => (reason[i] === null ? each : 0));
  for (let i = 0; i < areas; i++) if (reason[i] === null) into.raw[i] = (x[i] ?? 0) / (n[i] ?? 0);
  return { into, reason, x, n };
}

/** What the areas that an estimate looks at have in common. */
interface Surroundings {
  /** b. */
  readonly mean: number;
  /** s². */
  readonly spread: number;
  /** n̄. */
  readonly size: number;
}

/** w, and a or s². */
function shrinkage(n: number, { mean, spread, size }: Surroundings, family: Family, clamp: boolean): [number, number] {
  if (family === 'poisson') {
    const a = Math.max(0, spread - mean / size);
    return [a === 0 ? 0 : a / (a + mean / n), a];
  }
  const v = mean * (1 - mean);
  const above = n * (spread - v / size);
  const below = (n - 1) * spread + ((size - n) / size) * v;
  if (!clamp) return [above / below, spread];
  return [above > 0 ? above / Math.max(above, below) : 0, spread];
}

/** Estimates drawn towards the mean of all areas. */
export function empiricalBayes(
  counts: Numbers,
  population: Numbers,
  { family = 'poisson', clamp = true }: EmpiricalBayesOptions = {},
): EmpiricalBayes {
  const { into, reason, x, n } = prepare(counts, population, family);
  let events = 0;
  let people = 0;
  let areas = 0;
  for (let i = 0; i < x.length; i++) {
    if (reason[i] !== null) continue;
    events += x[i] ?? 0;
    people += n[i] ?? 0;
    areas++;
  }
  const mean = events / people;
  let squares = 0;
  for (let i = 0; i < x.length; i++) if (reason[i] === null) squares += (n[i] ?? 0) * ((into.raw[i] ?? 0) - mean) ** 2;
  const of = { mean, spread: squares / people, size: people / areas };
  for (let i = 0; i < x.length; i++) if (reason[i] === null) estimate(into, i, n[i] ?? 0, of, family, clamp);
  return { ...into, reason };
}

export interface LocalEmpiricalBayesOptions extends EmpiricalBayesOptions {
  readonly around?: 'neighbours_means' | 'own_mean';
}

/** Estimates drawn towards the mean of the area and its neighbours. Only who is a neighbour matters, not the weights. */
export function localEmpiricalBayes(
  counts: Numbers,
  population: Numbers,
  weights: SpatialWeights,
  { family = 'poisson', clamp = true, around = 'neighbours_means' }: LocalEmpiricalBayesOptions = {},
): EmpiricalBayes {
  const { into, reason, x, n } = prepare(counts, population, family);
  sameLength('localEmpiricalBayes', counts, { length: areasOf(weights) });
  const kept = keepAreas(
    weights,
    Uint8Array.from(reason, (each) => (each === null ? 1 : 0)),
  );
  const links = { ...kept, weight: new Float64Array(kept.neighbour.length).fill(1) };
  const here = (values: Float64Array, i: number) => lagOf(links, values, i) + (values[i] ?? 0);
  const people = n.map((_, i) => here(n, i));
  const mean = n.map((_, i) => (reason[i] === null ? here(x, i) / (people[i] ?? 0) : 0));
  for (let i = 0; i < x.length; i++) {
    if (reason[i] !== null) continue;
    const own = mean[i] ?? 0;
    const squared = (j: number) =>
      (n[j] ?? 0) * ((into.raw[j] ?? 0) - (around === 'own_mean' ? own : (mean[j] ?? 0))) ** 2;
    let squares = squared(i);
    const end = links.start[i + 1] ?? 0;
    for (let at = links.start[i] ?? 0; at < end; at++) squares += squared(links.neighbour[at] ?? 0);
    const size = (people[i] ?? 0) / (1 + neighboursOf(links, i));
    estimate(into, i, n[i] ?? 0, { mean: own, spread: squares / (people[i] ?? 0), size }, family, clamp);
  }
  return { ...into, reason };
}

function estimate(
  into: Omit<EmpiricalBayes, 'reason'>,
  i: number,
  n: number,
  of: Surroundings,
  family: Family,
  clamp: boolean,
): void {
  const [weight, between] = shrinkage(n, of, family, clamp);
  into.weight[i] = weight;
  into.mean[i] = of.mean;
  into.between[i] = between;
  into.value[i] = of.mean + weight * ((into.raw[i] ?? 0) - of.mean);
}

/**
 * Rates ready for Moran's I: z = (p − b)/√(a + b/n), with the a and b above, so that a rate of few people does not
 * count for more than it can. Assunção & Reis (1999); the statistic of `EBImoran.mc`. All counts zero: no variance.
 */
export function ebStandardisedRates(
  counts: Numbers,
  population: Numbers,
): { readonly z: Float64Array; readonly reason: (Reason | null)[] } {
  const { raw, mean, between, reason } = empiricalBayes(counts, population);
  const z = Float64Array.from(raw, (p, i) => {
    const b = mean[i] ?? Number.NaN;
    return (p - b) / Math.sqrt((between[i] ?? Number.NaN) + b / (population[i] ?? Number.NaN));
  });
  return { z, reason: reason.map((each, i) => each ?? (Number.isNaN(z[i] ?? 0) ? 'no_variance' : null)) };
}
