/** How models/statistics answers the reference vectors: one entry a folder, tolerances as its README gives them. */

import { exponentialOfRanks, imdScores } from '../../models/statistics/composite/imd.js';
import type { Figure } from '../../models/statistics/figures.js';
import { officialQuantile, quantiles, quantilesWithin } from '../../models/statistics/quantile.js';
import { compare, judge, type Polarity } from '../../models/statistics/rates/compare.js';
import { summarise } from '../../models/statistics/rates/larger-areas.js';
import { mean } from '../../models/statistics/rates/mean.js';
import { proportion } from '../../models/statistics/rates/proportion.js';
import { rate } from '../../models/statistics/rates/rate.js';
import { givenFile } from './given.js';
import { Table } from './tables.js';
import { type Json, NotCovered, type TableCase, type VectorMethod } from './vector-method.js';
import { scaleVectors } from './vectors-scales.js';

function column(values: Json): number[] {
  if (!Array.isArray(values)) throw new NotCovered('a case without the column asked for');
  return values.map((value: Json) => number(value));
}
const number = (value: Json): number => (value === null || value === undefined ? Number.NaN : Number(value));

/** One confidence answers `lowercl` and `uppercl`, the usual pair `lower95_0cl` to `upper99_8cl`. */
function atConfidence(confidence: Json, figure: (confidence: number) => Figure): unknown {
  if (!Array.isArray(confidence)) return figure(confidence ?? 0.95);
  const [at95, at998] = confidence.map(figure);
  if (at95 === undefined || at998 === undefined) throw new NotCovered(`confidence ${confidence}`);
  const limits = { lower95_0cl: at95.lowercl, upper95_0cl: at95.uppercl };
  return { ...at95, ...limits, lower99_8cl: at998.lowercl, upper99_8cl: at998.uppercl };
}

/** Counts of a group are added before the interval; one missing member makes the sum missing. */
const total = (value: Json): number =>
  Array.isArray(value) ? column(value).reduce((sum, each) => sum + each, 0) : number(value);

/** One figure from two counts; several where several are expected. */
const counted =
  (figure: typeof proportion, usual: number) =>
  ({ x, n, confidence, multiplier }: Json, expected: Json): unknown => {
    const one = (x: Json, n: Json) =>
      atConfidence(confidence, (at) => figure(total(x), total(n), at, multiplier ?? usual)) as Json;
    if (!Array.isArray(expected?.value)) return one(x, n);
    const rows = column(x).map((_, i) => one(x[i], n[i]));
    return Object.fromEntries(Object.keys(expected).map((key) => [key, rows.map((row) => row[key])]));
  };

export const imdColumns = {
  income: 'Income_rank',
  employment: 'Employment_rank',
  education: 'Education_rank',
  health: 'Health_rank',
  crime: 'Crime_rank',
  barriers: 'Housing_and_Services_rank',
  living_environment: 'Environment_rank',
} as const;

export const lsoasOf = (path: string): number => (path.includes('2019') ? 32_844 : 33_755);

/** IMD scores of a published table of domain ranks, and how many agree with the published ones to 3 decimals. */
export function rebuildImd(table: Table): { scores: Float64Array; equal: number; largest: number; rows: number } {
  const ranks = Object.fromEntries(Object.entries(imdColumns).map(([domain, name]) => [domain, table.numbers(name)]));
  const scores = imdScores(ranks as Record<keyof typeof imdColumns, Float64Array>, lsoasOf(table.path));
  const published = table.numbers('IMD_score');
  let equal = 0;
  let largest = 0;
  published.forEach((score, i) => {
    const difference = Math.abs((scores[i] ?? Number.NaN) - score);
    largest = Math.max(largest, difference);
    if (Math.abs(Math.round((scores[i] ?? Number.NaN) * 1000) / 1000 - score) < 1e-6) equal++;
  });
  return { scores, equal, largest, rows: published.length };
}

function imdTable(table: Table): TableCase[] | undefined {
  if (!table.has('IMD_score') || !table.has('Income_rank')) return undefined;
  const { equal, largest, rows } = rebuildImd(table);
  const ranks = table.numbers('IMD_rank');
  const deciles = Float64Array.from(ranks, (rank) => officialQuantile(rank, lsoasOf(table.path)));
  const note = `${equal} of ${rows} scores equal to 3 decimals, largest difference ${largest.toFixed(4)}`;
  return [
    { id: 'score', ok: equal >= rows * 0.997 && largest < 0.0015, note },
    { id: 'decile', actual: deciles, expected: [...table.numbers('IMD_decile')] },
  ];
}

