/** The index as it is declared: every step by small tables worked out by hand, and COINr's example through the run's own path. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvParse } from 'd3-dsv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Index, IndicatorSteps } from '../models/define.js';
import { stepMistakes } from '../models/index-steps.js';
import { stepWords } from '../models/index-words.js';
import { correlationRows, imputedRows, indexIndicatorRows } from '../models/infer/index-indicators.js';
import { composite } from '../models/statistics/composite/composite.js';
import { contributions } from '../models/statistics/composite/contributions.js';
import { Random } from '../models/statistics/random.js';
import { infer } from './support/declared.js';
import { describeShared } from './support/shared.js';
import { Table } from './support/tables.js';

const rounded = (column: readonly unknown[] | undefined, places = 6) =>
  (column ?? []).map((x) => (x === null ? null : Number(Number(x).toFixed(places))));

describe('each step, worked out by hand', () => {
  const a = { one: [0, 5, 10] };
  const b = { two: [4, 2, 0] };
  const own = (steps: Record<string, IndicatorSteps>) => ({ indicators: steps });

  it.each<[string, Partial<Index>, number[]]>([
    ['z_score', {}, [0, 0, 0]],
    ['min_max', { normalise: 'min_max' }, [50, 50, 50]],
    ['min_max 1 to 3', { normalise: { method: 'min_max', lower: 1, upper: 3 } }, [2, 2, 2]],
    ['rank', { normalise: 'rank' }, [2, 2, 2]],
    ['percentile', { normalise: 'percentile' }, [0.5, 0.5, 0.5]],
    ['borda', { normalise: 'borda' }, [1, 1, 1]],
    ['fracmax', { normalise: 'fracmax' }, [0.5, 0.5, 0.5]],
    ['goalposts', { normalise: { method: 'goalposts', lower: 0, upper: 5 } }, [0.4, 0.7, 0.5]],
    ['geometric', { normalise: 'rank', aggregate: 'geometric' }, [Math.sqrt(3), 2, Math.sqrt(3)]],
    ['harmonic', { normalise: 'rank', aggregate: 'harmonic' }, [1.5, 2, 1.5]],
    ['power 2', { normalise: 'rank', aggregate: { power: 2 } }, [Math.sqrt(5), 2, Math.sqrt(5)]],
    ['one of its own', own({ one: { normalise: { method: 'scaled', lower: 0, upper: 10 } } }), [0.5, 25, 49.5]],
  ])('%s', (_name, steps, expected) => {
    const { result } = infer({ a, b }, steps);
    expect(rounded(result.index.score)).toEqual(expected.map((x) => Number(x.toFixed(6))));
  });

  it('weights of domains and of indicators', () => {
    const { result } = infer(
      { a: { one: [0, 5, 10], other: [3, 0, 3] }, b },
      { normalise: 'min_max', indicators: { other: { weight: 3 } } },
      { weights: { a: 3 } },
    );
    // a: ¼·min_max(one) + ¾·min_max(other); index: ¾a + ¼b.
    expect(rounded(result.index.score)).toEqual([81.25, 21.875, 75]);
    expect(Object.fromEntries(result.weights)).toEqual({ one: 0.1875, other: 0.5625, two: 0.25 });
  });

  it('aggregates each level by its own mean', () => {
    const { result } = infer(
      { a: { one: [1, 2, 3], other: [2, 1, 3] }, b: { two: [1, 2, 3] } },
      { normalise: 'rank', aggregate: { domain: 'geometric', index: 'arithmetic' } },
    );
    expect(rounded(result.index.score)).toEqual(rounded([(Math.SQRT2 + 1) / 2, (Math.SQRT2 + 2) / 2, 3]));
  });

  it('treats outliers for the index alone, and says what was done', () => {
    const lean = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 500];
    const up = lean.map((_, i) => i);
    const { result } = infer({ a: { one: lean }, b: { two: up } }, { treat: {} });
    const rows = indexIndicatorRows(result);
    expect(rows.treatment).toEqual(['winsorised', 'none']);
    expect([rows.points_changed, rows.wards_imputed]).toEqual([
      [1, 0],
      [0, 0],
    ]);
    expect(Number(rows.skewness?.[0])).toBeGreaterThan(2);
    expect(Number(rows.skewness_after?.[0])).toBeLessThan(2);
    // 500 became 11, so the two highest wards have one normalised figure.
    const z = result.inIndex.get('one')!.normalised;
    expect(z[11]).toBe(z[10]);
  });

  it('fills in what is missing only when asked, and lists every cell', () => {
    const gappy = { a: { one: [1, null, 3, 6] }, b: { two: [1, 2, 3, 4] } };
    expect(infer(gappy).result.gaps.map(({ item }) => item)).toEqual(['one', 'a']);
    const { result } = infer(gappy, { impute: { by: 'median' } });
    expect(result.gaps).toEqual([]);
    expect(imputedRows(result.made)).toEqual({ ward: ['X05001'], indicator: ['one'], value: [3] });
    const authority = ['X1', 'X1', 'X2', 'X2'];
    const within = infer(gappy, { impute: { by: 'mean', within: 'authority' } }, { authority }).result;
    expect(imputedRows(within.made).value).toEqual([1]);
  });

  it('makes do with what is there above a threshold, and ranks nobody below it', () => {
    const gappy = { a: { one: [1, null, 3, 6], other: [1, 2, 3, null] }, b: { two: [1, 2, 3, 4] } };
    const { result } = infer(gappy, { threshold: { domain: 0.5, index: 1 }, normalise: 'min_max' });
    // Ward 2 has one of two indicators: 50 of the 0 to 100 between 1 and 3.
    expect(rounded(result.domains.score).slice(0, 4)).toEqual([0, 50, 70, 100]);
    const strict = infer(gappy, { threshold: { domain: 1, index: 1 }, normalise: 'min_max' }).result;
    expect(strict.index.rank).toEqual([2, null, 1, null]);
    const top = infer(gappy, { threshold: { domain: 1, index: 0.5 }, normalise: 'min_max' }).result;
    expect(rounded(top.index.score)).toEqual([0, 33.333333, 68.333333, 100]);
  });

  it('leaves out what cannot be brought to its scale, and says why', () => {
    const { result } = infer(
      { a: { one: [1, 2, 3], other: [1, 2, 3] }, b },
      { indicators: { other: { normalise: { method: 'dist2targ', target: 1 } } } },
    );
    expect([...result.weights.keys()]).toEqual(['one', 'two']);
    expect(result.gaps).toEqual([expect.objectContaining({ item: 'other', what: expect.stringContaining('scale') })]);
  });

  it('says every step in words that follow the declaration', () => {
    const { index } = infer({ a, b }, { treat: { skew: 1.5 }, aggregate: 'geometric', normalise: 'rank' });
    expect(stepWords(index).map(({ step, setting }) => [step, setting])).toEqual([
      ['impute', 'none'],
      ['treat', 'winsorise then log, skew 1.5, kurtosis 3.5, winmax 5'],
      ['normalise', 'rank'],
      ['weight', 'equal'],
      ['aggregate', 'geometric'],
    ]);
    for (const { words } of stepWords(index)) expect(words).toMatch(/\.$/);
  });

  it.each<[string, Partial<Index>, string]>([
    ['geometric over z-scores', { aggregate: 'geometric' }, 'aggregate'],
    ['geometric over percentiles, which begin at 0', { aggregate: 'geometric', normalise: 'percentile' }, 'aggregate'],
    ['harmonic over min_max from 0', { aggregate: 'harmonic', normalise: 'min_max' }, 'aggregate'],
    [
      'an index that is stretched and multiplied',
      { aggregate: { domain: 'arithmetic', index: 'geometric' }, normalise: 'imd_exponential' },
      'aggregate',
    ],
    ['goalposts without room', { normalise: { method: 'goalposts', lower: 1, upper: 1 } }, 'normalise'],
  ])('refuses %s', (_what, steps, key) => {
    expect(stepMistakes(infer({ a, b }).index)).toEqual([]);
    const { index } = infer({ a, b });
    expect(stepMistakes({ ...index, ...steps }).map(({ keys }) => keys[0])).toEqual([key]);
  });

  it('power means take 0, geometric ones what lies above it', () => {
    const { index } = infer({ a, b });
    expect(stepMistakes({ ...index, normalise: 'percentile', aggregate: { power: 0.5 } })).toEqual([]);
    expect(
      stepMistakes({ ...index, normalise: { method: 'min_max', lower: 1, upper: 100 }, aggregate: 'geometric' }),
    ).toEqual([]);
  });
});

describe('what a score is made of', () => {
  const means = fc.constantFrom(
    'arithmetic' as const,
    'geometric' as const,
    'harmonic' as const,
    { power: 2 },
    { power: -0.5 },
  );

  it('adds up to the score exactly, by indicator and by domain, whatever the means and whatever is missing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), means, means, fc.boolean(), (seed, inner, outer, gaps) => {
        const random = new Random(seed);
        const column = (id: string) => ({
          id,
          parent: Number(id) % 2 ? 'odd' : 'even',
          weight: 0.2 + random.uniform(),
          values: Array.from({ length: 9 }, (_, i) => (gaps && i === Number(id) ? Number.NaN : random.uniform() ** 2)),
        });
        const plan = {
          indicators: ['1', '2', '3', '4', '5'].map(column),
          groups: [
            { id: 'odd', parent: 'top', weight: 2 },
            { id: 'even', parent: 'top', weight: 0.5 },
            { id: 'top', parent: null },
          ],
          normalise: { method: 'min_max', lower: 1, upper: 100 } as const,
          mean: [inner, outer],
        };
        const found = composite(plan);
        const { base, parts } = contributions(found.tree, found.normalised, plan);
        found.index.forEach((score, i) => {
          const sum = (ids: string[]) => ids.reduce((all, id) => all + (parts.get(id)?.[i] || 0), base[i] ?? 0);
          expect(Math.abs(sum(['1', '2', '3', '4', '5']) - score)).toBeLessThan(1e-11);
          expect(Math.abs(sum(['odd', 'even']) - score)).toBeLessThan(1e-11);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('is weight times z-score where means are arithmetic, from a base of 0', () => {
    const { result } = infer({ a: { one: [1, 2, 6] }, b: { two: [3, 1, 2] } }, {}, { weights: { b: 3 } });
    const one = result.inIndex.get('one')!;
    expect(one.contribution.every((part, i) => Math.abs(part - 0.25 * one.normalised[i]!) < 1e-15)).toBe(true);
    for (const base of result.index.base ?? []) expect(Math.abs(Number(base))).toBeLessThan(1e-15);
  });

  it('is told by domain alone where domains are ranked and stretched', () => {
    const { result } = infer({ a: { one: [1, 2, 6] }, b: { two: [3, 1, 2] } }, { normalise: 'imd_exponential' });
    expect(result.inIndex.get('one')!.contribution.every(Number.isNaN)).toBe(true);
    const parts = rounded(result.domains.contribution, 9) as number[];
    const sums = [0, 1, 2].map((i) => Number(result.index.base?.[i]) + parts[i]! + parts[i + 3]!);
    expect(rounded(sums)).toEqual(rounded(result.index.score));
  });

  it('names pairs that count one thing twice, and those that run against each other in a domain', () => {
    const up = [1, 2, 3, 4, 9];
    const other = [2, 1, 4, 3, 5];
    const { result } = infer(
      { a: { one: up, down: up.map((x) => -x + (x % 2)) }, b: { same: up.map((x) => x ** 2), apart: other } },
      {},
    );
    const { indicator = [], other: others = [], finding = [] } = correlationRows(result.made);
    expect(indicator.map((id, i) => [id, others[i], finding[i]])).toEqual([
      ['one', 'down', 'against'],
      ['one', 'same', 'same_thing'],
      ['down', 'same', 'against'],
    ]);
    expect(correlationRows(undefined).indicator).toEqual([]);
  });

  it('shares the differences out: shares add up to 1, and an indicator that tells against the index has less', () => {
    const up = [1, 2, 3, 5, 8];
    const down = [5, 8, 3, 2, 1];
    const { result } = infer({ a: { one: up }, b: { two: up }, c: { three: down } });
    const [one = 0, two = 0, three = 0] = indexIndicatorRows(result).effective_weight as number[];
    expect(one + two + three).toBeCloseTo(1, 12);
    expect(one).toBe(two);
    expect(three).toBeLessThan(0);
  });
});

describeShared('COINr’s ASEM example through the run’s path', 'vectors/coinr_asem/given', (folder) => {
  it('gives its pillars', () => {
    const read = (name: string) => csvParse(readFileSync(join(folder, name), 'utf8'));
    const [data, meta] = [read('asem_iData.csv'), read('asem_iMeta.csv')];
    const number = (text: string | undefined) =>
      text === undefined || text === '' || text === 'NA' ? null : Number(text);
    const domains: Record<string, Record<string, (number | null)[]>> = {};
    const steps: Record<string, IndicatorSteps> = {};
    const lower: string[] = [];
    for (const { iCode = '', Parent = '', Weight, Direction, Denominator = '', Type } of meta) {
      if (Type !== 'Indicator') continue;
      domains[Parent] ??= {};
      domains[Parent][iCode] = data.map((row) => {
        const [x, by] = [number(row[iCode]), Denominator ? number(row[Denominator]) : 1];
        return x === null || by === null ? null : x / by;
      });
      steps[iCode] = { weight: Number(Weight) };
      if (Direction === '-1') lower.push(iCode);
    }
    const { result } = infer(
      domains,
      {
        impute: { by: 'mean', within: 'authority' },
        screen: 0.9,
        treat: {},
        normalise: 'min_max',
        threshold: { domain: 0, index: 0 },
        indicators: steps,
      },
      { lower, authority: data.map(({ EurAsia_group = '' }) => EurAsia_group) },
    );
    const expected = new Table(join(folder, 'aggregated_first3_units.csv'));
    const units = expected.text('uCode').map((code) => data.findIndex(({ uCode }) => uCode === code));
    for (const pillar of Object.keys(domains)) {
      const from = result.domains.domain!.indexOf(pillar);
      units.forEach((unit, i) => {
        expect(Number(result.domains.score?.[from + unit]), pillar).toBeCloseTo(expected.numbers(pillar)[i]!, 8);
      });
    }
    expect(result.domains.score).toHaveLength(8 * data.length);
  });
});
