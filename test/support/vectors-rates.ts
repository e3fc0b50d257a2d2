/** How standardised rates and life tables, and with them funnels and trends, answer the reference vectors. */
import { indirectRate, indirectRatio } from '../../models/statistics/rates/indirect.js';
import { lifeExpectancy } from '../../models/statistics/rates/life-expectancy.js';
import { rate } from '../../models/statistics/rates/rate.js';
import { standardisedRate, standardisedRateOfRepeatedEvents } from '../../models/statistics/rates/standardised.js';
import { atConfidence, byArea, column, firstReason, number } from './vector-input.js';
import type { Departure, Json, VectorMethod } from './vector-method.js';
import { funnelVectors } from './vectors-funnels.js';
import { trendVectors } from './vectors-trends.js';

function dsr({ rows, confidence, multiplier = 100_000, independent_events }: Json, expected: Json): Json {
  const repeated = independent_events === false || rows.some((row: Json) => 'eventfreq' in row);
  return byArea(rows, expected, (own) => {
    const bands = {
      count: column(own, 'count', 'x', 'obs', 'uniqueindividuals'),
      population: column(own, 'pop', 'n', 'population'),
      standard: column(own, 'stdpop', 'w', 'standard'),
      frequency: column(own, 'eventfreq', 'freq', 'f'),
      band: own.map((row) => String(row.ageband)),
    };
    const found = atConfidence(confidence, (at) =>
      repeated ? standardisedRateOfRepeatedEvents(bands, at, multiplier) : standardisedRate(bands, at, multiplier),
    );
    const few = found.reason === 'fewer_than_ten_events';
    const method = repeated ? 'Dobson, with confidence adjusted for non-independent events' : 'Dobson';
    return { ...found, method, statistic: few ? 'dsr NA for total count < 10' : `dsr per ${multiplier}` };
  });
}

/** Events without ages: one number, numbers by area, or rows of areas. */
function observedIn(totals: Json, area: string): number | undefined {
  if (totals === undefined || totals === null) return undefined;
  if (typeof totals === 'number') return totals;
  if (!Array.isArray(totals)) return number(totals[area] ?? totals.count ?? totals.observed);
  const row = totals.find((each) => String(each.area ?? '') === area) ?? totals[0];
  return number(typeof row === 'number' ? row : (row?.count ?? row?.observed ?? row?.x));
}

function indirect(input: Json, expected: Json, empty?: number): Json {
  const { kind, rows, confidence, refvalue = 1, multiplier = 100_000, observed_totals } = input;
  return byArea(rows, expected, (own, area) => {
    const bands = {
      count: column(own, 'count', 'x'),
      population: column(own, 'pop', 'n'),
      referenceCount: column(own, 'refcount', 'x_ref'),
      referencePopulation: column(own, 'refpop', 'n_ref'),
    };
    const observed = observedIn(observed_totals, area);
    const found = atConfidence(confidence, (at) => {
      const options = { confidence: at, ...(observed === undefined ? {} : { observed }) };
      const one = kind === 'ratio' ? indirectRatio(bands, refvalue, options) : indirectRate(bands, multiplier, options);
      if (one.reason !== 'nothing_expected' || empty === undefined) return one;
      const raw = rate(one.observed, 1, at, one.reference);
      const [value, lowercl, uppercl] = [raw.value, raw.lowercl, raw.uppercl].map((each) => each / empty);
      return { ...one, value: value ?? 0, lowercl: lowercl ?? 0, uppercl: uppercl ?? 0, method: raw.method };
    });
    const statistic = kind === 'ratio' ? `ratio x ${refvalue}` : `rate per ${multiplier}`;
    return { ...found, ref_rate: found.reference, statistic: `indirectly standardised ${statistic}` };
  });
}

function lifeTable({ rows, confidence, age_contents }: Json, expected: Json): Json {
  const ageOf = (label: Json) => (typeof label === 'number' ? label : Number(/\d+/.exec(String(label))?.[0]));
  const ages = (age_contents as Json[] | undefined)?.map(ageOf);
  const start = rows.map((row: Json) => ageOf(row.startage));
  const found = atConfidence(confidence, (at) =>
    lifeExpectancy(start, column(rows, 'deaths', 'dths'), column(rows, 'pop', 'pops', 'population'), at, ages),
  );
  const limits = Object.keys(found).filter((key) => /^(lower|upper|value|pops_used|dths_used)/.test(key));
  const table = [...found.startage].map((age, i) => {
    const label = rows.find((row: Json) => ageOf(row.startage) === age)?.startage;
    return {
      startage: label,
      reason: found.reason[i],
      ...Object.fromEntries(limits.map((key) => [key, found[key][i]])),
    };
  });
  const wanted: Json[] = Array.isArray(expected?.rows) ? expected.rows : table;
  const aligned = wanted.map((want, i) => table.find((row) => row.startage === want.startage) ?? table[i]);
  return { rows: aligned, reason: firstReason(table) };
}

function lifeTableDeparts(_input: Json, actual: Json): Departure | undefined {
  const endless = actual.reason === 'no_deaths_in_last_band';
  const rows = actual.rows.map((row: Json) => {
    const keys = Object.keys(row).filter((key) => key.startsWith('upper') && endless);
    const sums = endless ? {} : { pops_used: Number.NaN, dths_used: Number.NaN };
    return { ...row, ...sums, ...Object.fromEntries(keys.map((key) => [key, Number.POSITIVE_INFINITY])) };
  });
  const why = endless ? 'the anchor has an upper limit without end' : 'the anchor adds up nothing it does not use';
  return actual.rows.every((row: Json) => row.reason !== null) ? { anchor: { rows }, why } : undefined;
}

export const rateVectors: Readonly<Record<string, VectorMethod>> = {
  ...funnelVectors,
  ...trendVectors,
  dsr: { relative: 1e-9, run: dsr },
  indirect_standardisation: {
    relative: 1e-9,
    run: (input, expected) => indirect(input, expected),
    departs: (input, actual, expected) =>
      actual.reason === 'nothing_expected'
        ? { anchor: indirect(input, expected, 0), why: 'nothing is expected: missing with a reason, not Inf or NaN' }
        : undefined,
  },
  life_expectancy: { relative: 1e-9, run: lifeTable, departs: lifeTableDeparts },
};
