/** Every file of a run, written into one folder. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pLimit from 'p-limit';
import type { Engine } from '../models/engine/engine.js';
import type { MartName } from '../models/marts.js';
import type { Chart, Drawing, Reading, Size } from './define.js';
import { type Shown, writeDocuments } from './documents/write.js';
import { allFormats, type DrawnFiles, drawFiles, drawPlot, drawSvg, type Format, writeChart } from './drawing/draw.js';
import { writeTables } from './files/tables.js';
import { formsOf, type IndexEntry, indexPage } from './index-page.js';
import type { Product } from './product.js';
import { type Marts, martsOf, titled } from './read.js';
import { tooBig } from './report/charts.js';
import type { ReportData } from './report/data.js';
import { type ReportChart, reportPage } from './report/page.js';
import { pageScript } from './report/script.js';
import { chartsOf } from './report/section.js';
import { named } from './telling/edition.js';
import { type Finding, findings } from './telling/finding.js';
import { capital } from './telling/words.js';
import { workbook } from './workbook/workbook.js';

export interface Tool {
  readonly version: string;
  /** The command that makes this run again. */
  readonly command: string;
}

async function drawingOf(chart: Chart, read: Marts, size: Size): Promise<Drawing | undefined> {
  const rows = await Promise.all(chart.reads.map(async (name) => [name, await read.rows(name)] as const));
  return chart.draw(Object.fromEntries(rows) as Reading<MartName>, size);
}

/** Draws the charts into `folder`, in every form or those asked for. Returns the names of those that had something to draw. */
export async function drawCharts(
  engine: Engine,
  charts: readonly Chart[],
  folder: string,
  size: Size = 'page',
  wanted: readonly Format[] = allFormats,
): Promise<string[]> {
  const drawn = await drawAll(martsOf(engine), charts, size);
  await Promise.all(drawn.map(({ chart, files }) => writeChart(folder, chart.name, files, wanted)));
  return drawn.map(({ chart }) => chart.name);
}

interface Drawn {
  readonly chart: Chart;
  readonly drawing: Drawing;
  readonly files: DrawnFiles;
}

/** The dots of a picture for print take 50 MB: one is drawn while another is packed, and no more than that at once. */
const atOnce = 2;

async function drawAll(read: Marts, charts: readonly Chart[], size: Size = 'page'): Promise<Drawn[]> {
  const limit = pLimit(atOnce);
  const one = async (chart: Chart): Promise<Drawn[]> => {
    const drawing = await drawingOf(chart, read, size);
    return drawing ? [{ chart, drawing, files: await drawFiles(drawing) }] : [];
  };
  return (await Promise.all(charts.map((chart) => limit(() => one(chart))))).flat();
}

/**
 * Writes one report into `folder`: charts, page, documents, tables, logs and provenance. Several reports get a folder
 * each, named after the product, and a page that leads to them. Returns the number of charts drawn.
 */
export async function publish(
  engine: Engine,
  products: readonly Product[],
  folder: string,
  tool: Tool,
): Promise<number> {
  await mkdir(folder, { recursive: true });
  const read = martsOf(engine);
  const drawn = await drawAll(read, [...new Set(products.flatMap(({ report }) => chartsOf(report)))]);
  const [only] = products;
  if (only && products.length === 1) {
    await publishOne(engine, only, read, drawn, folder, tool);
    return drawn.length;
  }
  const assessment = await assessmentOf(read);
  const entries: IndexEntry[] = [];
  for (const product of products) {
    const own = path.join(folder, product.id);
    await mkdir(own);
    const [first] = await publishOne(engine, product, read, drawn, own, tool);
    entries.push({
      title: product.title,
      about: product.about,
      folder: product.id,
      finding: first?.text,
      links: formsOf(assessment, product.id),
    });
  }
  await writeFile(path.join(folder, 'index.html'), indexPage(assessment, entries, tool));
  return drawn.length;
}

const wayNote =
  'This page leads to both editions and is for the council alone: send one of the folders, which is whole by itself, and never the folder that holds both.';

/** The page that leads to the editions: for the council alone. */
export async function publishWay(
  engine: Engine,
  products: readonly Product[],
  { audience }: { readonly audience: string },
  folder: string,
  tool: Tool,
): Promise<void> {
  const assessment = { ...(await assessmentOf(martsOf(engine))), edition: null };
  const entries = (['public', 'restricted'] as const).map((edition): IndexEntry => {
    const about =
      edition === 'public'
        ? 'For anybody. It is made without what the council holds for the restricted edition.'
        : `Only for ${audience}. Not to be sent on.`;
    const links = products.map(({ id, title }) => ({
      href: products.length > 1 ? `${edition}/${id}/index.html` : `${edition}/index.html`,
      words: title,
    }));
    return { title: `${capital(edition)} edition`, about, folder: edition, links };
  });
  await writeFile(path.join(folder, 'index.html'), indexPage(assessment, entries, tool, wayNote));
}

