/** Areas of one vintage brought to wards of another: nobody lost, nothing invented, and the figure says how it came about. */
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defineIndicator } from '../models/define.js';
import type { Cell, Row } from '../models/engine/engine.js';
import { context } from '../models/indicators/context.js';
import { plan } from '../models/plan.js';
import { defineSource, type Source } from '../sources/define.js';
import type { AreaType } from '../sources/geography.js';
import { iod2019 } from '../sources/mhclg/iod2019.js';
import { censusAge } from '../sources/ons/census-age.js';
import { lsoa11Lsoa21 } from '../sources/ons/lsoa11-lsoa21.js';
import { lsoa21Ward25 } from '../sources/ons/lsoa21-ward25.js';
import { assessed, settingsOf, wantedOf } from './support/assessed.js';
import { mirrorFiles } from './support/mirror.js';
import { describeShared } from './support/shared.js';
import { type Drawn, warehouse } from './support/warehouse.js';

const lsoa = (n: number): string => `X01${String(n).padStart(6, '0')}`;
const ward = (n: number): string => `X05${String(n).padStart(6, '0')}`;

const became = (from: number, to: number, change: string): Cell[] => [
  ...['lsoa11', lsoa(from), 'lsoa21', lsoa(to), null, null, null, 1, 'change', change],
];
const lies = (from: number, to: number, share = 1, authority = 'X06000001'): Cell[] => [
  ...['lsoa21', lsoa(from), 'ward25', ward(to), `Ward ${to}`, authority, `Authority ${authority}`, share, 'best_fit'],
];
const people = (area: number, n: number | null): Cell[] => ['lsoa21', lsoa(area), n];
const count = (area: number, value: number, type: AreaType = 'lsoa11', source = 's'): Cell[] => [
  ...[source, type, lsoa(area), '2019', 'n', value, 'measured'],
];

/**
 * Ward 1 holds an unchanged LSOA (1) and two that were merged into 20; LSOA 4 was split over wards 1 and 2; ward 2 also
 * holds an irregular change: 5 went partly to 50, in another authority, where 6 went as a whole.
 */
const drawn: Drawn = {
  lookup: [
    ...[lies(1, 1), lies(20, 1), lies(41, 1), lies(42, 2), lies(43, 2), lies(51, 2), lies(50, 3, 1, 'X06000002')],
    ...[became(1, 1, 'U'), became(2, 20, 'M'), became(3, 20, 'M')],
    ...[became(4, 41, 'S'), became(4, 42, 'S'), became(4, 43, 'S')],
    ...[became(5, 51, 'X'), became(5, 50, 'X'), became(6, 50, 'X')],
  ],
  bridge: [['lsoa11', 'lsoa21']],
  assessed_area: [['X06000001'], ['X06000002']],
  setting: [['ward25', 'best_fit', 5, false, null, 'X92000001', 'Made-up England']],
  measure: [['s', 'n', 'count', 'published', null, null, 'lsoa11']],
  people: [
    ...[people(1, 1500), people(20, 1600), people(41, 1000), people(42, 1000), people(43, 1000)],
    ...[people(51, 1500), people(50, 1500)],
  ],
  observation: [...[count(1, 10), count(2, 4), count(3, 6), count(4, 9), count(5, 8), count(6, 2)]],
};

async function ask(tables: Drawn, sql: string): Promise<Row[]> {
  const { engine, rows } = await warehouse(tables);
  try {
    return await rows(sql);
  } finally {
    await engine.close();
  }
}

const totals = `select area, total, status from area_measure where source = 's' and area_level = 'ward' order by area`;

