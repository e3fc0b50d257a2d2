/**
 * Archives of events: a zip with a CSV for each publisher and month. Members are unpacked a few at a time into a scratch
 * folder and counted there by the engine, while the next ones are unpacked: neither the archive nor its contents are ever in
 * memory or on disk as a whole.
 */
import { isUtf8 } from 'node:buffer';
import { mkdtemp, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Contract, ObservationSource } from '../../sources/define.js';
import { brokenContract, unreadableFile } from '../../sources/faults/files.js';
import { findTable, type TableFound } from '../../sources/formats/table.js';
import { decodeWindows1252 } from '../../sources/formats/windows-1252.js';
import { BadZip, type Member, openZip, type Zip } from '../../sources/formats/zip.js';
import { type Engine, toRows } from '../engine/engine.js';
import { identifier, literal } from '../engine/quote.js';
import { breaks, cleaned } from './cells.js';
import { cellName, cellTable, type Reading, readCells } from './raw.js';

/** What one publisher gave for one month. */
interface Piece {
  readonly member: Member;
  readonly publisher: string;
  readonly month: string;
}

type ArchiveReading = Reading & { readonly source: ObservationSource };

/** The table that says of each `file` in the cells whose it is and which month's. */
export const pieceTable = ({ id }: ObservationSource): string => `piece_${id}`;

/**
 * Reads an archive into `cells`: for each combination of the contract's columns and each `file` the number of `records`.
 * Throws a Fault for an archive that is torn or not to be trusted, and for a member that breaks the contract.
 */
export async function readArchive(engine: Engine, reading: ArchiveReading): Promise<Contract> {
  const contract = reading.source.tables.find((table) => table.members !== undefined);
  if (!contract) throw new Error(`${reading.source.id} is no archive`);
  const folder = await mkdtemp(path.join(tmpdir(), 'wardwise-archive-'));
  try {
    const zip = await openZip(reading.file);
    try {
      const pieces = piecesOf(zip, reading, contract);
      await countAll(engine, reading, contract, pieces, folder);
      await checkCells(engine, reading, contract, pieces, folder);
      await loadPieces(engine, reading.source, pieces);
    } finally {
      await zip.close();
    }
  } catch (error) {
    throw error instanceof BadZip ? unreadableFile(reading, { kind: 'bad_zip', found: error.message }) : error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return contract;
}

/** The members to read, by month and publisher. A publisher that is not known stops the load: its areas would seem to lack data. */
function piecesOf({ members }: Zip, reading: ArchiveReading, contract: Contract): Piece[] {
  const shape = new RegExp(contract.members ?? '');
  const known = new Set(Object.keys(reading.source.coverage?.publishers ?? {}));
  const pieces = members.flatMap((member): Piece[] => {
    const { publisher, month } = shape.exec(member.name)?.groups ?? {};
    return publisher && month ? [{ member, publisher, month }] : [];
  });
  const stray = pieces.filter(({ publisher }) => !known.has(publisher));
  const problem = { column: 'the members of the archive', count: 0, row: 0 };
  if (pieces.length === 0) {
    const found = members.length === 0 ? 'none' : `${members.length} others, such as ${members[0]?.name}`;
    throw brokenContract(reading, [{ ...problem, expected: `names like ${contract.members}`, found }]);
  }
  if (stray.length > 0) {
    const expected = `one of: ${[...known].join(', ')}`;
    throw brokenContract(reading, [{ ...problem, expected, found: stray[0]?.member.name ?? '' }]);
  }
  return pieces.sort((a, b) => (a.member.name < b.member.name ? -1 : 1));
}

/** How many bytes are unpacked before they are counted: enough to keep the engine busy, few enough to stay in the disk's cache. */
const batchBytes = 64 * 1024 * 1024;

/** Unpacking more members than this at a time is no faster, and each is in memory while it is unpacked. */
const unpackedAtOnce = 3;

async function countAll(
  engine: Engine,
  reading: ArchiveReading,
  contract: Contract,
  pieces: readonly Piece[],
  folder: string,
): Promise<void> {
  await engine.drop(cellTable(reading.source));
  let counting = Promise.resolve();
  for (const batch of batchesOf(pieces)) {
    const unpacked = await unpack(pieces.slice(batch.from, batch.to), folder);
    await counting;
    counting = count(engine, reading, contract, unpacked, batch.from);
    // A failure is thrown by the next await; until then nobody is listening.
    counting.catch(() => undefined);
  }
  await counting;
}

function batchesOf(pieces: readonly Piece[]): { from: number; to: number }[] {
  const batches: { from: number; to: number }[] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const [i, { member }] of pieces.entries()) {
    if (bytes + member.size > batchBytes) {
      batches.push({ from: i, to: i });
      bytes = 0;
    }
    const last = batches.at(-1);
    if (last) last.to = i + 1;
    bytes += member.size;
  }
  return batches;
}

interface Unpacked {
  readonly name: string;
  readonly file: string;
}

