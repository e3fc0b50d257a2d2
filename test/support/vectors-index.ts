/** How the composite index answers the reference vectors of COINr, its ASEM example from the raw table to the index. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvParse, type DSVRowArray } from 'd3-dsv';
import { type Composite, type CompositePlan, composite } from '../../models/statistics/composite.js';
import { effectiveWeights } from '../../models/statistics/composite-tree.js';
import { ranksDescending } from '../../models/statistics/ranks.js';
import { leaveOneOut, rankStatistics, scoresByWeights, type WeightSet } from '../../models/statistics/sensitivity.js';
import { sobolIndices } from '../../models/statistics/sobol.js';
import { boxCox, type Logarithm, logarithm, shape, treat, winsorise } from '../../models/statistics/treat.js';
import { givenFile } from './given.js';
import type { Table } from './tables.js';
import { type Json, NotCovered, type TableCase, type VectorMethod } from './vector-method.js';
import { spatialVectors } from './vectors-spatial.js';

const number = (value: Json): number =>
  value === null || value === undefined || value === '' || value === 'NA' ? Number.NaN : Number(value);
const column = (values: Json): number[] => (values as Json[]).map(number);

const logarithms: Readonly<Record<string, Logarithm>> = {
  log_CT: 'log',
  log_CT_orig: 'log_1',
  log_CT_plus: 'log_skew',
};

/** One column treated. `treat_default` is winsorising, then a logarithm. */
function treated({ fn, x, ...input }: Json): unknown {
  const values = column(x);
  const thresholds = { skew: input.skew_thresh ?? 2, kurt: input.kurt_thresh ?? 3.5 };
  const options = {
    ...thresholds,
    most: input.winmax === null ? Number.POSITIVE_INFINITY : (input.winmax ?? 5),
    force: input.force_win ?? false,
  };
  const kind = logarithms[fn];
  if (kind !== undefined) return logarithm(values, kind);
  switch (fn) {
    case 'skew_kurt':
      return shape(values);
    case 'winsorise': {
      const found = winsorise(values, options);
      return { ...found, x: found.values, nwin: found.count };
    }
    case 'boxcox':
      return { values: boxCox(values, input.lambda, { positive: input.makepos ?? true }) };
    case 'treat_default': {
      const found = treat(values, { ...options, combine: input.combine_treat ?? false });
      return { ...found, x: found.values, nwin: found.winsorised };
    }
    case 'log_GII':
      return { values: values.map(() => Number.NaN), x: values.map(() => Number.NaN) };
    default:
      throw new NotCovered(String(fn));
  }
}

interface Asem {
  readonly units: readonly string[];
  readonly plan: CompositePlan;
  readonly result: Composite;
}

let asem: Asem | undefined;

/** COINr's example index from the two tables that come with it. */
function buildAsem(root: string): Asem {
  if (asem !== undefined) return asem;
  const read = (name: string): DSVRowArray => csvParse(readFileSync(givenFile('coinr_asem', name, root), 'utf8'));
  const data = read('asem_iData.csv');
  const elements = read('asem_iMeta.csv');
  const values = (code: string) => Float64Array.from(data, (row) => number(row[code]));
  const plan: CompositePlan = {
    indicators: elements
      .filter(({ Type }) => Type === 'Indicator')
      .map(({ iCode = '', Parent = '', Weight, Direction, Denominator = '' }) => ({
        id: iCode,
        parent: Parent,
        weight: Number(Weight),
        direction: Direction === '-1' ? -1 : 1,
        values: values(iCode),
        ...(Denominator === '' ? {} : { denominator: values(Denominator) }),
      })),
    groups: elements
      .filter(({ Type }) => Type === 'Aggregate')
      .map(({ iCode = '', Parent = '', Weight }) => ({
        id: iCode,
        parent: Parent === '' ? null : Parent,
        weight: Number(Weight),
      })),
    impute: { by: 'mean', within: data.map(({ EurAsia_group = '' }) => EurAsia_group) },
    screen: 0.9,
    treat: {},
    normalise: { method: 'min_max', lower: 0, upper: 100 },
  };
  asem = { units: data.map(({ uCode = '' }) => uCode), plan, result: composite(plan) };
  return asem;
}

