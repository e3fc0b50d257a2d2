/** How weights, their noise, and what indicators have in common answer the reference vectors of COINr's example. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvParse } from 'd3-dsv';
import { effectiveWeights } from '../../models/statistics/composite/composite-tree.js';
import { cronbachAlpha } from '../../models/statistics/composite/correlation.js';
import { principalComponents } from '../../models/statistics/composite/principal-components.js';
import {
  leaveOneOut,
  rankStatistics,
  scoresByWeights,
  type WeightSet,
} from '../../models/statistics/composite/sensitivity.js';
import { sobolIndices } from '../../models/statistics/composite/sobol.js';
import { ranksDescending } from '../../models/statistics/ranks.js';
import type { Numbers } from '../../models/statistics/reasons.js';
import { type Asem, buildAsem, byUnit, numberOf, stageOf } from './asem.js';
import type { Table } from './tables.js';
import { type Json, NotCovered, type TableCase, type VectorMethod } from './vector-method.js';

/** Sets of weights in long form, by replication. */
function weightSets(path: string): WeightSet[] {
  const sets = new Map<string, Map<string, number>>();
  for (const { rep = '', iCode = '', Weight } of csvParse(readFileSync(path, 'utf8'))) {
    if (!sets.has(rep)) sets.set(rep, new Map());
    sets.get(rep)?.set(iCode, Number(Weight));
  }
  return [...sets.values()];
}

/** Scores, ranks and rank statistics from stored weights; indices without one pillar. */
function sensitivityTable(table: Table, root: string): TableCase[] | undefined {
  const { units, plan, result } = buildAsem(root);
  const name = table.path.slice(table.path.lastIndexOf('/') + 1);
  if (name.startsWith('effective')) {
    const shares = effectiveWeights(result.tree);
    const expected = table.numbers('EffWeight');
    return table.text('iCode').map((id, row) => ({ id, actual: shares.get(id), expected: expected[row] }));
  }
  if (!table.has('uCode')) return undefined;
  if (name.startsWith('remove_pillars')) {
    const without = new Map(leaveOneOut(plan, 2).map((each) => [each.name, each]));
    const ranks = ranksDescending(result.index);
    const rank = /rank/i.test(name);
    return byUnit(table, units, (id) =>
      id === 'Nominal' ? (rank ? ranks : result.index) : rank ? without.get(id)?.ranks : without.get(id)?.scores,
    );
  }
  const all = !/reps_1_3/.test(name);
  const sets = weightSets(join(table.path, '..', all ? 'weights_all_reps.csv' : 'weights_reps_1_3.csv'));
  const scores = scoresByWeights(result, sets);
  if (table.has('Q95')) {
    const found = rankStatistics(result.index, scores);
    const keys: Readonly<Record<string, Float64Array>> = {
      Nominal: found.nominal,
      Mean: found.mean,
      Median: found.median,
      Q5: found.q5,
      Q95: found.q95,
    };
    return byUnit(table, units, (id) => keys[id]);
  }
  const shown = (values: Float64Array) => (/rank/i.test(name) ? ranksDescending(values) : values);
  return byUnit(table, units, (id) => {
    const replication = id === 'Nominal' ? result.index : scores[Number(id.slice(2)) - 1];
    return replication && shown(replication);
  });
}

/** The columns that a case is about: its own, or those of a group at a stage of the example. */
function columnsOf(input: Json, asem: () => Asem): Numbers[] {
  const given: Json = input.columns ?? input.data ?? input.X ?? input.x;
  if (given !== null && typeof given === 'object') {
    const columns = Object.values(given) as Json[];
    if (Array.isArray(columns[0])) return columns.map((values: Json[]) => Float64Array.from(values, numberOf));
    const names = Object.keys(columns[0] ?? {}).filter((name) =>
      columns.some((row) => typeof row?.[name] === 'number'),
    );
    return names.map((name) => Float64Array.from(columns, (row) => numberOf(row[name])));
  }
  const index = asem();
  const codes: Json = input.iCodes ?? input.icodes ?? input.group ?? input.codes ?? index.result.tree.index;
  const level = input.Level ?? input.level ?? 1;
  const under = (code: string): readonly string[] => {
    const members = index.result.tree.groups.find(({ id }) => id === code)?.members;
    return members === undefined || index.result.tree.levels.get(code) === level ? [code] : members.flatMap(under);
  };
  const of = stageOf(index, String(input.dset ?? input.dataset ?? 'Raw'));
  return (Array.isArray(codes) ? codes : [codes])
    .flatMap((code: Json) => under(String(code)))
    .map((id) => {
      const values = of(id);
      if (values === undefined) throw new NotCovered(`no column ${id}`);
      return values;
    });
}

/** α and principal components under the names that R and COINr have for them. An eigenvector's sign is as expected. */
function together(input: Json, expected: Json, root: string): Json {
  const columns = columnsOf(input, () => buildAsem(root));
  const { value: alpha, reason } = cronbachAlpha(columns);
  const found = principalComponents(columns);
  const wanted: Json = [expected.weights, expected.wts, expected.loadings, expected.PC1].find(Array.isArray);
  const turned = Array.isArray(wanted) && wanted.reduce((sum: number, each: number) => sum + each, 0) < 0;
  const loadings = found.loadings.map((each) => (turned ? -each : each));
  const names = { weights: loadings, wts: loadings, loadings, PC1: loadings, weights_abs: loadings.map(Math.abs) };
  const spread = { sdev: found.sd, sd: found.sd, eigenvalues: found.sd.map((sd) => sd ** 2) };
  const shares = { explained: found.explained, prop_var: found.explained, variance_explained: found.explained };
  const cronbach = { alpha, cronbach: alpha, cronbach_alpha: alpha, value: alpha };
  return { ...cronbach, ...names, ...spread, ...shares, n: found.areas, reason };
}

export const sensitivityVectors: Readonly<Record<string, VectorMethod>> = {
  coinr_sensitivity: {
    absolute: 1e-8,
    run: (input, expected, root) => {
      if (input.y === undefined) return together(input, expected, root);
      const { variance, first: Si, total: STi } = sobolIndices(input.y.map(numberOf), input.N, input.d);
      return { variance, Si, STi };
    },
    table: sensitivityTable,
  },
};
