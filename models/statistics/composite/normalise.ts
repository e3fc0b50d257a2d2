/**
 * Normalisation: columns in their own units onto one scale, as COINr 1.1.14 does it (`n_*` in its R/normalise.R).
 *
 * Direction −1 (a high value is less need) multiplies the column by −1 first; targets and goalposts are given in the
 * column's own units and are turned with it. Missing values stay missing and count for nothing.
 *
 * Where COINr returns NaN because a range is zero, every value present gets the scale's neutral value, 0 by default
 * (z-score: the mean asked for; min_max: the lower bound), with a `warning`. One single value has no z-score, range or
 * percentile: NaN and a warning.
 */
import { moments } from '../moments.js';
import { ranksAscending } from '../ranks.js';
import type { Numbers, Reason } from '../reasons.js';

export type Normalisation =
  /** (x − mean)/sd · `sd` + `mean`, sample sd. */
  | { readonly method: 'z_score'; readonly mean?: number; readonly sd?: number }
  /** (x − min)/(max − min) · (upper − lower) + lower; 0 to 100 unless said. */
  | { readonly method: 'min_max'; readonly lower?: number; readonly upper?: number }
  /** Competition rank, 1 the lowest. */
  | { readonly method: 'rank' }
  /** (rank − 1)/(N − 1). */
  | { readonly method: 'percentile' }
  /** rank − 1. */
  | { readonly method: 'borda' }
  /** 1 − (max − x)/(max − min). */
  | { readonly method: 'dist2max' }
  /** 1 − (ref − x)/(ref − min), ref the value in row `reference` (from 0). */
  | { readonly method: 'dist2ref'; readonly reference: number; readonly cap?: boolean }
  /** (x − min)/(target − min). */
  | { readonly method: 'dist2targ'; readonly target: number; readonly cap?: boolean }
  /** x/max. */
  | { readonly method: 'fracmax' }
  /** (x − lower)/(upper − lower) · 100; the column may leave 0 to 100. */
  | { readonly method: 'scaled'; readonly lower: number; readonly upper: number }
  /** (x − lower)/(upper − lower), cut to 0 to 1 unless `cut` is false, times `scale` (1). */
  | {
      readonly method: 'goalposts';
      readonly lower: number;
      readonly upper: number;
      readonly scale?: number;
      readonly cut?: boolean;
    };

export interface Normalised {
  readonly values: Float64Array;
  readonly warning: Reason | null;
}

/** y = (x − from)/span · scale + shift, then cut to at most `most` and at least `least`. */
interface Line {
  readonly from: number;
  readonly span: number;
  readonly scale?: number;
  readonly shift?: number;
  readonly least?: number;
  readonly most?: number;
}

/** One column onto one scale. */
export function normalise(values: Numbers, how: Normalisation, direction: 1 | -1 = 1): Normalised {
  const x = Float64Array.from(values, (value) => value * direction);
  switch (how.method) {
    case 'rank':
      return { values: ranksAscending(x), warning: null };
    case 'borda':
      return { values: ranksAscending(x).map((rank) => rank - 1), warning: null };
    case 'percentile':
      return percentile(x);
    case 'scaled':
      return line(x, { from: how.lower, span: how.upper - how.lower, scale: 100 }, 1);
    case 'goalposts':
      return line(x, goalposts(how, direction), 1);
    default:
      return fromRange(x, how, direction);
  }
}

/** The z-score, mean 0 and standard deviation 1. */
export const zScores = (values: Numbers, direction: 1 | -1 = 1): Normalised =>
  normalise(values, { method: 'z_score' }, direction);

/** The methods that measure from the column's own mean, minimum or maximum. */
function fromRange(
  x: Float64Array,
  how: Extract<Normalisation, { method: 'z_score' | 'min_max' | 'dist2max' | 'dist2ref' | 'dist2targ' | 'fracmax' }>,
  direction: 1 | -1,
): Normalised {
  const { mean, sd, min, max } = moments(x);
  const cap = 'cap' in how && how.cap ? { most: 1 } : {};
  switch (how.method) {
    case 'z_score':
      return line(x, { from: mean, span: sd, scale: how.sd ?? 1, shift: how.mean ?? 0 });
    case 'min_max': {
      const lower = how.lower ?? 0;
      return line(x, { from: min, span: max - min, scale: (how.upper ?? 100) - lower, shift: lower });
    }
    case 'dist2max':
      return line(x, { from: min, span: max - min });
    case 'fracmax':
      return line(x, { from: 0, span: max }, 1);
    case 'dist2targ':
      return line(x, { from: min, span: how.target * direction - min, ...cap });
    case 'dist2ref': {
      const reference = x[how.reference];
      if (reference === undefined) throw new RangeError(`dist2ref: no row ${how.reference} among ${x.length}`);
      if (Number.isNaN(reference)) return { values: x.fill(Number.NaN), warning: 'missing_reference' };
      return line(x, { from: min, span: reference - min, ...cap });
    }
  }
}

/** Goalposts of a turned column are turned and change places. */
function goalposts(how: Extract<Normalisation, { method: 'goalposts' }>, direction: 1 | -1): Line {
  const scale = how.scale ?? 1;
  const from = direction === 1 ? how.lower : -how.upper;
  const cut = how.cut === false ? {} : { least: 0, most: scale };
  return { from, span: how.upper - how.lower, scale, ...cut };
}

/** Draws the line over x, in place, or says why it cannot be drawn. `needs` is the least number of values. */
function line(x: Float64Array, { from, span, scale = 1, shift = 0, least, most }: Line, needs = 2): Normalised {
  const { count, min, max } = moments(x);
  if (count < needs) return { values: x.fill(Number.NaN), warning: count === 0 ? 'no_values' : 'too_few_values' };
  if (span === 0) {
    const values = x.map((value) => (Number.isNaN(value) ? value : shift));
    return { values, warning: min === max ? 'constant_values' : 'zero_range' };
  }
  for (let i = 0; i < x.length; i++) {
    let y = (((x[i] ?? Number.NaN) - from) / span) * scale + shift;
    if (most !== undefined && y > most) y = most;
    if (least !== undefined && y < least) y = least;
    x[i] = y;
  }
  return { values: x, warning: null };
}

function percentile(x: Float64Array): Normalised {
  const { count } = moments(x);
  if (count < 2) return { values: x.fill(Number.NaN), warning: count === 0 ? 'no_values' : 'too_few_values' };
  return { values: ranksAscending(x).map((rank) => (rank - 1) / (count - 1)), warning: null };
}
