/**
 * `npm run bench:england`: the stages of an all-England run beside a floor measured in the same process: one
 * hand-written DuckDB script (england-floor.sql) that makes the same answer from the same bytes.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { openDuckDB } from '../../models/engine/duckdb.js';
import { needsAssessment } from '../../pipelines/needs-assessment.js';
import type { Event } from '../../pipelines/report.js';
import { run } from '../../pipelines/run.js';
import { layMirror } from '../support/mirror.js';

const rounds = Number(process.argv[2] ?? 3);
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Runs the floor in a database file of its own; returns its milliseconds. */
async function floor(mirror: string, out: string): Promise<number> {
  const start = performance.now();
  const instance = await DuckDBInstance.create(`${out}.duckdb`);
  const connection = await instance.connect();
  await connection.run(`set variable mirror = '${mirror}'`);
  await connection.run(readFileSync(path.join(import.meta.dirname, 'england-floor.sql'), 'utf8'));
  await connection.run(
    `copy (select s.*, n.score, n.rank from scored as s left join need as n using (area)) to '${out}' (format parquet)`,
  );
  connection.closeSync();
  instance.closeSync();
  return performance.now() - start;
}

/** Runs the product in a fresh workspace; returns milliseconds by stage and by table. */
async function product(mirror: string, workspace: string): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  const tell = (event: Event) => {
    if (event.event === 'stage') times.set(event.stage, event.ms);
    if (event.event === 'step') times.set(`  ${event.table}`, event.ms);
  };
  const start = performance.now();
  await run(workspace, [needsAssessment], { mirror, tell });
  return times.set('whole run', performance.now() - start);
}

/** Largest difference between the two indices, ward by ward: the floor must be the same answer. */
async function difference(workspace: string, out: string): Promise<string> {
  const engine = await openDuckDB(path.join(workspace, '.wardwise', 'warehouse.duckdb'));
  const answer = await engine.query(`
    select count(*) as wards, max(abs(m.score - f.score)) as score, max(abs(m.rank - f.rank)) as rank
    from mart_index as m join (select distinct area, score, rank from '${out}' where area_level = 'ward') as f on f.area = m.ward`);
  await engine.close();
  return `${answer.wards?.[0]} wards, largest difference of score ${Number(answer.score?.[0]).toExponential(1)}, of rank ${answer.rank?.[0]}`;
}

const folder = mkdtempSync(path.join(tmpdir(), 'wardwise-bench-'));
try {
  const mirror = path.join(folder, 'mirror');
  if (!layMirror(mirror)) {
    console.log('Skipped: ../shared/data is not there.');
  } else {
    const floors: number[] = [];
    const runs: Map<string, number>[] = [];
    let same = '';
    for (let round = 0; round < rounds; round++) {
      const [workspace, out] = [
        mkdtempSync(path.join(folder, 'england-')),
        path.join(folder, `floor-${round}.parquet`),
      ];
      writeFileSync(path.join(workspace, 'assessment.yaml'), 'area: E92000001\n');
      floors.push(await floor(mirror, out));
      runs.push(await product(mirror, workspace));
      same = await difference(workspace, out);
      rmSync(workspace, { recursive: true });
    }
    print(floors, runs, same);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function print(floors: readonly number[], runs: readonly Map<string, number>[], same: string): void {
  const base = median(floors);
  const of = (name: string) => median(runs.map((r) => r.get(name) ?? Number.NaN));
  const line = (name: string, ms: number) =>
    console.log(`${name.padEnd(48)} ${ms.toFixed(0).padStart(7)} ms ${(ms / base).toFixed(2).padStart(7)} × floor`);
  console.log(`All England, ${rounds} rounds, medians. Same answer as the floor: ${same}.`);
  line('floor: one hand-written DuckDB script', base);
  for (const name of ['fetch', 'build', 'draw', 'publish', 'whole run']) line(name, of(name));
  const boundary = [...(runs[0]?.keys() ?? [])].find((name) => name.startsWith('  boundary_'));
  // Outlines and ranges of ranks are made side by side with other tables, so their own times are the most they can cost.
  if (boundary) line('  of it outlines, which the floor does not read', of(boundary));
  line('  of it ranges of ranks, which it does not make', of('  rank_range'));
  line('build without these two', of('build') - of(boundary ?? '') - of('  rank_range'));
  console.log('\nThe tables that take longest:');
  const tables = [...(runs[0]?.keys() ?? [])].filter((name) => name.startsWith('  '));
  for (const name of tables.sort((a, b) => of(b) - of(a)).slice(0, 16)) line(name, of(name));
  console.log(`\nMost memory held at once: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
}
