/**
 * Archives of events: a zip with a CSV for each publisher and month. Members are unpacked a few at a time into a scratch
 * folder and counted there by the engine, while the next ones are unpacked: neither the archive nor its contents are ever in
 * memory or on disk as a whole.
 */
import { isUtf8 } from 'node:buffer';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pLimit from 'p-limit';
import type { Contract } from '../../sources/contract.js';
import type { ObservationSource } from '../../sources/define.js';
import { brokenContract } from '../../sources/faults/files.js';
import { unreadableFile } from '../../sources/faults/unreadable.js';
import { decodeWindows1252 } from '../../sources/formats/windows-1252.js';
import { BadZip, openZip, type Zip } from '../../sources/formats/zip.js';
import type { Engine } from '../engine/engine.js';
import { type ArchiveReading, cleanCodes, count, holdMember, type Piece, type Unpacked } from './archive-cells.js';
import { cellTable } from './raw.js';

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
      await cleanCodes(engine, reading, contract);
      await checkCells(engine, reading, pieces, folder);
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
  const pieces = members.flatMap((member): Omit<Piece, 'place'>[] => {
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
  return pieces.sort((a, b) => (a.member.name < b.member.name ? -1 : 1)).map((piece, place) => ({ ...piece, place }));
}

/** How many bytes are unpacked before they are counted: enough to keep the engine busy, few enough to stay in the disk's cache. */
const batchBytes = 96 * 1024 * 1024;

/** More at a time are no faster, and each is in memory while it is unpacked. */
const unpackedAtOnce = 4;

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
    const unpacked = await unpack(batch, folder);
    await counting;
    counting = count(engine, reading, contract, unpacked);
    // A failure is thrown by the next await; until then nobody is listening.
    counting.catch(() => undefined);
  }
  await counting;
}

function batchesOf(pieces: readonly Piece[]): Piece[][] {
  const batches: Piece[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const piece of pieces) {
    bytes += piece.member.size;
    if (bytes > batchBytes) {
      batches.push([]);
      bytes = piece.member.size;
    }
    batches.at(-1)?.push(piece);
  }
  return batches;
}

async function unpack(pieces: readonly Piece[], folder: string): Promise<Unpacked[]> {
  const limit = pLimit(unpackedAtOnce);
  return Promise.all(
    pieces.map((piece) =>
      limit(async () => {
        const file = path.join(folder, path.posix.basename(piece.member.name));
        const header = await piece.member.lend(async (bytes) => {
          await writeFile(file, isUtf8(bytes) ? bytes : decodeWindows1252(bytes));
          return bytes.subarray(0, Math.max(0, bytes.indexOf('\n'))).toString('latin1');
        });
        return { ...piece, file, header };
      }),
    ),
  );
}

/** What was counted is held against the contract; the first member that breaks it is read again to say where. */
async function checkCells(
  engine: Engine,
  reading: ArchiveReading,
  pieces: readonly Piece[],
  folder: string,
): Promise<void> {
  const { first } = await engine.query(`select min(file) as first from ${cellTable(reading.source)} where broken`);
  const broken = pieces.filter(({ place }) => place === first?.[0]);
  for (const unpacked of await unpack(broken, folder)) {
    await holdMember(engine, reading, unpacked);
    throw new Error(`${unpacked.member.name} breaks its contract in bulk and keeps it alone`);
  }
}

const loadPieces = (engine: Engine, source: ObservationSource, pieces: readonly Piece[]): Promise<void> =>
  engine.load(
    pieceTable(source),
    { file: 'whole', publisher: 'text', month: 'text' },
    {
      file: pieces.map(({ place }) => place),
      publisher: pieces.map(({ publisher }) => publisher),
      month: pieces.map(({ month }) => month),
    },
  );
