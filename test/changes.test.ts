/** What an edition says of the one it replaces: real runs one after the other, and the parts of a change on their own. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rankParts } from '../models/infer/rank-parts.js';
import type { MartRow } from '../models/marts.js';
import { openWorkspace } from '../pipelines/workspace.js';
import { wardwise } from './support/cli.js';
import {
  ask,
  demoText,
  files,
  goodWorkspace,
  hashes,
  remove,
  runHere,
  tablesOnly,
  write,
} from './support/workspace.js';

type Change = MartRow<'mart_change'>;
type Line = (cells: string[]) => string[];

const lines = (text: string, change: Line) =>
  text
    .split('\n')
    .map((line) => change(line.split(',')).join(','))
    .join('\n');

const jumper = 'X05000003';
/** One of the thirty wards has no estimate. */
const ranked = 29;
const lsoas = new Set(
  demoText(files.lookup)
    .split('\n')
    .flatMap((line) => (line.includes(`,${jumper},`) ? [line.slice(0, 9)] : [])),
);

/** The Indices again, with one ward's education score put up. */
const indices = lines(demoText(files.iod), (cells) => (lsoas.has(cells[0] ?? '') ? cells.with(13, '80.0') : cells));
/** Births of another year, and the last year's revised for one ward. */
const revised = lines(demoText(files.births), (cells) =>
  cells[0] === 'X05000001' && cells[1] === '2024' ? cells.with(2, String(Number(cells[2]) + 40)) : cells,
);
const births = `${revised}${revised
  .split('\n')
  .filter((line) => line.includes(',2024,'))
  .join('\n')
  .replaceAll(',2024,', ',2025,')}\n`;

let folder: string;
const changes = async (where = 'true') =>
  (await ask(
    folder,
    `select * from mart_change where ${where} order by kind, item, area_level, area, period`,
  )) as Change[];
const kinds = async () => [...new Set((await changes()).map(({ kind }) => kind))];
const published = (name: string) => readFileSync(path.join(folder, 'out/latest', name), 'utf8');
const section = () => /id="section-what-changed"[\s\S]*?<\/section>/.exec(published('index.html'))?.[0] ?? '';

beforeAll(async () => {
  folder = await goodWorkspace({}, tablesOnly);
});
afterAll(() => remove(folder));

