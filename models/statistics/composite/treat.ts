/**
 * Treatment of outliers, before a column is normalised for an index.
 *
 *     skewness  √n·Σd³/(Σd²)^1.5 · √(n(n − 1))/(n − 2)
 *     kurtosis  ((n + 1)(nΣd⁴/(Σd²)² − 3) + 6)(n − 1)/((n − 2)(n − 3)),   d = x − mean
 *
 * A column passes if |skewness| < 2 or kurtosis < 3.5. If not, it is winsorised: the points at the maximum (the minimum
 * where the skewness is negative) take the next highest (lowest) value, again and again, until it passes or 5 points
 * are changed. If it still fails, the winsorising is undone and logs are taken: ln(x − min + (max − min)/100).
 *
 * Missing values stay missing and count for nothing. A constant column, and one of fewer than 4 values, is left alone
 * and says why. Winsorising that would make all values equal stops before it does (COINr fails there).
 *
 * As `Treat`, `winsorise`, `log_CT`, `boxcox`, `check_SkewKurt` in COINr 1.1.14 (types 2 of e1071).
 */
import { moments } from '../moments.js';
import type { Numbers, Reason } from '../reasons.js';

export interface Shape {
  readonly skew: number;
  readonly kurt: number;
  /** Why one or both are missing. */
  readonly reason: Reason | null;
}

export interface Thresholds {
  readonly skew?: number;
  readonly kurt?: number;
}

export interface WinsoriseOptions extends Thresholds {
  /** The most points that may change, 5. */
  readonly most?: number;
  /** Changes `most` points whether or not the column passes. */
  readonly force?: boolean;
}

export type Treated = '' | 'winhi' | 'winlo' | 'log';

export interface Winsorised {
  readonly values: Float64Array;
  /** Points changed. */
  readonly count: number;
  readonly treated: Treated[];
  readonly reason: Reason | null;
}

/** `log` as above; `log_1` ln(x − min + 1); `log_skew` turns −ln(max + (max − min)/100 − x) if skew ≤ 0. */
export type Logarithm = 'log' | 'log_1' | 'log_skew';

export interface Treatment extends WinsoriseOptions {
  /** What follows if winsorising fails: a logarithm, or `none`. */
  readonly log?: Logarithm | 'none';
  /** Takes logs of the winsorised column instead of the original one. */
  readonly combine?: boolean;
}

export interface TreatedColumn {
  readonly values: Float64Array;
  /** The shape before, after winsorising, and after logs, as far as it came to that. */
  readonly shapes: readonly Shape[];
  readonly passed: boolean;
  readonly winsorised: number;
  readonly treated: Treated[];
  readonly reason: Reason | null;
}

/** Skewness and kurtosis of the values present. */
export function shape(values: Numbers): Shape {
  const { count: n, mean, min, max } = moments(values);
  const missing = { skew: Number.NaN, kurt: Number.NaN };
  if (n < 3) return { ...missing, reason: n === 0 ? 'no_values' : 'too_few_values' };
  if (min === max) return { ...missing, reason: 'constant_values' };
  let [second, third, fourth] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const d = (values[i] ?? Number.NaN) - mean;
    if (Number.isNaN(d)) continue;
    second += d * d;
    third += d * d * d;
    fourth += d ** 4;
  }
  const skew = ((Math.sqrt(n) * third) / second ** 1.5) * (Math.sqrt(n * (n - 1)) / (n - 2));
  if (n < 4) return { skew, kurt: Number.NaN, reason: 'too_few_values' };
  const raw = (n * fourth) / second ** 2;
  return { skew, kurt: (((n + 1) * (raw - 3) + 6) * (n - 1)) / ((n - 2) * (n - 3)), reason: null };
}

/** Whether a shape needs no treatment. One that cannot be worked out is not treated. */
export function passes(of: Shape, { skew = 2, kurt = 3.5 }: Thresholds = {}): boolean {
  return of.reason !== null || Math.abs(of.skew) < skew || of.kurt < kurt;
}

