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

interface Part {
  readonly level: 'National' | 'Regional' | 'Local authority';
  readonly codes: readonly [country: Authority, region?: Authority, authority?: Authority];
  readonly children: number;
  readonly inNeed: number;
}

/** The country and its regions, rounded to ten, then the authorities: as the department lays its files out. */
function parts(all: readonly Whole[]): readonly Part[] {
  const random = stream('children in need');
  const each = all.map(({ authority, region, children, poverty, strain }): Part & { region: Authority } => {
    const inNeed = Math.round(children * 0.0315 * (1 + 0.14 * poverty + 0.08 * strain + 0.05 * bell(random)));
    return { level: 'Local authority', codes: [country, region, authority], region, children, inNeed };
  });
  const sum = (members: readonly Part[], of: 'children' | 'inNeed') => members.reduce((n, one) => n + one[of], 0);
  const total = (level: Part['level'], codes: Part['codes'], members: readonly Part[]): Part => ({
    level,
    codes,
    children: sum(members, 'children'),
    inNeed: 10 * Math.round(sum(members, 'inNeed') / 10),
  });
  return [
    total('National', [country], each),
    ...regions.map((region) =>
      total(
        'Regional',
        [country, region],
        each.filter((one) => one.region === region),
      ),
    ),
    ...each,
  ];
}

const placeHeadings =
  'time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,new_la_code,la_name';
const placeOf = (year: number, kind: string, { level, codes }: Part): readonly Cell[] => [
  ...[year, kind, level],
  ...[0, 1, 2].flatMap((i) => [codes[i]?.code ?? '', codes[i]?.name ?? '']),
];

const childrenInNeed = (all: readonly Part[]): readonly (readonly Cell[])[] => [
  [...placeHeadings.split(','), 'category', 'At31_episodes', 'Started_child'],
  ...all.map((part) => [
    ...placeOf(2025, 'Reporting year', part),
    ...['Children in Need', part.inNeed, Math.round(0.9 * part.inNeed)],
  ]),
];

const childPopulation = (all: readonly Part[]): readonly (readonly Cell[])[] => [
  [...placeHeadings.split(','), 'age_group', 'population_estimate'],
  ...all.map((part) => [...placeOf(2024, 'Calendar year', part), 'Children aged 0 to 17 years', part.children]),
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
    ['mirror/dfe_children_in_need/2025.csv', csv(childrenInNeed(parts(all)))],
    ['mirror/dfe_child_population/2024.csv', csv(childPopulation(parts(all)))],
    ['mirror/ons_wellbeing_anxiety/2023.csv', csv(anxiety(all))],
    ['mirror/ohid_domestic_abuse/2025.csv', csv(domesticAbuse(all))],
  ];
}
