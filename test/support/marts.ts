/** Believable mart rows for a made-up authority of 30 wards that tile, one of them an enclave too small to see. */
import type { MartName, MartRow } from '../../models/marts.js';

export type Rows = { [K in MartName]: MartRow<K>[] };
type Pair = [number, number];

const names =
  'Eastfield,Northgate,Harbour,Mill Hill,Old Town,Saltmarsh,Kingsmead,Fairwater,Long Meadow,Castle,Abbey,Westbrook,Priory and Quayside,Beacon,Thornhill,Riverside,St Bride’s,Copse End,Lower Wick,Upper Wick,Hazelwood,Marsh Lane,Queensway,Oldbury Heath,Foxcote,Greenhithe,Stonebridge with Ashcombe,Wellfield,Brook,Ŵern'.split(
    ',',
  );
const domains = [
  'Family money, work and home',
  'Relationship between parents',
  'Children’s outcomes',
  'Parents’ own circumstances',
  'Safety',
];
const columns = 6;
const cell = 2400;

/** Numbers between 0 and 1 that are the same on every machine. */
const noise = (seed: number): number => {
  const x = Math.sin(seed * 127.1 + 311.7) * 43758.5453;
  return x - Math.floor(x);
};

/** A border between two corners of the grid, wiggly, and the same from both sides. */
function border(a: Pair, b: Pair): Pair[] {
  const forward = a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
  const [from, to] = forward ? [a, b] : [b, a];
  const seed = from[0] * 0.37 + from[1] * 1.71 + to[0] * 2.3 + to[1] * 0.91;
  const points: Pair[] = [from];
  for (let i = 1; i < 6; i++) {
    const along = i / 6;
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const off = (noise(seed + i) - 0.5) * 0.18;
    points.push([Math.round(from[0] + dx * along - dy * off), Math.round(from[1] + dy * along + dx * off)]);
  }
  points.push(to);
  return (forward ? points : points.reverse()).slice(0, -1);
}

const corner = (i: number, j: number): Pair => [
  Math.round(430_000 + i * cell + (noise(i * 17 + j * 5) - 0.5) * cell * 0.5),
  Math.round(210_000 + j * cell + (noise(i * 3 + j * 29) - 0.5) * cell * 0.5),
];

const ring = (i: number, j: number): Pair[] => {
  const around = [corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)];
  const open = around.flatMap((from, k) => border(from, around[(k + 1) % 4]!));
  return [...open, open[0]!];
};

/** A hole in ward 15 that is ward 30. */
const enclave: Pair[] = (() => {
  const [x, y] = corner(2, 2);
  const [left, bottom] = [x + 1150, y + 1150];
  return [
    [left, bottom],
    [left + 110, bottom],
    [left + 110, bottom + 110],
    [left, bottom + 110],
    [left, bottom],
  ];
})();

const code = (n: number): string => `X05${String(n).padStart(6, '0')}`;

function boundaries(): MartRow<'mart_boundary'>[] {
  const rows: MartRow<'mart_boundary'>[] = [];
  const polygon = (rings: Pair[][]) => JSON.stringify({ type: 'Polygon', coordinates: rings });
  let outside = 900;
  let ward = 1;
  for (let j = -1; j <= 5; j++)
    for (let i = -1; i <= columns; i++) {
      const inArea = i >= 0 && i < columns && j >= 0 && j < 5 && !(i === 5 && j === 4);
      // The sea to the south-east: no neighbour there.
      if (!inArea && i + (5 - j) > 8) continue;
      const holes = i === 2 && j === 2 ? [[...enclave].reverse()] : [];
      rows.push({
        area: inArea ? code(ward++) : code(outside++),
        authority: inArea ? 'X06000001' : 'X06000002',
        in_area: inArea,
        geometry: polygon([ring(i, j), ...holes]),
      });
    }
  rows.push({ area: code(30), authority: 'X06000001', in_area: true, geometry: polygon([enclave]) });
  return rows;
}

function wilson(r: number, n: number, z: number): [number, number] {
  const p = r / n;
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [100 * (middle - half), 100 * (middle + half)];
}

