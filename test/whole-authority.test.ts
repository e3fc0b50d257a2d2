/** Figures for whole authorities: under codes of any year, beside region and country, and never in a ward, index or rank. */
import { describe, expect, it } from 'vitest';
import { defineIndicator, type Indicator } from '../models/define.js';
import { openDuckDB } from '../models/engine/duckdb.js';
import { toRows } from '../models/engine/engine.js';
import { defineSource, type Source } from '../sources/define.js';
import { Fault } from '../sources/faults/fault.js';
import { divided, successions } from '../sources/ons/authority-changes.js';
import { ltla24Region24 } from '../sources/ons/authority-lookups.js';
import { lsoa21Ward25 } from '../sources/ons/lsoa21-ward25.js';
import { ltla24Pfa24 } from '../sources/ons/ltla24-pfa24.js';
import { assessed, settingsOf, wantedOf } from './support/assessed.js';
import { describeShared } from './support/shared.js';
import { faultOf } from './support/workspace.js';

const about = {
  gives: 'observations',
  publisher: 'The test',
  licence: 'none',
  page: 'none',
  cadence: 'once',
  covers: 'England',
  disclosure: 'none needed',
  releases: [{ id: '1', period: '2024', published: '2024-01-01' }],
} as const;
const n = { heading: 'n', type: 'whole', blanks: true } as const;
const d = { heading: 'd', type: 'whole', blanks: true } as const;
const area = { heading: 'area', type: 'code' } as const;
const marks = { c: 'withheld', ':': 'missing' } as const;

/** Families helped, by authority, with the region's and England's row where the file has one. */
const helped = defineSource({
  ...about,
  id: 'helped',
  title: 'Families helped',
  areaType: ['ltla24', 'region24', 'country'],
  tables: [{ columns: { area, n, d }, key: ['area'], marks }],
  measures: {
    n: { title: 'Families helped', kind: 'count', of: 'n' },
    d: { title: 'Families', kind: 'count', of: 'd' },
  },
});
/** A rate that its publisher worked out, with limits, copied from police forces to authorities. */
const abuse = defineSource({
  ...about,
  id: 'abuse',
  title: 'Domestic abuse',
  areaType: ['ltla24', 'country'],
  tables: [
    {
      columns: {
        area,
        rate: { heading: 'rate', type: 'number' },
        lower: { heading: 'lower', type: 'number', blanks: true },
        upper: { heading: 'upper', type: 'number', blanks: true },
      },
      key: ['area'],
    },
  ],
  measures: {
    rate: {
      title: 'Domestic abuse per 1,000',
      kind: 'score',
      of: 'rate',
      limits: { lower: 'lower', upper: 'upper' },
      inheritedFrom: 'pfa',
    },
    lower: { title: 'Lower limit', kind: 'score', of: 'lower' },
    upper: { title: 'Upper limit', kind: 'score', of: 'upper' },
  },
});
/** Something known for small areas, so that there is an index. */
const homes = defineSource({
  ...about,
  id: 'homes',
  title: 'Homes',
  areaType: 'lsoa21',
  tables: [{ columns: { area, n, d }, key: ['area'] }],
  measures: {
    cold: { title: 'Cold homes', kind: 'count', of: 'n' },
    homes: { title: 'Homes', kind: 'count', of: 'd' },
  },
});

const share = (id: string, numerator: Indicator['numerator'], denominator: Indicator['numerator']) =>
  defineIndicator({ id, title: id, statistic: 'proportion', numerator, denominator, direction: 'higher' });
const coldHomes = share('cold_homes', homes.measures.cold, homes.measures.homes);
const familiesHelped = share('families_helped', helped.measures.n, helped.measures.d);
const abuseRate = defineIndicator({
  id: 'abuse_rate',
  title: 'Abuse',
  statistic: 'mean',
  unit: 'per 1,000',
  direction: 'none',
  numerator: abuse.measures.rate,
});

