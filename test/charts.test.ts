import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas, loadImage } from 'canvas';
import { parse, View } from 'vega';
import { compile } from 'vega-lite';
import { describe, expect, it, vi } from 'vitest';
import { domainFinding, domainHeat, leadFinding } from '../outputs/charts/domain-heat.js';
import { indexDecomposition } from '../outputs/charts/index-decomposition.js';
import { indexRanking, scoresFinding } from '../outputs/charts/index-ranking.js';
import { inequalitySlope } from '../outputs/charts/inequality-slope.js';
import { needMap } from '../outputs/charts/need-map.js';
import { rankRanges } from '../outputs/charts/rank-ranges.js';
import { comparisonFinding, rankedWards } from '../outputs/charts/ranked-wards.js';
import { spine } from '../outputs/charts/spine.js';
import type { Drawing, Size } from '../outputs/define.js';
import { drawFiles, writeChart } from '../outputs/drawing/draw.js';
import { breaksOf } from '../outputs/drawing/heat.js';
import { encodePng, pngSize } from '../outputs/drawing/png.js';
import { sizes, textWidth, wrap } from '../outputs/drawing/style.js';
import { escapeXml } from '../outputs/files/xml.js';
import { boxOf, doubleArea, fitTo, type Polygon, type Ring, snap, straighten } from '../outputs/map/grid.js';
import { hatch } from '../outputs/map/hatch.js';
import { contains, inside, overlaps, placeLabels } from '../outputs/map/labels.js';
import { outlines } from '../outputs/map/outline.js';
import { scaleBar } from '../outputs/map/scale-bar.js';
import { against, chooseIndicator } from '../outputs/telling/against.js';
import { outlineCredit, publishersIn, publishersOf } from '../outputs/telling/foot.js';
import { fifthOf, labelsOf, needFinding, spokenOf } from '../outputs/telling/wards.js';
import {
  count,
  counted,
  decimal,
  figure,
  indexName,
  list,
  namesIn,
  needOf,
  wardsIn,
} from '../outputs/telling/words.js';
import { madeUpRows, otherwiseOf, type Rows, rangeOf } from './support/marts.js';
import { reportRows } from './support/report.js';

const charts = [needMap, rankedWards, indexRanking, domainHeat, rankRanges, indexDecomposition, spine, inequalitySlope];
type AnyChart = { name: string; draw: (rows: Rows, size: Size) => Drawing | undefined };
const all = charts as unknown as AnyChart[];
const allSizes: Size[] = ['page', 'slide', 'phone'];

const draw = (
  chart: { draw: (rows: never, size: Size) => Drawing | undefined },
  rows = madeUpRows(),
  size: Size = 'page',
) => {
  const drawing = chart.draw(rows as never, size);
  if (!drawing) throw new Error('nothing drawn');
  return drawing;
};

/** All values of all layers of a spec. */
const valuesOf = ({ spec }: Drawing): Record<string, unknown>[] =>
  (spec as unknown as { layer: { data: { values: Record<string, unknown>[] } }[] }).layer.flatMap((l) => l.data.values);
const texts = (drawing: Drawing): string[] =>
  valuesOf(drawing).flatMap(({ text, says, words, line }) =>
    [text, says, words, line].filter((t) => typeof t === 'string'),
  );

const indexRow = (rank: number | null, of: number, name: string, authority = 'A'): Rows['mart_index'][number] => ({
  ward: `X05${name}`,
  ward_name: name,
  authority,
  authority_name: authority,
  score: rank === null ? null : of - rank,
  base: rank === null ? null : 0,
  ...otherwiseOf(rank, of),
  rank,
  of,
  decile: rank === null || of < 10 ? null : Math.ceil((rank * 10) / of),
  ...rangeOf(rank, of),
  status: rank === null ? 'no_estimate' : 'ranked',
  reason: null,
  residents: null,
});
const indexOf = (of: number, authority: (rank: number) => string = () => 'A') =>
  Array.from({ length: of }, (_, i) => indexRow(i + 1, of, `W${i + 1}`, authority(i + 1)));

