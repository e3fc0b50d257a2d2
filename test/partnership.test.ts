/** How partners work together: ways of referrals, staff trained, messages to parents, theory of change, planning tool. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defineIndicator } from '../models/define.js';
import { standingOf } from '../models/pathways/theory.js';
import type { Source } from '../sources/define.js';
import { engagement } from '../sources/local/engagement.js';
import { planningTool } from '../sources/local/planning-tool.js';
import { referrals } from '../sources/local/referrals.js';
import { services } from '../sources/local/services.js';
import { theoryOfChange } from '../sources/local/theory-of-change.js';
import { workforce } from '../sources/local/workforce.js';
import { censusAge } from '../sources/ons/census-age.js';
import { lsoa21Ward25 } from '../sources/ons/lsoa21-ward25.js';
import { assessed, settingsOf, wantedOf } from './support/assessed.js';

const lines = (...rows: readonly string[]): string => `${rows.join('\n')}\n`;

/** One ward of one LSOA with 400 children among 2,000 people. */
const council = (authority: string): [Source, string][] => [
  [lsoa21Ward25, lines('LSOA21CD,WD25CD,WD25NM,LAD25CD,LAD25NM', `E01000001,E05000001,Ward 1,${authority},Somewhere`)],
  [
    censusAge,
    lines(
      'Lower layer Super Output Areas Code,Age (6 categories),Observation',
      'E01000001,Aged 15 years and under,400',
      'E01000001,Aged 16 to 24 years,1600',
    ),
  ],
];

const under16 = defineIndicator({
  id: 'children_under_16',
  title: 'Children under 16',
  statistic: 'proportion',
  numerator: censusAge.measures.aged_under_16,
  denominator: censusAge.measures.residents,
  direction: 'higher',
});

const ask = async (
  authority: string,
  files: readonly (readonly [Source, string])[],
  questions: readonly string[],
  changes: Parameters<typeof settingsOf>[1] = {},
) =>
  (
    await assessed(
      {
        wanted: wantedOf([under16]),
        settings: settingsOf([authority], changes),
        files: new Map([...council(authority), ...files]),
      },
      questions,
    )
  ).answers;

const [bradford, rochdale, northumberland, gateshead] = ['E08000032', 'E08000005', 'E06000057', 'E08000037'] as const;

describe('Northumberland: 1,200 staff trained', () => {
  const file = lines(
    'period,team,in_scope,trained,champions,confidence_before,confidence_after',
    '2022/23,Schools,900,310,40,5.2,7.1',
    '2022/23,Health visiting,400,140,12,4.8,7.4',
    '2023/24,Schools,900,820,61,5.2,7.3',
    '2023/24,Health visiting,400,380,20,4.8,7.9',
    '2023/24,Mediation panel,4,4,1,6,9',
    '2023/24,Housing,120,3,,,',
  );
  const answers = ask(
    northumberland,
    [[workforce, file]],
    [
      'select * from mart_workforce order by period, all_teams, team',
      "select item, number, period from mart_disclosure where indicator = 'workforce' order by item, number",
      "select title, value from theory_figure where indicator = 'workforce_trained'",
    ],
  );

  it('are 92.3% of those in scope, with Wilson’s limits, and of each team', async () => {
    const [rows] = await answers;
    const all = rows?.find((row) => row.all_teams && row.period === '2023/24');
    expect(all).toMatchObject({ trained: 1200, in_scope: 1300, teams: 2, champions: 81 });
    // Wilson, by hand: 1200/1300 = 92.31 (90.73 to 93.63).
    expect(all?.value).toBeCloseTo(92.31, 2);
    expect(all?.lower95_0cl).toBeCloseTo(90.73, 2);
    expect(all?.upper95_0cl).toBeCloseTo(93.63, 2);
    expect(rows?.find((row) => row.team === 'Schools' && row.period === '2022/23')).toMatchObject({
      trained: 310,
      value: expect.closeTo(34.44, 2),
    });
  });

  it('weighs confidence by those trained', async () => {
    const [rows] = await answers;
    expect(rows?.find((row) => row.all_teams && row.period === '2022/23')).toMatchObject({
      confidence_before: expect.closeTo((5.2 * 310 + 4.8 * 140) / 450, 10),
      confidence_after: expect.closeTo((7.1 * 310 + 7.4 * 140) / 450, 10),
    });
  });

  it('leaves small teams and small numbers out, and out of all teams with them', async () => {
    const [rows, log] = await answers;
    for (const team of ['Mediation panel', 'Housing'])
      expect(rows?.find((row) => row.team === team)).toMatchObject({
        ...{ in_scope: null, trained: null, champions: null, confidence_after: null, value: null, status: 'withheld' },
      });
    expect(log).toEqual([
      { item: 'Housing', number: 'trained', period: '2023/24' },
      { item: 'Mediation panel', number: 'in scope', period: '2023/24' },
      { item: 'Mediation panel', number: 'trained', period: '2023/24' },
    ]);
  });

  it('are what a theory of change may name', async () => {
    const [, , named] = await answers;
    expect(named).toEqual([{ title: 'Staff in scope who are trained', value: expect.closeTo(92.31, 2) }]);
  });
});