const wholeIndicator = {
  indicator: 'children_low_income',
  title: 'Children in low-income families',
  domain: 'family_money,_work_and_home',
  position: 1,
  period: '2024',
  unit: '%',
  direction: 'higher',
  statistic: 'proportion',
  method: 'Wilson',
  multiplier: 100,
  in_index: true,
} as const;

const { indicator, title, domain, position } = wholeIndicator;
const inIndex = { indicator, title, domain, position };

const qualityRow: MartRow<'mart_quality'> = {
  ...{ indicator, title, domain, position, area_level: 'ward', in_index: true, period: '2024' },
  ...{
    rating: 'some_concerns',
    concerns: 'timeliness',
    coverage: 'robust',
    coverage_why: '28 of 30 wards with a figure',
  },
  ...{ timeliness: 'some_concerns', timeliness_why: '2.1 years old; appears yearly' },
  ...{ geography_fit: 'robust', geography_fit_why: 'small areas given whole to a ward (best fit)' },
  ...{
    completeness: 'robust',
    completeness_why: 'nothing withheld or filled in',
    method: 'robust',
    method_why: 'counted',
  },
};

function indicatorRow(n: number, need: number): MartRow<'mart_indicator'> {
  const base = { ...wholeIndicator, area_level: 'ward', area: code(n), area_name: names[n - 1]! } as const;
  const none = {
    numerator: null,
    denominator: null,
    value: null,
    normalised: null,
    contribution: null,
    comparison: 'not_compared',
  } as const;
  const limits = { lower95_0cl: null, upper95_0cl: null, lower99_8cl: null, upper99_8cl: null } as const;
  if (n === 7)
    return {
      ...base,
      ...none,
      ...limits,
      judgement: 'not_compared',
      status: 'withheld',
      reason: 'fewer than 5',
      reliability: null,
    };
  if (n === 18)
    return {
      ...base,
      ...none,
      ...limits,
      judgement: 'not_compared',
      status: 'missing',
      reason: null,
      reliability: null,
    };
  const denominator = 500 + Math.round(noise(n + 40) * 1900);
  const numerator = Math.round(denominator * (0.19 + need * 0.05));
  const [lower, upper] = wilson(numerator, denominator, 1.96);
  const [lower998, upper998] = wilson(numerator, denominator, 3.09);
  const comparison = lower > 19.4 ? 'higher' : upper < 19.4 ? 'lower' : 'similar';
  const judgement = comparison === 'higher' ? 'worse' : comparison === 'lower' ? 'better' : 'similar';
  return {
    ...base,
    numerator,
    denominator,
    value: (100 * numerator) / denominator,
    lower95_0cl: lower,
    upper95_0cl: upper,
    lower99_8cl: lower998,
    upper99_8cl: upper998,
    comparison,
    judgement,
    normalised: need,
    contribution: 0.2 * need,
    status: 'measured',
    reason: null,
    reliability: 'usual',
  };
}

/** Two places up, three down; the first four wards of the top fifth are firm in it, the fifth is not. */
export const rangeOf = (
  place: number | null,
  of: number,
): Pick<MartRow<'mart_index'>, 'rank_low' | 'rank_high' | 'p_top_fifth' | 'draws'> =>
  place === null
    ? { rank_low: null, rank_high: null, p_top_fifth: null, draws: null }
    : {
        rank_low: Math.max(1, place - 2),
        rank_high: Math.min(of, place + 3),
        p_top_fifth: place < of / 6 ? 0.96 : place <= of / 5 ? 0.62 : place < of / 3 ? 0.2 : 0,
        draws: 10_000,
      };

