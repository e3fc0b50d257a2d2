/** What is left of ward figures when chance is allowed for, and the shares of wards by both rules. */
import { describe, expect, it } from 'vitest';
import { familyNeed } from '../models/indicators/family-need.js';
import { smallAreaColumns } from '../models/infer/small-areas.js';
import { contiguity } from '../models/statistics/spatial/weights-matrix.js';

const given = familyNeed.domains[0]!.domain.indicators[0]!;
const planned = (changes: Partial<typeof given>) => ({
  indicator: { ...given, multiplier: 100, statistic: 'proportion', direction: 'higher', ...changes } as typeof given,
  domain: familyNeed.domains[0]!.domain,
  position: 1,
});

/** Twelve wards; the first has three cases among ten people, the others some hundreds of a thousand. */
const numerator = Float64Array.from([3, ...Array.from({ length: 11 }, (_, i) => 100 + 15 * i)]);
const denominator = Float64Array.from([10, ...Array.from({ length: 11 }, () => 1000)]);
const counts = (multiplier = 100) => ({
  numerator,
  denominator,
  value: numerator.map((x, i) => (multiplier * x) / denominator[i]!),
});
const authority = Array.from({ length: 12 }, (_, i) => (i < 6 ? 'A' : 'B'));
const row = contiguity(
  Array.from({ length: 12 }, (_, i) => (i === 11 ? [] : [i - 1, i + 1].filter((j) => j >= 0 && j < 11))),
);

describe('small areas', () => {
  const found = smallAreaColumns(planned({}), counts(), authority, row);

  it('a ward of few people is drawn far towards the mean, one of many hardly; and it does not lead by chance', () => {
    const value = counts().value;
    const moved = (i: number) => Math.abs(Number(found.smoothed?.[i]) - value[i]!);
    expect(value[0]).toBeGreaterThan(value[11]!);
    expect(moved(0)).toBeGreaterThan(5);
    expect(moved(11)).toBeLessThan(1);
    expect(found.rank?.[0]).toBeGreaterThan(1);
    expect(found.rank?.[11]).toBe(1);
  });

  it('draws towards the neighbours, towards the authority, and leaves an island as it is', () => {
    expect(found.smoothed_local?.[11]).toBeCloseTo(counts().value[11]!, 10);
    expect(Number(found.smoothed_local?.[0])).toBeLessThan(Number(found.smoothed?.[0]));
    expect(Number(found.shrunk?.[0])).toBeLessThan(30);
    expect(Number(found.shrunk?.[0])).toBeGreaterThan(10);
  });

  it('goes without neighbours where nobody knows them, without shrinkage for rates, and without either for scores', () => {
    expect(smallAreaColumns(planned({}), counts(), authority, undefined).smoothed_local).toEqual(Array(12).fill(null));
    const rate = smallAreaColumns(planned({ statistic: 'rate' }), counts(), authority, row);
    expect([rate.shrunk?.[0], typeof rate.smoothed?.[0]]).toEqual([null, 'number']);
    const score = smallAreaColumns(planned({ statistic: 'mean' }), counts(), authority, row);
    expect([score.smoothed?.[0], score.rank?.[0]]).toEqual([null, 1]);
  });

  it('cuts into shares by both rules, 1 the most need, whichever way that is', () => {
    // The two rules differ where the wards do not divide evenly: twelve into five.
    const sizes = (values: readonly unknown[] | undefined) =>
      [1, 2, 3, 4, 5].map((q) => values?.filter((each) => each === q).length);
    expect(found.quintile_package?.[0]).toBe(1);
    expect(found.quintile_official?.[0]).toBe(1);
    expect(sizes(found.quintile_official)).toEqual([2, 2, 3, 2, 3]);
    expect(sizes(found.quintile_package)).toEqual([3, 2, 3, 2, 2]);
    const lower = smallAreaColumns(planned({ direction: 'lower' }), counts(), authority, row);
    expect(lower.quintile_official?.[0]).toBe(5);
    expect(lower.rank?.[1]).toBe(1);
  });

  it('makes no shares of fewer wards, and leaves out those without a figure', () => {
    const few = {
      numerator: numerator.subarray(0, 4),
      denominator: denominator.subarray(0, 4),
      value: counts().value.subarray(0, 4),
    };
    const of = smallAreaColumns(planned({}), few, authority.slice(0, 4), undefined);
    expect(of.quintile_package).toEqual([null, null, null, null]);
    expect(of.decile_official).toEqual([null, null, null, null]);
    const gone = { ...counts(), numerator: numerator.with(2, Number.NaN), value: counts().value.with(2, Number.NaN) };
    const left = smallAreaColumns(planned({}), gone, authority, row);
    expect([left.smoothed?.[2], left.shrunk?.[2], left.rank?.[2], left.quintile_official?.[2]]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(Math.max(...(left.rank ?? []).map(Number))).toBe(11);
  });
});