describe('words', () => {
  it.each([
    [1, 'one ward'],
    [9, 'nine wards'],
    [10, '10 wards'],
    [6826, '6,826 wards'],
    [0, 'no wards'],
  ])('counts %i', (n, words) => expect(counted(n, 'ward')).toBe(words));
  it('lists', () => {
    expect(list(['A'])).toBe('A');
    expect(list(['A', 'B'])).toBe('A and B');
    expect(list(['A', 'B', 'C'])).toBe('A, B and C');
    expect(count(3)).toBe('three');
  });
  it('writes numbers with a true minus and never minus zero', () => {
    expect(decimal(-1.25, 1)).toBe('−1.3');
    expect(decimal(-0.04, 1)).toBe('0.0');
    expect(figure(19.4, '%')).toBe('19.4%');
    expect(figure(12.3, 'per 1,000')).toBe('12.3 per 1,000');
    expect(figure(0.4, 'score')).toBe('0.4');
  });
  it('keeps names apart that have an "and" of their own', () => {
    expect(namesIn(['Money', 'Housing'])).toBe('Money and Housing');
    expect(namesIn(['Money and work', 'Housing'])).toBe('‘Money and work’ and Housing');
    expect(namesIn(['Money, work and home'])).toBe('‘Money, work and home’');
    expect(indexName('Family need')).toBe('Family need index');
    expect(indexName('Need index')).toBe('Need index');
  });
  it('reads wards out', () => {
    expect(wardsIn(['Tong', 'Wyke', 'Bowling and Barkerend'])).toBe('Tong, Wyke, and Bowling and Barkerend');
    expect(wardsIn(['Bowling and Barkerend', 'Tong'])).toBe('Bowling and Barkerend, and Tong');
    expect(wardsIn(['Wardle, Shore & Littleborough', 'Tong'])).toBe('‘Wardle, Shore & Littleborough’ and Tong');
    expect(wardsIn(['Wardle, Shore & Littleborough'])).toBe('Wardle, Shore & Littleborough');
  });
  it('names publishers once, with how many datasets and of which years', () => {
    const census = { publisher: 'ONS, Census 2021', period: '2021', in_index: true };
    const rows = [
      { ...census, sources: 'Census 2021: age' },
      { ...census, sources: 'Census 2021: tenure' },
      { publisher: 'DWP; ONS, Census 2021', sources: 'Incomes; Census 2021: age', period: '2024', in_index: true },
      { publisher: 'Police', sources: 'Crimes', period: '2019', in_index: false },
    ];
    expect(publishersOf(rows)).toBe('DWP; ONS (three datasets, 2021 to 2024)');
    expect(publishersIn({ publisher: 'Housing, Communities and Local Government', sources: 'x' })).toEqual([
      'Housing, Communities and Local Government',
    ]);
    expect(publishersOf([])).toBe('');
  });
  it('credits outlines whose licence asks for it', () => {
    const [source] = madeUpRows().mart_source;
    const outlines = {
      ...source!,
      period: 'May 2025',
      licence: 'OGL; contains OS data © Crown copyright and database right',
    };
    expect(outlineCredit([source!, outlines])).toBe('Contains OS data © Crown copyright and database right 2025');
    expect(outlineCredit([source!])).toBe('');
  });
  it.each([
    ['Family need index', 'family need'],
    ['Family Need', 'family need'],
    ['SEND need index', 'SEND need'],
    ['Deprivation', 'need (Deprivation)'],
  ])('reads %s', (title, words) => expect(needOf(title)).toBe(words));
});

