/** What a chart is: the marts it reads and a pure function from their rows to drawings. */
import type { TopLevelSpec } from 'vega-lite';
import type { MartName, MartRow } from '../models/marts.js';

/** The rows of the marts a chart names, by name. */
export type Reading<N extends MartName> = { readonly [K in N]: readonly MartRow<K>[] };

/** A4 text width, half a slide, a phone. */
export type Size = 'page' | 'slide' | 'phone';

/** One picture, with everything that must travel beside it. */
export interface Drawing {
  readonly spec: TopLevelSpec;
  /** The finding, one sentence with its number; never one its interval does not support. */
  readonly title: string;
  /** Measure, population, area, period. */
  readonly subtitle: string;
  /** Source, publisher, period, geography vintage, data hash; "Made-up data" where it is. */
  readonly foot: string;
  /** One sentence of what it is and one of what it says. */
  readonly alt: string;
  /** The data drawn, as a table: headings and rows. */
  readonly table: {
    readonly headings: readonly string[];
    readonly rows: readonly (readonly (string | number | null)[])[];
  };
}

export interface Chart<N extends MartName = MartName> {
  /** File name without ending. */
  readonly name: string;
  /** What it shows, for lists. */
  readonly title: string;
  readonly reads: readonly N[];
  /** Set where a picture is about one ward: the one asked for, or the first of the ranking. Some can be about a zone. */
  readonly about?: 'ward' | 'ward or zone';
  /** Undefined where these rows give nothing to draw (no boundaries, say). */
  readonly draw: (rows: Reading<N>, size: Size, ward?: string) => Drawing | undefined;
}

/** The chart of one ward or zone, under a name of its own. */
export const ofWard = (chart: Chart, ward: string): Chart => ({
  ...chart,
  // A zone's short name may hold anything.
  name: `${chart.name}-${ward.replace(/[^\w-]+/g, '-')}`,
  draw: (rows, size) => chart.draw(rows, size, ward),
});

/** Declares a chart; the marts it names are the only rows it is given. */
export const defineChart = <const N extends MartName>(chart: Chart<N>): Chart<N> => chart;
