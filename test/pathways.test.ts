/** What help there is: what services offer where, need against it, and what became of referrals and courses. */
import { describe, expect, it } from 'vitest';
import { childrenInConflict } from '../models/estimates/children-in-conflict.js';
import { middleOf, nearestOf } from '../models/pathways/distance.js';
import { usualShares } from '../models/pathways/levels.js';
import { shortfalls } from '../models/pathways/shortfall.js';
import { pChart } from '../models/statistics/rates/control-chart.js';
import type { Source } from '../sources/define.js';
import { toGrid } from '../sources/formats/geojson.js';
import { programmeUptake } from '../sources/local/programme-uptake.js';
import { referrals } from '../sources/local/referrals.js';
import { services } from '../sources/local/services.js';
import { ward25Boundaries } from '../sources/ons/boundaries.js';
import { censusAge } from '../sources/ons/census-age.js';
import { censusHouseholdComposition } from '../sources/ons/census-household-composition.js';
import { lsoa21Centroids } from '../sources/ons/lsoa21-centroids.js';
import { lsoa21Ward25 } from '../sources/ons/lsoa21-ward25.js';
import { assessed, settingsOf, under16, wantedOf } from './support/assessed.js';

const wards = ['E05000001', 'E05000002', 'E05000003'] as const;
const [first, second, third] = wards;

/** Three wards of an LSOA each, with 100, 200 and 300 children, and 1,000 families each, more of them of one parent from ward to ward. */
function council(authority: string): [Source, string][] {
  const lsoas = wards.map((ward, i) => ({ ward, lsoa: `E0100000${i + 1}`, n: i + 1 }));
  const lines = (head: string, rows: readonly string[]) => `${[head, ...rows].join('\n')}\n`;
  const each = (row: (one: (typeof lsoas)[number]) => readonly string[]) => lsoas.flatMap(row);
  return [
    [
      lsoa21Ward25,
      lines(
        'LSOA21CD,WD25CD,WD25NM,LAD25CD,LAD25NM',
        each(({ ward, lsoa, n }) => [`${lsoa},${ward},Ward ${n},${authority},Somewhere`]),
      ),
    ],
    [
      censusAge,
      lines(
        'Lower layer Super Output Areas Code,Age (6 categories),Observation',
        each(({ lsoa, n }) => [`${lsoa},Aged 15 years and under,${100 * n}`, `${lsoa},Aged 16 to 24 years,1000`]),
      ),
    ],
    [
      censusHouseholdComposition,
      lines(
        'Lower layer Super Output Areas Code,Household composition (15 categories),Observation',
        each(({ lsoa, n }) => [
          `${lsoa},Single family household: Married or civil partnership couple: Dependent children,${1000 - 200 * n}`,
          `${lsoa},Single family household: Lone parent family: With dependent children,${200 * n}`,
        ]),
      ),
    ],
  ];
}

const ask = async (
  authority: string,
  files: readonly (readonly [Source, string])[],
  questions: readonly string[],
  changes: Parameters<typeof settingsOf>[1] = {},
) =>
  (
    await assessed(
      {
        wanted: { ...wantedOf([under16]), estimates: [childrenInConflict] },
        settings: settingsOf([authority], changes),
        files: new Map([...council(authority), ...files]),
      },
      questions,
    )
  ).answers;

const bradford = 'E08000032';
const northumberland = 'E06000057';

