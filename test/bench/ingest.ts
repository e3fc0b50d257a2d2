/**
 * `npm run bench:ingest`: an archive like police.uk's, with 2 GB of CSV inside, streamed and counted by the product in a
 * process of its own, beside a floor: a bare DuckDB `read_csv` and GROUP BY over the same files, already unpacked.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { openDuckDB } from '../../models/engine/duckdb.js';
import { readArchive } from '../../models/load/archive.js';
import { forces } from '../../sources/police/forces.js';
import { streetCrime } from '../../sources/police/street-crime.js';
import { monthsFrom, policeHeader } from '../support/police.js';
import { type Member, writeZip } from '../support/zip.js';

const gigabyte = 1e9;
/** CSV inside the archive. */
const wanted = 2 * gigabyte;
/** The archive, the same files unpacked, and room to work. */
const needed = 4.5 * gigabyte;
const mostMemory = 600;
const mostTimes = 2;

interface Measured {
  readonly ms: number;
  readonly memory: number;
  /** Seconds of processor, which other work on the machine does not stretch as it does the clock. */
  readonly processor: number;
  /** Events, groups of them, and a sum that depends on which event is in which group. */
  readonly answer: readonly number[];
}

const answerSql = (place: string, count: string, table: string) =>
  `select cast(sum(${count}) as bigint), count(*), cast(sum(${count} * (hash(${place}) % 1000)) as bigint) from ${table}`;

/** Megabytes at most, and seconds of processor. */
function used(): [memory: number, processor: number] {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  return [maxRSS / 1024, (userCPUTime + systemCPUTime) / 1e6];
}

/** The product: the archive as it comes, into a warehouse on disk. */
async function product(folder: string): Promise<Measured> {
  const engine = await openDuckDB(path.join(folder, `warehouse-${process.pid}.duckdb`));
  const start = performance.now();
  const file = path.join(folder, 'archive.zip');
  await readArchive(engine, { source: streetCrime, release: '2025-10', file, shown: 'the archive' });
  const ms = performance.now() - start;
  const [memory, processor] = used();
  const columns = await engine.query(
    answerSql('area, cast(crime_type as varchar)', 'records', 'scratch.cells_police_street_crime'),
  );
  await engine.close();
  return { ms, memory, processor, answer: Object.values(columns).map(([value]) => Number(value)) };
}

/** The floor: nothing is unpacked, checked or kept small. */
async function floor(folder: string): Promise<Measured> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const columns = policeHeader.split(',').map((_, i) => `'c${i}': 'VARCHAR'`);
  const start = performance.now();
  await connection.run(`
    create table counted as select c7 as area, c1 as month, c2 as force, c9 as type, count(*) as records
    from read_csv('${folder}/unpacked/*.csv', auto_detect = false, header = false, skip = 1, delim = ',', quote = '"',
      escape = '"', nullstr = '', columns = {${columns.join(', ')}})
    group by c7, c1, c2, c9`);
  const ms = performance.now() - start;
  const [memory, processor] = used();
  const [row = []] = (await connection.runAndReadAll(answerSql('area, type', 'records', 'counted'))).getRows();
  connection.closeSync();
  instance.closeSync();
  return { ms, memory, processor, answer: row.map(Number) };
}

const types = streetCrime.tables[0]?.columns.crime_type?.choices ?? [];
const outcomes = [
  'Under investigation',
  'Investigation complete; no suspect identified',
  'Unable to prosecute suspect',
  'Status update unavailable',
];
const streets = ['Park Road', 'High Street', 'Station Approach', 'Church Lane', 'Mill Close', 'Shopping Area'];

/** Members of the archive, also written unpacked. Random ids hardly pack, the rest does: as in the real files. */
function* members(folder: string, rowsEach: number, told: { bytes: number; rows: number }): Generator<Member> {
  const slugs = Object.keys(forces).filter((slug) => 'area' in forces[slug as keyof typeof forces]);
  const months = monthsFrom('2022-11', 36);
  for (const month of months) {
    for (const [f, slug] of slugs.entries()) {
      // One force in London is as large as seven others.
      const rows = Math.round(rowsEach * (slug === 'metropolitan' ? 7 : 1));
      const text = streetText(slug, f, month, rows);
      const name = `${month}-${slug}-street.csv`;
      writeFileSync(path.join(folder, 'unpacked', name), text);
      told.bytes += text.length;
      told.rows += rows;
      yield { name: `${month}/${name}`, text };
    }
  }
}