describe('what the need map says', () => {
  it.each<[string, Rows['mart_index'], string]>([
    ['none', [indexRow(null, 0, 'W1')], 'No ward has an estimate of family need'],
    ['one', indexOf(1), 'W1 is the only ward with an estimate of family need'],
    ['a few', indexOf(7), 'W1 ranks first of seven wards for family need'],
    ['two in the fifth', indexOf(10), 'Family need is highest in W1 and W2, first of 10 ranked wards'],
    ['many', indexOf(30), 'Family need is highest in W1 and W2, first of 30 ranked wards'],
    [
      'two authorities',
      indexOf(30, (rank) => (rank % 3 === 0 ? 'B' : 'A')),
      'Of the six wards in the fifth with the highest family need, four are in A and two in B',
    ],
    [
      'one of two authorities',
      indexOf(30, (rank) => (rank > 20 ? 'B' : 'A')),
      'All six wards in the fifth with the highest family need are in A',
    ],
    [
      'many authorities, one clear of the rest',
      indexOf(40, (rank) => ['A', 'A', 'A', 'B', 'C', 'D', 'E', 'F'][rank - 1] ?? 'A'),
      'Of the eight wards in the fifth with the highest family need, three are in A, more than in any other authority',
    ],
    [
      'many authorities, none clear',
      indexOf(40, (rank) => String.fromCharCode(64 + rank)),
      'The eight wards in the fifth with the highest family need lie in eight authorities',
    ],
  ])('%s', (_, rows, title) => expect(needFinding(rows, 'family need')).toBe(title));

  it('says how many people live in the highest fifth, where that is known for every ward', () => {
    const rows = indexOf(30).map((row) => ({ ...row, residents: row.rank! <= 6 ? 200 : 50 }));
    expect(needFinding(rows, 'SEND need')).toBe(
      'SEND need is highest in W1 and W2; the six wards in the highest fifth are home to 50% of residents',
    );
    rows[9]!.residents = null as unknown as number;
    expect(needFinding(rows, 'SEND need')).toBe('SEND need is highest in W1 and W2, first of 30 ranked wards');
  });
  it('puts wards in fifths that agree with their deciles', () => {
    expect(indexOf(30).filter((row) => fifthOf(row) === 0)).toHaveLength(6);
    expect(indexOf(3).map(fifthOf)).toEqual([0, 1, 3]);
    expect(fifthOf(indexRow(null, 30, 'W'))).toBeNull();
  });
  it('tells wards of one name apart', () => {
    const rows = [indexRow(1, 3, 'Central', 'A'), { ...indexRow(2, 3, 'Central', 'B'), ward: 'X2' }];
    expect([...labelsOf(rows).values()]).toEqual(['Central, A', 'Central, B']);
    expect([...spokenOf(rows).values()]).toEqual(['Central (A)', 'Central (B)']);
    const same = [indexRow(1, 3, 'Central'), { ...indexRow(2, 3, 'Central'), ward: 'X2' }];
    expect([...labelsOf(same).values()]).toEqual(['Central (X05Central)', 'Central (X2)']);
  });
});

describe('what the ranked wards say', () => {
  const about = { title: 'Poverty', unit: '%' };
  const england = { area_name: 'England', value: 19.4 };
  const wards = (higher: number, similar: number, lower: number) =>
    [
      ...Array<'higher'>(higher).fill('higher'),
      ...Array<'similar'>(similar).fill('similar'),
      ...Array<'lower'>(lower).fill('lower'),
    ].map((comparison) => ({ comparison, area_name: 'W' }));
  it.each([
    [14, 10, 6, 'Poverty: 14 of 30 wards are higher than England (19.4%) and six lower'],
    [1, 29, 0, 'Poverty: one of 30 wards is higher than England (19.4%)'],
    [0, 29, 1, 'Poverty: one of 30 wards is lower than England (19.4%)'],
    [0, 30, 0, 'Poverty: all 30 wards are similar to England (19.4%)'],
    [2, 0, 0, 'Poverty: both wards are higher than England (19.4%)'],
    [0, 0, 3, 'Poverty: all three wards are lower than England (19.4%)'],
    [0, 1, 0, 'Poverty: the only ward compared is similar to England (19.4%)'],
  ])('%i higher, %i similar, %i lower', (higher, similar, lower, title) =>
    expect(comparisonFinding(wards(higher, similar, lower), about, england)).toBe(title),
  );
  it('says nothing about a country there is no comparison with', () => {
    const none = [{ comparison: 'not_compared' as const, area_name: 'W' }];
    expect(comparisonFinding(none, about, england)).toBe('Poverty in one ward');
    expect(comparisonFinding(wards(3, 0, 0), about, undefined)).toBe('Poverty in three wards');
  });
  it('takes the first compared proportion or rate of the index', () => {
    const row = madeUpRows().mart_indicator[0]!;
    const later = { ...row, indicator: 'later', position: 5 };
    const outside = { ...row, indicator: 'outside', position: 0, in_index: false };
    const mean = { ...row, indicator: 'mean', position: 0, statistic: 'mean' as const };
    expect(chooseIndicator([later, outside, mean, row])?.indicator).toBe(row.indicator);
    expect(
      chooseIndicator([later, outside].map((r) => ({ ...r, comparison: 'not_compared' as const })))?.indicator,
    ).toBe('outside');
    expect(chooseIndicator([{ ...row, upper95_0cl: null }])).toBeUndefined();
  });
});

