/** Whole numbers out of shares, and other small sums that several files need. */

/** The power operator may round otherwise elsewhere; a product may not. */
export const square = (value: number): number => value * value;

/** Splits a whole number by weights into whole parts that add up to it (largest remainder). */
export function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  const left = total - parts.reduce((a, b) => a + b, 0);
  const byRemainder = exact.map((share, i) => ({ i, rest: share - Math.floor(share) }));
  byRemainder.sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (const { i } of byRemainder.slice(0, left)) parts[i] = (parts[i] ?? 0) + 1;
  return parts;
}

/** Nearly e to the z, from multiplications alone, so that it is the same on every machine. */
export function lift(z: number): number {
  const root = Math.max(0.05, 1 + z / 8);
  return square(square(square(root)));
}

/** A share between 0 and 1 from its odds where z is 0. */
export function rate(odds: number, z: number): number {
  const raised = odds * lift(z);
  return raised / (1 + raised);
}

/** The same values with mean 0 and standard deviation 1. */
export function standardised(values: readonly number[]): number[] {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const spread = Math.sqrt(values.reduce((a, b) => a + square(b - mean), 0) / values.length);
  return values.map((value) => (value - mean) / spread);
}

/** A whole number within bounds. */
export const clamp = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(high, Math.round(value)));
