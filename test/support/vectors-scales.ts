/** How normalising and aggregating answer the reference vectors of COINr, and what that package says instead. */
import { aggregate } from '../../models/statistics/composite/aggregate.js';
import { copeland } from '../../models/statistics/composite/copeland.js';
import { type Normalisation, type Normalised, normalise } from '../../models/statistics/composite/normalise.js';
import { type Departure, type Json, NotCovered, type VectorMethod } from './vector-method.js';

function column(values: Json): number[] {
  if (!Array.isArray(values)) throw new NotCovered('a case without the column asked for');
  return values.map((value: Json) => number(value));
}
const number = (value: Json): number => (value === null || value === undefined ? Number.NaN : Number(value));

function normalisation(input: Json): Normalisation {
  const [lower, upper, scale] = input.gposts ?? input.npara ?? input.l_u ?? [];
  switch (input.fn) {
    case 'n_minmax':
      return { method: 'min_max', lower: lower ?? 0, upper: upper ?? 100 };
    case 'n_zscore':
      return { method: 'z_score', mean: input.m_sd?.[0] ?? 0, sd: input.m_sd?.[1] ?? 1 };
    case 'n_rank':
      return { method: 'rank' };
    case 'n_prank':
      return { method: 'percentile' };
    case 'n_borda':
      return { method: 'borda' };
    case 'n_dist2max':
      return { method: 'dist2max' };
    case 'n_dist2ref':
      return { method: 'dist2ref', reference: input.iref - 1, cap: input.cap_max ?? false };
    case 'n_dist2targ':
      return { method: 'dist2targ', target: input.targ, cap: input.cap_max ?? false };
    case 'n_fracmax':
      return { method: 'fracmax' };
    case 'n_scaled':
      return { method: 'scaled', lower: lower ?? 0, upper: upper ?? 100 };
    case 'n_goalposts':
      return { method: 'goalposts', lower, upper, scale: scale ?? 1, cut: input.trunc2posts ?? true };
    default:
      throw new NotCovered(String(input.fn));
  }
}

/** One column; or a table of them by name, each with its direction, all by one setting (`global_specs`). */
function normalised(input: Json): { values: Json; found: readonly (Normalised & { readonly x: number[] })[] } {
  const specs: Json = input.global_specs ?? input.specs ?? {};
  const fn: string = specs.f_n ?? (input.fn === undefined || input.fn === 'Normalise' ? 'n_minmax' : input.fn);
  const how = normalisation({ ...input, ...specs, ...specs.f_n_para, fn });
  const one = (values: Json, direction: Json = 1) => {
    const x = column(values);
    return { x, ...normalise(x, how, Number(direction) === -1 ? -1 : 1) };
  };
  const table: Json = [input.data, input.columns, input.X, input.x].find((each) => each !== undefined);
  if (Array.isArray(table) && !Array.isArray(table[0])) {
    const found = one(
      table,
      input.direction ?? (Array.isArray(input.directions) ? input.directions[0] : input.directions),
    );
    return { values: found.values, found: [found] };
  }
  const names = Object.keys(table ?? {});
  const directions: Json = input.directions ?? {};
  const found = names.map((name, i) => one(table[name], Array.isArray(directions) ? directions[i] : directions[name]));
  return { values: Object.fromEntries(names.map((name, i) => [name, found[i]?.values])), found };
}

/** A range of zero divides by zero in the anchor: ±Inf, or NaN where there is nothing to divide. */
function normaliseDeparts(input: Json): Departure | undefined {
  const { values, found } = normalised(input);
  const zero = found.filter(({ warning }) => warning === 'constant_values' || warning === 'zero_range');
  if (zero.length === 0) return undefined;
  const divided = ({ x, values: ours, warning }: Normalised & { readonly x: number[] }): ArrayLike<number> => {
    if (warning === null) return ours;
    const from = Math.min(...x.filter((each) => !Number.isNaN(each)));
    return x.map((each) => (each === from ? Number.NaN : (each - from) / 0));
  };
  const why = 'a constant column is neutral and says so, where the anchor has NaN';
  if (values instanceof Float64Array) return { anchor: { values: found.map(divided)[0] }, why };
  const named = Object.fromEntries(Object.keys(values).map((name, i) => [name, found.map(divided)[i]]));
  return { anchor: { values: named, ...named }, why };
}

