/** Reading a snapshot into a raw table and holding it against its contract, before anything is believed. */
import type { Contract, Source } from '../../sources/define.js';
import { brokenContract, type Problem, unreadableFile } from '../../sources/faults.js';
import { findTable, type TableFound } from '../../sources/formats/table.js';
import type { CsvRead, Engine } from '../engine/engine.js';
import { breaks, cleaned, expected, identifier } from './cells.js';

/** What is being read, for messages. */
export interface Reading {
  readonly source: Exclude<Source, { gives: 'boundaries' }>;
  readonly release: string;
  /** Where the bytes are. */
  readonly file: string;
  /** What to call the file in a message. */
  readonly shown: string;
}

/** The raw table's name while one source is read; there is one at a time. */
export const rawTable = 'raw';

/** Reads a snapshot as text into `raw` and checks every cell. Returns the contract it follows. Throws a Fault with every kind of problem found. */
export async function readRaw(engine: Engine, reading: Reading): Promise<Contract> {
  const found = findTable(reading.file, reading.source.tables);
  if ('kind' in found) throw unreadableFile(reading, found);
  await readText(engine, reading, found);
  const problems = await findProblems(engine, found);
  if (problems.length > 0) throw brokenContract(reading, problems);
  return found.contract;
}

async function readText(engine: Engine, reading: Reading, found: TableFound): Promise<void> {
  const read: CsvRead = { ...found, file: reading.file, encoding: 'utf-8' };
  try {
    await engine.readCsv(rawTable, read);
  } catch (first) {
    if (!/unicode|utf-?8/i.test(String(first))) throw asFault(reading, found, first);
    try {
      await engine.readCsv(rawTable, { ...read, encoding: 'windows-1252' });
    } catch (second) {
      throw asFault(reading, found, second);
    }
  }
}

/** Turns the reader's own message about a torn file into ours; anything else is a fault of the tool. */
function asFault(reading: Reading, found: TableFound, error: unknown): unknown {
  const text = String(error);
  const line = Number(/Line: (\d+)/.exec(text)?.[1] ?? Number.NaN);
  const columns = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(text);
  if (columns) {
    const problem = {
      column: 'the whole row',
      expected: `${columns[1]} columns`,
      found: `${columns[2]} columns`,
      count: 1,
    };
    return brokenContract(reading, [{ ...problem, row: Number.isNaN(line) ? found.skip + 1 : line }]);
  }
  if (/gzip|unterminated quote|quote|CSV Error/i.test(text)) {
    return unreadableFile(reading, { kind: 'torn', ...(Number.isNaN(line) ? {} : { line }) });
  }
  return error;
}

async function findProblems(engine: Engine, { contract, columns, skip }: TableFound): Promise<Problem[]> {
  const names = columns.filter((name): name is string => name !== null);
  const counts = names.flatMap((name, i) => {
    const broken = breaks(name, columnOf(contract, name), contract);
    return [
      `count(*) filter (where ${broken}) as n${i}`,
      `min(row_number) filter (where ${broken}) as at${i}`,
      `arg_min(coalesce(${identifier(name)}, ''), row_number) filter (where ${broken}) as found${i}`,
    ];
  });
  const answer = await engine.query(`select count(*) as rows, ${counts.join(', ')} from ${rawTable}`);
  const cell = (name: string) => answer[name]?.[0] ?? null;
  const rows = Number(cell('rows'));
  if (rows === 0)
    return [{ column: 'the whole file', expected: 'rows below the header', found: 'none', count: 0, row: skip + 1 }];
  const cells = names.flatMap((name, i): Problem[] => {
    const count = Number(cell(`n${i}`));
    if (count === 0) return [];
    const column = columnOf(contract, name);
    const heading = typeof column.heading === 'string' ? column.heading : (column.heading[0] ?? name);
    return [
      {
        column: `"${heading}"`,
        expected: expected(column, contract),
        found: `"${cell(`found${i}`)}"`,
        count,
        rows,
        row: skip + Number(cell(`at${i}`)),
      },
    ];
  });
  return [...cells, ...(await repeatedKeys(engine, contract, skip)), ...fewRows(contract, rows, skip)];
}

const columnOf = (contract: Contract, name: string) => contract.columns[name] as Contract['columns'][string];

async function repeatedKeys(engine: Engine, contract: Contract, skip: number): Promise<Problem[]> {
  const key = contract.key ?? [];
  if (key.length === 0) return [];
  const values = key.map((name) => cleaned(name, columnOf(contract, name)));
  const answer = await engine.query(`
    select count(*) as n, min(second) as first_row, arg_min(example, second) as example
    from (select max(row_number) as second, ${values.map((v) => `cast(min(${v}) as varchar)`).join(` || ' ' || `)} as example
          from ${rawTable} group by ${values.join(', ')} having count(*) > 1) as repeated`);
  const count = Number(answer.n?.[0]);
  if (count === 0) return [];
  return [
    {
      column: key.map((k) => `"${k}"`).join(' with '),
      expected: 'each only once',
      found: `"${answer.example?.[0]}" again`,
      count,
      row: skip + Number(answer.first_row?.[0]),
    },
  ];
}

function fewRows({ atLeastRows = 0 }: Contract, rows: number, skip: number): Problem[] {
  if (rows >= atLeastRows) return [];
  return [
    {
      column: 'the whole file',
      expected: `at least ${atLeastRows} rows`,
      found: `${rows}`,
      count: 1,
      row: skip + rows,
    },
  ];
}