describe('the indicator drawn', () => {
  const [row] = reportRows().mart_indicator;
  const authority = (indicator: string, value: number, comparison: 'higher' | 'lower' | 'similar', area = 'A') => ({
    ...row!,
    area_level: 'authority' as const,
    area,
    indicator,
    value,
    comparison,
    judgement: comparison === 'higher' ? ('worse' as const) : ('better' as const),
  });
  const country = (indicator: string) => ({ ...row!, area_level: 'country' as const, indicator, value: 20 });
  const ward = (indicator: string, position: number) => ({ ...row!, indicator, position });
  const both = [ward('a', 1), ward('b', 2), country('a'), country('b')];

  it('is the one that differs most from the country', () => {
    const rows = [...both, authority('a', 22, 'higher'), authority('b', 10, 'lower')];
    expect(against(rows).map(({ country: { indicator } }) => indicator)).toEqual(['b', 'a']);
    expect(chooseIndicator(rows)?.indicator).toBe('b');
    expect(
      chooseIndicator(rows.filter(({ indicator, area_level }) => indicator !== 'b' || area_level !== 'ward'))
        ?.indicator,
    ).toBe('a');
  });
  it('is, for several authorities, the one where most have more need', () => {
    const rows = [
      ...both,
      authority('a', 21, 'higher'),
      authority('a', 21, 'higher', 'B'),
      authority('b', 60, 'higher'),
    ];
    expect(chooseIndicator([...rows, authority('b', 20, 'similar', 'B')])?.indicator).toBe('a');
  });
  it('is not chosen by a difference its interval does not support', () => {
    expect(against([...both, authority('b', 60, 'similar')])).toEqual([]);
  });
  it('is drawn hollow where it is modelled, and says so', () => {
    const rows = madeUpRows();
    for (const figure of rows.mart_indicator.slice(0, 2)) figure.status = 'modelled';
    const drawing = draw(rankedWards, rows);
    expect(drawing.subtitle).toContain(
      'Hollow marks: two figures are modelled, shared out to wards by where people live.',
    );
    expect(valuesOf(drawing).filter(({ fill, edgeWidth }) => fill === '#FFFFFF' && edgeWidth === 2)).toHaveLength(6);
    expect(draw(rankedWards).subtitle).not.toContain('modelled');
  });
});

describe('what the other charts say', () => {
  const scored = (scores: number[]) => scores.map((score, i) => ({ label: `W${i + 1}`, score }));
  it.each([
    [[1], true, 'W1 is the only ward with a score'],
    [[1, -1], true, 'W1 has the highest score; one of two wards scores above the average ward'],
    [
      [3, 2, 1, 1, 1, 0, 0, 0, 0, -1],
      true,
      'W1, W2 and W3 have the highest scores; five of 10 wards score above the average ward',
    ],
    [[3, 2], false, 'W1 has the highest score of two wards'],
  ])('%j', (scores, centred, title) => expect(scoresFinding(scored(scores), centred)).toBe(title));

  const wards = ['a', 'b', 'c'].map((ward, i) => ({ ward, label: ward.toUpperCase(), fifth: i < 2 ? 0 : 1 }));
  const domain = (title: string, ...scores: (number | null)[]) => ({
    id: title,
    title,
    scores: new Map(scores.map((score, i) => [wards[i]?.ward ?? '', score])),
  });
  it.each([
    [
      'one leads',
      [domain('Money', 1, 1, 0), domain('Home', 1, -1, 0)],
      'In Money, both wards in the fifth with the highest need score above the average ward, in Home only one',
    ],
    [
      'none',
      [domain('Money', 1, null, 0), domain('Home', -1, -1, 0)],
      'In Money, one of the two wards in the fifth with the highest need scores above the average ward, in Home none',
    ],
    [
      'all',
      [domain('Money', 1, 1, 0), domain('Home', 1, 1, 0)],
      'Both wards in the fifth with the highest need score above the average ward in every domain',
    ],
    [
      'three of four',
      [domain('A', 1, 1, 0), domain('B', 1, 1, 0), domain('C', 1, 1, 0), domain('D', 1, 0, 0)],
      'In three of the four domains, both wards in the fifth with the highest need score above the average ward',
    ],
    ['nothing above', [domain('Money', 0, 0, 0)], 'Scores of three wards in one domain'],
  ])('domains: %s', (_, domains, title) => expect(domainFinding(wards, domains, 'need', true)).toBe(title));
  it('names the domain that leads where the highest fifth is more than a page', () => {
    const [money, home] = [domain('Money', 3, 3, 1), domain('Home', 2, 2, 2)];
    expect(leadFinding(wards, [money, home], 'need')).toBe(
      'In two of the three wards with the highest need, the highest score is for Money',
    );
    expect(leadFinding(wards.slice(1), [money, home], 'need')).toBe(
      'Scores of the two wards with the highest need in two domains',
    );
    const rows = madeUpRows();
    rows.mart_index = indexOf(400);
    rows.mart_domain = rows.mart_index.flatMap(({ ward, rank }) =>
      ['Money', 'Home'].map((title, i) => ({
        ...rows.mart_domain[0]!,
        ward,
        domain: title,
        domain_title: title,
        position: i,
        score: 5 - i - rank! / 400,
      })),
    );
    expect(draw(domainHeat, rows)).toMatchObject({
      title: 'In all of the 40 wards with the highest family need, the highest score is for Money',
      subtitle: expect.stringContaining('Shades divide the scores shown into fifths'),
    });
  });
  it('keeps its classes where scores spread about the average', () => {
    expect(breaksOf(wards, [domain('Money', 2, -2, 0)], true)).toEqual([1, 0.5, -0.5, -1]);
    expect(breaksOf(wards, [domain('Money', 4, 3, 2)], true)).not.toContain(-0.5);
  });
});