/** The three neediest wards of the first columns are one cluster; the others do not stand out. */
function clusterRows(
  index: readonly MartRow<'mart_index'>[],
): Pick<Rows, 'mart_cluster' | 'mart_cluster_list' | 'mart_alike'> {
  const settings = { tests: 28, permutations: 9999, seed: 20_260_101 };
  const inCluster = new Set([code(1), code(2), code(7 + 1)]);
  const members = index.filter(({ ward }) => inCluster.has(ward)).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  const [first, last] = [members[0]!, members.at(-1)!];
  return {
    mart_cluster: index.map(({ ward, ward_name, authority, authority_name, score, rank }) => ({
      ward,
      ward_name,
      authority,
      authority_name,
      score,
      rank,
      neighbours: score === null ? 0 : 5,
      local_moran: score === null ? null : 0.4,
      gi_star: score === null ? null : inCluster.has(ward) ? 3 : 0.3,
      p_two_sided: score === null ? null : inCluster.has(ward) ? 0.001 : 0.4,
      p_adjusted: score === null ? null : inCluster.has(ward) ? 0.02 : 0.6,
      class: score === null ? 'no_value' : inCluster.has(ward) ? 'High-High' : 'not_significant',
      near_cut: ward === last.ward,
      cluster: inCluster.has(ward) ? 1 : null,
      ...settings,
      cutoff: 0.05,
      least_population: 5000,
    })),
    mart_cluster_list: [
      {
        cluster: 1,
        name: `${first.ward_name}, ${members[1]!.ward_name} and 1 more`,
        wards: 3,
        ward_names: members.map(({ ward_name }) => ward_name).join('; '),
        residents: members.reduce((sum, { residents }) => sum + (residents ?? 0), 0),
        wards_near_cut: 1,
        best_rank: first.rank!,
        last_rank: last.rank!,
        p_adjusted_most: 0.02,
        ...settings,
      },
    ],
    mart_alike: [
      {
        score: 'index',
        title: 'Family need',
        position: 0,
        moran_i: 0.31,
        expectation: -1 / 27,
        z: 3.4,
        p_two_sided: 0.002,
        wards: 28,
        islands: 0,
        permutations: 999,
        seed: settings.seed,
      },
    ],
  };
}

/** Of twelve other ways, the first four wards stay in the top fifth in all, the next two in some. */
export const otherwiseOf = (
  place: number | null,
  of: number,
): Pick<MartRow<'mart_index'>, 'alternatives' | 'alternatives_top_fifth' | 'always_top_fifth'> => {
  if (place === null) return { alternatives: null, alternatives_top_fifth: null, always_top_fifth: null };
  const kept = place <= of / 7 ? 12 : place <= of / 4 ? 7 : 0;
  return { alternatives: 12, alternatives_top_fifth: kept, always_top_fifth: kept === 12 };
};

/** Every ward against the country. */
export function comparedRows(
  indicators: readonly MartRow<'mart_indicator'>[],
): Pick<Rows, 'mart_benchmark' | 'mart_comparison'> {
  const countries = indicators.filter(({ area_level }) => area_level === 'country');
  return {
    mart_benchmark: countries.map((row) => ({
      benchmark: 'country',
      authority: null,
      benchmark_area: row.area,
      benchmark_name: row.area_name,
      indicator: row.indicator,
      title: row.title,
      position: row.position,
      unit: row.unit,
      members: 1,
      numerator: row.numerator,
      denominator: row.denominator,
      value: row.value,
      lower95_0cl: row.lower95_0cl,
      upper95_0cl: row.upper95_0cl,
      lower99_8cl: row.lower99_8cl,
      upper99_8cl: row.upper99_8cl,
      reason: null,
    })),
    mart_comparison: indicators.flatMap((row) => {
      const other = countries.find(({ indicator }) => indicator === row.indicator);
      if (row.area_level === 'country' || !other) return [];
      return {
        area_level: row.area_level,
        area: row.area,
        area_name: row.area_name,
        indicator: row.indicator,
        benchmark: 'country' as const,
        method: 'interval' as const,
        benchmark_name: other.area_name,
        value: row.value,
        benchmark_value: other.value,
        outcome95: row.comparison,
        outcome99_8: row.comparison,
        judgement95: row.judgement,
        judgement99_8: row.judgement,
      };
    }),
  };
}