describe('Rochdale: 700 champions', () => {
  it('are added up where every team says how many it has, and not otherwise', async () => {
    const head = 'period,team,in_scope,trained,champions';
    const teams = ['2024,Schools,2100,1400,420', '2024,Health,900,600,180', '2024,Family hubs,300,250,100'];
    const question = 'select champions from mart_workforce where all_teams';
    const [whole] = await ask(rochdale, [[workforce, lines(head, ...teams)]], [question]);
    expect(whole).toEqual([{ champions: 700 }]);
    const [open] = await ask(rochdale, [[workforce, lines(head, ...teams, '2024,Police,80,50,')]], [question]);
    expect(open).toEqual([{ champions: null }]);
  });
});

describe('Northumberland: how far messages reached', () => {
  const file = lines(
    'period,channel,views,reach,impressions,engagements',
    '2023/24,Facebook,1840,12600,41200,950',
    '2024/25,Facebook,2100,15100,50000,1500',
    '2024/25,Newsletter,640,800,,40',
    '2024/25,Podcast,,,,12',
    '2023/24,Posters,,300,900,3',
    '2024/25,Posters,,200,,4',
  );

  it('says what each rate is out of, the same in all periods of a channel', async () => {
    const [rows] = await ask(
      northumberland,
      [[engagement, file]],
      ['select channel, period, rate_of, rate from mart_engagement order by channel, period'],
    );
    expect(rows).toEqual([
      { channel: 'Facebook', period: '2023/24', rate_of: 'impressions', rate: expect.closeTo(2.3058, 4) },
      { channel: 'Facebook', period: '2024/25', rate_of: 'impressions', rate: 3 },
      { channel: 'Newsletter', period: '2024/25', rate_of: 'reach', rate: 5 },
      { channel: 'Podcast', period: '2024/25', rate_of: null, rate: null },
      // One of its periods does not say how often they were shown.
      { channel: 'Posters', period: '2023/24', rate_of: 'reach', rate: 1 },
      { channel: 'Posters', period: '2024/25', rate_of: 'reach', rate: 2 },
    ]);
  });
});