describe('editions one after the other', () => {
  it('the first has none before it, and says so in one line', () => {
    expect(published('changes.csv').trim().split('\n')).toHaveLength(1);
    expect(section()).toContain('<p>This is the first edition: there is no earlier one to compare it with.</p>');
    expect(section()).not.toContain('<table');
  });

  it('a setting that changes no figure changes nothing', async () => {
    const yaml = `${demoText(files.assessment)}\n# A remark.\n`;
    write(folder, files.assessment, yaml);
    expect((await runHere(folder, {}, tablesOnly)).made).toBe(true);
    expect(await changes()).toEqual([]);
    expect(section()).toContain('no source, figure or rank has changed');
    expect(section()).toContain('No ward’s rank has moved by more than its uncertainty');
  });

  describe('new files of the Indices and of births', () => {
    beforeAll(async () => {
      write(folder, files.iod, indices);
      write(folder, files.births, births);
      expect((await runHere(folder, {}, tablesOnly)).made).toBe(true);
    });

    it('says which sources have other bytes and what rests on them', async () => {
      expect((await changes("kind like 'source%'")).map(({ kind, item }) => [kind, item])).toEqual([
        ['source_file', 'mhclg_iod2025'],
      ]);
      expect((await changes("kind = 'source_file'"))[0]?.words).toMatch(
        /^Another file than before .* On it rest: .*Education/,
      );
    });

    it('a new period is no revision, and a figure of the same period that differs is one', async () => {
      expect(await changes("kind = 'period_new'")).toMatchObject([
        { item: 'sole_registrations', before: '2024', after: '2025' },
      ]);
      const figures = await changes("kind like 'figure%' and item = 'sole_registrations'");
      const wards = figures.filter(({ area_level }) => area_level === 'ward');
      expect(wards).toMatchObject([{ kind: 'figure_revised', area: 'X05000001', period: '2024' }]);
      expect(wards[0]!.value_before).toBeGreaterThan(wards[0]!.value_after!);
      const education = await changes(
        "kind = 'figure_revised' and item = 'education_deprivation' and area_level = 'ward'",
      );
      expect(education.map(({ area }) => area)).toEqual([jumper]);
    });

    it('a rank has moved where the two ranges do not overlap, and only there', async () => {
      const rows = (await ask(folder, 'select * from mart_rank_change order by ward')) as MartRow<'mart_rank_change'>[];
      expect(rows).toHaveLength(ranked);
      for (const row of rows) {
        const apart = row.rank_high! < row.rank_low_before! || row.rank_low! > row.rank_high_before!;
        expect(row.moved === 'more_need' || row.moved === 'less_need').toBe(apart);
      }
      expect(rows.find(({ ward }) => ward === jumper)).toMatchObject({ moved: 'more_need' });
      expect((await changes("kind = 'rank'")).map(({ area }) => area)).toEqual(
        rows.flatMap(({ ward, moved }) => (moved === 'more_need' || moved === 'less_need' ? [ward] : [])),
      );
    });

    it('the parts add up to the change of each score, to the last digits', async () => {
      const rows = await ask(
        folder,
        `select r.ward, r.score_change, sum(p.part) as parts, sum(p.by_value) + sum(p.by_others) + sum(p.by_weight) as split
        from mart_rank_change as r join mart_rank_part as p on p.ward = r.ward group by r.ward, r.score_change`,
      );
      expect(rows).toHaveLength(ranked);
      for (const { score_change, parts, split } of rows) {
        expect(Math.abs(Number(parts) - Number(score_change))).toBeLessThan(1e-9);
        expect(Math.abs(Number(split) - Number(score_change))).toBeLessThan(1e-9);
      }
      const [most] = await ask(
        folder,
        `select * from mart_rank_part where ward = '${jumper}' order by part desc limit 1`,
      );
      expect(most).toMatchObject({ indicator: 'education_deprivation' });
      expect(section()).toMatch(/Education[^<]* \+\d\.\d\d/);
    });

    it('run again: nothing to do; made again from nothing: the same files', async () => {
      expect((await runHere(folder, {}, tablesOnly)).made).toBe(false);
      const latest = path.join(folder, 'out/latest');
      const before = hashes(latest);
      rmSync(openWorkspace(folder).warehouse);
      expect((await runHere(folder, {}, tablesOnly)).made).toBe(true);
      expect({ ...hashes(latest), 'run.json': '' }).toEqual({ ...before, 'run.json': '' });
    });
  });

  it('a figure withheld in one edition is in neither of the other’s', async () => {
    const small = lines(births, (cells) => (cells[0] === jumper && cells[1] === '2025' ? cells.with(3, '2') : cells));
    write(folder, files.births, small);
    await runHere(folder, {}, tablesOnly);
    const [gone] = await changes(
      `kind = 'figure_gone' and item = 'sole_registrations' and area = '${jumper}' and period = '2025'`,
    );
    expect(gone).toMatchObject({ value_before: null, value_after: null, words: 'Withheld now.' });
    const withheld = await ask(folder, `select area, indicator, period from mart_disclosure`);
    const told = await changes('value_before is not null or value_after is not null');
    const key = (row: { area?: unknown; indicator?: unknown; period?: unknown }) =>
      `${row.area} ${row.indicator} ${row.period}`;
    const secret = new Set(withheld.map(key));
    expect(told.filter(({ area, item, period }) => secret.has(key({ area, indicator: item, period })))).toEqual([]);
    // Scores with and without it, side by side, would give it away.
    expect((await ask(folder, 'select * from mart_earlier'))[0]).toMatchObject({
      figures_reason: null,
      ranks_reason: 'an indicator of its index is withheld in some wards now',
    });
    expect(await ask(folder, 'select * from mart_rank_part')).toEqual([]);

    write(folder, files.births, births);
    await runHere(folder, {}, tablesOnly);
    const [back] = await changes(
      `kind = 'figure_new' and item = 'sole_registrations' and area = '${jumper}' and period = '2025'`,
    );
    expect(back).toMatchObject({ value_before: null, value_after: null, words: 'Withheld before.' });
    // It is back in the index: a change of weight in every ward, and of no figure.
    const [came] = await ask(
      folder,
      `select sum(abs(by_value)) as v, sum(abs(by_weight)) as w from mart_rank_part where indicator = 'sole_registrations'`,
    );
    expect(came).toMatchObject({ v: 0 });
    expect(Number(came?.w)).toBeGreaterThan(0);
  });

  it.each([
    [
      'other rules of protection: the council’s own indicators',
      'suppress_below: 5',
      'suppress_below: 6',
      'protected_otherwise',
    ],
    ['another index: ranks', 'index: family-need', 'index: { id: family-need, normalise: percentile }', 'not_compared'],
  ])('refuses under %s', async (_, from, to, kind) => {
    const text = readFileSync(path.join(folder, files.assessment), 'utf8');
    write(folder, files.assessment, text.replace(from, to));
    await runHere(folder, {}, tablesOnly);
    expect(await kinds()).toContain(kind);
    if (kind === 'not_compared') {
      expect(section()).toContain(
        'Ranks are not compared with those of that edition: its index was declared otherwise.',
      );
      expect(await ask(folder, 'select * from mart_rank_change')).toEqual([]);
      expect(await ask(folder, 'select * from mart_rank_part')).toEqual([]);
    } else {
      const own = await changes(
        "kind like 'figure%' and item in ('sole_registrations', 'domestic_abuse_incidents', 'workless_households')",
      );
      expect(own).toEqual([]);
    }
  });

  describe('an earlier edition that is not to be compared', () => {
    const { history } = openWorkspace('');
    let before: string;
    let kept: string;
    beforeAll(() => {
      const mark = JSON.parse(readFileSync(openWorkspace(folder).mark, 'utf8')) as { before: string };
      before = path.join(folder, history, mark.before);
      kept = `${before}.kept`;
      cpSync(before, kept, { recursive: true });
    });
    const provenance = (from: RegExp, to: string) => () => {
      const file = path.join(before, 'provenance.json');
      const text = readFileSync(file, 'utf8');
      expect(text).toMatch(from);
      writeFileSync(file, text.replace(from, to));
    };
    const figures = (says: string) => ({ figures_reason: expect.stringContaining(says) });

    it.each([
      ['of wards of another year', provenance(/"ward25"/, '"ward22"'), figures('those of another year (ward22)')],
      [
        'made by another method',
        provenance(/"version": "[^"]*"/, '"version": "9.1.0"'),
        { figures_reason: null, ranks_reason: 'it was made by version 9.1.0, whose method may differ' },
      ],
      [
        'whose tables lack a column',
        () => cpSync(path.join(before, 'data/wards.parquet'), path.join(before, 'data/series.parquet')),
        figures('its tables are not there'),
      ],
      ['without its tables', () => rmSync(path.join(before, 'data'), { recursive: true }), figures('its tables')],
      ['with half a provenance', provenance(/\{/, ''), { data_date: null, ...figures('its tables') }],
    ])('%s', async (_, change, says) => {
      rmSync(before, { recursive: true });
      cpSync(kept, before, { recursive: true });
      change();
      expect((await wardwise('build', '--workspace', folder)).code).toBe(0);
      expect((await ask(folder, 'select * from mart_earlier'))[0]).toMatchObject(says);
      const rows = await changes();
      if (says.figures_reason === null) expect(rows.map(({ kind }) => kind)).not.toContain('rank');
      else expect(rows).toMatchObject([{ kind: 'not_compared', item: 'figures' }]);
    });
  });
});

describe('parts of a change', () => {
  const edition = (score: number[], contributions: Record<string, number[]>, base = 0) => ({
    score: Float64Array.from(score),
    base: Float64Array.from(score, () => base),
    indicators: new Map(
      Object.keys(contributions).map(
        (id) => [id, { values: Float64Array.from(score, (_, i) => i), weight: 1 }] as const,
      ),
    ),
    contributions: new Map(
      Object.entries(contributions).map(([id, column]) => [id, Float64Array.from(column)] as const),
    ),
  });

  it('where scores are no sum of z-scores, each indicator has its part in whole, and the average ward its own', () => {
    const first = edition([51, 48, 50], { a: [1, -2, 0] }, 50);
    const second = edition([53, 50, 50], { a: [1, -2, 1], b: [1, 1, -2] }, 51);
    const rows = rankParts(['x', 'y', 'z'], first, second);
    expect(rows.by_value?.every((part) => part === null)).toBe(true);
    for (const [i, ward] of ['x', 'y', 'z'].entries()) {
      const parts = (rows.part ?? []).filter((_, row) => rows.ward?.[row] === ward).map(Number);
      expect(parts.reduce((a, b) => a + b, 0)).toBeCloseTo(second.score[i]! - first.score[i]!, 12);
    }
  });

  it('where nobody knows what an indicator adds, there are none', () => {
    const ranked = { ...edition([3, 1, 2], { a: [1, 2, 3] }), contributions: new Map() };
    expect(rankParts(['x', 'y', 'z'], ranked, ranked).ward).toEqual([]);
  });
});
