/**
 * Tail probabilities of test statistics, worked out from the tail itself: 1 − cdf has no digits left below 1e-16.
 *
 *     z, upper tail         ½·erfc(z/√2)
 *     z, two-sided          erfc(|z|/√2)
 *     χ² with 1 df          erfc(√(x/2))
 *     t, two-sided          I(df/(df + t²); df/2, ½),   the regularised incomplete beta function
 *
 * NaN gives NaN. @stdlib's functions, within 1e-12 relative of R's `pchisq` and `pt` where tests use them.
 */
import betainc from '@stdlib/math-base-special-betainc';
import erfc from '@stdlib/math-base-special-erfc';

/** The probability of a larger z. */
export const upperP = (z: number): number => erfc(z / Math.SQRT2) / 2;

/** The probability of a z further from 0, on either side. */
export const twoSidedP = (z: number): number => erfc(Math.abs(z) / Math.SQRT2);

/** P(χ² ≥ x) with one degree of freedom. */
export const chiSquareTail = (x: number): number => erfc(Math.sqrt(x / 2));

/** P(|T| ≥ |t|) with df degrees of freedom. */
export function studentTwoSided(t: number, df: number): number {
  if (Number.isNaN(t) || !(df > 0)) return Number.NaN;
  return t === 0 ? 1 : betainc(df / (df + t * t), df / 2, 0.5);
}
