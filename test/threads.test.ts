/** Work shared out over threads: the same results whoever does it, and nobody left behind. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rankUncertainty } from '../models/infer/rank-uncertainty.js';
import { Ranking } from '../models/statistics/composite/ranking.js';
import { normalAt, streamKeys, uniformAt } from '../models/statistics/keyed-random.js';
import { quantileOf, quantileOfCounts } from '../models/statistics/quantile-of.js';
import { ranksDescending } from '../models/statistics/ranks.js';
import { permuteLags } from '../models/statistics/spatial/permutation.js';
import { contiguity, rowStandardise } from '../models/statistics/spatial/weights-matrix.js';
import { sharedIntegers, shareOut } from '../models/statistics/threads.js';
import { noteWho } from './support/thread-work.js';

const codes = (n: number) => Array.from({ length: n }, (_, i) => `X05${String(i).padStart(6, '0')}`);
const wave = (n: number, step: number) => Array.from({ length: n }, (_, i) => Math.sin(i * step) * 2);
const shuffled = (n: number) => [...Array(n).keys()].sort((a, b) => ((a * 7919) % n) - ((b * 7919) % n));
const threads = [1, 2, 3];

describe('threads', () => {
  test('every block is done once, by this thread and by others, and no worker is left behind', async () => {
    const by = sharedIntegers(100);
    shareOut(noteWho, { by, failing: 'nobody' }, by.length, 3);
    expect(new Set(by)).toEqual(new Set([1, 2]));
    await expect.poll(() => process.getActiveResourcesInfo().filter((kind) => kind === 'MessagePort').length).toBe(0);
  });

  test('what a worker takes and fails at is done here', () => {
    const by = sharedIntegers(60);
    shareOut(noteWho, { by, failing: 'workers' }, by.length, 2);
    expect(new Set(by)).toEqual(new Set([1]));
  });

  test('a block that cannot be done anywhere fails the work', () => {
    expect(() => shareOut(noteWho, { by: sharedIntegers(3), failing: 'everybody' }, 3, 2)).toThrow('asked to fail');
  });
});

describe('seeded results do not depend on the order of the rows, nor on the number of threads', () => {
  test.each([false, true])('ranges of ranks (scores ranked and stretched first: %s)', (exponential) => {
    const n = 400;
    const domains = ['a', 'b', 'c', 'd', 'e'].map((id, d) => ({
      id,
      weight: 1 + d,
      score: wave(n, 1.3 + d),
      variance: wave(n, 0.1).map(Math.abs),
    }));
    const how = { seed: 7, draws: exponential ? 500 : 2000, weightNoise: 0.25, exponential };
    const [one, ...others] = threads.map((each) => rankUncertainty(codes(n), domains, { ...how, threads: each }));
    for (const other of others) expect(other).toEqual(one);
    const order = shuffled(n);
    const turn = <T>(column: ArrayLike<T>) => order.map((i) => column[i] as T);
    const turned = domains.map((each) => ({ ...each, score: turn(each.score), variance: turn(each.variance) }));
    const found = rankUncertainty(turn(codes(n)), turned, { ...how, threads: 2 });
    expect([...found.low, ...found.high]).toEqual([...turn(one?.low ?? []), ...turn(one?.high ?? [])]);
    // Another order of the domains adds up in another order, and no more than rounding comes of it.
    expect(rankUncertainty(codes(n), domains.toReversed(), how).median).toEqual(one?.median);
  });

  test('conditional permutation', () => {
    const n = 900;
    const lists = codes(n).map((_, i) => [i - 30, i - 1, i + 1, i + 30].filter((j) => j >= 0 && j < n));
    const weights = rowStandardise(contiguity(lists));
    const options = { keys: codes(n), seed: 3, permutations: 999 };
    const [one, ...others] = threads.map((each) => permuteLags(wave(n, 0.7), weights, { ...options, threads: each }));
    for (const other of others) expect(other).toEqual(one);
    const order = shuffled(n);
    const place = new Map(order.map((row, at) => [row, at]));
    const turned = order.map((row) => lists[row]?.map((j) => place.get(j) ?? -1) ?? []);
    const found = permuteLags(
      order.map((row) => wave(n, 0.7)[row] ?? 0),
      rowStandardise(contiguity(turned)),
      { ...options, keys: order.map((row) => codes(n)[row] ?? ''), threads: 2 },
    );
    expect([...found.p_two_sided]).toEqual(order.map((row) => one?.p_two_sided[row]));
    expect(found.p_two_sided.every((p) => p > 0 && p <= 1)).toBe(true);
  });
});

describe('what they are made of', () => {
  test('numbers named by stream and place are uniform and normal, and streams are strangers', () => {
    const { first, second } = streamKeys(11, ['one', 'two']);
    const n = 200_000;
    const moments = { uniform: 0, mean: 0, square: 0, fourth: 0, together: 0, tail: 0 };
    for (let at = 0; at < n; at++) {
      const [x, y] = [0, 1].map((s) => normalAt(first[s] ?? 0, second[s] ?? 0, at)) as [number, number];
      moments.uniform += uniformAt(first[0] ?? 0, second[0] ?? 0, at) / n;
      moments.mean += x / n;
      moments.square += x ** 2 / n;
      moments.fourth += x ** 4 / n;
      moments.together += (x * y) / n;
      if (Math.abs(x) > 3.5) moments.tail++;
    }
    // Four standard errors each.
    expect(Math.abs(moments.uniform - 0.5)).toBeLessThan(0.0026);
    expect(Math.abs(moments.mean)).toBeLessThan(0.009);
    expect(Math.abs(moments.square - 1)).toBeLessThan(0.0127);
    expect(Math.abs(moments.fourth - 3)).toBeLessThan(0.088);
    expect(Math.abs(moments.together)).toBeLessThan(0.009);
    expect(Math.abs(moments.tail - 93)).toBeLessThan(39);
  });

  test('ranks without comparing are the ranks of comparing, equals too', () => {
    const columns = fc.array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ min: -9, max: 9, noNaN: true })), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(columns, (values) => {
        // Steps of 2⁻³² of the range: values nearer than that count as equal.
        const column = Float64Array.from(values, (x) => Math.round(x * 1000) / 1000);
        expect([...new Ranking(column.length).of(column)]).toEqual([...ranksDescending(column)]);
      }),
    );
    const many = Float64Array.from(wave(5000, 1.7));
    expect([...new Ranking(5000).of(many)]).toEqual([...ranksDescending(many)]);
  });

  test('a quantile of counts is the quantile of what was counted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(12), { minLength: 1, maxLength: 60 }),
        fc.constantFrom(0, 0.05, 0.3, 0.5, 0.95, 1),
        (values, p) => {
          const counts = new Int32Array(14);
          for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
          expect(quantileOfCounts(counts, values.length, p)).toBeCloseTo(quantileOf(values, p), 10);
        },
      ),
    );
  });
});
