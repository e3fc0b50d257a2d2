/** How funnels and slope indices answer the reference vectors. */
import {
  countFunnel,
  type FunnelLimits,
  type FunnelStatistic,
  funnelAverage,
  funnelExpected,
  funnelSignificance,
  proportionFunnel,
} from '../../models/statistics/rates/funnel.js';
import { funnelAxis } from '../../models/statistics/rates/funnel-axis.js';
import { slopeIndex } from '../../models/statistics/rates/slope-index.js';
import { byArea, column, named, shareOf } from './vector-input.js';
import type { Departure, Json, VectorMethod } from './vector-method.js';

const axisNames = { proportion: 'Population', ratio: 'Observed_events', rate: 'Events' } as const;

function funnel(input: Json, expected: Json, most?: number): Json {
  const { rows, multiplier: given, years_of_data = 1, ratio_type, rate_type } = input;
  const kind = (input.statistic ?? 'proportion') as 'proportion' | 'ratio' | 'rate';
  const multiplier: number = given ?? (kind === 'rate' ? 100_000 : kind === 'proportion' ? 100 : 1);
  const statistic: FunnelStatistic = kind === 'rate' ? (rate_type === 'dsr' ? 'dsr' : 'crude_rate') : kind;
  const areas = {
    numerator: column(rows, 'num', 'numerator', 'x'),
    denominator: column(rows, 'den', 'denominator', 'n'),
    ...(kind === 'rate' ? { rate: column(rows, 'rate', 'value') } : {}),
  };
  const { significance, reason } = funnelSignificance(areas, statistic, multiplier);
  const few = 'Not applicable for events less than 10 for dsrs';
  const labels = significance.map((each, i) => (reason[i] === 'fewer_than_ten_events' ? few : each));
  const refused = reason.find((each) => each !== null && each !== 'fewer_than_ten_events') ?? null;
  const { average, denominator } = funnelAverage(areas, statistic, multiplier);
  const axis = funnelAxis(denominator, { statistic: kind, average, years: years_of_data });
  const scale = ratio_type === 'isr' ? 100 : multiplier;
  const lines =
    kind === 'proportion'
      ? proportionFunnel(axis, average, multiplier, most ?? multiplier)
      : kind === 'ratio'
        ? countFunnel(axis, 1, ratio_type === 'count' ? 1 : scale)
        : countFunnel(axis, average, multiplier);
  const table = [...axis].map((place, i) => {
    const of = (each: keyof FunnelLimits) => {
      const limits = lines[each];
      return typeof limits === 'number' ? limits : (limits[i] ?? Number.NaN) - (ratio_type === 'count' ? 1 : 0);
    };
    const names = ['lower_2s_limit', 'upper_2s_limit', 'lower_3s_limit', 'upper_3s_limit', 'baseline'] as const;
    const counts = kind === 'proportion' ? [] : Object.entries(funnelExpected([place]));
    const beside = counts.flatMap(([line, [e = Number.NaN]]: [string, Float64Array]) => [
      [`${line}_exp_events`, e],
      [`${line}_population_1_year`, e / average / years_of_data],
    ]);
    return {
      [axisNames[kind]]: place,
      ...Object.fromEntries(names.map((each) => [each, of(each)])),
      ...Object.fromEntries(beside),
      statistic: kind === 'ratio' ? `ratio (${ratio_type})` : kind,
      method: kind === 'proportion' ? 'Wilson' : 'Poisson',
    };
  });
  const wanted: Json[] = [expected?.limits, expected?.rows, expected?.points].find(Array.isArray) ?? table;
  const place = (row: Json) => row?.[axisNames[kind]];
  const aligned = wanted.map((want, i) => table.find((row) => place(row) === place(want)) ?? table[i]);
  const columns = Object.keys(table[0] ?? {}).map((key) => [key, table.map((row: Json) => row[key])]);
  const tables = { limits: aligned, rows: aligned, points: aligned };
  return { ...Object.fromEntries(columns), ...tables, significance: labels, average, reason: refused };
}

const slopeKinds = ['mean', 'rate', 'proportion'] as const;