const means = { a_amean: 'arithmetic', a_gmean: 'geometric', a_hmean: 'harmonic' } as const;

/** The items of a case, column by column, and their weights: one row of items, or several (`X`, or columns by name). */
function itemsOf(input: Json) {
  const table: Json = input.x ?? input.X ?? input.data ?? input.columns ?? {};
  const items: Json[] = Array.isArray(table) ? table : Object.values(table);
  const many = Array.isArray(items[0]);
  const given = items.map((item) => (many ? column(item) : [number(item)]));
  const weights: number[] = input.w ?? input.weights ?? given.map(() => 1);
  const byRow = many && given.length !== weights.length && given[0]?.length === weights.length;
  const columns = byRow ? weights.map((_, item) => given.map((row) => row[item] ?? Number.NaN)) : given;
  return { many, columns, weights };
}

function aggregated(input: Json, expected: Json): unknown {
  const { many, columns, weights } = itemsOf(input);
  if (/copeland/i.test(String(input.fn))) {
    const { values, reason } = copeland(columns, weights);
    return { values, value: values, scores: values, reason: reason.find((each) => each !== null) };
  }
  if (/outrank/i.test(String(input.fn))) return outranking(columns, weights);
  const mean = input.fn === 'a_genmean' ? { power: input.p } : means[(input.fn ?? 'a_amean') as keyof typeof means];
  if (input.fn !== 'Aggregate' && mean === undefined) throw new NotCovered(String(input.fn));
  const by = mean ?? means[(input.f_ag ?? 'a_amean') as keyof typeof means];
  const { values, reason } = aggregate(columns, weights, { mean: by, threshold: input.dat_thresh ?? 0 });
  const rows = { values, reason: reason.find((each) => each !== null) };
  return many
    ? { ...rows, ...(Array.isArray(expected.value) ? { value: values } : {}) }
    : { ...rows, value: values[0] };
}

/** Who outranks whom: the share of the weights by which each row is above each other, from Copeland scores of two. */
function outranking(columns: number[][], weights: number[]): Json {
  const rows = [...(columns[0] ?? []).keys()];
  const share = (i: number, j: number) => {
    const two = columns.map((each) => [each[i] ?? Number.NaN, each[j] ?? Number.NaN]);
    return i === j ? 0 : (copeland(two, weights).values[0] ?? Number.NaN);
  };
  const matrix = rows.map((i) => rows.map((j) => share(i, j)));
  const dominant = matrix.flat().filter((each) => each === 1).length;
  const pairs = (rows.length * (rows.length - 1)) / 2;
  return { OutRankMatrix: matrix, matrix, nDominant: dominant, fracDominant: dominant / pairs };
}

/** What the package's own loops come to: short weights used again, negative items let pass, nothing for one missing. */
function aggregateDeparts(input: Json): Departure | undefined {
  const { many, columns, weights } = itemsOf(input);
  if (many) return undefined;
  const x = columns.map(([each = Number.NaN]) => each);
  const w = x.map((_, i) => weights[i % weights.length] ?? Number.NaN);
  const present = x.map((each, i) => [each, w[i] ?? 0] as const).filter(([each]) => !Number.isNaN(each));
  const sum = (of: (each: number) => number) => present.reduce((total, [each, own]) => total + own * of(each), 0);
  const all = sum(() => 1);
  const anchors: Record<string, number> = {
    a_gmean: Math.exp(sum(Math.log) / all),
    a_hmean: all / sum((each) => 1 / each),
    a_genmean: present.length < x.length ? Number.NaN : (sum((each) => each ** input.p) / all) ** (1 / input.p),
  };
  const anchor = anchors[input.fn];
  const why = 'weights of the wrong number and items below zero are refused, one missing item is not';
  return anchor === undefined ? undefined : { anchor: { value: anchor }, why };
}

export const scaleVectors: Readonly<Record<string, VectorMethod>> = {
  coinr_normalise: {
    absolute: 1e-10,
    run: (input) => {
      const { values, found } = normalised(input);
      const named = values instanceof Float64Array ? {} : values;
      return { values, ...named, reason: found.find(({ warning }) => warning !== null)?.warning ?? null };
    },
    departs: normaliseDeparts,
  },
  coinr_aggregate: { absolute: 1e-10, run: aggregated, departs: aggregateDeparts, refuses: aggregateDeparts },
};