describe('Gateshead: the pathway as referrals walk it', () => {
  const list = lines(
    'service_id,organisation,name,level,capacity_per_year,covers',
    'S1,Family hubs,Drop-in,universal,300,all',
    'S2,Family hubs,Arguing Better,targeted_selective,60,all',
    'S3,Trust,Counselling,targeted_indicated,40,all',
    'S4,Trust,Family therapy,specialist,20,all',
  );
  const file = lines(
    'period,service_id,referrer,outcome,n',
    '2024,S1,School,accessed,60',
    '2024,S1,GP,accessed,25',
    '2024,S2,school,accessed,40',
    '2024,S2,GP,waiting,2',
    '2024,S3,School,inappropriate,9',
    '2024,S3,GP,accessed,31',
    '2024,S4,GP,accessed,12',
    '2024,S4,school,accessed,7',
    '2024,S9,GP,accessed,11',
    '2023,S1,GP,accessed,70',
  );
  const answers = ask(
    gateshead,
    [
      [services, list],
      [referrals, file],
    ],
    [
      'select step, referrer, level, service_id, referrals, status from mart_flow order by step, referrer, level, service_id',
      "select what, effect from mart_gap where item = 'Referrals by service'",
      "select count(*) as n from mart_disclosure where indicator = 'referral'",
      'select period, referrals, inappropriate from mart_referral order by period',
    ],
  );

  it('adds up what is not withheld, kinds of referrer that differ in capitals as one', async () => {
    const [rows] = await answers;
    const of = (step: string, name: string) =>
      rows?.find((row) => row.step === step && [row.referrer, row.level, row.service_id].includes(name))?.referrals;
    // Those of the year before are in none of these.
    expect(of('all', 'all')).toBe(197);
    expect([of('referrer', 'School'), of('referrer', 'GP')]).toEqual([116, 81]);
    expect([of('level', 'universal'), of('service', 'S1')]).toEqual([85, 85]);
  });

  it('withholds two small ones and as many more as keep it from being worked out', async () => {
    const [rows, , [log] = []] = await answers;
    const way = (referrer: string, level: string) =>
      rows?.find((row) => row.step === 'referrer_to_level' && row.referrer === referrer && row.level === level);
    expect(way('GP', 'targeted_selective')).toMatchObject({ referrals: null, status: 'withheld' });
    // Alone it would be 42 − 40.
    expect(way('School', 'targeted_selective')).toMatchObject({ referrals: null, status: 'withheld' });
    expect(log).toEqual({ n: rows?.filter((row) => row.status === 'withheld').length });
  });

  it('leaves the periods as they were', async () => {
    const [, , , periods] = await answers;
    expect(periods).toEqual([
      { period: '2023', referrals: 70, inappropriate: 0 },
      { period: '2024', referrals: 197, inappropriate: 9 },
    ]);
  });

  it('counts a year by its quarters, and not twice where it is given as a whole', async () => {
    const head = 'period,service_id,referrer,outcome,n';
    const quarters = [1, 2, 3].map((q) => `2024/25 Q${q},S1,GP,accessed,${10 * q}`);
    const question = "select period, referrals from mart_flow where step = 'all'";
    const of = async (...rows: string[]) =>
      (
        await ask(
          gateshead,
          [
            [services, list],
            [referrals, lines(head, ...rows)],
          ],
          [question],
        )
      )[0];
    expect(await of('2023/24,S1,GP,accessed,90', ...quarters)).toEqual([{ period: '2024/25', referrals: 60 }]);
    expect(await of('2024/25,S1,GP,accessed,61', ...quarters)).toEqual([{ period: '2024/25', referrals: 61 }]);
    expect(await of('2024/25 Q1,,GP,accessed,61')).toEqual([]);
  });

  it('names services that are in no list as a gap, and counts what they got', async () => {
    const [rows, gaps] = await answers;
    expect(gaps).toEqual([
      {
        what: 'Referrals name services that are not in the list of services: 1, the first of them S9.',
        effect: 'Not shown. They are counted at no level of help.',
      },
    ]);
    expect(rows?.find((row) => row.step === 'level' && row.level === 'not_said')).toMatchObject({ referrals: 11 });
  });
});