function sii(input: Json, expected: Json): Json {
  const { rows, value_type = 0, multiplier = 1, transform = false, confidence = 0.95, se_from } = input;
  const quantiles = [...new Set(column(rows, 'q', 'quantile', 'decile'))];
  const found = byArea(rows, expected, (own) => {
    const people = column(own, 'pop', 'population');
    const given = column(own, 'value');
    const value =
      given.some(Number.isNaN) && 'x' in own[0] ? column(own, 'x').map((x, i) => x / (people[i] ?? 0)) : given;
    const fromError = se_from === 'se' || (se_from === undefined && 'se' in own[0] && !('lcl' in own[0]));
    const error = fromError
      ? { se: column(own, 'se') }
      : { lower95: column(own, 'lcl', 'lower_cl'), upper95: column(own, 'ucl', 'upper_cl') };
    const groups = { quantile: column(own, 'q', 'quantile', 'decile'), population: people, value, ...error };
    const levels: number[] = Array.isArray(confidence) ? confidence : [confidence];
    const statistic = slopeKinds[value_type as 0 | 1 | 2];
    const answers = levels.map((at) =>
      slopeIndex(groups, { statistic, transform, multiplier, confidence: at, quantiles }),
    );
    const limits = answers.flatMap((each, i) =>
      (['sii_lower', 'sii_upper', 'rii_lower', 'rii_upper'] as const).map((key) => [
        `${key}${named(levels[i] ?? 0)}cl`,
        each[key],
      ]),
    );
    const [first] = answers;
    // The package gives a transformed intercept times the multiplier, an untransformed one without.
    const intercept = (first?.intercept ?? Number.NaN) * (transform ? Math.abs(multiplier) : 1);
    return { ...first, ...Object.fromEntries(limits), intercept };
  });
  const told = {
    indicator_type: ['normal', 'rate', 'proportion'][value_type],
    multiplier,
    transform: transform ? (value_type === 1 ? 'log' : 'logit') : 'none',
    CI_confidence: (Array.isArray(confidence) ? confidence : [confidence])
      .map((at: number) => `${shareOf(at) * 100}%`)
      .join(', '),
    // What the package did; these limits are exact wherever they can be.
    CI_method: `simulation ${input.repetitions ?? '1e+05'} reps`,
  };
  return { ...found, ...told, rows: found.rows.map((row: Json) => ({ ...row, ...told })) };
}

/** Limits from a simulation may be 2 % of the interval's width away. */
function allowedOfSlope(path: string, _input: Json, expected: Json): number | undefined {
  const [key = '', row] = path.split('.').reverse();
  if (!/_(lower|upper)\d/.test(key)) return undefined;
  const own = row !== undefined && expected.rows ? expected.rows[Number(row)] : expected;
  const width = Math.abs(own[key.replace('_lower', '_upper')] - own[key.replace('_upper', '_lower')]);
  return 0.02 * width;
}

function slopeDeparts({ value_type, transform, multiplier = 1 }: Json, actual: Json): Departure | undefined {
  if (!(value_type === 1 && transform && multiplier > 0 && multiplier < 1)) return undefined;
  const turn = (row: Json): Json => {
    const pairs = Object.entries(row).map(([key, value]) => {
      const other = key.includes('_lower') ? key.replace('_lower', '_upper') : key.replace('_upper', '_lower');
      if (!/_(lower|upper)\d/.test(key)) return [key, value];
      return [key, key.startsWith('rii') ? 1 / row[other] : row[other]];
    });
    return Object.fromEntries(pairs);
  };
  const why = 'the anchor turns the limits over for a multiplier below 1; here only below 0';
  return { anchor: { ...turn(actual), rows: actual.rows.map(turn) }, why };
}

/** Bisection to 1e-7 of v = E/(1 + O + E) leaves the anchor's E, and what is divided by it, so far off. */
function allowedOfFunnel(path: string, input: Json, expected: Json): number | undefined {
  if (input.statistic === 'proportion' || !/_(limit|exp_events|population_1_year)/.test(path)) return undefined;
  const keys = path.split('.').slice(1);
  const want = keys.reduce((at, key) => at?.[key], expected);
  const row = /^\d+$/.test(keys.at(-1) ?? '') ? keys.at(-1) : keys.at(-2);
  const table =
    Array.isArray(expected[keys[0] ?? '']) && keys.length === 3 ? expected[keys[0] ?? ''][Number(row)] : undefined;
  const events =
    table?.Events ?? table?.Observed_events ?? (expected.Events ?? expected.Observed_events)?.[Number(row)] ?? 1;
  const side = path.includes('lower') ? 'lower' : 'upper';
  const expectedCount = funnelExpected([events])[`${side}_${path.includes('2s') ? '2s' : '3s'}`][0] ?? 1;
  const v = expectedCount / (1 + events + expectedCount);
  const relative = 1e-5 + (6e-8 * (1 + events)) / (1 - v) ** 2 / expectedCount;
  return (Math.abs(want) + (input.ratio_type === 'count' ? 1 : 0)) * relative;
}

export const funnelVectors: Readonly<Record<string, VectorMethod>> = {
  funnel: {
    relative: 1e-5,
    allowed: allowedOfFunnel,
    run: (input, expected) => funnel(input, expected),
    departs: (input, _actual, expected) => ({
      anchor: funnel(input, expected, 100),
      why: 'the anchor stops the upper line at 100; here it stops at the multiplier',
    }),
  },
  sii: { relative: 1e-9, allowed: allowedOfSlope, run: sii, departs: slopeDeparts },
};