/** Northumberland, Dorset and Somerset with a ward or two each. */
const authorities = [
  ['E06000057', 'Northumberland', 2],
  ['E06000059', 'Dorset', 2],
  ['E06000066', 'Somerset', 1],
] as const;
const lsoas = authorities.flatMap(([code, name, wards], i) =>
  Array.from({ length: wards }, (_, w) => [`E010000${i}${w}`, `E050000${i}${w}`, `Ward ${i}${w}`, code, name]),
);
const lookup = `LSOA21CD,WD25CD,WD25NM,LAD25CD,LAD25NM\n${lsoas.map((row) => row.join(',')).join('\n')}\n`;
const regions = `LAD24CD,RGN24CD,RGN24NM\nE06000057,E12000001,North East\nE06000059,E12000009,South West\nE06000066,E12000009,South West\n`;
const elsewhere = Array.from({ length: 400 }, (_, i) => `E07000${500 + i},E23000099,Elsewhere`).join('\n');
const forces = `LAD24CD,PFA24CD,PFA24NM\nE06000057,E23000007,Northumbria\nE06000059,E23000039,Dorset\nE06000066,E23000036,Avon and Somerset\n${elsewhere}\n`;
const cold = `area,n,d\n${lsoas.map(([code], i) => `${code},${i + 1},100`).join('\n')}\n`;

const base: readonly [Source, string][] = [
  [lsoa21Ward25, lookup],
  [ltla24Region24, regions],
  [homes, cold],
];
const today = 'area,n,d\nE06000057,30,100\nE06000059,20,100\nE06000066,10,200\n';

const columns =
  'area, value, status, comparison, country_value, country_made, region_name, region_value, region_made, region_comparison';
async function context(
  file: string,
  more: readonly [Source, string][] = [],
  sql = `select ${columns} from mart_context order by area`,
) {
  const { plan, answers } = await assessed(
    {
      wanted: wantedOf([coldHomes, familiesHelped], [abuseRate]),
      settings: settingsOf(authorities.map(([code]) => code)),
      files: new Map<Source, string>([...base, [helped, file], ...more]),
    },
    [sql, 'select item, what, effect from mart_gap'],
  );
  return {
    plan,
    rows: answers[0] ?? [],
    gaps: (answers[1] ?? []).map((g) => `${g.item}: ${g.what} ${g.effect}`).join('\n'),
  };
}

