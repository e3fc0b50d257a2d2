/**
 * Deciles, quintiles and other equal shares. There are two rules in use, they differ for some N and for ties, so each
 * has its name here and on every figure.
 */
import { ranksAscending, ranksDescending } from './ranks.js';
import type { Numbers, Reason } from './reasons.js';

export interface Quantiles {
  /** 1 to the number of quantiles; NaN where the value is missing. */
  readonly quantile: Float64Array;
  /** `too_few_values` where there are fewer values than quantiles: then all are missing. */
  readonly reason: Reason | null;
}

/**
 * The rule of `phe_quantile` (PHEindicatormethods 2.1.0): N values present, r the competition rank, Q quantiles,
 *
 *     q = ⌊(Q + 1) − ⌈(N + 1 − r)·Q/N⌉⌋, and 1 where that is 0.
 *
 * Quantile 1 holds the highest values unless `highestFirst` is false. Ties share a quantile, so that quantiles can be
 * uneven or empty. The quotient is taken once over whole numbers, which is exact; the package divides twice and, for
 * 20 quantiles of 28 values for instance, rounds one of them into its neighbour (never for 2 to 10 or 100).
 */
export function quantiles(values: Numbers, count: number, highestFirst = true): Quantiles {
  if (!Number.isInteger(count) || count < 2) {
    throw new RangeError(`quantiles: ${count} quantiles, expected 2 or more`);
  }
  const quantile = highestFirst ? ranksDescending(values) : ranksAscending(values);
  let present = 0;
  for (const rank of quantile) if (!Number.isNaN(rank)) present++;
  if (present < count) return { quantile: quantile.fill(Number.NaN), reason: 'too_few_values' };
  for (let i = 0; i < quantile.length; i++) {
    const rank = quantile[i] ?? Number.NaN;
    quantile[i] = Math.max(1, count + 1 - Math.ceil(((present + 1 - rank) * count) / present));
  }
  return { quantile, reason: null };
}

/** The same rule within each group (an authority, a region); a group with too few values is missing as a whole. */
export function quantilesWithin(
  groups: readonly string[],
  values: Numbers,
  count: number,
  highestFirst = true,
): { quantile: Float64Array; reason: (Reason | null)[] } {
  const rows = new Map<string, number[]>();
  groups.forEach((group, i) => {
    const known = rows.get(group);
    if (known === undefined) rows.set(group, [i]);
    else known.push(i);
  });
  const quantile = new Float64Array(values.length).fill(Number.NaN);
  const reason = new Array<Reason | null>(values.length).fill(null);
  for (const members of rows.values()) {
    const part = quantiles(
      members.map((i) => values[i] ?? Number.NaN),
      count,
      highestFirst,
    );
    members.forEach((row, i) => {
      quantile[row] = part.quantile[i] ?? Number.NaN;
      reason[row] = part.reason;
    });
  }
  return { quantile, reason };
}

/**
 * The official rule of the English Indices of Deprivation: ⌈10·rank/N⌉, rank 1 the most deprived of N areas. 5 for
 * quintiles, 100 for percentiles.
 */
export const officialQuantile = (rank: number, total: number, count = 10): number => Math.ceil((count * rank) / total);
