/** What is published of the made-up country for whole authorities only, each file in its publisher's layout. */
import type { Community } from './people.js';
import { bell, stream } from './random.js';
import { type Cell, csv } from './table.js';
import type { Authority } from './world.js';

interface Whole {
  readonly authority: Authority;
  readonly region: Authority;
  readonly children: number;
  readonly residents: number;
  /** Averages over its people. */
  readonly poverty: number;
  readonly strain: number;
}

const country: Authority = { code: 'X92000001', name: 'Made-up England' };
const regions: readonly Authority[] = [
  { code: 'X12000001', name: 'The East Shore' },
  { code: 'X12000002', name: 'The Uplands' },
];
/** A police force covers several authorities, and gives one figure for them all. */
const forces = [31.8, 24.6] as const;

function wholes(communities: readonly Community[]): Whole[] {
  const byCode = new Map<string, Community[]>();
  for (const one of communities) {
    const { code } = one.ward.authority;
    byCode.set(code, [...(byCode.get(code) ?? []), one]);
  }
  return [...byCode.values()].flatMap((members, i): Whole[] => {
    const authority = members[0]?.ward.authority;
    const region = regions[i < 3 ? 0 : 1];
    if (!authority || !region) return [];
    const residents = members.reduce((sum, { residents: n }) => sum + n, 0);
    const mean = (of: (one: Community) => number) =>
      members.reduce((sum, one) => sum + of(one) * one.residents, 0) / residents;
    // Aged under 16, and two years more.
    const children = Math.round(1.11 * members.reduce((sum, { ages }) => sum + (ages[0] ?? 0), 0));
    const [poverty, strain] = [mean((one) => one.forces.poverty), mean((one) => one.forces.strain)];
    return [{ authority, region, children, residents, poverty, strain }];
  });
}

const regionFile = (all: readonly Whole[]): readonly (readonly Cell[])[] => [
  ['LAD24CD', 'LAD24NM', 'RGN24CD', 'RGN24NM', 'ObjectId'],
  ...all.map(({ authority, region }, i) => [authority.code, authority.name, region.code, region.name, i + 1]),
];

/** Counts of one year, by authority. */
function childrenInNeed(all: readonly Whole[]): readonly (readonly Cell[])[] {
  const random = stream('children in need');
  return [
    [
      'time_period',
      'time_identifier',
      'geographic_level',
      'new_la_code',
      'la_name',
      'category',
      'At31_episodes',
      'Started_child',
    ],
    ...all.map(({ authority, children, poverty, strain }) => {
      const share = 0.0315 * (1 + 0.14 * poverty + 0.08 * strain + 0.05 * bell(random));
      const inNeed = Math.round(children * share);
      const place = [2025, 'Reporting year', 'Local authority', authority.code, authority.name];
      return [...place, 'Children in Need', inNeed, Math.round(0.9 * inNeed)];
    }),
  ];
}

const childPopulation = (all: readonly Whole[]): readonly (readonly Cell[])[] => [
  ['time_period', 'time_identifier', 'geographic_level', 'new_la_code', 'la_name', 'age_group', 'population_estimate'],
  ...all.map(({ authority, children }) => {
    const place = [2024, 'Calendar year', 'Local authority', authority.code, authority.name];
    return [...place, 'Children aged 0 to 17 years', children];
  }),
];

/** A survey: a few hundred people are asked in each authority, so the limits are wide. */
function anxiety(all: readonly Whole[]): readonly (readonly Cell[])[] {
  const random = stream('anxiety');
  const row = ({ code, name }: Authority, kind: string, score: number, half: number): readonly Cell[] => {
    const figures = [score, score - half, score + half].map((x) => x.toFixed(2));
    const [value = '', lower = '', upper = ''] = figures;
    return [code, name, kind, 'Anxiety', '2022-04-01/P1Y', 'Mean', value, 'Score out of 10', lower, upper, ''];
  };
  return [
    [
      'areacd',
      'areanm',
      'geography',
      'indicator',
      'period',
      'measure',
      'observation',
      'unit',
      'lci_95',
      'uci_95',
      'status',
    ],
    row(country, 'Country', 3.23, 0.02),
    ...regions.map((region, i) => row(region, 'Region', 3.2 + 0.09 * i, 0.06)),
    ...all.map(({ authority, strain }) => row(authority, 'UA', 3.23 + 0.12 * strain + 0.1 * bell(random), 0.24)),
  ];
}

/** Both of its police forces' rates, copied to each authority as the real file does. */
function domesticAbuse(all: readonly Whole[]): readonly (readonly Cell[])[] {
  const headings =
    'Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,Category Type,Category,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,Lower CI 99.8 limit,Upper CI 99.8 limit,Count,Denominator,Value note,Recent Trend,Compared to England value or percentiles,Compared to percentiles,Time period Sortable,New data,Compared to goal,Time period range';
  const row = ({ code, name }: Authority, kind: string, rate: number): readonly Cell[] => {
    const about = [92863, 'Domestic abuse related incidents and crimes', '', '', code, name, kind];
    const rest = ['', '', '', 'Not compared', 'Not compared', 20230000, '', '', '1y'];
    return [...about, 'Persons', '16+ yrs', '', '', '2023/24', rate.toFixed(1), '', '', '', '', '', ...rest];
  };
  return [
    headings.split(','),
    row(country, 'England', 27.1),
    ...all.map(({ authority, region }) =>
      row(authority, 'Counties & UAs (from Apr 2023)', forces[regions.indexOf(region)] ?? 0),
    ),
  ];
}

/** The files by path. */
export function authorityFiles(communities: readonly Community[]): readonly (readonly [string, Uint8Array])[] {
  const all = wholes(communities);
  return [
    ['mirror/ons_ltla24_region24/2024.csv', csv(regionFile(all))],
    ['mirror/dfe_children_in_need/2025.csv', csv(childrenInNeed(all))],
    ['mirror/dfe_child_population/2024.csv', csv(childPopulation(all))],
    ['mirror/ons_wellbeing_anxiety/2023.csv', csv(anxiety(all))],
    ['mirror/ohid_domestic_abuse/2025.csv', csv(domesticAbuse(all))],
  ];
}