describe('a theory of change in the shape of the Local Family Offer', () => {
  // NOW → CHANGES → INTERMEDIATE OUTCOMES → LONG-TERM OUTCOMES, with what twelve pilots put under NOW.
  const now: Readonly<Record<string, readonly string[]>> = {
    Blackburn: ['Sole birth registrations', 'Relationship breakdown', 'Domestic abuse', 'Substance misuse'],
    Blackpool: ['Relationship breakdown', 'Child poverty', 'Children in need', 'Substance misuse'],
    Croydon: ['Families out of work', 'Income-related benefits', 'Persistent absence', 'Lone-parent households'],
    Dorset: ['Sole birth registrations', 'Homeless families', 'Persistent absence', 'Child wellbeing'],
    Essex: ['Adult and perinatal mental health'],
    Gateshead: ['Child poverty', 'Young parents', 'First-time entrants to youth justice'],
    Hertfordshire: ['Lone-parent households', 'More children aged 5 to 14'],
    Lambeth: ['Lone-parent households', 'Domestic abuse', 'Pupils with SEMH needs'],
    Luton: ['Child poverty', 'Good level of development', 'Perinatal mental health'],
    Manchester: ['Worklessness', 'Debt', 'Children looked after'],
    Newcastle: ['Relationship breakdown', 'Families out of work', 'Adult mental health'],
    Westminster: ['Special educational needs', 'Child mental health', 'Worklessness'],
  };
  const file = lines(
    'stage,statement,indicator,baseline,target,by',
    ...Object.entries(now).flatMap(([pilot, needs]) => needs.map((need) => `now,${need} in ${pilot},${need},,,`)),
    'change,Frontline staff can talk about relationships,workforce_trained,35,80,31/03/2025',
    'change,Referrals go to the right help,referrals_inappropriate,60,20,31/03/2025',
    'intermediate,Parents stay on courses,programmes_retained,50,80,',
    'long_term,Fewer children grow up with conflict,children_in_conflict_reported,20,10,',
    'long_term,Children stay in the area,children_under_16,20,25,',
  );
  const staff = lines('period,team,in_scope,trained', '2022,Schools,400,140', '2024,Schools,400,230');
  const panel = lines(
    'period,outcome,n',
    '2023,inappropriate,60',
    '2023,accessed,40',
    '2024,inappropriate,9',
    '2024,accessed,91',
  );
  const answers = ask(
    gateshead,
    [
      [theoryOfChange, file],
      [workforce, staff],
      [referrals, panel],
    ],
    [
      'select * from mart_theory order by position, statement',
      "select item, what from mart_gap where item like 'Theory%' order by item",
    ],
  );

  it('keeps every statement of the twelve, in the order of its stages', async () => {
    const [rows] = await answers;
    const needs = Object.values(now).flat();
    expect(rows?.map(({ stage }) => stage)).toEqual([
      ...needs.map(() => 'now'),
      ...['change', 'change', 'intermediate', 'long_term', 'long_term'],
    ]);
    // Words are words: they have no figure, and are no gap.
    expect(rows?.filter(({ stage }) => stage === 'now').every(({ judgement }) => judgement === 'no_figure')).toBe(true);
  });

  it('judges each that has a figure by its interval, from baseline to target', async () => {
    const [rows] = await answers;
    const of = (statement: string) => rows?.find((row) => row.statement === statement);
    // 230 of 400 is 57.5% (52.6 to 62.2): half the way from 35 to 80, and not yet there.
    expect(of('Frontline staff can talk about relationships')).toMatchObject({
      ...{ judgement: 'on_the_way', due: '2025-03-31', period: '2024', unit: '%' },
      ...{ value: expect.closeTo(57.5, 10), distance: expect.closeTo(50, 10), lower95_0cl: expect.closeTo(52.6, 1) },
    });
    // 9 of 100, at most 16.2%.
    expect(of('Referrals go to the right help')).toMatchObject({
      judgement: 'met',
      distance: expect.closeTo(127.5, 10),
    });
    // 400 of 2,000 is the baseline itself.
    expect(of('Children stay in the area')).toMatchObject({ judgement: 'not_moving', title: 'Children under 16' });
    expect(of('Parents stay on courses')).toMatchObject({ judgement: 'no_figure', value: null });
  });

  it('reports names that lead nowhere here as gaps', async () => {
    const [, gaps] = await answers;
    expect(gaps).toEqual([
      {
        item: 'Theory of change: children_in_conflict_reported',
        what: 'No indicator or measure of this assessment has this name.',
      },
      expect.objectContaining({ item: 'Theory of change: programmes_retained' }),
    ]);
  });
});

