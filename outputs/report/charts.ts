/** Pictures in the page: inline, described, with the figures they draw in a table underneath. */
import { decimal } from '../telling/words.js';
import type { ReportChart } from './data.js';
import { type Html, html, idOf, trusted } from './html.js';
import { firstRows, table } from './table.js';

/** The page must open quickly from a file share: what one drawing, and all of them, may take of it. */
const oneDrawing = 1_000_000;
const allDrawings = 2_200_000;

/** Whether a drawing is more than the page may carry as it is. */
export const tooBig = (svg: string): boolean => svg.length > oneDrawing;

export const chartId = (name: string): string => idOf('chart', name);

/**
 * Swaps drawings for pictures, biggest first, until the page is light enough: any drawing over a megabyte, then, where
 * all together are too much, the versions for phones, then further drawings.
 */
export function lightEnough(charts: readonly ReportChart[]): ReportChart[] {
  let kept = charts.map((chart) => (tooBig(chart.svg) ? asPicture(chart) : chart));
  const weight = (): number => kept.reduce((sum, chart) => sum + weightOf(chart), 0);
  if (weight() > allDrawings) kept = kept.map(({ phone: _, ...chart }) => chart);
  for (const { name } of [...kept].sort((a, b) => b.svg.length - a.svg.length)) {
    if (weight() <= allDrawings) break;
    kept = kept.map((chart) => (chart.name === name ? asPicture(chart) : chart));
  }
  return kept;
}

const weightOf = ({ svg, phone = '', png }: ReportChart): number =>
  phone.length + (svg === '' && png ? base64Length(png) : svg.length);

const base64Length = (bytes: Uint8Array): number => Math.ceil(bytes.length / 3) * 4;

function asPicture(chart: ReportChart): ReportChart {
  if (chart.png === undefined || base64Length(chart.png) >= chart.svg.length) return chart;
  const { phone: _, ...rest } = chart;
  return { ...rest, svg: '' };
}

/** One figure. Its title, subtitle and source are in the picture itself, so that it can be copied out whole. */
export function chartFigure(chart: ReportChart): Html {
  const id = chartId(chart.name);
  return html`<figure id="${id}">
${picture(chart)}
<details><summary>The figures in this picture<span class="hidden">: ${chart.title}</span></summary>
${chartTable(chart, idOf(id, 'table'))}</details>
</figure>
`;
}

function picture({ svg, phone, png, alt }: ReportChart): Html {
  if (svg === '' && png) {
    const data = Buffer.from(png).toString('base64');
    return html`<img alt="${alt}" src="data:image/png;base64,${data}">`;
  }
  if (phone === undefined) return html`<div class="picture">${inlined(svg)}</div>`;
  return html`<div class="picture wide">${inlined(svg)}</div><div class="picture narrow">${inlined(phone)}</div>`;
}

/** A prologue has no place inside a page. */
const inlined = (svg: string): Html => trusted(svg.slice(Math.max(0, svg.indexOf('<svg'))));

function chartTable(chart: ReportChart, id: string): Html {
  const { headings, rows } = chart.table;
  const { shown, rest } = firstRows(rows, `charts/${chart.name}.csv`);
  const columns = headings.map((heading, i) => ({
    heading,
    figure: i > 0 && rows.every((row) => row[i] === null || typeof row[i] === 'number'),
  }));
  const cell = (value: string | number | null) =>
    value === null ? html`<span class="quiet">no figure</span>` : typeof value === 'number' ? short(value) : value;
  return table({
    id,
    caption: chart.title,
    columns,
    groups: [{ rows: shown.map((row) => row.map(cell)) }],
    note: rest,
  });
}

const short = (value: number): string => decimal(value, Number.isInteger(value) ? 0 : Math.abs(value) < 1 ? 2 : 1);
