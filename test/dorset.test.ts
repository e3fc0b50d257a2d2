/** Dorset: one dashboard by Family Partnership Zone, and screening for families at risk from several sources side by side. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { defineIndicator } from '../models/define.js';
import { marts } from '../models/marts.js';
import { proportion } from '../models/statistics/rates/proportion.js';
import type { Source } from '../sources/define.js';
import { Fault } from '../sources/faults/fault.js';
import { domesticAbuseIncidents } from '../sources/local/domestic-abuse-incidents.js';
import { services } from '../sources/local/services.js';
import { zones } from '../sources/local/zones.js';
import { censusAge } from '../sources/ons/census-age.js';
import { censusDeprivation } from '../sources/ons/census-deprivation.js';
import { lsoa21Ward25 } from '../sources/ons/lsoa21-ward25.js';
import { postcodes } from '../sources/ons/postcodes.js';
import { assessed, settingsOf, wantedOf } from './support/assessed.js';
import { faultOf } from './support/workspace.js';

const folder = mkdtempSync(path.join(tmpdir(), 'wardwise-dorset-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Eight wards of three small areas each in Dorset, and one ward elsewhere, so that England is more than Dorset. */
const wards = Array.from({ length: 9 }, (_, w) => `E0500000${w + 1}`);
const places = wards.flatMap((ward, w) =>
  [0, 1, 2].map((i) => ({ lsoa: `E010000${String(3 * w + i + 1).padStart(2, '0')}`, ward, at: 3 * w + i })),
);
const csv = (...lines: readonly string[]) => `${lines.join('\n')}\n`;
const dorset = 'E06000059';
/** Households deprived in two or more ways, of 200 in each small area: few in the north, many by the sea. */
const deprived = ({ at }: { at: number }) => 10 + 5 * at;

const published: [Source, string][] = [
  [
    lsoa21Ward25,
    csv(
      'LSOA21CD,WD25CD,WD25NM,LAD25CD,LAD25NM',
      ...places.map(({ lsoa, ward }) =>
        [
          lsoa,
          ward,
          `Ward ${ward.slice(-1)}`,
          ...(ward === wards[8] ? ['E06000058', 'Elsewhere'] : [dorset, 'Dorset']),
        ].join(),
      ),
    ),
  ],
  [
    censusAge,
    csv(
      'Lower layer Super Output Areas Code,Age (6 categories),Observation',
      ...places.flatMap(({ lsoa }) => [`${lsoa},Aged 15 years and under,300`, `${lsoa},Aged 16 to 24 years,1200`]),
    ),
  ],
  [
    censusDeprivation,
    csv(
      'Lower layer Super Output Areas Code,Household deprivation (6 categories),Observation',
      ...places.flatMap((one) => [
        `${one.lsoa},Household is not deprived in any dimension,${200 - deprived(one)}`,
        `${one.lsoa},Household is deprived in two dimensions,${deprived(one)}`,
      ]),
    ),
  ],
];

/** Three zones: the middle one takes a small area of the third ward, and the last is the eighth ward alone. */
const members: Readonly<Record<string, readonly string[]>> = {
  North: [wards[0], wards[1], places[6]?.lsoa, places[7]?.lsoa].map(String),
  Central: [places[8]?.lsoa, wards[3], wards[4], wards[5], wards[6]].map(String),
  Chesil: [String(wards[7])],
};
const zoneFile = csv(
  'area,zone,zone_name',
  ...Object.entries(members).flatMap(([zone, areas]) =>
    areas.map((area) => `${area},${zone},${zone} Family Partnership Zone`),
  ),
);
/** Incidents in a year: 12 in each small area, but two in the one that the middle zone takes of the third ward. */
const incidents = csv(
  'period,area,incidents',
  ...places.slice(0, 24).map(({ lsoa, at }) => `2024/25,${lsoa},${at === 8 ? 2 : 12}`),
);

const indicators = [
  defineIndicator({
    id: 'deprived',
    title: 'Deprived households',
    statistic: 'proportion',
    numerator: censusDeprivation.measures.deprived_two_or_more,
    denominator: censusDeprivation.measures.households,
    direction: 'higher',
  }),
];
const incidentRate = defineIndicator({
  id: 'incidents',
  title: 'Domestic-abuse incidents',
  statistic: 'rate',
  multiplier: 1000,
  numerator: domesticAbuseIncidents.measures.incidents,
  denominator: censusAge.measures.residents,
  direction: 'higher',
});

const ask = (files: readonly (readonly [Source, string])[], questions: readonly string[]) =>
  assessed(
    {
      wanted: wantedOf(indicators, [incidentRate]),
      settings: settingsOf([dorset]),
      files: new Map([...published, ...files]),
    },
    questions,
  );

