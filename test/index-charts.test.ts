/** Pictures of how the index is made: what they say, and that it adds up. */
import { describe, expect, it } from 'vitest';
import type { MartRow } from '../models/marts.js';
import { indexDecomposition, type Part, partsFinding } from '../outputs/charts/index-decomposition.js';
import { chooseSlope, inequalitySlope, slopeFinding } from '../outputs/charts/inequality-slope.js';
import { rankRanges, stayingFinding } from '../outputs/charts/rank-ranges.js';
import { spine, spineFinding, vertebrae } from '../outputs/charts/spine.js';
import { type Drawing, ofWard, type Size } from '../outputs/define.js';
import { readMart } from '../outputs/read.js';
import { madeUpRows, type Rows } from './support/marts.js';
import { goodWorkspace, remove, tablesOnly, withEngine } from './support/workspace.js';

const draw = (
  chart: { draw: (rows: never, size: Size, ward?: string) => Drawing | undefined },
  rows: Rows,
  ward?: string,
) => {
  const drawing = chart.draw(rows as never, 'page', ward);
  if (!drawing) throw new Error('nothing drawn');
  return drawing;
};

describe('ranges of ranks', () => {
  const ward = (rank: number, always: boolean | null, p = 0.5) => ({
    ...madeUpRows().mart_index[0]!,
    rank,
    of: 20,
    decile: Math.ceil(rank / 2),
    always_top_fifth: always,
    p_top_fifth: p,
    label: `W${rank}`,
  });
  it.each<[string, (boolean | null)[], number, string]>([
    [
      'all',
      [true, true, true, true],
      9,
      'All four wards in the highest fifth stay there whichever way the index is made',
    ],
    [
      'some',
      [true, false, false, true],
      9,
      'Two of the four wards in the highest fifth stay there whichever way the index is made',
    ],
    [
      'one',
      [false, false, true, false],
      9,
      'One of the four wards in the highest fifth stays there whichever way the index is made',
    ],
    [
      'none',
      [false, false, false, false],
      9,
      'No ward in the highest fifth stays there whichever way the index is made',
    ],
    ['no other way', [null, null, null, null], 0, 'No ward in the highest fifth stays there in 9 of 10 draws'],
  ])('%s', (_what, always, ways, says) => {
    expect(
      stayingFinding(
        always.map((each, i) => ward(i + 1, each)),
        ways,
      ),
    ).toBe(says);
  });

  it('are drawn where there is a fifth, with every ranked ward in the table', () => {
    const rows = madeUpRows();
    const { table, alt, title } = draw(rankRanges, rows);
    expect(table.rows).toHaveLength(28);
    expect(alt).toContain(title);
    const few = {
      ...rows,
      mart_index: rows.mart_index.map((row) => ({ ...row, rank: row.rank! > 4 ? null : row.rank })),
    };
    expect(rankRanges.draw(few as never, 'page')).toBeUndefined();
  });
});

describe('what a score is made of', () => {
  const part = (title: string, size: number): Part => ({ title, part: size, isDomain: true });
  it.each<[string, number, Part[], string]>([
    [
      'above',
      1.2,
      [part('Money', 0.9), part('Health', 0.3)],
      'Money adds most to the score of W: 0.90 of the 1.20 by which it stands above the average ward',
    ],
    [
      'below',
      -1,
      [part('Money', -0.7), part('Health', -0.3)],
      'Money takes most from the score of W: 0.70 of the 1.00 by which it stands below the average ward',
    ],
    [
      'against the others',
      0.5,
      [part('Money', 0.9), part('Health', -0.4)],
      'Money adds most to the score of W: 0.90, where it stands above the average ward by 0.50',
    ],
    ['average', 0.001, [part('Money', 0.1), part('Health', -0.099)], 'W scores as the average ward does'],
  ])('%s', (_what, distance, parts, says) => expect(partsFinding('W', distance, parts)).toBe(says));

  it('is of the ward asked for, under its name; of none that has no score', () => {
    const rows = madeUpRows();
    const [first, second] = [...rows.mart_index].sort((a, b) => (a.rank ?? 99) - (b.rank ?? 99));
    expect(draw(indexDecomposition, rows).title).toContain(first!.ward_name);
    expect(draw(indexDecomposition, rows, second!.ward).title).toContain(second!.ward_name);
    expect(ofWard(indexDecomposition, 'X05').name).toBe('index-decomposition-X05');
    expect(indexDecomposition.draw(rows, 'page', 'X05000007')).toBeUndefined();
  });

  it('adds up to the score in the demo: base, domains, and indicators within domains', async () => {
    const folder = await goodWorkspace({}, tablesOnly);
    const rows = await withEngine(folder, async (engine) => ({
      mart_assessment: await readMart(engine, 'mart_assessment'),
      mart_index: await readMart(engine, 'mart_index'),
      mart_domain: await readMart(engine, 'mart_domain'),
      mart_indicator: await readMart(engine, 'mart_indicator'),
      mart_indicator_list: await readMart(engine, 'mart_indicator_list'),
    }));
    remove(folder);
    for (const { ward, score, base, rank } of rows.mart_index) {
      if (rank === null) continue;
      const own = rows.mart_domain.filter((row) => row.ward === ward);
      const sum = (parts: (number | null)[]) => parts.reduce((all: number, each) => all + (each ?? 0), 0);
      expect(Math.abs(base! + sum(own.map((row) => row.contribution)) - score!)).toBeLessThan(1e-12);
      for (const { domain, contribution } of own) {
        const inside = rows.mart_indicator.filter((row) => row.area === ward && row.domain === domain);
        expect(Math.abs(sum(inside.map((row) => row.contribution)) - contribution!)).toBeLessThan(1e-12);
      }
    }
    expect(draw(indexDecomposition, rows as unknown as Rows).table.rows.at(-1)?.[2]).toBe('Score');
  });
});

