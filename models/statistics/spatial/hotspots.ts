/**
 * Which areas are hot or cold spots, or clusters, by local statistics, after counting how many were tested.
 *
 *     significant = Benjamini–Hochberg adjusted p ≤ cutoff (0.05), and at least the least population
 *
 * Every area has a class: `no_value` and `no_neighbours` are said as such and never significant, nor counted among the
 * tests. `adjust: 'none'` leaves p as it is (spdep's `hotspot` adjusts too, with a cutoff of 0.005).
 */

import { adjust as adjusted, testsIn } from '../multiple-testing.js';
import { type Numbers, type Reason, sameLength } from '../reasons.js';
import type { Quadrant } from './local-moran.js';

export type HotspotClass =
  | 'hot'
  | 'cold'
  | Quadrant
  | 'not_significant'
  | 'too_few_people'
  | 'no_neighbours'
  | 'no_value';

export interface HotspotOptions {
  readonly cutoff?: number;
  readonly adjust?: 'fdr' | 'none';
  readonly population?: Numbers;
  readonly leastPopulation?: number;
}

export interface Hotspots {
  readonly class: HotspotClass[];
  /** The p that was compared with the cutoff. */
  readonly adjusted: Float64Array;
  readonly tests: number;
}

/** Hot and cold spots from Gi* (or Gi): z for the side, p from it or from a permutation. */
export function hotspots(
  { z, reason }: { readonly z: Float64Array; readonly reason: readonly (Reason | null)[] },
  p: Numbers,
  options: HotspotOptions = {},
): Hotspots {
  const side = Array.from(z, (each): HotspotClass => (each > 0 ? 'hot' : 'cold'));
  return classed(side, p, reason, options);
}

/** Clusters (High-High, Low-Low) and outliers from local Moran. High-High is the high-need cluster. */
export function clusters(
  {
    quadrant,
    reason,
  }: { readonly quadrant: readonly (Quadrant | null)[]; readonly reason: readonly (Reason | null)[] },
  p: Numbers,
  options: HotspotOptions = {},
): Hotspots {
  return classed(
    quadrant.map((each) => each ?? 'no_value'),
    p,
    reason,
    options,
  );
}

function classed(
  kind: readonly HotspotClass[],
  p: Numbers,
  reason: readonly (Reason | null)[],
  { cutoff = 0.05, adjust = 'fdr', population, leastPopulation = 0 }: HotspotOptions,
): Hotspots {
  const areas = sameLength('hotspots', kind, p, reason, population ?? kind);
  if (!(cutoff > 0 && cutoff < 1)) throw new RangeError(`a cutoff of ${cutoff}: expected between 0 and 1`);
  const tested = Float64Array.from({ length: areas }, (_, i) =>
    reason[i] === null ? (p[i] ?? Number.NaN) : Number.NaN,
  );
  const compared = adjust === 'fdr' ? adjusted(tested, 'BH') : tested;
  const classes = kind.map((each, i): HotspotClass => {
    if (reason[i] === 'no_neighbours') return 'no_neighbours';
    if (reason[i] === 'missing_value' || reason[i] === 'no_values') return 'no_value';
    if (!((compared[i] ?? Number.NaN) <= cutoff)) return 'not_significant';
    return population !== undefined && !((population[i] ?? 0) >= leastPopulation) ? 'too_few_people' : each;
  });
  return { class: classes, adjusted: compared, tests: testsIn(tested) };
}