describe('maps', () => {
  const square = (x: number, y: number, size: number): Ring => [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
  ];
  it('cuts hatching to the shape and around its holes', () => {
    const lines = hatch([[square(0, 0, 40), square(10, 10, 20)]], 'rising', 5);
    expect(lines.length).toBeGreaterThan(8);
    for (const { x, y, x2, y2 } of lines) {
      expect(Math.abs(x2 - x - (y - y2))).toBeLessThan(0.25);
      const [mx, my] = [(x + x2) / 2, (y + y2) / 2];
      expect(mx >= 0 && mx <= 40 && my >= 0 && my <= 40).toBe(true);
      expect(mx > 10 && mx < 30 && my > 10 && my < 30).toBe(false);
    }
    expect(hatch([[square(0, 0, 40)]], 'cross', 5)).toHaveLength(2 * hatch([[square(0, 0, 40)]], 'rising', 5).length);
    expect(hatch([[square(2, 2.2, 1)]], 'rising', 5)).toHaveLength(1);
  });
  it('finds the outline of wards that meet, and the border between authorities', () => {
    const shapes = [
      { group: 'A', polygons: [[square(0, 0, 10)]] },
      { group: 'A', polygons: [[square(10, 0, 10)]] },
      { group: 'B', polygons: [[square(0, 10, 10)]] },
      { group: 'B', polygons: [[square(10, 10, 10)]] },
    ];
    const { outer, between } = outlines(shapes);
    expect(outer).toHaveLength(1);
    expect(outer[0]![0]).toEqual(outer[0]!.at(-1));
    expect(Math.abs(doubleArea(outer[0]!)) / 2).toBe(400);
    expect(between).toHaveLength(1);
    expect(between[0]).toHaveLength(3);
  });
  it('draws one line around the made-up authority', () => {
    const rows = madeUpRows();
    const wards = rows.mart_boundary.filter((b) => b.in_area).map((b) => JSON.parse(b.geometry).coordinates as Polygon);
    const fit = fitTo(boxOf(wards), 434, 600, 10);
    const { outer } = outlines(wards.map((polygon) => ({ group: 'A', polygons: snap([polygon], fit, 0.5) })));
    expect(outer).toHaveLength(1);
  });
  it('puts north above and drops points that fall together', () => {
    const metres: Polygon = [
      [
        [0, 0],
        [1000, 0],
        [1000, 1000],
        [0, 1000],
        [0, 999],
        [0, 0],
      ],
    ];
    const fit = fitTo(boxOf([metres]), 100, 100, 0);
    expect(snap([metres], fit, 0.5)).toEqual([
      [
        [
          [0, 100],
          [100, 100],
          [100, 0],
          [0, 0],
        ],
      ],
    ]);
    expect(
      snap(
        [
          [
            [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 0],
            ],
          ],
        ],
        fit,
        0.5,
      ),
    ).toEqual([]);
    expect(
      straighten([
        [0, 0],
        [5, 0],
        [10, 0],
        [10, 10],
      ]),
    ).toEqual([
      [0, 0],
      [10, 0],
      [10, 10],
    ]);
  });
  it('never lets names overlap or leave the frame, and keeps the first', () => {
    const names = Array.from({ length: 40 }, (_, i) => ({
      text: `Ward ${i}`,
      anchor: [60 + (i % 8) * 12, 50 + Math.floor(i / 8) * 9] as const,
      width: 60,
    }));
    const labels = placeLabels(names, 15, { left: 0, top: 0, right: 300, bottom: 200 });
    const boxes = labels.map(({ x, y }) => ({ left: x - 30, right: x + 30, top: y - 7, bottom: y + 7 }));
    for (const [i, a] of boxes.entries()) {
      expect(a.left >= 0 && a.right <= 300 && a.top >= 0 && a.bottom <= 200).toBe(true);
      for (const b of boxes.slice(i + 1)) expect(overlaps(a, b)).toBe(false);
    }
    expect(labels[0]!.text).toBe('Ward 0');
    expect(labels.length).toBeLessThan(40);
  });
  it('sets a name that would hide its ward beside it, with a leader, where least is hidden', () => {
    const name = { text: 'Small', anchor: [100, 100] as const, width: 50, small: true };
    const frame = { left: 0, top: 0, right: 200, bottom: 200 };
    const [label] = placeLabels([name], 15, frame, (_, x) => (x > 100 ? 0 : 1));
    expect(label!.x).toBeGreaterThan(125);
    expect(label!.leader![0]).toEqual([100, 100]);
    expect(placeLabels([{ ...name, small: false }], 15, frame)[0]).toEqual({ text: 'Small', x: 100, y: 100 });
    expect(placeLabels([{ ...name, width: 300 }], 15, frame)).toEqual([]);
  });
  it('knows inside from outside, and holes', () => {
    const ring = [[square(0, 0, 30), square(10, 10, 10)]];
    expect([contains(ring, 5, 5), contains(ring, 15, 15), contains(ring, 40, 5)]).toEqual([true, false, false]);
  });
  it('finds a point inside a crooked ward', () => {
    const hook: Ring = [
      [0, 0],
      [30, 0],
      [30, 30],
      [24, 30],
      [24, 6],
      [0, 6],
    ];
    const [x, y] = inside([[hook]]);
    expect(x > 23 || y < 7).toBe(true);
  });
  it.each([
    [0.01, 100, '10 km', 100],
    [0.03, 110, '2 km', 60],
    [0.5, 110, '200 m', 100],
  ])('scale bar at %f pixels a metre', (scale, room, text, pixels) =>
    expect(scaleBar(scale, room)).toEqual({ text, pixels }),
  );
  it('shows every kind of ward in the legend with its number, and the smallest with a ring', () => {
    const drawing = draw(needMap);
    for (const entry of ['Highest fifth: 5', 'No estimate: 1', 'Withheld: 1', 'Neighbouring wards'])
      expect(texts(drawing)).toContain(entry);
    expect(drawing.table.rows).toHaveLength(30);
    const wards = valuesOf(drawing).filter(({ ward }) => ward !== undefined);
    expect(wards).toHaveLength(30);
    expect(wards[0]).toMatchObject({ description: 'X05000001 Eastfield: score 1.02, rank 1 of 28' });
    const rings = (drawing.spec as unknown as { layer: { mark: { type: string } }[] }).layer.filter(
      (l) => l.mark.type === 'circle',
    );
    expect(rings).toHaveLength(1);
  });
  it('names authorities where there are several, and no more than eight wards where there is one', () => {
    const rows = madeUpRows();
    rows.mart_index.forEach((row, i) => {
      if (i % 2) Object.assign(row, { authority: 'X06000002', authority_name: 'Otherham' });
    });
    expect(texts(draw(needMap, rows))).toEqual(expect.arrayContaining(['Merrowshire', 'Otherham']));
    const one = madeUpRows();
    for (const row of one.mart_index) row.decile = row.rank && 1;
    const labels = texts(draw(needMap, one)).filter((text) =>
      one.mart_index.some(({ ward_name }) => ward_name === text),
    );
    expect(new Set(labels).size).toBeLessThanOrEqual(8);
    expect(new Set(labels).size).toBeGreaterThan(3);
  });
  it('draws London again beside a whole country', () => {
    const rows = madeUpRows();
    rows.mart_assessment[0] = { ...rows.mart_assessment[0]!, benchmark_name: 'Merrowshire' };
    expect(texts(draw(needMap, rows)).join()).not.toContain('London');
    for (const row of rows.mart_index.slice(0, 3))
      Object.assign(row, { authority: 'E09000001', authority_name: 'City' });
    expect(texts(draw(needMap, rows))).toContainEqual(expect.stringMatching(/^London \(\d+ times as large\)$/));
    expect(texts(draw(needMap, rows, 'phone')).join()).not.toContain('London');
    rows.mart_assessment[0] = madeUpRows().mart_assessment[0]!;
    expect(texts(draw(needMap, rows)).join()).not.toContain('London');
  });
  it('draws nothing without boundaries', () => {
    expect(needMap.draw({ ...madeUpRows(), mart_boundary: [] }, 'page')).toBeUndefined();
  });
  it('leaves names and wards out of a map of thousands', () => {
    const rows = madeUpRows();
    const ring = (i: number) => [
      [
        [i, 0],
        [i + 1, 0],
        [i + 1, 1],
        [i, 1],
        [i, 0],
      ].map(([x, y]) => [x! * 1000, y! * 1000]),
    ];
    rows.mart_index = indexOf(400);
    rows.mart_boundary = rows.mart_index.map(({ ward, authority }, i) => ({
      area: ward,
      authority,
      in_area: true,
      geometry: JSON.stringify({ type: 'Polygon', coordinates: ring(i) }),
    }));
    const drawing = draw(needMap, rows);
    expect(texts(drawing)).not.toContain('W1');
    expect(valuesOf(drawing).filter(({ type }) => type === 'Feature').length).toBeLessThan(10);
    expect(drawing.table.rows).toHaveLength(400);
  });
});

