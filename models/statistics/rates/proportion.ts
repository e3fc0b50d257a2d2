/**
 * Proportions with Wilson score limits.
 *
 *     value = k·x/n
 *     lower, upper = k · [2x + z² ∓ z·√(z² + 4x(1 − x/n))] / [2(n + z²)]
 *
 * x events among n people (fractions of people are accepted: counts shared out between areas), multiplier k
 * (100 for percent), z = Φ⁻¹(½ + c/2). x = 0 has the lower limit 0, x = n the upper limit k, exactly; c = 1 has the
 * limits 0 and k. n = 0, x < 0, x > n and missing counts give no figure and a reason.
 *
 * Wilson (1927), J Am Stat Assoc 22:209–212. As `phe_proportion` in PHEindicatormethods 2.1.0.
 */
import { confidenceShare, zOf } from '../distributions.js';
import { emptyFigures, type Figure, type Figures, missingFigure } from '../figures.js';
import { type Numbers, type Reason, sameLength } from '../reasons.js';

const Z95 = zOf(0.95);
const Z998 = zOf(0.998);

/** Why there is no proportion, or null if there is one. */
export function whyNoProportion(x: number, n: number): Reason | null {
  if (!Number.isFinite(x)) return 'missing_numerator';
  if (!Number.isFinite(n)) return 'missing_denominator';
  if (n === 0) return 'zero_denominator';
  if (n < 0) return 'negative_denominator';
  if (x < 0) return 'negative_numerator';
  return x > n ? 'numerator_over_denominator' : null;
}

/** The lower limit as a share; the counts are known to be good. */
function wilsonLower(x: number, n: number, z: number): number {
  if (x === 0 || z === Number.POSITIVE_INFINITY) return 0;
  const root = z * Math.sqrt(z * z + 4 * x * (1 - x / n));
  return Math.max(0, (2 * x + z * z - root) / (2 * (n + z * z)));
}

/** The upper limit as a share; the counts are known to be good. */
function wilsonUpper(x: number, n: number, z: number): number {
  if (x === n || z === Number.POSITIVE_INFINITY) return 1;
  const root = z * Math.sqrt(z * z + 4 * x * (1 - x / n));
  return Math.min(1, (2 * x + z * z + root) / (2 * (n + z * z)));
}

/** One proportion at one confidence (0.9 to 1, or 90 to 100). */
export function proportion(numerator: number, denominator: number, confidence = 0.95, multiplier = 1): Figure {
  const z = zOf(confidenceShare(confidence));
  const reason = whyNoProportion(numerator, denominator);
  if (reason !== null) return missingFigure(reason);
  return {
    value: (numerator / denominator) * multiplier,
    lowercl: wilsonLower(numerator, denominator, z) * multiplier,
    uppercl: wilsonUpper(numerator, denominator, z) * multiplier,
    method: 'Wilson',
    reason: null,
  };
}

/** Columns of proportions with limits at 95 % and 99.8 %. */
export function proportions(numerator: Numbers, denominator: Numbers, multiplier = 1): Figures {
  const length = sameLength('proportions', numerator, denominator);
  const figures = emptyFigures(length);
  for (let i = 0; i < length; i++) {
    const x = numerator[i] ?? Number.NaN;
    const n = denominator[i] ?? Number.NaN;
    const reason = whyNoProportion(x, n);
    if (reason !== null) {
      figures.reason[i] = reason;
      continue;
    }
    figures.value[i] = (x / n) * multiplier;
    figures.lower95_0cl[i] = wilsonLower(x, n, Z95) * multiplier;
    figures.upper95_0cl[i] = wilsonUpper(x, n, Z95) * multiplier;
    figures.lower99_8cl[i] = wilsonLower(x, n, Z998) * multiplier;
    figures.upper99_8cl[i] = wilsonUpper(x, n, Z998) * multiplier;
    figures.method[i] = 'Wilson';
  }
  return figures;
}
