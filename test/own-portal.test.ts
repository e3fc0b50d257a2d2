/** A council's own portal declared in assessment.yaml: docs/OWN-PORTAL.md as it stands, every way to a dataset, mistakes. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { utils, write as writeBook } from '@e965/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAssessment } from '../pipelines/assessment.js';
import { fetchSources } from '../pipelines/fetch.js';
import { needsAssessment } from '../pipelines/needs-assessment.js';
import { wantedOf } from '../pipelines/wanted.js';
import type { ObservationSource } from '../sources/define.js';
import { fetchRelease } from '../sources/fetch.js';
import { openStore } from '../sources/store.js';
import { arcgisTableCase } from './replica/arcgis.js';
import { type Case, csvOf, objectsOf, type Reply } from './replica/case.js';
import { ckanCase } from './replica/ckan.js';
import { elsCase } from './replica/els.js';
import { opendatasoftCase } from './replica/opendatasoft.js';
import { openReplica } from './replica/server.js';
import { socrataCase } from './replica/socrata.js';
import { wardwise } from './support/cli.js';
import { readTable } from './support/read-table.js';
import {
  ask,
  buildHere,
  demoText,
  faultOf,
  files,
  layDemo,
  remove,
  temporaryFolder,
  write,
} from './support/workspace.js';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => remove(folder));

const page = readFileSync(new URL('../docs/OWN-PORTAL.md', import.meta.url), 'utf8');
const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';

/** A case that stands for a declared source. */
const standingFor = (id: string, one: Case): Case => ({ ...one, service: { ...one.service, id } });

/** The demo's lookup: each LSOA of Brackmouth and its ward. */
const lsoas = demoText(files.lookup)
  .split('\n')
  .slice(1)
  .map((line) => /^(X01\d{6}),.*,(X05\d{6}),.*,X06000001,/.exec(line))
  .flatMap((found) => (found ? [{ lsoa: found[1] ?? '', ward: found[2] ?? '' }] : []));

describe('the example of docs/OWN-PORTAL.md', () => {
  const rows = lsoas.map(({ lsoa, ward }, i) => ({
    lsoa,
    ward,
    came: i === 5 ? 'c' : String(3 + (i % 11)),
    offered: 20 + (i % 7),
  }));
  const portal = standingFor('holiday_clubs', {
    ...ckanCase,
    table: {
      columns: ['LSOA code', 'Children who came', 'Children offered a place', 'Notes'],
      rows: rows.map(({ lsoa, came, offered }) => [lsoa, came, String(offered), 'said "yes",\nall of them']),
    },
  });

  it('runs from the portal to the marts, with every ward’s figure what its LSOAs add up to', async () => {
    layDemo(folder, { 'assessment.yaml': example });
    const replica = await openReplica([portal]);
    const [fetched] = await fetchSources(folder, [needsAssessment], ['holiday_clubs'], { network: replica.network() });
    await replica.close();
    expect(fetched).toMatchObject({ source: 'holiday_clubs', release: 'current', outcome: 'new' });
    await buildHere(folder);
    const { out } = await wardwise('list', 'sources', '--workspace', folder);
    expect(out).toMatch(/holiday_clubs +lsoa21 +its own area +current ✓ +Children at holiday clubs/);

    const wards = [...new Set(rows.map((row) => row.ward))].sort();
    const expected = wards.map((ward) => {
      const within = rows.filter((row) => row.ward === ward);
      const [came, offered] = [
        within.reduce((sum, row) => sum + Number(row.came), 0),
        within.reduce((sum, row) => sum + row.offered, 0),
      ];
      return Number.isNaN(came)
        ? { area: ward, status: 'withheld', numerator: null, value: null, period: '2024/25' }
        : { area: ward, status: 'measured', numerator: came, value: (100 * came) / offered, period: '2024/25' };
    });
    const told = await ask(
      folder,
      `select area, status, numerator, value, period from mart_indicator
       where indicator = 'holiday_club_take_up' and area_level = 'ward' order by area`,
    );
    expect(told.filter((row) => wards.includes(String(row.area)))).toEqual(
      expected.map(({ value, ...row }) => ({ ...row, value: value === null ? null : expect.closeTo(value, 10) })),
    );
    expect(expected.filter((row) => row.status === 'withheld')).toHaveLength(1);
    expect(await ask(folder, `select publisher, published from mart_source where source = 'holiday_clubs'`)).toEqual([
      { publisher: 'Brackmouth Council', published: '2025-09-30' },
    ]);
  });
});

/** A file at an address, for the ways that bring files. */
const aFile = (name: string, reply: (table: Case['table']) => Reply): Case => ({
  ...socrataCase,
  answer: ({ path: asked }, table) => (asked === name ? reply(table) : undefined),
});

