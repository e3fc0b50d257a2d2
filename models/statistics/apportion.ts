/**
 * From source areas to target areas by the population that they share (P_sw, of source s living in target w).
 *
 *     counts  Σₛ xₛ·P_sw/P_s, P_s = Σ_w P_sw     rates and scores  Σₛ rₛP_sw/Σₛ P_sw
 *
 * Ranks and deciles are not apportioned: rank the result again. The total of counts is kept: what cannot be placed,
 * because its source has no population or no target, is listed. A part without population weighs 0. A target with a
 * populated part whose value is missing (or withheld) is missing itself: it is never taken as zero.
 */
import { type Numbers, type Reason, sameLength } from './reasons.js';

/** One row a piece of overlap. */
export interface Overlaps {
  readonly source: readonly string[];
  readonly target: readonly string[];
  readonly population: Numbers;
}

export interface Apportioned {
  /** In the order in which targets first appear. */
  readonly target: readonly string[];
  readonly value: Float64Array;
  readonly population: Float64Array;
  readonly reason: (Reason | null)[];
  /** Sources that could not be placed, with their value. */
  readonly unplaced: readonly { readonly source: string; readonly value: number; readonly reason: Reason }[];
}

/** Values by source area onto targets. */
export function apportion(
  overlaps: Overlaps,
  values: ReadonlyMap<string, number>,
  kind: 'count' | 'rate',
): Apportioned {
  const pieces = sameLength('apportion', overlaps.source, overlaps.target, overlaps.population);
  const row = new Map<string, number>();
  for (const target of overlaps.target) if (!row.has(target)) row.set(target, row.size);
  const people = new Map<string, number>();
  overlaps.source.forEach((source, i) => {
    const p = overlaps.population[i] ?? Number.NaN;
    if (p < 0) throw new RangeError(`apportion: a population of ${p} in ${source}`);
    people.set(source, (people.get(source) ?? 0) + p);
  });
  const value = new Float64Array(row.size);
  const population = new Float64Array(row.size);
  const reason = new Array<Reason | null>(row.size).fill(null);
  for (let i = 0; i < pieces; i++) {
    const source = overlaps.source[i] ?? '';
    const at = row.get(overlaps.target[i] ?? '') ?? 0;
    const p = overlaps.population[i] ?? Number.NaN;
    population[at] = (population[at] ?? 0) + p;
    if (Number.isNaN(people.get(source) ?? 0)) reason[at] ??= 'missing_population';
    if (p === 0) continue;
    const x = values.get(source) ?? Number.NaN;
    if (Number.isNaN(x)) reason[at] ??= 'missing_value';
    value[at] = (value[at] ?? 0) + (kind === 'count' ? (x * p) / (people.get(source) ?? 0) : x * p);
  }
  for (let at = 0; at < value.length; at++) {
    if (kind === 'rate' && population[at] === 0) reason[at] ??= 'zero_denominator';
    if (kind === 'rate') value[at] = (value[at] ?? 0) / (population[at] ?? 0);
    if (reason[at] !== null) value[at] = Number.NaN;
  }
  const unplaced = [...new Set([...values.keys(), ...people.keys()])].flatMap((source) => {
    const placed = (people.get(source) ?? 0) !== 0;
    if (placed) return [];
    const reason: Reason = people.has(source) ? 'no_source_population' : 'no_target';
    return [{ source, value: values.get(source) ?? Number.NaN, reason }];
  });
  return { target: [...row.keys()], value, population, reason, unplaced };
}
