/** The change of an index between two editions, taken apart. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Edition, indexChange } from '../models/statistics/composite/index-change.js';
import { Random } from '../models/statistics/random.js';

const edition = (
  columns: Record<string, { values: number[]; weight: number; direction?: 1 | -1; errors?: number[] }>,
): Edition => new Map(Object.entries(columns));

/** Some indicators in both editions, one that leaves and one that enters, weights and figures all others. */
function drawn(seed: number) {
  const random = new Random(seed);
  const column = () => Array.from({ length: 7 }, () => 100 * random.uniform() - 20);
  const of = (ids: string[]) =>
    edition(
      Object.fromEntries(
        ids.map((id) => [
          id,
          { values: column(), weight: random.uniform(), direction: id === 'b' ? (-1 as const) : (1 as const) },
        ]),
      ),
    );
  return [of(['a', 'b', 'gone']), of(['a', 'b', 'new'])] as const;
}

const sum = (columns: readonly Float64Array[], row: number) =>
  columns.reduce((all, column) => all + (column[row] ?? 0), 0);

describe('the change of an index between editions', () => {
  it('is the sum of its parts to the last digit, whatever entered, left or was weighed otherwise', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const found = indexChange(...drawn(seed));
        const all = [...found.parts.values()];
        found.change.forEach((change, row) => {
          expect(
            Math.abs(
              sum(
                all.map(({ total }) => total),
                row,
              ) - change,
            ),
          ).toBeLessThan(1e-12);
          const kinds = all.flatMap(({ value, norm, weight }) => [value, norm, weight]);
          expect(Math.abs(sum(kinds, row) - change)).toBeLessThan(1e-12);
        });
      }),
    );
  });

  it('turns round with time', () => {
    const [first, second] = drawn(3);
    const [there, back] = [indexChange(first, second), indexChange(second, first)];
    for (const [id, { value, norm, weight }] of there.parts) {
      const other = back.parts.get(id)!;
      for (const [a, b] of [
        [value, other.value],
        [norm, other.norm],
        [weight, other.weight],
      ] as const) {
        a.forEach((part, row) => {
          expect(part + (b[row] ?? Number.NaN)).toBeCloseTo(0, 12);
        });
      }
    }
  });

  it('is nothing where nothing changed, and all norms where only the others moved', () => {
    const base = { a: { values: [1, 2, 3, 4], weight: 1 } };
    expect([...indexChange(edition(base), edition(base)).change]).toEqual([0, 0, 0, 0]);
    const found = indexChange(edition(base), edition({ a: { values: [1, 2, 3, 10], weight: 1 } }));
    const { value, norm } = found.parts.get('a')!;
    expect(value[0]).toBe(0);
    expect(norm[0]).toBeCloseTo(found.change[0]!, 12);
    expect(found.beyond[0]).toBe(true);
  });

  it('has no norm part where the base is held fixed', () => {
    const norm = { mean: 2, sd: 2 };
    const at = (values: number[]): Edition => new Map([['a', { values, weight: 0.5, norm }]]);
    const { parts, change } = indexChange(at([1, 2, 3]), at([5, 2, 4]));
    expect([...parts.get('a')!.norm]).toEqual([0, 0, 0]);
    expect([...change]).toEqual([1, 0, 0.25]);
  });

  it('by hand: weight and value share what they do together', () => {
    const norm = { mean: 0, sd: 1 };
    const at = (x: number, weight: number): Edition => new Map([['a', { values: [x, 0], weight, norm }]]);
    const { value, weight } = indexChange(at(1, 0.5), at(3, 1)).parts.get('a')!;
    // 3·1 − 1·0.5 = 2.5: ¾·2 for the value, ½·2 for the weight.
    expect([value[0], weight[0]]).toEqual([1.5, 1]);
  });

  it('is beyond its uncertainty only where fresh figures say so', () => {
    const errors = [4, 4, 4, 4];
    const at = (values: number[], weight: number): Edition =>
      new Map([['a', { values, weight, errors, norm: { mean: 0, sd: 1 } }]]);
    const { beyond, error } = indexChange(at([10, 20, 30, 40], 1), at([11, 20, 30, 80], 1));
    expect(beyond).toEqual([false, false, false, true]);
    // Two samples of 4² each; the same sample twice has no error in its change, unless it is weighed otherwise.
    expect([...error].map((each) => Number(each.toFixed(9)))).toEqual([5.656854249, 0, 0, 5.656854249]);
    expect(indexChange(at([10, 20, 30, 40], 1), at([10, 20, 30, 40], 0.5)).error[0]).toBe(2);
  });

  it('refuses what has no z-score or has turned round; lacks what is missing', () => {
    const flat = edition({ a: { values: [1, 1], weight: 1 } });
    expect(() => indexChange(flat, flat)).toThrow(/the same everywhere/);
    const up = edition({ a: { values: [1, 2], weight: 1 } });
    expect(() => indexChange(up, edition({ a: { values: [1, 2], weight: 1, direction: -1 } }))).toThrow(/direction/);
    const { change } = indexChange(
      up,
      edition({ a: { values: [1, Number.NaN, 3].slice(0, 2), weight: 1, norm: { mean: 1, sd: 1 } } as never }),
    );
    expect(change[1]).toBeNaN();
  });
});
