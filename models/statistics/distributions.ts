/**
 * Quantiles of the normal, chi-squared and t distributions: @stdlib's, within 5e-15 relative of 40-digit values where
 * intervals use them. What intervals ask again and again is kept.
 */
import chiSquare from '@stdlib/stats-base-dists-chisquare-quantile';
import normal from '@stdlib/stats-base-dists-normal-quantile';
import student from '@stdlib/stats-base-dists-t-quantile';

const normals = new Map<number, number>();
const chiSquares = new Map<number, Float64Array>();
/** Degrees of freedom up to which chi-squared quantiles are kept: exact limits of counts below ten ask up to 20. */
const KEPT = 32;
/** More probabilities than this means that somebody sweeps over them; nothing more is kept then. */
const MANY = 64;

/** Φ⁻¹(p). p = 0 and 1 give −∞ and ∞. */
export function normalQuantile(p: number): number {
  const known = normals.get(p);
  if (known !== undefined) return known;
  const value = normal(p, 0, 1);
  if (normals.size < MANY) normals.set(p, value);
  return value;
}

/** χ²(p, df), the value below which a share p lies. df = 0 gives 0. */
export function chiSquareQuantile(p: number, df: number): number {
  if (!Number.isInteger(df) || df >= KEPT || df < 0) return chiSquare(p, df);
  let kept = chiSquares.get(p);
  if (kept === undefined) {
    if (chiSquares.size >= MANY) return chiSquare(p, df);
    kept = new Float64Array(KEPT).fill(Number.NaN);
    chiSquares.set(p, kept);
  }
  const known = kept[df];
  if (known !== undefined && !Number.isNaN(known)) return known;
  const value = chiSquare(p, df);
  kept[df] = value;
  return value;
}

/** t(p, df). */
export const tQuantile = (p: number, df: number): number => student(p, df);

/**
 * A confidence as a share: 0.9 to 1, or 90 to 100 in percent, as PHEindicatormethods takes it. Anything else throws.
 */
export function confidenceShare(confidence: number): number {
  if (confidence >= 0.9 && confidence <= 1) return confidence;
  if (confidence >= 90 && confidence <= 100) return confidence / 100;
  throw new RangeError(`confidence ${confidence}: expected 0.9 to 1, or 90 to 100 in percent`);
}

/** The probability of the upper limit, ½ + c/2. */
export const upperTail = (confidence: number): number => confidence + (1 - confidence) / 2;

/** z of a two-sided interval: 1.96 at 0.95, 3.09 at 0.998. */
export const zOf = (confidence: number): number => normalQuantile(upperTail(confidence));
