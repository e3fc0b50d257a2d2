/** The council's own indicators by area, as figures for the gate. */
import { type Count, isSmall, type Small } from './cells.js';
import { type Counted, costOf, type Figure } from './linked.js';
import type { ShownBefore } from './named.js';

/** A row of `own_count`. */
export interface OwnCount {
  readonly indicator: string;
  readonly period: string;
  readonly area_level: string;
  readonly area: string;
  readonly is_part: boolean;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly numerator_of: string | null;
  readonly denominator_of: string | null;
  readonly denominator_period: string | null;
  readonly numerator_by_ward: boolean;
  readonly denominator_by_ward: boolean;
}

/** Pieces that zones cut wards into are counted, and never shown. */
export const isShown = ({ area_level }: OwnCount): boolean => area_level !== 'piece';

/** Indicators: numerator and denominator of an area are one figure. Those without a name are published by others. */
export function indicatorCounts(rows: readonly OwnCount[], small: Small, before: ShownBefore): Counted {
  const all = rows.map((row) => {
    const { indicator, period, area_level, area, is_part, numerator, denominator } = row;
    const at = (number: 'numerator' | 'denominator', of: string | null): Count | undefined => {
      const [name, value] = [row[`${number}_of`], row[number]];
      const known = before({ subject: indicator, item: null, period, area_level, area, number });
      const byWard = row[`${number}_by_ward`];
      return name === null || value === null
        ? undefined
        : { name, period: of ?? '', area_level, area, value, byWard, known };
    };
    const x = at('numerator', period);
    const n = at('denominator', row.denominator_period);
    const isPart = is_part && numerator !== null && denominator !== null;
    const figure: Figure = {
      counts: [x, n].filter((count) => count !== undefined),
      small:
        (numerator !== null && isSmall(numerator, small)) ||
        (denominator !== null && denominator > 0 && denominator < small.below) ||
        (isPart && isSmall(denominator - numerator, small)),
      cost: costOf(area_level, numerator ?? 0),
    };
    const apart = isPart ? ([[n ?? denominator, x ?? numerator, `${indicator} rest`]] as const) : [];
    return { shown: isShown(row), figure, apart };
  });
  return {
    figures: all.flatMap(({ shown, figure }) => (shown ? [figure] : [])),
    unseen: all.flatMap(({ shown, figure }) => (shown ? [] : figure.counts)),
    apart: all.flatMap(({ apart }) => apart),
    totals: [],
  };
}
