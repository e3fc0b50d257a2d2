/** Suppression, the attacker and controlled rounding on tables drawn at random, and on tables with one solution only. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attack } from '../models/statistics/disclosure/attacker.js';
import { roundAdditively, roundEach, roundingMetrics } from '../models/statistics/disclosure/controlled-rounding.js';
import { loadSolver } from '../models/statistics/disclosure/linear-programme.js';
import { type LinkedTables, recoverable, sumOf } from '../models/statistics/disclosure/linked-tables.js';
import { hiddenCells, type Protecting } from '../models/statistics/disclosure/protecting.js';
import { smallCounts, suppress } from '../models/statistics/disclosure/suppression.js';
import { disclosureVectors } from './support/vectors-disclosure.js';

const solve = await loadSolver();
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

/** Cells of their own, then one for each sum of earlier cells; every cell a row of its own. */
function tables(inner: readonly number[], totals: readonly (readonly number[])[], width = 5): Protecting {
  const value = [...inner];
  const sums = totals.map((parts) => {
    value.push(sum(parts.map((i) => value[i]!)));
    return sumOf(value.length - 1, parts);
  });
  const small = smallCounts(value, 5);
  return {
    value,
    sums,
    rows: value.map((x, i) => ({ cells: [i], cost: 1 + x / (1 + sum(value)) })),
    primary: small,
    width: small.map((is) => (is ? width : 0)),
  };
}

const counts = (length: number) =>
  fc.array(fc.oneof({ weight: 2, arbitrary: fc.nat(9) }, { weight: 3, arbitrary: fc.nat(80) }), {
    minLength: length,
    maxLength: length,
  });

/** Wards in authorities, authorities in a country, and the same wards by another division that cuts across. */
const hierarchy = fc
  .tuple(fc.integer({ min: 4, max: 7 }), fc.integer({ min: 1, max: 2 }), fc.boolean())
  .chain(([wards, authorities, across]) =>
    counts(wards).map((inner) => {
      const of = (places: number, at: (ward: number) => number) =>
        Array.from({ length: places }, (_, place) => [...inner.keys()].filter((ward) => at(ward) === place));
      const own = of(authorities, (ward) => ward % authorities);
      const other = across ? of(2, (ward) => Math.floor((2 * ward) / wards)) : [];
      return tables(inner, [...own, own.map((_, i) => wards + i), ...other]);
    }),
  );

const twoWay = fc.tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 5 })).chain(([rows, columns]) =>
  counts(rows * columns).map((inner) => {
    const ofRow = Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (_, c) => r * columns + c));
    const ofColumn = Array.from({ length: columns }, (_, c) => Array.from({ length: rows }, (_, r) => r * columns + c));
    return tables(inner, [...ofRow, ...ofColumn, ofRow.map((_, r) => inner.length + r)]);
  }),
);

function check(protecting: Protecting): void {
  const withheld = suppress(solve, protecting);
  const hidden = hiddenCells(protecting, withheld);
  expect([...protecting.primary.keys()].filter((i) => protecting.primary[i] && !withheld[i])).toEqual([]);
  expect(recoverable(protecting, hidden)).toEqual([]);
  for (const [cell, { lower, upper }] of attack(solve, protecting, hidden)) {
    expect(lower).toBeLessThanOrEqual(protecting.value[cell]! + 1e-6);
    expect(upper).toBeGreaterThanOrEqual(protecting.value[cell]! - 1e-6);
    if (protecting.width[cell]! > 0) expect(upper - lower).toBeGreaterThanOrEqual(5 - 1e-6);
  }
}

describe('the attacker', () => {
  const four: LinkedTables = { value: [2, 9, 14, 25], sums: [sumOf(3, [0, 1, 2])] };
  it('knows a single hidden cell, and of two only what they are together', () => {
    expect(attack(solve, four, new Set([0])).get(0)).toEqual({ lower: 2, upper: 2 });
    expect(recoverable(four, new Set([0]))).toEqual([0]);
    expect(Object.fromEntries(attack(solve, four, new Set([0, 1])))).toEqual({
      0: { lower: 0, upper: 11 },
      1: { lower: 0, upper: 11 },
    });
    expect(recoverable(four, new Set([0, 1]))).toEqual([]);
  });

  it('a total that is withheld too bounds nothing', () => {
    expect(attack(solve, four, new Set([0, 3])).get(0)).toEqual({ lower: 0, upper: Number.POSITIVE_INFINITY });
  });

  it('sees what a count of 0 would be left with: bounds give cells away that no sum does', () => {
    const none: LinkedTables = { value: [0, 0, 7, 7], sums: [sumOf(3, [0, 1, 2])] };
    expect(recoverable(none, new Set([0, 1]))).toEqual([]);
    expect(attack(solve, none, new Set([0, 1])).get(0)).toEqual({ lower: 0, upper: 0 });
    const most: LinkedTables = { ...four, most: [4, 9, 99, 99] };
    expect(attack(solve, most, new Set([0, 1])).get(0)).toEqual({ lower: 2, upper: 4 });
  });

  it('solves a two-way table of which too little is hidden, and not one with a square hidden', () => {
    const square = tables(
      [1, 20, 30, 40, 2, 60, 70, 80, 90],
      [
        [0, 1, 2],
        [3, 4, 5],
        [6, 7, 8],
        [0, 3, 6],
        [1, 4, 7],
        [2, 5, 8],
      ],
    );
    expect(recoverable(square, new Set([0, 1, 4])).sort()).toEqual([0, 1, 4]);
    expect(attack(solve, square, new Set([0, 1, 4])).get(4)).toEqual({ lower: 2, upper: 2 });
    expect(recoverable(square, new Set([0, 1, 3, 4]))).toEqual([]);
  });

  it('tables that contradict themselves are refused', () => {
    const wrong: LinkedTables = { value: [1, 2, 30], sums: [sumOf(2, [0, 1])], most: [9, 9, 9] };
    expect(() => attack(solve, wrong, new Set([0, 1]))).toThrow(RangeError);
  });
});

