import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { demoAuthority, demoFiles, writeDemo } from '../sources/demo/files.js';
import { isMadeUp } from '../sources/geography.js';

type Row = Record<string, string>;
type Point = readonly [number, number];

const files = demoFiles();
const text = (path: string): string => new TextDecoder().decode(files.get(path));

/** A small CSV reader of the test's own, so that the generator is not judged by the reader it feeds. */
function read(path: string): Row[] {
  const lines = text(path).trimEnd().split(/\r?\n/);
  const cells = (line: string) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) => (m[1]?.replaceAll('""', '"') ?? m[2])!);
  const headings = cells(lines[0]!);
  return lines.slice(1).map((line) => {
    const row = cells(line);
    return Object.fromEntries(headings.map((heading, i) => [heading, row[i]!]));
  });
}

const census = (name: string) => read(`mirror/ons_census_${name}/2021.csv`);
const areaHeading = 'Lower layer Super Output Areas Code';
const lookup = read('mirror/ons_lsoa21_ward25/2025.csv');
const iod = read('mirror/mhclg_iod2025/2025.csv');
const imd = 'Index of Multiple Deprivation (IMD)';
const domains: Record<string, number> = {
  'Income Score (rate)': 0.225,
  'Employment Score (rate)': 0.225,
  'Education, Skills and Training Score': 0.135,
  'Health Deprivation and Disability Score': 0.135,
  'Crime Score': 0.093,
  'Barriers to Housing and Services Score': 0.093,
  'Living Environment Score': 0.093,
};
const rankHeading = (score: string) => score.replace(/Score.*/, 'Rank (where 1 is most deprived)');
const decileHeading = (score: string) => score.replace(/Score.*/, 'Decile (where 1 is most deprived 10% of LSOAs)');

interface Feature {
  properties: { WD25CD: string; WD25NM: string; LAD25CD: string; LONG: number; LAT: number };
  geometry: { type: 'Polygon'; coordinates: Point[][] } | { type: 'MultiPolygon'; coordinates: Point[][][] };
}
const boundaries: { type: string; features: Feature[] } = JSON.parse(text('mirror/ons_ward25_boundaries/2025.geojson'));
const polygons = ({ geometry }: Feature) =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;

/** Micro-degrees from a corner of the map: whole numbers, so that areas are exact. */
const whole = ([x, y]: Point): Point => [Math.round((x - 2) * 1e6), Math.round((y - 54) * 1e6)];
const rings = boundaries.features.map((ward) =>
  polygons(ward)
    .flat()
    .map((ring) => ring.map(whole)),
);
const edgesOf = (ring: Point[]) => ring.slice(1).map((to, i) => [ring[i]!, to] as const);
const twiceArea = (ring: Point[]) => edgesOf(ring).reduce((sum, [a, b]) => sum + a[0] * b[1] - b[0] * a[1], 0);

/** A share of each LSOA's count, by code, from a census table. */
function shares(name: string, labels: (label: string) => boolean): Map<string, number> {
  const rows = census(name);
  const label = Object.keys(rows[0]!)[3]!;
  const sums = new Map<string, [number, number]>();
  for (const row of rows) {
    const [top, all] = sums.get(row[areaHeading]!) ?? [0, 0];
    const n = Number(row.Observation);
    sums.set(row[areaHeading]!, [top + (labels(row[label]!) ? n : 0), all + n]);
  }
  return new Map([...sums].map(([code, [top, all]]) => [code, top / all]));
}

function correlation(a: number[], b: number[]): number {
  const mean = (v: number[]) => v.reduce((x, y) => x + y, 0) / v.length;
  const [ma, mb] = [mean(a), mean(b)];
  const dot = (v: number[], mv: number, w: number[], mw: number) =>
    v.reduce((s, x, i) => s + (x - mv) * (w[i]! - mw), 0);
  return dot(a, ma, b, mb) / Math.sqrt(dot(a, ma, a, ma) * dot(b, mb, b, mb));
}

