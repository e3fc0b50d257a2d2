/** Change before and after, pairs over a cut-off, ranks that agree, overlaps of groups: held to published values and to an attacker. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankCorrelation } from '../models/statistics/composite/rank-correlation.js';
import { pairedChange, unpairedChange } from '../models/statistics/rates/mean-change.js';
import { differenceOfPairedProportions } from '../models/statistics/rates/paired-proportions.js';
import { differenceOfProportions } from '../models/statistics/rates/two-areas.js';
import { questionnaireOf, questionnaires } from '../sources/local/questionnaires.js';

describe('the change of a mean', () => {
  // Morris (2008), the treatment groups, with g as `escalc` of metafor prints it.
  it.each([
    [30.6, 38.5, 15.0, 11.6, 20, 0.47, 0.5056],
    [23.5, 26.8, 3.1, 4.1, 50, 0.64, 1.0481],
    [0.5, 0.7, 0.1, 0.1, 9, 0.77, 1.8054],
    [53.4, 75.9, 14.5, 4.4, 10, 0.89, 1.4181],
    [35.6, 36.0, 4.7, 4.6, 14, 0.44, 0.0801],
  ])('from %d to %d in standard deviations of before', (m1, m2, s1, s2, n, r, g) => {
    const sdChange = Math.sqrt(s1 ** 2 + s2 ** 2 - 2 * r * s1 * s2);
    const found = pairedChange({ n, mean: m1, sd: s1 }, { n, mean: m2, sd: s2 }, sdChange);
    expect(found.correlation).toBeCloseTo(r, 10);
    // Hedges' correction is exact there and approximate here: a thousandth apart at n = 9.
    expect(found.effect / g).toBeCloseTo(1, 2);
  });

  it('has Bonett’s limits, which claim no more than those of the change itself', () => {
    // By hand, with s_change = 14: 196/(225·19) + 0.5056²/38 = 0.05257; t(19) = 2.0930.
    const found = pairedChange({ n: 20, mean: 30.6, sd: 15 }, { n: 20, mean: 38.5, sd: 11.6 }, 14);
    expect(found.effect_uppercl - found.effect).toBeCloseTo(2.093 * Math.sqrt(0.05257), 3);
    const sd = fc.double({ min: 1, max: 9, noNaN: true });
    const one = fc.record({ n: fc.integer({ min: 3, max: 60 }), mean: fc.double({ min: 0, max: 5, noNaN: true }), sd });
    fc.assert(
      fc.property(one, one, sd, (before, after, sdChange) => {
        for (const change of [pairedChange(before, { ...after, n: before.n }, sdChange), unpairedChange(before, after)])
          if (change.effect_lowercl > 0) expect(change.lowercl).toBeGreaterThan(0);
      }),
    );
  });

  it('has the t interval of R’s sleep data, paired and not', () => {
    // t.test(extra ~ group, data = sleep): paired 1.58 (0.70 to 2.46), Welch 1.58 (−0.21 to 3.37).
    const one = { n: 10, mean: 0.75, sd: 1.78901 };
    const other = { n: 10, mean: 2.33, sd: 2.002249 };
    const paired = pairedChange(one, other, 1.229995);
    expect([paired.value, paired.lowercl, paired.uppercl].map((x) => x.toFixed(4))).toEqual([
      '1.5800',
      '0.7001',
      '2.4599',
    ]);
    const apart = unpairedChange(one, other);
    expect([apart.lowercl, apart.uppercl].map((x) => x.toFixed(4))).toEqual(['-0.2055', '3.3655']);
    expect(apart.effect).toBeCloseTo(paired.effect, 10);
  });

  it('is wider without pairs wherever people resemble themselves', () => {
    const scores = fc.record({ n: fc.integer({ min: 20, max: 200 }), sd: fc.double({ min: 1, max: 9, noNaN: true }) });
    fc.assert(
      fc.property(scores, fc.double({ min: 0.2, max: 0.95, noNaN: true }), ({ n, sd }, r) => {
        const [before, after] = [
          { n, mean: 10, sd },
          { n, mean: 8, sd },
        ];
        const width = ({ effect_lowercl, effect_uppercl }: ReturnType<typeof unpairedChange>) =>
          effect_uppercl - effect_lowercl;
        const paired = pairedChange(before, after, sd * Math.sqrt(2 - 2 * r));
        expect(width(paired)).toBeLessThan(width(unpairedChange(before, after)));
      }),
    );
  });

  it('has no figure where there is nothing to reckon with, and says why', () => {
    const ok = { n: 12, mean: 3, sd: 1 };
    expect(pairedChange(ok, { ...ok, n: 11 }, 1).reason).toBe('missing_value');
    expect(unpairedChange(ok, { ...ok, sd: 0 }).reason).toBe('constant_values');
    expect(unpairedChange({ ...ok, n: 1 }, ok).reason).toBe('too_few_values');
    expect(unpairedChange({ ...ok, mean: Number.NaN }, ok)).toMatchObject({
      value: Number.NaN,
      reason: 'missing_value',
    });
  });
});

describe('two shares of the same people', () => {
  it('differ as Newcombe has it', () => {
    // Altman and others (2000), table 6.2; Bentur and others (2009), as in Fagerland, Lydersen and Laake (2014).
    const altman = differenceOfPairedProportions({ both: 14, before: 5, after: 0, neither: 22 });
    expect([altman.value, altman.lowercl, altman.uppercl].map((x) => x.toFixed(3))).toEqual([
      '-0.122',
      '-0.226',
      '-0.011',
    ]);
    const bentur = differenceOfPairedProportions({ both: 1, before: 1, after: 7, neither: 12 });
    expect([bentur.lowercl, bentur.uppercl].map((x) => x.toFixed(3))).toEqual(['0.026', '0.507']);
  });

  it('are as of other people where before says nothing about after', () => {
    const paired = differenceOfPairedProportions({ both: 10, before: 10, after: 10, neither: 10 });
    const apart = differenceOfProportions({ events: 20, people: 40 }, { events: 20, people: 40 });
    expect(paired.lowercl).toBeCloseTo(apart.lowercl, 12);
    expect(differenceOfPairedProportions({ both: 0, before: 0, after: 0, neither: 0 }).reason).toBe('zero_denominator');
  });
});

describe('ranks of two figures', () => {
  it('agree, with Bonett and Wright’s limits', () => {
    const found = rankCorrelation([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [2, 1, 4, 3, 6, 5, 8, 7, 10, 9]);
    // ρ = 1 − 6·10/990; atanh ρ = ½·ln 32, ∓ 1.96·√(1.4412/7).
    expect(found.value).toBeCloseTo(0.9394, 4);
    expect(found.lowercl).toBeCloseTo(Math.tanh(0.5 * Math.log(32) - 1.96 * Math.sqrt(1.44123 / 7)), 3);
    expect(found.n).toBe(10);
  });

  it('share the mean place where they are equal, and leave out what is missing', () => {
    const [a, b] = [
      [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6],
      [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, Number.NaN],
    ];
    expect(rankCorrelation(a, b)).toMatchObject({ value: expect.closeTo(1, 12), n: 10 });
    expect(rankCorrelation([1, 2, 3], [1, 2, 3]).reason).toBe('too_few_values');
  });
});

describe('questionnaires', () => {
  it('are known however people write them, and none by two names', () => {
    expect(questionnaireOf('phq 9')?.better).toBe('lower');
    expect(questionnaireOf('Warwick–Edinburgh mental wellbeing scale')?.better).toBe('higher');
    expect(questionnaireOf('Our own form')).toBeUndefined();
    const names = questionnaires.flatMap((one) =>
      one.names.map((name) => name.toLowerCase().replace(/[^a-z0-9]/g, '')),
    );
    expect(new Set(names).size).toBe(names.length);
  });
});
