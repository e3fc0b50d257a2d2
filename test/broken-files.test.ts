/**
 * Every kind of broken file, a publisher's and a council's own: the run ends in exit 11 (12 where an audit finds it)
 * with a message that says where, what was expected and found, what it means and what to do; what was published, the
 * lock and the tables stay as they were; and with the file mended there is nothing to do.
 */
import { renameSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exitCodes } from '../sources/faults/fault.js';
import * as spoil from './support/spoil.js';
import {
  ask,
  copyOf,
  demoText,
  faultOf,
  files,
  goodWorkspace,
  hashes,
  remove,
  runHere,
  tablesOnly,
  write,
} from './support/workspace.js';

const sources = {
  tenure: { id: 'ons_census_tenure', file: files.tenure },
  iod: { id: 'mhclg_iod2025', file: files.iod },
  lookup: { id: 'ons_lsoa21_ward25', file: files.lookup },
  outlines: { id: 'ons_ward25_boundaries', file: files.outlines },
  births: { id: 'birth_registrations', file: files.births },
  incidents: { id: 'domestic_abuse_incidents', file: files.incidents },
  own: { id: 'own_indicators', file: files.own },
} as const;
type Name = keyof typeof sources;

interface Broken {
  readonly source: Name;
  readonly spoil: spoil.Spoil;
  /** Parts of the message. */
  readonly says: readonly string[];
  /** Laid with this ending in place of the file. */
  readonly ending?: string;
  readonly exit?: number;
  /** The source the message names, where another one brings the fault to light. */
  readonly blames?: string;
}

const broken = (source: Name, how: spoil.Spoil, ...says: string[]): Broken => ({ source, spoil: how, says });
const tables = ['tenure', 'iod', 'lookup', 'births', 'incidents', 'own'] as const;
const each = (how: spoil.Spoil, ...says: string[]): Broken[] => tables.map((source) => broken(source, how, ...says));
const some = (how: spoil.Spoil, ...says: string[]): Broken[] =>
  each(how, ...says).filter(({ source }) => ['tenure', 'lookup', 'births'].includes(source));
const gz = (source: Name, share: number): Broken => ({
  source,
  ending: '.gz',
  spoil: (text) => {
    const bytes = gzipSync(text, { level: 0 });
    return bytes.subarray(0, Math.round(bytes.length * share));
  },
  says: [],
});

