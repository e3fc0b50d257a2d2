/**
 * Crude rates: exact Poisson limits for fewer than ten events, Byar's approximation from ten.
 *
 *     value = k·x/n
 *     x < 10:  lower = k/n · χ²(α/2, 2x)/2          upper = k/n · χ²(1 − α/2, 2x + 2)/2
 *     x ≥ 10:  lower = k/n · x(1 − 1/(9x) − z/(3√x))³
 *              upper = k/n · (x+1)(1 − 1/(9(x+1)) + z/(3√(x+1)))³
 *
 * x events, n person-years or people, multiplier k (usually 100,000 or 1,000). x = 0 has the lower limit 0. x may
 * exceed n. 9.5 events (counts shared out between areas) are below ten. n = 0, x < 0 and missing counts give no figure
 * and a reason; a Byar's lower limit below zero (confidence near 1) is missing.
 *
 * Breslow & Day (1987) vol. II p. 69; as `phe_rate` in PHEindicatormethods 2.1.0.
 */
import { chiSquareQuantile, confidenceShare, upperTail, zOf } from '../distributions.js';
import { emptyFigures, type Figure, type Figures, missingFigure } from '../figures.js';
import { type Numbers, type Reason, sameLength } from '../reasons.js';

const EXACT_BELOW = 10;
/** The lower limit of fewer events than this is below the smallest number that a double holds. */
const VANISHES = 0.001;

/** What limits at one confidence need, worked out once for a column. */
interface Level {
  readonly z: number;
  readonly below: number;
  readonly above: number;
}

const level = (confidence: number): Level => ({
  z: zOf(confidence),
  below: (1 - confidence) / 2,
  above: upperTail(confidence),
});

const LEVEL95 = level(0.95);
const LEVEL998 = level(0.998);

function whyNoRate(x: number, n: number): Reason | null {
  if (!Number.isFinite(x)) return 'missing_numerator';
  if (!Number.isFinite(n)) return 'missing_denominator';
  if (n === 0) return 'zero_denominator';
  if (n < 0) return 'negative_denominator';
  return x < 0 ? 'negative_numerator' : null;
}

/** The lower limit of a count of events. NaN where Byar's falls below zero. */
function lowerCount(x: number, { z, below }: Level): number {
  if (x < VANISHES) return 0;
  if (x < EXACT_BELOW) return chiSquareQuantile(below, 2 * x) / 2;
  const limit = x * (1 - 1 / (9 * x) - z / (3 * Math.sqrt(x))) ** 3;
  return limit < 0 ? Number.NaN : limit;
}

/** The upper limit of a count of events. */
function upperCount(x: number, { z, above }: Level): number {
  if (x < EXACT_BELOW) return chiSquareQuantile(above, 2 * x + 2) / 2;
  return (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * Math.sqrt(x + 1))) ** 3;
}

/** One rate at one confidence (0.9 to 1, or 90 to 100). */
export function rate(numerator: number, denominator: number, confidence = 0.95, multiplier = 100_000): Figure {
  const limits = level(confidenceShare(confidence));
  const reason = whyNoRate(numerator, denominator);
  if (reason !== null) return missingFigure(reason);
  const lowercl = (lowerCount(numerator, limits) / denominator) * multiplier;
  return {
    value: (numerator / denominator) * multiplier,
    lowercl,
    uppercl: (upperCount(numerator, limits) / denominator) * multiplier,
    method: numerator < EXACT_BELOW ? 'Exact' : 'Byars',
    reason: Number.isNaN(lowercl) ? 'no_lower_limit' : null,
  };
}

/** Columns of rates with limits at 95 % and 99.8 %. */
export function rates(numerator: Numbers, denominator: Numbers, multiplier = 100_000): Figures {
  const length = sameLength('rates', numerator, denominator);
  const figures = emptyFigures(length);
  for (let i = 0; i < length; i++) {
    const x = numerator[i] ?? Number.NaN;
    const n = denominator[i] ?? Number.NaN;
    const reason = whyNoRate(x, n);
    if (reason !== null) {
      figures.reason[i] = reason;
      continue;
    }
    const scale = multiplier / n;
    figures.value[i] = (x / n) * multiplier;
    figures.lower95_0cl[i] = lowerCount(x, LEVEL95) * scale;
    figures.upper95_0cl[i] = upperCount(x, LEVEL95) * scale;
    figures.lower99_8cl[i] = lowerCount(x, LEVEL998) * scale;
    figures.upper99_8cl[i] = upperCount(x, LEVEL998) * scale;
    figures.method[i] = x < EXACT_BELOW ? 'Exact' : 'Byars';
  }
  return figures;
}
