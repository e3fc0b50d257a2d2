/** One piece of work as the built library does it: `node methods-product.mjs '{…}'`, see methods.ts. */
import { rankUncertainty } from '../../dist/models/infer/rank-uncertainty.js';
import { localG } from '../../dist/models/statistics/getis-ord.js';
import { localMoran } from '../../dist/models/statistics/local-moran.js';
import { permutationOfMoran, permuteLags } from '../../dist/models/statistics/permutation.js';
import { contiguity, rowStandardise } from '../../dist/models/statistics/weights-matrix.js';
import { map, wards } from './methods-data.mjs';

const { task, count, indicators, draws, permutations } = JSON.parse(process.argv[2]);
const work = task === 'ranks' ? ranks() : clusters();
const [start, before] = [performance.now(), process.cpuUsage()];
const answer = work();
const ms = performance.now() - start;
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ ms, cpu: (user + system) / 1000, rss: process.resourceUsage().maxRSS / 1024, answer }));

function ranks() {
  const { codes, domains } = wards(count, indicators);
  return () => {
    const how = { seed: 1, draws, weightNoise: 0.25, exponential: false, threads: 2 };
    const { low, median, high } = rankUncertainty(codes, domains, how);
    return [[...low], [...median], [...high]];
  };
}

function clusters() {
  const { codes, values, lists } = map(count);
  const weights = rowStandardise(contiguity(lists));
  return () => {
    const test = permuteLags(values, weights, { keys: codes, seed: 1, permutations, threads: 2 });
    const moran = { ...localMoran(values, weights), p: permutationOfMoran(values, weights, test).p_two_sided };
    const g = { ...localG(values, weights), p: test.p_two_sided };
    return [[...moran.value], [...g.z], [...moran.p]];
  };
}
