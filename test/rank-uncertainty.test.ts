/** How far ranks could move: seeded draws of chance and of weights, and what is made of them. */
import { describe, expect, it } from 'vitest';
import { type Domain, defineIndicator, type Index } from '../models/define.js';
import { inferIndex } from '../models/infer/index.js';
import type { Assessed } from '../models/infer/indicators.js';
import { rankRanges } from '../models/infer/rank-ranges.js';
import {
  type Drawing,
  lastOfTopFifth,
  rankUncertainty,
  standardError,
  type UncertainDomain,
} from '../models/infer/rank-uncertainty.js';
import { ranksDescending } from '../models/statistics/ranks.js';
import { proportions } from '../models/statistics/rates/proportion.js';
import { readMart } from '../outputs/read.js';
import { fifthOf } from '../outputs/telling/wards.js';
import { censusAge } from '../sources/ons/census-age.js';
import { goodWorkspace, remove, tablesOnly, withEngine } from './support/workspace.js';

const how: Drawing = { seed: 7, draws: 2000, weightNoise: 0.25, exponential: false };
const codes = (n: number) => Array.from({ length: n }, (_, i) => `X05${String(i).padStart(6, '0')}`);
const domain = (id: string, score: number[], variance: number[] | number = 0, weight = 1): UncertainDomain => ({
  id,
  weight,
  score,
  variance: typeof variance === 'number' ? score.map(() => variance) : variance,
});
const wave = (n: number, step: number) => Array.from({ length: n }, (_, i) => Math.sin(i * step) * 2);
const spread = (n: number) => Array.from({ length: n }, (_, i) => 0.02 + (i % 5) * 0.05);

describe('the ranks of many draws', () => {
  const wards = codes(24);
  const domains = [domain('a', wave(24, 1.3), spread(24)), domain('b', wave(24, 2.9), spread(24), 2)];

  it.each([false, true])('repeat, and do not depend on the order of the rows (exponential: %s)', (exponential) => {
    const first = rankUncertainty(wards, domains, { ...how, exponential });
    expect(rankUncertainty(wards, domains, { ...how, exponential })).toEqual(first);
    const order = [...wards.keys()].sort((x, y) => ((x * 7) % 24) - ((y * 7) % 24));
    const turn = <T>(column: ArrayLike<T>) => order.map((i) => column[i] as T);
    const turned = rankUncertainty(
      turn(wards),
      domains.map((d) => ({ ...d, score: turn(d.score), variance: turn(d.variance) })),
      { ...how, exponential },
    );
    for (const column of ['low', 'median', 'high', 'topFifth'] as const)
      expect([...turned[column]]).toEqual(turn(first[column]));
  });

  it('do not change where all weights are scaled alike', () => {
    const scaled = domains.map((each) => ({ ...each, weight: each.weight * 8 }));
    expect(rankUncertainty(wards, scaled, how)).toEqual(rankUncertainty(wards, domains, how));
  });

  it('are others from another seed', () => {
    const [one, two] = [7, 8].map((seed) => rankUncertainty(wards, domains, { ...how, seed }).topFifth);
    expect(one).not.toEqual(two);
  });

  it('are the rank itself where nothing is uncertain, equals and wards without a score included', () => {
    const score = [3, 1, 1, 0, Number.NaN, -2, -2, -5];
    const found = rankUncertainty(codes(8), [domain('a', score)], { ...how, weightNoise: 0 });
    for (const column of [found.low, found.median, found.high]) expect(column).toEqual(ranksDescending(score));
    expect([...found.topFifth]).toEqual([1, 1, 1, 0, Number.NaN, 0, 0, 0]);
  });

  it('move with the weights alone where domains disagree, and not where they agree', () => {
    const falling = Array.from({ length: 9 }, (_, i) => -i);
    const agree = rankUncertainty(codes(9), [domain('a', falling), domain('b', falling)], how);
    expect(agree.low).toEqual(agree.high);
    const crossing = rankUncertainty(codes(3), [domain('a', [1, 0, -1]), domain('b', [-1, 0, 1])], how);
    expect([...crossing.low]).toEqual([1, 2, 1]);
    expect([...crossing.high]).toEqual([3, 2, 3]);
  });

  it('never swap two wards that are far apart', () => {
    const score = [50, 0.1, 0, -0.1, -50];
    const found = rankUncertainty(codes(5), [domain('a', score, 0.5), domain('b', score, 0.5)], how);
    expect([found.low[0], found.high[0], found.low[4], found.high[4]]).toEqual([1, 1, 5, 5]);
    expect([found.low[2], found.high[2]]).toEqual([2, 4]);
  });

  it('have the errors they were given: two wards change places as often as the normal distribution says', () => {
    // A difference of 1 against a standard deviation of √2: Φ(1/√2) = 0.7602.
    const found = rankUncertainty(codes(5), [domain('a', [1, 0, -90, -91, -92], [1, 1, 0, 0, 0])], {
      ...how,
      draws: 100_000,
    });
    expect(found.topFifth[0]).toBeCloseTo(0.7602, 2);
  });

  it('count the same highest fifth as the map', () => {
    for (let of = 5; of < 60; of++) {
      const inFifth = (rank: number) =>
        fifthOf({ rank, of, decile: of < 10 ? null : Math.ceil((10 * rank) / of) }) === 0;
      expect(inFifth(lastOfTopFifth(of)) && !inFifth(lastOfTopFifth(of) + 1), `${of} wards`).toBe(true);
    }
    expect(rankUncertainty(codes(4), [domain('a', [4, 3, 2, 1])], how).topFifth).toEqual(
      new Float64Array(4).fill(Number.NaN),
    );
  });

  it('have nothing to say of no domains', () => {
    expect([...rankUncertainty(codes(2), [], how).low]).toEqual([Number.NaN, Number.NaN]);
  });
});

