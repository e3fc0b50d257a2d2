/**
 * Figures with confidence limits, in the columns of PHEindicatormethods: `value`, `lowercl`, `uppercl` at one chosen
 * confidence, or both usual ones at once (`lower95_0cl`, `upper95_0cl`, `lower99_8cl`, `upper99_8cl`).
 */
import type { Numbers, Reason } from './reasons.js';

/** How limits were calculated. */
export type Method = 'Wilson' | 'Exact' | 'Byars' | "Student's t-distribution";

/** One figure. `reason` says why the value, or if there is a value its limits, are missing (NaN). */
export interface Figure {
  readonly value: number;
  readonly lowercl: number;
  readonly uppercl: number;
  readonly method: Method | null;
  readonly reason: Reason | null;
}

/** A column of figures at both confidences. */
export interface Figures {
  readonly value: Float64Array;
  readonly lower95_0cl: Float64Array;
  readonly upper95_0cl: Float64Array;
  readonly lower99_8cl: Float64Array;
  readonly upper99_8cl: Float64Array;
  readonly method: (Method | null)[];
  readonly reason: (Reason | null)[];
}

/** All missing, ready to be filled. */
export function emptyFigures(length: number): Figures {
  const missing = () => new Float64Array(length).fill(Number.NaN);
  return {
    value: missing(),
    lower95_0cl: missing(),
    upper95_0cl: missing(),
    lower99_8cl: missing(),
    upper99_8cl: missing(),
    method: new Array<Method | null>(length).fill(null),
    reason: new Array<Reason | null>(length).fill(null),
  };
}

export const missingFigure = (reason: Reason): Figure => ({
  value: Number.NaN,
  lowercl: Number.NaN,
  uppercl: Number.NaN,
  method: null,
  reason,
});

/**
 * Scores: values that are not counted from a sample of people (a published rank or index score averaged by
 * population). They keep their value and have no sampling interval.
 */
export function scores(values: Numbers): Figures {
  const figures = emptyFigures(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    figures.value[i] = value;
    figures.reason[i] = Number.isNaN(value) ? 'missing_value' : 'no_sampling_interval';
  }
  return figures;
}
