/** High-need clusters on boards of wards with known clusters, and the marts they come in. */
import { describe, expect, it } from 'vitest';
import { clusterCutoff, clustersOf } from '../models/infer/clusters.js';
import { adjust } from '../models/statistics/multiple-testing.js';
import { contiguity } from '../models/statistics/spatial/weights-matrix.js';

const side = 10;
const cells = Array.from({ length: side * side }, (_, i) => ({ x: i % side, y: Math.floor(i / side) }));

/** Numbers between 0 and 1 that are the same on every machine. */
const noise = (seed: number): number => {
  const x = Math.sin(seed * 127.1 + 311.7) * 43758.5453;
  return x - Math.floor(x);
};

const touching = (order: readonly number[]) =>
  contiguity(
    order.map((cell) => {
      const { x, y } = cells[cell]!;
      return order.flatMap((other, row) => {
        const near = Math.max(Math.abs(cells[other]!.x - x), Math.abs(cells[other]!.y - y)) === 1;
        return near ? [row] : [];
      });
    }),
  );

/** A board of a hundred wards; `score` by cell, in the order asked for. */
function board(score: (x: number, y: number, cell: number) => number, order = [...cells.keys()], people = 8000) {
  const wards = {
    ward: order.map((cell) => `W${String(cell).padStart(3, '0')}`),
    score: Float64Array.from(order, (cell) => score(cells[cell]!.x, cells[cell]!.y, cell)),
    residents: Float64Array.from(order, () => people),
  };
  return { wards, weights: touching(order) };
}

const hotCorner = (x: number, y: number, cell: number): number => (x < 3 && y < 3 ? 4 : 0) + noise(cell);

const byWard = <T>(ward: readonly string[], values: ArrayLike<T>): Record<string, T> =>
  Object.fromEntries(ward.map((code, i) => [code, values[i]!]).sort());

describe('high-need clusters', () => {
  const { wards, weights } = board(hotCorner);
  const found = clustersOf(wards, weights, 5000);

  it('finds the hot corner and nothing else', () => {
    const corner = ['W000', 'W001', 'W002', 'W010', 'W011', 'W012', 'W020', 'W021', 'W022'];
    const inCluster = wards.ward.filter((_, i) => found.cluster[i] === 1);
    expect(inCluster.filter((ward) => !corner.includes(ward))).toEqual([]);
    // Its innermost ward has five ordinary neighbours of eight, and so does not stand out.
    expect(inCluster).toEqual(corner.slice(0, -1));
    expect(Math.max(...found.cluster)).toBe(1);
    expect(found.class.filter((each) => each === 'High-High')).toHaveLength(8);
  });

  it('counts every ward tested, and adjusts for all of them together', () => {
    expect(found.tests).toBe(100);
    expect([...found.adjusted]).toEqual([...adjust(found.p, 'BH')]);
    for (const [i, each] of found.class.entries())
      expect(each !== 'not_significant').toBe(found.adjusted[i]! <= clusterCutoff);
  });

  it('is the same in any order of the rows', () => {
    const order = [...cells.keys()].sort((a, b) => noise(a) - noise(b));
    const mixed = board(hotCorner, order);
    const again = clustersOf(mixed.wards, mixed.weights, 5000);
    expect(byWard(mixed.wards.ward, again.p)).toEqual(byWard(wards.ward, found.p));
    expect(byWard(mixed.wards.ward, again.cluster)).toEqual(byWard(wards.ward, found.cluster));
  });

  it('finds no cluster where need is scattered', () => {
    const scattered = board((_x, _y, cell) => noise(cell));
    expect(Math.max(...clustersOf(scattered.wards, scattered.weights, 0).cluster)).toBe(0);
  });

  it('numbers two corners as two clusters, the higher first', () => {
    const two = board((x, y, cell) => hotCorner(x, y, cell) + (x > 6 && y > 6 ? 6 : 0));
    const clusters = byWard(two.wards.ward, clustersOf(two.wards, two.weights, 0).cluster);
    expect(clusters.W088).toBe(1);
    expect(clusters.W011).toBe(2);
    expect(clusters.W055).toBe(0);
  });

  it('leaves out a cluster of too few people, but not one whose people nobody counted', () => {
    const few = board(hotCorner, undefined, 500);
    expect(Math.max(...clustersOf(few.wards, few.weights, 5000).cluster)).toBe(0);
    const unknown = { ...few.wards, residents: few.wards.residents.map(() => Number.NaN) };
    expect(Math.max(...clustersOf(unknown, few.weights, 5000).cluster)).toBe(1);
  });

  it('never calls an island or a ward without a score significant, nor counts it', () => {
    const ward = [...wards.ward, 'ISLE', 'NONE'];
    const score = [...wards.score, 9, Number.NaN];
    const residents = [...wards.residents, 8000, 8000];
    const lists = ward.map((_, i) =>
      i < 100 ? [...weights.neighbour.subarray(weights.start[i], weights.start[i + 1]), ...(i === 0 ? [101] : [])] : [],
    );
    lists[101] = [0];
    const more = clustersOf({ ward, score, residents }, contiguity(lists), 5000);
    expect(more.class.slice(100)).toEqual(['no_neighbours', 'no_value']);
    expect([more.p[100], more.p[101]]).toEqual([Number.NaN, Number.NaN]);
    expect([more.tests, more.neighbours[0], more.cluster[100]]).toEqual([100, 3, 0]);
    expect(more.nearCut.slice(100)).toEqual([false, false]);
  });

  it('marks the wards that other random numbers could carry across the cut', () => {
    for (const [i, near] of found.nearCut.entries()) {
      if (found.adjusted[i]! < 0.002 || found.adjusted[i]! > 0.2) expect(near).toBe(false);
    }
    const at = found.adjusted.findIndex((adjusted) => Math.abs(adjusted - clusterCutoff) < 0.003);
    if (at >= 0) expect(found.nearCut[at]).toBe(true);
  });
});
