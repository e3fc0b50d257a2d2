/** How good figures are: each rule is met by a planted case that lowers one side and no other. */
import { describe, expect, it } from 'vitest';
import { defineIndicator } from '../models/define.js';
import { periodEnd } from '../models/infer/period-ages.js';
import { marts } from '../models/marts.js';
import { qualityOf } from '../outputs/telling/quality.js';
import { everySource } from '../pipelines/sources.js';
import { monthsBetween } from '../sources/cadence.js';
import { defineSource, type ObservationSource, type Source, unconfirmed } from '../sources/define.js';
import { lsoa21Ward25 } from '../sources/ons/lsoa21-ward25.js';
import { assessed, settingsOf, wantedOf } from './support/assessed.js';

const places = Array.from({ length: 10 }, (_, i) => `E050000${String(i + 1).padStart(2, '0')}`);
const authority = 'E06000001';

/** Ten wards of three small areas each, or of fewer. */
const areasOf = (ward: number, thin: number): string[] =>
  Array.from({ length: ward < thin ? 2 : 3 }, (_, k) => `E0100${String(10 * ward + k).padStart(4, '0')}`);

interface Planted {
  readonly source?: Partial<ObservationSource>;
  readonly period?: string;
  /** A score that is averaged by the count below the line. */
  readonly score?: boolean;
  /** So many wards, from the first, have no row, a withheld cell, two small areas only. */
  readonly silent?: number;
  readonly withheld?: number;
  readonly thin?: number;
  readonly filled?: boolean;
}

/** A source as it was planted, and its file. */
function sourceOf(
  id: string,
  { source: changed, period = '2025', score = false, silent = 0, withheld = 0, thin = 0 }: Planted,
) {
  const counts = {
    n: { title: 'Homes', kind: 'count', of: 'n' },
    d: { title: 'All', kind: 'count', of: 'd' },
  } as const;
  const source = defineSource({
    ...{ id, title: id, publisher: 'The test', licence: 'none', page: 'none', covers: 'England' },
    ...{ gives: 'observations', areaType: 'lsoa21', cadence: 'yearly', disclosure: 'none needed' },
    releases: [{ id: '1', period, published: '2026-01-01' }],
    tables: [
      {
        columns: {
          area: { heading: 'area', type: 'code' },
          n: { heading: 'n', type: 'number', blanks: true },
          d: { heading: 'd', type: 'number' },
        },
        key: ['area'],
        marks: { c: 'withheld' },
        absent: 'missing',
      },
    ],
    ...changed,
    measures: score ? { ...counts, n: { ...counts.n, kind: 'score', averagedBy: 'd' } } : counts,
  });
  const rows = places.flatMap((ward, i) =>
    (source.areaType === 'lsoa21' ? areasOf(i, thin) : [ward])
      .filter(() => i >= silent)
      .map((area, k) => `${area},${k === 0 && i < silent + withheld ? 'c' : 90 + i},1000`),
  );
  const indicator = defineIndicator({
    ...{ id, title: id, direction: 'higher', numerator: source.measures.n },
    ...(score ? { statistic: 'mean' } : { statistic: 'proportion', denominator: source.measures.d }),
  });
  return { source, indicator, file: `area,n,d\n${rows.join('\n')}\n` };
}

async function qualityOfPlanted(planted: Planted) {
  const { thin = 0, filled = false } = planted;
  const [homes, beside] = [sourceOf('homes', planted), sourceOf('beside', { thin })];
  const lies = places.flatMap((ward, i) =>
    areasOf(i, thin).map((area) => `${area},${ward},Ward ${i},${authority},Place`),
  );
  const { index, ...wanted } = wantedOf([homes.indicator], [beside.indicator]);
  const { answers } = await assessed(
    {
      wanted: { ...wanted, index: filled ? { ...index, impute: { by: 'median' } } : index },
      settings: settingsOf([authority]),
      files: new Map<Source, string>([
        [lsoa21Ward25, `LSOA21CD,WD25CD,WD25NM,LAD25CD,LAD25NM\n${lies.join('\n')}\n`],
        [homes.source, homes.file],
        [beside.source, beside.file],
      ]),
    },
    [`select * from mart_quality where indicator = 'homes'`],
  );
  const [row] = answers[0] ?? [];
  return marts.mart_quality.parse(row);
}

const some = 'some_concerns';
const significant = 'significant_concerns';

