/** The made-up authority with what a whole report needs: several indicators, an authority to compare, gaps, sources. */
import type { Cell, ColumnType, Engine } from '../../models/engine/engine.js';
import { type MartName, type MartRow, marts } from '../../models/marts.js';
import type { ReportData } from '../../outputs/report/page.js';
import { findings } from '../../outputs/telling/finding.js';
import { needsAssessment } from '../../pipelines/needs-assessment.js';
import { comparedRows, madeUpRows, type Rows } from './marts.js';

type IndicatorRow = MartRow<'mart_indicator'>;

const indicators = [
  ['children_low_income', 'Children in low-income families', 0, 'higher', 22.1, 19.4, 'higher'],
  ['workless_households', 'Households with children where no adult works', 0, 'higher', 9.7, 9.6, 'similar'],
  ['overcrowded', 'Overcrowded households', 1, 'higher', 6.1, 4.4, 'higher'],
  ['lone_parents', 'Lone-parent households', 1, 'none', 12.9, 11.1, 'higher'],
  ['general_health', 'People in poor health', 2, 'higher', 4.9, 5.3, 'lower'],
  ['early_language', 'Children reaching expected language at two', 3, 'lower', 83.1, 86.2, 'lower'],
] as const;

const rate = 'Domestic abuse incidents recorded by the police';

/** Rows of every mart. Authority intervals are given; ward rows are the same shares spread about the authority's. */
export function reportRows(): Rows {
  const rows = madeUpRows();
  const pattern = rows.mart_indicator.filter((row) => row.area_level === 'ward');
  const list = rows.mart_indicator_list[0]!;
  const domains = new Map(rows.mart_domain.map((row) => [row.domain, row.domain_title]));
  const domainAt = (place: number): string => [...domains.keys()][place]!;
  rows.mart_indicator = indicators.flatMap(([indicator, title, place, direction, value, other, comparison], i) => {
    const domain = domainAt(place);
    const named = { indicator, title, domain, direction, position: i + 1, in_index: direction !== 'none' };
    const wards = pattern.map((row): IndicatorRow => {
      if (row.value === null) return { ...row, ...named };
      const by = value / 22.1;
      const [lower, upper] = [row.lower95_0cl! * by, row.upper95_0cl! * by];
      const compared = lower > other ? 'higher' : upper < other ? 'lower' : 'similar';
      return {
        ...row,
        ...named,
        value: row.value * by,
        numerator: Math.round(row.numerator! * by),
        lower95_0cl: lower,
        upper95_0cl: upper,
        comparison: compared,
        judgement:
          compared === 'similar'
            ? 'similar'
            : (compared === 'higher') === (direction === 'higher')
              ? 'worse'
              : 'better',
      };
    });
    const authority: IndicatorRow = {
      ...pattern[0]!,
      ...named,
      area_level: 'authority',
      area: 'X06000001',
      area_name: 'Merrowshire',
      numerator: Math.round(value * 521),
      denominator: 52_100,
      value,
      lower95_0cl: value - 0.21,
      upper95_0cl: value + 0.22,
      comparison,
      judgement:
        direction === 'none'
          ? comparison
          : comparison === 'similar'
            ? 'similar'
            : (comparison === 'higher') === (direction === 'higher')
              ? 'worse'
              : 'better',
    };
    const country: IndicatorRow = {
      ...authority,
      area_level: 'country',
      area: 'X92000001',
      area_name: 'Dogger',
      value: other,
      comparison: 'not_compared',
      judgement: 'not_compared',
    };
    return [...wards, authority, country];
  });
  rows.mart_indicator_list = indicators.map(([indicator, title, place, direction], i) => ({
    ...list,
    indicator,
    title,
    domain: domainAt(place),
    domain_title: domains.get(domainAt(place))!,
    position: i + 1,
    direction,
    in_index: direction !== 'none',
    weight: direction === 'none' ? null : 1,
    caveats: i === 0 ? 'Income before housing costs; children under 16.' : '',
  }));
  rankDomains(rows);
  Object.assign(rows, comparedRows(rows.mart_indicator));
  const notNoted = { owner: null, asked_on: null, status: null, expected: null };
  rows.mart_gap = [
    {
      item: rate,
      what: 'No file was given, and open police data has no mark for domestic abuse.',
      effect: 'Safety at home rests on one indicator.',
      mend: 'Put local/da-incidents.csv in the workspace; `wardwise template domestic_abuse_incidents` writes an empty one.',
      ...notNoted,
    },
    {
      item: 'Births registered by one parent',
      what: 'Not published for wards.',
      effect: 'Left out.',
      mend: 'Ask the registrar for counts by ward.',
      ...notNoted,
    },
  ];
  rows.mart_reconciliation = [
    ['dwp_cilif', 'children_low_income', 194_000, 11_514, 182_486, 0, 0],
    ['dwp_cilif', 'children', 1_000_000, 52_100, 947_900, 0, 0],
    ['ons_census', 'households', 402_113, 22_900, 379_101, 112, 0],
  ].map(([source, measure, total, here, elsewhere, unallocated, residual]) => ({
    source: String(source),
    measure: String(measure),
    period: '2024',
    total: Number(total),
    wards_in_area: Number(here),
    wards_elsewhere: Number(elsewhere),
    wards_unfinished: 0,
    unallocated: Number(unallocated),
    residual: Number(residual),
    areas: 4000,
    areas_unallocated: unallocated === 0 ? 0 : 1,
  }));
  rows.mart_source = rows.mart_source.map((row, i) => ({
    ...row,
    title: ['Children in low income families: local area statistics', 'Census 2021 households'][i]!,
    sha256: 'a07d3c9f00b1'.repeat(6).slice(0, 64),
    bytes: 123_456,
  }));
  return rows;
}

