/** Draws the picture of the README from the demo: `npm run pictures`. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCanvas, loadImage } from 'canvas';
import { needsAssessment } from '../pipelines/needs-assessment.js';
import { run } from '../pipelines/run.js';
import { writeDemo } from '../sources/demo/files.js';

/** Any day will do: a fixed one, so that the picture changes only when the product does. */
const today = '2026-01-05';
const height = 640;
const gap = 32;

const demo = mkdtempSync(path.join(tmpdir(), 'wardwise-pictures-'));
try {
  writeDemo(demo);
  const { report } = await run(demo, needsAssessment, { mirror: path.join(demo, 'mirror'), today });
  const charts = path.join(path.dirname(report), 'charts');
  const [map, ranking] = await Promise.all([
    loadImage(path.join(charts, 'need-map.png')),
    loadImage(path.join(charts, 'index-ranking.png')),
  ]);
  const widthOf = (image: typeof map) => Math.round((image.width * height) / image.height);
  const canvas = createCanvas(widthOf(map) + widthOf(ranking) + 3 * gap, height + 2 * gap);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#FFFFFF';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(map, gap, gap, widthOf(map), height);
  pen.drawImage(ranking, widthOf(map) + 2 * gap, gap, widthOf(ranking), height);
  const folder = path.join(import.meta.dirname, '..', 'docs', 'pictures');
  mkdirSync(folder, { recursive: true });
  const png = canvas.toBuffer('image/png');
  writeFileSync(path.join(folder, 'demo.png'), png);
  console.log(`docs/pictures/demo.png, ${Math.round(png.length / 1000)} kB`);
} finally {
  rmSync(demo, { recursive: true, force: true });
}
