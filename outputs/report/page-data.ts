/** What the page hands to its own script: the same figures as its tables, in columns. */

/** A domain of the index, and how much it counts as published. */
export interface PageDomain {
  readonly title: string;
  readonly weight: number;
  /** By ward, higher is more need; null where a ward has none. */
  readonly scores: readonly (number | null)[];
  /** What it adds to each ward's score, against the average ward's. */
  readonly contributions: readonly (number | null)[];
}

export interface PageIndicator {
  readonly title: string;
  readonly domain: string;
  readonly period: string;
  readonly unit: string;
  readonly direction: 'higher' | 'lower' | 'none';
  /** The country's figure. */
  readonly country: number | null;
  /** By ward, as the rest. */
  readonly values: readonly (number | null)[];
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
  /** Against the country: better, similar, worse, lower, higher, not_compared. */
  readonly judgements: readonly string[];
  /** Why there is no figure, or how it came about where it was not measured. */
  readonly notes: readonly string[];
}

export interface PageWard {
  readonly code: string;
  readonly name: string;
  readonly rank: number | null;
  /** "3 (1 to 6)". */
  readonly rankText: string;
  readonly residents: number | null;
}

export interface PageData {
  readonly country: string;
  /** How domains make the index: the power of their mean, the share that must be there, whether they are stretched first. */
  readonly power: number;
  readonly threshold: number;
  readonly stretched: boolean;
  /** By rank, those without one last. */
  readonly wards: readonly PageWard[];
  /** Names of the council's own zones, as the table of zones has them. */
  readonly zones: readonly string[];
  readonly domains: readonly PageDomain[];
  readonly indicators: readonly PageIndicator[];
  /** Shades of the map, highest fifth first. */
  readonly shades: readonly string[];
}
