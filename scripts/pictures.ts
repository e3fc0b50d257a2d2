/**
 * `npm run pictures`: what the demo publishes, as pictures for the README. It needs Chromium, LibreOffice and poppler.
 * `npm run pictures -- --check` needs none of them: it says whether the pictures show what the demo says now.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createCanvas, loadImage } from 'canvas';
import { strFromU8, unzipSync } from 'fflate';
import puppeteer from 'puppeteer-core';
import { needsAssessment } from '../pipelines/needs-assessment.js';
import { findBrowser } from '../pipelines/print-report.js';
import { run } from '../pipelines/run.js';
import { writeDemo } from '../sources/demo/files.js';

/** Any day will do: a fixed one, so that the pictures change only when the product does. */
const today = '2026-01-05';
const folder = path.join(import.meta.dirname, '..', 'docs', 'pictures');
const list = path.join(folder, 'made-from.json');
const gap = 16;

type Image = Awaited<ReturnType<typeof loadImage>>;

interface Picture {
  /** The words and specs that the picture shows. */
  readonly from: (latest: string) => string;
  readonly draw: (latest: string, scratch: string) => Promise<Uint8Array>;
}

const chart = (latest: string, name: string): string => path.join(latest, 'charts', name);
const read = (...parts: string[]): string => readFileSync(path.join(...parts), 'utf8');
/** The report as far as a picture of its beginning goes: what was found, and where. */
const beginning = (latest: string): string => read(latest, 'index.html').split('<h2').slice(0, 3).join('<h2');

/** The text parts of an Office file: pictures in it are made from charts that have words of their own. */
const wordsOf = (latest: string, file: string): string =>
  Object.entries(unzipSync(readFileSync(path.join(latest, file))))
    .filter(([name]) => name.endsWith('.xml'))
    .map(([, bytes]) => strFromU8(bytes))
    .join('\n');

const pictures: Readonly<Record<string, Picture>> = {
  'demo.png': {
    from: (latest) =>
      ['need-map', 'need-tiles', 'index-ranking'].map((n) => read(chart(latest, `${n}.vl.json`))).join(),
    draw: async (latest) => {
      const drawn = ['need-map', 'need-tiles', 'index-ranking'].map((name) => loadImage(chart(latest, `${name}.png`)));
      return sheet(await Promise.all(drawn), 3, 520, 12);
    },
  },
  'report.png': { from: beginning, draw: (latest) => screen(latest, 1280, 2060) },
  'report-on-a-phone.png': { from: beginning, draw: (latest) => screen(latest, 360, 1560) },
  'board-paper.png': {
    from: (latest) => wordsOf(latest, 'board-paper.docx'),
    draw: (latest, scratch) => pages(path.join(latest, 'board-paper.docx'), scratch, 4, 400),
  },
  'slides.png': {
    from: (latest) => wordsOf(latest, 'slides.pptx'),
    draw: (latest, scratch) => pages(path.join(latest, 'slides.pptx'), scratch, 3, 500),
  },
};

/** Pictures side by side and below each other, on grey; charts have no margin of their own. */
function sheet(images: readonly Image[], columns: number, width: number, margin = 0): Uint8Array {
  const heights = images.map((image) => Math.round((image.height * (width - 2 * margin)) / image.width));
  const height = Math.max(...heights) + 2 * margin;
  const rows = Math.ceil(images.length / columns);
  const canvas = createCanvas(columns * (width + gap) + gap, rows * (height + gap) + gap);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#D9DCDE';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = 'high';
  for (const [i, image] of images.entries()) {
    const [x, y] = [gap + (i % columns) * (width + gap), gap + Math.floor(i / columns) * (height + gap)];
    pen.fillStyle = '#FFFFFF';
    pen.fillRect(x, y, width, height);
    pen.drawImage(image, x + margin, y + margin, width - 2 * margin, heights[i] ?? height);
  }
  return canvas.toBuffer('image/png');
}

/** The report as a browser shows it. */
async function screen(latest: string, width: number, height: number): Promise<Uint8Array> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('Chromium is needed: set CHROMIUM to where it is');
  const browser = await puppeteer.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.setViewport({ width, height });
    await page.goto(pathToFileURL(path.join(latest, 'index.html')).href);
    return await page.screenshot();
  } finally {
    await browser.close();
  }
}

/** The pages of an Office file, as LibreOffice prints them. */
async function pages(file: string, scratch: string, columns: number, width: number): Promise<Uint8Array> {
  const name = path.basename(file, path.extname(file));
  execFileSync('soffice', ['--headless', '--convert-to', 'pdf', '--outdir', scratch, file], { stdio: 'ignore' });
  execFileSync('pdftoppm', ['-r', '100', '-png', path.join(scratch, `${name}.pdf`), path.join(scratch, name)]);
  const drawn = readdirSync(scratch).filter((each) => each.startsWith(`${name}-`) && each.endsWith('.png'));
  return sheet(await Promise.all(drawn.sort().map((each) => loadImage(path.join(scratch, each)))), columns, width);
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

function check(made: Readonly<Record<string, string>>): void {
  const known = JSON.parse(readFileSync(list, 'utf8')) as Record<string, string>;
  const stale = Object.keys(made).filter((name) => known[name] !== made[name]);
  if (stale.length > 0) process.exitCode = 1;
  console.log(
    stale.length > 0
      ? `What these pictures show has changed: ${stale.join(', ')}. Make them again:  npm run pictures`
      : 'The pictures show what the demo says.',
  );
}

const scratch = mkdtempSync(path.join(tmpdir(), 'wardwise-pictures-'));
try {
  const demo = path.join(scratch, 'demo');
  writeDemo(demo);
  const { report } = await run(demo, [needsAssessment], { mirror: path.join(demo, 'mirror'), today });
  const latest = path.dirname(report);
  const made = Object.fromEntries(Object.entries(pictures).map(([name, { from }]) => [name, hash(from(latest))]));
  if (process.argv.includes('--check')) check(made);
  else {
    mkdirSync(folder, { recursive: true });
    for (const [name, { draw }] of Object.entries(pictures)) {
      const png = await draw(latest, scratch);
      writeFileSync(path.join(folder, name), png);
      console.log(`docs/pictures/${name}, ${Math.round(png.length / 1000)} kB`);
    }
    writeFileSync(list, `${JSON.stringify(made, undefined, 2)}\n`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