describe('LSOAs of 2011 on wards of 2025', () => {
  it('are carried unchanged, merged, or shared out by the people of 2021, and the figure says so', async () => {
    expect(await ask(drawn, totals)).toEqual([
      // 10 unchanged, 4 and 6 merged, a third of 9; the third ends where six decimals do.
      { area: ward(1), total: expect.closeTo(23, 4), status: 'modelled' },
      { area: ward(2), total: expect.closeTo(10, 4), status: 'modelled' },
      { area: ward(3), total: 6, status: 'modelled' },
    ]);
  });

  it('lose nobody, thirds and irregular changes included', async () => {
    const [row] = await ask(drawn, `select total, unallocated, residual from reconciliation where source = 's'`);
    expect(row).toEqual({ total: 39, unallocated: 0, residual: 0 });
    const shares = await ask(
      drawn,
      `select area, sum(share) as all_of_it from share where via = 'lsoa21' group by area`,
    );
    expect(shares.map((s) => s.all_of_it)).toEqual(Array(6).fill(1));
  });

  it('are measured where no part crosses a ward, and modelled where the change was irregular', async () => {
    const parts = await ask(
      drawn,
      `select area, ward, share, irregular from share where via = 'lsoa21' order by area, ward`,
    );
    expect(parts.filter((p) => p.irregular).map((p) => [p.area, p.ward, p.share])).toEqual([
      [lsoa(5), ward(2), 0.5],
      [lsoa(5), ward(3), 0.5],
      [lsoa(6), ward(3), 1],
    ]);
    const together: Drawn = {
      ...drawn,
      lookup: (drawn.lookup ?? []).map((r) =>
        r[1] === lsoa(42) || r[1] === lsoa(43) ? [...r.slice(0, 3), ward(1), ...r.slice(4)] : r,
      ),
    };
    const [first] = await ask(together, totals);
    expect(first).toEqual({ area: ward(1), total: 29, status: 'measured' });
  });

  it('stay unallocated, and are counted so, where the people of a part are not known', async () => {
    const unknown: Drawn = {
      ...drawn,
      people: [...(drawn.people ?? []).filter((r) => r[1] !== lsoa(43)), people(43, null)],
    };
    const [row] = await ask(
      unknown,
      `select areas_unallocated, unallocated, residual from reconciliation where source = 's'`,
    );
    expect(row).toEqual({ areas_unallocated: 1, unallocated: 9, residual: 0 });
  });

  it('average a score by its population, as wards would', async () => {
    const score = (area: number, value: number): Cell[] => [
      's',
      'lsoa11',
      lsoa(area),
      '2019',
      'score',
      value,
      'measured',
    ];
    const scored: Drawn = {
      ...drawn,
      measure: [...(drawn.measure ?? []), ['s', 'score', 'score', 'published', 's', 'n', 'lsoa11']],
      observation: [...(drawn.observation ?? []), ...[1, 2, 3, 4, 5, 6].map((n) => score(n, 10 * n))],
    };
    const [first] = await ask(
      scored,
      `select total / weight as value from area_measure where measure = 'score' and area = '${ward(1)}'`,
    );
    expect(first?.value).toBeCloseTo((10 * 10 + 20 * 4 + 30 * 6 + 40 * 3) / 23, 4);
  });

  it('never lose a millionth, whatever the parts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ people: fc.integer({ min: 1, max: 4000 }), ward: fc.integer({ min: 1, max: 4 }) }), {
          minLength: 2,
          maxLength: 7,
        }),
        fc.integer({ min: 0, max: 1e5 }),
        async (parts, n) => {
          const split: Drawn = {
            ...drawn,
            lookup: parts.flatMap((p, i) => [lies(100 + i, p.ward), became(9, 100 + i, 'S')]),
            people: parts.map((p, i) => people(100 + i, p.people)),
            observation: [count(9, n)],
          };
          const [row] = await ask(split, `select total, unallocated, residual from reconciliation where source = 's'`);
          expect(row).toEqual({ total: n, unallocated: 0, residual: 0 });
        },
      ),
      { numRuns: 10 },
    );
  });
});

