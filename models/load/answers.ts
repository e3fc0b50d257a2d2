/**
 * A council's own table that comes as answers: a file, or a folder of responses. Each file is held against the contract by
 * itself and none is loaded in part; of what several tell about one thing the newest is taken, and what was not is kept
 * in `local_<id>_answer`.
 */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Column, Contract } from '../../sources/contract.js';
import type { RowsSource } from '../../sources/define.js';
import { Fault } from '../../sources/faults/fault.js';
import { noResponses, refusedResponses, undecided } from '../../sources/faults/responses.js';
import { unreadableFile } from '../../sources/faults/unreadable.js';
import { answeredColumn, type ResponseFile, responseFiles } from '../../sources/formats/answers.js';
import { openZip } from '../../sources/formats/zip.js';
import { type Engine, toRows } from '../engine/engine.js';
import { identifier, literal } from '../engine/quote.js';
import { cellName, cellTable, type Reading, readCells } from './raw.js';

export const answersTable = ({ id }: Pick<RowsSource, 'id'>): string => `local_${id}_answer`;

const answerColumns = `service_id, organisation, name, ${answeredColumn}, outcome`;

/** The empty table of answers, for where no file is given. */
export const noAnswers = `select ${answerColumns
  .split(', ')
  .map((name) => `cast(null as varchar) as ${name}`)
  .join(', ')} where false`;

/**
 * Reads a file or every file of a folder into `cells`, the newest answer about each key, and makes `local_<id>_answer`.
 * Throws one Fault that names every file with something wrong in it.
 */
export async function readAnswers(
  engine: Engine,
  reading: Reading & { readonly source: RowsSource },
): Promise<Contract> {
  const { source, file, shown } = reading;
  const isFolder = statSync(file).isDirectory();
  const files = isFolder ? responseFiles(file) : undefined;
  if (files?.length === 0) throw noResponses(reading);
  const [contract] = source.tables;
  if (!contract) throw new Error(`${source.id} has no contract`);
  const all = `answers_${source.id}`;
  const faults: { readonly name: string; readonly fault: Fault }[] = [];
  for (const [i, one] of (files ?? [{ name: shown, file }]).entries()) {
    const fault = await orFault(() => add(engine, reading, contract, one, { all, first: i === 0, isFolder }));
    if (fault) faults.push({ name: one.name, fault });
  }
  const [only] = faults;
  if (only && !isFolder) throw only.fault;
  if (only) throw refusedResponses(reading, faults, files?.length ?? 0);
  await choose(engine, reading, contract, all);
  return contract;
}

async function orFault(work: () => Promise<void>): Promise<Fault | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

interface Adding {
  readonly all: string;
  readonly first: boolean;
  readonly isFolder: boolean;
}

/** Reads one file and puts its rows to the others. */
async function add(
  engine: Engine,
  reading: Reading & { readonly source: RowsSource },
  contract: Contract,
  one: ResponseFile,
  { all, first, isFolder }: Adding,
): Promise<void> {
  const { source } = reading;
  const file = isFolder ? { ...reading, file: one.file, shown: path.posix.join(reading.shown, one.name) } : reading;
  if (one.odd) throw unreadableFile(file, { kind: 'odd_answers', odd: [one.odd] });
  if (isFolder) await mustBePlain(file);
  const found = await readCells(engine, file);
  const said = answeredColumn in found.columns ? identifier(answeredColumn) : 'null';
  const kept = Object.keys(contract.columns).map(identifier).join(', ');
  const rows = `select ${kept}, coalesce(cast(${said} as varchar), cast(verified_on as varchar), '') as ${answeredColumn} from ${cellTable(source)}`;
  await engine.remake(all, first ? rows : `select * from scratch.${identifier(all)} union all ${rows}`);
}

const mostUnpacked = 64 * 2 ** 20;

/** Workbooks of people outside are held to the sizes they claim before they are opened, and nothing else may be packed. */
async function mustBePlain(file: Reading): Promise<void> {
  const [one, two] = readFileSync(file.file).subarray(0, 2);
  if (one === 0x1f && two === 0x8b) throw unreadableFile(file, { kind: 'broken_gzip' });
  if (one !== 0x50 || two !== 0x4b) return;
  try {
    const zip = await openZip(file.file);
    try {
      const size = zip.members.reduce((sum, member) => sum + member.size, 0);
      if (size > mostUnpacked)
        throw unreadableFile(file, { kind: 'too_large', limit: `${mostUnpacked / 2 ** 20} MB unpacked` });
      for (const member of zip.members) await member.lend(async () => undefined);
    } finally {
      await zip.close();
    }
  } catch (error) {
    throw error instanceof Fault ? error : unreadableFile(file, { kind: 'torn_workbook' });
  }
}

/** Of several answers about one thing the newest; the same one sent twice is one. Throws a Fault where none is the newest. */
async function choose(
  engine: Engine,
  reading: Reading & { readonly source: RowsSource },
  { columns, key = [] }: Contract,
  all: string,
): Promise<void> {
  const { source } = reading;
  const keys = key.map(identifier).join(', ');
  await engine.remake(
    all,
    `select *, rank() over (partition by ${keys} order by ${answeredColumn} desc) as place
     from (select distinct * from scratch.${identifier(all)}) as told`,
  );
  const tied = toRows(
    await engine.query(
      `select min(name) as name, min(organisation) as organisation, min(${answeredColumn}) as answered, count(*) as n
       from scratch.${identifier(all)} where place = 1 and level is not null group by ${keys} having count(*) > 1 order by min(name)`,
    ),
  );
  if (tied[0]) throw undecided(reading, tied.length, tied[0]);
  await engine.create(
    answersTable(source),
    `select service_id, organisation, name, nullif(${answeredColumn}, '') as ${answeredColumn},
       case when place > 1 then ${literal('replaced')} when level is null then ${literal('left_out')} else ${literal('taken')} end as outcome
     from scratch.${identifier(all)} order by service_id, place`,
  );
  const kept = Object.entries(columns).map(([name]: [string, Column]) => identifier(name));
  await engine.remake(
    cellName(source),
    `select row_number() over (order by ${keys}) as row_number, ${kept.join(', ')}
     from scratch.${identifier(all)} where place = 1 and level is not null`,
  );
  await engine.drop(`scratch.${all}`);
}
