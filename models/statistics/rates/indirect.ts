/**
 * Indirectly standardised ratios and rates: the events of an area beside those it would have at the reference's rates.
 *
 *     E = Σ nᵢ·Xᵢ/Nᵢ
 *     ratio = r·O/E          rate = (O/E)·k·ΣX/ΣN
 *     limits = those of O events (exact below ten, Byar's from ten), divided by E and scaled alike
 *
 * O events of the area, n its people in each age band, X events and N people of the reference, r the value of a ratio
 * that is as expected (1, or 100), multiplier k. A missing O, n or X of a band counts as zero; O may be given as a
 * total where it is not known by age, and is then not allowed to be missing. E = 0 gives no figure and a reason, as do
 * negative numbers and a reference band without people.
 *
 * Breslow & Day (1987) vol. II. As `calculate_ISRatio` and `calculate_ISRate` in PHEindicatormethods 2.1.0, which
 * return Inf or NaN where nothing is expected.
 */
import { emptyFigures, type Figure, type Figures } from '../figures.js';
import { pick, rowsOf } from '../grouped.js';
import { type Numbers, type Reason, sameLength } from '../reasons.js';
import { rate } from './rate.js';

/** One row an age band. */
export interface ReferenceBands {
  /** Events of the area; not needed where `observed` gives their total. */
  readonly count?: Numbers;
  readonly population: Numbers;
  readonly referenceCount: Numbers;
  readonly referencePopulation: Numbers;
}

export interface IndirectFigure extends Figure {
  readonly observed: number;
  readonly expected: number;
  /** The rate of the reference in the units of the figure; the reference value of a ratio. */
  readonly reference: number;
}

/** One row an area, at both confidences. */
export interface IndirectFigures extends Figures {
  readonly area: string[];
  readonly observed: Float64Array;
  readonly expected: Float64Array;
}

/** What a figure is scaled by: a ratio's reference value, or a rate's multiplier. */
export type IndirectScale = { readonly ratio: number } | { readonly rate: number };

export interface IndirectOptions {
  readonly confidence?: number;
  /** Events of the area without ages. */
  readonly observed?: number;
}

const zeroIfMissing = (x: number | undefined): number => (x === undefined || Number.isNaN(x) ? 0 : x);

/** One ratio; 1 is as expected unless `reference` says otherwise. */
export const indirectRatio = (bands: ReferenceBands, reference = 1, options: IndirectOptions = {}): IndirectFigure =>
  indirect(bands, { ratio: reference }, options);

/** One rate per `multiplier`. */
export const indirectRate = (
  bands: ReferenceBands,
  multiplier = 100_000,
  options: IndirectOptions = {},
): IndirectFigure => indirect(bands, { rate: multiplier }, options);

/** A figure for each area, with limits at 95 % and 99.8 %. `observed` holds totals by area where ages are not known. */
export function indirectFigures(
  area: readonly string[],
  bands: ReferenceBands,
  scale: IndirectScale,
  observed?: ReadonlyMap<string, number>,
): IndirectFigures {
  sameLength('indirectFigures', area, bands.population);
  const groups = [...rowsOf(area)];
  const figures = { ...emptyFigures(groups.length), area: groups.map(([name]) => name) };
  const found = { ...figures, observed: figures.value.slice(), expected: figures.value.slice() };
  groups.forEach(([name, rows], i) => {
    const own = {
      ...(bands.count === undefined ? {} : { count: pick(bands.count, rows) }),
      population: pick(bands.population, rows),
      referenceCount: pick(bands.referenceCount, rows),
      referencePopulation: pick(bands.referencePopulation, rows),
    };
    const total = observed === undefined ? {} : { observed: observed.get(name) ?? Number.NaN };
    const at95 = indirect(own, scale, { ...total, confidence: 0.95 });
    const at998 = indirect(own, scale, { ...total, confidence: 0.998 });
    found.value[i] = at95.value;
    found.observed[i] = at95.observed;
    found.expected[i] = at95.expected;
    found.lower95_0cl[i] = at95.lowercl;
    found.upper95_0cl[i] = at95.uppercl;
    found.lower99_8cl[i] = at998.lowercl;
    found.upper99_8cl[i] = at998.uppercl;
    found.method[i] = at95.method;
    found.reason[i] = at95.reason;
  });
  return found;
}

function indirect(bands: ReferenceBands, scale: IndirectScale, { confidence, observed }: IndirectOptions) {
  const { count, population, referenceCount, referencePopulation } = bands;
  const rows = sameLength('indirect', population, referenceCount, referencePopulation, count ?? population);
  if (count === undefined && observed === undefined) throw new RangeError('indirect: no events, by age or in total');
  let [events, expected, ours, theirs] = [0, 0, 0, 0];
  let reason: Reason | null = rows === 0 ? 'no_values' : null;
  for (let i = 0; i < rows; i++) {
    const x = zeroIfMissing(count?.[i]);
    const n = zeroIfMissing(population[i]);
    const referenceX = zeroIfMissing(referenceCount[i]);
    const referenceN = referencePopulation[i] ?? Number.NaN;
    reason ??= whyNoBand(observed === undefined ? x : 0, n, referenceX, referenceN);
    events += x;
    expected += (n * referenceX) / referenceN;
    ours += referenceX;
    theirs += referenceN;
  }
  const total = observed ?? events;
  if (Number.isNaN(total)) reason ??= 'missing_numerator';
  if (expected === 0) reason ??= 'nothing_expected';
  const reference = 'ratio' in scale ? scale.ratio : (ours / theirs) * scale.rate;
  const figure = rate(reason === null ? total : Number.NaN, expected, confidence ?? 0.95, reference);
  return { ...figure, observed: total, expected, reference, reason: reason ?? figure.reason };
}

function whyNoBand(x: number, n: number, referenceX: number, referenceN: number): Reason | null {
  if (x < 0 || referenceX < 0) return 'negative_numerator';
  if (n < 0 || referenceN < 0) return 'negative_denominator';
  if (Number.isNaN(referenceN)) return 'missing_reference';
  return referenceN === 0 ? 'zero_denominator' : null;
}