const kinds: Readonly<Record<string, readonly Broken[]>> = {
  'renamed heading': [
    broken(
      'tenure',
      spoil.heading('Observation', 'Observations counted'),
      'lacks 1 column',
      'did the publisher mean "Observations counted"?',
    ),
    broken(
      'iod',
      spoil.heading('Crime Score', 'Crime Score 2025'),
      '"Crime Score": did the publisher mean "Crime Score 2025"?',
    ),
    broken('lookup', spoil.heading('WD25CD', 'WD26CD'), 'lacks 1 column', '"WD25CD": did the publisher mean "WD26CD"?'),
    broken('births', spoil.heading('births', 'total births'), '"births": did you mean "total births"?'),
    broken('incidents', spoil.heading('date', 'recorded'), 'lacks 1 column', '"incident_id", "recorded", "area"'),
    broken('own', spoil.heading('numerator', 'numerators'), 'did you mean "numerators"?'),
  ],
  'missing column': [
    broken('tenure', spoil.without('Observation'), 'lacks 1 column it must have', '"Observation"'),
    broken('lookup', spoil.without('LAD25CD'), 'lacks 1 column it must have', '"LAD25CD"'),
    broken('births', spoil.without('sole'), 'lacks 1 column it must have', '"sole"'),
    broken('own', spoil.without('period'), 'lacks 1 column it must have', '"period"'),
  ],
  'column twice': [
    broken('births', spoil.heading('married', 'sole'), 'has a column twice', '"sole"', 'columns 4 and 7'),
    broken('tenure', spoil.heading('Lower layer Super Output Areas,', 'OBS_VALUE,'), 'columns 2 and 5'),
  ],
  'wrong type': [
    broken(
      'tenure',
      spoil.cell(17, -1, 'many'),
      '"Observation"',
      'a whole number',
      '"many" in 1 row of 9,360, first at row 17',
    ),
    broken('tenure', spoil.cell(17, -1, ''), 'a whole number', '"" in 1 row of 9,360, first at row 17'),
    broken('iod', spoil.cell(5, 4, 'high'), '(IMD) Score"', 'a number', '"high" in 1 row of 1,040, first at row 5'),
    broken('incidents', spoil.cell(9, 1, '31/02/2024'), '"date"', 'a date such as 31/03/2025', 'first at row 9'),
    broken('incidents', spoil.cell(9, 1, '09/04/24'), 'a date such as 31/03/2025', 'first at row 9'),
    broken('incidents', spoil.cell(3, 2, '5001341'), '"area"', 'an area code such as E05001341', 'first at row 3'),
    broken('incidents', spoil.cell(3, 2, 'BD1 1AA'), 'gives 1 postcode, and no postcode lookup is at hand', '"area"'),
    broken('own', spoil.cell(4, 4, 'n/k'), '"denominator"', 'a whole number', '"n/k" in 1 row of 58, first at row 4'),
  ],
  'unknown mark': [
    broken('tenure', spoil.cell(30, -1, '[c]'), 'a whole number', '"[c]" in 1 row of 9,360, first at row 30'),
    broken('iod', spoil.cell(5, 4, '..'), 'a number', '".." in 1 row of 1,040, first at row 5'),
    broken('births', spoil.cell(3, 3, '<5'), '"sole"', 'a whole number', '"<5" in 1 row of 174, first at row 3'),
    broken('own', spoil.cell(4, 3, '*'), '"numerator"', '"*" in 1 row of 58, first at row 4'),
  ],
  'negative count': [
    broken('tenure', spoil.cell(17, -1, '-4'), 'a whole number', '"-4" in 1 row of 9,360, first at row 17'),
    broken('births', spoil.cell(3, 2, '-40'), 'a whole number', '"-40" in 1 row of 174, first at row 3'),
    broken('own', spoil.cell(4, 3, '-7'), 'a whole number', '"-7" in 1 row of 58, first at row 4'),
  ],
  'web page': [
    ...each(() => spoil.page, 'is a web page, not data', 'comma-separated values', '<!DOCTYPE html> <html>'),
    broken('outlines', () => spoil.page, 'is not the boundary file it should be', 'not JSON'),
  ],
  JSON: [
    ...some(() => spoil.answer, 'is JSON, not a table', 'comma-separated values', 'Invalid query'),
    broken('outlines', () => spoil.answer, 'a GeoJSON FeatureCollection', 'no features'),
  ],
  empty: [...some(() => '', 'is empty'), broken('outlines', () => '', 'not JSON')],
  'header only': some(spoil.headerOnly, 'the whole file', 'rows below the header', 'none'),
  'cut mid row': [
    ...each(spoil.cutMidRow, 'the whole row', ' in 1 row, first at row '),
    broken('outlines', (text) => text.slice(0, text.length / 2), 'not JSON'),
  ],
  'cut at a line end': [
    broken('tenure', spoil.cutAtLineEnd(0.5), 'gives 1 authority only in part', '150 areas of Ferrowick, or none'),
    broken(
      'tenure',
      spoil.cutLines(4),
      '1 area in',
      'lacks rows that the others have',
      '9 rows for each area',
      '5 for X01001040',
    ),
    broken('tenure', spoil.leaveOut(17), 'lacks rows that the others have', '8 for X01000002'),
    broken('iod', spoil.cutAtLineEnd(0.5), 'gives 1 authority only in part', '150 areas of Ferrowick, or none'),
    {
      ...broken('lookup', spoil.cutAtLineEnd(0.5), '520 areas of 1,040', 'that the lookup to wards knows'),
      blames: '',
    },
    broken('outlines', spoil.cutFeatures(12), 'has changed too much', 'rows     210 before, 12 now'),
  ],
  'half a gzip': [
    gz('tenure', 0.5),
    gz('iod', 0.5),
    { ...gz('lookup', 0.5), blames: '' },
    gz('outlines', 0.5),
    gz('tenure', 0.0001),
  ],
  'wrong codes': [
    broken('tenure', spoil.replaced(/X01/g, 'E01'), '1,040 areas of 1,040', 'codes of LSOA 2021', 'E01000001'),
    broken('tenure', spoil.wardsForLsoas, 'codes of LSOA 2021', 'X05000001, a code of ward 2025'),
    broken(
      'iod',
      spoil.replaced(/X010000/g, 'X010900'),
      '99 areas of 1,040',
      'X01090001, the code of an LSOA, perhaps of another year',
    ),
    broken('births', spoil.replaced(/X05/g, 'E05'), '29 areas of 29', 'codes of ward 2025', 'E05000001'),
    broken('births', spoil.replaced(/X05000001/g, 'X06000001'), '1 area of 29 in local', 'is not known', 'X06000001'),
    broken('incidents', spoil.cell(3, 2, 'X01999999'), '1 area of', 'is not known here', 'X01999999'),
    broken('lookup', spoil.replaced(/X01(\d{6})/g, 'X05$1'), 'codes of LSOA 2021', 'X05000001'),
    broken('lookup', spoil.replaced(/X05(\d{6})/g, 'X01$1'), 'codes of ward 2025', 'X01000001'),
    { ...broken('lookup', spoil.replaced(/X01/g, 'E01'), 'codes of LSOA 2021'), blames: '' },
    { ...broken('lookup', spoil.replaced(/X05/g, 'E05'), 'not of the same wards'), exit: 12, blames: 'The audit' },
    // A ward that no small area is best fitted to is known by its outline alone; the zones name one.
    {
      ...broken('outlines', spoil.replaced(/"X05000013/g, '"E05000013'), 'X05000013, the code of a ward'),
      blames: 'zones',
    },
    {
      ...broken('outlines', spoil.replaced(/"X05(?!000013)/g, '"E05'), 'not of the same wards'),
      exit: 12,
      blames: 'The audit',
    },
  ],
  'row twice': [
    broken(
      'tenure',
      spoil.twice(17),
      '"Lower layer Super Output Areas Code" with "Tenure',
      'each only once',
      'first at row 18',
    ),
    broken('incidents', spoil.twice(5), '"incident_id"', 'each only once', 'again in 1 row', 'first at row 6'),
    broken('iod', spoil.twice(5), '"LSOA code (2021)"', '"X01000004" again in 1 row, first at row 6'),
    broken('lookup', spoil.twice(5), '"LSOA21CD"', '"X01000004" again in 1 row, first at row 6'),
    broken('births', spoil.twice(3), '"area" with "period"', '"X05000002 2019" again in 1 row, first at row 4'),
    broken('own', spoil.twice(3), 'each only once', 'first at row 4'),
    broken('outlines', spoil.twice(3), 'X05000002 more than once'),
  ],
  'unknown category': [
    broken(
      'tenure',
      spoil.cell(17, 3, 'Houseboat'),
      'one of: Owned: Owns outright;',
      '"Houseboat" in 1 row',
      'first at row 17',
    ),
    broken(
      'own',
      spoil.cell(4, 0, 'workless'),
      'one of: workless_households; missed_health_checks',
      '"workless"',
      'first at row 4',
    ),
  ],
  'broken GeoJSON': [
    broken(
      'outlines',
      () => '{"type":"FeatureCollection","features":[]}',
      'a GeoJSON FeatureCollection',
      'no features',
    ),
    broken('outlines', spoil.replaced(/WD25CD/g, 'WD24CD'), 'no "WD25CD" in feature 1; it has WD24CD, WD25NM'),
    broken('outlines', spoil.replaced(/"(Multi)?Polygon"/g, '"Point"'), 'feature 1 is a Point, not an outline'),
    broken('outlines', spoil.replaced(/"geometry":\{.*?\]\}\}/, '"geometry":null}'), 'feature without geometry'),
    broken(
      'outlines',
      spoil.replaced(/\[(\d\.\d+),(\d\d\.\d+)\]/g, '[4$1e5,4$2e4]'),
      'which is no longitude and latitude',
    ),
  ],
};

let folder: string;
let before: ReturnType<typeof kept>;
const outcome = new Map<string, string>();

/** What no broken file may change: all that was published, the lock, the tables. */
const kept = () =>
  ['out', 'wardwise.lock.json', '.wardwise/warehouse.duckdb'].map((place) => hashes(path.join(folder, place)));

beforeAll(async () => {
  folder = await goodWorkspace({}, tablesOnly);
  before = kept();
});

afterAll(() => {
  remove(folder);
  const names = Object.keys(sources) as Name[];
  const row = (kind: string) => names.map((name) => (outcome.get(`${kind} ${name}`) ?? '·').padEnd(10)).join('');
  console.log(
    [`${''.padEnd(20)}${names.map((name) => name.padEnd(10)).join('')}`]
      .concat(Object.keys(kinds).map((kind) => `${kind.padEnd(20)}${row(kind)}`))
      .join('\n'),
  );
});

/** Runs with one file spoilt, and puts it right again. */
async function runSpoilt({ source, spoil: how, ending }: Broken) {
  const { file } = sources[source];
  const target = path.join(folder, file);
  renameSync(target, `${target}.aside`);
  write(folder, `${file}${ending ?? ''}`, how(demoText(file)));
  try {
    return await faultOf(() => runHere(folder));
  } finally {
    remove(`${target}${ending ?? ''}`);
    renameSync(`${target}.aside`, target);
  }
}

const isLocal = (name: Name) => sources[name].file.startsWith('local/');
const cases = Object.entries(kinds).flatMap(([kind, all]) => all.map((b, i) => [kind, b.source, i + 1, b] as const));

describe('a broken file', () => {
  it.each(cases)('%s: %s (%i)', async (kind, source, _i, b) => {
    const fault = await runSpoilt(b);
    const message = fault.render();
    const exit = b.exit ?? exitCodes.contract;
    expect(fault.exit, message).toBe(exit);
    expect(message).toMatch(new RegExp(`^✗ ${b.blames ?? sources[source].id}`));
    for (const part of b.says) expect(message).toContain(part);
    expect(message).toMatch(/\n {4}\w|is empty|is a gzip/);
    if (exit === exitCodes.contract) {
      expect(message).toContain('\n  Nothing was loaded; the last good tables are untouched.\n');
      expect(message).toMatch(
        isLocal(source) || b.blames === 'zones'
          ? /: {2}wardwise run {8}\[exit 11\]$/
          : /: {2}wardwise (run --offline|fetch \w+ --accept-change --mirror DIR) {8}\[exit 11\]$/,
      );
    }
    expect(message).not.toMatch(/\n\s*\n/);
    expect(message).not.toContain(folder);
    expect(message).not.toMatch(/BDA-\d/);

    expect(kept()).toEqual(before);
    expect((await runHere(folder)).made).toBe(false);
    outcome.set(`${kind} ${source}`, `${outcome.get(`${kind} ${source}`) ?? ''}${fault.exit} `.slice(0, 9));
  });

  it('every kind is tried on several sources', () => {
    for (const [kind, all] of Object.entries(kinds)) {
      if (kind !== 'broken GeoJSON') expect(new Set(all.map((b) => b.source)).size, kind).toBeGreaterThan(1);
    }
  });
});

describe('whole messages', () => {
  const message = async (b: Broken) => (await runSpoilt(b)).render();

  it('wrong cells in several columns: each kind of fault once', async () => {
    const how: spoil.Spoil = (text) => spoil.cell(3, 2, 'about 40')(spoil.cell(6, 3, '-')(spoil.cell(7, 3, '-')(text)));
    expect(await message(broken('births', how))).toMatchInlineSnapshot(`
      "✗ birth_registrations: 2 kinds of fault in local/birth-registrations.csv
          column   "births"
          expected a whole number
          found    "about 40" in 1 row of 174, first at row 3
          to mend  Give the number alone, in figures; words can go into a column of their own, which is not loaded.
          column   "sole"
          expected a whole number
          found    "-" in 2 rows of 174, first at row 6
          to mend  Leave the cell blank where there is no figure; write 0 only for none.
        Nothing was loaded; the last good tables are untouched.
        Mend the file, then run again:  wardwise run        [exit 11]"
    `);
  });

  it('a heading renamed', async () => {
    expect(await message(kinds['renamed heading']![0]!)).toMatchInlineSnapshot(`
      "✗ ons_census_tenure, release 2021: the file of Census 2021: tenure of household (TS054) by LSOA lacks 1 column it must have
          column "Observation": did the publisher mean "Observations counted"?
          found  "Lower layer Super Output Areas Code", "Lower layer Super Output Areas", "Tenure of household (9 categories) Code", "Tenure of household (9 categories)", "Observations counted"
        Nothing was loaded; the last good tables are untouched.
        Stay on the bytes that are locked:  wardwise run --offline        [exit 11]"
    `);
  });

  it('half a file', async () => {
    expect(await message(kinds['cut at a line end']![0]!)).toMatchInlineSnapshot(`
      "✗ ons_census_tenure, release 2021: the file of Census 2021: tenure of household (TS054) by LSOA gives 1 authority only in part, so it is not the whole file
          expected 150 areas of Ferrowick, or none
          found    80
        Nothing was loaded; the last good tables are untouched.
        Stay on the bytes that are locked:  wardwise run --offline        [exit 11]"
    `);
  });

  it('boundaries of another year', async () => {
    expect(await message(kinds['broken GeoJSON']![1]!)).toMatchInlineSnapshot(`
      "✗ ons_ward25_boundaries, release 2025: the file of Wards (May 2025) boundaries, BGC is not the boundary file it should be
          expected a GeoJSON FeatureCollection of outlines
          found    no "WD25CD" in feature 1; it has WD24CD, WD25NM, WD25NMW, LAD25CD, LAD25NM, LONG, LAT
        Nothing was loaded; the last good tables are untouched.
        Stay on the bytes that are locked:  wardwise run --offline        [exit 11]"
    `);
  });
});

describe('half of the last year of a council’s own file, which nothing in it can show', () => {
  it('the wards that lack are missing, never 0, and the gap is logged', async () => {
    const copy = copyOf(folder);
    write(copy, files.births, spoil.cutAtLineEnd(11 / 12)(demoText(files.births)));
    expect((await runHere(copy, {}, tablesOnly)).made).toBe(true);
    const rows = await ask(
      copy,
      `select status, count(*) as n, count(value) as figures from mart_indicator
      where indicator = 'sole_registrations' and area_level = 'ward' and status <> 'no_estimate' group by status order by status`,
    );
    expect(rows.find((row) => row.status === 'missing')).toMatchObject({ figures: 0 });
    const gaps = await ask(copy, `select what from mart_gap where item like 'Births%'`);
    expect(gaps[0]?.what).toMatch(/^No figure for \d+ of \d+ wards/);
    remove(copy);
  });
});
