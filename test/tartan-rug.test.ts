import { parse, View } from 'vega';
import { compile } from 'vega-lite';
import { describe, expect, it, vi } from 'vitest';
import { tartanRug } from '../outputs/charts/tartan-rug.js';
import type { Drawing, Size } from '../outputs/define.js';
import { drawFiles } from '../outputs/drawing/draw.js';
import { type Look, lookOf, looks, placeFlags, placesOf } from '../outputs/drawing/rug.js';
import { sizes, textWidth } from '../outputs/drawing/style.js';
import { rugFinding, rugKey, saidOf } from '../outputs/telling/rug-words.js';
import type { Rows } from './support/marts.js';
import { reportRows } from './support/report.js';

type Figure = Rows['mart_indicator'][number];

const draw = (rows = reportRows(), size: Size = 'page'): Drawing => {
  const drawing = tartanRug.draw(rows, size);
  if (!drawing) throw new Error('nothing drawn');
  return drawing;
};
const valuesOf = ({ spec }: Drawing): Record<string, unknown>[] =>
  (spec as unknown as { layer: { data: { values: Record<string, unknown>[] } }[] }).layer.flatMap((l) => l.data.values);
/** The cells of the table, without the boxes of its key. */
const cellsOf = (drawing: Drawing) => valuesOf(drawing).filter(({ indicator }) => indicator !== undefined);
const textsOf = (drawing: Drawing) => valuesOf(drawing).map(({ text }) => text);

