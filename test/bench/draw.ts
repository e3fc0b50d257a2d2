/**
 * `npm run bench:draw`: the map of need of all England as PNG and SVG, beside a bare canvas and a bare join of the same
 * outlines in the same process; then every file of one council, and when each document was there.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCanvas } from 'canvas';
import type { MartRow } from '../../models/marts.js';
import { needMap } from '../../outputs/charts/need-map.js';
import { drawFiles } from '../../outputs/drawing/draw.js';
import { needColours, registerFont } from '../../outputs/drawing/style.js';
import { boxOf, fitTo, type Polygon, polygonsOf } from '../../outputs/map/grid.js';
import { publish } from '../../outputs/publish.js';
import { needsAssessment } from '../../pipelines/needs-assessment.js';
import { run } from '../../pipelines/run.js';
import { writeDemo } from '../../sources/demo/files.js';
import { readOutlines } from '../../sources/formats/geojson.js';
import { ward25Boundaries } from '../../sources/ons/boundaries.js';
import { madeUpRows, type Rows } from '../support/marts.js';
import { mirrorFiles } from '../support/mirror.js';
import { shared } from '../support/shared.js';
import { filesUnder, remove, temporaryFolder, withEngine, withoutPictures } from '../support/workspace.js';

const rounds = Number(process.argv[2] ?? 5);
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** By the clock, and of the processor: all threads of it, and not stretched by other work on the machine. */
interface Taken {
  readonly clock: number;
  readonly processor: number;
}

function timer(): () => Taken {
  const [clock, processor] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(processor);
    return { clock: performance.now() - clock, processor: (user + system) / 1000 };
  };
}

interface Outline {
  readonly code: string;
  readonly authority: string;
  readonly polygons: readonly Polygon[];
}

/** England's wards, or as many made-up ones with as many corners, where the real ones are not at hand. */
function outlines(): readonly Outline[] {
  const file = mirrorFiles['ons_ward25_boundaries/2025.geojson.gz'];
  if (shared !== undefined && file !== undefined)
    return readOutlines(path.join(shared, 'data', file), ward25Boundaries).outlines;
  const [across, side, corners] = [83, 4000, 40];
  return Array.from({ length: across * across }, (_, i) => {
    const [x, y] = [(i % across) * side, Math.floor(i / across) * side];
    const edge = (from: readonly number[], to: readonly number[]) =>
      Array.from({ length: corners }, (_, k): [number, number] => {
        const along = k / corners;
        const [dx = 0, dy = 0] = [(to[0] ?? 0) - (from[0] ?? 0), (to[1] ?? 0) - (from[1] ?? 0)];
        return [Math.round((from[0] ?? 0) + dx * along), Math.round((from[1] ?? 0) + dy * along + 150 * Math.sin(k))];
      });
    const [a, b, c, d] = [
      [x, y],
      [x, y + side],
      [x + side, y + side],
      [x + side, y],
    ] as const;
    const ring = [...edge(a, b), ...edge(b, c), ...edge(c, d), ...edge(d, a)];
    return {
      code: `E05${String(i).padStart(6, '0')}`,
      authority: `E06${String(i % 300).padStart(6, '0')}`,
      polygons: [[ring]],
    };
  });
}

/** The marts a map needs, with ranks in the order of the codes. */
function rowsOf(wards: readonly Outline[]): Rows {
  const rows = madeUpRows();
  const pattern = rows.mart_index.find((row) => row.rank !== null) as MartRow<'mart_index'>;
  const of = wards.length;
  rows.mart_assessment = rows.mart_assessment.map((row) => ({
    ...row,
    area_name: 'England',
    benchmark_name: 'England',
  }));
  rows.mart_index = wards.map(({ code, authority }, i) => ({
    ...pattern,
    ward: code,
    ward_name: code,
    authority,
    authority_name: authority,
    rank: i + 1,
    of,
    decile: Math.ceil((10 * (i + 1)) / of),
  }));
  rows.mart_boundary = wards.map(({ code, authority, polygons }) => ({
    area: code,
    authority,
    in_area: true,
    geometry: JSON.stringify({ type: 'MultiPolygon', coordinates: polygons }),
  }));
  return rows;
}

