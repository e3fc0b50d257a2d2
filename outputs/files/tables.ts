/** The tidy tables beside the report, for analysts and for whoever must defend a number. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '../../models/engine/engine.js';
import { type MartName, marts } from '../../models/marts.js';
import { columnType, type Field, fieldsOf, type Marts, martsOf } from '../read.js';
import { arrowFile } from './arrow.js';
import { plainNumberSql, safeTextSql } from './csv.js';
import { jsonStat } from './json-stat.js';
import { openReferral } from './open-referral.js';
import { csvOnTheWeb, dataPackage } from './package.js';

/** Tables published whole, and the file each goes to. */
export const tidy = {
  wards: 'mart_index',
  domains: 'mart_domain',
  indicators: 'mart_indicator',
  benchmarks: 'mart_benchmark',
  comparisons: 'mart_comparison',
  'small-areas': 'mart_small_area',
  zones: 'mart_zone',
  'zone-domains': 'mart_zone_domain',
  'zone-wards': 'mart_zone_ward',
  'zone-help': 'mart_zone_help',
  'zone-reconciliation': 'mart_zone_reconciliation',
  'cluster-list': 'mart_cluster_list',
  clusters: 'mart_cluster',
  alike: 'mart_alike',
  'indicator-list': 'mart_indicator_list',
  context: 'mart_context',
  authorities: 'mart_authority',
  'joint-groups': 'mart_group',
  estimates: 'mart_estimate',
  'estimate-rates': 'mart_estimate_rate',
  'alternative-list': 'mart_alternative_list',
  alternatives: 'mart_alternative',
  choices: 'mart_choice',
  correlations: 'mart_correlation',
  deprivation: 'mart_deprivation',
  inequality: 'mart_inequality',
  'index-steps': 'mart_step',
  'index-indicators': 'mart_index_indicator',
  'index-imputed': 'mart_imputed',
  series: 'mart_series',
  trends: 'mart_trend',
  pathway: 'mart_pathway',
  services: 'mart_service',
  offer: 'mart_offer',
  shortfall: 'mart_shortfall',
  uptake: 'mart_uptake',
  referrals: 'mart_referral',
  outcomes: 'mart_outcome',
  cohorts: 'mart_cohort',
  'early-help': 'mart_early_help',
  'early-help-agreement': 'mart_early_help_agreement',
  'own-counts': 'mart_own_count',
  'referral-flows': 'mart_flow',
  workforce: 'mart_workforce',
  engagement: 'mart_engagement',
  'theory-of-change': 'mart_theory',
  'planning-tool': 'mart_planning',
  'rank-changes': 'mart_rank_change',
  'rank-parts': 'mart_rank_part',
  sources: 'mart_source',
  coverage: 'mart_coverage',
  reconciliation: 'mart_reconciliation',
} as const satisfies Record<string, MartName>;

/** Short logs at the top of the folder, CSV only. */
export const logs = {
  gaps: 'mart_gap',
  quality: 'mart_quality',
  'disclosure-log': 'mart_disclosure',
  changes: 'mart_change',
} as const satisfies Record<string, MartName>;

/**
 * Writes `data/*.csv`, `*.parquet` and `*.arrow`, what their columns mean, the logs and
 * `provenance.json` into `folder`. In a CSV a blank is "no figure"; the status column says why. Returns the names written.
 */
