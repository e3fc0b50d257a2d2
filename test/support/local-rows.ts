/** Loads one file of a council's own by its contract, as a run does, into an engine that tests share. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { openDuckDB } from '../../models/engine/duckdb.js';
import { type Engine, type Row, toRows } from '../../models/engine/engine.js';
import { loadRows, rowsTable } from '../../models/load/rows.js';
import type { RowsSource } from '../../sources/define.js';

/** An engine that knows two wards and an LSOA of one authority. */
export async function engineWithAreas(): Promise<Engine> {
  const engine = await openDuckDB();
  await engine.create(
    'area',
    `select * from (values ('ward25', 'E05001341', 'E08000032'), ('ward25', 'E05001342', 'E08000032'),
       ('lsoa21', 'E01010646', 'E08000032')) as t(area_type, area, authority)`,
  );
  return engine;
}

/** Every row of `local_<id>`, in the order of all its columns. */
export async function rowsOf(
  engine: Engine,
  source: RowsSource,
  folder: string,
  content: string | Uint8Array,
): Promise<Row[]> {
  const file = path.join(folder, source.id);
  writeFileSync(file, content);
  await loadRows(engine, { source, release: '', file, shown: `local/${source.id}.csv`, wardType: 'ward25' });
  const columns = Object.keys(await engine.query(`select * from ${rowsTable(source)} limit 0`));
  return toRows(
    await engine.query(`select columns(*)::varchar from ${rowsTable(source)} order by ${columns.join(', ')}`),
  );
}