describe('what a tartan rug says', () => {
  const kind = (direction: 'higher' | 'lower' | 'none', in_index = true, compared = true) => ({
    compared,
    listed: { direction, in_index },
  });
  const kinds = (n: number) => Array.from({ length: n }, () => kind('higher'));
  const ward = (name: string, more: number, compared = 5) => ({ name, more, compared });
  const wards = (n: number, more: number) => Array.from({ length: n }, (_, i) => ward(`W${more}-${i}`, more));
  const need = 'indicators of need that can be compared';
  it.each<[string, ReturnType<typeof ward>[], ReturnType<typeof kind>[], string]>([
    [
      'one ward leads',
      [ward('Tong', 5), ...wards(2, 2), ward('Ilkley', 0)],
      kinds(5),
      `Tong is higher than England on all five ${need}; Ilkley on none`,
    ],
    [
      'two lead',
      [ward('Tong', 4), ward('Royds', 4), ...wards(3, 1)],
      kinds(5),
      `Tong and Royds are higher than England on four of the five ${need}; three wards on one`,
    ],
    [
      'several lead',
      [...wards(4, 5), ...wards(9, 0), ...wards(17, 2)],
      kinds(5),
      `Four of 30 wards are higher than England on all five ${need}; nine on none`,
    ],
    ['all alike', wards(3, 2), kinds(5), `All three wards are higher than England on two of the five ${need}`],
    ['none higher', wards(3, 0), kinds(5), `No ward is higher than England on any of the five ${need}`],
    ['one ward', [ward('Tong', 3)], kinds(5), `Tong is higher than England on three of the five ${need}`],
    [
      'one ward, none higher',
      [ward('Tong', 0)],
      kinds(5),
      `Tong is not higher than England on any of the five ${need}`,
    ],
    [
      'one indicator',
      [ward('Tong', 1, 1), ward('Ilkley', 0, 1)],
      kinds(1),
      'Tong is higher than England on the one indicator of need that can be compared; Ilkley on none',
    ],
    [
      'one indicator, none higher',
      [ward('A', 0, 1), ward('B', 0, 1)],
      kinds(1),
      'No ward is higher than England on the one indicator of need that can be compared',
    ],
    [
      'two indicators',
      [ward('Tong', 2, 2), ward('Ilkley', 1, 2)],
      kinds(2),
      `Tong is higher than England on both ${need}; Ilkley on one`,
    ],
    [
      'a ward with a figure withheld is never the one with fewest',
      [ward('Tong', 5), ward('Ilkley', 0, 4), ward('Royds', 2)],
      kinds(5),
      `Tong is higher than England on all five ${need}; Royds on two`,
    ],
    [
      'both ways of need',
      [ward('Tong', 2, 2), ward('Ilkley', 0, 2)],
      [kind('higher'), kind('lower')],
      `Tong has more need than England on both ${need}; Ilkley on none`,
    ],
    [
      'low is need',
      [ward('Tong', 2, 2), ward('Ilkley', 0, 2)],
      [kind('lower'), kind('lower')],
      `Tong is lower than England on both ${need}; Ilkley on none`,
    ],
    [
      'none comparable',
      wards(3, 0),
      [kind('higher', true, false)],
      'One indicator in three wards; none can be compared with England',
    ],
    [
      'context is no finding',
      wards(3, 0),
      [kind('none'), kind('higher', false)],
      'Two indicators in three wards; none of need can be compared with England',
    ],
    [
      'names with an "and"',
      [ward('Tong', 5), ward('Bowling and Barkerend', 5), ward('Ilkley', 1)],
      kinds(5),
      `Tong, and Bowling and Barkerend are higher than England on all five ${need}; Ilkley on one`,
    ],
  ])('%s', (_, standings, indicators, title) => expect(rugFinding(standings, indicators, 'England')).toBe(title));

  it('counts what the intervals say and no more', () => {
    const rows = reportRows();
    const used = ['children_low_income', 'workless_households', 'overcrowded', 'general_health', 'early_language'];
    const more = (area: string) =>
      rows.mart_indicator.filter((r) => r.area === area && used.includes(r.indicator) && r.judgement === 'worse')
        .length;
    const most = Math.max(...rows.mart_index.map(({ ward }) => more(ward)));
    const leading = rows.mart_index.filter(({ ward }) => more(ward) === most);
    const { title } = draw(rows);
    expect(title).toContain('more need than Dogger on');
    if (leading.length < 3) for (const { ward_name } of leading) expect(title).toContain(ward_name);
    for (const row of rows.mart_indicator) Object.assign(row, { comparison: 'similar', judgement: 'similar' });
    expect(draw(rows).title).toBe(`No ward has more need than Dogger on any of the five ${need}`);
  });
  it('says so where data are made up, and only there', () => {
    const rows = reportRows();
    expect(draw(rows).foot).toMatch(/^Made-up data, in the form published by /);
    rows.mart_assessment[0] = { ...rows.mart_assessment[0]!, made_up: false };
    expect(draw(rows).foot).toMatch(/^Source: /);
  });
  it('says which way is need, what is modelled and what is left out', () => {
    const rows = reportRows();
    expect(draw(rows).subtitle).toContain('Low values are more need for Children reaching expected language at two');
    expect(draw(rows).subtitle).not.toMatch(/Hollow|left out/);
    rows.mart_indicator.find(({ area_level, value }) => area_level === 'ward' && value !== null)!.status = 'modelled';
    expect(draw(rows).subtitle).toContain('Hollow signs: one figure is modelled');
    expect(draw(rows, 'phone').subtitle).toMatch(
      /For want of room \w+ indicators? of the index and one for context are left out/,
    );
  });
});