describe('a file whose rows mix vintages', () => {
  it('takes each code for what it is, adds both up, and knows when the file is not whole', async () => {
    const mixed: Drawn = {
      ...drawn,
      measure: [['p', 'n', 'count', 'published', null, null, 'lsoa21']],
      observation: [
        ...[1, 20, 41, 42, 43, 51, 50].map((area) => count(area, 10, 'lsoa21', 'p')),
        count(4, 9, 'lsoa11', 'p'),
      ],
    };
    const sql = `select area, total, status from area_measure where source = 'p' and area_level = 'ward' order by area`;
    expect(await ask(mixed, sql)).toEqual([
      { area: ward(1), total: expect.closeTo(33, 4), status: 'modelled' },
      { area: ward(2), total: expect.closeTo(36, 4), status: 'modelled' },
      { area: ward(3), total: 10, status: 'measured' },
    ]);
    const torn = {
      ...mixed,
      observation: (mixed.observation ?? []).filter((r) => !(r[0] === 'p' && r[2] === lsoa(1))),
    };
    expect((await ask(torn, sql))[0]).toMatchObject({ total: null, status: 'missing' });
  });
});

/** Trap 3: since 2024 a file may name split areas by their codes of 2011 or of 2021; each row's code decides. */
it('a file of both vintages takes a code for the newer where that knows it, and else for the older', async () => {
  const events = defineSource({
    id: 'events',
    gives: 'observations',
    title: 'Events',
    publisher: 'The test',
    licence: 'none',
    page: 'none',
    cadence: 'once',
    areaType: ['lsoa21', 'lsoa11'],
    covers: 'nowhere',
    disclosure: 'none needed',
    releases: [{ id: '1', period: '2024', published: '2024-01-01' }],
    tables: [{ columns: { area: { heading: 'lsoa', type: 'code' } }, assume: { events: '1' }, absent: 'zero' }],
    measures: { events: { title: 'Events', kind: 'count', of: 'events' } },
  });
  const rate = defineIndicator({
    id: 'events',
    title: 'Events',
    statistic: 'rate',
    multiplier: 1000,
    numerator: events.measures.events,
    denominator: censusAge.measures.residents,
    direction: 'higher',
  });
  // E01000004 was split into 41 and 42, in two wards; the file has one event under each of the three codes.
  const bands = [
    'Aged 15 years and under',
    'Aged 16 to 24 years',
    'Aged 25 to 34 years',
    'Aged 35 to 49 years',
    'Aged 50 to 64 years',
    'Aged 65 years and over',
  ];
  const residents = ['E01000001', 'E01000041', 'E01000042'].flatMap((code) =>
    bands.map((band) => `${code},${band},100`),
  );
  const { answers } = await assessed(
    {
      wanted: wantedOf([rate]),
      settings: settingsOf(['E06000001']),
      files: new Map<Source, string>([
        [events, 'lsoa\nE01000001\nE01000041\nE01000042\nE01000004\n'],
        [
          lsoa21Ward25,
          'LSOA21CD,WD25CD,WD25NM,LAD25CD,LAD25NM\nE01000001,E05000001,A,E06000001,T\nE01000041,E05000001,A,E06000001,T\nE01000042,E05000002,B,E06000001,T\n',
        ],
        [
          lsoa11Lsoa21,
          'LSOA11CD,LSOA21CD,CHGIND\nE01000001,E01000001,U\nE01000004,E01000041,S\nE01000004,E01000042,S\n',
        ],
        [censusAge, `lsoa21_code,age_group,n\n${residents.join('\n')}\n`],
      ]),
    },
    [
      `select area, numerator, status from mart_indicator where area_level = 'ward' order by area`,
      `select total, unallocated, residual from reconciliation where source = 'events'`,
    ],
  );
  expect(answers[0]).toEqual([
    { area: 'E05000001', numerator: 2.5, status: 'modelled' },
    { area: 'E05000002', numerator: 1.5, status: 'modelled' },
  ]);
  expect(answers[1]).toEqual([{ total: 4, unallocated: 0, residual: 0 }]);
});