function streetText(slug: string, force: number, month: string, rows: number): string {
  const ids = randomBytes(32 * rows).toString('hex');
  const chance = randomBytes(4 * rows);
  const by = `${slug.replaceAll('-', ' ')} Constabulary`;
  const lines = Array.from({ length: rows }, (_, i) => {
    const [a = 0, b = 0] = [chance.readUInt16LE(4 * i), chance.readUInt16LE(4 * i + 2)];
    const place = force * 780 + (a % 780);
    const type = types[b % 3 === 0 ? types.length - 1 : b % types.length] ?? '';
    const antiSocial = type === types[0];
    const point = `${(-1.5 - (place % 997) / 700).toFixed(6)},${(51.2 + (a % 8191) / 4000).toFixed(6)}`;
    const where = `On or near ${streets[a % streets.length]},E0${1_000_000 + place},District ${String(place % 400).padStart(3, '0')}${'ABCDE'[a % 5]}`;
    const outcome = antiSocial ? '' : outcomes[b % outcomes.length];
    return `${antiSocial ? '' : ids.slice(64 * i, 64 * i + 64)},${month},${by},${by},${point},${where},${type},${outcome},`;
  });
  return `${[policeHeader, ...lines].join('\n')}\n`;
}

/** Runs one of the two in a process of its own. */
function apart(role: 'product' | 'floor', folder: string): Measured {
  const script = process.argv[1] ?? '';
  const text = execFileSync(process.execPath, [...process.execArgv, script, role, folder], { encoding: 'utf8' });
  return JSON.parse(text) as Measured;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function bench(rounds: number): Promise<void> {
  const free = statfsSync(tmpdir()).bavail * statfsSync(tmpdir()).bsize;
  if (free < needed) {
    console.log(
      `Left out: ${tmpdir()} has ${(free / gigabyte).toFixed(1)} GB free, and ${needed / gigabyte} are needed.`,
    );
    return;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'wardwise-ingest-'));
  const clear = () => rmSync(folder, { recursive: true, force: true });
  process.once('SIGINT', () => {
    clear();
    process.exit(130);
  });
  try {
    mkdirSync(path.join(folder, 'unpacked'));
    const told = { bytes: 0, rows: 0 };
    const zipped = await writeZip(path.join(folder, 'archive.zip'), members(folder, wanted / 36 / 49 / 238, told));
    const sizes = `${(told.bytes / gigabyte).toFixed(2)} GB of CSV in a zip of ${(zipped / gigabyte).toFixed(2)} GB`;
    console.log(
      `${sizes}, ${told.rows.toLocaleString('en-GB')} events in ${36 * 43} members, ${rounds} rounds, medians.`,
    );
    const floors: Measured[] = [];
    const products: Measured[] = [];
    for (let round = 0; round < rounds; round++) {
      floors.push(apart('floor', folder));
      products.push(apart('product', folder));
    }
    report(floors, products, told.bytes);
  } finally {
    clear();
  }
}

function report(floors: readonly Measured[], products: readonly Measured[], bytes: number): void {
  const base = median(floors.map((f) => f.ms));
  const line = (name: string, all: readonly Measured[]) => {
    const ms = median(all.map((m) => m.ms));
    const memory = Math.max(...all.map((m) => m.memory));
    const processor = median(all.map((m) => m.processor));
    console.log(
      `${name.padEnd(52)} ${ms.toFixed(0).padStart(7)} ms ${(ms / base).toFixed(2).padStart(6)} × floor ${(bytes / 1e3 / ms).toFixed(0).padStart(5)} MB/s, ${processor.toFixed(1)} s of processor, most memory ${memory.toFixed(0)} MB`,
    );
  };
  line('floor: read_csv and GROUP BY over unpacked files', floors);
  line('product: unpacked, checked and counted as it streams', products);
  const same = products.every((p) => JSON.stringify(p.answer) === JSON.stringify(floors[0]?.answer));
  console.log(
    `Same answer as the floor: ${same ? 'yes' : 'NO'} (${floors[0]?.answer.slice(0, 2).join(' events in ')} groups).`,
  );
  const times = median(products.map((p) => p.ms)) / base;
  const memory = Math.max(...products.map((p) => p.memory));
  const held = same && times <= mostTimes && memory < mostMemory;
  console.log(`${held ? 'Holds' : 'DOES NOT HOLD'}: at most ${mostTimes} × floor, under ${mostMemory} MB.`);
  if (!held) process.exitCode = 1;
}

const [role, folder = ''] = process.argv.slice(2);
if (role === 'product' || role === 'floor') {
  console.log(JSON.stringify(await (role === 'product' ? product : floor)(folder)));
} else await bench(Number(role ?? 3));