describe('Dorset: a dashboard by Family Partnership Zone', () => {
  it('has each figure by zone, added up from small areas, with its interval and compared with England', async () => {
    const { answers } = await ask(
      [[zones, zoneFile]],
      [
        `select area, area_name, numerator, denominator, value, lower95_0cl, upper95_0cl, comparison, judgement, status
         from mart_indicator where area_level = 'zone' and indicator = 'deprived' order by area`,
        `select area, benchmark, outcome95 from mart_comparison where area_level = 'zone' and indicator = 'deprived' order by 1, 2`,
        'select * from mart_zone order by rank',
        'select * from mart_zone_ward order by zone, ward',
        "select zone, residual from mart_zone_reconciliation cross join (select 'all' as zone) as z where residual <> 0",
        `select score from mart_index where ward = '${wards[7]}'`,
        "select item, what from mart_gap where item like 'Zones%'",
      ],
    );
    const [figures, compared, ranked, made, lost, [ward] = [], gaps] = answers;
    const sum = (zone: string) =>
      places
        .filter(({ lsoa, ward }) => members[zone]?.some((area) => area === lsoa || area === ward))
        .reduce((n, one) => n + deprived(one), 0);
    for (const [i, [zone, areas]] of (
      [
        ['Central', 13],
        ['Chesil', 3],
        ['North', 8],
      ] as const
    ).entries()) {
      const { value, lowercl, uppercl } = proportion(sum(zone), 200 * areas, 0.95, 100);
      expect(figures?.[i]).toMatchObject({
        area: zone,
        area_name: `${zone} Family Partnership Zone`,
        numerator: sum(zone),
        denominator: 200 * areas,
        value,
        lower95_0cl: lowercl,
        upper95_0cl: uppercl,
        status: 'measured',
      });
    }
    expect(figures?.map(({ judgement }) => judgement)).toEqual(['worse', 'worse', 'better']);
    expect(compared?.filter(({ area }) => area === 'Chesil')).toEqual([
      { area: 'Chesil', benchmark: 'authority', outcome95: 'higher' },
      { area: 'Chesil', benchmark: 'country', outcome95: 'higher' },
    ]);
    for (const row of ranked ?? []) marts.mart_zone.parse(row);
    expect(ranked?.map(({ zone, rank, rank_low, rank_high }) => [zone, rank, rank_low, rank_high])).toEqual([
      ['Chesil', 1, 1, 1],
      ['Central', 2, 2, 2],
      ['North', 3, 3, 3],
    ]);
    // A zone that is one ward has that ward's score.
    expect(ranked?.[0]?.score).toBeCloseTo(Number(ward?.score), 12);
    expect(ranked?.map(({ wards, wards_in_part }) => [wards, wards_in_part])).toEqual([
      [1, 0],
      [5, 1],
      [3, 1],
    ]);
    expect(made?.filter(({ ward }) => ward === wards[2]).map(({ zone, share }) => [zone, share])).toEqual([
      ['Central', 0.333333],
      ['North', 0.666667],
    ]);
    expect([lost, gaps]).toEqual([[], []]);
  });

  it('screens by counts of its own beside published ones, and tells no small count by taking wards from zones', async () => {
    const { answers } = await ask(
      [
        [zones, zoneFile],
        [domesticAbuseIncidents, incidents],
      ],
      [
        `select area_level, area, numerator, status from mart_indicator where indicator = 'incidents' and area_level <> 'country'
         order by area_level, area`,
        'select area_level, area, rule from mart_disclosure',
      ],
    );
    const [figures = [], withheld = []] = answers;
    // The ward and both zones are large; their difference is a small area with two incidents.
    expect(withheld.length).toBeGreaterThan(0);
    expect(withheld.every(({ rule }) => rule === 'gives_one_away')).toBe(true);
    const shown = new Map(figures.map(({ area, numerator }) => [area, numerator]));
    const north = [wards[0], wards[1], 'North'].map((area) => shown.get(String(area)));
    const central = ['Central', ...wards.slice(3, 7)].map((area) => shown.get(String(area)));
    // Two incidents follow from all of one of these, with the ward that is cut in the first.
    expect([...north, shown.get(String(wards[2]))].includes(null)).toBe(true);
    expect(central.includes(null)).toBe(true);
    expect(figures.filter(({ status }) => status === 'measured').length).toBeGreaterThan(6);
  });

  it('sets offer beside need by zone: a service that names a zone has its places there, others share them out', async () => {
    const { answers } = await ask(
      [
        [zones, zoneFile],
        [
          services,
          csv(
            'service_id,organisation,name,level,capacity_per_year,covers',
            'S1,Hubs,For the zone,universal,90,central',
            'S2,Hubs,For all,universal,240,all',
            'S3,Hubs,For a ward that is cut,specialist,30,E05000003',
          ),
        ],
      ],
      [
        "select zone, level, services, places from mart_zone_help where level in ('universal', 'specialist') order by level, zone",
        'select ward, places from mart_offer where level = ' + "'universal' order by ward",
      ],
    );
    for (const row of answers[0] ?? []) expect(Number(row.places)).toBeGreaterThanOrEqual(0);
    const rounded = answers[0]?.map(({ zone, services, places }) => [
      zone,
      services,
      Math.round(10 * Number(places)) / 10,
    ]);
    expect(rounded).toEqual([
      ['Central', 1, 10],
      ['Chesil', 0, 0],
      ['North', 1, 20],
      ['Central', 2, 90 + 130],
      ['Chesil', 1, 30],
      ['North', 1, 80],
    ]);
    expect(answers[1]?.reduce((sum, { places }) => sum + Number(places), 0)).toBeCloseTo(330, 6);
  });
});