describe('cells', () => {
  const [figure] = reportRows().mart_indicator as [Figure];
  it('carry a sign of their own in every colour', () => {
    const coloured = (['worse', 'similar', 'better', 'higher', 'lower'] as const).map((look) => looks[look]);
    expect(new Set(coloured.map(({ shape }) => shape)).size).toBe(5);
    expect(new Set(coloured.map(({ fill }) => fill)).size).toBe(5);
    expect(coloured.every(({ shape }) => shape.length > 0)).toBe(true);
  });
  it('are told apart in grey by more than the sign', () => {
    const grey = (look: Look): number => {
      const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => Number.parseInt(looks[look].fill.slice(i, i + 2), 16));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    expect(grey('better') - grey('worse')).toBeGreaterThan(15);
    expect(grey('similar') - grey('better')).toBeGreaterThan(25);
  });
  it('tell a withheld figure from a missing one', () => {
    const none = { ...figure, value: null };
    expect(lookOf({ ...none, status: 'withheld' })).toBe('withheld');
    expect([{ ...none, status: 'missing' as const }, undefined].map(lookOf)).toEqual(['no_figure', 'no_figure']);
    expect(saidOf({ ...none, status: 'withheld' })).toBe('withheld');
    expect(saidOf({ ...none, status: 'missing' })).toBe('no figure');
    const drawing = draw();
    const find = (look: Look) => cellsOf(drawing).find((cell) => cell.look === look)!;
    const lines = (look: Look) => {
      const box = find(look) as { x: number; x2: number; y: number; y2: number };
      return valuesOf(drawing).filter(
        ({ x, y, x2, y2, look }) =>
          look === undefined &&
          y2 !== undefined &&
          Number(x) >= box.x &&
          Number(x2) <= box.x2 &&
          Math.min(Number(y), Number(y2)) >= box.y &&
          Math.max(Number(y), Number(y2)) <= box.y2,
      );
    };
    const slopes = (look: Look) =>
      new Set(lines(look).map(({ x, x2, y, y2 }) => Math.sign((Number(x2) - Number(x)) * (Number(y2) - Number(y)))));
    expect(slopes('withheld')).toEqual(new Set([-1]));
    expect(slopes('no_figure')).toEqual(new Set([-1, 1]));
    expect(textsOf(drawing)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Withheld \(\d+\)$/),
        expect.stringMatching(/^No figure \(\d+\)$/),
      ]),
    );
  });
  it('have a hollow sign where the figure is modelled', () => {
    const rows = reportRows();
    const hollow = () => valuesOf(draw(rows)).filter(({ ink }) => ink === '#FFFFFF').length;
    expect(hollow()).toBe(0);
    const some = rows.mart_indicator.filter((row) => row.area_level === 'ward' && row.judgement === 'worse');
    for (const one of some.slice(0, 3)) one.status = 'modelled';
    expect(hollow()).toBe(3);
  });
  it('hold the figures of the marts, rounded', () => {
    const rows = reportRows();
    for (const { area, indicator, says, look } of cellsOf(draw(rows))) {
      const row = rows.mart_indicator.find(
        (r) =>
          r.indicator === indicator &&
          (rows.mart_index.find((w) => w.ward === r.area)?.ward_name ?? r.area_name) === area,
      )!;
      expect(look).toBe(lookOf(row));
      if (row.value === null) continue;
      const text = String(says).replace('−', '-');
      const half = 0.5 / 10 ** (text.split('.')[1]?.length ?? 0);
      expect(Math.abs(Number(text) - row.value)).toBeLessThanOrEqual(half + 1e-9);
    }
    expect(
      [
        [0.2, -0.9],
        [3, 12],
        [99, 104],
      ].map(placesOf),
    ).toEqual([2, 1, 0]);
  });
  it('are explained by the key, once each', () => {
    const low = { ...figure, direction: 'lower' as const, judgement: 'worse' as const };
    expect(rugKey([{ ...figure, judgement: 'worse' }], [])[0]!.text).toBe('Higher: more need (1)');
    expect(rugKey([low, low], []).map(({ text }) => text)).toEqual(['More need (2)']);
    expect(rugKey([low], [undefined]).map(({ text }) => text)).toEqual(['More need (1)', 'No figure']);
  });
});

describe('names of domains', () => {
  it('never lie on each other or on a line that leads past', () => {
    const named = (xs: number[], edge: number) =>
      placeFlags(
        xs.map((x, i) => ({ text: `A domain with a long name ${i}`, x })),
        edge,
        14.7,
      );
    for (const xs of [
      [0, 300],
      [0, 50, 100, 150],
      [0, 90, 140, 380],
      [0, 30, 370, 400],
      [0, 200, 210, 390],
    ]) {
      const flags = named(xs, 430).map((flag) => ({ ...flag, end: flag.start + textWidth(flag.text, 14.7, 600) }));
      for (const a of flags)
        for (const b of flags) {
          if (a === b) continue;
          if (a.line === b.line) expect(a.end < b.start || b.end < a.start, JSON.stringify(flags)).toBe(true);
          if (a.line > b.line) expect(a.x > b.start && a.x < b.end, JSON.stringify(flags)).toBe(false);
        }
      expect(Math.max(...flags.map(({ end }) => end))).toBeLessThanOrEqual(430);
    }
    expect(named([0, 300], 600).map(({ line }) => line)).toEqual([0, 0]);
  });
});

