/** Every file of a run, written into one folder. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import pLimit from 'p-limit';
import type { Engine } from '../models/engine/engine.js';
import type { MartName } from '../models/marts.js';
import type { Chart, Drawing, Reading, Size } from './define.js';
import { type Shown, writeDocuments } from './documents/write.js';
import { allFormats, type DrawnFiles, drawFiles, drawPlot, drawSvg, type Format, writeChart } from './draw.js';
import { findings } from './findings.js';
import type { Product } from './product.js';
import { type Marts, martsOf } from './read.js';
import { tooBig } from './report/charts.js';
import type { ReportData } from './report/data.js';
import { type ReportChart, reportPage } from './report/page.js';
import { pageScript } from './report/script.js';
import { chartsOf } from './report/section.js';
import { writeTables } from './tables.js';
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
  const drawn = await drawAll(martsOf(engine), charts, folder, size, wanted);
  return drawn.map(({ chart }) => chart.name);
}

interface Drawn {
  readonly chart: Chart;
  readonly drawing: Drawing;
  readonly files: DrawnFiles;
}

/** The dots of a picture for print take 50 MB: one is drawn while another is packed, and no more than that at once. */
const atOnce = 2;

async function drawAll(
  read: Marts,
  charts: readonly Chart[],
  folder: string,
  size: Size = 'page',
  wanted: readonly Format[] = allFormats,
): Promise<Drawn[]> {
  const limit = pLimit(atOnce);
  const one = async (chart: Chart): Promise<Drawn[]> => {
    const drawing = await drawingOf(chart, read, size);
    if (!drawing) return [];
    const files = await drawFiles(drawing);
    await writeChart(folder, chart.name, files, wanted);
    return [{ chart, drawing, files }];
  };
  return (await Promise.all(charts.map((chart) => limit(() => one(chart))))).flat();
}

/** Writes a product’s charts, report, tables, logs and provenance into `folder`. */
export async function publish(engine: Engine, product: Product, folder: string, tool: Tool): Promise<void> {
  const read = martsOf(engine);
  const [drawn] = await Promise.all([
    drawAll(read, chartsOf(product.report), path.join(folder, 'charts')),
    writeTables(engine, folder, tool, read),
    workbook(read, tool).then((bytes) => writeFile(path.join(folder, 'tables.xlsx'), bytes)),
  ]);
  const rows = await reportRows(read);
  const said = { ...rows, report: product.report, findings: findings(rows, product.findings) };
  await Promise.all([
    page(said, read, drawn, tool).then((text) => writeFile(path.join(folder, 'index.html'), text)),
    writeDocuments(folder, { ...said, paper: await read.rows('mart_paper') }, shown(read, drawn)),
  ]);
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
  const [assessment] = await read.rows('mart_assessment');
  if (!assessment) throw new Error('mart_assessment has no row');
  return {
    assessment,
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
    earlier: await read.rows('mart_earlier'),
    changes: await read.rows('mart_change'),
    rankChanges: await read.rows('mart_rank_change'),
    rankParts: await read.rows('mart_rank_part'),
    sources: await read.rows('mart_source'),
    gaps: await read.rows('mart_gap'),
    coverage: await read.rows('mart_coverage'),
    reconciliation: await read.rows('mart_reconciliation'),
    disclosure: await read.rows('mart_disclosure'),
    benchmarks: await read.rows('mart_benchmark'),
    comparisons: await read.rows('mart_comparison'),
    tested: await read.rows('mart_cluster'),
    clusters: await read.rows('mart_cluster_list'),
    alike: await read.rows('mart_alike'),
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
