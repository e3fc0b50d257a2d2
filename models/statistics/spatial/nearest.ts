/**
 * Neighbours by distance between points (metres, or any plane coordinates): the k nearest, or all within a distance.
 *
 * Equally distant points are taken in the order of their keys, so that the order of the rows does not matter. A point
 * with a missing coordinate is an island, and nobody's neighbour.
 */
import { type Numbers, sameLength } from '../reasons.js';
import { contiguity, type SpatialWeights } from './weights-matrix.js';

export interface Points {
  readonly x: Numbers;
  readonly y: Numbers;
  /** The area codes, each once. */
  readonly keys: readonly string[];
}

const squared = ({ x, y }: Points, a: number, b: number): number =>
  ((x[a] ?? Number.NaN) - (x[b] ?? Number.NaN)) ** 2 + ((y[a] ?? Number.NaN) - (y[b] ?? Number.NaN)) ** 2;

/** The k nearest others of each point: binary, not symmetric. */
export function kNearest(points: Points, k: number): SpatialWeights {
  const count = sameLength('kNearest', points.x, points.y, points.keys);
  if (!Number.isInteger(k) || k < 1 || k >= count) throw new RangeError(`${k} nearest of ${count} points`);
  const distance = new Float64Array(count);
  return contiguity(
    points.keys.map((_, area) => {
      for (let other = 0; other < count; other++) distance[other] = squared(points, area, other);
      distance[area] = Number.NaN;
      const others = points.keys.map((_, other) => other).filter((other) => !Number.isNaN(distance[other]));
      others.sort((a, b) => (distance[a] ?? 0) - (distance[b] ?? 0) || byKey(points.keys, a, b));
      return others.slice(0, k);
    }),
  );
}

const byKey = (keys: readonly string[], a: number, b: number): number => ((keys[a] ?? '') < (keys[b] ?? '') ? -1 : 1);

/** All others nearer than `limit`, or just so far: binary, symmetric. */
export function distanceBand(points: Points, limit: number): SpatialWeights {
  const count = sameLength('distanceBand', points.x, points.y, points.keys);
  if (!(limit > 0)) throw new RangeError(`a distance of ${limit}: expected more than 0`);
  const most = limit * limit;
  return contiguity(
    points.keys.map((_, area) => {
      const near: number[] = [];
      for (let other = 0; other < count; other++) {
        if (other !== area && squared(points, area, other) <= most) near.push(other);
      }
      return near;
    }),
  );
}