/** The district summaries of a table of LSOAs with ranks, scores and populations. */
export function districtSummaries(lsoas: Table): ReturnType<typeof summarise> {
  return summarise({
    area: lsoas.text('lad19_code'),
    population: lsoas.numbers('total_population_mid2015_excl_prisoners'),
    score: lsoas.numbers('IMD_score'),
    rank: lsoas.numbers('IMD_rank'),
    total: lsoasOf(lsoas.path),
  });
}

const calculated = {
  n_lsoa: 'lsoas',
  pop: 'population',
  calc_average_rank: 'average_rank',
  calc_average_score: 'average_score',
  calc_proportion: 'proportion',
  calc_extent: 'extent',
  calc_local_concentration_own: 'local_concentration',
} as const;

/** The share of each district's LSOAs in the most deprived tenth, 2025; populations of that year are not at hand. */
export function districts2025(root?: string): ReturnType<typeof summarise> {
  const lsoas = new Table(givenFile('imd_overall', 'imd2025_all_33755_lsoas.csv.gz', root));
  const lookup = new Table(givenFile('imd_lad_summary', 'lsoa21_ward24_lad24_lookup.csv.gz', root));
  const codes = lookup.text('ltla24_code');
  const district = new Map(lookup.text('lsoa21_code').map((lsoa, i) => [lsoa, codes[i] ?? '']));
  const rank = lsoas.numbers('IMD_rank');
  return summarise({
    area: lsoas.text('lsoa21_code').map((lsoa) => district.get(lsoa) ?? ''),
    population: new Float64Array(rank.length).fill(1),
    score: lsoas.numbers('IMD_score'),
    rank,
    total: rank.length,
  });
}

function districtTable(table: Table, root: string): TableCase[] | undefined {
  if (table.has('calc_proportion') && table.has('ltla24_code')) {
    const { area, proportion } = districts2025(root);
    const expected = table.numbers('calc_proportion');
    const of = new Map(area.map((code, i) => [code, proportion[i]]));
    return table.text('ltla24_code').map((id, row) => ({ id, actual: of.get(id), expected: expected[row] }));
  }
  if (!table.has('calc_extent')) return undefined;
  const path = givenFile('imd_overall', 'imd2019_all_32844_lsoas.csv.gz', root);
  const found = districtSummaries(new Table(path));
  const names = Object.entries(calculated).filter(([name]) => table.has(name));
  const expected = names.map(([name, key]) => [key, table.numbers(name)] as const);
  return table.text('lad19_code').map((id, row) => {
    const at = found.area.indexOf(id);
    return {
      id,
      actual: Object.fromEntries(expected.map(([key]) => [key, found[key][at]])),
      expected: Object.fromEntries(expected.map(([key, values]) => [key, values[row]])),
    };
  });
}

/** Quantiles of columns, or of rows with a value and perhaps a group. */
function quantileOf(input: Json): Json {
  const { rows, nquantiles = 10, highest_is_quantile_1 = input.invert ?? true } = input;
  const key = (...names: string[]) => names.find((name) => rows?.[0] && name in rows[0]);
  const of = (name: string | undefined) => (name === undefined ? undefined : rows.map((row: Json) => row[name]));
  const values = column(input.values ?? of(key('value', 'values', 'v')));
  const groups: Json = input.groups ?? input.group ?? of(key('group', 'area', 'region'));
  const found =
    groups === undefined
      ? quantiles(values, nquantiles, highest_is_quantile_1)
      : quantilesWithin(groups, values, nquantiles, highest_is_quantile_1);
  return { ...found, rows: Array.from(found.quantile, (quantile) => ({ quantile })) };
}

/** Polarity by whatever words, none where none is said. */
function polarityOf(word: Json): Polarity {
  if (/low/i.test(String(word))) return 'low_is_good';
  return /high/i.test(String(word)) ? 'high_is_good' : 'no_judgement';
}

export const statisticsVectors: Readonly<Record<string, VectorMethod>> = {
  ...scaleVectors,
  wilson_proportion: { absolute: (input) => 1e-12 * (input.multiplier ?? 1), run: counted(proportion, 1) },
  byars_rate: { relative: 1e-9, run: counted(rate, 100_000) },
  mean_t_ci: { run: ({ values, confidence }) => atConfidence(confidence, (at) => mean(column(values), at)) },
  benchmark_rag: {
    run: ({ lower95, upper95, benchmark, polarity }) => ({
      outcome: judge(compare(number(lower95), number(upper95), number(benchmark)), polarityOf(polarity)),
    }),
  },
  quantile: { run: quantileOf },
  imd_exponential: {
    absolute: 1e-9,
    run: ({ N, rank_1_is_most_deprived: ranks }) => ({ transformed: exponentialOfRanks(column(ranks), N) }),
  },
  imd_overall: { table: imdTable },
  imd_lad_summary: { relative: 1e-9, table: districtTable },
};
