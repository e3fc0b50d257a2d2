/**
 * Spatial weights: who is whose neighbour, and how much each counts, in compressed rows.
 *
 * Row i has the neighbours `neighbour[start[i]]` to `neighbour[start[i + 1] − 1]`, ascending, with their weights.
 * Binary weights are 1; row-standardised weights of a row add up to 1 (style W of spdep). An area without neighbours
 * is an island: its row is empty and its weights add up to 0. No area is its own neighbour.
 */
import type { Numbers } from '../reasons.js';

export interface SpatialWeights {
  /** n + 1 places. */
  readonly start: Int32Array;
  readonly neighbour: Int32Array;
  readonly weight: Float64Array;
  readonly rowStandardised: boolean;
}

/** How many areas a matrix has. */
export const areasOf = (weights: SpatialWeights): number => weights.start.length - 1;

/** How many neighbours an area has. */
export const neighboursOf = ({ start }: SpatialWeights, area: number): number =>
  (start[area + 1] ?? 0) - (start[area] ?? 0);

/** Binary weights from lists of neighbours, by row number. A neighbour named twice counts once. */
export function contiguity(lists: readonly Numbers[]): SpatialWeights {
  const rows = lists.map((list, area) => {
    const row = Int32Array.from(new Set(list)).sort();
    for (const other of list) {
      if (!Number.isInteger(other) || other < 0 || other >= lists.length || other === area) {
        throw new RangeError(`area ${area} has the neighbour ${other}: expected another of ${lists.length} areas`);
      }
    }
    return row;
  });
  const start = new Int32Array(lists.length + 1);
  rows.forEach((row, area) => {
    start[area + 1] = (start[area] ?? 0) + row.length;
  });
  const neighbour = new Int32Array(start[lists.length] ?? 0);
  rows.forEach((row, area) => {
    neighbour.set(row, start[area]);
  });
  return { start, neighbour, weight: new Float64Array(neighbour.length).fill(1), rowStandardised: false };
}

/** Binary weights from a table of pairs of codes, one row a link. A code that is not among the areas is refused. */
export function contiguityOfCodes(
  codes: readonly string[],
  focal: readonly string[],
  neighbour: readonly string[],
): SpatialWeights {
  const row = new Map(codes.map((code, i) => [code, i]));
  if (row.size < codes.length) throw new RangeError('contiguity: an area is listed twice');
  const lists = codes.map((): number[] => []);
  focal.forEach((code, i) => {
    const from = row.get(code);
    const to = row.get(neighbour[i] ?? '');
    if (from === undefined || to === undefined) {
      throw new RangeError(`contiguity: the link ${code} – ${neighbour[i]} is of an area that is not listed`);
    }
    lists[from]?.push(to);
  });
  return contiguity(lists);
}

/** Every row divided by its sum; islands stay empty. */
export function rowStandardise(weights: SpatialWeights): SpatialWeights {
  const { start } = weights;
  const weight = weights.weight.slice();
  for (let area = 0; area < areasOf(weights); area++) {
    const end = start[area + 1] ?? 0;
    let sum = 0;
    for (let at = start[area] ?? 0; at < end; at++) sum += weight[at] ?? 0;
    for (let at = start[area] ?? 0; at < end; at++) weight[at] = (weight[at] ?? 0) / sum;
  }
  return { ...weights, weight, rowStandardised: true };
}

/**
 * The links between areas that are kept, on the same row numbers; rows that are left out are empty. Row-standardised
 * rows are standardised again. Everything kept: the same matrix.
 */
export function keepAreas(weights: SpatialWeights, kept: Uint8Array): SpatialWeights {
  if (!kept.includes(0)) return weights;
  const start = new Int32Array(weights.start.length);
  const neighbour = new Int32Array(weights.neighbour.length);
  const weight = new Float64Array(weights.weight.length);
  let links = 0;
  for (let area = 0; area < areasOf(weights); area++) {
    const end = kept[area] === 1 ? (weights.start[area + 1] ?? 0) : 0;
    for (let at = weights.start[area] ?? 0; at < end; at++) {
      const other = weights.neighbour[at] ?? 0;
      if (kept[other] !== 1) continue;
      neighbour[links] = other;
      weight[links++] = weights.weight[at] ?? 0;
    }
    start[area + 1] = links;
  }
  const left = {
    start,
    neighbour: neighbour.subarray(0, links),
    weight: weight.subarray(0, links),
    rowStandardised: weights.rowStandardised,
  };
  return left.rowStandardised ? rowStandardise(left) : left;
}

