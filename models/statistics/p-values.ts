/**
 * p values of a standard normal z, worked out from the tail itself so that small ones keep their digits.
 *
 *     upper tail ½·erfc(z/√2)      two-sided erfc(|z|/√2)
 */
import erfc from '@stdlib/math-base-special-erfc';

/** The probability of a larger z. */
export const upperP = (z: number): number => erfc(z / Math.SQRT2) / 2;

/** The probability of a z further from 0, on either side. */
export const twoSidedP = (z: number): number => erfc(Math.abs(z) / Math.SQRT2);