describe('zones as outlines', () => {
  /** Small areas lie in a row, a hundredth of a degree apart; each has two postcodes. */
  const lon = (at: number) => -2.5 + at / 100;
  const directory = csv(
    'pcds,lsoa21cd,lat,long',
    ...places.flatMap(({ lsoa, at }) => [
      `DT1 ${Math.floor(at / 10)}A${'ABCDEFGHJL'[at % 10]},${lsoa},50.7,${lon(at) - 0.002}`,
      `DT2 ${Math.floor(at / 10)}A${'ABCDEFGHJL'[at % 10]},${lsoa},50.7,${lon(at) + 0.002}`,
    ]),
  );
  const box = (properties: object, from: number, to: number) => ({
    type: 'Feature',
    properties,
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [lon(from) - 0.005, 50],
          [lon(to) + 0.005, 50],
          [lon(to) + 0.005, 51],
          [lon(from) - 0.005, 51],
          [lon(from) - 0.005, 50],
        ],
      ],
    },
  });
  const drawn = (...features: object[]): string => {
    const file = path.join(folder, `zones-${features.length}-${JSON.stringify(features).length}.geojson`);
    writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features }));
    return file;
  };
  const whole = drawn(
    box({ zone: 'North', zone_name: 'North Family Partnership Zone' }, 0, 7),
    box({ zone: 'Central', zone_name: 'Central Family Partnership Zone' }, 8, 20),
    box({ zone: 'Chesil', zone_name: 'Chesil Family Partnership Zone' }, 21, 23),
  );
  const figures = `select area, area_name, numerator from mart_indicator where area_level = 'zone' and indicator = 'deprived' order by area`;

  it('take the small areas whose postcodes have their middle there: the same zones as by their codes', async () => {
    const outlined = await ask(
      [
        [zones, whole],
        [postcodes, directory],
      ],
      [figures],
    );
    const named = await ask([[zones, zoneFile]], [figures]);
    expect(outlined.answers[0]).toHaveLength(3);
    expect(outlined.answers).toEqual(named.answers);
  });

  it('that overlap count what they share twice, and say so', async () => {
    const overlapping = drawn(box({ zone: 1, zone_name: '' }, 0, 11), box({ zone: 2 }, 9, 20));
    const { answers } = await ask(
      [
        [zones, overlapping],
        [postcodes, directory],
      ],
      [
        'select zone, name from mart_zone order by zone',
        'select what from mart_gap where item like ' + "'Zones%' order by what",
      ],
    );
    expect(answers[0]).toEqual([
      { zone: '1', name: '1' },
      { zone: '2', name: '2' },
    ]);
    expect(answers[1]?.map(({ what }) => what)).toEqual([
      `Areas in more than one zone: 3, the first of them ${places[9]?.lsoa} in Ward 4.`,
      'Wards in no zone: 1, the first of them Ward 8.',
    ]);
  });

  it.each([
    ['without names of zones', () => drawn(box({ name: 'North' }, 0, 7)), /in feature 1; it has name/],
    ['far from here', () => drawn(box({ zone: 'A' }, 400, 401)), /no area of this assessment/],
  ])('%s are refused', async (_, file, said) => {
    const fault = await faultOf(() =>
      ask(
        [
          [zones, file()],
          [postcodes, directory],
        ],
        [],
      ),
    );
    expect(fault).toBeInstanceOf(Fault);
    expect(JSON.stringify(fault)).toMatch(said);
  });
});
