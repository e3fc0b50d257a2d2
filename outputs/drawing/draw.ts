/** Draws specs without a browser, and writes a picture with everything that must travel beside it. */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Canvas } from 'canvas';
import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Drawing } from '../define.js';
import { csvText } from '../files/csv.js';
import { escapeXml } from '../files/xml.js';
import { fontFaces } from './font.js';
import { withoutWords } from './frame.js';
import { encodePng } from './png.js';
import { registerFont } from './style.js';

/** A picture in every form it is handed out in. */
export interface DrawnFiles {
  /** For a page that carries the font itself; `withFont` makes it stand alone. */
  readonly svg: string;
  readonly png: Uint8Array;
  /** Opens in the Vega editor: its data are inline. */
  readonly json: string;
  readonly csv: string;
  /** Title, alternative text and source, for pasting. */
  readonly txt: string;
}

/** Dots to the inch: what a printer needs at the size the picture was made for, and what documents are shown and printed with. */
const [inPrint, inDocuments] = [300, 192];

/** Draws a picture in every form. The same drawing gives the same bytes. */
export const drawFiles = (drawing: Drawing): Promise<DrawnFiles> =>
  withView(drawing, async (view) => {
    const svg = await view.toSVG();
    return {
      svg: describe(svg, drawing),
      png: await pngOf(view, inPrint),
      json: specText(drawing.spec),
      csv: csvText([drawing.table.headings, ...drawing.table.rows]),
      txt: `${drawing.title}\n\n${drawing.alt}\n\n${drawing.foot}\n`,
    };
  });

/** Draws the plot alone as a PNG, for a document that sets the words itself. */
export const drawPlot = ({ spec, ...drawing }: Drawing): Promise<Uint8Array> =>
  withView({ ...drawing, spec: withoutWords(spec) }, (view) => pngOf(view, inDocuments));

/** Draws a picture for a page, and nothing that a page has no use for. */
export const drawSvg = (drawing: Drawing): Promise<string> =>
  withView(drawing, async (view) => describe(await view.toSVG(), drawing));

async function pngOf(view: View, dotsPerInch: number): Promise<Uint8Array> {
  // The types promise a browser's canvas; outside one, it is the canvas package's.
  const canvas = (await view.toCanvas(dotsPerInch / 96)) as unknown as Canvas;
  return encodePng({ width: canvas.width, height: canvas.height, bytes: canvas.data() }, dotsPerInch);
}

async function withView<T>({ spec }: Drawing, use: (view: View) => Promise<T>): Promise<T> {
  registerFont();
  const view = new View(parse(compile(spec).spec), { renderer: 'none' });
  try {
    return await use(view);
  } finally {
    view.finalize();
  }
}

/** What a picture is handed out as, and how the name of each file ends. */
export const formats = { svg: 'svg', png: 'png', json: 'vl.json', csv: 'csv', txt: 'txt' } as const;
export type Format = keyof typeof formats;
export const allFormats = Object.keys(formats) as Format[];

/** Writes `name.svg`, `.png`, `.vl.json`, `.csv` and `.txt` into a folder, or those of them asked for, and says which. */
export async function writeChart(
  folder: string,
  name: string,
  files: DrawnFiles,
  wanted: readonly Format[] = allFormats,
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const contents = { ...files, svg: withFont(files.svg) };
  return Promise.all(
    wanted.map(async (format) => {
      const file = `${name}.${formats[format]}`;
      await writeFile(join(folder, file), contents[format]);
      return file;
    }),
  );
}

/**
 * Adds role, title and description. Vega numbers clipping paths across everything drawn in one process: they are
 * renamed after the picture, so that two pictures in one page do not cut each other and order does not matter.
 */
function describe(svg: string, { title, alt }: Drawing): string {
  const name = createHash('sha256')
    .update(svg.replace(/clip\d+/g, 'clip'))
    .digest('hex')
    .slice(0, 8);
  const numbers = new Map<string, string>();
  const renamed = svg.replace(/(id="|url\(#)(clip\d+)/g, (_, before: string, id: string) => {
    if (!numbers.has(id)) numbers.set(id, `p${name}-${numbers.size}`);
    return `${before}${numbers.get(id)}`;
  });
  // Vega gives every group a role and no name: to assistive technology, a picture without words.
  const plain = renamed.replace(/(<g [^>]*?) role="graphics-(?:object|symbol)" aria-roledescription="[^"]*"/g, '$1');
  // The description says the finding too, so a screen reader is given that alone.
  const ids = `aria-labelledby="p${name}-desc"`;
  const words = `<title>${escapeXml(title)}</title><desc id="p${name}-desc">${escapeXml(alt)}</desc>`;
  return plain.replace(/^<svg ([^>]*)>/, (_, attributes: string) => `<svg role="img" ${ids} ${attributes}>${words}`);
}

/** Puts the font into an SVG, so that it looks the same wherever it is opened. */
const withFont = (svg: string): string => svg.replace('</desc>', () => `</desc><style>${fontFaces(svg)}</style>`);

/** The spec on disk: rows of data on a line each, so that it can be read and compared. */
function specText(spec: TopLevelSpec): string {
  const data: string[] = [];
  const text = JSON.stringify(
    spec,
    (key, value: unknown) => {
      if (key !== 'values' || !Array.isArray(value)) return value;
      data.push(value.map((row) => JSON.stringify(row)).join(',\n'));
      return `@values ${data.length - 1}@`;
    },
    1,
  );
  return `${text.replace(/"@values (\d+)@"/g, (_, i: string) => `[${data[Number(i)] ?? ''}]`)}\n`;
}
