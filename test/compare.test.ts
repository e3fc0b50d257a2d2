/** With whom figures are compared: groups of authorities pooled from counts drawn here, then every benchmark of the demo. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cell } from '../models/engine/engine.js';
import { compare } from '../models/statistics/rates/compare.js';
import { proportion } from '../models/statistics/rates/proportion.js';
import { type Drawn, warehouse } from './support/warehouse.js';
import {
  ask,
  demoText,
  faultOf,
  files,
  goodWorkspace,
  layDemo,
  remove,
  runHere,
  tablesOnly,
  temporaryFolder,
} from './support/workspace.js';

const authority = (n: number): string => `X0600000${n}`;

/** Four authorities of one ward and one LSOA each: n of 100 in the first, 2n of 200 in the second, and so on. */
const four = (changes: Drawn = {}): Drawn => {
  const each = [1, 2, 3, 4];
  const count = (n: number, measure: string, value: number): Cell[] => [
    's',
    'lsoa21',
    `X0100000${n}`,
    '2021',
    measure,
    value,
    'measured',
  ];
  return {
    setting: [['ward25', 'best_fit', 5, false, null, 'X92000001', 'Made-up England', true]],
    assessed_area: [[authority(1)]],
    lookup: each.map((n) => [
      'lsoa21',
      `X0100000${n}`,
      'ward25',
      `X0500000${n}`,
      `Ward ${n}`,
      authority(n),
      `Authority ${n}`,
      1,
      'best_fit',
    ]),
    observation: each.flatMap((n) => [count(n, 'n', 10 * n * n), count(n, 'd', 100 * n)]),
    measure: ['n', 'd'].map((measure) => ['s', measure, 'count', 'published', null, null]),
    indicator: [['share', 1, 'proportion', 'published', 's', 'n', 's', 'd']],
    container: each.map((n) => [authority(n), 'region24', n < 4 ? 'X12000001' : 'X12000002', 'The north or south']),
    neighbour: [[authority(1)], [authority(2)], [authority(4)], ['X06000099']],
    ...changes,
  };
};

const pooled = async (drawn: Drawn) => {
  const { engine, rows } = await warehouse(drawn);
  try {
    return {
      counts: await rows(
        'select benchmark, authority, members, numerator, denominator from benchmark_count order by authority, benchmark',
      ),
      gaps: await rows('select item from benchmark_gap'),
    };
  } finally {
    await engine.close();
  }
};

describe('groups of authorities', () => {
  it('add up their counts: a region with the authority itself, neighbours without it', async () => {
    const { counts, gaps } = await pooled(four());
    expect(counts).toEqual([
      { benchmark: 'neighbours', authority: authority(1), members: 2, numerator: 200, denominator: 600 },
      { benchmark: 'region', authority: authority(1), members: 3, numerator: 140, denominator: 600 },
    ]);
    expect(gaps).toEqual([{ item: 'Neighbour X06000099' }]);
  });

  it('leave each of several authorities out of its own neighbours', async () => {
    const { counts } = await pooled(four({ assessed_area: [[authority(2)], [authority(4)]] }));
    const neighbours = counts.filter(({ benchmark }) => benchmark === 'neighbours');
    expect(neighbours.map(({ authority: own, members, denominator }) => [own, members, denominator])).toEqual([
      [authority(2), 2, 500],
      [authority(4), 2, 300],
    ]);
  });

  it('that are authorities no more are named with what took their place, where that is known', async () => {
    const drawn = four({ succession: [['X06000099', authority(3), 1, 1]], neighbour: [['X06000098'], ['X06000099']] });
    const { engine, rows } = await warehouse(drawn);
    const gaps = await rows('select item, mend from benchmark_gap order by item').finally(() => engine.close());
    expect(gaps.map(({ mend }) => mend)).toEqual([
      'Name the council that took its place under compare: neighbours in assessment.yaml.',
      'Name X06000003, which took its place, under compare: neighbours in assessment.yaml.',
    ]);
  });

  it('have no value where one of them has no figure', async () => {
    const drawn = four();
    const { counts } = await pooled({ ...drawn, observation: drawn.observation!.slice(0, -2) });
    expect(counts.map(({ benchmark, numerator }) => [benchmark, numerator])).toEqual([
      ['neighbours', null],
      ['region', 140],
    ]);
  });

  it('know of no whole region where that of one authority is not known, and say so', async () => {
    const drawn = four();
    const { counts, gaps } = await pooled({ ...drawn, container: drawn.container!.slice(0, -1) });
    expect(counts.map(({ benchmark }) => benchmark)).toEqual(['neighbours']);
    expect(gaps).toContainEqual({ item: 'Comparison with the region' });
  });

  it('are not made of the council’s own counts', async () => {
    const { counts } = await pooled(four({ indicator: [['share', 1, 'proportion', 'own', 's', 'n', 's', 'd']] }));
    expect(counts).toEqual([]);
  });
});