const sheetOf = ({ columns, rows }: Case['table']): Buffer => {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['Notes']]), 'Notes');
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([['Children'], [], [...columns], ...rows.map((r) => [...r])]),
    'Data',
  );
  return writeBook(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
};

const survey = `area: X06000001
sources:
  survey:
    title: What pupils say
    publisher: Brackmouth Council
    licence: Open Government Licence v3.0
    page: https://data.brackmouth.example/survey
    from: { url: "https://data.brackmouth.example/survey.csv" }
    area: { type: ward25, column: Ward code }
    period: { column: Year }
    columns:
      group: { heading: Age group, type: text }
      answered: { heading: Answered }
      lonely: { heading: Lonely }
      happiness: { heading: Mean happiness, type: number }
    only: { group: [All, Under 11] }
    measures:
      answered: { title: Pupils who answered, of: answered, where: { column: group, in: [All] } }
      young: { title: Younger pupils who answered, of: answered, where: { column: group, in: [Under 11] } }
      young_lonely: { title: Younger pupils who are lonely, of: lonely, where: { column: group, in: [Under 11] } }
      happiness:
        { title: Mean happiness, of: happiness, kind: score, where: { column: group, in: [All] }, averaged_by: answered }
    rounded_to: 5
    absent: missing
own_indicators:
  young_lonely:
    title: Younger pupils who are lonely
    statistic: proportion
    direction: higher
    domain: child_outcomes
    numerator: survey.young_lonely
    denominator: survey.young
  happiness: { title: Mean happiness, statistic: mean, direction: lower, domain: context, numerator: survey.happiness }
`;

describe('a declaration that says more', () => {
  const wards = [...new Set(lsoas.map(({ ward }) => ward))].sort();
  const rows = ['2023', '2024'].flatMap((year, y) =>
    wards.flatMap((ward, i) => [
      [ward, year, 'All', `${200 + i}`, `${30 + i}`, `${6 + y}.${i % 10}5`],
      [ward, year, 'Under 11', `${100 + i + y}`, i === 2 ? '' : `${10 + i + y}`, ''],
      [ward, year, '11 and over', 'n/a', 'n/a', 'n/a'],
    ]),
  );
  const table = { columns: ['Ward code', 'Year', 'Age group', 'Answered', 'Lonely', 'Mean happiness'], rows };

  it('gives years, groups and scores by ward, the newest year used and a blank never 0', async () => {
    layDemo(folder, { 'assessment.yaml': survey });
    const replica = await openReplica([
      standingFor('survey', { ...aFile('survey.csv', (t) => ({ type: 'text/csv', body: csvOf(t) })), table }),
    ]);
    await fetchSources(folder, [needsAssessment], ['survey'], { network: replica.network() });
    await replica.close();
    await buildHere(folder);
    const of = (indicator: string) =>
      ask(
        folder,
        `select area, period, status, value from mart_indicator
         where indicator = '${indicator}' and area_level = 'ward' and area in (${wards.map((w) => `'${w}'`).join(', ')})
         order by area`,
      );
    expect(await of('young_lonely')).toEqual(
      wards.map((area, i) => ({
        area,
        period: '2024',
        status: i === 2 ? 'missing' : 'measured',
        value: i === 2 ? null : expect.closeTo((100 * (11 + i)) / (101 + i), 10),
      })),
    );
    expect(await of('happiness')).toEqual(
      wards.map((area, i) => ({
        area,
        period: '2024',
        status: 'measured',
        value: expect.closeTo(7 + (i % 10) / 10 + 0.05, 10),
      })),
    );
  });
});