/** Winsorising alone. */
export function winsorise(values: Numbers, options: WinsoriseOptions = {}): Winsorised {
  const { most = 5, force = false } = options;
  if (!(most >= 0)) throw new RangeError(`winsorise: at most ${most} points`);
  const x = Float64Array.from(values);
  let high: number[] = [];
  let low: number[] = [];
  let reason: Reason | null = null;
  for (let of = shape(x); high.length + low.length < most; of = shape(x)) {
    if (of.reason !== null) {
      reason = of.reason;
      break;
    }
    if (passes(of, options) && !force) break;
    const points = atEnd(x, of.skew >= 0);
    if (points.constant) {
      reason = 'winsorised_constant';
      break;
    }
    for (const row of points.rows) x[row] = points.next;
    if (of.skew >= 0) high = points.rows;
    else low = points.rows;
  }
  const treated = Array.from(x, (): Treated => '');
  for (const row of high) treated[row] = 'winhi';
  for (const row of low) treated[row] = 'winlo';
  return { values: x, count: high.length + low.length, treated, reason };
}

/** The points at the maximum (minimum), the next value, and whether only that one would be left. */
function atEnd(x: Float64Array, maximum: boolean): { rows: number[]; next: number; constant: boolean } {
  const { min, max } = moments(x);
  const end = maximum ? max : min;
  const rows: number[] = [];
  let next = Number.NaN;
  for (let i = 0; i < x.length; i++) {
    const value = x[i] ?? Number.NaN;
    if (value === end) rows.push(i);
    else if (!(maximum ? value <= next : value >= next) && !Number.isNaN(value)) next = value;
  }
  return { rows, next, constant: next === (maximum ? min : max) };
}

/** A logarithm of a column; a constant column becomes missing and says so. */
export function logarithm(values: Numbers, kind: Logarithm = 'log') {
  const { min, max, count } = moments(values);
  const reason: Reason | null = count === 0 ? 'no_values' : min === max && kind !== 'log_1' ? 'constant_values' : null;
  if (reason !== null) return { values: new Float64Array(values.length).fill(Number.NaN), reason };
  const shift = kind === 'log_1' ? 1 : 0.01 * (max - min);
  const turned = kind === 'log_skew' && !(shape(values).skew > 0);
  const logs = Float64Array.from(values, (x) => (turned ? -Math.log(max + shift - x) : Math.log(x - min + shift)));
  return { values: logs, reason };
}

/**
 * (y^λ − 1)/λ, ln y if λ = 0, of y = x − min + 1 (`positive: false`: of x itself). No λ is looked for. A y that has no
 * such power is missing, with a reason.
 */
export function boxCox(values: Numbers, lambda: number, { positive = true } = {}) {
  const { min } = moments(values);
  const transformed = Float64Array.from(values, (x) => {
    const y = positive ? x - min + 1 : x;
    const z = lambda === 0 ? Math.log(y) : (y ** lambda - 1) / lambda;
    return Number.isFinite(z) ? z : Number.NaN;
  });
  const reason = Array.from(transformed, (y, i): Reason | null => {
    if (!Number.isNaN(y)) return null;
    return Number.isNaN(values[i] ?? Number.NaN) ? 'missing_value' : 'not_positive';
  });
  return { values: transformed, reason };
}

/** The whole treatment of one column. */
export function treat(values: Numbers, treatment: Treatment = {}): TreatedColumn {
  const { log = 'log', combine = false, force = false } = treatment;
  const before = shape(values);
  const plain = { winsorised: 0, treated: Array.from(values, (): Treated => ''), reason: before.reason };
  if (before.reason !== null || (passes(before, treatment) && !force)) {
    return { ...plain, values: Float64Array.from(values), shapes: [before], passed: before.reason === null };
  }
  const won = winsorise(values, treatment);
  const after = shape(won.values);
  const winsorised = won.count;
  if (passes(after, treatment) || log === 'none') {
    const passed = passes(after, treatment);
    return {
      values: won.values,
      shapes: [before, after],
      passed,
      winsorised,
      treated: won.treated,
      reason: won.reason,
    };
  }
  const from = combine ? won.values : values;
  const logs = logarithm(from, log).values;
  const last = shape(logs);
  return {
    values: logs,
    shapes: [before, after, last],
    passed: passes(last, treatment),
    winsorised: combine ? winsorised : 0,
    treated: Array.from(logs, (y) => (Number.isNaN(y) ? '' : 'log')),
    reason: null,
  };
}
