/** Clusters and Moran's I as tables, from the index and the links between its wards. */
import type { Step } from '../build.js';
import { codeHash } from '../code.js';
import type { Cell, Columns, Engine } from '../engine/engine.js';
import type { Settings } from '../settings.js';
import { fromNullable, toNullable } from '../statistics/reasons.js';
import { contiguityOfCodes, type SpatialWeights } from '../statistics/spatial/weights-matrix.js';
import { alikeness, clusterCutoff, clusterSeed, clustersOf } from './clusters.js';

const clusterTypes = {
  ward: 'text',
  neighbours: 'whole',
  local_moran: 'number',
  gi_star: 'number',
  p_two_sided: 'number',
  p_adjusted: 'number',
  class: 'text',
  near_cut: 'boolean',
  cluster: 'whole',
  tests: 'whole',
  permutations: 'whole',
  seed: 'whole',
  cutoff: 'number',
} as const;

const alikeTypes = {
  score: 'text',
  moran_i: 'number',
  expectation: 'number',
  z: 'number',
  p_two_sided: 'number',
  wards: 'whole',
  islands: 'whole',
  permutations: 'whole',
  seed: 'whole',
} as const;

/** Makes `cluster` and `alike`, what maps and findings of clusters are read from. */
export const clusterStep = (engine: Engine, { clusterLeastPopulation }: Settings): Step => ({
  makes: ['cluster', 'alike'],
  reads: ['contiguity', 'assessed', 'index_value', 'area_measure', 'domain_value'],
  content: JSON.stringify([codeHash('sources', 'models'), clusterLeastPopulation]),
  make: () => makeClusterTables(engine, clusterLeastPopulation),
});

/** `cluster` (a row for each ward) and `alike` (a row for the index and each domain); empty without outlines. */
async function makeClusterTables(engine: Engine, leastPopulation: number): Promise<void> {
  const links = await engine.query(`
    select c.area, c.neighbour from contiguity as c
    join assessed as a on a.area_level = 'ward' and a.area = c.area
    join assessed as n on n.area_level = 'ward' and n.area = c.neighbour`);
  const wards = await engine.query(`
    select v.ward, v.score, cast(r.total as double) as residents from index_value as v
    left join area_measure as r on r.area_level = 'ward' and r.area = v.ward
      and r.source = 'ons_census_age' and r.measure = 'residents'
    order by v.ward`);
  const domains = await engine.query('select domain, score from domain_value order by domain, ward');
  const ward = links.area?.length ? ((wards.ward ?? []) as string[]) : [];
  const touching = contiguityOfCodes(ward, (links.area ?? []) as string[], (links.neighbour ?? []) as string[]);
  const column = (of: Columns, name: string) => fromNullable((of[name] ?? []) as (number | null)[]);
  const need = { ward, score: column(wards, 'score').subarray(0, ward.length) };
  const residents = column(wards, 'residents').subarray(0, ward.length);
  await engine.load('cluster', clusterTypes, clusterColumns({ ...need, residents }, touching, leastPopulation));
  const scores = column(domains, 'score');
  const ids = [...new Set((domains.domain ?? []) as string[])];
  const maps = [
    ['index', need.score] as const,
    ...ids.map((id, i) => [id, scores.subarray(i * ward.length, (i + 1) * ward.length)] as const),
  ];
  await engine.load('alike', alikeTypes, alikeColumns(ward, ward.length > 0 ? maps : [], touching));
}

function clusterColumns(
  need: Parameters<typeof clustersOf>[0],
  touching: SpatialWeights,
  leastPopulation: number,
): Columns {
  const found = clustersOf(need, touching, leastPopulation);
  const same = (value: Cell) => need.ward.map(() => value);
  return {
    ward: need.ward,
    neighbours: [...found.neighbours],
    local_moran: Array.from(found.localMoran, toNullable),
    gi_star: Array.from(found.giStar, toNullable),
    p_two_sided: Array.from(found.p, toNullable),
    p_adjusted: Array.from(found.adjusted, toNullable),
    class: found.class,
    near_cut: found.nearCut,
    cluster: Array.from(found.cluster, (cluster) => (cluster === 0 ? null : cluster)),
    tests: same(found.tests),
    permutations: same(found.permutations),
    seed: same(clusterSeed),
    cutoff: same(clusterCutoff),
  };
}

function alikeColumns(
  ward: readonly string[],
  maps: readonly (readonly [string, Float64Array])[],
  touching: SpatialWeights,
): Columns {
  const rows = maps.map(([score, values]) => ({ score, ...alikeness(ward, values, touching) }));
  return {
    score: rows.map((row) => row.score),
    moran_i: rows.map((row) => toNullable(row.value)),
    expectation: rows.map((row) => toNullable(row.expectation)),
    z: rows.map((row) => toNullable(row.z)),
    p_two_sided: rows.map((row) => toNullable(row.p)),
    wards: rows.map((row) => row.wards),
    islands: rows.map((row) => row.islands),
    permutations: rows.map((row) => row.permutations),
    seed: rows.map(() => clusterSeed),
  };
}
