/**
 * Directly standardised rates with Dobson's limits.
 *
 *     value = k·Σ wᵢxᵢ/nᵢ / Σwᵢ          v = Σ xᵢ(wᵢ/nᵢ)² / (Σwᵢ)²          X = Σxᵢ
 *     limit = value + k·√(v/X)·(B(X) − X),   B the lower or upper limit of X by Byar
 *
 * x events, n people or person-years and w standard population of each age band, multiplier k. Fewer than ten events
 * give no rate (the limits would not hold), with a reason; the total count is kept. A missing count is no events. A
 * band nobody lives in (n = 0), a missing or negative n and a negative x make the area's rate missing, with a reason,
 * and leave the other areas alone. A band with w = 0 adds to X and so to the limits, but not to the value: leave out
 * bands that are not meant. A missing or negative w is refused.
 *
 * Where one person can have several events they are not independent: with x people who had exactly f events each,
 * X = Σ f·x and v = Σ f²·x(w/n)² / (Σw)².
 *
 * Dobson et al. (1991), Stat Med 10:457–62. As `calculate_dsr` in PHEindicatormethods 2.1.0, which stops altogether at
 * the first empty band of any area.
 */
import { pick, rowsOf } from '../grouped.js';
import { type Numbers, type Reason, sameLength } from '../reasons.js';
import { rate } from './rate.js';

/** The European Standard Population 2013: 0–4, 5–9, … 85–89, 90 and over. */
export const esp2013: readonly number[] = [
  5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000,
];

export type DobsonMethod = 'Dobson' | 'Dobson, with confidence adjusted for non-independent events';

/** One row an age band: events, people, standard population. */
export interface AgeBands {
  readonly count: Numbers;
  readonly population: Numbers;
  readonly standard: Numbers;
}

/** One row an age band and frequency: `count` people had exactly `frequency` events each. */
export interface RepeatedEvents extends AgeBands {
  readonly band: readonly string[];
  readonly frequency: Numbers;
}

export interface StandardisedRate {
  readonly total_count: number;
  readonly total_pop: number;
  readonly value: number;
  readonly lowercl: number;
  readonly uppercl: number;
  /** v, of the value with its multiplier. */
  readonly variance: number;
  readonly method: DobsonMethod | null;
  readonly reason: Reason | null;
}

/** One row an area, at both confidences. */
export interface StandardisedRates {
  readonly area: string[];
  readonly total_count: Float64Array;
  readonly total_pop: Float64Array;
  readonly value: Float64Array;
  readonly lower95_0cl: Float64Array;
  readonly upper95_0cl: Float64Array;
  readonly lower99_8cl: Float64Array;
  readonly upper99_8cl: Float64Array;
  readonly reason: (Reason | null)[];
}

const FEWEST = 10;

/** What the rows of one area add up to. */
interface Sums {
  readonly events: number;
  readonly people: number;
  readonly weight: number;
  /** Σ w·f·x/n. */
  readonly weighted: number;
  /** Σ f²·x(w/n)². */
  readonly squares: number;
  readonly reason: Reason | null;
}

/** One rate at one confidence (0.9 to 1, or 90 to 100). */
export function standardisedRate(bands: AgeBands, confidence = 0.95, multiplier = 100_000): StandardisedRate {
  const rows = sameLength('standardisedRate', bands.count, bands.population, bands.standard);
  const once = new Float64Array(rows).fill(1);
  return dobson(sumsOf(bands, once, once), 'Dobson', confidence, multiplier);
}

/** One rate of events of which a person can have several. A band has one population and one weight. */
export function standardisedRateOfRepeatedEvents(
  events: RepeatedEvents,
  confidence = 0.95,
  multiplier = 100_000,
): StandardisedRate {
  const { count, population, standard, band, frequency } = events;
  sameLength('standardisedRateOfRepeatedEvents', count, population, standard, band, frequency);
  for (const f of frequency) if (!(f > 0 && Number.isFinite(f))) throw new RangeError(`an event frequency of ${f}`);
  const first = new Float64Array(count.length);
  for (const [name, rows] of rowsOf(band)) {
    const [n, w] = [pick(population, rows), pick(standard, rows)];
    if (n.some((each) => !Object.is(each, n[0])) || w.some((each) => !Object.is(each, w[0]))) {
      throw new RangeError(`age band ${name} has several populations or standard populations`);
    }
    first[rows[0] ?? 0] = 1;
  }
  const method = 'Dobson, with confidence adjusted for non-independent events';
  return dobson(sumsOf(events, frequency, first), method, confidence, multiplier);
}