describe.each(all)('$name', (chart) => {
  it.each(allSizes)('fills the %s exactly, within its edges', async (size) => {
    const warn = vi.spyOn(console, 'warn');
    const drawing = draw(chart, madeUpRows(), size);
    const view = new View(parse(compile(drawing.spec).spec), { renderer: 'none' });
    const svg = await view.toSVG();
    expect(warn).not.toHaveBeenCalled();
    const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
    expect(Number(width)).toBe(sizes[size].width);
    if (sizes[size].height) expect(Number(height)).toBe(sizes[size].height);
    if (size === 'page') expect(Number(height)).toBeLessThan(930);
    const { bounds } = (view.scenegraph() as unknown as { root: unknown }).root as {
      bounds: Record<'x1' | 'y1' | 'x2' | 'y2', number>;
    };
    const { padding } = drawing.spec as unknown as { padding: { left: number; top: number } };
    // The root's bounds are measured from the plot's corner.
    expect(bounds.x1 + padding.left).toBeGreaterThanOrEqual(-1);
    expect(bounds.x2 + padding.left).toBeLessThanOrEqual(sizes[size].width + 1);
    expect(bounds.y1 + padding.top).toBeGreaterThanOrEqual(-1);
    expect(bounds.y2 + padding.top).toBeLessThanOrEqual(Number(height) + 1);
    expect(drawing).toMatchObject({ alt: expect.stringMatching(/^.+\. .+\.$/) });
    expect(drawing.foot).toMatch(
      /^Made-up data, in the form published by .+Wards of May 2025\. .*Wardwise, data of 21 November 2026 \(a07d3c9\)\.$/,
    );
    expect(`${drawing.title} ${drawing.subtitle} ${drawing.alt}`).not.toMatch(
      /significant|worst|\bbad\b|undefined|NaN/,
    );
  });
  it('says so only when data are made up', () => {
    const rows = madeUpRows();
    rows.mart_assessment[0] = { ...rows.mart_assessment[0]!, made_up: false };
    expect(draw(chart, rows).foot).toMatch(/^Source: /);
  });
  it('draws the same twice', async () => {
    const [a, b] = [await drawFiles(draw(chart)), await drawFiles(draw(chart))];
    expect(b.svg).toBe(a.svg);
    expect(b.json).toBe(a.json);
    expect(b.csv).toBe(a.csv);
    expect(Buffer.compare(b.png, a.png)).toBe(0);
    expect(JSON.parse(a.json)).toEqual(JSON.parse(JSON.stringify(draw(chart).spec)));
  });
  it('escapes names', async () => {
    const rows = madeUpRows();
    const name = '<b>&"';
    for (const row of rows.mart_index) if (row.rank === 1) row.ward_name = name;
    rows.mart_assessment[0] = { ...rows.mart_assessment[0]!, area_name: name };
    const { svg } = await drawFiles(draw(chart, rows));
    expect(svg).not.toContain('<b>');
    expect(svg).toContain('&lt;b&gt;&amp;');
    expect(svg).toMatch(/^<svg role="img" aria-labelledby="\S+-desc" .*?><title>.+?<\/title><desc id=.+?<\/desc>/);
  });
  it('gives nothing where there is nothing', () => {
    const empty = Object.fromEntries(Object.keys(madeUpRows()).map((name) => [name, []])) as unknown as Rows;
    expect(chart.draw(empty, 'page')).toBeUndefined();
  });
});

