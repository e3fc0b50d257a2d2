/**
 * Summaries of the English Indices of Deprivation for areas made of LSOAs (districts, wards), as in MHCLG's File 10.
 *
 * With p the population of an LSOA, N the number of LSOAs in England, and r = N + 1 − rank the reversed rank (so that
 * higher is more deprived in every measure):
 *
 *     average score        Σp·score/Σp
 *     average rank         Σp·r/Σp
 *     proportion           share of the LSOAs (not of people) in the official decile 1
 *     extent               Σp·w/Σp, w = 1 to the 10th percentile, then 0.95 falling evenly to 0.05 at the 30th, then 0;
 *                          percentile = ⌈100·rank/N⌉
 *     local concentration  Σp·r/Σp over the most deprived LSOAs that hold exactly 10 % of the area's population,
 *                          the last one in part
 *
 * p is the population published with the Indices (2019: mid-2015 less prisoners). Small wards: proportion and local
 * concentration jump about with fewer than five or so LSOAs, so show `lsoas`. A missing rank, score or population of a
 * member makes the area's measures missing, with a reason.
 *
 * Indices of Deprivation, research and technical reports 2019 and 2025 (MHCLG).
 */
import { officialQuantile } from '../quantile.js';
import { type Numbers, type Reason, sameLength } from '../reasons.js';

export interface SmallAreas {
  /** The larger area that each LSOA belongs to. */
  readonly area: readonly string[];
  readonly population: Numbers;
  readonly score: Numbers;
  /** National rank, 1 the most deprived. */
  readonly rank: Numbers;
  /** N: LSOAs ranked in the country, not only those listed. */
  readonly total: number;
}

/** One row an area, in the order in which areas first appear. */
export interface Summaries {
  readonly area: string[];
  readonly lsoas: Float64Array;
  readonly population: Float64Array;
  readonly average_score: Float64Array;
  readonly average_rank: Float64Array;
  readonly proportion: Float64Array;
  readonly extent: Float64Array;
  readonly local_concentration: Float64Array;
  readonly reason: (Reason | null)[];
}

const HARDEST = 0.1;

/** w of the extent, from the percentile. */
export function extentWeight(percentile: number): number {
  if (percentile <= 10) return 1;
  return percentile <= 30 ? 0.95 - (0.9 / 19) * (percentile - 11) : 0;
}

export function summarise(small: SmallAreas): Summaries {
  sameLength('summarise', small.area, small.population, small.score, small.rank);
  const members = new Map<string, number[]>();
  small.area.forEach((area, row) => {
    const known = members.get(area);
    if (known === undefined) members.set(area, [row]);
    else known.push(row);
  });
  const missing = () => new Float64Array(members.size).fill(Number.NaN);
  const found: Summaries = {
    area: [...members.keys()],
    lsoas: missing(),
    population: missing(),
    average_score: missing(),
    average_rank: missing(),
    proportion: missing(),
    extent: missing(),
    local_concentration: missing(),
    reason: new Array<Reason | null>(members.size).fill(null),
  };
  let i = 0;
  for (const rows of members.values()) summariseOne(small, rows, found, i++);
  return found;
}

function summariseOne(small: SmallAreas, rows: readonly number[], into: Summaries, i: number): void {
  into.lsoas[i] = rows.length;
  let people = 0;
  let score = 0;
  let reversed = 0;
  let extent = 0;
  let tenth = 0;
  for (const row of rows) {
    const p = small.population[row] ?? Number.NaN;
    const rank = small.rank[row] ?? Number.NaN;
    people += p;
    score += p * (small.score[row] ?? Number.NaN);
    reversed += p * (small.total + 1 - rank);
    extent += p * extentWeight(officialQuantile(rank, small.total, 100));
    if (officialQuantile(rank, small.total) === 1) tenth++;
  }
  into.population[i] = people;
  into.reason[i] = whyNoSummary(people, score, reversed);
  if (into.reason[i] !== null) return;
  into.average_score[i] = score / people;
  into.average_rank[i] = reversed / people;
  into.proportion[i] = tenth / rows.length;
  into.extent[i] = extent / people;
  into.local_concentration[i] = localConcentration(small, rows, people);
}

function whyNoSummary(people: number, score: number, reversed: number): Reason | null {
  if (Number.isNaN(people)) return 'missing_population';
  if (people === 0) return 'zero_denominator';
  if (Number.isNaN(reversed)) return 'missing_rank';
  return Number.isNaN(score) ? 'missing_value' : null;
}

/** The most deprived LSOAs first, until a tenth of the people is reached. Equal ranks count alike in any order. */
function localConcentration({ population, rank, total }: SmallAreas, rows: readonly number[], people: number): number {
  const order = rows.toSorted((a, b) => (rank[a] ?? 0) - (rank[b] ?? 0));
  const wanted = people * HARDEST;
  let left = wanted;
  let sum = 0;
  for (const row of order) {
    const taken = Math.min(left, population[row] ?? 0);
    sum += taken * (total + 1 - (rank[row] ?? 0));
    left -= taken;
    if (left <= 0) break;
  }
  return sum / wanted;
}
