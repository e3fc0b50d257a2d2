/** Nomis as its public clients know it: CSV, at most 25,000 rows an answer for a guest, the rest cut off in silence. */
import { nomis, nomisTable } from '../../sources/connectors/nomis.js';
import { defineSource, OGL } from '../../sources/define.js';
import { type Case, csvOf, madeUpAreas } from './case.js';

const categories = ['Owned: Owns outright', 'Social rented: Other social rented'];

const source = defineSource({
  id: 'replica_nomis',
  gives: 'observations',
  title: 'Tenure of a made-up country, from Nomis',
  publisher: 'Nobody',
  licence: OGL,
  page: 'https://example.invalid/',
  cadence: 'never',
  areaType: 'lsoa21',
  covers: 'nowhere',
  disclosure: 'none needed',
  releases: [{ id: '2021', period: '2021', published: '2023-01-05' }],
  via: nomisTable({
    dataset: 'NM_2072_1',
    dimensions: { c2021_tenure_9: '1,5' },
    geography: 'TYPE151',
    date: '2021',
    select: ['geography_code', 'c2021_tenure_9_name', 'obs_value'],
  }),
  tables: [
    {
      columns: {
        area: { heading: 'GEOGRAPHY_CODE', type: 'code' },
        category: { heading: 'C2021_TENURE_9_NAME', type: 'choice', choices: categories },
        n: { heading: 'OBS_VALUE', type: 'whole' },
      },
      key: ['area', 'category'],
    },
  ],
  measures: { households: { title: 'Households', kind: 'count', of: 'n' } },
});

/** A table of so many areas, of which an answer holds so many rows at most. */
export const nomisAt = (areas: number, most: number): Case => ({
  name: 'nomis',
  service: nomis,
  source,
  table: {
    columns: ['GEOGRAPHY_CODE', 'C2021_TENURE_9_NAME', 'OBS_VALUE'],
    rows: madeUpAreas('E01', areas).flatMap((area, i) =>
      categories.map((category, j) => [area, category, String((i * 7 + j) % 300)]),
    ),
  },
  area: 'GEOGRAPHY_CODE',
  figure: 'OBS_VALUE',
  env: { WARDWISE_NOMIS_KEY: '0xdeadbeef0123' },
  answer({ path, query }, { columns, rows }) {
    if (!/^NM_\d+_\d+\.data\.csv$/.test(path)) return undefined;
    const limit = Math.min(Number(query.get('RecordLimit') ?? most), most);
    const offset = Number(query.get('RecordOffset') ?? 0);
    const counted = query.get('select')?.split(',').includes('record_count') ?? true;
    const page = rows.slice(offset, offset + limit);
    const all = counted
      ? { columns: [...columns, 'RECORD_COUNT'], rows: page.map((row) => [...row, String(rows.length)]) }
      : { columns, rows: page };
    return { type: 'text/csv', body: csvOf(all) };
  },
});

export const nomisCase = nomisAt(80, 60);
