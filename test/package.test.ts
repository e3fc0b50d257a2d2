/** What other programs read the tables by: held to the public schemas, and every row read back through them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Package } from 'datapackage';
import JSONstat from 'jsonstat-toolkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckDB } from '../models/engine/duckdb.js';
import { writeTables } from '../outputs/files/tables.js';
import { loadMarts, reportRows } from './support/report.js';
import { remove, temporaryFolder } from './support/workspace.js';

const rows = reportRows();
const awkward = '=1+1, "Quoted"\nStreet';
rows.mart_index[0]!.ward_name = awkward;
let folder: string;
let again: string;
beforeAll(async () => {
  [folder, again] = [temporaryFolder(), temporaryFolder()];
  const engine = await openDuckDB();
  await loadMarts(engine, rows);
  for (const place of [folder, again]) await writeTables(engine, place, { version: '0.1.0' });
  await engine.close();
});
afterAll(() => {
  remove(folder);
  remove(again);
});
const json = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'));

describe('datapackage.json', () => {
  it('is a valid tabular data package, and its schemas read every row of every table', async () => {
    const read = await Package.load(join(folder, 'datapackage.json'));
    expect([read.valid, read.errors]).toEqual([true, []]);
    const counts: Record<string, number> = {};
    for (const resource of read.resources) counts[resource.name] = (await resource.read()).length;
    expect(counts).toMatchObject({
      indicators: rows.mart_indicator.length,
      wards: rows.mart_index.length,
      domains: rows.mart_domain.length,
      sources: rows.mart_source.length,
    });
    const wards = read.resources.find((resource) => resource.name === 'wards');
    const first = (await wards?.read({ keyed: true }))?.[0];
    expect(first).toMatchObject({ ward_name: `[${awkward}]`, score: rows.mart_index[0]!.score });
  });

  it('a wrong row is refused by its schema', async () => {
    const read = await Package.load(join(folder, 'datapackage.json'));
    const wards = read.resources.find((resource) => resource.name === 'wards');
    const broken = structuredClone(wards?.descriptor.schema) as { fields: { name: string; type: string }[] };
    for (const field of broken.fields) if (field.name === 'ward_name') field.type = 'integer';
    const { descriptor } = read;
    for (const resource of descriptor.resources as { name: string; schema: unknown }[]) {
      if (resource.name === 'wards') resource.schema = broken;
    }
    const spoilt = await Package.load(descriptor, { basePath: folder });
    await expect(spoilt.resources.find((r) => r.name === 'wards')?.read()).rejects.toThrow();
  });

  it('says of every column what it is, and of every licence and source where', () => {
    const { resources, licenses, sources } = json('datapackage.json');
    for (const { schema } of resources) for (const field of schema.fields) expect(field.description).not.toBe('');
    expect(licenses[0].name).toBe('OGL-UK-3.0');
    expect(sources).toHaveLength(rows.mart_source.length);
  });
});

describe('CSV on the Web', () => {
  it('names every column of every file, in the file’s own order', () => {
    const { tables } = json('data/csv-metadata.json');
    for (const { url, tableSchema } of tables) {
      const [header] = readFileSync(join(folder, 'data', url), 'utf8').split('\n');
      expect(tableSchema.columns.map((column: { name: string }) => column.name).join(',')).toBe(header?.trim());
    }
    expect(tables).toHaveLength(json('datapackage.json').resources.length);
  });
});

describe('JSON-stat', () => {
  it('gives back every value, and why there is none', () => {
    const cube = JSONstat(json('data/indicators.jsonstat.json'));
    expect(cube.length).toBe(3);
    for (const row of rows.mart_indicator) {
      const cell = cube.Data({ indicator: row.indicator, area: row.area, said: 'value' });
      expect(cell.value).toBe(row.value);
      expect(cell.status ?? 'measured').toBe(row.status);
    }
  });
});

it('is the same twice', () => {
  for (const file of ['datapackage.json', 'data/csv-metadata.json', 'data/indicators.jsonstat.json']) {
    expect(readFileSync(join(folder, file), 'utf8')).toBe(readFileSync(join(again, file), 'utf8'));
  }
});
