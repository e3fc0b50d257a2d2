/**
 * A share nobody has measured in small areas, modelled by national rates pₖ among groups k of which each area has nₖ:
 *
 *     value = Σ nₖpₖ / Σ nₖ        var = Σ (nₖ/Σ nₖ)²·seₖ²,  seₖ = (upperₖ − lowerₖ)/(2·1.959964)
 *
 * Limits are value ± z·√var, kept between 0 and 100. They say how well the national rates are known and nothing of how
 * far an area differs from the nation; being shared, their errors move all areas together, so two areas must not be
 * told apart by them. (A synthetic estimate; the rates are taken to be independent and known without bias.)
 */
import { zOf } from '../distributions.js';
import { type Numbers, type Reason, sameLength } from '../reasons.js';

/** A rate in per cent with its 95 % limits. */
export interface RateAmong {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/** Columns by area, in per cent; `reason` where there is no value. */
export interface Modelled {
  readonly value: Float64Array;
  readonly lower95_0cl: Float64Array;
  readonly upper95_0cl: Float64Array;
  readonly reason: readonly (Reason | null)[];
}

/** `counts[k][i]` is how many of group k area i has. Throws a RangeError for a rate outside its limits or outside 0 to 100. */
export function modelledPrevalence(counts: readonly Numbers[], rates: readonly RateAmong[]): Modelled {
  if (counts.length !== rates.length) throw new RangeError('modelledPrevalence: one rate for each group');
  for (const { value, lower, upper } of rates) {
    if (!(lower >= 0 && lower <= value && value <= upper && upper <= 100)) {
      throw new RangeError(`modelledPrevalence: a rate of ${value} with limits ${lower} and ${upper}`);
    }
  }
  const areas = sameLength('modelledPrevalence', ...counts);
  const missing = () => new Float64Array(areas).fill(Number.NaN);
  const [value, lower, upper] = [missing(), missing(), missing()];
  const reason = new Array<Reason | null>(areas).fill(null);
  const z = zOf(0.95);
  const errors = rates.map((rate) => (rate.upper - rate.lower) / (2 * z));
  for (let i = 0; i < areas; i++) {
    const here = counts.map((column) => column[i] ?? Number.NaN);
    const all = here.reduce((sum, n) => sum + n, 0);
    if (here.some((n) => n < 0)) reason[i] = 'negative_value';
    else if (Number.isNaN(all)) reason[i] = 'missing_value';
    else if (all === 0) reason[i] = 'zero_denominator';
    else {
      const share = here.map((n) => n / all);
      const middle = share.reduce((sum, s, k) => sum + s * (rates[k]?.value ?? 0), 0);
      const half = z * Math.sqrt(share.reduce((sum, s, k) => sum + (s * (errors[k] ?? 0)) ** 2, 0));
      value[i] = middle;
      lower[i] = Math.max(0, middle - half);
      upper[i] = Math.min(100, middle + half);
    }
  }
  return { value, lower95_0cl: lower, upper95_0cl: upper, reason };
}
