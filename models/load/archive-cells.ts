/** The cells of an archive's members: counted by the engine as they lie unpacked, cleaned, and held against the contract. */
import { unlink } from 'node:fs/promises';
import type { Contract } from '../../sources/contract.js';
import type { ObservationSource } from '../../sources/define.js';
import { brokenContract } from '../../sources/faults/files.js';
import { unreadableFile } from '../../sources/faults/unreadable.js';
import { findTable, type TableFound } from '../../sources/formats/table.js';
import type { Member } from '../../sources/formats/zip.js';
import type { Engine } from '../engine/engine.js';
import { identifier, literal } from '../engine/quote.js';
import { breaks, cleaned } from './cells.js';
import { cellName, cellTable, type Reading, readCells } from './raw.js';

/** What one publisher gave for one month. */
export interface Piece {
  /** Its place among the pieces: the `file` of its cells. */
  readonly place: number;
  readonly member: Member;
  readonly publisher: string;
  readonly month: string;
}

export type ArchiveReading = Reading & { readonly source: ObservationSource };

/** A piece whose member lies unpacked in a file. */
export interface Unpacked extends Piece {
  readonly file: string;
  /** Its first line. */
  readonly header: string;
}

/** Counts a batch of members, those with their columns in the same order together, and clears them away. */
export async function count(
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
export async function cleanCodes(engine: Engine, reading: ArchiveReading, contract: Contract): Promise<void> {
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
export async function holdMember(engine: Engine, reading: ArchiveReading, unpacked: Unpacked): Promise<void> {
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