/** All rows. Wards 7 and 23 have no estimate; ward 7 because figures were withheld. */
export function madeUpRows(): Rows {
  const wards = names.map((name, i) => {
    const scores = domains.map((_, d) => (noise(i * 3.3) + noise(i * 7.7 + d * 13.1) - 1) * 1.9);
    const score = i === 6 || i === 22 ? null : scores.reduce((a, b) => a + b, 0) / domains.length;
    return { n: i + 1, name, scores, score };
  });
  const order = wards.filter((w) => w.score !== null).sort((a, b) => b.score! - a.score!);
  const rank = (n: number): number | null => order.findIndex((w) => w.n === n) + 1 || null;
  const index = wards.map(({ n, name, score }): MartRow<'mart_index'> => {
    const place = rank(n);
    return {
      ward: code(n),
      ward_name: name,
      authority: 'X06000001',
      authority_name: 'Merrowshire',
      score,
      base: score === null ? null : 0,
      rank: place,
      of: order.length,
      decile: place === null ? null : Math.ceil((place * 10) / order.length),
      ...rangeOf(place, order.length),
      ...otherwiseOf(place, order.length),
      status: score === null ? 'no_estimate' : 'ranked',
      reason: score === null ? '2 of 5 domains have no score' : null,
      residents: 4000 + Math.round(noise(n) * 9000),
    };
  });
  const country: MartRow<'mart_indicator'> = {
    ...indicatorRow(1, 0),
    area_level: 'country',
    area: 'X92000001',
    area_name: 'Dogger',
    numerator: 194_000,
    denominator: 1_000_000,
    value: 19.4,
    lower95_0cl: 19.3,
    upper95_0cl: 19.5,
    comparison: 'not_compared',
    judgement: 'not_compared',
    normalised: null,
    contribution: null,
  };
  const indicators = wards.map(({ n, scores }) => indicatorRow(n, scores[0]!));
  return {
    mart_assessment: [
      {
        title: 'Family need in Merrowshire',
        index_id: 'family_need',
        index_title: 'Family need',
        area_name: 'Merrowshire',
        ward_type: 'ward25',
        ward_type_title: 'wards of May 2025',
        wards: 30,
        wards_ranked: order.length,
        benchmark_name: 'Dogger',
        normalise: 'z_score',
        aggregate: 'arithmetic',
        index_power: 1,
        index_threshold: 1,
        suppress_below: 5,
        protect_zeros: false,
        round_to: null,
        made_up: true,
        edition: null,
        audience: null,
        data_hash: 'a07d3c9',
        data_date: '2026-11-21',
        brand_name: null,
        brand_colour: null,
      },
    ],
    mart_index: index,
    mart_domain: wards.flatMap(({ n, scores }) =>
      domains.map((domain_title, d) => ({
        ward: code(n),
        domain: domain_title.toLowerCase().replaceAll(' ', '_'),
        domain_title,
        position: d + 1,
        weight: 0.2,
        score: (n === 23 && d < 2) || (n === 7 && d > 2) ? null : scores[d]!,
        contribution: (n === 23 && d < 2) || (n === 7 && d > 2) ? null : 0.2 * scores[d]!,
        rank: null,
      })),
    ),
    mart_indicator: [...indicators, country],
    mart_indicator_list: [
      {
        ...wholeIndicator,
        domain_title: domains[0]!,
        weight: 0.2,
        sources: 'Children in low income families',
        publisher: 'Department for Work and Pensions',
        geography: 'lsoa21',
        wards_with_value: 28,
        wards_in_area: 30,
        caveats: '',
        quality: 'some_concerns',
        quality_concerns: 'timeliness',
      },
    ],
    mart_alternative_list: [
      {
        alternative: 'normalise_rank',
        position: 1,
        kind: 'normalise',
        title: 'Figures by rank',
        mean_rank_change: 1.4,
        largest_rank_change: 5,
        top_fifth: 5,
        top_fifth_kept: 4,
      },
    ],
    mart_alternative: index.map(({ ward, rank }) => ({
      ward,
      alternative: 'normalise_rank',
      rank,
      top_fifth: rank !== null && rank <= 5,
    })),
    mart_choice: (['normalise', 'aggregate', 'weight', 'leave_out'] as const).map((choice, i) => ({
      choice,
      position: i + 1,
      title: ['the scale', 'the way domains are brought together', 'the weights', 'what is left out'][i]!,
      first_effect: [0.11, 0.02, 0.05, 0.7][i]!,
      total_effect: [0.2, 0.04, 0.09, 0.8][i]!,
      mean_rank_change: 1.7,
      samples: 256,
    })),
    mart_correlation: [
      {
        indicator,
        title,
        other: 'workless_households',
        other_title: 'Households with children where no adult works',
        same_domain: true,
        pearson: 0.93,
        spearman: 0.91,
        finding: 'same_thing',
      },
    ],
    mart_deprivation: [],
    mart_inequality: [14.2, 16.9, 18.1, 22.4, 27.3].map((value, i) => ({
      indicator,
      title,
      position,
      unit: '%',
      direction: 'higher',
      sources: 'Children in low income families',
      publisher: 'Department for Work and Pensions',
      period: '2024',
      fifth: i + 1,
      wards: i < 3 ? 6 : 5,
      numerator: Math.round(90 * value),
      denominator: 9000,
      value,
      lower95_0cl: value - 0.8,
      upper95_0cl: value + 0.8,
      sii: 15.8,
      sii_lower95_0cl: 14.1,
      sii_upper95_0cl: 17.5,
      rii: 2.3,
      reason: null,
    })),
    mart_step: [
      {
        position: 1,
        step: 'normalise',
        indicator: null,
        title: null,
        setting: 'z_score',
        words: 'By standard deviations.',
      },
      {
        position: 2,
        step: 'aggregate',
        indicator: null,
        title: null,
        setting: 'arithmetic',
        words: 'By a weighted mean.',
      },
    ],
    mart_index_indicator: [
      {
        ...inIndex,
        weight: 0.2,
        effective_weight: 0.22,
        treatment: 'none',
        points_changed: 0,
        skewness: 0.4,
        kurtosis: 0.1,
        skewness_after: null,
        kurtosis_after: null,
        wards_imputed: 0,
      },
    ],
    mart_imputed: [],
    mart_authority: [],
    mart_group: [],
    mart_quality: [qualityRow],
    mart_source: [
      ['dwp_cilif', 'Department for Work and Pensions'],
      ['ons_census', 'Office for National Statistics'],
    ].map(([source, publisher]) => ({
      source: source!,
      title: source!,
      publisher: publisher!,
      licence: 'OGL-UK-3.0',
      page: 'https://example.org',
      geography: 'lsoa21',
      release: '2024',
      period: '2024',
      published: '2025-03-01',
      url: null,
      sha256: 'a07d3c9',
      bytes: 1,
      retrieved: '2026-11-21',
      caveats: '',
    })),
    mart_context: [],
    mart_pathway: [],
    mart_service: [],
    mart_offer: [],
    mart_shortfall: [],
    mart_uptake: [],
    mart_referral: [],
    mart_outcome: [],
    mart_cohort: [],
    mart_early_help: [],
    mart_early_help_agreement: [],
    mart_flow: [],
    mart_workforce: [],
    mart_engagement: [],
    mart_theory: [],
    mart_planning: [],
    mart_estimate: [],
    mart_estimate_rate: [],
    mart_series: [],
    mart_trend: [],
    mart_paper: [],
    mart_earlier: [],
    mart_change: [],
    mart_rank_change: [],
    mart_rank_part: [],
    mart_gap: [],
    mart_reconciliation: [],
    mart_own_count: [],
    mart_disclosure: [
      {
        indicator: 'children_low_income',
        title: 'Children in low-income families',
        area_level: 'ward',
        area: code(7),
        area_name: names[6]!,
        period: '2024',
        item: null,
        number: null,
        rule: 'fewer than 5',
      },
    ],
    ...comparedRows([...indicators, country]),
    mart_small_area: [],
    ...clusterRows(index),
    mart_zone: [],
    mart_zone_domain: [],
    mart_zone_ward: [],
    mart_zone_help: [],
    mart_zone_reconciliation: [],
    mart_boundary: boundaries(),
    mart_coverage: [],
  };
}