describe('the quality of an indicator', () => {
  it('is robust on every side where nothing speaks against it', async () => {
    expect(await qualityOfPlanted({})).toMatchObject({
      ...{ rating: 'robust', concerns: null, period: '2025', area_level: 'ward', in_index: true },
      ...{ coverage: 'robust', coverage_why: '10 of 10 wards with a figure at its source' },
      ...{ timeliness: 'robust', timeliness_why: '0.9 years old; appears yearly' },
      ...{ geography_fit: 'robust', geography_fit_why: 'small areas given whole to a ward (best fit)' },
      ...{ completeness: 'robust', completeness_why: 'nothing withheld or filled in' },
      ...{ method: 'robust', method_why: 'counted' },
    });
  });

  it.each<[string, keyof typeof sidesOf, string, Planted, RegExp]>([
    ['a ward in ten has no figure', 'coverage', some, { silent: 1 }, /^9 of 10 wards/],
    ['three in ten have none', 'coverage', significant, { silent: 3 }, /^7 of 10 wards/],
    ['a newer edition is due', 'timeliness', some, { period: '2023' }, /^2\.9 years old; appears yearly/],
    ['two are', 'timeliness', significant, { period: '2022' }, /^3\.9 years old/],
    [
      'it appears so rarely that it is old',
      'timeliness',
      some,
      { period: '2019', source: { cadence: 'every ten years' } },
      /^6\.9 years/,
    ],
    [
      'it is of another age',
      'timeliness',
      significant,
      { period: '2011', source: { cadence: 'every ten years' } },
      /^14\.9 years/,
    ],
    ['no more will come', 'timeliness', some, { source: { cadence: 'ended with 2025' } }, /ended with 2025/],
    ['nobody can say how old it is', 'timeliness', some, { period: 'the newest years' }, /does not say/],
    ['a ward in ten has two small areas', 'geography_fit', some, { thin: 1 }, /1 of 10 wards rest on fewer than three/],
    ['three in ten have', 'geography_fit', significant, { thin: 3 }, /3 of 10/],
    ['its wards are of another year', 'geography_fit', some, { source: { areaType: 'ward22' } }, /another year/],
    ['a ward in ten is withheld', 'completeness', some, { withheld: 1 }, /^1 of 10 withheld$/],
    ['three in ten are', 'completeness', significant, { withheld: 3 }, /^3 of 10 withheld$/],
    [
      'it is rounded to 50',
      'completeness',
      some,
      { source: { disclosure: { roundedTo: 50 } } },
      /10 of 10 by more than 5%/,
    ],
    ['it is rounded to 100', 'completeness', significant, { source: { disclosure: { roundedTo: 100 } } }, /10 of 10/],
    ['it is a score', 'method', some, { score: true }, /score/],
    ['it comes from a sample', 'method', some, { source: { sampled: true } }, /sample/],
    ['it stands in for another', 'method', some, { source: { basis: 'proxy' } }, /stands in/],
    ['its source warns', 'method', some, { source: { caveats: ['Count with care.'] } }, /names a caution/],
    ['it is modelled', 'method', significant, { source: { basis: 'modelled' } }, /modelled/],
  ])('%s: %s alone is lowered', async (_, side, rating, planted, why) => {
    const row = await qualityOfPlanted(planted);
    const { coverage, timeliness, geography_fit, completeness, method } = row;
    expect({ coverage, timeliness, geography_fit, completeness, method }).toEqual({ ...sidesOf, [side]: rating });
    expect(row).toMatchObject({ rating, concerns: side.replace('_', ' ') });
    expect(row[`${side}_why`]).toMatch(why);
  });

  it('is not lowered by what touches few, by perturbed counts of usual size, or by an address nobody has tried', async () => {
    const source = { disclosure: { perturbed: true }, caveats: [unconfirmed('its id')] } as const;
    expect(await qualityOfPlanted({ source })).toMatchObject({
      rating: 'robust',
      completeness_why: 'nothing withheld or filled in',
    });
  });

  it('is lowered by what the index filled in', async () => {
    const row = await qualityOfPlanted({ withheld: 1, filled: true });
    expect(row).toMatchObject({ completeness: some, completeness_why: '1 of 10 withheld' });
    expect(await qualityOfPlanted({ silent: 1, filled: true })).toMatchObject({
      ...{ coverage: some, completeness: some, completeness_why: '1 of 10 filled in for the index' },
      concerns: 'coverage, completeness',
    });
  });
});

const sidesOf = {
  coverage: 'robust',
  timeliness: 'robust',
  geography_fit: 'robust',
  completeness: 'robust',
  method: 'robust',
} as const;

describe('what its rules stand on', () => {
  it.each([
    ['2021', '2021-12-31'],
    ['2024/25', '2025-03-31'],
    ['mid-2022', '2022-06-30'],
    ['April 2024 to March 2025', '2025-03-31'],
    ['October to December 2022', '2022-12-31'],
    ['September 2025', '2025-09-30'],
    ['2024-02', '2024-02-29'],
    ['2019-11-05', '2019-11-05'],
    ['2022-24', '2024-12-31'],
    ['2021/22 - 23/24', '2024-03-31'],
    ['2020 - 22', '2022-12-31'],
    ['1999/00', '2000-03-31'],
    ['the newest years', undefined],
  ])('%s ends on %s', (period, ends) => expect(periodEnd(period)).toBe(ends));

  it('every source says how often it appears in words that mean a number', async () => {
    const unknown = (await everySource()).filter(({ cadence }) => monthsBetween(cadence) === undefined);
    expect(unknown.map(({ id, cadence }) => `${id}: ${cadence}`)).toEqual([]);
    expect([
      monthsBetween('yearly, in March'),
      monthsBetween('ended with mid-2020'),
      monthsBetween('now and then'),
    ]).toEqual([12, null, undefined]);
  });
});

describe('the foot of a picture', () => {
  const rated = (
    quality: 'robust' | 'some_concerns' | 'significant_concerns',
    quality_concerns: string | null = null,
  ) => ({
    quality,
    quality_concerns,
  });
  it.each([
    [[rated('robust'), rated('robust')], ''],
    [[], ''],
    [[rated('some_concerns', 'timeliness')], 'Data quality: some concerns (timeliness)'],
    [
      [
        rated('robust'),
        rated('some_concerns', 'method, timeliness'),
        rated('significant_concerns', 'method'),
        rated('significant_concerns', 'coverage'),
      ],
      'Lowest data quality: significant concerns (coverage, method) in two of 4 indicators',
    ],
  ])('says the lowest rating of %j', (indicators, said) => expect(qualityOf(indicators)).toBe(said));
});