describe('pictures', () => {
  it.each<Size>(['page', 'slide', 'phone'])('fill the %s exactly, within its edges', async (size) => {
    const warn = vi.spyOn(console, 'warn');
    const drawing = draw(reportRows(), size);
    const view = new View(parse(compile(drawing.spec).spec), { renderer: 'none' });
    const svg = await view.toSVG();
    expect(warn).not.toHaveBeenCalled();
    const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
    expect(Number(width)).toBe(sizes[size].width);
    if (sizes[size].height) expect(Number(height)).toBe(sizes[size].height);
    if (size === 'page') expect(Number(height)).toBeLessThanOrEqual(1024);
    const { bounds } = (view.scenegraph() as unknown as { root: unknown }).root as {
      bounds: Record<'x1' | 'y1' | 'x2' | 'y2', number>;
    };
    const { padding } = drawing.spec as unknown as { padding: { left: number; top: number } };
    expect(bounds.x1 + padding.left).toBeGreaterThanOrEqual(-1);
    expect(bounds.x2 + padding.left).toBeLessThanOrEqual(sizes[size].width + 1);
    expect(bounds.y1 + padding.top).toBeGreaterThanOrEqual(-1);
    expect(bounds.y2 + padding.top).toBeLessThanOrEqual(Number(height) + 1);
    // Nothing is under 11 points at the printed size; a phone is held closer.
    expect([...svg.matchAll(/font-size="([\d.]+)px"/g)].every(([, px]) => Number(px) >= sizes[size].text)).toBe(true);
    expect(`${drawing.title} ${drawing.subtitle} ${drawing.alt}`).not.toMatch(
      /significant|worst|\bbad\b|undefined|NaN/,
    );
    expect(drawing.alt).toMatch(/^Table of .+\. .+\.$/);
  });
  it('are the same twice', async () => {
    const [a, b] = [await drawFiles(draw()), await drawFiles(draw())];
    expect([b.svg, b.json, b.csv]).toEqual([a.svg, a.json, a.csv]);
    expect(Buffer.compare(b.png, a.png)).toBe(0);
  });
  it('escape names', async () => {
    const rows = reportRows();
    const name = '<b>&"';
    for (const row of rows.mart_index) if (row.rank === 1) row.ward_name = name;
    const { svg } = await drawFiles(draw(rows));
    expect(svg).not.toContain('<b>');
    expect(svg).toContain('&lt;b&gt;&amp;');
  });
  it('give the marts as their table, in the same order', () => {
    const rows = reportRows();
    const { headings, rows: lines } = draw(rows).table;
    expect(headings).toHaveLength(2 + 2 * 6);
    expect(lines).toHaveLength(32);
    expect(lines.slice(0, 2).map(([, name]) => name)).toEqual(['Dogger', 'Merrowshire']);
    const order = [...rows.mart_indicator_list].sort(
      (a, b) => Number(b.in_index) - Number(a.in_index) || a.position - b.position,
    );
    for (const [code, , ...cells] of lines)
      for (const [i, { indicator }] of order.entries()) {
        const row = rows.mart_indicator.find((r) => r.area === code && r.indicator === indicator)!;
        expect(cells.slice(2 * i, 2 * i + 2)).toEqual([row.value, saidOf(row)]);
      }
  });
  it('draw nothing from nothing, and one ward as well as thousands', () => {
    const rows = reportRows();
    expect(tartanRug.draw({ ...rows, mart_indicator: [] }, 'page')).toBeUndefined();
    expect(tartanRug.draw({ ...rows, mart_index: [] }, 'page')).toBeUndefined();
    const one = rows.mart_index.filter(({ rank }) => rank === 1);
    expect(draw({ ...rows, mart_index: one }).table.rows).toHaveLength(3);
    const many = Array.from({ length: 400 }, (_, i) => ({
      ...one[0]!,
      ward: `X${i}`,
      ward_name: `W${i}`,
      rank: i + 1,
    }));
    expect(draw({ ...rows, mart_index: many }).subtitle).toMatch(/The first \d\d wards are shown, \d+ are left out\.$/);
    const phone = draw({ ...rows, mart_index: many }, 'phone');
    expect(phone.subtitle).toContain('The first 40 wards are shown, 360 are left out');
    expect(phone.table.rows).toHaveLength(402);
  });
});