describe('the ranges of ranks', () => {
  const ranks = (rows: Rows) => texts(draw(indexRanking, rows)).filter((text) => /^\d+=?( \(|$)/.test(text));

  it('stand beside each ward, and what they are is said', () => {
    const rows = madeUpRows();
    expect(ranks(rows).slice(0, 3)).toEqual(['1 (1 to 4)', '2 (1 to 5)', '3 (1 to 6)']);
    expect(ranks(rows).at(-1)).toBe('28 (26 to 28)');
    expect(draw(indexRanking, rows).subtitle).toContain('In brackets, a ward’s ranks in 9 of 10 draws');
    expect(draw(indexRanking, rows).table.headings).toContain('Share of draws in highest fifth');
  });

  it('are left out where there are none, and equal ranks say so', () => {
    const rows = madeUpRows();
    for (const row of rows.mart_index) {
      Object.assign(row, { rank_low: null, rank_high: null });
      if (row.rank === 2) row.rank = 1;
    }
    expect(ranks(rows).slice(0, 3)).toEqual(['1=', '1=', '3']);
    expect(draw(indexRanking, rows).subtitle).not.toContain('brackets');
  });
});

describe('files', () => {
  it('carry everything beside the picture', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'wardwise-')), 'charts');
    const drawing = draw(indexRanking);
    const files = await drawFiles(drawing);
    const names = await writeChart(folder, 'index-ranking', files);
    expect((await readdir(folder)).sort()).toEqual([...names].sort());
    expect(await readFile(join(folder, 'index-ranking.svg'), 'utf8')).toContain('@font-face');
    expect(files.txt).toBe(`${drawing.title}\n\n${drawing.alt}\n\n${drawing.foot}\n`);
    expect(files.csv.split('\r\n')).toHaveLength(32);
    // The header says 300 dots to the inch.
    expect(Buffer.from(files.png).subarray(37, 41).toString()).toBe('pHYs');
    expect(Buffer.from(files.png).readUInt32BE(41)).toBe(11811);
  });
  it('pack a PNG that gives its dots back', async () => {
    const [red, blue, white] = [
      [255, 0, 0, 255],
      [18, 67, 109, 255],
      [255, 255, 255, 255],
    ];
    const bytes = Uint8Array.from([red, blue, white, white, blue, red].flat() as number[]);
    const png = await encodePng({ width: 3, height: 2, bytes }, 300);
    expect(pngSize(png)).toEqual({ width: 3, height: 2 });
    const image = await loadImage(Buffer.from(png));
    const pen = createCanvas(3, 2).getContext('2d');
    pen.drawImage(image, 0, 0);
    expect([...pen.getImageData(0, 0, 3, 2).data]).toEqual([...bytes]);
  });
  it('keep spreadsheets from running a name', async () => {
    const drawing = draw(indexRanking);
    const { csv } = await drawFiles({
      ...drawing,
      table: {
        headings: ['a', 'b'],
        rows: [
          ['=1+1', -1],
          [' @x, "y"', null],
        ],
      },
    });
    expect(csv).toBe('\uFEFFa,b\r\n[=1+1],-1\r\n"[ @x, ""y""]",\r\n');
  });
  it('escape what XML cannot hold', () => expect(escapeXml('a\u0001<&>"')).toBe('a&lt;&amp;&gt;&quot;'));
  it('measure text in the font they ship', () => {
    expect(textWidth('Wwww', 100)).not.toBe(textWidth('Wwww', 100, 600));
    expect(wrap('one two three', textWidth('one two', 15) + 1, 15)).toEqual(['one two', 'three']);
  });
  it('show 40 wards at most, and say so', () => {
    const rows = madeUpRows();
    rows.mart_index = indexOf(120);
    expect(draw(indexRanking, rows).subtitle).toContain('The 40 highest of 120 ranked wards are shown');
    expect(draw(domainHeat, rows).subtitle).toContain('The first 40 are shown, 80 are left out');
    expect(draw(indexRanking, rows).table.rows).toHaveLength(120);
  });
});
