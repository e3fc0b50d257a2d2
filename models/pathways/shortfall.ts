/**
 * Need against offer: how many families of an area are expected to need a place of a level in a year, and how many more
 * that is than the places offered.
 *
 *     need = families · share/100                        where the share is of all families
 *     need = families · modelled/100 · share/100         where it is of families modelled to live with conflict
 *     gap  = need − places,  gap limits = need limits − places
 *
 * Where some services do not say how many places they have, the gap is at most that, and its lower limit is open.
 * The limits of need are those of the modelled share; the share that needs a place is a judgement and has none. Two areas
 * are told apart only where their ranges do not overlap: an area's place lies between 1 + the areas whose whole range is
 * above its own and n − the areas whose whole range is below.
 */
import type { Base } from './levels.js';

/** Of an area and a level; null where it is not known. */
export interface NeedAndOffer {
  readonly families: number | null;
  /** Per cent of families modelled to live with conflict, with its limits. */
  readonly modelled: { readonly value: number; readonly lower: number; readonly upper: number } | null;
  readonly places: number | null;
  /** Whether some services do not say how many places they have: what is known is then a lower bound. */
  readonly open: boolean;
}

export interface Shortfall {
  readonly need: number;
  readonly needLower: number;
  readonly needUpper: number;
  /** Needed and not offered; below 0 where more is offered than is needed. */
  readonly gap: number;
  /** Null where places are only known to be at least so many: it could be any number below. */
  readonly gapLower: number | null;
  readonly gapUpper: number;
  /** Places among the areas that have a gap, 1 the largest. */
  readonly rankLow: number;
  readonly rankHigh: number;
}

/** One result an area, in their order; null where need or places are not known. `share` is in per cent. */
export function shortfalls(areas: readonly NeedAndOffer[], base: Base, share: number): (Shortfall | null)[] {
  const gaps = areas.map((area) => gapOf(area, base, share));
  const known = gaps.filter((gap) => gap !== null);
  return gaps.map((gap) => {
    if (gap === null) return null;
    const above = known.filter((other) => lowest(other) > gap.gapUpper).length;
    const below = known.filter((other) => other.gapUpper < lowest(gap)).length;
    return { ...gap, rankLow: 1 + above, rankHigh: known.length - below };
  });
}

const lowest = ({ gapLower }: Pick<Shortfall, 'gapLower'>): number => gapLower ?? Number.NEGATIVE_INFINITY;

function gapOf({ families, modelled, places, open }: NeedAndOffer, base: Base, share: number) {
  if (families === null || places === null) return null;
  if (base === 'families_in_conflict' && modelled === null) return null;
  const of = (percent: number): number => (families * (base === 'families' ? 1 : percent / 100) * share) / 100;
  const { value, lower, upper } = modelled ?? { value: 100, lower: 100, upper: 100 };
  const [need, needLower, needUpper] = [of(value), of(lower), of(upper)];
  return {
    need,
    needLower,
    needUpper,
    gap: need - places,
    gapLower: open ? null : needLower - places,
    gapUpper: needUpper - places,
  };
}
