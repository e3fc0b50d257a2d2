/** Every file of a run, written into one folder. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Engine } from '../models/engine/engine.js';
import type { MartName } from '../models/marts.js';
import type { Chart, Drawing, Reading, Size } from './define.js';
import { type DrawnFiles, drawFiles, writeChart } from './draw.js';
import { findings } from './findings.js';
import { readMart } from './read.js';
import { type ReportChart, reportPage } from './report/page.js';
import { writeTables } from './tables.js';

export interface Tool {
  readonly version: string;
  /** The command that makes this run again. */
  readonly command: string;
}

/** Reads each mart once, whoever asks. */
function martReader(engine: Engine) {
  const read = new Map<MartName, Promise<unknown>>();
  return async <N extends MartName>(name: N): Promise<Reading<N>[N]> => {
    const rows = read.get(name) ?? readMart(engine, name);
    read.set(name, rows);
    return (await rows) as Reading<N>[N];
  };
}

type Reader = ReturnType<typeof martReader>;

async function drawingOf(chart: Chart, read: Reader, size: Size): Promise<Drawing | undefined> {
  const rows = await Promise.all(chart.reads.map(async (name) => [name, await read(name)] as const));
  return chart.draw(Object.fromEntries(rows) as Reading<MartName>, size);
}

/** Draws the charts into `folder`. Returns the names of those that had something to draw. */
export async function drawCharts(
  engine: Engine,
  charts: readonly Chart[],
  folder: string,
  size: Size = 'page',
): Promise<string[]> {
  const drawn = await drawAll(martReader(engine), charts, folder, size);
  return drawn.map(({ chart }) => chart.name);
}

interface Drawn {
  readonly chart: Chart;
  readonly drawing: Drawing;
  readonly files: DrawnFiles;
}

async function drawAll(read: Reader, charts: readonly Chart[], folder: string, size: Size): Promise<Drawn[]> {
  const drawn: Drawn[] = [];
  for (const chart of charts) {
    const drawing = await drawingOf(chart, read, size);
    if (!drawing) continue;
    const files = await drawFiles(drawing);
    await writeChart(folder, chart.name, files);
    drawn.push({ chart, drawing, files });
  }
  return drawn;
}

/** Writes charts, report, tables, logs and provenance into `folder`. */
export async function publish(engine: Engine, charts: readonly Chart[], folder: string, tool: Tool): Promise<void> {
  const read = martReader(engine);
  const drawn = await drawAll(read, charts, path.join(folder, 'charts'), 'page');
  await writeTables(engine, folder, tool);
  await writeFile(path.join(folder, 'index.html'), await page(read, drawn, tool));
}

async function page(read: Reader, drawn: readonly Drawn[], tool: Tool): Promise<string> {
  const [assessment] = await read('mart_assessment');
  if (!assessment) throw new Error('mart_assessment has no row');
  const rows = {
    assessment,
    index: await read('mart_index'),
    domains: await read('mart_domain'),
    indicators: await read('mart_indicator'),
    list: await read('mart_indicator_list'),
    sources: await read('mart_source'),
    gaps: await read('mart_gap'),
    reconciliation: await read('mart_reconciliation'),
    disclosure: await read('mart_disclosure'),
  };
  const charts = await Promise.all(drawn.map((d) => chartOf(d, read)));
  return reportPage({ ...rows, ...tool, findings: findings(rows), charts });
}

async function chartOf({ chart, drawing, files }: Drawn, read: Reader): Promise<ReportChart> {
  const { title, alt, table } = drawing;
  const narrow = await drawingOf(chart, read, 'phone');
  const phone = narrow && (await drawFiles(narrow)).svg;
  return { name: chart.name, title, alt, table, svg: files.svg, png: files.png, ...(phone ? { phone } : {}) };
}