describe('the files', () => {
  it('are the same bytes each time', () => {
    const again = demoFiles();
    expect([...again.keys()]).toEqual([...files.keys()]);
    for (const [path, bytes] of files) expect(Buffer.compare(bytes, again.get(path)!), path).toBe(0);
  });

  it('are written once: equal ones keep their date, a changed one is mended', () => {
    const folder = mkdtempSync(join(tmpdir(), 'demo-'));
    try {
      writeDemo(folder);
      const long = new Date('2020-01-01T00:00:00Z');
      for (const path of files.keys()) utimesSync(join(folder, path), long, long);
      writeFileSync(join(folder, 'local/own-indicators.csv'), 'spoilt');
      writeDemo(folder);
      for (const [path, bytes] of files) {
        expect(readFileSync(join(folder, path)).equals(bytes), path).toBe(true);
        const kept = statSync(join(folder, path)).mtimeMs === long.getTime();
        expect(kept, path).toBe(path !== 'local/own-indicators.csv');
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('have the settings of a workspace, pointing at files that are there', () => {
    const settings = parse(text('assessment.yaml'));
    expect(settings).toMatchObject({ area: demoAuthority, wards: 'ward25', disclosure: { suppress_below: 5 } });
    for (const path of Object.values<string>(settings.local)) expect([...files.keys()]).toContain(path);
    expect(Object.keys(settings.own_indicators).sort()).toEqual(
      [...new Set(read('local/own-indicators.csv').map((row) => row.indicator))].sort(),
    );
    expect(settings.brand.name).toMatch(/ \(made up\)$/);
  });
});

describe('areas', () => {
  const wards = boundaries.features.map(({ properties }) => properties);

  it('are of the promised number, and all begin with X', () => {
    const count = (codes: string[]) => new Set(codes).size;
    expect(count(lookup.map((row) => row.LSOA21CD!))).toBe(lookup.length);
    expect(lookup.length).toBe(1040);
    expect(lookup.filter((row) => row.LAD25CD === demoAuthority).length).toBe(140);
    expect(count(wards.map((ward) => ward.WD25CD))).toBe(210);
    expect(wards.filter((ward) => ward.LAD25CD === demoAuthority).length).toBe(30);
    expect(count(lookup.map((row) => row.LAD25CD!))).toBe(7);
    const codes = lookup.flatMap((row) => [row.LSOA21CD!, row.WD25CD!, row.LAD25CD!]);
    expect(codes.every(isMadeUp)).toBe(true);
    for (const content of files.keys()) expect(text(content)).not.toMatch(/\b[EWSN]\d{8}\b/);
  });

  it('have names of their own', () => {
    expect(new Set(wards.map((ward) => ward.WD25NM)).size).toBe(wards.length);
    expect(new Set(lookup.map((row) => row.LSOA21NM)).size).toBe(lookup.length);
    expect(wards.some((ward) => ward.WD25NM.includes(','))).toBe(true);
  });

  it('nest, and one tiny ward of the borough has no LSOA', () => {
    const authorityOf = new Map(wards.map((ward) => [ward.WD25CD, ward.LAD25CD]));
    for (const row of lookup) expect(authorityOf.get(row.WD25CD!)).toBe(row.LAD25CD);
    const served = new Set(lookup.map((row) => row.WD25CD));
    const empty = wards.filter((ward) => !served.has(ward.WD25CD));
    expect(empty.map((ward) => ward.LAD25CD)).toEqual([demoAuthority]);
  });

  it('start the lookup with a byte-order mark, as its publisher does', () => {
    expect([...files.get('mirror/ons_lsoa21_ward25/2025.csv')!.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });
});

describe('ward boundaries', () => {
  it('are closed rings, counter-clockwise, without holes, to six decimals, out in the North Sea', () => {
    expect(files.get('mirror/ons_ward25_boundaries/2025.geojson')!.length).toBeLessThan(1_500_000);
    for (const ward of boundaries.features) {
      for (const polygon of polygons(ward)) {
        expect(polygon).toHaveLength(1);
        const ring = polygon[0]!;
        expect(ring.length).toBeGreaterThanOrEqual(4);
        expect(ring.at(-1)).toEqual(ring[0]);
        expect(twiceArea(ring.map(whole)), ward.properties.WD25NM).toBeGreaterThan(0);
        for (const [x, y] of ring) {
          expect(x > 1.5 && x < 3 && y > 54.2 && y < 54.9).toBe(true);
          expect([x, y].every((degrees) => Number(degrees.toFixed(6)) === degrees)).toBe(true);
        }
      }
    }
  });

  it('tile: an edge has a ward on each side or lies on the coast, and all wards together fill the coastline', () => {
    const edges = rings.flat().flatMap(edgesOf);
    const seen = new Map(edges.map(([a, b]) => [`${a} ${b}`, [a, b] as const]));
    expect(seen.size).toBe(edges.length);
    const coast = edges.filter(([a, b]) => !seen.has(`${b} ${a}`));
    expect(new Set(coast.map(([a]) => String(a))).size).toBe(coast.length);
    const sum = rings.flat().reduce((total, ring) => total + twiceArea(ring), 0);
    expect(coast.reduce((total, [a, b]) => total + a[0] * b[1] - b[0] * a[1], 0)).toBe(sum);
    expect(coast.length).toBeLessThan(edges.length / 6);
  });

  it('do not cross one another', () => {
    const side = (a: Point, b: Point, p: Point) =>
      Math.sign((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]));
    const edges = rings
      .flat()
      .flatMap(edgesOf)
      .sort((e, f) => Math.min(e[0][0], e[1][0]) - Math.min(f[0][0], f[1][0]));
    let crossings = 0;
    for (const [i, [a, b]] of edges.entries()) {
      const east = Math.max(a[0], b[0]);
      for (let j = i + 1; j < edges.length; j++) {
        const [c, d] = edges[j]!;
        if (Math.min(c[0], d[0]) > east) break;
        if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) crossings++;
      }
    }
    expect(crossings).toBe(0);
  });

  it('include an island off the coast, and wards of many sizes', () => {
    const own = boundaries.features.filter(({ properties }) => properties.LAD25CD === demoAuthority);
    expect(own.filter(({ geometry }) => geometry.type === 'MultiPolygon')).toHaveLength(1);
    const sizes = own.map((ward) => polygons(ward).reduce((sum, [ring]) => sum + twiceArea(ring!.map(whole)), 0));
    expect(Math.max(...sizes)).toBeGreaterThan(20 * Math.min(...sizes));
  });
});

describe('census tables', () => {
  const totals = (name: string) => {
    const sums = new Map<string, number>();
    for (const row of census(name)) {
      sums.set(row[areaHeading]!, (sums.get(row[areaHeading]!) ?? 0) + Number(row.Observation));
    }
    return sums;
  };

  it.each([
    [['deprivation', 'overcrowding', 'tenure', 'household_composition'], 450, 900],
    [['age', 'disability', 'ethnicity'], 1200, 2400],
  ])('%j agree with each other within 3', (names, low, high) => {
    const tables = names.map(totals);
    for (const { LSOA21CD: code } of lookup) {
      const sums = tables.map((table) => table.get(code!)!);
      expect(Math.max(...sums) - Math.min(...sums)).toBeLessThanOrEqual(3);
      expect(Math.min(...sums) >= low - 1 && Math.max(...sums) <= high + 1, `${code} ${sums}`).toBe(true);
    }
    for (const table of tables) expect(table.size).toBe(lookup.length);
  });

  it('hold whole counts that are not negative, and "Does not apply" only at 0', () => {
    for (const name of ['deprivation', 'tenure', 'disability', 'household_composition']) {
      for (const row of census(name)) {
        expect(row.Observation).toMatch(/^\d+$/);
        const [, , code, label] = Object.values(row);
        expect(label === 'Does not apply').toBe(code === '-8');
        if (code === '-8') expect(row.Observation).toBe('0');
      }
    }
  });
});

describe('indices of deprivation', () => {
  it('fill the 56 columns of File 7', () => {
    expect(Object.keys(iod[0]!)).toHaveLength(56);
    expect(iod.every((row) => Object.values(row).every((cell) => cell !== ''))).toBe(true);
    expect(iod.map((row) => row['LSOA code (2021)'])).toEqual(lookup.map((row) => row.LSOA21CD));
  });

  it('rank each score from 1, the most deprived, and cut the ranks in tenths', () => {
    for (const score of Object.keys(iod[0]!).filter((heading) => / Score/.test(heading))) {
      const rows = [...iod].sort((a, b) => Number(a[rankHeading(score)]) - Number(b[rankHeading(score)]));
      rows.forEach((row, i) => {
        expect(Number(row[rankHeading(score)])).toBe(i + 1);
        expect(Number(row[decileHeading(score)])).toBe(Math.ceil((10 * (i + 1)) / rows.length));
        if (i > 0) expect(Number(row[score])).toBeLessThanOrEqual(Number(rows[i - 1]![score]));
      });
    }
  });

  it('give the overall score that the ranks of the domains make', () => {
    for (const row of iod) {
      const score = Object.entries(domains).reduce((sum, [heading, weight]) => {
        const share = (iod.length + 1 - Number(row[rankHeading(heading)])) / iod.length;
        return sum + weight * -23 * Math.log(1 - share * (1 - Math.exp(-100 / 23)));
      }, 0);
      expect(Number(row[`${imd} Score`])).toBeCloseTo(score, 3);
    }
  });

  it('count populations that fit together', () => {
    for (const row of iod) {
      const [total, children, older, working] = Object.values(row).slice(-4).map(Number);
      expect(children! + older!).toBeLessThan(total!);
      expect(children! + working!).toBeLessThan(total!);
    }
  });
});

describe('figures', () => {
  const income = iod.map((row) => Number(row['Income Score (rate)']));
  const along = (values: Map<string, number>) => iod.map((row) => values.get(row['LSOA code (2021)']!)!);
  const linked: [string, Map<string, number>][] = [
    ['disability', shares('disability', (label) => label.startsWith('Disabled'))],
    ['overcrowding', shares('overcrowding', (label) => /-[12]/.test(label))],
    ['lone parents', shares('household_composition', (label) => /Lone parent.*With dependent/.test(label))],
    ['deprived households', shares('deprivation', (label) => /two|three|four/.test(label))],
    ['social renting', shares('tenure', (label) => label.startsWith('Social'))],
  ];

  it.each(linked)('income goes with %s, and not perfectly', (_, values) => {
    const r = correlation(income, along(values));
    expect(r).toBeGreaterThan(0.3);
    expect(r).toBeLessThan(0.95);
  });

  it('are spread as in life, and differ between the borough and its country', () => {
    const own = iod.filter((row) => row['Local Authority District code (2024)'] === demoAuthority);
    const mean = (rows: Row[]) => rows.reduce((sum, row) => sum + Number(row['Income Score (rate)']), 0) / rows.length;
    expect(mean(own)).toBeGreaterThan(mean(iod) * 1.05);
    const [least, most] = [Math.min(...income), Math.max(...income)];
    expect(least < 0.08 && most > 0.5 && most < 0.9, `${least} ${most}`).toBe(true);
  });
});

describe("the council's own files", () => {
  const borough = lookup.filter((row) => row.LAD25CD === demoAuthority);
  const lsoas = new Set(borough.map((row) => row.LSOA21CD!));
  const wards = new Set(borough.map((row) => row.WD25CD!));

  it('count about 3,000 incidents of 2024/25, mostly by LSOA and a few by ward', () => {
    const rows = read('local/domestic-abuse-incidents.csv');
    expect(rows).toHaveLength(3000);
    const days = rows.map(({ date }) => date!.split('/').reverse().join('-'));
    expect(days).toEqual([...days].sort());
    expect(days[0]! >= '2024-04-01' && days.at(-1)! <= '2025-03-31').toBe(true);
    for (const day of days) expect(new Date(day).toISOString().slice(0, 10)).toBe(day);
    const byWard = rows.filter(({ area }) => wards.has(area!)).length;
    expect(byWard > 60 && byWard < 400).toBe(true);
    expect(rows.filter(({ area }) => lsoas.has(area!)).length + byWard).toBe(rows.length);
    for (const row of rows) expect([row.crime, row.child_present, row.repeat].join('')).toMatch(/^[YN]{3}$/);
  });

  it('register births in parts that add up', () => {
    const rows = read('local/birth-registrations.csv');
    expect(new Set(rows.map(({ area }) => area!))).toEqual(wards);
    for (const row of rows) {
      const [births, ...parts] = Object.values(row).slice(2).map(Number);
      expect(parts.reduce((a, b) => a + b, 0)).toBe(births);
      expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
      expect(Number(row.sole)).toBeGreaterThanOrEqual(5);
    }
  });

  it('hold some counts too small to publish, and none larger than its denominator', () => {
    const rows = read('local/own-indicators.csv');
    for (const row of rows) expect(Number(row.numerator)).toBeLessThanOrEqual(Number(row.denominator));
    const missed = rows.filter(({ indicator }) => indicator === 'missed_health_checks');
    const small = missed.filter(({ numerator }) => Number(numerator) < 5);
    expect(small.length > 3 && small.length < missed.length - 3).toBe(true);
    expect(missed.every(({ denominator: n }) => Number(n) >= 20 && Number(n) <= 80)).toBe(true);
    expect(
      rows.filter(({ indicator, numerator }) => indicator === 'workless_households' && Number(numerator) < 5),
    ).toEqual([]);
  });
});