async function unpack(pieces: readonly Piece[], folder: string): Promise<Unpacked[]> {
  const unpacked = pieces.map(({ member }) => ({
    name: member.name,
    file: path.join(folder, path.posix.basename(member.name)),
  }));
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < pieces.length; i = next++) {
      const bytes = await (pieces[i] as Piece).member.bytes();
      await writeFile((unpacked[i] as Unpacked).file, isUtf8(bytes) ? bytes : decodeWindows1252(bytes));
    }
  };
  await Promise.all(Array.from({ length: unpackedAtOnce }, worker));
  return unpacked;
}

/** Counts a batch of members, those with their columns in the same order together, and clears them away. */
async function count(
  engine: Engine,
  reading: ArchiveReading,
  contract: Contract,
  batch: readonly Unpacked[],
  first: number,
): Promise<void> {
  const shapes = new Map<string, { found: TableFound; at: number[] }>();
  for (const [i, { name, file }] of batch.entries()) {
    const found = findTable(file, [contract]);
    if ('kind' in found) throw unreadableFile(memberReading(reading, name), found);
    const key = JSON.stringify([found.columns, found.skip, found.delimiter]);
    const shape = shapes.get(key) ?? { found, at: [] };
    shape.at.push(i);
    shapes.set(key, shape);
  }
  for (const { found, at } of shapes.values()) {
    const files = at.map((i) => batch[i] as Unpacked);
    const place = at.every((i, j) => i === j + (at[0] ?? 0))
      ? `file + ${first + (at[0] ?? 0)}`
      : `list_extract([${at.map((i) => first + i).join(', ')}], file + 1)`;
    try {
      await engine.countCsv(
        cellName(reading.source),
        found,
        files.map(({ file }) => file),
        selectCells(found, place),
      );
    } catch (error) {
      await holdEach(engine, reading, files);
      throw error;
    }
  }
  await Promise.all(batch.map(({ file }) => unlink(file)));
}

function selectCells(found: TableFound, place: string): string {
  const { contract } = found;
  const columns = Object.entries(contract.columns).filter(([name]) => found.columns.includes(name));
  const cells = columns.map(([name, column]) => {
    const value = cleaned(name, column);
    // Few different texts in many rows: as one of a list each takes a byte.
    const kept = column.choices ? `try_cast(${value} as enum(${column.choices.map(literal).join(', ')}))` : value;
    return `${kept} as ${identifier(name)}`;
  });
  const broken = columns.map(([name, column]) => breaks(name, column, contract)).join(' or ');
  return `${cells.join(', ')}, cast(${place} as integer) as file, cast(records as integer) as records, (${broken}) as broken`;
}

const memberReading = (reading: ArchiveReading, name: string): Reading => ({
  ...reading,
  shown: `${name} in ${reading.shown}`,
});

/** Reads members one by one: the one that is at fault says so, with row and column. */
async function holdEach(engine: Engine, reading: ArchiveReading, files: readonly Unpacked[]): Promise<void> {
  const { coverage: _, ...source } = reading.source;
  for (const { name, file } of files) {
    const apart = { ...source, id: `${source.id}_member` };
    await readCells(engine, { ...memberReading({ ...reading, source: apart }, name), file });
    await engine.drop(cellTable(apart));
  }
}

/** What was counted is held against the contract: cells by the contract's columns, months by the member's name. */
async function checkCells(
  engine: Engine,
  reading: ArchiveReading,
  contract: Contract,
  pieces: readonly Piece[],
  folder: string,
): Promise<void> {
  const cells = cellTable(reading.source);
  const months = pieces.map(({ month }) => literal(`${month}-01`)).join(', ');
  const stray = contract.columns.month ? `month <> cast(list_extract([${months}], file + 1) as date)` : 'false';
  const [held = {}] = toRows(
    await engine.query(`
    select min(file) filter (where broken) as broken, min(file) filter (where ${stray}) as stray,
      min(strftime(month, '%Y-%m')) filter (where ${stray}) as example
    from ${cells}`),
  );
  const broken = typeof held.broken === 'number' ? pieces[held.broken] : undefined;
  if (broken) {
    await holdEach(engine, reading, await unpack([broken], folder));
    throw new Error(`${broken.member.name} breaks its contract in bulk and keeps it alone`);
  }
  const other = typeof held.stray === 'number' ? pieces[held.stray] : undefined;
  if (other) {
    const problem = { column: 'month', expected: other.month, found: String(held.example), count: 0, row: 0 };
    throw brokenContract(memberReading(reading, other.member.name), [problem]);
  }
}

const loadPieces = (engine: Engine, source: ObservationSource, pieces: readonly Piece[]): Promise<void> =>
  engine.load(
    pieceTable(source),
    { file: 'whole', publisher: 'text', month: 'text' },
    {
      file: pieces.map((_, i) => i),
      publisher: pieces.map(({ publisher }) => publisher),
      month: pieces.map(({ month }) => month),
    },
  );