/** A rate for each area, with limits at 95 % and 99.8 %. */
export function standardisedRates(area: readonly string[], bands: AgeBands, multiplier = 100_000): StandardisedRates {
  sameLength('standardisedRates', area, bands.count, bands.population, bands.standard);
  const rows = [...rowsOf(area)];
  const found = rows.map(([, members]) => {
    const [count, population] = [pick(bands.count, members), pick(bands.population, members)];
    const own = { count, population, standard: pick(bands.standard, members) };
    return { at95: standardisedRate(own, 0.95, multiplier), at998: standardisedRate(own, 0.998, multiplier) };
  });
  return {
    area: rows.map(([name]) => name),
    total_count: Float64Array.from(found, ({ at95 }) => at95.total_count),
    total_pop: Float64Array.from(found, ({ at95 }) => at95.total_pop),
    value: Float64Array.from(found, ({ at95 }) => at95.value),
    lower95_0cl: Float64Array.from(found, ({ at95 }) => at95.lowercl),
    upper95_0cl: Float64Array.from(found, ({ at95 }) => at95.uppercl),
    lower99_8cl: Float64Array.from(found, ({ at998 }) => at998.lowercl),
    upper99_8cl: Float64Array.from(found, ({ at998 }) => at998.uppercl),
    reason: found.map(({ at95 }) => at95.reason),
  };
}

/** Adds up the rows. `first` is 1 in the one row of each band that brings its people and its weight. */
function sumsOf({ count, population, standard }: AgeBands, frequency: Numbers, first: Numbers): Sums {
  let [events, people, weight, weighted, squares] = [0, 0, 0, 0, 0];
  let reason: Reason | null = count.length === 0 ? 'no_values' : null;
  for (let i = 0; i < count.length; i++) {
    const given = count[i] ?? Number.NaN;
    const x = Number.isFinite(given) ? given : 0;
    const n = population[i] ?? Number.NaN;
    const w = standard[i] ?? Number.NaN;
    const f = frequency[i] ?? Number.NaN;
    if (!(w >= 0 && Number.isFinite(w))) throw new RangeError(`a standard population of ${w}: expected zero or more`);
    reason ??= whyNoBand(x, n);
    events += f * x;
    people += n * (first[i] ?? 0);
    weight += w * (first[i] ?? 0);
    weighted += (f * x * w) / n;
    squares += f * f * x * (w / n) ** 2;
  }
  return { events, people, weight, weighted, squares, reason };
}

function whyNoBand(x: number, n: number): Reason | null {
  if (x < 0) return 'negative_numerator';
  if (!Number.isFinite(n)) return 'missing_denominator';
  if (n === 0) return 'zero_denominator';
  return n < 0 ? 'negative_denominator' : null;
}

function dobson(sums: Sums, method: DobsonMethod, confidence: number, multiplier: number): StandardisedRate {
  if (!(multiplier > 0)) throw new RangeError(`a multiplier of ${multiplier}: expected more than zero`);
  const { events, people, weight, weighted, squares } = sums;
  const byar = rate(Math.max(events, FEWEST), 1, confidence, 1);
  const few: Reason | null = events < FEWEST ? 'fewer_than_ten_events' : null;
  const none = sums.reason ?? few ?? (weight === 0 ? 'no_weight' : null);
  const totals = { total_count: events, total_pop: people };
  if (none !== null) {
    const missing = { value: Number.NaN, lowercl: Number.NaN, uppercl: Number.NaN, variance: Number.NaN };
    return { ...totals, ...missing, method: null, reason: none };
  }
  const value = (multiplier * weighted) / weight;
  const scale = (multiplier * Math.sqrt(squares / events)) / weight;
  return {
    ...totals,
    value,
    lowercl: value + scale * (byar.lowercl - events),
    uppercl: value + scale * (byar.uppercl - events),
    variance: squares * (multiplier / weight) ** 2,
    method,
    reason: byar.reason,
  };
}
