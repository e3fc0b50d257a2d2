/** Small areas and maps by their properties; `vectors.test.ts` holds them to reference values. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apportion } from '../models/statistics/apportion.js';
import { Random } from '../models/statistics/random.js';
import { shrinkToAuthority } from '../models/statistics/rates/shrinkage.js';
import {
  ebStandardisedRates,
  empiricalBayes,
  localEmpiricalBayes,
} from '../models/statistics/spatial/empirical-bayes.js';
import { localG } from '../models/statistics/spatial/getis-ord.js';
import { clusters, hotspots } from '../models/statistics/spatial/hotspots.js';
import { localMoran } from '../models/statistics/spatial/local-moran.js';
import { moran } from '../models/statistics/spatial/moran.js';
import { distanceBand, kNearest } from '../models/statistics/spatial/nearest.js';
import { permutationOfMoran, permuteLags, permuteMoran } from '../models/statistics/spatial/permutation.js';
import {
  contiguity,
  contiguityOfCodes,
  islandsOf,
  matrixSums,
  partsOf,
  rowStandardise,
  type SpatialWeights,
  unansweredLinks,
} from '../models/statistics/spatial/weights-matrix.js';

const near = (a: number, b: number, digits = 1e-9) =>
  Object.is(a, b) || Math.abs(a - b) <= digits * Math.max(1, Math.abs(a), Math.abs(b));
const allNear = (a: ArrayLike<number>, b: ArrayLike<number>, digits?: number) =>
  a.length === b.length && Array.from(a).every((x, i) => near(x, b[i] ?? Number.NaN, digits));
const missing = Number.NaN;

/** A map of a grid with an island at the end, some values missing. */
const grids = fc
  .record({
    side: fc.integer({ min: 3, max: 5 }),
    seed: fc.integer({ min: 0, max: 1e6 }),
    gaps: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ side, seed, gaps }) => {
    const random = new Random(seed);
    const size = side * side + 1;
    const links: [number, number][] = [];
    for (let i = 0; i < side * side; i++) {
      if (i % side < side - 1) links.push([i, i + 1]);
      if (i + side < side * side) links.push([i, i + side]);
    }
    const values = Array.from({ length: size }, () => random.uniform() * 100);
    for (let k = 0; k < gaps; k++) values[random.below(size)] = missing;
    const codes = values.map((_, i) => `E${String(random.below(1000)).padStart(4, '0')}${String(i).padStart(4, '0')}`);
    return { codes, values, links, order: shuffle(size, random) };
  });

