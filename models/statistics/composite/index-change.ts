/**
 * What moved an index of z-scores between two editions: parts by indicator that add up to the change exactly.
 *
 * An edition scores an area Σ w·z, z = d·(x − m)/s over its indicators, with w their shares of the whole index, d the
 * direction, and m and s the mean and standard deviation of the areas of that edition. The change of one term is split
 *
 *     weight   (w₁ − w₀)·(z₀ + z₁)/2
 *     value    w̄·d·(x₁ − x₀)·(1/s₀ + 1/s₁)/2                                       w̄ = (w₀ + w₁)/2
 *     norm     w̄·(z₁ − z₀) less the value part: the others moved, and with them the mean and the spread
 *
 * which is Shapley's split, the mean over both orders in which either may change first: no edition is favoured, and
 * turning time round turns every part round. It is chosen over a base held fixed because the published scores of both
 * editions are then the ones explained; with a fixed base (the same m and s given twice, as the ONS Health Index does)
 * the norm part is 0. An indicator that only one edition has is all weight: it enters with w₁·z₁ or leaves with −w₀·z₀.
 *
 * Shorrocks (2013), Decomposition procedures for distributional analysis, J Econ Inequal 11:99–126.
 */
import { moments } from '../moments.js';
import { type Numbers, sameLength } from '../reasons.js';

/** One indicator in one edition, a row an area, in the same order in both. */
export interface EditionIndicator {
  readonly values: Numbers;
  /** Its share of the whole index. */
  readonly weight: number;
  readonly direction?: 1 | -1;
  /** Standard errors of the values; none where they have no sampling error. */
  readonly errors?: Numbers;
  /** Held fixed in place of the edition's own mean and standard deviation. */
  readonly norm?: { readonly mean: number; readonly sd: number };
}

export type Edition = ReadonlyMap<string, EditionIndicator>;

/** Parts of the change, a row an area. */
export interface ChangeParts {
  readonly value: Float64Array;
  readonly norm: Float64Array;
  readonly weight: Float64Array;
  readonly total: Float64Array;
}

export interface IndexChange {
  readonly before: Float64Array;
  readonly after: Float64Array;
  readonly change: Float64Array;
  /** By indicator; over all of them the totals add up to the change. */
  readonly parts: ReadonlyMap<string, ChangeParts>;
  /** The standard error of the change: only figures that are others than before bring theirs. */
  readonly error: Float64Array;
  /** change/error beyond ±1.959964; false where nothing is uncertain and nothing changed. */
  readonly beyond: readonly boolean[];
}

const z95 = 1.959963984540054;

interface Scored {
  readonly z: Float64Array;
  readonly sd: number;
}

function scored({ values, direction = 1, norm }: EditionIndicator): Scored {
  const { mean, sd } = norm ?? moments(values);
  if (!(sd > 0)) throw new RangeError('indexChange: an indicator that is the same everywhere has no z-score');
  return { z: Float64Array.from(values, (x) => (direction * (x - mean)) / sd), sd };
}

/** The change of every area's score, taken apart. Areas that lack a figure in either edition have none (NaN). */
export function indexChange(first: Edition, second: Edition): IndexChange {
  const ids = [...new Set([...first.keys(), ...second.keys()])];
  const rows = sameLength('indexChange', ...[...first.values(), ...second.values()].map(({ values }) => values));
  const zeros = () => new Float64Array(rows);
  const [before, after, variance] = [zeros(), zeros(), zeros()];
  const parts = new Map<string, ChangeParts>();
  for (const id of ids) {
    const [old, now] = [first.get(id), second.get(id)];
    const [was, is] = [old && scored(old), now && scored(now)];
    if (old && now && (old.direction ?? 1) !== (now.direction ?? 1)) {
      throw new RangeError(`indexChange: ${id} has turned its direction`);
    }
    const of = { value: zeros(), norm: zeros(), weight: zeros(), total: zeros() };
    for (let i = 0; i < rows; i++) {
      const [z0, z1] = [was?.z[i] ?? 0, is?.z[i] ?? 0];
      const [w0, w1] = [old?.weight ?? 0, now?.weight ?? 0];
      before[i] = (before[i] ?? 0) + w0 * z0;
      after[i] = (after[i] ?? 0) + w1 * z1;
      variance[i] = (variance[i] ?? 0) + varianceOf(i, old, was, now, is);
      if (old && now && was && is) {
        const moved = (now.values[i] ?? Number.NaN) - (old.values[i] ?? Number.NaN);
        const mean = (w0 + w1) / 2;
        of.value[i] = (mean * (now.direction ?? 1) * moved * (1 / was.sd + 1 / is.sd)) / 2;
        of.weight[i] = ((w1 - w0) * (z0 + z1)) / 2;
        of.norm[i] = mean * (z1 - z0) - (of.value[i] ?? 0);
      } else of.weight[i] = w1 * z1 - w0 * z0;
      of.total[i] = (of.value[i] ?? 0) + (of.norm[i] ?? 0) + (of.weight[i] ?? 0);
    }
    parts.set(id, of);
  }
  const change = after.map((score, i) => score - (before[i] ?? 0));
  const error = variance.map(Math.sqrt);
  const beyond = Array.from(change, (moved, i) => Math.abs(moved) > Math.max(z95 * (error[i] ?? 0), 1e-12));
  return { before, after, change, parts, error, beyond };
}

/** A figure that is the same in both editions is the same sample: its error moves both scores alike but for the weights. */
function varianceOf(
  row: number,
  old: EditionIndicator | undefined,
  was: Scored | undefined,
  now: EditionIndicator | undefined,
  is: Scored | undefined,
): number {
  const own = (of: EditionIndicator | undefined, by: Scored | undefined) =>
    of && by ? (of.weight * (of.errors?.[row] || 0)) / by.sd : 0;
  const [a, b] = [own(old, was), own(now, is)];
  const same = old !== undefined && now !== undefined && old.values[row] === now.values[row];
  return same ? (b - a) ** 2 : a ** 2 + b ** 2;
}
