/** A council's own tables that are not figures by area: from a checked file to `local_<id>`. */

import type { Column, Contract } from '../../sources/contract.js';
import { type RowsSource, takesAnswers } from '../../sources/define.js';
import { unknownAreas } from '../../sources/faults/files.js';
import type { AreaType } from '../../sources/geography.js';
import { declared } from '../declared.js';
import { type Engine, toRows } from '../engine/engine.js';
import { identifier } from '../engine/quote.js';
import { answersTable, noAnswers, readAnswers } from './answers.js';
import { type Placing, placeCells } from './places.js';
import { cellTable, readCells } from './raw.js';
import { isOutlines, zonesOfOutlines } from './zone-outlines.js';

export const rowsTable = ({ id }: RowsSource): string => `local_${id}`;

interface RowsReading extends Placing {
  readonly source: RowsSource;
  readonly wardType: AreaType;
}

/** The columns of `local_<id>`: those of the shapes that need no adding up, in their order. */
export function rowsColumns({ tables }: RowsSource): ReadonlyMap<string, Column> {
  const kept = tables.filter(({ keeps }) => keeps === undefined);
  return new Map(
    kept.flatMap(({ columns }) => Object.entries(columns).filter(([, { personal }]) => personal !== true)),
  );
}

/** Every table that loading a source makes. */
export const rowsTables = (source: RowsSource): string[] => [
  rowsTable(source),
  ...(takesAnswers(source) ? [answersTable(source)] : []),
];

/** Makes an empty `local_<id>`. */
export async function loadNoRows(engine: Engine, source: RowsSource): Promise<void> {
  await engine.create(rowsTable(source), `select ${typed(rowsColumns(source), () => 'null')} where false`);
  if (takesAnswers(source)) await engine.create(answersTable(source), noAnswers);
}

/** Makes `local_<id>` from a file. Throws a Fault, and leaves the last good table, when the file breaks its contract. */
export async function loadRows(engine: Engine, reading: RowsReading): Promise<void> {
  const { source } = reading;
  if (source.outlines && isOutlines(reading.file)) {
    const rows = await zonesOfOutlines(engine, reading);
    return declared(engine, rowsTable(source), { area: 'text', zone: 'text', zone_name: 'text' }, rows).make();
  }
  const contract = await (takesAnswers(source) ? readAnswers : readCells)(engine, reading);
  await placeCells(engine, reading, contract);
  await checkCodes(engine, reading, contract);
  const kept = rowsColumns(source);
  const given = (name: string) => contract.keeps !== undefined || name in contract.columns;
  const select = typed(kept, (name) => (given(name) ? identifier(name) : 'null'));
  await engine.create(
    rowsTable(source),
    `with cells as (select * from ${cellTable(source)}), kept as (${contract.keeps ?? 'select * from cells'}) select ${select} from kept`,
  );
  await engine.drop(cellTable(source));
}

const sqlTypes: Partial<Record<Column['type'], string>> = { number: 'double', whole: 'double', date: 'date' };

const typed = (columns: ReadonlyMap<string, Column>, value: (name: string) => string): string =>
  [...columns]
    .map(([name, { type }]) => `cast(${value(name)} as ${sqlTypes[type] ?? 'varchar'}) as ${identifier(name)}`)
    .join(', ');

/** Areas are of this assessment: wards, the smaller areas in them, authorities. */
async function checkCodes(engine: Engine, reading: RowsReading, { columns }: Contract): Promise<void> {
  const { source, wardType } = reading;
  for (const [name, { type }] of Object.entries(columns)) {
    if (type !== 'area') continue;
    const [held = {}] = toRows(
      await engine.query(`
      with named as (
        select ${identifier(name)} as area, min(row_number) as first_row from ${cellTable(source)}
        where ${identifier(name)} is not null group by ${identifier(name)}
      )
      select count(*) as areas, count(case when not known then 1 end) as strays,
        arg_min(case when not known then area end, case when not known then first_row end) as example
      from (select area, first_row, area in (select area from area) or area in (select authority from area where authority is not null) as known
            from named) as held`),
    );
    if (Number(held.strays) === 0) continue;
    throw unknownAreas(reading, {
      areas: Number(held.areas),
      strays: Number(held.strays),
      example: String(held.example),
      areaType: wardType,
      known: ', of the smaller areas in it, or of authorities',
    });
  }
}