export async function writeTables(
  engine: Engine,
  folder: string,
  tool: { readonly version: string },
  read: Marts = martsOf(engine),
): Promise<string[]> {
  await mkdir(join(folder, 'data'), { recursive: true });
  const save = async (mart: MartName, select: string, path: string): Promise<void> => {
    await read.hold(mart);
    await engine.save(select, path);
  };
  const files: Record<string, (path: string) => Promise<void>> = {};
  for (const [name, mart] of Object.entries(tidy)) {
    files[`data/${name}.csv`] = (path) => save(mart, csvSelect(mart), path);
    files[`data/${name}.parquet`] = (path) => save(mart, parquetSelect(mart), path);
    files[`data/${name}.arrow`] = async (path) => writeFile(path, arrowFile(mart, await read.columns(mart)));
  }
  for (const [name, mart] of Object.entries(logs)) {
    files[`${name}.csv`] = (path) => save(mart, csvSelect(mart), path);
  }
  files['data/README.txt'] = (path) => writeFile(path, dictionary());
  files['provenance.json'] = async (path) => writeFile(path, await provenance(read, tool.version));
  // The engine writes on threads of its own while this one makes Arrow.
  await Promise.all(Object.entries(files).map(([name, write]) => write(join(folder, name))));
  const about = await aboutTables(read, folder, tool.version);
  await Promise.all(Object.entries(about).map(([name, text]) => writeFile(join(folder, name), text)));
  return [...Object.keys(files), ...Object.keys(about)];
}

/** What other programs read the tables by, once they are there. */
async function aboutTables(read: Marts, folder: string, version: string): Promise<Record<string, string>> {
  const tables = Object.entries(tidy).map(([name, mart]) => ({ name, mart }));
  const [assessment] = await read.rows('mart_assessment');
  if (!assessment) throw new Error('mart_assessment has no row');
  const [list, indicators] = [await read.rows('mart_indicator_list'), await read.rows('mart_indicator')];
  const services = await read.rows('mart_service');
  return {
    'datapackage.json': await dataPackage(assessment, await read.rows('mart_source'), tables, folder, version),
    'data/csv-metadata.json': csvOnTheWeb(assessment, tables),
    'data/indicators.jsonstat.json': jsonStat(assessment, list, indicators),
    ...(services.length > 0 && { 'data/services.open-referral.json': openReferral(assessment, services) }),
  };
}

function select(mart: MartName, cell: (column: string, field: Field) => string): string {
  const columns = Object.entries(fieldsOf(mart)).map(([name, field]) => {
    const said = cell(name, field);
    return said === name ? said : `${said} as ${name}`;
  });
  return `select ${columns.join(', ')} from scratch.${mart}`;
}

const parquetSelect = (mart: MartName): string =>
  select(mart, (column, field) => (columnType(field) === 'whole' ? `cast(${column} as bigint)` : column));

const csvSelect = (mart: MartName): string =>
  select(mart, (column, field) => {
    const type = columnType(field);
    if (type === 'number' || type === 'whole') return plainNumberSql(column);
    // Closed lists refuse this probe: their words are ours and safe.
    return type === 'text' && field.safeParse('=').success ? safeTextSql(column) : column;
  });

/** What every column of every table means, from the contracts themselves. */
function dictionary(): string {
  const tables = [
    ...Object.entries(tidy).map(([name, mart]) => [`${name}.csv, .parquet, .arrow`, mart] as const),
    ...Object.entries(logs).map(([name, mart]) => [`../${name}.csv`, mart] as const),
  ];
  const types = { text: 'text', whole: 'whole number', number: 'number', boolean: 'true or false' } as const;
  const about = ([file, mart]: (typeof tables)[number]): string => {
    const columns = Object.entries(fieldsOf(mart)).map(
      ([name, field]) => `  ${name} (${types[columnType(field)]}): ${field.description ?? ''}\n`,
    );
    return `${file}\n${marts[mart].description ?? ''}\n\n${columns.join('')}`;
  };
  return `What the columns of these tables mean\n\n${howToRead}\n\n${tables.map(about).join('\n\n')}`;
}

const howToRead = `A blank is "no figure", never nought. A text that a spreadsheet would run as a formula stands in square
brackets in the CSV files, [=1+1], and as it is in the others.`;

async function provenance(read: Marts, version: string): Promise<string> {
  const [assessment] = await read.rows('mart_assessment');
  const sources = await read.rows('mart_source');
  return `${JSON.stringify({ tool: { name: 'wardwise', version }, assessment, sources }, undefined, 2)}\n`;
}
