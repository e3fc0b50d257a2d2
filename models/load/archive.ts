/**
 * Archives of events: a zip with a CSV for each publisher and month. Members are unpacked a few at a time into a scratch
 * folder and counted there by the engine, while the next ones are unpacked: neither the archive nor its contents are ever in
 * memory or on disk as a whole.
 */
import { isUtf8 } from 'node:buffer';
import { mkdtemp, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pLimit from 'p-limit';
import type { Contract, ObservationSource } from '../../sources/define.js';
import { brokenContract, unreadableFile } from '../../sources/faults/files.js';
import { findTable, type TableFound } from '../../sources/formats/table.js';
import { decodeWindows1252 } from '../../sources/formats/windows-1252.js';
import { BadZip, type Member, openZip, type Zip } from '../../sources/formats/zip.js';
import type { Engine } from '../engine/engine.js';
import { identifier, literal } from '../engine/quote.js';
import { breaks, cleaned } from './cells.js';
import { cellName, cellTable, type Reading, readCells } from './raw.js';

/** What one publisher gave for one month. */
interface Piece {
  /** Its place among the pieces: the `file` of its cells. */
  readonly place: number;
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

/** A piece whose member lies unpacked in a file. */
interface Unpacked extends Piece {
  readonly file: string;
  /** Its first line. */
  readonly header: string;
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

/** Counts a batch of members, those with their columns in the same order together, and clears them away. */
async function count(
  engine: Engine,
  reading: ArchiveReading,
  contract: Contract,
  batch: readonly Unpacked[],
): Promise<void> {
  const shapes = new Map<string, { found: TableFound; members: Unpacked[] }>();
  for (const unpacked of batch) {
    const known = shapes.get(unpacked.header);
    if (known) known.members.push(unpacked);
    else shapes.set(unpacked.header, { found: tableIn(unpacked, reading, contract), members: [unpacked] });
  }
  for (const { found, members } of shapes.values()) {
    const files = members.map(({ file }) => file);
    try {
      const { by, select } = selectCells(found, members);
      await engine.countCsv(cellName(reading.source), found, files, by, select);
    } catch (error) {
      for (const member of members) await holdMember(engine, reading, member);
      throw error;
    }
  }
  await Promise.all(batch.map(({ file }) => unlink(file)));
}

/** The table of a member, whose header is its first line: others that begin with the same line have the same columns. */
function tableIn(unpacked: Unpacked, reading: ArchiveReading, contract: Contract): TableFound {
  const found = findTable(unpacked.file, [contract]);
  if ('kind' in found) throw unreadableFile(memberReading(reading, unpacked), found);
  if (found.skip === 1) return found;
  const problem = { column: 'the header', expected: 'the first line', found: `line ${found.skip}`, count: 0, row: 0 };
  throw brokenContract(memberReading(reading, unpacked), [problem]);
}

/**
 * There are millions of these rows, so each is kept small and looked at once: a text of a closed list takes a byte, and the
 * month is that of the member, which each row is held to. Codes are few: they are cleaned when all has been counted.
 */
function selectCells({ contract, columns }: TableFound, members: readonly Unpacked[]): { by: string; select: string } {
  const there = Object.entries(contract.columns).filter(([name]) => columns.includes(name));
  const kept = there.filter(([, column]) => column.type !== 'month').map(([name]) => identifier(name));
  const by = there.map(([name, column]) => {
    if (column.choices) {
      const kept = `enum(${column.choices.map(literal).join(', ')})`;
      const plain = `try_cast(${identifier(name)} as ${kept})`;
      // Trimmed only where it must be: to trim millions of texts takes as long as to count them, and COALESCE trims them all.
      return `case when ${plain} is null then try_cast(${cleaned(name, column)} as ${kept}) else ${plain} end as ${identifier(name)}`;
    }
    if (column.type !== 'month') return identifier(name);
    return `${identifier(name)} is distinct from ${byFile(members.map(({ month }) => literal(month)))} as ${identifier(name)}`;
  });
  const broken = there.flatMap(([name, column]) => {
    if (column.type === 'month') return [identifier(name)];
    if (column.choices) return column.blanks ? [] : [`${identifier(name)} is null`];
    return column.type === 'code' ? [] : [breaks(name, column, contract)];
  });
  const select = `${kept.join(', ')}, cast(file + ${byFile(members.map(({ place }, i) => String(place - i)))} as usmallint) as file,
    cast(records as integer) as records, (${[...broken, 'false'].join(' or ')}) as broken`;
  return { by: by.join(', '), select };
}

/** Codes as they are cleaned, and whether they break the contract: worked out once for each text that occurs. */
async function cleanCodes(engine: Engine, reading: ArchiveReading, contract: Contract): Promise<void> {
  const table = cellTable(reading.source);
  for (const [name, column] of Object.entries(contract.columns)) {
    if (column.type !== 'code') continue;
    const raw = identifier(name);
    const different = `select ${raw} as raw, ${cleaned(name, column)} as cleaned, ${breaks(name, column, contract)} as odd
      from (select distinct ${raw} from ${table}) as each`;
    const { odd } = await engine.query(
      `select count_if(odd or cleaned is distinct from raw) as odd from (${different}) as seen`,
    );
    if (Number(odd?.[0]) === 0) continue;
    await engine.remake(
      cellName(reading.source),
      `select c.* replace (s.cleaned as ${raw}, (c.broken or s.odd) as broken) from ${table} as c
       join (${different}) as s on s.raw is not distinct from c.${raw}`,
    );
  }
}

/** What holds for each file of a list, said once for neighbours that share it: looking each row up in a list takes long. */
function byFile(values: readonly string[]): string {
  const last = values.flatMap((value, i) => (value === values[i + 1] ? [] : [`when file <= ${i} then ${value}`]));
  return `case ${last.join(' ')} end`;
}

const memberReading = (reading: ArchiveReading, { member }: Piece): Reading => ({
  ...reading,
  shown: `${member.name} in ${reading.shown}`,
});

/** Reads one member alone. Where it breaks the contract it says so, with row and column. */
async function holdMember(engine: Engine, reading: ArchiveReading, unpacked: Unpacked): Promise<void> {
  const apart = { ...reading.source, id: `${reading.source.id}_member` };
  const alone = memberReading({ ...reading, source: apart }, unpacked);
  const { columns } = await readCells(engine, { ...alone, file: unpacked.file });
  for (const [name, { type }] of Object.entries(columns)) {
    if (type !== 'month') continue;
    const month = `strftime(${identifier(name)}, '%Y-%m')`;
    const { found } = await engine.query(
      `select min(${month}) as found from ${cellTable(apart)} where ${month} <> ${literal(unpacked.month)}`,
    );
    if (typeof found?.[0] !== 'string') continue;
    const problem = { column: name, expected: unpacked.month, found: found[0], count: 0, row: 0 };
    throw brokenContract(memberReading(reading, unpacked), [problem]);
  }
  await engine.drop(cellTable(apart));
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