/** Every number of a table of units against the answers, unit by unit. */
function byUnit(
  table: Table,
  units: readonly string[],
  answer: (name: string) => ArrayLike<number> | undefined,
): TableCase[] {
  const columns = table.header.flatMap((name) => {
    const found = name === 'uCode' ? undefined : answer(name);
    return found === undefined ? [] : [{ name, found, expected: table.numbers(name) }];
  });
  return table.text('uCode').map((id, row) => ({
    id,
    actual: Object.fromEntries(columns.map(({ name, found }) => [name, found[units.indexOf(id)]])),
    expected: Object.fromEntries(columns.map(({ name, expected }) => [name, expected[row]])),
  }));
}

/** A stage of the index, known by the file's name. */
function asemTable(table: Table, root: string): TableCase[] | undefined {
  const name = table.path.slice(table.path.lastIndexOf('/') + 1);
  const { units, result } = buildAsem(root);
  if (name.startsWith('weights')) {
    const weights = table.numbers('Weight');
    return table.text('iCode').map((id, row) => ({ id, actual: result.tree.weights.get(id), expected: weights[row] }));
  }
  if (name.startsWith('lineage')) {
    const [first = '', ...above] = table.header;
    return table.text(first).map((id, row) => {
      const chain: (string | null | undefined)[] = [];
      for (let at = result.tree.parents.get(id); at; at = result.tree.parents.get(at)) chain.push(at);
      return { id, actual: chain, expected: above.map((level) => table.text(level)[row]) };
    });
  }
  if (table.has('check_SkewKurt0.Skew')) return treatmentTable(table, result);
  if (!table.has('uCode')) return undefined;
  const score = (id: string) => result.scores.get(id)?.values;
  if (name.startsWith('normalised')) return byUnit(table, units, (id) => result.normalised.get(id));
  if (name.startsWith('treated')) return byUnit(table, units, (id) => result.treated.get(id)?.values);
  if (/rank/i.test(name)) {
    return byUnit(table, units, (id) => {
      const scores = score(id === 'Rank' ? 'Index' : id);
      return scores && ranksDescending(scores);
    });
  }
  return /^(aggregated|scores|final)/.test(name)
    ? byUnit(table, units, (id) => score(id) ?? result.normalised.get(id))
    : undefined;
}

/** Skewness and kurtosis of each indicator before treatment, after winsorising, and after logs. */
function treatmentTable(table: Table, { treated: columns }: Composite): TableCase[] {
  const stages = [0, 1, 2].filter((stage) => table.has(`check_SkewKurt${stage}.Skew`));
  const expected = stages.map((stage) => ({
    skew: table.numbers(`check_SkewKurt${stage}.Skew`),
    kurt: table.numbers(`check_SkewKurt${stage}.Kurt`),
  }));
  return table.text('iCode').map((id, row) => ({
    id,
    actual: stages.map((stage) => columns.get(id)?.shapes[stage] ?? { skew: null, kurt: null }),
    expected: expected.map(({ skew, kurt }) => ({ skew: skew[row], kurt: kurt[row] })),
  }));
}

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

export const indexVectors: Readonly<Record<string, VectorMethod>> = {
  ...spatialVectors,
  coinr_treat: {
    absolute: 1e-10,
    run: treated,
    departs: ({ fn, x }) =>
      fn === 'log_GII'
        ? { anchor: { values: x, x }, why: 'log_GII returns its input unchanged; there is no such treatment here' }
        : undefined,
  },
  coinr_asem: { absolute: 1e-8, table: asemTable },
  coinr_sensitivity: {
    absolute: 1e-8,
    run: ({ N, d, y }) => {
      if (y === undefined) throw new NotCovered('a case without the results of a design');
      const { variance, first: Si, total: STi } = sobolIndices(column(y), N, d);
      return { variance, Si, STi };
    },
    table: sensitivityTable,
  },
};