describe('Northumberland: courses and the panel that triages referrals', () => {
  // Parents on three courses of one quarter, as published in the case study.
  const uptake = `programme,period,projects_started,enrolled,starts,retained,milestones
Arguing Better,2023/24 Q1,13,41,34,28,22
Getting It Right for Children,2023/24 Q1,11,27,24,23,23
Me You and Baby Too,2023/24 Q1,5,13,10,10,10
`;
  const question =
    'select programme, enrolled, starts, retained, milestones, stayed, status from mart_uptake order by programme';

  it('shows 28 of 34, 23 of 24 and 10 of 10 who stayed, with Wilson’s limits, where the council publishes them itself', async () => {
    const [rows] = await ask(
      northumberland,
      [[programmeUptake, uptake]],
      ['select * from mart_uptake order by programme'],
      {
        suppressBelow: 1,
        protectZeros: false,
      },
    );
    expect(rows?.map(({ stayed }) => Math.round(Number(stayed)))).toEqual([82, 96, 100]);
    // Wilson, by hand: 28/34 = 82.4 (66.5 to 91.7); 10/10 = 100 (72.2 to 100).
    expect(rows?.[0]?.stayed_lower95_0cl).toBeCloseTo(66.5, 1);
    expect(rows?.[0]?.stayed_upper95_0cl).toBeCloseTo(91.7, 1);
    expect(rows?.[2]?.stayed_lower95_0cl).toBeCloseTo(72.2, 1);
    expect(rows?.[2]?.stayed_upper95_0cl).toBe(100);
  });

  it('withholds, by the usual rule, what would say that one or three parents dropped out', async () => {
    const [rows] = await ask(northumberland, [[programmeUptake, uptake]], [question]);
    expect(rows?.[0]).toMatchObject({ enrolled: 41, starts: 34, retained: 28, milestones: 22, status: 'measured' });
    // 27 − 24, 24 − 23 and 27 − 23 are small: without the first two numbers nobody can tell them.
    expect(rows?.[1]).toMatchObject({
      enrolled: null,
      starts: null,
      retained: 23,
      milestones: 23,
      stayed: null,
      status: 'withheld',
    });
    // 13 − 10 is: of those who started, all stayed.
    expect(rows?.[2]).toMatchObject({ enrolled: null, starts: 10, retained: 10, stayed: 100, status: 'withheld' });
  });

  it('withholds that nobody dropped out where noughts are protected too', async () => {
    const file = 'programme,period,enrolled,starts,retained,milestones\nA,2024,40,30,30,30\nB,2024,40,30,20,0\n';
    const [rows] = await ask(northumberland, [[programmeUptake, file]], [question], { protectZeros: true });
    expect(rows?.[0]).toMatchObject({ enrolled: 40, starts: 30, retained: null, milestones: null });
    expect(rows?.[1]).toMatchObject({ enrolled: 40, starts: 30, retained: 20, milestones: null });
  });

  it('sees referrals that were not appropriate fall from 60% to 18% as more than chance', async () => {
    const counts = [60, 62, 58, 30, 20, 18].map((bad, i) => [`2023-0${i + 1}`, bad, 100 - bad] as const);
    const file = [
      'period,outcome,n',
      ...counts.flatMap(([period, bad, good]) => [`${period},inappropriate,${bad}`, `${period},accessed,${good}`]),
      '2023-07,inappropriate,3',
      '2023-07,accessed,30',
      '',
    ].join('\n');
    const [rows] = await ask(northumberland, [[referrals, file]], ['select * from mart_referral order by period']);
    expect(rows?.map(({ value }) => value)).toEqual([60, 62, 58, 30, 20, 18, null]);
    expect(rows?.[0]).toMatchObject({ signal: 'above 99.8%', status: 'measured' });
    expect(rows?.[5]).toMatchObject({ signal: 'below 99.8%' });
    expect(rows?.[6]).toMatchObject({ referrals: 33, inappropriate: null, value: null, status: 'withheld' });
    // The centre is that of what is shown: 248 of 600.
    expect(rows?.[0]?.centre).toBeCloseTo((100 * 248) / 600, 10);
  });

  it('one quarter: 5 of 36 were not appropriate, and 22 reached support', async () => {
    const file = 'period,outcome,n\n2023/24 Q2,inappropriate,5\n2023/24 Q2,accessed,22\n2023/24 Q2,waiting,9\n';
    const [rows] = await ask(
      northumberland,
      [[referrals, file]],
      ['select referrals, inappropriate, value from mart_referral'],
    );
    expect(rows).toEqual([{ referrals: 36, inappropriate: 5, value: expect.closeTo(13.9, 1) }]);
  });
});

