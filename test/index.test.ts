/** The index: which indicators enter, how they are weighed, and what is said of those left out. */
import { describe, expect, it } from 'vitest';
import { type Direction, type Domain, defineIndicator, type Index } from '../models/define.js';
import { inferIndex } from '../models/infer/index.js';
import type { Assessed, IndicatorFigures } from '../models/infer/indicators.js';
import { exponentialOfRank } from '../models/statistics/composite/imd.js';
import { scores } from '../models/statistics/figures.js';
import { censusAge } from '../sources/ons/census-age.js';

const wards = 12;
const assessed: Assessed = {
  area: [...Array.from({ length: wards }, (_, i) => `X0500${i}`), 'X06', 'X92'],
  authority: Array.from({ length: wards + 2 }, () => 'X06'),
  hasParts: Array.from({ length: wards + 2 }, (_, i) => i !== wards - 1),
  wards,
};
/** Eleven wards with a figure; the twelfth has no parts. */
const rising = Array.from({ length: wards - 1 }, (_, i) => i * i);

function figures(
  id: string,
  domain: Domain,
  values: readonly (number | null)[],
  direction: Direction = 'higher',
  status = 'missing',
): IndicatorFigures {
  const indicator = defineIndicator({
    id,
    title: `Title of ${id}`,
    statistic: 'mean',
    numerator: censusAge.measures.residents,
    direction,
  });
  const column = Array.from({ length: wards + 2 }, (_, i) => values[i] ?? Number.NaN);
  return {
    planned: { indicator, domain, position: 1 },
    counts: { numerator: Float64Array.from(column), denominator: new Float64Array(column.length).fill(1) },
    figures: scores(column),
    status: column.map((v, i) => (assessed.hasParts[i] ? (Number.isNaN(v) ? status : 'measured') : 'no_estimate')),
  };
}

const domain = (id: string): Domain => ({ id, title: `Domain ${id}`, indicators: [] });
const [a, b] = [domain('a'), domain('b')];
const index: Index = {
  id: 'need',
  title: 'Need',
  normalise: 'z_score',
  aggregate: 'arithmetic',
  domains: [
    { domain: a, weight: 1 },
    { domain: b, weight: 3 },
  ],
};
const numbers = (column: readonly unknown[] | undefined) => (column ?? []).map(Number);

describe('the index', () => {
  it('weighs domains as told and indicators alike within them', () => {
    const result = inferIndex(index, assessed, [
      figures('one', a, rising),
      figures('two', a, rising),
      figures('three', b, rising),
    ]);
    expect(Object.fromEntries(result.weights)).toEqual({ one: 0.125, two: 0.125, three: 0.75 });
    expect(result.gaps).toEqual([]);
  });

  it('ranks the highest need first, leaves out the ward without parts, and cuts tenths', () => {
    const { index: rows } = inferIndex(index, assessed, [figures('one', a, rising), figures('two', b, rising)]);
    expect(numbers(rows.rank).slice(0, 11)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(rows.rank?.[11]).toBeNull();
    expect(rows.score?.[11]).toBeNull();
    expect(rows.of?.[0]).toBe(11);
    expect(rows.decile?.[10]).toBe(1);
  });

  it('turns an indicator whose low values are more need', () => {
    const { index: rows } = inferIndex(index, assessed, [
      figures('one', a, rising, 'lower'),
      figures('two', b, rising, 'lower'),
    ]);
    expect(numbers(rows.rank).slice(0, 11)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('never lets context in', () => {
    const { weights } = inferIndex(index, assessed, [figures('one', a, rising), figures('two', a, rising, 'none')]);
    expect([...weights.keys()]).toEqual(['one']);
  });

  it.each([
    {
      what: 'a ward without a figure',
      values: rising.map((v, i) => (i === 3 ? null : v)),
      status: 'missing',
      says: 'No figure for 1 of 11 wards',
    },
    {
      what: 'a ward withheld',
      values: rising.map((v, i) => (i === 3 ? null : v)),
      status: 'withheld',
      says: 'Withheld in 1 of 11 wards',
    },
    { what: 'the same everywhere', values: rising.map(() => 4), status: 'missing', says: 'The same in every ward' },
  ])('leaves an indicator out whole and says why: $what', ({ values, status, says }) => {
    const result = inferIndex(index, assessed, [
      figures('bad', a, values, 'higher', status),
      figures('good', a, rising),
      figures('other', b, rising),
    ]);
    expect([...result.weights.keys()]).toEqual(['good', 'other']);
    expect(result.gaps).toHaveLength(1);
    expect(result.gaps[0]).toMatchObject({ item: 'Title of bad', what: expect.stringContaining(says) });
  });

  it('does not call one ward with a figure the same as the others', () => {
    const alone = { ...assessed, hasParts: assessed.hasParts.map((_, i) => i === 0) };
    const { gaps } = inferIndex(index, alone, [figures('one', a, [4]), figures('two', b, [5])]);
    expect(gaps[0]?.what).toBe('Only one ward has a figure, so it can be held against no other.');
  });

  it('is made without a domain that nothing covers, and the others take its weight', () => {
    const result = inferIndex(index, assessed, [figures('one', a, rising)]);
    expect(Object.fromEntries(result.weights)).toEqual({ one: 1 });
    expect(result.gaps.map((g) => g.item)).toEqual(['Domain b']);
    expect(new Set(result.domains.domain)).toEqual(new Set(['a']));
  });

  it('has no ranks when nothing at all covers the area', () => {
    const { index: rows } = inferIndex(index, assessed, []);
    expect(rows.rank).toEqual(Array(wards).fill(null));
  });

  it('stretches domain ranks as the Indices of Deprivation do, when asked', () => {
    const { index: rows } = inferIndex({ ...index, normalise: 'imd_exponential' }, assessed, [
      figures('one', a, rising),
      figures('two', b, [...rising].reverse()),
    ]);
    const expected = 0.25 * exponentialOfRank(11, 11) + 0.75 * exponentialOfRank(1, 11);
    expect(rows.score?.[0]).toBeCloseTo(expected, 12);
  });
});