describe('an indicator that is published for whole authorities', () => {
  it('has its value beside its region and the country, summed over their authorities', async () => {
    const { rows, gaps } = await context(today);
    expect(rows).toEqual([
      {
        ...{
          area: 'E06000057',
          value: 30,
          status: 'measured',
          comparison: 'higher',
          country_value: 15,
          country_made: 'summed',
        },
        ...{ region_name: 'North East', region_value: 30, region_made: 'summed', region_comparison: 'similar' },
      },
      {
        ...{
          area: 'E06000059',
          value: 20,
          status: 'measured',
          comparison: 'similar',
          country_value: 15,
          country_made: 'summed',
        },
        ...{ region_name: 'South West', region_value: 10, region_made: 'summed', region_comparison: 'higher' },
      },
      {
        ...{
          area: 'E06000066',
          value: 5,
          status: 'measured',
          comparison: 'lower',
          country_value: 15,
          country_made: 'summed',
        },
        ...{ region_name: 'South West', region_value: 10, region_made: 'summed', region_comparison: 'lower' },
      },
    ]);
    expect(gaps).toContain('published for whole local authorities only');
    expect(gaps).toContain('Shown for the authority as a whole; not for wards, and not in the index.');
  });

  it('is compared with what is published for region and country, where it is', async () => {
    const { rows } = await context(`${today}E12000009,16,100\nE92000001,18,100\n`);
    expect(rows[1]).toMatchObject({
      country_value: 18,
      country_made: 'published',
      region_value: 16,
      region_made: 'published',
    });
  });

  it('keeps withheld and missing apart, and sums nothing with a hole in it', async () => {
    const { rows } = await context('area,n,d\nE06000057,c,100\nE06000059,,100\nE06000066,10,200\n');
    expect(rows.map((r) => [r.status, r.value, r.country_value])).toEqual([
      ['withheld', null, null],
      ['missing', null, null],
      ['measured', 5, null],
    ]);
    expect(rows.map((r) => r.comparison)).toEqual(['not_compared', 'not_compared', 'not_compared']);
  });

  it('takes its denominator from small areas, where that is what it is for', async () => {
    const { answers } = await assessed(
      {
        wanted: wantedOf([coldHomes, share('per_home', helped.measures.n, homes.measures.homes)]),
        settings: settingsOf(['E06000057']),
        files: new Map<Source, string>([...base, [helped, today]]),
      },
      ['select numerator, denominator, value from mart_context'],
    );
    expect(answers[0]).toEqual([{ numerator: 30, denominator: 200, value: 15 }]);
  });

  it('is nowhere in wards, index and ranks', async () => {
    const { answers } = await assessed(
      {
        wanted: wantedOf([coldHomes, familiesHelped]),
        settings: settingsOf(['E06000057']),
        files: new Map<Source, string>([...base, [helped, today]]),
      },
      [
        'select distinct indicator from mart_indicator',
        'select indicator from mart_indicator_list where in_index',
        'select distinct source from reconciliation',
      ],
    );
    expect(answers.flat()).toEqual([{ indicator: 'cold_homes' }, { indicator: 'cold_homes' }, { source: 'homes' }]);
  });

  it.each([
    { what: 'published for authorities', indicator: familiesHelped, why: /published for whole local authorities only/ },
    { what: 'copied from a police force', indicator: abuseRate, why: /the whole police force’s figure/ },
  ])('cannot be smuggled into the wards: $what', async ({ indicator, why }) => {
    const wanted = wantedOf([coldHomes]);
    const smuggled = assessed(
      {
        wanted,
        settings: settingsOf(['E06000057']),
        files: new Map<Source, string>(base),
        replan: (p) => ({ ...p, indicators: [...p.indicators, { indicator, domain: wanted.context, position: 9 }] }),
      },
      [],
    );
    await expect(smuggled).rejects.toBeInstanceOf(Fault);
    const fault = await faultOf(() => smuggled);
    expect(fault.exit).toBe(2);
    expect(fault.render()).toMatch(why);
  });
});

describe('authorities through time', () => {
  it('reach today’s under their old codes: recoded, merged, and merged again', async () => {
    const { rows } = await context(
      `area,n,d\nE06000048,30,100\n${[49, 50, 51, 52, 53].map((i) => `E070000${i},4,20`).join('\n')}\nE07000187,2,40\nE07000188,2,40\nE07000189,2,40\nE07000190,2,40\nE07000191,2,40\n`,
    );
    expect(rows.map((r) => [r.area, r.value, r.status])).toEqual([
      ['E06000057', 30, 'measured'],
      ['E06000059', 20, 'measured'],
      ['E06000066', 5, 'measured'],
    ]);
  });

  it('have no figure when part of what they were made of is not there', async () => {
    const { rows } = await context(
      'area,n,d\nE06000057,30,100\nE06000059,20,100\nE07000187,2,40\nE07000188,2,40\nE07000189,2,40\n',
    );
    expect(rows[2]).toMatchObject({ area: 'E06000066', value: null, status: 'missing', country_value: null });
  });

  it('count what took the place of a part once: Somerset West and Taunton for two districts', async () => {
    const { rows } = await context(
      'area,n,d\nE06000057,30,100\nE06000059,20,100\nE07000187,2,40\nE07000188,2,40\nE07000189,2,40\nE07000246,4,80\n',
    );
    expect(rows[2]).toMatchObject({ value: 5, status: 'measured' });
  });

  it.each([
    {
      what: 'a code nobody knows',
      file: `${today}E06000099,5,20\n`,
      found: /E06000099.*perhaps of a later year/s,
      share: /they hold +7\.7% of “Families helped”/,
    },
    {
      what: 'nothing to match at all',
      file: 'area,n,d\nE07000998,1,9\nE07000999,1,9\n',
      found: /E07000998/,
      share: /100\.0%/,
    },
  ])('stop the load when too much is not matched: $what', async ({ file, found, share }) => {
    const fault = await faultOf(() => context(file));
    expect(fault.exit).toBe(11);
    expect(fault.render()).toMatch(found);
    expect(fault.render()).toMatch(share);
  });

  it('knows which counties were divided, so that nothing is derived from them', () => {
    expect(divided.get('E10000009')).toEqual(['E06000058', 'E06000059']);
    expect(successions.some(({ code }) => divided.has(code))).toBe(false);
  });
});

