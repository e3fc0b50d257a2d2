/** Limits of the slope and relative indices of inequality; `slope-index.ts` says which are used when. */
import { upperTail } from '../distributions.js';
import { seededNormal } from '../seeded-normal.js';

export interface Limits {
  readonly sii_lower: number;
  readonly sii_upper: number;
  readonly rii_lower: number;
  readonly rii_upper: number;
}

/** A line as weighted sums of independent normal values. */
export interface Line {
  readonly intercept: readonly number[];
  readonly slope: readonly number[];
  readonly values: readonly number[];
  readonly errors: readonly number[];
}

const sum = (line: Line, of: (i: number) => number): number => line.values.reduce((total, _, i) => total + of(i), 0);
const ascending = (a: number, b: number): [number, number] => (a <= b ? [a, b] : [b, a]);

/** Slope and its standard error. */
function slopeOf(line: Line): [number, number] {
  const value = sum(line, (i) => (line.slope[i] ?? 0) * (line.values[i] ?? 0));
  return [value, Math.sqrt(sum(line, (i) => ((line.slope[i] ?? 0) * (line.errors[i] ?? 0)) ** 2))];
}

/**
 * The slope is normal; the ratio r = (b₀ + b₁)/b₀ has the limits at which (b₀ + b₁) − r·b₀ is z standard errors from
 * zero: r²(b₀² − z²V₀₀) − 2r(b₀b₁₁ − z²V₀₁) + (b₁₁² − z²V₁₁) = 0. NaN where b₀ itself may be zero.
 */
export function exactLimits(line: Line, z: number, multiplier: number): Limits {
  const [slope, se] = slopeOf(line);
  const [sii_lower, sii_upper] = ascending(multiplier * (slope - z * se), multiplier * (slope + z * se));
  const [rii_lower, rii_upper] = fieller(line, z);
  return { sii_lower, sii_upper, ...turned(rii_lower, rii_upper, multiplier) };
}

function fieller(line: Line, z: number): [number, number] {
  const [from, to] = [line.intercept, line.intercept.map((each, i) => each + (line.slope[i] ?? 0))];
  const value = (weights: readonly number[]) => sum(line, (i) => (weights[i] ?? 0) * (line.values[i] ?? 0));
  const joint = (a: readonly number[], b: readonly number[]) =>
    z * z * sum(line, (i) => (a[i] ?? 0) * (b[i] ?? 0) * (line.errors[i] ?? 0) ** 2);
  const [start, end] = [value(from), value(to)];
  const a = start * start - joint(from, from);
  const b = start * end - joint(from, to);
  const c = end * end - joint(to, to);
  const root = Math.sqrt(b * b - a * c);
  return a > 0 ? [(b - root) / a, (b + root) / a] : [Number.NaN, Number.NaN];
}

/** A negative multiplier turns the ratio over; limits on both sides of zero cannot be turned. */
function turned(lower: number, upper: number, multiplier: number): { rii_lower: number; rii_upper: number } {
  if (multiplier > 0) return { rii_lower: lower, rii_upper: upper };
  if (!(lower * upper > 0)) return { rii_lower: Number.NaN, rii_upper: Number.NaN };
  return { rii_lower: 1 / upper, rii_upper: 1 / lower };
}

/** Limits of the slope on the transformed scale, turned back with the line held at x = ½. */
export function transformedLimits(line: Line, z: number, multiplier: number, back: (y: number) => number): Limits {
  const [slope, se] = slopeOf(line);
  const middle = sum(line, (i) => (line.intercept[i] ?? 0) * (line.values[i] ?? 0)) + slope / 2;
  const ends = (b: number): [number, number] => [back(middle - b / 2), back(middle + b / 2)];
  const [low, high] = [ends(slope - z * se), ends(slope + z * se)];
  const [sii_lower, sii_upper] = ascending(multiplier * (low[1] - low[0]), multiplier * (high[1] - high[0]));
  return { sii_lower, sii_upper, ...turned(low[1] / low[0], high[1] / high[0], multiplier) };
}

export interface Simulation {
  readonly multiplier: number;
  readonly confidence: number;
  readonly seed?: number;
  readonly repetitions?: number;
}

/** Percentiles of lines through values drawn on the transformed scale and turned back. */
export function simulatedLimits(
  line: Line,
  back: (y: number) => number,
  { multiplier, confidence, seed = 1, repetitions = 100_000 }: Simulation,
): Limits {
  if (!(Number.isInteger(repetitions) && repetitions >= 1000)) {
    throw new RangeError(`${repetitions} repetitions: expected 1,000 or more`);
  }
  const normal = seededNormal(seed);
  const sii = new Float64Array(repetitions);
  const rii = new Float64Array(repetitions);
  for (let r = 0; r < repetitions; r++) {
    let [from, slope] = [0, 0];
    for (let i = 0; i < line.values.length; i++) {
      const y = back((line.values[i] ?? 0) + (line.errors[i] ?? 0) * normal());
      from += (line.intercept[i] ?? 0) * y;
      slope += (line.slope[i] ?? 0) * y;
    }
    sii[r] = multiplier * slope;
    rii[r] = multiplier < 0 ? from / (from + slope) : (from + slope) / from;
  }
  const [lower, upper] = [1 - upperTail(confidence), upperTail(confidence)].map((share) =>
    Math.min(repetitions, Math.max(1, Math.round(repetitions * share))),
  );
  sii.sort();
  rii.sort();
  const at = (sorted: Float64Array, place = 1): number => sorted[place - 1] ?? Number.NaN;
  return {
    sii_lower: at(sii, lower),
    sii_upper: at(sii, upper),
    rii_lower: at(rii, lower),
    rii_upper: at(rii, upper),
  };
}