describe('suppression', () => {
  it.each([
    ['150 nested tables', hierarchy, 150],
    ['30 crossed tables', twoWay, 30],
  ] as const)(
    '%s drawn at random: every small cell is as wide as asked',
    (_, drawn, numRuns) => {
      fc.assert(fc.property(drawn, check), { numRuns, seed: 20261122 });
    },
    120_000,
  );

  it('no cheaper choice withholds enough (every choice tried)', () => {
    const cheapest = (protecting: Protecting) => {
      const cost = (withheld: readonly boolean[]) => sum(protecting.rows.map((row, i) => (withheld[i] ? row.cost : 0)));
      const asked = [...protecting.primary.keys()].filter((i) => protecting.primary[i]);
      const all = Array.from({ length: 2 ** protecting.rows.length }, (_, bits) =>
        protecting.rows.map((_, i) => protecting.primary[i]! || Math.floor(bits / 2 ** i) % 2 === 1),
      );
      const enough = all.filter((withheld) => {
        const found = attack(solve, protecting, hiddenCells(protecting, withheld), asked);
        return [...found.values()].every(({ lower, upper }) => upper - lower >= 5 - 1e-6);
      });
      return [Math.min(...enough.map(cost)), cost(suppress(solve, protecting))] as const;
    };
    for (const inner of [
      [2, 14, 25, 9],
      [1, 1, 2, 30],
      [4, 6, 3, 5],
      [3, 0, 0, 50],
    ]) {
      const [best, ours] = cheapest(
        tables(inner, [
          [0, 1],
          [2, 3],
          [4, 5],
        ]),
      );
      expect(ours).toBeCloseTo(best, 9);
    }
  });

  it('a large table goes by rule, and is as safe', () => {
    const inner = Array.from({ length: 400 }, (_, i) => (i * 37) % 61);
    const own = Array.from({ length: 20 }, (_, place) => [...inner.keys()].filter((ward) => ward % 20 === place));
    const across = Array.from({ length: 4 }, (_, place) =>
      [...inner.keys()].filter((ward) => (ward >> 2) % 4 === place),
    );
    check(tables(inner, [...own, ...across, own.map((_, i) => 400 + i)]));
  }, 120_000);

  it.each([
    ['a nought is shown unless it is to be protected', [0, 1, 4, 5], false, [false, true, true, false]],
    ['or withheld', [0, 1, 4, 5], true, [true, true, true, false]],
  ] as const)('%s', (_, values, zeros, small) => expect(smallCounts(values, 5, zeros)).toEqual(small));
});

describe('the vectors’ own scores', () => {
  const rows = ['a', 'b', 'c'].flatMap((ward, w) =>
    ['x', 'y'].map((age, a) => ({ ward, age, n: [2, 14, 30, 9, 8, 1][2 * w + a] })),
  );
  const run = (name: string, input: object) => disclosureVectors[name]!.run!(input, undefined, '') as never;
  it.each([
    ['~ward*age', 12],
    ['~ward + age', 6],
    ['~(ward + age)', 6],
    ['~ward:age', 7],
    ['~ward', 4],
  ])('margins %s: %i cells, none recoverable', (margins, cells) => {
    const found = run('disclosure_suppression', { rows, max_small: 3, protect_zeros: false, margins });
    expect(found).toMatchObject({ n_cells: cells, recoverable: 0 });
  });
});

describe('controlled rounding', () => {
  const margins = (length: number) => [[...Array(length).keys()], ...Array.from({ length }, (_, i) => [i])];
  it('is additive, leaves nothing small, touches small counts only, and as near to the truth as any (every choice tried)', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(12), { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 2, max: 6 }),
        (inner, base) => {
          const cells = margins(inner.length);
          const { inner: rounded, publish } = roundAdditively(inner, base, cells);
          expect([...publish]).toEqual(cells.map((parts) => sum(parts.map((i) => rounded[i]!))));
          expect([...publish].filter((x) => x > 0 && x < base)).toEqual([]);
          for (const [i, x] of inner.entries()) if (x >= base || x === 0) expect(rounded[i]).toBe(x);
          const small = [...inner.keys()].filter((i) => inner[i]! > 0 && inner[i]! < base);
          const truth = cells.map((parts) => sum(parts.map((i) => inner[i]!)));
          const squares = (of: ArrayLike<number>) => sum(truth.map((x, i) => (of[i]! - x) ** 2));
          const tried = Array.from({ length: 2 ** small.length }, (_, bits) => {
            const other = inner.map((x, i) =>
              small.includes(i) ? base * (Math.floor(bits / 2 ** small.indexOf(i)) % 2) : x,
            );
            return squares(cells.map((parts) => sum(parts.map((i) => other[i]!))));
          });
          expect(squares(publish)).toBe(Math.min(...tried));
        },
      ),
      { numRuns: 200, seed: 7 },
    );
  });

  it('rounding each on its own does not add up', () => {
    expect([...roundEach([2, 2, 2, 6], 5)]).toEqual([0, 0, 0, 5]);
    expect(sum([...roundEach([2, 2, 2], 5)])).not.toBe(roundEach([6], 5)[0]);
  });

  it('metrics of nothing are missing', () => {
    expect(roundingMetrics([], [])).toMatchObject({ maxdiff: Number.NaN });
    expect(() => roundAdditively([1], 1, [[0]])).toThrow(RangeError);
  });
});