describe('every way to a dataset', () => {
  const host = 'https://data.brackmouth.example';
  const columns = `{ n: { heading: children } }`;
  const ways: readonly [string, from: string, one: Case, area?: string, columns?: string][] = [
    [
      'ckan',
      `ckan: { portal: "${host}", resource: a1b2c3d4-0000-4000-8000-000000000001 }`,
      ckanCase,
      'LSOA code',
      `{ n: { heading: "Children, known" } }`,
    ],
    ['socrata', `socrata: { portal: "${host}", dataset: abcd-1234 }`, socrataCase],
    ['opendatasoft', `opendatasoft: { portal: "${host}", dataset: children-by-lsoa }`, opendatasoftCase],
    ['arcgis', `arcgis: { services: "${host}/rest/services", name: Made_up_LU }`, arcgisTableCase, 'LSOA21CD'],
    [
      'a CSV file',
      `url: "${host}/a/children.csv?v=1"`,
      aFile('a/children.csv', (t) => ({ type: 'text/csv', body: csvOf(t) })),
    ],
    [
      'a JSON file',
      `{ url: "${host}/children", format: json, rows: data.list }`,
      aFile('children', (t) => ({ type: 'application/json', body: JSON.stringify({ data: { list: objectsOf(t) } }) })),
    ],
    [
      'a GeoJSON file',
      `url: "${host}/children.geojson"`,
      aFile('children.geojson', (t) => ({
        type: 'application/geo+json',
        body: JSON.stringify({
          type: 'FeatureCollection',
          features: objectsOf(t).map((properties) => ({ type: 'Feature', properties, geometry: null })),
        }),
      })),
    ],
    [
      'a workbook',
      `{ url: "${host}/children.xlsx", sheet: Data }`,
      aFile('children.xlsx', (t) => ({
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        body: sheetOf(t),
      })),
    ],
  ];

  const declaredAs = (from: string, area: string, of: string) => `area: X06000001
sources:
  here:
    title: Children
    publisher: Brackmouth Council
    licence: Open Government Licence v3.0
    page: ${host}/
    from: ${from.startsWith('{') ? from : `{ ${from} }`}
    area: { type: lsoa21, column: ${area} }
    period: 2024
    columns: ${of}
    marks: { c: withheld }
`;

  it('is asked in an order that tells rows of one area apart', async () => {
    const of = '{ n: { heading: children }, sex: { heading: sex, type: text } }';
    const from = `arcgis: { services: "${host}/rest/services", name: Made_up_LU }`;
    write(
      folder,
      'assessment.yaml',
      declaredAs(from, 'LSOA21CD', of).replace('period: 2024', 'period: { column: year }'),
    );
    const source = readAssessment(folder).sources.get('here') as ObservationSource;
    const replica = await openReplica([standingFor('here', arcgisTableCase)]);
    const asked = () =>
      fetchRelease(source, { store: openStore(folder), network: replica.network(), today: '2026-01-31' });
    expect((await faultOf(asked)).render()).toContain('Invalid field: year');
    expect(replica.seen.at(-1)?.line).toContain('orderByFields=LSOA21CD%2Cyear%2Csex');
    await replica.close();
  });

  it.each(ways)('%s', async (_what, from, one, area = 'lsoa_code', of = columns) => {
    write(folder, 'assessment.yaml', declaredAs(from, area, of));
    const source = readAssessment(folder).sources.get('here') as ObservationSource;
    const replica = await openReplica([standingFor('here', one)]);
    const entry = await fetchRelease(source, {
      store: openStore(folder),
      network: replica.network(),
      today: '2026-01-31',
    });
    await replica.close();
    const rows = await readTable(path.join(folder, entry?.sha256 ?? ''), source.tables);
    const expected = one.table.rows.map(([code, cell]) => (cell === 'c' ? [code, 2, null] : [code, 0, Number(cell)]));
    expect(rows.map((row) => [row.area, row['n status'], row.n]).sort()).toEqual(expected.sort());
  });

  it('explore local statistics, whose blanks have their reason beside them', async () => {
    const of =
      '{ n: { heading: value, why: { column: status, withheld: [c] } }, status: { heading: status, type: text } }';
    write(folder, 'assessment.yaml', declaredAs('els: { indicator: children, time: all }', 'areacd', of));
    const source = readAssessment(folder).sources.get('here') as ObservationSource;
    const replica = await openReplica([elsCase]);
    const entry = await fetchRelease(source, {
      store: openStore(folder),
      network: replica.network(),
      today: '2026-01-31',
    });
    await replica.close();
    const rows = await readTable(path.join(folder, entry?.sha256 ?? ''), source.tables);
    expect(rows.filter((row) => row['n status'] === 2)).toMatchObject([{ area: elsCase.table.rows[1]?.[0], n: null }]);
    expect(rows).toHaveLength(100);
  });

  it.each([
    [
      'refused to a host that is not declared',
      'hosts: [data.brackmouth.example]',
      /localhost:\d+, which is not a host of this service/,
    ],
    ['followed to one that is', 'hosts: ["PASSED ON"]', undefined],
  ])('passing on is %s', async (_what, hosts, says) => {
    const file = aFile('kept/children.csv', (t) => ({ type: 'text/csv', body: csvOf(t) }));
    const passing = standingFor('here', {
      ...file,
      answer: (asked, table) =>
        asked.path === 'children.csv'
          ? {
              status: 302,
              type: 'text/html',
              body: '',
              headers: { location: `${elsewhere(asked.base)}/kept/children.csv` },
            }
          : file.answer(asked, table),
    });
    const replica = await openReplica([passing]);
    // The same server under its other name.
    const elsewhere = (base: string) => base.replace('127.0.0.1', 'localhost');
    const { host: other } = new URL(elsewhere(replica.endpoints.here ?? ''));
    const from = `{ url: "${host}/children.csv", ${hosts.replace('PASSED ON', other)} }`;
    write(folder, 'assessment.yaml', declaredAs(from, 'lsoa_code', columns));
    const source = readAssessment(folder).sources.get('here') as ObservationSource;
    const fetched = () =>
      fetchRelease(source, { store: openStore(folder), network: replica.network(), today: '2026-01-31' });
    if (says) expect((await faultOf(fetched)).render()).toMatch(says);
    else expect((await fetched())?.url).toContain(`http://${other}/`);
    await replica.close();
  });
});

