/** What is said of each source: complete, true to its declaration, and the same in the list and on the page. */
import { createReadStream, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { context } from '../models/indicators/context.js';
import { familyNeed } from '../models/indicators/family-need.js';
import { isCovered } from '../models/load/coverage.js';
import { sourcesWanted } from '../models/plan.js';
import { areasFrom } from '../pipelines/areas.js';
import { everySource } from '../pipelines/sources.js';
import { sourcesPage } from '../scripts/sources-page.js';
import { areaTypesOf, type ObservationSource, type Source } from '../sources/define.js';
import { cilifCube } from '../sources/dwp/cilif.js';
import { cilifRelative } from '../sources/dwp/cilif-relative.js';
import { iod2025 } from '../sources/mhclg/iod2025.js';
import { iod2025Transformed } from '../sources/mhclg/iod2025-transformed.js';
import { domesticAbuse } from '../sources/ohid/domestic-abuse.js';
import { claimantCount } from '../sources/ons/claimant-count.js';
import { lsoa11Ward21 } from '../sources/ons/lsoa11-ward21.js';
import { populationLsoa21 } from '../sources/ons/population-lsoa21.js';
import { openStore } from '../sources/store.js';
import { wardwise } from './support/cli.js';
import { describeShared } from './support/shared.js';
import { remove, temporaryFolder } from './support/workspace.js';

let sources: readonly Source[];
beforeAll(async () => {
  sources = await everySource();
});
const figures = (): readonly ObservationSource[] => sources.filter((s) => s.gives === 'observations');

describe('the catalogue', () => {
  it('is every dataset that has a file, each once', () => {
    expect(sources.length).toBeGreaterThan(60);
    expect(new Set(sources.map((s) => s.id)).size).toBe(sources.length);
    expect(sources).toContain(cilifRelative);
  });

  it('says of each who publishes it, where, under what licence, how often, and what was done about small counts', () => {
    for (const source of sources) {
      for (const said of [source.title, source.publisher, source.licence, source.page, source.cadence, source.covers])
        expect(said, source.id).toMatch(/\S/);
    }
    // What is counted from archives of single events has columns of its own making.
    for (const { id, tables, measures } of figures().filter((source) => !isCovered(source))) {
      expect(tables.length, id).toBeGreaterThan(0);
      for (const { of, where } of Object.values(measures)) {
        const known = tables.some((t) =>
          [of, ...(where ? [where.column] : [])].every((c) => t.columns[c] || t.assume?.[c]),
        );
        expect(known, `${id} ${of}`).toBe(true);
      }
    }
  });

  it('chooses rows only by columns that the contract has', () => {
    for (const { id, tables } of figures())
      for (const { only = {}, columns } of tables)
        expect(
          Object.keys(only).filter((name) => !columns[name] || columns[name].optional),
          id,
        ).toEqual([]);
  });

  it('is listed within 120 columns, with what was done about small counts', async () => {
    const { out } = await wardwise('list', 'sources');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
    for (const { id } of sources) expect(out).toContain(id);
    expect(out).toMatch(/ons_claimant_count .* rounded to 5/);
    expect(out).toMatch(/dwp_cilif_relative .* Stat-Xplore, key +moved by chance/);
  });

  it('is on the page, which is up to date: npm run sources', async () => {
    const page = readFileSync(fileURLToPath(new URL('../docs/SOURCES.md', import.meta.url)), 'utf8');
    expect(page).toBe(await sourcesPage());
  });
});

describe('traps', () => {
  it('children in low income are asked for under 16, as are those they are divided by, though the cube goes to 19', async () => {
    const asked: string[] = [];
    const via = cilifCube('CILIF_REL', 2025);
    const http = { ask: (question: { json?: unknown }) => Promise.reject(asked.push(JSON.stringify(question.json))) };
    const wish = {
      http,
      release: cilifRelative.releases[0],
      areas: async () => new Map([['E08000032', ['E05001341']]]),
    };
    const pages = via.pages(wish as unknown as Parameters<typeof via.pages>[0])[Symbol.asyncIterator]();
    await pages.next();
    await pages.next().catch(() => undefined);
    const bands = [...(asked[0]?.matchAll(/C_CILIF_AGE_BAND:(\d)/g) ?? [])].map(([, band]) => band);
    expect(bands).toEqual(['1', '2', '3']);
    expect(populationLsoa21.measures.aged_0_to_15.where?.in).toEqual(['Aged 0 to 15']);
    expect(cilifRelative.caveats?.join(' ')).toContain('no population to divide by');
  });

  it('a count rounded to 5 says so, and is not withheld', () => {
    expect(claimantCount.disclosure).toEqual({ roundedTo: 5 });
    expect(claimantCount.tables[0]?.marks).toBeUndefined();
  });

  it('scores are read, never ranks or deciles, which point the other way', () => {
    for (const source of [iod2025, iod2025Transformed]) {
      const headings = source.tables.flatMap((t) => Object.values(t.columns)).flatMap((c) => c.heading);
      expect(headings.filter((h) => /rank|decile/i.test(h))).toEqual([]);
    }
  });

  it('a rate copied from the police force is marked as inherited', () => {
    expect(domesticAbuse.measures.rate.inheritedFrom).toBe('pfa');
  });

  it('figures on wards of another year say of which', () => {
    expect(areaTypesOf(cilifRelative)).toEqual(['ward21']);
  });

  it('and the lookup that knows those wards is fetched with them, since the service is asked by their codes', () => {
    const wanted = { index: familyNeed, context, estimates: [] };
    for (const wardType of ['ward25', 'ward22', 'ward21'] as const) {
      const fetched = sourcesWanted(wanted, wardType, false);
      expect(fetched).toEqual(expect.arrayContaining([cilifRelative, lsoa11Ward21]));
      expect(fetched.indexOf(lsoa11Ward21)).toBe(fetched.lastIndexOf(lsoa11Ward21));
    }
  });
});

describeShared('the workbook of wards of 2021', 'data/lookup-lsoa11-ward21-ons', (folder) => {
  it('gives each authority’s wards', async () => {
    const place = temporaryFolder();
    const store = openStore(place);
    const put = await store.put(createReadStream(path.join(folder, 'LSOA11_WD21_LAD21_EW_LU_V2.xlsx')));
    const entry = { ...put, release: '2021', url: null, retrieved: '2026-01-31' };
    const areas = await areasFrom(new Map([[lsoa11Ward21, entry]]), store)('ward21');
    expect(areas.get('E08000032')).toHaveLength(30);
    expect(areas.size).toBe(331);
    remove(place);
  });
});
