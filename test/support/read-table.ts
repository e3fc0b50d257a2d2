/** Reads one file by some contracts with a real engine, as a run does, and gives back its cells. */
import { openDuckDB } from '../../models/engine/duckdb.js';
import { type Row, toRows } from '../../models/engine/engine.js';
import { cellTable, readCells } from '../../models/load/raw.js';
import type { Contract } from '../../sources/contract.js';
import { defineSource } from '../../sources/define.js';
import { faultOf } from './workspace.js';

const source = (tables: readonly Contract[]) =>
  defineSource({
    id: 'read_here',
    gives: 'observations',
    title: 'A table',
    publisher: 'Nobody',
    licence: 'None',
    page: '',
    cadence: 'never',
    areaType: 'any',
    covers: 'nowhere',
    disclosure: 'none needed',
    releases: [],
    tables,
    measures: {},
  });

/** Every cell by the contract's name for it, with its status (`n status`): 0 a figure, 1 none, 2 withheld. */
export const readTable = (file: string, tables: readonly Contract[]): Promise<Row[]> =>
  askTable(file, tables, 'select * exclude (row_number, broken) from cells order by row_number');

/** The answer of a query over the table `cells`. */
export async function askTable(file: string, tables: readonly Contract[], sql: string): Promise<Row[]> {
  const engine = await openDuckDB();
  try {
    const reading = { source: source(tables), release: '1', file, shown: 'the file' };
    await readCells(engine, reading);
    return toRows(await engine.query(sql.replace('from cells', `from ${cellTable(reading.source)}`)));
  } finally {
    await engine.close();
  }
}

/** The message that a piece of work ends in. */
export const faultText = async (work: () => Promise<unknown>): Promise<string> => (await faultOf(work)).render();