describe('a fresh assessment.yaml', () => {
  it('has a portal in its comments that is understood as it stands', async () => {
    const place = path.join(folder, 'fresh');
    await wardwise('init', place, '--area', 'E08000032');
    const text = readFileSync(path.join(place, 'assessment.yaml'), 'utf8');
    const commented = (key: string) =>
      (new RegExp(`^# ${key}:\\n(#  .*\\n)+`, 'm').exec(text)?.[0] ?? '').replace(/^# /gm, '');
    write(folder, 'assessment.yaml', `area: E08000032\n${commented('own_indicators')}${commented('sources')}`);
    const { index } = wantedOf(needsAssessment, readAssessment(folder));
    const named = index.domains.flatMap(({ domain }) => domain.indicators.map(({ id }) => id));
    expect(named).toEqual(expect.arrayContaining(['workless_households', 'holiday_club_take_up']));
  });
});

describe('mistakes', () => {
  const lineOf = (words: string) => example.split('\n').findIndex((line) => line.includes(words)) + 1;
  const changed = (from: string | RegExp, to: string) => {
    const text = example.replace(from, to);
    expect(text).not.toBe(example);
    return text;
  };

  it.each([
    [
      'a key',
      changed('publisher:', 'publishr:'),
      'publisher:',
      '“publishr” is not understood here; did you mean “publisher”?',
    ],
    ['a key far inside', changed('portal:', 'portl:'), 'portal:', 'did you mean “portal”?'],
    [
      'a key of a column',
      changed('came: { heading:', 'came: { headin: x, heading:'),
      'came:',
      'did you mean “heading”?',
    ],
    ['an address that is not safe', changed('portal: https', 'portal: http'), 'portal:', 'begins with https://'],
    ['a kind of area', changed('lsoa21', 'lsoa31'), 'lsoa21', 'expected one of: ward25'],
    ['a name', changed('holiday_clubs:', 'Holiday Clubs:'), 'holiday_clubs:', 'small letters, digits and underscores'],
    [
      'two ways',
      changed('from:', 'from:\n      url: https://x.example/'),
      'from:',
      'expected one of url, ckan, opendatasoft, socrata, arcgis, els, found url, ckan',
    ],
    ['a mark', changed('c: withheld', 'c: hidden'), 'marks:', 'expected one of: withheld, missing'],
    ['a day', changed('2025-09-30', '30/09/2025'), 'published:', 'published'],
    [
      'a column of a measure',
      changed('    marks:', '    measures: { a: { title: A, of: cam } }\n    marks:'),
      'marks:',
      '“cam” is no column here; expected one of: came, offered',
    ],
    [
      'a column that chooses rows',
      changed('    marks:', '    only: { sex: [All] }\n    marks:'),
      'marks:',
      '“sex” is no column here',
    ],
    [
      'zeros of many periods',
      changed('period: 2024/25', 'period: { column: Year }\n    absent: zero'),
      'period:',
      'only where all rows are of one period',
    ],
    [
      'a score without weights',
      changed('    marks:', '    measures: { a: { title: A, of: came, kind: score } }\n    marks:'),
      'marks:',
      'a score needs averaged_by',
    ],
    [
      'a measure',
      changed('holiday_clubs.came', 'holiday_clubs.cane'),
      'numerator:',
      'did you mean “holiday_clubs.came”?',
    ],
    ['how a measure is named', changed('holiday_clubs.came', 'came'), 'numerator:', 'such as ons_census_age.residents'],
    ['a count without a denominator', changed(/ {4}denominator.*\n/, ''), 'numerator:', 'a count needs a denominator'],
    ['a mean of a count', changed('statistic: proportion', 'statistic: mean'), 'numerator:', 'a mean is of a score'],
    [
      'a denominator alone',
      changed(/ {4}numerator.*\n/, ''),
      'numerator:',
      'a denominator needs a numerator beside it',
    ],
    [
      'the name of another source',
      example.replaceAll('holiday_clubs', 'ons_census_age'),
      'holiday_clubs:',
      '“ons_census_age” is the name of a source already',
    ],
  ])('%s', async (_what, yaml, at, says) => {
    write(folder, 'assessment.yaml', yaml);
    const fault = await faultOf(async () => wantedOf(needsAssessment, readAssessment(folder)));
    expect(fault.exit).toBe(2);
    expect(fault.render()).toContain(says);
    const line = Number(/line (\d+), column/.exec(fault.render())?.[1]);
    expect(Math.abs(line - lineOf(at))).toBeLessThanOrEqual(1);
  });
});
