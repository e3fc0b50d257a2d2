/** The demo's indices of deprivation, laid out like File 7 of the English Indices of Deprivation 2025. */
import type { Community } from './people.js';
import { bell, stream, texture } from './random.js';
import { rate } from './share.js';
import { type Cell, csv } from './table.js';

interface Ranked {
  readonly heading: string;
  readonly rate?: boolean;
  readonly scores: readonly number[];
  /** 1 is the most deprived. */
  readonly ranks: readonly number[];
}

function ranksOf(scores: readonly number[]): number[] {
  const order = scores.map((score, i) => ({ score, i })).sort((a, b) => b.score - a.score || a.i - b.i);
  const ranks: number[] = [];
  for (const [place, { i }] of order.entries()) ranks[i] = place + 1;
  return ranks;
}

const ranked = (heading: string, scores: readonly number[]): Ranked => ({ heading, scores, ranks: ranksOf(scores) });
const asRate = (heading: string, scores: readonly number[]): Ranked => ({ ...ranked(heading, scores), rate: true });

/** The official transform: ranks onto 0 … 100, steepest at the deprived end, so that domains do not cancel out. */
export function exponential(rank: number, areas: number): number {
  const share = (areas + 1 - rank) / areas;
  return -23 * Math.log(1 - share * (1 - Math.exp(-100 / 23)));
}

/** Adds up domains or sub-domains after the transform. */
function combine(heading: string, parts: readonly (readonly [Ranked, number])[]): Ranked {
  const areas = parts[0]?.[0].ranks.length ?? 0;
  const scores = Array.from({ length: areas }, (_, i) =>
    parts.reduce((sum, [part, weight]) => sum + weight * exponential(part.ranks[i] ?? areas, areas), 0),
  );
  return ranked(heading, scores);
}

/** All indices in the order of the published columns. */
function indices(communities: readonly Community[]): Ranked[] {
  let figures = 0;
  const each = (f: (forces: Community['forces'], noise: number) => number) => {
    const own = texture(`index ${++figures}`);
    return communities.map(({ forces, middle }) => f(forces, own(middle)));
  };
  const income = asRate(
    'Income',
    each((f, e) => rate(0.225, 0.92 * f.poverty + 0.06 * f.diversity + 0.16 * e)),
  );
  const work = asRate(
    'Employment',
    each((f, e) => rate(0.125, 0.62 * f.poverty + 0.1 * f.coast + 0.22 * e)),
  );
  const child = ranked(
    'Children and Young People Sub-domain',
    each((f, e) => 0.7 * f.poverty + 0.2 * f.coast + 0.55 * e),
  );
  const skill = asRate(
    'Adult Skills Sub-domain',
    each((f, e) => rate(0.29, 0.38 * f.poverty + 0.1 * f.coast - 0.12 * f.youth + 0.2 * e)),
  );
  const health = ranked(
    'Health Deprivation and Disability',
    each((f, e) => 0.66 * f.poverty + 0.3 * f.coast + 0.45 * e),
  );
  const crime = ranked(
    'Crime',
    each((f, e) => 0.55 * f.poverty + 0.35 * f.town + 0.6 * e),
  );
  const remote = ranked(
    'Geographical Barriers Sub-domain',
    each((f, e) => 34 - 9 * f.town + 2.5 * f.coast + 4 * e),
  );
  const wider = ranked(
    'Wider Barriers Sub-domain',
    each((f, e) => 2.2 * f.poverty + 1 * f.diversity + 1.2 * e),
  );
  const indoors = ranked(
    'Indoors Sub-domain',
    each((f, e) => 0.25 * f.poverty + 0.2 * f.coast + 0.45 * e),
  );
  const outdoors = ranked(
    'Outdoors Sub-domain',
    each((f, e) => 0.5 * f.town + 0.15 * f.poverty + 0.3 * e),
  );
  const idaci = asRate(
    'Income Deprivation Affecting Children Index (IDACI)',
    each((f, e) => rate(0.27, 0.88 * f.poverty + 0.12 * f.strain + 0.14 * e)),
  );
  const idaopi = asRate(
    'Income Deprivation Affecting Older People (IDAOPI)',
    each((f, e) => rate(0.16, 0.66 * f.poverty + 0.16 * f.diversity + 0.16 * e)),
  );
  const education = combine('Education, Skills and Training', [
    [child, 0.5],
    [skill, 0.5],
  ]);
  const barriers = combine('Barriers to Housing and Services', [
    [remote, 0.5],
    [wider, 0.5],
  ]);
  const living = combine('Living Environment', [
    [indoors, 2 / 3],
    [outdoors, 1 / 3],
  ]);
  const overall = combine('Index of Multiple Deprivation (IMD)', [
    [income, 0.225],
    [work, 0.225],
    [education, 0.135],
    [health, 0.135],
    [crime, 0.093],
    [barriers, 0.093],
    [living, 0.093],
  ]);
  const domains = [overall, income, work, education, health, crime, barriers, living];
  // File 7 calls the adult-skills figure a score, though it is a share.
  return [...domains, idaci, idaopi, child, { ...skill, rate: false }, remote, wider, indoors, outdoors];
}

const headingsOf = ({ heading, rate: isRate }: Ranked): string[] => [
  `${heading} Score${isRate ? ' (rate)' : ''}`,
  `${heading} Rank (where 1 is most deprived)`,
  `${heading} Decile (where 1 is most deprived 10% of LSOAs)`,
];

/** Population in the middle of 2022: the census's, a year older. */
function populations({ ages, residents }: Community, noise: number): number[] {
  const [children = 0, , , , nearlyOld = 0, old = 0] = ages;
  const now = (n: number) => Math.round(n * (1 + 0.012 * noise));
  const older = old + 0.32 * nearlyOld;
  return [now(residents), now(children), now(older), now(residents - 1.12 * children - 0.91 * old)];
}

function* rows(communities: readonly Community[]): Generator<readonly Cell[]> {
  const all = indices(communities);
  const random = stream('mid-2022');
  yield [
    'LSOA code (2021)',
    'LSOA name (2021)',
    'Local Authority District code (2024)',
    'Local Authority District name (2024)',
    ...all.flatMap(headingsOf),
    'Total population: mid 2022',
    'Dependent Children aged 0-15: mid 2022',
    'Older population aged 60 and over: mid 2022',
    'Working age population 18-66 (for use with Employment Deprivation Domain): mid 2022',
  ];
  for (const [i, community] of communities.entries()) {
    const { code, name, ward } = community;
    const figures = all.flatMap(({ scores, ranks }) => {
      const rank = ranks[i] ?? 0;
      return [(scores[i] ?? 0).toFixed(3), rank, Math.ceil((10 * rank) / communities.length)];
    });
    yield [code, name, ward.authority.code, ward.authority.name, ...figures, ...populations(community, bell(random))];
  }
}

/** File 7 of the made-up country. */
export const deprivationFile = (communities: readonly Community[]): Uint8Array => csv(rows(communities));
