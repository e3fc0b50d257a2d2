/** How local statistics answer the reference vectors of spdep and esda. */
import { localG } from '../../models/statistics/spatial/getis-ord.js';
import { clusters, hotspots } from '../../models/statistics/spatial/hotspots.js';
import { localMoran } from '../../models/statistics/spatial/local-moran.js';
import { permutationOfMoran, permuteLags } from '../../models/statistics/spatial/permutation.js';
import { byArea, subject, type VectorMap } from './maps.js';
import type { Table } from './tables.js';
import type { TableCase, VectorMethod } from './vector-method.js';

function localTable(table: Table, root: string): TableCase[] | undefined {
  const { name, ids, weights, x, binary } = subject(table.path, root);
  if (/hotspot/i.test(name)) return hotspotTable(table, { ids, weights, x, binary });
  if (/^esda|perm/i.test(name)) return simulatedTable(table, name, { ids, weights, x, binary });
  if (/^(gi|localg)/i.test(name)) {
    const star = !/^(gi_|localg_)/i.test(name);
    const { value: G, expectation: E, variance: V, z, p_two_sided: p, reason } = localG(x, weights, { star });
    return byArea(table, ids, { z, G, E, V, p }, reason);
  }
  if (!/^localmoran/.test(name)) return undefined;
  const here = localMoran(x, weights, { split: 'lag_mean' });
  const total = localMoran(x, weights, { moments: 'total' });
  const answers = {
    Ii: here.value,
    E: here.expectation,
    Var: here.variance,
    Z: here.z,
    p: here.p_two_sided,
    Var_total: total.variance,
    Z_total: total.z,
    p_total: total.p_two_sided,
    quadrant_mean: here.quadrant,
    quadrant_pysal: total.quadrant,
  };
  return byArea(table, ids, answers, here.reason);
}

type Subject = Pick<VectorMap, 'ids' | 'weights'> & { readonly x: Float64Array; readonly binary: VectorMap['weights'] };

/** Quadrants as esda numbers them. */
const numbered = { 'High-High': 1, 'Low-High': 2, 'Low-Low': 3, 'High-Low': 4 } as const;

/** A p from draws may be so far from another's: four standard errors of 9,999 draws; ours are ten times as many. */
const CHANCE = 0.02;

/** Statistics that are exact, and p from draws: two-sided, or of one side where the table says "folded" or is esda's. */
function simulatedTable(table: Table, name: string, { ids, weights, x, binary }: Subject): TableCase[] {
  const esda = name.startsWith('esda');
  const star = /g_?i|star|local_?g|g_?local/i.test(name);
  const links = star ? binary : weights;
  const draws = permuteLags(x, links, { keys: ids, seed: 1, permutations: 99_999 });
  const local = localMoran(x, links, { split: esda ? 'zero' : 'lag_mean' });
  const g = localG(x, links);
  const test = star ? draws : permutationOfMoran(x, links, draws);
  const value = esda ? local.value.map((each) => (each * (local.areas - 1)) / local.areas) : local.value;
  const exact = star
    ? { z: g.z, Zs: g.z, G: g.value, Gs: g.value }
    : {
        Is: value,
        I: value,
        Ii: value,
        q: local.quadrant.map((each) => each && numbered[each]),
        quadrant_pysal: local.quadrant,
      };
  const moments =
    star || !esda ? {} : { EIc: local.expectation, VIc: local.variance, E: local.expectation, Var: local.variance };
  const cases = byArea(table, ids, { ...exact, ...moments }, star ? g.reason : local.reason);
  const simulated = table.header.filter((column) => /^p(_|$)|sim$|folded/i.test(column));
  return cases.map((each, row) => {
    if (each.ok !== undefined) return each;
    const at = ids.indexOf(each.id);
    const [two, one] = [test.p_two_sided[at] ?? Number.NaN, Math.min(test.p_greater[at] ?? 1, test.p_less[at] ?? 1)];
    const apart = simulated.filter((column) => {
      const theirs = table.numbers(column)[row] ?? Number.NaN;
      const ours = esda || /folded/i.test(column) ? one : two;
      return !(Math.abs(theirs - ours) <= CHANCE || (Number.isNaN(theirs) && Number.isNaN(ours)));
    });
    return apart.length === 0
      ? each
      : { id: each.id, ok: false, note: `${apart.join(', ')}: further than ${CHANCE} away` };
  });
}

/** Hot spots by the words of spdep: High and Low, or quadrants; nothing where not significant. */
function hotspotTable(table: Table, { ids, weights, x, binary }: Subject): TableCase[] {
  const [g, local] = [localG(x, binary), localMoran(x, weights, { split: 'lag_mean' })];
  const words = { hot: 'High', cold: 'Low' } as const;
  const answers = Object.fromEntries(
    table.header
      .filter((column) => column !== 'id')
      .map((column) => {
        const said = `${table.path.slice(table.path.lastIndexOf('/') + 1)} ${column}`;
        const options = {
          adjust: /none|raw|unadj/i.test(column) || (/none/i.test(said) && !/fdr/i.test(column)) ? 'none' : 'fdr',
        } as const;
        const found = /gi|local_?g|star/i.test(said)
          ? hotspots(g, g.p_two_sided, options)
          : clusters(local, local.p_two_sided, options);
        const spdep = found.class.map((each) => words[each as 'hot'] ?? (/-/.test(each) ? each : null));
        return [column, spdep];
      }),
  );
  const row = new Map(ids.map((id, i) => [id, i]));
  return table.text('id').map((id, i) => ({
    id,
    actual: Object.fromEntries(
      Object.entries(answers).map(([column, classes]) => [column, classes[row.get(id) ?? -1]]),
    ),
    expected: Object.fromEntries(
      Object.keys(answers).map((column) => {
        const word = table.text(column)[i] ?? '';
        return [column, /^(NA|NaN|)$/.test(word) ? null : word];
      }),
    ),
  }));
}

export const localVectors: Readonly<Record<string, VectorMethod>> = {
  spatial_local: { relative: 1e-8, table: localTable },
};