describe('comparison in the demo', () => {
  let folder: string;
  beforeAll(async () => {
    const settings = demoText(files.assessment).replace(
      /^compare: .*$/m,
      'compare: { region: true, neighbours: [X06000001, X06000002, X06000003, X06000077], target: { deprived_households: 21.5 }, funnel: true }',
    );
    folder = await goodWorkspace({ [files.assessment]: settings }, tablesOnly);
  });
  afterAll(() => remove(folder));

  it('holds one ward against its region, worked out by hand', async () => {
    const [about] = await ask(folder, "select * from indicator where indicator = 'deprived_households'");
    const region = ['X06000001', 'X06000002', 'X06000003'];
    const sum = async (measure: unknown, authorities: readonly string[]): Promise<number> => {
      const [row] = await ask(
        folder,
        `select sum(o.value) as total from observation as o
          join lookup as l on l.from_type = 'lsoa21' and l.from_area = o.area
          where o.source = '${about?.numerator_source}' and o.measure = '${measure}'
            and l.authority in ('${authorities.join("', '")}')`,
      );
      return Number(row?.total);
    };
    const [x, n] = [await sum(about?.numerator_measure, region), await sum(about?.denominator_measure, region)];
    const [value] = await ask(
      folder,
      "select * from mart_benchmark where benchmark = 'region' and indicator = 'deprived_households'",
    );
    const whole = proportion(x, n, 0.95, 100);
    expect(value).toMatchObject({ benchmark_name: 'The East Shore', members: 3, numerator: x, denominator: n });
    expect(value?.value).toBeCloseTo((100 * x) / n, 10);
    expect(value?.lower95_0cl).toBeCloseTo(whole.lowercl, 10);
    const rows = await ask(
      folder,
      `select c.outcome95, c.outcome99_8, c.judgement95, m.lower95_0cl, m.upper95_0cl, m.lower99_8cl, m.upper99_8cl
        from mart_comparison as c
        join mart_indicator as m on m.area = c.area and m.indicator = c.indicator and m.area_level = 'ward'
        where c.indicator = 'deprived_households' and c.benchmark = 'region' and c.area_level = 'ward'
        order by c.area`,
    );
    expect(rows).toHaveLength(30);
    for (const row of rows) {
      const at = (level: string) =>
        compare(
          Number(row[`lower${level}cl`] ?? Number.NaN),
          Number(row[`upper${level}cl`] ?? Number.NaN),
          (100 * x) / n,
        );
      expect([row.outcome95, row.outcome99_8]).toEqual([at('95_0'), at('99_8')]);
      const judged = { higher: 'worse', lower: 'better' }[String(row.outcome95)] ?? row.outcome95;
      expect(row.judgement95).toBe(judged);
    }
    expect(new Set(rows.map((row) => row.outcome95)).size).toBeGreaterThan(1);
  });

  it('never finds at 99.8 % what it does not find at 95 %, and some of it only at 95 %', async () => {
    const rows = await ask(
      folder,
      "select outcome95, outcome99_8 from mart_comparison where outcome95 <> 'not_compared'",
    );
    expect(rows.filter((row) => row.outcome99_8 !== 'similar' && row.outcome99_8 !== row.outcome95)).toEqual([]);
    expect(rows.filter((row) => row.outcome99_8 === 'similar' && row.outcome95 !== 'similar').length).toBeGreaterThan(
      0,
    );
  });

  it('leaves the authority itself out of its neighbours, and says which code is lost', async () => {
    const [row] = await ask(folder, "select distinct members from mart_benchmark where benchmark = 'neighbours'");
    expect(row).toEqual({ members: 2 });
    const gaps = await ask(folder, "select item from mart_gap where item like 'Neighbour%'");
    expect(gaps).toEqual([{ item: 'Neighbour X06000077' }]);
  });

  it('holds figures against a target, their own authority and a funnel, and the authority against no self', async () => {
    const kinds = await ask(
      folder,
      `select distinct area_level, benchmark, method from mart_comparison where indicator = 'deprived_households'
        order by area_level, benchmark`,
    );
    expect(kinds.map((row) => `${row.area_level} ${row.benchmark} ${row.method}`)).toEqual([
      'authority country interval',
      'authority neighbours interval',
      'authority region interval',
      'authority target interval',
      'ward authority interval',
      'ward country interval',
      'ward neighbours interval',
      'ward region interval',
      'ward target interval',
      'ward wards funnel',
      'zone authority interval',
      'zone country interval',
      'zone neighbours interval',
      'zone region interval',
      'zone target interval',
    ]);
    const [target] = await ask(folder, "select value, lower95_0cl from mart_benchmark where benchmark = 'target'");
    expect(target).toEqual({ value: 21.5, lower95_0cl: null });
  });

  it('refuses a target for an indicator that is not known, and England left out', async () => {
    const place = temporaryFolder();
    const mistake = async (line: string) => {
      layDemo(place, { [files.assessment]: demoText(files.assessment).replace(/^compare: .*$/m, line) });
      const { text } = await faultOf(() => runHere(place));
      return (text.details ?? []).flat().join(' ');
    };
    expect(await mistake('compare: { target: { deprived_household: 1 } }')).toContain(
      'did you mean “deprived_households”?',
    );
    expect(await mistake('compare: { england: false }')).toContain('compare.england');
    expect(await mistake('compare: { neighbours: [Leeds] }')).toContain('codes of local authorities');
    expect(await mistake('compare: { regon: true }')).toContain('did you mean “region”?');
    remove(place);
  });
});