describe('Bradford: support-pathway mapping beside the needs assessment', () => {
  const file = `service_id,organisation,name,level,capacity_per_year,covers,lat,lon,evidence,cost
S1,Family hubs,Talk it over,universal,600,all,53.79,-1.75,2,1
S2,Family hubs,Arguing Better,targeted_selective,60,${first}; ${second},53.79,-1.75,3*,2
S3,Mediation Ltd,Mediation,targeted_indicated,,${third},,,,
`;
  const answers = ask(
    bradford,
    [[services, file]],
    [
      'select * from mart_offer order by level, ward',
      'select * from mart_shortfall order by level, ward',
      'select * from mart_service order by service_id',
      'select * from mart_pathway order by position',
    ],
  );

  it('shares a service’s places out over the wards it covers by the children there', async () => {
    const [offer] = await answers;
    const places = (level: string) => offer?.filter((row) => row.level === level).map((row) => row.places);
    expect(places('universal')).toEqual([100, 200, 300]);
    expect(places('targeted_selective')).toEqual([20, 40, 0]);
    // A service that does not say how many places it has: not nought, but unknown.
    expect(places('targeted_indicated')).toEqual([0, 0, null]);
    expect(places('specialist')).toEqual([0, 0, 0]);
    expect(offer?.find((row) => row.level === 'universal' && row.ward === second)).toMatchObject({
      services: 1,
      families: 1000,
      places_per_1000: 200,
    });
  });

  it('holds need against it: families, times the modelled share, times the judgement', async () => {
    const [, shortfall] = await answers;
    const row = shortfall?.find((one) => one.level === 'targeted_selective' && one.ward === first);
    // 800 couples at 10 % and 200 lone parents at 50 %: 180 of 1,000 families; a fifth of them need a place; 20 are there.
    expect(row?.need).toBeCloseTo(36, 10);
    expect(row?.gap).toBeCloseTo(16, 10);
    expect(row).toMatchObject({ judgement: 'short', status: 'modelled' });
    expect(shortfall?.find((one) => one.level === 'targeted_indicated' && one.ward === third)).toMatchObject({
      gap: null,
      judgement: 'unknown',
      status: 'missing',
    });
    expect(shortfall?.find((one) => one.level === 'universal' && one.ward === third)).toMatchObject({
      need: 100,
      gap: -200,
      judgement: 'enough',
    });
  });

  it('lists services with their ratings, and levels with how many they have', async () => {
    const [, , list, pathway] = await answers;
    expect(
      list?.map(({ evidence, cost, wards_covered, covers_all }) => [evidence, cost, wards_covered, covers_all]),
    ).toEqual([
      ['2', '1', 3, true],
      ['3*', '2', 2, false],
      [null, null, 1, false],
    ]);
    expect(Math.round(Number(list?.[0]?.east) / 1000)).toBe(417);
    expect(pathway?.map(({ services, places }) => [services, places])).toEqual([
      [1, 600],
      [1, 60],
      [1, null],
      [0, null],
    ]);
  });

  it('says nothing of offers where no file is given', async () => {
    const [offer, pathway] = await ask(bradford, [], ['select * from mart_offer', 'select * from mart_pathway']);
    expect([offer, pathway]).toEqual([[], []]);
  });

  it('finds the nearest help from the middle of each ward, among the services that cover it', async () => {
    const square = (x: number) =>
      `{"type":"Polygon","coordinates":[[[${x},53.7],[${x + 0.02},53.7],[${x + 0.02},53.72],[${x},53.72],[${x},53.7]]]}`;
    const features = wards.map(
      (ward, i) =>
        `{"type":"Feature","properties":{"WD25CD":"${ward}","WD25NM":"Ward ${i + 1}","LAD25CD":"${bradford}","LAD25NM":"Somewhere"},"geometry":${square(-1.76 + 0.02 * i)}}`,
    );
    const outlines = `{"type":"FeatureCollection","features":[${features.join(',')}]}`;
    const [rows] = await ask(
      bradford,
      [
        [services, file],
        [ward25Boundaries, outlines],
      ],
      [
        "select ward, nearest_km, nearest_from, nearest_service from mart_offer where level = 'targeted_selective' order by ward",
      ],
    );
    // From 53.71° to 53.79° north is 8.9 km.
    expect(rows?.[0]).toMatchObject({
      nearest_km: expect.closeTo(8.9, 1),
      nearest_from: 'outline',
      nearest_service: 'Arguing Better',
    });
    expect(rows?.[2]).toMatchObject({ ward: third, nearest_km: null });
    // Where it is known where people live, from there: the first ward's live at the door of the service, the second's 3 km away.
    const [east, north] = toGrid([-1.75, 53.79]);
    const centroids = `LSOA21CD,x,y\nE01000001,${east},${north}\nE01000002,${east},${north + 3000}\nE01000003,400000,400000\n`;
    const [weighted] = await ask(
      bradford,
      [
        [services, file],
        [ward25Boundaries, outlines],
        [lsoa21Centroids, centroids],
      ],
      ["select nearest_km, nearest_from from mart_offer where level = 'targeted_selective' order by ward"],
    );
    expect(weighted?.slice(0, 2)).toEqual([
      { nearest_km: expect.closeTo(0, 2), nearest_from: 'people' },
      { nearest_km: expect.closeTo(3, 2), nearest_from: 'people' },
    ]);
  });
});

