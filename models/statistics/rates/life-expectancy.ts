/**
 * Life expectancy from an abridged life table (Chiang), with the variance of the last age band (Silcocks).
 *
 *     M = d/n,   q = M·w/(1 + M·w(1 − a)), or 1 where d > n/(w·a)      w years in the band, a = 0.1 from birth, else ½
 *     l₀ = 100,000,   l next = l(1 − q),   L = w(l next + a(l − l next)),   the last band open: L = l/M
 *     e = ΣL from the age on / l
 *     V(q) = q²(1 − q)/d,   of the last band 4/(d·M²)
 *     se² = [Σ V(q)·l²·((1 − a)w + e next)² + (l/2)²·V(last)] / l²,   limits = e ± z·se
 *
 * d deaths and n people or person-years of each band, from birth, in any order. No table at all, with a reason: a band
 * missing, twice, or without people; a negative number; more deaths than people in a band; 5,000 people or fewer in
 * all; no deaths in the last band, whose expectancy is then without end. An expectancy whose 95 % interval is wider
 * than 20 years is missing with a reason, its limits are kept. An age that nobody reaches has none.
 *
 * Chiang (1968); Silcocks, Jenner & Reza (2001), J Epidemiol Community Health 55:38–43. As `phe_life_expectancy` in
 * PHEindicatormethods 2.1.0.
 */
import { confidenceShare, zOf } from '../distributions.js';
import { type Numbers, type Reason, sameLength } from '../reasons.js';

/** 0, 1–4, 5–9, … 85–89, 90 and over. */
export const abridgedAges: readonly number[] = [
  0, 1, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90,
];

/** One row an age band, ascending. */
export interface LifeTable {
  readonly startage: Float64Array;
  readonly value: Float64Array;
  readonly lowercl: Float64Array;
  readonly uppercl: Float64Array;
  /** People and deaths from the age on. */
  readonly pops_used: Float64Array;
  readonly dths_used: Float64Array;
  readonly reason: (Reason | null)[];
}

const RADIX = 100_000;
const SMALLEST = 5000;
const WIDEST = 20;
const Z95 = zOf(0.95);

/** The life table at one confidence (0.9 to 1, or 90 to 100). `ages` are the bands that must be there. */
export function lifeExpectancy(
  startage: Numbers,
  deaths: Numbers,
  population: Numbers,
  confidence = 0.95,
  ages: readonly number[] = abridgedAges,
): LifeTable {
  const z = zOf(confidenceShare(confidence));
  const rows = sameLength('lifeExpectancy', startage, deaths, population);
  if (ages[0] !== 0 || ages.some((age, i) => i > 0 && !(age > (ages[i - 1] ?? 0)))) {
    throw new RangeError('lifeExpectancy: age bands ascend from 0');
  }
  const order = [...Array(rows).keys()].sort((a, b) => (startage[a] ?? 0) - (startage[b] ?? 0));
  const start = Float64Array.from(order, (row) => startage[row] ?? Number.NaN);
  const d = Float64Array.from(order, (row) => deaths[row] ?? Number.NaN);
  const n = Float64Array.from(order, (row) => population[row] ?? Number.NaN);
  const reason = whyNoTable(start, d, n, ages);
  const { e, se } =
    reason === null ? table(start, d, n) : { e: start.map(() => Number.NaN), se: start.map(() => Number.NaN) };
  const reasons = Array.from(e, (each, i): Reason | null => {
    if (reason !== null) return reason;
    if (Number.isNaN(each)) return 'nobody_reaches_age';
    return 2 * Z95 * (se[i] ?? 0) > WIDEST ? 'interval_too_wide' : null;
  });
  return {
    startage: start,
    value: e.map((each, i) => (reasons[i] === null ? each : Number.NaN)),
    lowercl: e.map((each, i) => each - z * (se[i] ?? Number.NaN)),
    uppercl: e.map((each, i) => each + z * (se[i] ?? Number.NaN)),
    pops_used: onward(n),
    dths_used: onward(d),
    reason: reasons,
  };
}

function whyNoTable(start: Float64Array, d: Float64Array, n: Float64Array, ages: readonly number[]): Reason | null {
  if (start.length !== ages.length || ages.some((age, i) => start[i] !== age)) return 'missing_age_band';
  if (!d.every(Number.isFinite)) return 'missing_numerator';
  if (!n.every(Number.isFinite)) return 'missing_denominator';
  if (d.some((each) => each < 0)) return 'negative_numerator';
  if (n.some((each) => each < 0)) return 'negative_denominator';
  if (n.some((each) => each === 0)) return 'zero_denominator';
  if (d.some((each, i) => each > (n[i] ?? 0))) return 'numerator_over_denominator';
  if (n.reduce((sum, each) => sum + each, 0) <= SMALLEST) return 'too_few_people';
  return d.at(-1) === 0 ? 'no_deaths_in_last_band' : null;
}

/** Sums from each place to the end. */
function onward(values: Float64Array): Float64Array {
  const sums = values.slice();
  for (let i = sums.length - 2; i >= 0; i--) sums[i] = (sums[i] ?? 0) + (sums[i + 1] ?? 0);
  return sums;
}

/** Expectancy and its standard error at the start of each band; the numbers are known to be good. */
function table(start: Float64Array, d: Float64Array, n: Float64Array): { e: Float64Array; se: Float64Array } {
  const last = start.length - 1;
  const at = (column: Float64Array, i: number): number => column[i] ?? Number.NaN;
  const width = start.map((age, i) => at(start, i + 1) - age);
  const share = start.map((age) => (age === 0 ? 0.1 : 0.5));
  const q = start.map((_, i) => {
    const [w, a, m] = [at(width, i), at(share, i), at(d, i) / at(n, i)];
    return at(d, i) <= at(n, i) / w / a ? (m * w) / (1 + m * w * (1 - a)) : 1;
  });
  const alive = new Float64Array(start.length).fill(RADIX);
  for (let i = 1; i <= last; i++) alive[i] = at(alive, i - 1) * (1 - at(q, i - 1));
  const years = start.map((_, i) => {
    if (i === last) return (at(alive, i) * at(n, i)) / at(d, i);
    return at(width, i) * (at(alive, i + 1) + at(share, i) * (at(alive, i) - at(alive, i + 1)));
  });
  const e = onward(years).map((total, i) => (at(alive, i) === 0 ? Number.NaN : total / at(alive, i)));
  const variance = start.map((_, i) => {
    const [l, dead] = [at(alive, i), at(d, i)];
    if (i === last) return ((l / 2) ** 2 * 4) / (dead * (dead / at(n, i)) ** 2);
    if (dead === 0 || at(q, i) === 1) return 0;
    const next = at(alive, i + 1) === 0 ? 0 : at(e, i + 1);
    return (at(q, i) ** 2 * (1 - at(q, i)) * l * l * ((1 - at(share, i)) * at(width, i) + next) ** 2) / dead;
  });
  return { e, se: onward(variance).map((total, i) => Math.sqrt(total) / at(alive, i)) };
}
