/** Where a council's own rows are: codes as people write them, points, postcodes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, toRows } from '../models/engine/engine.js';
import { loadObservations } from '../models/load/observations.js';
import { birthRegistrations } from '../sources/local/birth-registrations.js';
import { domesticAbuseIncidents } from '../sources/local/domestic-abuse-incidents.js';
import { engineWithAreas } from './support/local-rows.js';
import { faultText } from './support/read-table.js';

const folder = mkdtempSync(path.join(tmpdir(), 'wardwise-places-'));
let engine: Engine;
beforeAll(async () => {
  engine = await engineWithAreas();
  const square = (west: number) => {
    const ring = [
      [west, 0],
      [west, 1000],
      [west + 1000, 1000],
      [west + 1000, 0],
      [west, 0],
    ].map(([x = 0, y = 0]) => [416000 + x, 432000 + y]);
    return `'${JSON.stringify({ type: 'MultiPolygon', coordinates: [[ring]] })}'`;
  };
  await engine.create(
    'boundary',
    `select * from (values ('ward25', 'E05001341', ${square(0)}), ('ward25', 'E05001342', ${square(1000)}), ('ward25', 'E05001343', null))
     as t(area_type, area, geometry)`,
  );
  await engine.create('lookup_postcodes', `select 'BD11HX' as from_area, 'E01010646' as to_area`);
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Incidents by area, those without left out. */
async function incidents(text: string, postcodes?: string) {
  const file = path.join(folder, 'incidents.csv');
  writeFileSync(file, text);
  const { incidents: measure } = domesticAbuseIncidents.measures;
  const load = loadObservations(engine, {
    source: domesticAbuseIncidents,
    release: '',
    period: '',
    file,
    shown: 'local/incidents.csv',
    measures: [measure],
    wardType: 'ward25',
    postcodes,
  });
  await load.read();
  await load.store();
  const rows = toRows(
    await engine.query(
      `select area, cast(value as integer) as n from observation_domestic_abuse_incidents where value > 0 order by area`,
    ),
  );
  return Object.fromEntries(rows.map(({ area, n }) => [area, n]));
}

describe('a code', () => {
  it.each(['E05001341', 'e05001341', ' E05001341 ', 'E0500 1341', 'E05001341.0', '\u00a0E05001341'])(
    'may be written “%s”',
    async (code) => {
      expect(await incidents(`date,area\n31/03/2025,${code}\n`)).toEqual({ E05001341: 1 });
    },
  );
});

describe('a date', () => {
  it.each([
    '31/03/2025',
    '2025-03-31',
    '45747',
    '45747.375',
    '31/3/2025',
    '2025-03-31T10:15:00',
    '31/03/2025 10:15',
    '31 March 2025',
  ])('may be written “%s”', async (date) => {
    await incidents(`date,area\n${date},E05001341\n`);
    const { period } = await engine.query(
      `select distinct period from observation_domestic_abuse_incidents where value > 0`,
    );
    expect(period).toEqual(['March 2025 to March 2025']);
  });

  it.each(['03/31/2025', '31/03/25', '31/02/2025', '31/03/0205', '2025', '99999'])('is not “%s”', async (date) => {
    expect(await faultText(() => incidents(`date,area\n${date},E05001341\n`))).toMatch(/expected\s+a date such as/);
  });
});

describe('a point', () => {
  it('in metres is the ward it lies in', async () => {
    const text =
      'date,easting,northing\n31/03/2025,416432,432500\n31/03/2025,417100,432500\n31/03/2025,416432,432500\n';
    expect(await incidents(text)).toEqual({ E05001341: 2, E05001342: 1 });
  });

  it('in degrees is the ward it lies in', async () => {
    expect(await incidents('date,lat,lon\n31/03/2025,53.7897,-1.7523\n')).toEqual({ E05001341: 1 });
  });

  it('outside the wards stops the load, and is not shown', async () => {
    const text = 'date,easting,northing\n31/03/2025,416432,432500\n31/03/2025,499111,432500\n';
    const fault = await faultText(() => incidents(text));
    expect(fault).toMatch(/1 point of 2 in local\/incidents.csv lies outside the wards[\s\S]*row 2 below the header/);
    expect(fault).not.toMatch(/499111/);
  });

  it('with its numbers the wrong way about breaks the contract', async () => {
    const fault = await faultText(() => incidents('date,lat,lon\n31/03/2025,-1.7523,53.7897\n'));
    expect(fault).toMatch(/"lat"\s+expected a number from 49 to 61/);
    expect(fault).not.toMatch(/53\.7897/);
  });
});

describe('a postcode', () => {
  it('is the LSOA that the lookup has it in', async () => {
    expect(await incidents('date,area\n31/03/2025,bd1 1hx\n', 'lookup_postcodes')).toEqual({ E01010646: 1 });
  });

  it('wants a lookup', async () => {
    const fault = await faultText(() => incidents('date,area\n31/03/2025,BD1 1HX\n'));
    expect(fault).toMatch(/gives 1 postcode, and no postcode lookup is at hand/);
    expect(fault).not.toMatch(/1HX/);
  });

  it('that the lookup does not have stops the load, and is not shown', async () => {
    const fault = await faultText(() => incidents('date,area\n31/03/2025,BD9 9ZZ\n', 'lookup_postcodes'));
    expect(fault).toMatch(/1 postcode .* is not in the postcode lookup/);
    expect(fault).not.toMatch(/9ZZ/);
  });
});

it('a part of births cannot be more than all of them', async () => {
  const file = path.join(folder, 'births.csv');
  writeFileSync(file, 'area,period,births,sole\nE05001341,2024,21,210\n');
  const { births } = birthRegistrations.measures;
  const reading = { source: birthRegistrations, release: '', period: '', file, shown: 'x', measures: [births] };
  const load = loadObservations(engine, { ...reading, wardType: 'ward25' });
  expect(await faultText(load.read)).toMatch(/no more than in "births" of the same row\s+found\s+"210" in 1 row/);
});