const residents15 = defineIndicator({
  id: 'children_2015',
  title: 'Children under 16, mid-2015',
  statistic: 'proportion',
  numerator: iod2019.measures.children,
  denominator: iod2019.measures.population,
  direction: 'higher',
});
const score19 = defineIndicator({
  id: 'imd_score_2019',
  title: 'Index of Multiple Deprivation 2019',
  statistic: 'mean',
  numerator: iod2019.measures.imd_score,
  direction: 'higher',
});

describe('the way from LSOA 2011 to wards of 2025', () => {
  const wanted = wantedOf([score19]);
  const at = (...there: Source[]) => plan(wanted, settingsOf(['E08000032']), (s) => there.includes(s));

  it('goes by the change lookup, and brings the people it is shared out by', () => {
    const { lookups, observations, gaps } = at(iod2019, lsoa21Ward25, lsoa11Lsoa21, censusAge);
    expect(lookups.map((l) => l.id)).toEqual(['ons_lsoa21_ward25', 'ons_lsoa11_lsoa21']);
    expect(observations.map((o) => o.source.id)).toEqual(['mhclg_iod2019', 'ons_census_age']);
    expect(gaps.map((g) => g.item)).not.toContain(score19.title);
  });

  it.each([
    { without: 'the change lookup', there: [iod2019, lsoa21Ward25, censusAge] },
    { without: 'the people of 2021', there: [iod2019, lsoa21Ward25, lsoa11Lsoa21] },
    { without: 'the lookup to wards', there: [iod2019, lsoa11Lsoa21, censusAge] },
  ])('does not exist without $without, and a gap says so', ({ there }) => {
    const { indicators, gaps } = at(...there);
    expect(indicators).toEqual([]);
    expect(gaps.find((g) => g.item === score19.title)?.what).toMatch(/No lookup from LSOA 2011 to ward 2025/);
  });
});

/** Wards of 2022 in an assessment on those of 2025: what is still in use is carried, by code. */
describe('wards of another year', () => {
  it('are carried where their code is still in use, and are missing elsewhere', async () => {
    const hubs = defineSource({
      ...{ id: 'hubs', gives: 'observations', title: 'Hubs', publisher: 'The test', licence: 'none', page: 'none' },
      ...{ cadence: 'once', areaType: 'ward22', covers: 'nowhere', disclosure: 'none needed' },
      releases: [{ id: '1', period: '2022', published: '2022-01-01' }],
      tables: [
        {
          columns: {
            area: { heading: 'ward', type: 'code' },
            n: { heading: 'n', type: 'whole' },
            d: { heading: 'd', type: 'whole' },
          },
        },
      ],
      measures: { n: { title: 'n', kind: 'count', of: 'n' }, d: { title: 'd', kind: 'count', of: 'd' } },
    });
    const indicator = defineIndicator({
      id: 'hubs',
      title: 'Hubs',
      statistic: 'proportion',
      numerator: hubs.measures.n,
      denominator: hubs.measures.d,
      direction: 'higher',
    });
    const files = new Map<Source, string>([
      [hubs, 'ward,n,d\nE05000001,3,10\nE05000002,4,10\nE05000099,5,10\n'],
      [
        lsoa21Ward25,
        'LSOA21CD,WD25CD,WD25NM,LAD25CD,LAD25NM\nE01000001,E05000001,A,E06000001,T\nE01000002,E05000002,B,E06000001,T\nE01000003,E05000003,C,E06000001,T\n',
      ],
    ]);
    const wanted = wantedOf([indicator]);
    const settings = settingsOf(['E06000001']);
    const { answers } = await assessed(
      { wanted, settings, files, replan: (p) => ({ ...p, lookups: [lsoa21Ward25] }) },
      [
        `select area, numerator, status from mart_indicator where indicator = 'hubs' and area_level = 'ward' order by area`,
        'select what from mart_gap',
      ],
    );
    const [rows = [], gaps = []] = answers;
    expect(rows).toEqual([
      { area: 'E05000001', numerator: 3, status: 'measured' },
      { area: 'E05000002', numerator: 4, status: 'measured' },
      { area: 'E05000003', numerator: null, status: 'missing' },
    ]);
    expect(gaps.map((g) => g.what).join('\n')).toContain('No figure for 1 of 3 wards');
    expect(gaps.map((g) => g.what).join('\n')).toContain('published for ward 2022');
  });
});