describe('where a figure stands between baseline and target', () => {
  const aim = (value: number, lower: number, upper: number, target = 50) =>
    standingOf({ baseline: 66, target, value, lower, upper });

  it('never claims more than the interval', () => {
    expect(aim(58, 56, 60)).toEqual({ judgement: 'on_the_way', distance: 50 });
    expect(aim(48, 45, 51)).toMatchObject({ judgement: 'on_the_way' });
    expect(aim(46, 43, 49)).toMatchObject({ judgement: 'met' });
    expect(aim(60, 53, 67)).toMatchObject({ judgement: 'not_moving' });
    expect(aim(72, 68, 76)).toMatchObject({ judgement: 'away' });
    expect(aim(72, 68, 76, 80)).toMatchObject({ judgement: 'on_the_way' });
  });

  it('judges nothing without baseline, target, figure or limits', () => {
    const whole = { baseline: 66, target: 50, value: 58, lower: 55, upper: 61 };
    expect(standingOf({ ...whole, value: null })).toEqual({ judgement: 'no_figure', distance: null });
    expect(standingOf({ ...whole, target: null })).toEqual({ judgement: 'not_judged', distance: null });
    expect(standingOf({ ...whole, baseline: null })).toEqual({ judgement: 'not_judged', distance: null });
    expect(standingOf({ ...whole, target: 66 })).toEqual({ judgement: 'not_judged', distance: null });
    expect(standingOf({ ...whole, lower: null })).toEqual({ judgement: 'not_judged', distance: 50 });
  });

  it('is the same seen in a mirror, and met only where both ends are', () => {
    const number = fc.integer({ min: -100, max: 100 });
    fc.assert(
      fc.property(number, number, number, number, (baseline, target, a, b) => {
        const [lower, upper] = [Math.min(a, b), Math.max(a, b)];
        const value = (lower + upper) / 2;
        const found = standingOf({ baseline, target, value, lower, upper });
        const mirrored = standingOf({
          baseline: -baseline,
          target: -target,
          value: -value,
          lower: -upper,
          upper: -lower,
        });
        expect(mirrored).toEqual(found);
        if (found.judgement === 'met') expect(target > baseline ? lower >= target : upper <= target).toBe(true);
        if (found.judgement === 'on_the_way') expect(lower <= baseline && baseline <= upper).toBe(false);
      }),
    );
  });
});

describe('Bradford: the planning tool', () => {
  it('orders stages by the number in them, whatever else they are called', async () => {
    const file = lines(
      'element,stage,date,evidence',
      'Workforce,Stage 1: starting,31/03/2023,',
      'Workforce,Stage 3,31/03/2025,52 of 85 trained',
      'Leadership,2,31/03/2023,',
      'Data,emerging,31/03/2023,',
    );
    const [rows] = await ask(
      bradford,
      [[planningTool, file]],
      ['select * from mart_planning order by element, agreed_on'],
    );
    expect(rows).toEqual([
      { element: 'Data', agreed_on: '2023-03-31', stage: 'emerging', position: null, evidence: null },
      { element: 'Leadership', agreed_on: '2023-03-31', stage: '2', position: 2, evidence: null },
      { element: 'Workforce', agreed_on: '2023-03-31', stage: 'Stage 1: starting', position: 1, evidence: null },
      { element: 'Workforce', agreed_on: '2025-03-31', stage: 'Stage 3', position: 3, evidence: '52 of 85 trained' },
    ]);
  });
});