function rankDomains(rows: Rows): void {
  rows.mart_domain = rows.mart_domain.map((row) => {
    if (row.score === null) return row;
    const higher = rows.mart_domain.filter(
      (other) => other.domain === row.domain && (other.score ?? -Infinity) > row.score!,
    );
    return { ...row, rank: higher.length + 1 };
  });
}

/** Puts rows into an engine as the tables they would be, typed by their contracts. */
export async function loadMarts(engine: Engine, rows: Rows): Promise<void> {
  for (const [name, { shape }] of Object.entries(marts)) {
    const types: Record<string, ColumnType> = {};
    const columns: Record<string, Cell[]> = {};
    for (const [column, type] of Object.entries(shape)) {
      types[column] = type.safeParse(0).success ? 'number' : type.safeParse(true).success ? 'boolean' : 'text';
      columns[column] = rows[name as MartName].map((row) => (row as Record<string, Cell>)[column] ?? null);
    }
    await engine.load(name, types, columns);
  }
}

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="624" height="300" viewBox="0 0 624 300"><rect width="9" height="9"/></svg>';

/** What a page is made from, with one drawing standing for all. */
export function reportData(rows: Rows = reportRows()): ReportData {
  const parts = {
    assessment: rows.mart_assessment[0]!,
    index: rows.mart_index,
    domains: rows.mart_domain,
    indicators: rows.mart_indicator,
    list: rows.mart_indicator_list,
    context: rows.mart_context,
    series: rows.mart_series,
    trends: rows.mart_trend,
    estimates: rows.mart_estimate,
    rates: rows.mart_estimate_rate,
    alternatives: rows.mart_alternative_list,
    choices: rows.mart_choice,
    steps: rows.mart_step,
    indexIndicators: rows.mart_index_indicator,
    correlations: rows.mart_correlation,
    imputed: rows.mart_imputed,
    pathway: rows.mart_pathway,
    services: rows.mart_service,
    offer: rows.mart_offer,
    shortfall: rows.mart_shortfall,
    uptake: rows.mart_uptake,
    referrals: rows.mart_referral,
    outcomes: rows.mart_outcome,
    cohorts: rows.mart_cohort,
    earlyHelp: rows.mart_early_help,
    agreement: rows.mart_early_help_agreement,
    earlier: rows.mart_earlier,
    changes: rows.mart_change,
    rankChanges: rows.mart_rank_change,
    rankParts: rows.mart_rank_part,
    sources: rows.mart_source,
    authorities: rows.mart_authority,
    groups: rows.mart_group,
    quality: rows.mart_quality,
    gaps: rows.mart_gap,
    coverage: rows.mart_coverage,
    reconciliation: rows.mart_reconciliation,
    disclosure: rows.mart_disclosure,
    benchmarks: rows.mart_benchmark,
    comparisons: rows.mart_comparison,
    tested: rows.mart_cluster,
    clusters: rows.mart_cluster_list,
    alike: rows.mart_alike,
    zones: rows.mart_zone,
    zoneDomains: rows.mart_zone_domain,
    zoneHelp: rows.mart_zone_help,
    zoneWards: rows.mart_zone_ward,
  };
  const table = { headings: ['Ward', 'Score'], rows: rows.mart_index.map((ward) => [ward.ward_name, ward.score]) };
  const chart = { name: 'need-map', title: 'Need by ward', alt: 'A map of wards.', svg, table };
  return {
    ...parts,
    report: needsAssessment.report,
    findings: findings(parts, needsAssessment.findings),
    charts: [chart],
    version: '0.1.0',
  };
}