describe('need against offer', () => {
  const area = (families: number | null, places: number | null, value = 20) => ({
    families,
    places,
    open: false,
    modelled: { value, lower: value - 4, upper: value + 4 },
  });

  it('tells wards apart only where their ranges do not overlap', () => {
    const found = shortfalls(
      [area(1000, 0), area(1000, 5), area(1000, 100), area(null, 3)],
      'families_in_conflict',
      20,
    );
    // Gaps 40 (32 to 48), 35 (27 to 43), −60 (−68 to −52).
    expect(found.map((one) => one && [one.rankLow, one.rankHigh])).toEqual([[1, 2], [1, 2], [3, 3], null]);
  });

  it('does not call a ward short while a service has not said how many places it has', () => {
    const [one, other] = shortfalls([{ ...area(1000, 0), open: true }, area(1000, 30)], 'families_in_conflict', 20);
    // Gaps of at most 48, and of 10 (2 to 18).
    expect(one).toMatchObject({ gap: 40, gapLower: null, rankLow: 1, rankHigh: 2 });
    expect(other).toMatchObject({ rankLow: 1, rankHigh: 2 });
  });

  it('has no limits where need is a share of all families, and needs no model', () => {
    const [one] = shortfalls([{ families: 500, places: 20, open: false, modelled: null }], 'families', 10);
    expect(one).toMatchObject({ need: 50, needLower: 50, needUpper: 50, gap: 30 });
    expect(
      shortfalls([{ families: 500, places: 20, open: false, modelled: null }], 'families_in_conflict', 10),
    ).toEqual([null]);
  });

  it('more intensive help is needed by fewer', () => {
    expect(usualShares.targeted_selective).toBeGreaterThan(usualShares.targeted_indicated);
    expect(usualShares.targeted_indicated).toBeGreaterThan(usualShares.specialist);
  });
});

describe('places', () => {
  it('finds the middle of an outline with a hole, far from the corner of the grid', () => {
    const ring = (x: number, y: number, side: number) => [
      [x, y],
      [x, y + side],
      [x + side, y + side],
      [x + side, y],
      [x, y],
    ];
    const whole = { type: 'Polygon', coordinates: [ring(400_000, 400_000, 100)] };
    expect(middleOf(JSON.stringify(whole))).toEqual([400_050, 400_050]);
    const holed = { type: 'MultiPolygon', coordinates: [[ring(400_000, 400_000, 100), ring(400_000, 400_000, 50)]] };
    // The other three quarters: 50 + 50/6.
    expect(middleOf(JSON.stringify(holed))[0]).toBeCloseTo(400_058.33, 2);
  });

  it('takes the nearest, the first of equals, and none of none', () => {
    const at = (name: string, x: number) => ({ name, place: [x, 0] as const });
    expect(nearestOf([0, 0], [at('far', 9), at('a', 3), at('b', -3)])).toMatchObject({
      nearest: { name: 'a' },
      metres: 3,
    });
    expect(nearestOf([0, 0], [])).toBeUndefined();
  });
});

describe('control charts of proportions', () => {
  it('has limits about the share of all periods, wider for smaller ones', () => {
    const chart = pChart([20, 10, 1], [100, 100, 10], 100);
    // Σx/Σn = 31/210; Montgomery's formula by hand at n = 100: 14.76 ± 1.95996·√(14.76·85.24/100).
    expect(chart.centre).toBeCloseTo(14.762, 3);
    expect(chart.upper95[0]).toBeCloseTo(14.762 + 1.95996 * 3.5473, 2);
    expect(chart.upper95[2]! - chart.centre).toBeGreaterThan(chart.upper95[0]! - chart.centre);
    expect(chart.lower998[2]).toBe(0);
    expect(chart.signal).toEqual(['within', 'within', 'within']);
  });

  it('leaves out a period without counts', () => {
    const chart = pChart([20, Number.NaN], [100, 50]);
    expect(chart.centre).toBe(0.2);
    expect([chart.signal[1], chart.value[1]]).toEqual([null, Number.NaN]);
  });
});