/** Trap 10: two editions of the Indices differ in areas and method, so their scores stand side by side and are never one series. */
it('the Indices of 2019 and 2025 are two indicators, in no index, and say that they cannot be compared', () => {
  const editions = context.indicators.filter((i) => i.id.startsWith('imd_score_'));
  expect(editions.map((i) => [i.id, i.direction, i.numerator.source.id])).toEqual([
    ['imd_score_2025', 'none', 'mhclg_iod2025'],
    ['imd_score_2019', 'none', 'mhclg_iod2019'],
  ]);
  expect(iod2019.caveats?.join(' ')).toContain('not comparable');
});

describeShared('the Indices of 2019 on wards of 2025', 'data', (data) => {
  it('keep every person in Bradford and Northumberland, complex LSOAs included', async () => {
    const fileOf = (source: Source): string => {
      const name = Object.keys(mirrorFiles).find((file) => file.startsWith(`${source.id}/`));
      return path.join(data, (name && mirrorFiles[name]) ?? '');
    };
    const there = [iod2019, lsoa21Ward25, lsoa11Lsoa21, censusAge];
    const wanted = wantedOf([score19, residents15]);
    const settings = settingsOf(['E08000032', 'E06000057']);
    const { answers } = await assessed({ wanted, settings, files: new Map(there.map((s) => [s, fileOf(s)])) }, [
      `select total, unallocated, residual from reconciliation where source = 'mhclg_iod2019' and measure = 'population'`,
      `select s.area, d.authority, s.share, s.irregular from share as s join ward as d on d.ward = s.ward
        where s.via = 'lsoa21' and s.area in ('E01008187', 'E01027506') order by s.area, d.authority`,
      `select d.authority, count(*) as wards, sum(m.denominator) as people,
          count(*) filter (where m.status = 'modelled') as modelled
        from mart_indicator as m join ward as d on d.ward = m.area
        where m.area_level = 'ward' and m.indicator = 'children_2015' and m.value is not null
        group by d.authority order by d.authority`,
      `select geography, caveats from mart_source where source = 'ons_lsoa11_lsoa21'`,
      // By hand, from the files themselves.
      `select sum(p."Total population: mid 2015 (excluding prisoners)") as england,
          sum(p."Total population: mid 2015 (excluding prisoners)") filter (where p."LSOA code (2011)" in (
            select lsoa11_code from read_csv('${fileOf(lsoa11Lsoa21)}') where ltla22_code = 'E08000032')) as bradford
        from read_csv('${fileOf(iod2019)}') as p`,
    ]);
    const [[people] = [], shared = [], wards = [], source = [], [byHand] = []] = answers;
    expect(people).toEqual({ total: Number(byHand?.england), unallocated: 0, residual: 0 });
    // Trap 4: one LSOA of Gateshead became part of 043F in Northumberland and part of 029D in Gateshead; nobody is dropped.
    expect(shared.map((s) => [s.area, s.authority, s.irregular])).toEqual([
      ['E01008187', 'E06000057', true],
      ['E01008187', 'E08000037', true],
      ['E01027506', 'E06000057', true],
    ]);
    expect(Number(shared[0]?.share) + Number(shared[1]?.share)).toBe(1);
    expect(wards.map((w) => [w.authority, w.wards])).toEqual([
      ['E06000057', 69],
      ['E08000032', 30],
    ]);
    expect(Number(wards[1]?.people)).toBeCloseTo(Number(byHand?.bradford), 3);
    expect(source[0]).toMatchObject({ geography: 'LSOA 2011 to LSOA 2021' });
    console.log(
      `Bradford ${byHand?.bradford} people of mid-2015 in 30 wards, ${wards[1]?.modelled} modelled; Northumberland ${wards[0]?.modelled} of 69 modelled; residual ${people?.residual}`,
    );
  });
});