describe('the spine', () => {
  const [pattern] = madeUpRows().mart_indicator;
  const row = (
    area: string,
    value: number,
    change: Partial<MartRow<'mart_indicator'>> = {},
  ): MartRow<'mart_indicator'> => ({
    ...pattern!,
    area_level: area === 'E' ? 'country' : 'ward',
    area,
    value,
    ...change,
  });
  const wards = (direction: 'higher' | 'lower') =>
    [row('E', 10), row('A', 30), row('B', 5), row('C', 10), row('D', 15)].map((each) => ({ ...each, direction }));

  it('puts the country in the middle, more need to the left, the furthest ward at the end', () => {
    const [higher] = vertebrae(wards('higher'), 'A');
    expect(higher).toMatchObject({ place: -1, worst: -1, best: 0.25, country: 10 });
    expect(higher!.quarters[0]).toBeCloseTo(-0.4375, 12);
    const [lower] = vertebrae(wards('lower'), 'A');
    expect(lower).toMatchObject({ place: 1, worst: -0.25, best: 1 });
  });

  it('leaves out context and what has no figure for ward or country', () => {
    expect(
      vertebrae(
        wards('higher').map((each) => ({ ...each, direction: 'none' as const })),
        'A',
      ),
    ).toEqual([]);
    expect(vertebrae(wards('higher').slice(1), 'A')).toEqual([]);
    expect(vertebrae(wards('higher'), 'Z')).toEqual([]);
  });

  it.each<[string, ('worse' | 'similar' | 'better')[], string]>([
    ['more', ['worse', 'worse', 'similar'], 'W has more need than England on two of three indicators compared'],
    [
      'both',
      ['worse', 'better', 'better'],
      'W has more need than England on one of three indicators compared and less on two',
    ],
    ['less', ['better', 'similar'], 'W has less need than England on one of two indicators compared'],
    ['alike', ['similar', 'similar'], 'W is similar to England on all two indicators compared'],
  ])('says only what intervals say: %s', (_what, judgements, says) => {
    const bones = judgements.flatMap((judgement) => {
      const comparison = judgement === 'similar' ? 'similar' : 'higher';
      return vertebrae([row('E', 1), row('A', 2, { judgement, comparison })], 'A');
    });
    expect(spineFinding('W', 'England', bones)).toBe(says);
  });

  it('is drawn for a ward, its figures in a table', () => {
    const { table, alt } = draw(spine, madeUpRows());
    expect(table.rows).toHaveLength(1);
    expect(alt).toContain('Spine chart of one indicator');
  });
});

describe('an indicator by deprivation', () => {
  const fifths = madeUpRows().mart_inequality;
  it('says both ends, and no slope where its interval holds nought', () => {
    expect(slopeFinding(chooseSlope(fifths)!)).toBe(
      'Children in low-income families: 27.3% in the most deprived fifth of wards, 14.2% in the least',
    );
    const flat = fifths.map((row) => ({ ...row, sii_lower95_0cl: -1 }));
    expect(slopeFinding(chooseSlope(flat)!)).toContain('no clear slope with deprivation');
  });

  it('prefers what the Index of Multiple Deprivation is not made of, then the clearest', () => {
    const other = (indicator: string, sii: number, sources = 'x') =>
      fifths.map((row) => ({ ...row, indicator, title: indicator, sii, sources }));
    const rows = [
      ...other('own', 60, 'English Indices of Deprivation 2025'),
      ...other('steep', 30),
      ...other('flat', 2),
    ];
    expect(chooseSlope(rows)?.fifths[0]?.indicator).toBe('steep');
    expect(chooseSlope(rows.filter(({ fifth }) => fifth < 5))).toBeUndefined();
    expect(chooseSlope([])).toBeUndefined();
  });

  it('is drawn with its slope in words', () => {
    const { subtitle, table } = draw(inequalitySlope, madeUpRows());
    expect(subtitle).toContain(
      '15.8 percentage points higher at the most deprived end than at the least (95% interval 14.1 to 17.5)',
    );
    expect(table.rows.at(-1)?.[0]).toBe('Slope index of inequality');
  });
});