/** Σⱼ wᵢⱼxⱼ, 0 for an island. Missing values must have been left out of the matrix. */
export function lagOf({ start, neighbour, weight }: SpatialWeights, values: Numbers, area: number): number {
  let lag = 0;
  const end = start[area + 1] ?? 0;
  for (let at = start[area] ?? 0; at < end; at++) lag += (weight[at] ?? 0) * (values[neighbour[at] ?? 0] ?? 0);
  return lag;
}

/** Σⱼ wᵢⱼ and Σⱼ wᵢⱼ² of one row. */
export function rowSums({ start, weight }: SpatialWeights, area: number): { sum: number; squares: number } {
  let sum = 0;
  let squares = 0;
  const end = start[area + 1] ?? 0;
  for (let at = start[area] ?? 0; at < end; at++) {
    const w = weight[at] ?? 0;
    sum += w;
    squares += w * w;
  }
  return { sum, squares };
}

/** The weight of a link, 0 where there is none. */
export function weightBetween({ start, neighbour, weight }: SpatialWeights, from: number, to: number): number {
  let low = start[from] ?? 0;
  let high = start[from + 1] ?? 0;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((neighbour[middle] ?? 0) < to) low = middle + 1;
    else high = middle;
  }
  return low < (start[from + 1] ?? 0) && neighbour[low] === to ? (weight[low] ?? 0) : 0;
}

/** S₀ = ΣΣwᵢⱼ, S₁ = ½ΣΣ(wᵢⱼ + wⱼᵢ)², S₂ = Σ(wᵢ. + w.ᵢ)² of Cliff & Ord. */
export function matrixSums(weights: SpatialWeights): { s0: number; s1: number; s2: number } {
  const { start, neighbour, weight } = weights;
  const margins = new Float64Array(areasOf(weights));
  let s0 = 0;
  let s1 = 0;
  for (let from = 0; from < margins.length; from++) {
    const end = start[from + 1] ?? 0;
    for (let at = start[from] ?? 0; at < end; at++) {
      const to = neighbour[at] ?? 0;
      const w = weight[at] ?? 0;
      s0 += w;
      s1 += w * (w + weightBetween(weights, to, from));
      margins[from] = (margins[from] ?? 0) + w;
      margins[to] = (margins[to] ?? 0) + w;
    }
  }
  let s2 = 0;
  for (const margin of margins) s2 += margin * margin;
  return { s0, s1, s2 };
}

/** The rows without neighbours. */
export function islandsOf(weights: SpatialWeights): number[] {
  const islands: number[] = [];
  for (let area = 0; area < areasOf(weights); area++) if (neighboursOf(weights, area) === 0) islands.push(area);
  return islands;
}

/** Links that are not answered, as [from, to]: none in a contiguity, some among nearest neighbours. */
export function unansweredLinks(weights: SpatialWeights): [number, number][] {
  const found: [number, number][] = [];
  for (let from = 0; from < areasOf(weights); from++) {
    for (let at = weights.start[from] ?? 0; at < (weights.start[from + 1] ?? 0); at++) {
      const to = weights.neighbour[at] ?? 0;
      if (weightBetween(weights, to, from) === 0) found.push([from, to]);
    }
  }
  return found;
}

/** The connected part that each area belongs to, numbered from 0 in the order of the rows. A link joins both ways. */
export function partsOf(weights: SpatialWeights): { readonly part: Int32Array; readonly parts: number } {
  const root = Int32Array.from({ length: areasOf(weights) }, (_, area) => area);
  const find = (area: number): number => {
    let at = area;
    while (root[at] !== at) {
      root[at] = root[root[at] ?? at] ?? at;
      at = root[at] ?? at;
    }
    return at;
  };
  for (let from = 0; from < root.length; from++) {
    for (let at = weights.start[from] ?? 0; at < (weights.start[from + 1] ?? 0); at++) {
      const [a, b] = [find(from), find(weights.neighbour[at] ?? 0)];
      root[Math.max(a, b)] = Math.min(a, b);
    }
  }
  const names = new Map<number, number>();
  const part = Int32Array.from(root, (_, area) => {
    const top = find(area);
    if (!names.has(top)) names.set(top, names.size);
    return names.get(top) ?? 0;
  });
  return { part, parts: names.size };
}