describe('the index with its ranges', () => {
  const wards = 11;
  const assessed: Assessed = {
    area: [...codes(wards), 'X06', 'X92'],
    authority: Array.from({ length: wards + 2 }, () => 'X06'),
    hasParts: Array.from({ length: wards + 2 }, () => true),
    wards,
  };
  const only: Domain = { id: 'only', title: 'Only', indicators: [] };
  const index: Index = {
    id: 'need',
    title: 'Need',
    normalise: 'z_score',
    aggregate: 'arithmetic',
    domains: [{ domain: only, weight: 1 }],
  };

  it('gives a ward with tiny numbers a wider range than one with large numbers', () => {
    const n = Float64Array.from({ length: wards + 2 }, (_, i) => (i === 5 ? 25 : 100_000));
    const x = n.map((people, i) => people * (0.1 + 0.04 * Math.min(i, 10)));
    const indicator = defineIndicator({
      id: 'one',
      title: 'One',
      statistic: 'proportion',
      numerator: censusAge.measures.residents,
      denominator: censusAge.measures.residents,
      direction: 'higher',
    });
    const { domains } = inferIndex(index, assessed, [
      {
        planned: { indicator, domain: only, position: 1 },
        counts: { numerator: x.map(Math.round), denominator: n },
        figures: proportions(x.map(Math.round), n, 100),
        status: Array.from(n, () => 'measured'),
      },
    ]);
    const { term = [], term_variance = [] } = domains;
    const rows = rankRanges(index.normalise, { ...domains, score: term, variance: term_variance });
    const width = (i: number) => Number(rows.rank_high?.[i]) - Number(rows.rank_low?.[i]);
    expect(width(0)).toBeLessThanOrEqual(1);
    expect(width(5)).toBeGreaterThan(3);
    expect(rows.draws?.[5]).toBe(10_000);
  });

  it('takes a standard error from limits, and none where there are none', () => {
    expect(standardError(10 - 1.959964, 10 + 1.959964)).toBeCloseTo(1, 6);
    expect(standardError(Number.NaN, Number.NaN)).toBe(0);
  });
});

describe('the demo', () => {
  it('has ranges that hold the rank for nearly every ward, in the form the mart promises', async () => {
    const folder = await goodWorkspace({}, tablesOnly);
    const rows = await withEngine(folder, (engine) => readMart(engine, 'mart_index'));
    remove(folder);
    const ranked = rows.filter((row) => row.rank !== null);
    const within = ranked.filter(({ rank, rank_low, rank_high }) => rank_low! <= rank! && rank! <= rank_high!);
    expect(within.length / ranked.length).toBeGreaterThanOrEqual(0.95);
    expect(ranked.some((row) => row.rank_low! < row.rank_high!)).toBe(true);
    for (const row of ranked) {
      expect(row).toMatchObject({ draws: 10_000 });
      expect(row.rank_low! >= 1 && row.rank_low! <= row.rank_high! && row.rank_high! <= row.of).toBe(true);
      expect(row.p_top_fifth! >= 0 && row.p_top_fifth! <= 1).toBe(true);
    }
    const nothing = { rank_low: null, rank_high: null, p_top_fifth: null, draws: null };
    for (const row of rows.filter(({ rank }) => rank === null)) expect(row).toMatchObject(nothing);
  });
});
