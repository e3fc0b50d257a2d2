/**
 * Where high need meets high need. Of each ward, how its neighbours stand is held against neighbours drawn by lot
 * (conditional permutation, 9,999 draws), and the p values of all wards are adjusted together (Benjamini–Hochberg).
 *
 *     significant   adjusted two-sided p ≤ 0.05
 *     cluster       significant High-High wards that touch, with at least so many residents between them
 *
 * One test serves local Moran and Gi*, which for a given ward differ by a straight line; a High-High ward has a Gi*
 * above 0. A high Gi* alone does not make a cluster: it would count a ward of low need among wards of high need.
 *
 * Neighbours touch, at a corner at least (queen), and count alike: rows of weights are standardised. A ward that touches
 * no other ward with a score, or has none, is never significant and not counted among the tests.
 *
 * p comes from draws, so it has an error of its own. A ward is near the cut where two standard errors of its p,
 * 2·√(q(1 − q)/draws) with q = p/2 of the one side, would carry its adjusted p across: another seed may change its class.
 */

import type { Numbers } from '../statistics/reasons.js';
import { localG } from '../statistics/spatial/getis-ord.js';
import { clusters, type HotspotClass } from '../statistics/spatial/hotspots.js';
import { localMoran } from '../statistics/spatial/local-moran.js';
import { moran } from '../statistics/spatial/moran.js';
import { permuteLags, permuteMoran } from '../statistics/spatial/permutation.js';
import {
  keepAreas,
  neighboursOf,
  partsOf,
  rowStandardise,
  type SpatialWeights,
} from '../statistics/spatial/weights-matrix.js';

/** The same seed for every assessment, so that the same bytes give the same files. */
export const clusterSeed = 20_260_101;
/** Adjusted p at or below this is significant: of all wards called so, about this share would be by chance. */
export const clusterCutoff = 0.05;
const permutations = 9999;
/** Standard errors within which a p could fall with another seed. */
const reach = 2;

/** The wards of an index. A missing score or number of residents is NaN. */
export interface NeedWards {
  readonly ward: readonly string[];
  readonly score: Numbers;
  readonly residents: Numbers;
}

export interface WardCluster {
  readonly localMoran: Float64Array;
  readonly giStar: Float64Array;
  readonly p: Float64Array;
  readonly adjusted: Float64Array;
  readonly class: readonly HotspotClass[];
  readonly nearCut: readonly boolean[];
  readonly neighbours: Int32Array;
  readonly tests: number;
  readonly permutations: number;
  /** The cluster each ward is in, 1 the one with the highest score in it; 0 for none. */
  readonly cluster: Int32Array;
}

/** Clusters of one score. `touching` is binary, without the wards themselves. */
export function clustersOf(
  { ward, score, residents }: NeedWards,
  touching: SpatialWeights,
  leastPopulation: number,
): WardCluster {
  const weights = rowStandardise(touching);
  const local = localMoran(score, weights);
  const g = localG(score, weights);
  const test = permuteLags(score, weights, { keys: ward, seed: clusterSeed, permutations });
  const p = test.p_two_sided;
  const found = clusters({ ...local, reason: test.reason }, p, { cutoff: clusterCutoff });
  const known = keepAreas(
    touching,
    Uint8Array.from(score, (each) => (Number.isNaN(each) ? 0 : 1)),
  );
  return {
    localMoran: local.value,
    giStar: g.z,
    p,
    adjusted: found.adjusted,
    class: found.class,
    nearCut: Array.from(p, (each, i) => isNear(each, found.adjusted[i] ?? Number.NaN)),
    neighbours: Int32Array.from(ward, (_, i) => neighboursOf(known, i)),
    tests: found.tests,
    permutations,
    cluster: numbersOf(found.class, touching, score, residents, leastPopulation),
  };
}

function isNear(p: number, adjusted: number): boolean {
  const error = 2 * Math.sqrt(((p / 2) * (1 - p / 2)) / permutations);
  return Math.abs(adjusted - clusterCutoff) <= reach * error * (adjusted / p);
}

/** High-High wards that touch make a cluster, where they are enough people or nobody knows how many they are. */
function numbersOf(
  classes: readonly HotspotClass[],
  touching: SpatialWeights,
  score: Numbers,
  residents: Numbers,
  leastPopulation: number,
): Int32Array {
  const high = Uint8Array.from(classes, (each) => (each === 'High-High' ? 1 : 0));
  const { part } = partsOf(keepAreas(touching, high));
  const members = new Map<number, number[]>();
  for (const [i, isHigh] of high.entries()) {
    if (isHigh === 1) members.set(part[i] ?? 0, [...(members.get(part[i] ?? 0) ?? []), i]);
  }
  const people = (rows: readonly number[]) => rows.reduce((sum, row) => sum + (residents[row] ?? Number.NaN), 0);
  const highest = (rows: readonly number[]) => Math.max(...rows.map((row) => score[row] ?? Number.NaN));
  const kept = [...members.values()].filter((rows) => !(people(rows) < leastPopulation));
  kept.sort((a, b) => highest(b) - highest(a) || (a[0] ?? 0) - (b[0] ?? 0));
  const cluster = new Int32Array(high.length);
  for (const [i, rows] of kept.entries()) for (const row of rows) cluster[row] = i + 1;
  return cluster;
}

export interface MapAlike {
  readonly value: number;
  readonly expectation: number;
  readonly z: number;
  /** By permutation, two-sided. */
  readonly p: number;
  readonly wards: number;
  readonly islands: number;
  readonly permutations: number;
}

/** Moran's I of a score over the whole map, with a p of 999 permutations. */
export function alikeness(ward: readonly string[], score: Numbers, touching: SpatialWeights): MapAlike {
  const weights = rowStandardise(touching);
  const { value, expectation, z, areas, islands } = moran(score, weights);
  const test = permuteMoran(score, weights, { keys: ward, seed: clusterSeed });
  return { value, expectation, z, p: test.p_two_sided, wards: areas, islands, permutations: test.permutations };
}