/** No words, no legend, no shared borders: each outline filled and stroked, and the same as paths of an SVG. */
async function floor(rows: Rows): Promise<Taken> {
  const taken = timer();
  const shapes = rows.mart_boundary.map(({ geometry }) => polygonsOf(geometry));
  const fit = fitTo(boxOf(shapes.flat()), 434, 620, 10);
  const scale = 300 / 96;
  const canvas = createCanvas(Math.round(624 * scale), Math.round((fit.height + 200) * scale));
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#FFFFFF';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.scale(scale, scale);
  const paths: string[] = [];
  for (const [i, polygons] of shapes.entries()) {
    const fill = needColours[Math.floor((5 * i) / shapes.length)] ?? '#FFFFFF';
    const words: string[] = [];
    pen.beginPath();
    for (const ring of polygons.flat()) {
      for (const [k, [east, north]] of ring.entries()) {
        const [x, y] = [fit.x(east), fit.y(north)];
        if (k === 0) pen.moveTo(x, y);
        else pen.lineTo(x, y);
        words.push(`${k === 0 ? 'M' : 'L'}${x.toFixed(1)},${y.toFixed(1)}`);
      }
      pen.closePath();
    }
    pen.fillStyle = fill;
    pen.fill();
    pen.strokeStyle = fill;
    pen.lineWidth = 0.3;
    pen.stroke();
    paths.push(`<path fill="${fill}" d="${words.join('')}"/>`);
  }
  const [png, svg] = [await canvas.encode('png'), `<svg>${paths.join('')}</svg>`];
  const both = taken();
  sizes.set('floor', [png.length, svg.length]);
  return both;
}

const sizes = new Map<string, readonly [png: number, svg: number]>();

/** The map as it is published: SVG, PNG, spec, data and words. */
async function product(rows: Rows): Promise<Taken> {
  const taken = timer();
  const drawing = needMap.draw(rows, 'page');
  if (!drawing) throw new Error('nothing drawn');
  const { png, svg } = await drawFiles(drawing);
  const both = taken();
  sizes.set('product', [png.length, svg.length]);
  return both;
}

async function england(): Promise<void> {
  const wards = outlines();
  const rows = rowsOf(wards);
  const corners = wards.reduce((sum, { polygons }) => sum + polygons.flat().reduce((n, ring) => n + ring.length, 0), 0);
  const about = `${wards.length.toLocaleString('en-GB')} wards with ${corners.toLocaleString('en-GB')} corners`;
  console.log(`${about}${shared === undefined ? ', made up' : ''}, ${rounds} rounds, medians.`);
  registerFont();
  const [floors, products]: [Taken[], Taken[]] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    const [bare, made] = [await floor(rows), await product(rows)];
    // The first round is for the compiler.
    if (round > 0) [floors[round - 1], products[round - 1]] = [bare, made];
  }
  const of = (all: readonly Taken[], kind: keyof Taken) => median(all.map((taken) => taken[kind]));
  const base = of(floors, 'processor');
  for (const [name, all, key] of [
    ['floor: bare canvas and bare paths', floors, 'floor'],
    ['product: the map in all its forms', products, 'product'],
  ] as const) {
    const [clock, ms] = [of(all, 'clock'), of(all, 'processor')];
    const [png = 0, svg = 0] = sizes.get(key) ?? [];
    const weight = `PNG ${(png / 1e6).toFixed(1)} MB, SVG ${(svg / 1e6).toFixed(1)} MB`;
    const times = `${ms.toFixed(0).padStart(6)} ms of processor ${(ms / base).toFixed(2).padStart(6)} × floor`;
    console.log(`${name.padEnd(44)} ${times}, ${clock.toFixed(0)} ms by the clock   ${weight}`);
  }
  const held = of(products, 'processor') <= base;
  console.log(`${held ? 'Holds' : 'DOES NOT HOLD'}: no slower than the floor.`);
  if (!held) process.exitCode = 1;
}

/** Which files a reader waits for; the rest are counted together. */
const documents = ['index.html', 'board-paper.docx', 'slides.pptx', 'tables.xlsx', 'datapackage.json'];

async function council(): Promise<void> {
  const workspace = temporaryFolder();
  writeDemo(workspace);
  await run(workspace, [withoutPictures(needsAssessment)], { mirror: path.join(workspace, 'mirror') });
  const folder = mkdtempSync(path.join(tmpdir(), 'wardwise-draw-'));
  try {
    const whole: number[] = [];
    let begun = 0;
    for (let round = 0; round < 2; round++) {
      begun = Date.now();
      const start = performance.now();
      const tool = { version: 'bench', command: 'npm run bench:draw' };
      await withEngine(workspace, (engine) => publish(engine, [needsAssessment], folder, tool));
      whole.push(performance.now() - start);
    }
    const files = filesUnder(folder);
    const ready = (some: readonly string[]) => Math.max(...some.map((file) => statSync(file).mtimeMs)) - begun;
    const line = (name: string, ms: number) => console.log(`${name.padEnd(44)} ${ms.toFixed(0).padStart(6)} ms`);
    console.log(`\nOne council, 30 wards, ${files.length} files.`);
    line('all of them, the first time in a process', whole[0] ?? 0);
    line('all of them, the second time', whole[1] ?? 0);
    console.log('Of that second time, when each was there:');
    for (const name of documents) line(`  ${name}`, ready([path.join(folder, name)]));
    const charts = files.filter((file) => path.basename(path.dirname(file)) === 'charts');
    line(`  the last of ${charts.length} files of charts`, ready(charts));
  } finally {
    rmSync(folder, { recursive: true, force: true });
    remove(workspace);
  }
}

await england();
await council();
