/**
 * Statistical neighbours: the areas most like one area.
 *
 *     z = (x − mean)/sd of each variable over all areas, sample sd
 *     d(i, j) = √Σ w(zᵢ − zⱼ)²
 *
 * The k nearest come first; of equally near ones the one with the smaller key, then the earlier row. `rescale` divides
 * by the largest distance, so that the furthest area is at 1. An area with a variable missing has no distance and is
 * nobody's neighbour; a variable that is the same everywhere tells nobody apart and is named in `constant`.
 *
 * This is the generic distance behind published lists, not those lists: CIPFA's and the children's services models
 * have variables and weights of their own. Take a published list as it is with `fromPublished`, with its date, and call
 * what is worked out here by another name.
 */
import { moments } from '../moments.js';
import { type Numbers, type Reason, sameLength } from '../reasons.js';
import { zScores } from './normalise.js';

export interface Neighbours {
  /** Rows of the neighbours, nearest first. */
  readonly rows: number[];
  readonly distance: Float64Array;
  /** Places of variables that are equal in all areas. */
  readonly constant: number[];
  readonly reason: Reason | null;
}

export interface NeighbourOptions {
  readonly weights?: Numbers;
  /** Divide by the distance of the furthest area. */
  readonly rescale?: boolean;
  /** Decides between equally near areas: codes, or nothing for the order of the rows. */
  readonly keys?: readonly string[];
}

/** The `count` areas nearest to the area in row `target` (from 0); fewer where there are not so many. */
export function nearestNeighbours(
  variables: readonly Numbers[],
  target: number,
  count: number,
  { weights, rescale = false, keys }: NeighbourOptions = {},
): Neighbours {
  const rows = sameLength('nearestNeighbours', ...variables, ...(keys === undefined ? [] : [keys]));
  const w = weights ?? new Float64Array(variables.length).fill(1);
  checkRequest(variables.length, w, target, rows, count);
  const constant = [...variables.keys()].filter((i) => moments(variables[i] ?? []).sd === 0);
  const distances = distancesFrom(variables, target, w);
  const others = [...distances.keys()].filter((row) => row !== target && !Number.isNaN(distances[row]));
  const at = (row: number) => distances[row] ?? Number.NaN;
  const byKey = (a: number, b: number) => {
    const [one, other] = [keys?.[a] ?? '', keys?.[b] ?? ''];
    return one < other ? -1 : one > other ? 1 : a - b;
  };
  others.sort((a, b) => at(a) - at(b) || byKey(a, b));
  const furthest = rescale ? at(others.at(-1) ?? -1) : 1;
  const nearest = others.slice(0, count);
  const alone: Reason = Number.isNaN(distances[target]) ? 'missing_value' : 'no_comparators';
  return {
    rows: nearest,
    distance: Float64Array.from(nearest, (row) => (furthest === 0 ? 0 : at(row) / furthest)),
    constant,
    reason: nearest.length === 0 ? alone : null,
  };
}

function checkRequest(variables: number, weights: Numbers, target: number, rows: number, count: number): void {
  if (variables === 0) throw new RangeError('nearestNeighbours: no variables');
  if (weights.length !== variables) throw new RangeError(`${weights.length} weights for ${variables} variables`);
  for (const weight of weights) {
    if (!(weight >= 0 && Number.isFinite(weight))) throw new RangeError(`a weight of ${weight}: expected zero or more`);
  }
  if (weights.every((weight) => weight === 0)) throw new RangeError('all weights are zero');
  if (!(Number.isInteger(target) && target >= 0 && target < rows)) {
    throw new RangeError(`nearestNeighbours: no row ${target} among ${rows}`);
  }
  if (!(Number.isInteger(count) && count >= 1)) throw new RangeError(`${count} neighbours: expected 1 or more`);
}

function distancesFrom(variables: readonly Numbers[], target: number, weights: Numbers): Float64Array {
  const squares = new Float64Array(variables[0]?.length ?? 0);
  variables.forEach((variable, item) => {
    const z = zScores(variable).values;
    const own = z[target] ?? Number.NaN;
    const w = weights[item] ?? 0;
    for (let row = 0; row < squares.length; row++) {
      squares[row] = (squares[row] ?? 0) + w * ((z[row] ?? Number.NaN) - own) ** 2;
    }
  });
  return squares.map(Math.sqrt);
}

/** A published list: the neighbours of an area in order, with the vintage of their codes. */
export interface PublishedNeighbours {
  readonly publisher: string;
  readonly date: string;
  readonly vintage: string;
  readonly area: string;
  readonly neighbours: readonly string[];
}

/** The neighbours on a list that are among the areas known now, and those lost: merged councils leave lists behind. */
export function fromPublished(
  list: PublishedNeighbours,
  known: ReadonlySet<string>,
): { neighbours: string[]; lost: string[] } {
  const listed = [...new Set(list.neighbours)].filter((code) => code !== list.area);
  return { neighbours: listed.filter((code) => known.has(code)), lost: listed.filter((code) => !known.has(code)) };
}

/**
 * What a group of neighbours is compared by: Σx and Σn over the group, the area itself left out; never a mean of
 * rates. A missing count or people of a member makes the sum missing. Counts go on to `proportion` or `rate`.
 */
export function poolNeighbours(
  group: readonly number[],
  numerator: Numbers,
  denominator: Numbers,
  self = -1,
): { numerator: number; denominator: number; members: number; reason: Reason | null } {
  sameLength('poolNeighbours', numerator, denominator);
  const members = [...new Set(group)].filter((row) => row !== self);
  let [x, n] = [0, 0];
  let reason: Reason | null = members.length === 0 ? 'no_comparators' : null;
  for (const row of members) {
    const [xi, ni] = [numerator[row] ?? Number.NaN, denominator[row] ?? Number.NaN];
    if (!Number.isFinite(xi)) reason ??= 'missing_numerator';
    if (!Number.isFinite(ni)) reason ??= 'missing_denominator';
    x += xi;
    n += ni;
  }
  const known = reason === null;
  return { numerator: known ? x : Number.NaN, denominator: known ? n : Number.NaN, members: members.length, reason };
}
