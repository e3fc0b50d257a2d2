/** Ward averages of the Indices of Deprivation 2019, added up, must be the averages published for authorities. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { assess } from '../models/assess.js';
import { defineIndicator, measuresOf } from '../models/define.js';
import { openDuckDB } from '../models/engine/duckdb.js';
import { familyNeed } from '../models/indicators/family-need.js';
import { usualShares } from '../models/pathways/levels.js';
import { defineSource } from '../sources/define.js';
import { iod2019 } from '../sources/mhclg/iod2019.js';
import { onsGeography } from '../sources/ons/lookups.js';
import { digestFile } from '../sources/store.js';
import { describeShared } from './support/shared.js';
import { Table } from './support/tables.js';

/** The wards of 2019, which nest in the authorities that the edition was published for. */
const lsoa11Ward19 = defineSource({
  ...onsGeography,
  id: 'ons_lsoa11_ward19',
  gives: 'lookup',
  title: 'LSOA (2011) to ward (2019) best-fit lookup',
  from: 'lsoa11',
  to: 'ward19',
  method: 'best_fit',
  releases: [{ id: '2019', period: 'December 2019', published: '2019-12-31' }],
  tables: [
    {
      columns: {
        from: { heading: 'LSOA11CD', type: 'code' },
        to: { heading: 'WD19CD', type: 'code' },
        to_name: { heading: 'WD19NM', type: 'text' },
        authority: { heading: 'LAD19CD', type: 'code' },
        authority_name: { heading: 'LAD19NM', type: 'text' },
      },
      key: ['from'],
    },
  ],
});

const score = defineIndicator({
  id: 'imd_score_2019',
  title: 'Index of Multiple Deprivation 2019',
  statistic: 'mean',
  numerator: iod2019.measures.imd_score,
  direction: 'higher',
});

describeShared('Indices of Deprivation 2019', 'vectors/imd_lad_summary', (vectors) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'wardwise-iod2019-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('ward averages aggregate to the published average score of all 317 authorities within 0.001', async () => {
    const data = path.join(vectors, '..', '..', 'data');
    const files = new Map([
      [iod2019.id, path.join(data, 'iod2019-file7-rebuilt/File_7_rebuilt_all_LSOAs.csv.gz')],
      [
        lsoa11Ward19.id,
        path.join(
          data,
          'lookup-lsoa11-ward19-ons/Lower_Layer_Super_Output_Area_(2011)_to_Ward_(2019)_Lookup_in_England_and_Wales.csv.gz',
        ),
      ],
    ]);
    const used = await Promise.all(
      [iod2019, lsoa11Ward19].map(async (source) => ({
        source,
        entry: {
          ...(await digestFile(files.get(source.id) ?? '')),
          release: '2019',
          url: null,
          retrieved: '2026-11-21',
        },
      })),
    );
    const domain = { id: 'deprivation', title: 'Deprivation', indicators: [score] };
    const wanted = {
      index: { ...familyNeed, domains: [{ domain, weight: 1 }] },
      context: { id: 'context', title: 'Context', indicators: [] },
      estimates: [],
    };
    const engine = await openDuckDB(path.join(folder, 'warehouse.duckdb'));
    await assess(engine, {
      wanted,
      used,
      settings: {
        areas: ['E92000001'],
        wardType: 'ward19',
        rebase: 'best_fit',
        suppressBelow: 5,
        protectZeros: false,
        roundTo: null,
        paper: [],
        clusterLeastPopulation: 5000,
        pathways: usualShares,
        leastGroup: 8,
        compare: { region: false, neighbours: [], target: {}, funnel: false },
        country: { code: 'E92000001', name: 'England' },
        brand: {},
      },
      plan: {
        indicators: [{ indicator: score, domain, position: 1 }],
        observations: [{ source: iod2019, measures: [...new Set(measuresOf(score))] }],
        lookups: [lsoa11Ward19],
        publishers: [],
        wholeAuthority: [],
        containers: [],
        boundaries: undefined,
        postcodes: [],
        rows: [],
        estimates: [],
        gaps: [],
      },
      fileOf: (source) => ({ file: files.get(source.id) ?? '', shown: source.id }),
    });
    // From the wards' own averages and populations, not from the authority rows of the same table.
    const sums = await engine.query(`
      select w.authority, sum(v.value * p.denominator) / sum(p.denominator) as score
      from indicator_protected as p
      join indicator_value as v on v.figure = p.figure
      join ward as w on w.ward = p.area
      where p.area_level = 'ward' and v.value is not null
      group by w.authority`);
    await engine.close();
    const ours = new Map((sums.authority ?? []).map((code, i) => [code, Number(sums.score?.[i])]));
    const published = new Table(path.join(vectors, 'given/lad_summary_317.csv'));
    const scores = published.numbers('published_average_score');
    const gaps = published
      .text('lad19_code')
      .map((code, i) => Math.abs((ours.get(code) ?? Number.NaN) - (scores[i] ?? Number.NaN)));
    expect(gaps).toHaveLength(317);
    expect(Math.max(...gaps)).toBeLessThan(0.001);
    console.log(`317 authorities; largest difference from the published average score ${Math.max(...gaps).toFixed(6)}`);
  });
});
