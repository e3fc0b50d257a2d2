/**
 * Trends over years, or over any ordered scores.
 *
 * Cochran–Armitage, for xᵢ events among nᵢ people at scores sᵢ, no continuity correction:
 *
 *     p̄ = Σx/Σn,   s̄ = Σns/Σn,   T = Σ sᵢ(xᵢ − nᵢp̄),   χ² = T²/[p̄(1 − p̄)·Σ nᵢ(sᵢ − s̄)²]   with 1 df
 *
 * No events at all, or nothing but events, and equal scores leave χ² undefined: NaN and a reason. Linear in the scores
 * only; fit for counts of separate people, not for overlapping periods. As `prop.trend.test` in R 4.5.0.
 *
 * Least squares, for values yᵢ at xᵢ:
 *
 *     b = Σ(x − x̄)(y − ȳ)/Σ(x − x̄)²,   se = √(Σe²/(n − 2)/Σ(x − x̄)²),   limits = b ± t(½ + c/2, n − 2)·se
 *
 * Pairs with a missing number are left out. Two points have a slope and no inference; equal x have neither. Values
 * that are all equal have the slope 0 with standard error 0, and neither t nor p nor r². As `lm` in R 4.5.0, which
 * leaves rounding noise where the line fits exactly; here a residual below 1e-13 of the values is none.
 */
import { confidenceShare, tQuantile, upperTail } from '../distributions.js';
import { type Numbers, type Reason, sameLength } from '../reasons.js';
import { chiSquareTail, studentTwoSided } from '../tails.js';

export interface ProportionTrend {
  readonly chi_square: number;
  readonly df: 1;
  readonly p: number;
  /** Change of the proportion for one unit of the score, by least squares weighted with nᵢ. */
  readonly slope: number;
  readonly reason: Reason | null;
}

/** The χ² test for a trend in proportions. Scores are 1, 2, 3 … unless given. */
export function proportionTrend(events: Numbers, totals: Numbers, scores?: Numbers): ProportionTrend {
  const s = scores ?? Float64Array.from(events, (_, i) => i + 1);
  const rows = sameLength('proportionTrend', events, totals, s);
  let [x, n, ns] = [0, 0, 0];
  let reason: Reason | null = rows < 2 ? 'too_few_values' : null;
  for (let i = 0; i < rows; i++) {
    const [xi, ni, si] = [events[i] ?? Number.NaN, totals[i] ?? Number.NaN, s[i] ?? Number.NaN];
    reason ??= whyNoGroup(xi, ni, si);
    x += xi;
    n += ni;
    ns += ni * si;
  }
  const p = x / n;
  let [t, spread] = [0, 0];
  for (let i = 0; i < rows; i++) {
    const [xi, ni, si] = [events[i] ?? Number.NaN, totals[i] ?? Number.NaN, s[i] ?? Number.NaN];
    const d = si - ns / n;
    t += d * (xi - ni * p);
    spread += ni * d * d;
  }
  if (x === 0 || x === n) reason ??= x === 0 ? 'no_events' : 'all_events';
  if (spread === 0) reason ??= 'constant_values';
  if (reason !== null) return { chi_square: Number.NaN, df: 1, p: Number.NaN, slope: Number.NaN, reason };
  const chi_square = (t * t) / (p * (1 - p) * spread);
  return { chi_square, df: 1, p: chiSquareTail(chi_square), slope: t / spread, reason };
}

function whyNoGroup(x: number, n: number, s: number): Reason | null {
  if (!Number.isFinite(x)) return 'missing_numerator';
  if (!Number.isFinite(n)) return 'missing_denominator';
  if (!Number.isFinite(s)) return 'missing_value';
  if (n <= 0) return n === 0 ? 'zero_denominator' : 'negative_denominator';
  if (x < 0) return 'negative_numerator';
  return x > n ? 'numerator_over_denominator' : null;
}

export interface LinearTrend {
  readonly n: number;
  readonly intercept: number;
  readonly slope: number;
  readonly se: number;
  readonly t: number;
  readonly p: number;
  readonly lowercl: number;
  readonly uppercl: number;
  readonly r2: number;
  readonly reason: Reason | null;
}

/** A residual sum of squares below this share of the total sum of squares about zero is rounding. */
const NOISE = 1e-26;

/** A straight line by least squares, with a t interval of its slope at one confidence (0.9 to 1, or 90 to 100). */
export function linearTrend(x: Numbers, y: Numbers, confidence = 0.95): LinearTrend {
  const tail = upperTail(confidenceShare(confidence));
  const length = sameLength('linearTrend', x, y);
  const rows = [...Array(length).keys()].filter((i) => Number.isFinite(x[i]) && Number.isFinite(y[i]));
  const n = rows.length;
  const meanOf = (column: Numbers) => rows.reduce((sum, i) => sum + (column[i] ?? 0), 0) / n;
  const [xMean, yMean] = [meanOf(x), meanOf(y)];
  let [sxx, sxy, syy, size] = [0, 0, 0, 0];
  for (const i of rows) {
    const [dx, dy] = [(x[i] ?? 0) - xMean, (y[i] ?? 0) - yMean];
    sxx += dx * dx;
    sxy += dx * dy;
    syy += dy * dy;
    size += (y[i] ?? 0) ** 2;
  }
  const nothing = { se: Number.NaN, t: Number.NaN, p: Number.NaN, lowercl: Number.NaN, uppercl: Number.NaN };
  if (n < 2 || sxx === 0) {
    const reason = n === 0 ? 'no_values' : n < 2 ? 'too_few_values' : 'constant_values';
    return { n, intercept: yMean, slope: Number.NaN, ...nothing, r2: Number.NaN, reason };
  }
  const flat = syy <= NOISE * size;
  const slope = flat ? 0 : sxy / sxx;
  const line = { n, intercept: yMean - slope * xMean, slope };
  if (n === 2) return { ...line, ...nothing, r2: flat ? Number.NaN : 1, reason: 'too_few_values' };
  const left = rows.reduce((sum, i) => sum + ((y[i] ?? 0) - yMean - slope * ((x[i] ?? 0) - xMean)) ** 2, 0);
  const residual = left <= NOISE * size ? 0 : left;
  const se = Math.sqrt(residual / (n - 2) / sxx);
  const half = tQuantile(tail, n - 2) * se;
  const t = slope / se;
  const limits = { lowercl: slope - half, uppercl: slope + half };
  const r2 = flat ? Number.NaN : 1 - residual / syy;
  return { ...line, se, t, p: studentTwoSided(t, n - 2), ...limits, r2, reason: flat ? 'constant_values' : null };
}