/** Trap 2: the police force's rate, copied to each of its authorities. */
describe('a figure copied from a larger area', () => {
  const rates =
    'area,rate,lower,upper\nE06000057,31.2,30.8,31.6\nE06000059,18,17.5,18.5\nE06000066,18,17.5,18.5\nE92000001,25,,\n';

  it('says whose it is, with its publisher’s limits', async () => {
    const { rows } = await context(
      today,
      [
        [abuse, rates],
        [ltla24Pfa24, forces],
      ],
      `select area, value, lower95_0cl, method, comparison, judgement, country_value, inherited_from, inherited_name from mart_context
        where indicator = 'abuse_rate' order by area`,
    );
    expect(rows[0]).toEqual({
      ...{
        area: 'E06000057',
        value: 31.2,
        lower95_0cl: 30.8,
        method: 'as published',
        comparison: 'not_compared',
        judgement: 'not_compared',
      },
      ...{ country_value: 25, inherited_from: 'pfa', inherited_name: 'Northumbria' },
    });
  });

  it('is refused in an index, and the message says what to do', async () => {
    const wanted = wantedOf([coldHomes, { ...abuseRate, direction: 'higher' }]);
    const fault = await faultOf(() =>
      assessed(
        { wanted, settings: settingsOf(['E06000057']), files: new Map<Source, string>([...base, [abuse, rates]]) },
        [],
      ),
    );
    expect(fault.exit).toBe(2);
    expect(fault.render()).toContain('abuse_rate cannot be part of an index of wards');
    expect(fault.render()).toContain('the whole police force’s figure');
  });
});

describeShared('authority codes as they were', 'data', (data) => {
  const lists = `${data}/lookup-ward-lad-names`;
  const rowsOf = async (sql: string) => {
    const engine = await openDuckDB();
    return toRows(await engine.query(sql).finally(() => engine.close()));
  };
  const known = successions.filter(({ code }) => !code.startsWith('E10')).map((s) => `${s.code} ${s.becomes}`);

  it('lead where the list of all codes says, one and all', async () => {
    const rows = await rowsOf(`select LADCD || ' ' || LADCD_ACTIVE as change from read_csv('${lists}/la_all_codes.csv')
      where LADCD like 'E%' and LADCD <> LADCD_ACTIVE`);
    expect(rows).toHaveLength(50);
    expect(rows.map((r) => r.change).filter((change) => !known.includes(String(change)))).toEqual([]);
    // The rest are steps on the way: Taunton Deane to Somerset West and Taunton.
    expect(known.length - rows.length).toBe(2);
  });

  it('lead through the years as the list of codes side by side says', async () => {
    const file = `read_csv('${lists}/ltla16_to_ltla24.csv.gz')`;
    const pairs = [16, 17, 18, 19, 20, 21, 22, 23].map(
      (y) => `select ltla${y}_code as old, ltla24_code as new from ${file}`,
    );
    const rows = await rowsOf(
      `select distinct old || ' ' || new as change from (${pairs.join(' union all ')}) where old like 'E%' and old <> new`,
    );
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.map((r) => r.change).filter((change) => !known.includes(String(change)))).toEqual([]);
  });
});