async function publishOne(
  engine: Engine,
  product: Product,
  marts: Marts,
  all: readonly Drawn[],
  folder: string,
  tool: Tool,
): Promise<readonly Finding[]> {
  const title = product.title.charAt(0).toLowerCase() + product.title.slice(1);
  const read = titled(marts, (assessment) => `${assessment.title}: ${title}`);
  const own = chartsOf(product.report);
  const { edition } = await assessmentOf(read);
  const drawn = all.filter(({ chart }) => own.includes(chart));
  await Promise.all([
    ...drawn.map(({ chart, files }) => writeChart(path.join(folder, 'charts'), chart.name, files, allFormats)),
    writeTables(engine, folder, tool, read),
    workbook(read, tool).then((bytes) => writeFile(path.join(folder, named('tables.xlsx', edition)), bytes)),
  ]);
  const rows = await reportRows(read);
  const said = { ...rows, report: product.report, findings: findings(rows, product.findings) };
  await Promise.all([
    page(said, read, drawn, tool).then((text) => writeFile(path.join(folder, 'index.html'), text)),
    writeDocuments(folder, { ...said, paper: await read.rows('mart_paper') }, product.paper, shown(read, drawn)),
  ]);
  return said.findings;
}

async function assessmentOf(read: Marts) {
  const [assessment] = await read.rows('mart_assessment');
  if (!assessment) throw new Error('mart_assessment has no row');
  return assessment;
}

/** The plot of a chart that could be drawn; documents set its words themselves. */
const shown =
  (read: Marts, drawn: readonly Drawn[]): Shown =>
  async (name) => {
    const found = drawn.find((one) => one.chart.name === name);
    const drawing = found && (await drawingOf(found.chart, read, 'slide'));
    return drawing && { drawing, png: await drawPlot(drawing) };
  };

async function reportRows(read: Marts) {
  return {
    assessment: await assessmentOf(read),
    index: await read.rows('mart_index'),
    domains: await read.rows('mart_domain'),
    indicators: await read.rows('mart_indicator'),
    list: await read.rows('mart_indicator_list'),
    context: await read.rows('mart_context'),
    series: await read.rows('mart_series'),
    trends: await read.rows('mart_trend'),
    estimates: await read.rows('mart_estimate'),
    rates: await read.rows('mart_estimate_rate'),
    alternatives: await read.rows('mart_alternative_list'),
    choices: await read.rows('mart_choice'),
    steps: await read.rows('mart_step'),
    indexIndicators: await read.rows('mart_index_indicator'),
    correlations: await read.rows('mart_correlation'),
    imputed: await read.rows('mart_imputed'),
    pathway: await read.rows('mart_pathway'),
    services: await read.rows('mart_service'),
    offer: await read.rows('mart_offer'),
    shortfall: await read.rows('mart_shortfall'),
    uptake: await read.rows('mart_uptake'),
    referrals: await read.rows('mart_referral'),
    outcomes: await read.rows('mart_outcome'),
    cohorts: await read.rows('mart_cohort'),
    earlyHelp: await read.rows('mart_early_help'),
    agreement: await read.rows('mart_early_help_agreement'),
    earlier: await read.rows('mart_earlier'),
    changes: await read.rows('mart_change'),
    rankChanges: await read.rows('mart_rank_change'),
    rankParts: await read.rows('mart_rank_part'),
    sources: await read.rows('mart_source'),
    authorities: await read.rows('mart_authority'),
    groups: await read.rows('mart_group'),
    quality: await read.rows('mart_quality'),
    gaps: await read.rows('mart_gap'),
    coverage: await read.rows('mart_coverage'),
    reconciliation: await read.rows('mart_reconciliation'),
    disclosure: await read.rows('mart_disclosure'),
    benchmarks: await read.rows('mart_benchmark'),
    comparisons: await read.rows('mart_comparison'),
    tested: await read.rows('mart_cluster'),
    clusters: await read.rows('mart_cluster_list'),
    alike: await read.rows('mart_alike'),
    zones: await read.rows('mart_zone'),
    zoneDomains: await read.rows('mart_zone_domain'),
    zoneHelp: await read.rows('mart_zone_help'),
    zoneWards: await read.rows('mart_zone_ward'),
  };
}

type Said = Awaited<ReturnType<typeof reportRows>> & Pick<ReportData, 'findings' | 'report'>;

async function page(said: Said, read: Marts, drawn: readonly Drawn[], tool: Tool): Promise<string> {
  const charts = await Promise.all(drawn.map((d) => chartOf(d, read)));
  return reportPage({ ...said, ...tool, charts }, await pageScript());
}

async function chartOf({ chart, drawing, files }: Drawn, read: Marts): Promise<ReportChart> {
  const { title, alt, table } = drawing;
  const { svg, png } = files;
  // A drawing too big for the page goes in as a picture, and then so it does on a phone.
  const narrow = tooBig(svg) ? undefined : await drawingOf(chart, read, 'phone');
  return { name: chart.name, title, alt, table, svg, png, ...(narrow ? { phone: await drawSvg(narrow) } : {}) };
}
