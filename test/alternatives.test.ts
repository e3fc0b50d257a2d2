/** The index made otherwise: which ways are tried, what they change, and what the ranks owe to each choice. */
import { describe, expect, it } from 'vitest';
import type { Index } from '../models/define.js';
import { alternativeRankRows, alternativeRows, otherPlans, tryOthers } from '../models/infer/alternatives.js';
import { choiceRows, samplesFor } from '../models/infer/choices.js';
import { composite } from '../models/statistics/composite/composite.js';
import { ranksDescending } from '../models/statistics/ranks.js';
import { readMart } from '../outputs/read.js';
import { fifthOf } from '../outputs/telling/wards.js';
import { infer } from './support/declared.js';
import { goodWorkspace, remove, tablesOnly, withEngine } from './support/workspace.js';

const wave = (step: number, lean = 1) => Array.from({ length: 15 }, (_, i) => (1 + Math.sin(i * step)) ** lean);
const domains = { a: { one: wave(1.3), two: wave(2.1, 2) }, b: { three: wave(0.7) } };

function others(steps: Partial<Index> = {}, weights: Record<string, number> = {}, over = domains) {
  const { index, result } = infer(over, steps, { weights });
  const plans = result.made ? otherPlans(index, result.made, new Map()) : [];
  return { result, plans, ids: plans.map(({ id }) => id), tried: tryOthers(result.made, plans) };
}

describe('other ways of making the index', () => {
  it('are the other scales, the other mean, and without each indicator and domain, each told once', () => {
    expect(others().ids).toEqual([
      'normalise_min_max',
      'normalise_rank',
      'normalise_imd_exponential',
      'aggregate_geometric',
      'without_one',
      'without_two',
      'without_a',
      'without_b',
    ]);
  });

  it.each<[string, Partial<Index>, Record<string, number>, string[], string[]]>([
    ['weights', {}, { b: 3 }, ['weight_alike'], []],
    ['another scale', { normalise: 'rank' }, {}, ['normalise_z_score'], ['normalise_rank']],
    [
      'another mean',
      { normalise: 'rank', aggregate: 'geometric' },
      {},
      ['aggregate_arithmetic'],
      ['aggregate_geometric'],
    ],
    ['one domain without weight', {}, { b: 0 }, ['weight_alike', 'without_b'], ['without_a']],
  ])('follow the declaration: %s', (_what, steps, weights, there, notThere) => {
    const { ids } = others(steps, weights);
    expect(ids).toEqual(expect.arrayContaining(there));
    for (const id of notThere) expect(ids).not.toContain(id);
  });

  it('treat outliers only where there are any, and leave them where they are treated', () => {
    const lean = { a: { one: [...wave(1.3).slice(0, 14), 900], two: wave(2.1) }, b: { three: wave(0.7) } };
    expect(others({}, {}, lean).ids).toContain('treat_winsorise_then_log');
    expect(others({ treat: {} }, {}, lean).ids).toContain('treat_none');
    expect(others().ids.filter((id) => id.startsWith('treat'))).toEqual([]);
  });

  it('rank as scores at home do: straight lines kept above zero change no rank', () => {
    const { result, plans } = others({ normalise: 'rank' });
    const z = plans.find(({ id }) => id === 'normalise_z_score')!;
    const plain = composite({ ...result.made!.plan, normalise: { method: 'z_score' } });
    expect(ranksDescending(composite(z.plan).index)).toEqual(ranksDescending(plain.index));
  });

  it('change nothing without an indicator that has no weight', () => {
    const { tried } = others({ indicators: { two: { weight: 0 } } });
    expect(tried.find(({ name }) => name === 'without_two')).toMatchObject({ meanRankChange: 0, largestRankChange: 0 });
  });

  it('say how far they move ranks, against ranks counted here', () => {
    const { result, plans, tried } = others();
    const rows = alternativeRows(result.made, plans, tried);
    const ranks = alternativeRankRows(result.made, tried);
    const nominal = ranksDescending(result.made!.result.index);
    const moved = Array.from(nominal, (rank, i) => Math.abs(Number(ranks.rank?.[i]) - rank));
    expect(rows.mean_rank_change?.[0]).toBeCloseTo(moved.reduce((a, b) => a + b) / 15, 12);
    expect(rows.largest_rank_change?.[0]).toBe(Math.max(...moved));
    expect(rows.top_fifth?.[0]).toBe(3);
  });

  it('are none for an index of nothing', () => {
    expect(tryOthers(undefined, [])).toEqual([]);
    expect(alternativeRows(undefined, [], []).alternative).toEqual([]);
    expect(choiceRows(undefined, []).choice).toEqual([]);
  });
});

describe('what the ranks owe to each choice', () => {
  it('repeats from its seed, and leaves an index of one domain alone', () => {
    const { result, plans } = others();
    const rows = choiceRows(result.made, plans);
    expect(rows).toEqual(choiceRows(result.made, plans));
    expect(rows).not.toEqual(choiceRows(result.made, plans, 5));
    expect(rows.choice).toEqual(['normalise', 'aggregate', 'weight', 'leave_out']);
    const one = infer({ a: domains.a }).result;
    expect(choiceRows(one.made, []).choice).toEqual([]);
    expect([15, 6800].map(samplesFor)).toEqual([512, 32]);
  });

  it('puts what is left out first where domains disagree and scales do not', () => {
    const { result, plans } = others({}, {}, { a: { one: wave(1.3), two: wave(1.3) }, b: { three: wave(2.9) } });
    const { choice = [], total_effect: total = [] } = choiceRows(result.made, plans);
    const most = total.indexOf(Math.max(...total.map(Number)));
    expect(choice[most]).toBe('leave_out');
    // Total effects hold what choices do together, so they add up to 1 or more.
    expect(total.reduce((sum: number, each) => sum + Number(each), 0)).toBeGreaterThan(0.95);
  });

  it('has no share of differences where there are none', () => {
    const same = wave(1.3);
    const { result, plans } = others({}, {}, { a: { one: same, two: same }, b: { three: same } });
    const rows = choiceRows(result.made, plans);
    expect(rows.mean_rank_change?.[0]).toBe(0);
    expect(rows.total_effect).toEqual([null, null, null, null]);
  });
});

describe('the demo', () => {
  it('says of each ward whether it stays in the top fifth, as its ranks do', async () => {
    const folder = await goodWorkspace({}, tablesOnly);
    const { index, ranks } = await withEngine(folder, async (engine) => ({
      index: await readMart(engine, 'mart_index'),
      ranks: await readMart(engine, 'mart_alternative'),
    }));
    remove(folder);
    for (const ward of index.filter(({ rank }) => rank !== null)) {
      const own = ranks.filter((row) => row.ward === ward.ward);
      const inFifth = own.filter(
        ({ rank }) => fifthOf({ rank, of: ward.of, decile: null }) === 0 && rank! <= ward.of / 5,
      );
      expect([ward.alternatives, ward.alternatives_top_fifth]).toEqual([own.length, inFifth.length]);
      expect(ward.always_top_fifth).toBe(fifthOf(ward) === 0 && inFifth.length === own.length);
    }
    expect(index.filter(({ always_top_fifth }) => always_top_fifth).length).toBeGreaterThan(1);
    for (const ward of index.filter(({ rank }) => rank === null)) expect(ward.always_top_fifth).toBeNull();
  });
});
