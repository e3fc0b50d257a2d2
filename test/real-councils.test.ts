/** The main job on real published files: Bradford, Northumberland and all of England, from a mirror folder. */
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckDB } from '../models/engine/duckdb.js';
import { type Row, toRows } from '../models/engine/engine.js';
import { explainFigure } from '../pipelines/explain.js';
import { needsAssessment } from '../pipelines/needs-assessment.js';
import { run } from '../pipelines/run.js';
import { layMirror } from './support/mirror.js';
import { describeShared } from './support/shared.js';
import { Table } from './support/tables.js';
import { buildHere } from './support/workspace.js';

describeShared('real councils', 'data', (data) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'wardwise-real-'));
  const mirror = path.join(folder, 'mirror');
  beforeAll(async () => {
    layMirror(mirror);
    bradford = workspace('area: E08000032\n');
    await run(bradford, [needsAssessment], { mirror, today: '2026-11-21' });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const workspace = (settings: string): string => {
    const place = mkdtempSync(path.join(folder, 'workspace-'));
    writeFileSync(path.join(place, 'assessment.yaml'), settings);
    return place;
  };
  let bradford: string;
  /** The tables of another area, in a copy of Bradford's workspace: what was read there is not read again. */
  const elsewhere = async (settings: string): Promise<string> => {
    const place = workspace(settings);
    cpSync(path.join(bradford, '.wardwise'), path.join(place, '.wardwise'), { recursive: true });
    await buildHere(place, mirror);
    return place;
  };
  const rowsOf = async (place: string, sql: string): Promise<Row[]> => {
    const engine = await openDuckDB(path.join(place, '.wardwise', 'warehouse.duckdb'));
    try {
      return toRows(await engine.query(sql));
    } finally {
      await engine.close();
    }
  };
  /** Hashes of the tables and specs of a run, by file. */
  const outputs = (place: string): Record<string, string> => {
    const latest = path.join(place, 'out', 'latest');
    const files = readdirSync(latest, { recursive: true, encoding: 'utf8' }).filter((f) => /\.(csv|vl\.json)$/.test(f));
    const hash = (file: string) =>
      createHash('sha256')
        .update(readFileSync(path.join(latest, file)))
        .digest('hex');
    return Object.fromEntries(files.sort().map((file) => [file, hash(file)]));
  };
  const nothingLost = async (place: string): Promise<void> => {
    const rows = await rowsOf(
      place,
      'select source, measure, total - wards_in_area - wards_elsewhere - wards_unfinished - unallocated as lost, residual from reconciliation',
    );
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter((row) => row.lost !== 0 || row.residual !== 0)).toEqual([]);
  };

  describe('Bradford', () => {
    it('ranks its 30 wards', async () => {
      const wards = await rowsOf(bradford, 'select ward_name, rank, decile from mart_index order by rank');
      expect(wards).toHaveLength(30);
      expect(wards.map((w) => w.rank)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
      expect(wards[0]?.ward_name).toBe('Tong');
    });

    it('reads lone-parent households from a Nomis download with title rows, and knows that England has none', async () => {
      const [authority, country] = await rowsOf(
        bradford,
        `select area_level, numerator, status, comparison, in_index from mart_indicator
        where indicator = 'lone_parent_households' and area_level <> 'ward' order by area_level`,
      );
      expect(authority).toMatchObject({
        numerator: 27390,
        status: 'measured',
        comparison: 'not_compared',
        in_index: true,
      });
      expect(country).toMatchObject({ numerator: null, status: 'missing' });
    });

    it('sums deprivation up as the publisher does, but for its own denominators', async () => {
      const [whole] = await rowsOf(bradford, "select * from mart_deprivation where area_level = 'authority'");
      // File 10 of 2025: score 36.713, rank 23,730, proportion 0.3686, extent 0.5204, local concentration 33,502.6.
      const published = { average_score: 36.713, average_rank: 23_730, extent: 0.5204, local_concentration: 33_502.6 };
      for (const [name, value] of Object.entries(published)) {
        expect(Math.abs(Number(whole?.[name]) / value - 1), name).toBeLessThan(0.001);
      }
      expect(whole).toMatchObject({ lsoas: 312, proportion: 115 / 312 });
      const wards = await rowsOf(bradford, "select lsoas, few_lsoas from mart_deprivation where area_level = 'ward'");
      expect(wards.reduce((sum, { lsoas }) => sum + Number(lsoas), 0)).toBe(312);
      expect(wards.filter(({ lsoas, few_lsoas }) => few_lsoas !== Number(lsoas) < 5)).toEqual([]);
    });

    it('loses nobody', () => nothingLost(bradford));

    it('knows which wards touch, both ways round, and finds where need is high together', async () => {
      const links = await rowsOf(bradford, 'select area, neighbour from contiguity');
      const there = new Set(links.map((l) => `${l.area} ${l.neighbour}`));
      expect(links.filter((l) => !there.has(`${l.neighbour} ${l.area}`) || l.area === l.neighbour)).toEqual([]);
      // Only the Isles of Scilly, one ward each, touch nobody.
      const alone = await rowsOf(
        bradford,
        'select distinct authority from boundary where area not in (select area from contiguity)',
      );
      expect(alone).toEqual([{ authority: 'E06000053' }]);
      const clusters = await rowsOf(bradford, 'select * from mart_cluster');
      expect(clusters).toHaveLength(30);
      expect(clusters.flatMap((row) => Object.values(row)).filter(Number.isNaN)).toEqual([]);
      const [cluster] = await rowsOf(bradford, 'select name, wards, tests from mart_cluster_list');
      expect(cluster).toEqual({ name: 'Bowling and Barkerend, and City', wards: 2, tests: 30 });
    });

    it('says what it lacks', async () => {
      const gaps = (await rowsOf(bradford, 'select item, what from mart_gap'))
        .map((g) => `${g.item}: ${g.what}`)
        .join('\n');
      expect(gaps).toContain('Births registered by one parent alone: No file was given');
      expect(gaps).toContain('published for whole local authorities only');
      expect(gaps).toContain('Children in income deprivation: No figure for 30 of 30 wards');
    });

    it('explains a figure truly: recomputed by hand from the published bytes', async () => {
      const engine = await openDuckDB(path.join(bradford, '.wardwise', 'warehouse.duckdb'));
      const { figure, ingredients } = await explainFigure(engine, 'Tong', 'deprived_households').finally(() =>
        engine.close(),
      );
      const lookup = new Table(path.join(data, 'lookup-lsoa21-ward25-bcc/LSOA21_WD25_LAD25_lookup.csv.gz'));
      const wards = lookup.text('wd25nm');
      const authorities = lookup.text('lad25cd');
      const lsoas = new Set(
        lookup.text('lsoa21cd').filter((_, i) => wards[i] === 'Tong' && authorities[i] === 'E08000032'),
      );
      const census = new Table(path.join(data, 'census2021-lsoa21/household_deprivation21_lsoa21.csv.gz'));
      const [area, category, n] = [
        census.text('lsoa21_code'),
        census.text('deprivation_dimensions'),
        census.numbers('n'),
      ];
      const sum = (wanted: (name: string) => boolean) =>
        n.reduce((total, x, i) => (lsoas.has(area[i] ?? '') && wanted(category[i] ?? '') ? total + x : total), 0);
      const [x, all] = [sum((name) => /two|three|four/.test(name)), sum(() => true)];
      expect(figure.numerator).toBe(x);
      expect(figure.denominator).toBe(all);
      expect(figure.value).toBeCloseTo((100 * x) / all, 10);
      const z = 1.959963984540054;
      const spread = z * Math.sqrt(z * z + 4 * x * (1 - x / all));
      expect(figure.lower95_0cl).toBeCloseTo((100 * (2 * x + z * z - spread)) / (2 * (all + z * z)), 8);
      expect(figure.upper95_0cl).toBeCloseTo((100 * (2 * x + z * z + spread)) / (2 * (all + z * z)), 8);
      expect(ingredients.map((i) => i.parts.map((p) => p.area))).toEqual([[...lsoas].sort(), [...lsoas].sort()]);
      const parts = ingredients[0]?.parts.reduce((total, part) => total + Number(part.value), 0);
      expect(parts).toBe(x);
      const bytes = readFileSync(path.join(mirror, 'ons_census_deprivation/2021.csv.gz'));
      expect(ingredients[0]?.source.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    });

    it('has nothing to do the second time, and is quick about it', async () => {
      const before = outputs(bradford);
      const start = performance.now();
      const again = await run(bradford, [needsAssessment], { mirror });
      expect(again.made).toBe(false);
      expect(performance.now() - start).toBeLessThan(2000);
      expect(outputs(bradford)).toEqual(before);
    });

    it('gives the same tables and specs from the same bytes', async () => {
      const other = workspace('area: E08000032\n');
      await run(other, [needsAssessment], { mirror, today: '2026-11-21' });
      const files = outputs(other);
      expect(Object.keys(files).length).toBeGreaterThan(12);
      expect(files).toEqual(outputs(bradford));
    });
  });

  describe('Northumberland', () => {
    let place: string;
    beforeAll(async () => {
      place = await elsewhere('area: E06000057\n');
    });

    it('ranks its 69 wards of 2025, each LSOA in one of them', async () => {
      const [row] = await rowsOf(place, 'select count(*) as wards, count(rank) as ranked from mart_index');
      expect(row).toEqual({ wards: 69, ranked: 69 });
      const [fitted] = await rowsOf(
        place,
        `select count(*) as lsoas from share as s join ward as w on w.ward = s.ward
        where w.in_area and s.from_type = 'lsoa21'`,
      );
      expect(fitted).toEqual({ lsoas: 200 });
    });

    it('loses nobody', () => nothingLost(place));

    it('goes without a domain that nothing covers, and says so', async () => {
      const domains = await rowsOf(place, 'select distinct domain from mart_domain order by domain');
      expect(domains.map((d) => d.domain)).toEqual(['child_outcomes', 'family_economic', 'individual_parent']);
      const gaps = (await rowsOf(place, 'select item from mart_gap')).map((g) => g.item);
      expect(gaps).toContain('Relationship between parents');
    });
  });

  describe('England', () => {
    let place: string;
    beforeAll(async () => {
      place = await elsewhere('area: E92000001\n');
    });

    it('ranks every ward of 6,826 but the 43 that no LSOA was fitted to', async () => {
      const [row] = await rowsOf(
        place,
        `select count(*) as wards, count(rank) as ranked, max(rank) as last,
        count(*) filter (where status = 'no_estimate') as without from mart_index`,
      );
      expect(row).toEqual({ wards: 6826, ranked: 6783, last: 6783, without: 43 });
    });

    it('loses nobody', () => nothingLost(place));

    it("counts England's households as the file does", async () => {
      const census = new Table(path.join(data, 'census2021-lsoa21/household_deprivation21_lsoa21.csv.gz'));
      const [area, n] = [census.text('lsoa21_code'), census.numbers('n')];
      const england = n.reduce((total, x, i) => (area[i]?.startsWith('E') ? total + x : total), 0);
      const [row] = await rowsOf(
        place,
        `select denominator from mart_indicator where indicator = 'deprived_households' and area_level = 'country'`,
      );
      expect(row?.denominator).toBe(england);
    });

    it('gives each tenth a tenth of the wards', async () => {
      const tenths = await rowsOf(
        place,
        'select decile, count(*) as wards from mart_index where decile is not null group by decile',
      );
      expect(tenths).toHaveLength(10);
      expect(tenths.every((t) => Math.abs(Number(t.wards) - 678.3) < 1)).toBe(true);
    });
  });

  describe('Croydon on the wards of 2022', () => {
    it('shares LSOAs of 2011 out by population, so that the figure is marked as modelled, and loses nobody', async () => {
      const place = workspace('area: E09000008\nwards: ward22\nrebase: population_weighted\n');
      await buildHere(place, mirror);
      await nothingLost(place);
      const rows = await rowsOf(
        place,
        `select indicator, status, count(*) as wards from mart_indicator
        where area_level = 'ward' and indicator in ('imd_score_2019', 'imd_score_2025') group by indicator, status order by indicator, status`,
      );
      expect(rows.find((r) => r.indicator === 'imd_score_2019' && r.status === 'modelled')?.wards).toBeGreaterThan(20);
      expect(rows.filter((r) => r.indicator === 'imd_score_2025')).toEqual([
        { indicator: 'imd_score_2025', status: 'measured', wards: 28 },
      ]);
    });
  });
});