function shuffle(size: number, random: Random): number[] {
  const order = Array.from({ length: size }, (_, i) => i);
  for (let i = size - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** The same map with its rows in the order given. */
function inOrder(map: { codes: string[]; values: number[]; links: [number, number][] }, order: readonly number[]) {
  const codes = order.map((i) => map.codes[i]!);
  const pairs = map.links.flatMap(([a, b]) => [
    [map.codes[a]!, map.codes[b]!],
    [map.codes[b]!, map.codes[a]!],
  ]);
  const weights = contiguityOfCodes(
    codes,
    pairs.map(([a]) => a!),
    pairs.map(([, b]) => b!),
  );
  return { codes, values: order.map((i) => map.values[i]!), weights: rowStandardise(weights), binary: weights };
}

describe('weights', () => {
  test('islands, parts, one-way links and sums of a small map', () => {
    const weights = contiguity([[1], [0, 2], [1], [], [5], [4]]);
    expect(islandsOf(weights)).toEqual([3]);
    expect(partsOf(weights)).toEqual({ part: Int32Array.of(0, 0, 0, 1, 2, 2), parts: 3 });
    expect(unansweredLinks(weights)).toEqual([]);
    expect(unansweredLinks(contiguity([[1], []]))).toEqual([[0, 1]]);
    expect(matrixSums(weights)).toEqual({ s0: 6, s1: 12, s2: 4 + 16 + 4 + 0 + 4 + 4 });
  });
  test('a link to itself, to nobody, or of an unknown area is refused', () => {
    expect(() => contiguity([[0]])).toThrow(RangeError);
    expect(() => contiguity([[1]])).toThrow(RangeError);
    expect(() => contiguityOfCodes(['a', 'b'], ['a'], ['c'])).toThrow(/not listed/);
    expect(() => contiguityOfCodes(['a', 'a'], [], [])).toThrow(/twice/);
  });
  test('the nearest and those within a distance; ties by key, whatever the order', () => {
    const points = { x: [0, 1, -1, 10], y: [0, 0, 0, 0], keys: ['b', 'c', 'a', 'd'] };
    expect([...kNearest(points, 1).neighbour]).toEqual([2, 0, 0, 1]);
    expect(islandsOf(distanceBand(points, 2))).toEqual([3]);
    expect(islandsOf(kNearest({ ...points, x: [0, 1, -1, missing] }, 1))).toEqual([3]);
  });
});

describe('maps', () => {
  test('the order of the rows changes nothing, not even simulated p', () => {
    fc.assert(
      fc.property(grids, (map) => {
        const a = inOrder(
          map,
          map.codes.map((_, i) => i),
        );
        const b = inOrder(map, map.order);
        const turned = (column: ArrayLike<number>) => map.order.map((i) => column[i]!);
        const options = { seed: 7, permutations: 99 };
        const p = permuteLags(a.values, a.weights, { ...options, keys: a.codes }).p_two_sided;
        expect(turned(p)).toEqual([...permuteLags(b.values, b.weights, { ...options, keys: b.codes }).p_two_sided]);
        expect(near(moran(a.values, a.weights).z, moran(b.values, b.weights).z)).toBe(true);
        expect(allNear(turned(localMoran(a.values, a.weights).z), localMoran(b.values, b.weights).z)).toBe(true);
        expect(allNear(turned(localG(a.values, a.binary).z), localG(b.values, b.binary).z)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
  test('islands and missing values have no statistic, no p, and are never significant', () => {
    fc.assert(
      fc.property(grids, (map) => {
        const values = map.values.map((x, i) => (i === map.values.length - 1 ? 1e6 : x));
        const { codes, weights } = inOrder(
          map,
          map.codes.map((_, i) => i),
        );
        const simulated = permuteLags(values, weights, { keys: codes, seed: 1, permutations: 19 });
        const island = values.length - 1;
        for (const star of [true, false]) {
          const g = localG(values, weights, { star });
          const found = hotspots(g, simulated.p_two_sided, { cutoff: 0.5, adjust: 'none' });
          expect([g.z[island], g.reason[island], found.class[island]]).toEqual([
            missing,
            'no_neighbours',
            'no_neighbours',
          ]);
          values.forEach((x, i) => {
            if (Number.isNaN(x)) expect([g.reason[i], found.class[i]]).toEqual(['missing_value', 'no_value']);
          });
          expect(found.tests).toBe(g.reason.filter((each) => each === null).length);
        }
        const local = localMoran(values, weights);
        expect([local.quadrant[island], simulated.p_two_sided[island]]).toEqual([null, missing]);
        expect(clusters(local, local.p_two_sided).class[island]).toBe('no_neighbours');
      }),
      { numRuns: 30 },
    );
  });
  test('a permutation p is above 0 and at most 1, on either side and for the whole map', () => {
    fc.assert(
      fc.property(grids, fc.integer({ min: 1, max: 60 }), (map, permutations) => {
        const { codes, values, weights } = inOrder(map, map.order);
        const options = { keys: codes, seed: 11, permutations };
        const local = permuteLags(values, weights, options);
        const whole = permuteMoran(values, weights, options);
        const all = [local.p_greater, local.p_less, local.p_two_sided].flatMap((each) => [...each]);
        const tested = [...all, whole.p_greater, whole.p_less, whole.p_two_sided].filter((p) => !Number.isNaN(p));
        expect(tested.length).toBeGreaterThan(0);
        for (const p of tested) expect(p >= 1 / (permutations + 1) && p <= 1).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
  test('a missing area is as good as absent', () => {
    const lists = [[1, 2], [0, 2], [0, 1, 3], [2, 4], [3, 5], [4]];
    const values = [3, 5, 4, missing, 9, 8];
    const whole = moran(values, rowStandardise(contiguity(lists)));
    const without = moran([3, 5, 4, 9, 8], rowStandardise(contiguity([[1, 2], [0, 2], [0, 1], [4], [3]])));
    expect(whole.z).toBeCloseTo(without.z, 12);
    expect(whole.areas).toBe(5);
  });
  test('shares of the work give what the whole gives; scaled and shifted values the same', () => {
    fc.assert(
      fc.property(grids, (map) => {
        const { codes, values, weights } = inOrder(map, map.order);
        const options = { keys: codes, seed: 3, permutations: 49 };
        const whole = permuteLags(values, weights, options).p_greater;
        const first = permuteLags(values, weights, { ...options, to: 5 }).p_greater;
        const rest = permuteLags(values, weights, { ...options, from: 5 }).p_greater;
        expect(whole).toEqual(first.map((p, i) => (Number.isNaN(p) ? rest[i]! : p)));
        const scaled = values.map((x) => 5 + 2 * x);
        expect(allNear(localG(scaled, weights).z, localG(values, weights).z, 1e-7)).toBe(true);
        expect(near(moran(scaled, weights).z, moran(values, weights).z, 1e-7)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
  test('nothing to test: constant values, nobody with neighbours, everybody a neighbour', () => {
    const all: SpatialWeights = contiguity([
      [1, 2, 3],
      [0, 2, 3],
      [0, 1, 3],
      [0, 1, 2],
    ]);
    expect(moran([1, 1, 1, 1], all).reason).toBe('constant_values');
    expect(moran([1, 2, 3, 4], contiguity([[], [], [], []])).reason).toBe('no_neighbours');
    expect(localG([1, 2, 3, 4], all).reason).toEqual(new Array(4).fill('no_variance'));
    expect(localMoran([1, 2, 3, 4], all).reason).toEqual(new Array(4).fill('no_variance'));
    expect(permuteLags([1, 2, 3, 4], all, { keys: ['a', 'b', 'c', 'd'], seed: 1 }).p_two_sided[0]).toBe(1);
    expect(permuteMoran([1, 1, 1, 1], all, { keys: ['a', 'b', 'c', 'd'], seed: 1 }).reason).toBe('constant_values');
  });
  test('a block of high values is a hot spot, simulated or not; a tiny population is not', () => {
    const side = 12;
    const lists = Array.from({ length: side * side }, (_, i) =>
      [i % side > 0 ? i - 1 : -1, i % side < side - 1 ? i + 1 : -1, i - side, i + side].filter(
        (j) => j >= 0 && j < side * side,
      ),
    );
    const random = new Random(5);
    const values = lists.map((_, i) => (i % side < 4 && i < side * 4 ? 10 : 0) + random.uniform());
    const weights = contiguity(lists);
    const keys = values.map((_, i) => String(i));
    const simulated = permuteLags(values, weights, { keys, seed: 1, permutations: 999 });
    const spots = hotspots(localG(values, weights), simulated.p_two_sided);
    expect([spots.class[side + 1], spots.class.at(-1), spots.tests]).toEqual(['hot', 'not_significant', 144]);
    const local = localMoran(values, weights);
    const moranTest = permutationOfMoran(values, weights, simulated);
    expect(clusters(local, moranTest.p_two_sided).class[side + 1]).toBe('High-High');
    expect(moranTest.p_greater[side + 1]).toBeLessThan(0.01);
    const population = values.map((_, i) => (i === side + 1 ? 10 : 1000));
    expect(
      hotspots(localG(values, weights), simulated.p_two_sided, { population, leastPopulation: 100 }).class[side + 1],
    ).toBe('too_few_people');
    expect(permuteMoran(values, weights, { keys, seed: 1, permutations: 99 }).p_two_sided).toBeCloseTo(0.02, 12);
  });
});

const areas = fc.array(
  fc.integer({ min: 1, max: 5000 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n))),
  { minLength: 1, maxLength: 12 },
);

describe('rates of small areas', () => {
  test('the estimate lies between the rate and the mean, in both families, global and local', () => {
    fc.assert(
      fc.property(areas, fc.constantFrom('poisson' as const, 'binomial' as const), (rows, family) => {
        const [x, n] = [rows.map(([a]) => a), rows.map(([, b]) => b)];
        const ring = contiguity(
          rows.map((_, i) => (rows.length > 2 ? [(i + 1) % rows.length, (i + rows.length - 1) % rows.length] : [])),
        );
        for (const found of [empiricalBayes(x, n, { family }), localEmpiricalBayes(x, n, ring, { family })]) {
          found.value.forEach((value, i) => {
            const [low, high] = [Math.min(found.raw[i]!, found.mean[i]!), Math.max(found.raw[i]!, found.mean[i]!)];
            expect(value >= low - 1e-12 && value <= high + 1e-12).toBe(true);
            expect(found.weight[i]! >= 0 && found.weight[i]! <= 1 + 1e-12).toBe(true);
          });
        }
      }),
    );
  });
  test('no events at all give 0; an island keeps its rate; bad rows have a reason and harm nobody', () => {
    expect([...empiricalBayes([0, 0], [10, 20]).value]).toEqual([0, 0]);
    expect(ebStandardisedRates([0, 0], [10, 20]).reason).toEqual(['no_variance', 'no_variance']);
    expect(localEmpiricalBayes([1, 2], [10, 20], contiguity([[], []])).value).toEqual(Float64Array.of(0.1, 0.1));
    const bad = empiricalBayes([1, missing, 2, 3, 4, -1], [100, 5, 0, 90, missing, 5]);
    expect(bad.reason).toEqual([
      null,
      'missing_numerator',
      'zero_denominator',
      null,
      'missing_denominator',
      'negative_numerator',
    ]);
    expect(bad.value[0]).toBe(empiricalBayes([1, 3], [100, 90]).value[0]);
    expect(empiricalBayes([3], [2], { family: 'binomial' }).reason).toEqual(['numerator_over_denominator']);
  });
  test('shrinkage stays between the area and its authority; alone, there is none', () => {
    fc.assert(
      fc.property(areas, (rows) => {
        const found = shrinkToAuthority(
          rows.map(([x]) => x),
          rows.map(([, n]) => n),
          rows.map(() => 'E06'),
        );
        found.value.forEach((value, i) => {
          const [own, authority] = [found.logit[i]!, found.authorityLogit[i]!].map((z) => 1 / (1 + Math.exp(-z)));
          expect(value >= Math.min(own!, authority!) - 1e-12 && value <= Math.max(own!, authority!) + 1e-12).toBe(true);
        });
        if (rows.length === 1) expect(found.weight[0]).toBe(1);
      }),
    );
    const two = shrinkToAuthority([1, 5, 3], [10, 50, 0], ['a', 'b', 'b']);
    expect(two.value[0]).toBeCloseTo(1.5 / 11, 14);
    expect(two.reason[2]).toBe('zero_denominator');
  });
  test('apportioned counts keep their total; what cannot be placed is listed', () => {
    const overlaps = { source: ['a', 'a', 'b', 'c'], target: ['w', 'v', 'v', 'v'], population: [1, 3, 4, 0] };
    const values = new Map([
      ['a', 8],
      ['b', 2],
      ['c', 5],
      ['d', 1],
    ]);
    const { target, value, unplaced } = apportion(overlaps, values, 'count');
    expect([target, [...value]]).toEqual([
      ['w', 'v'],
      [2, 8],
    ]);
    expect(unplaced).toEqual([
      { source: 'c', value: 5, reason: 'no_source_population' },
      { source: 'd', value: 1, reason: 'no_target' },
    ]);
    expect([...apportion(overlaps, values, 'rate').value]).toEqual([8, (3 * 8 + 4 * 2) / 7]);
    const withheld = apportion(overlaps, new Map([['a', 8]]), 'count');
    expect([withheld.value[1], withheld.reason]).toEqual([missing, [null, 'missing_value']]);
  });
});

describe('random numbers', () => {
  test('repeat, differ by stream, and are even', () => {
    const [a, b, c] = [new Random(1, 'a'), new Random(1, 'a'), new Random(1, 'b')];
    const drawn = Array.from({ length: 5 }, () => a.next());
    expect(Array.from({ length: 5 }, () => b.next())).toEqual(drawn);
    expect(Array.from({ length: 5 }, () => c.next())).not.toEqual(drawn);
    const counts = new Array(10).fill(0);
    for (let i = 0; i < 100_000; i++) counts[a.below(10)]++;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });
});
