/** Services as Open Referral UK: fetched from a directory page by page, locked without its contacts; written, and read again. */

import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readAssessment } from '../pipelines/assessment.js';
import { fetchSources } from '../pipelines/fetch.js';
import { needsAssessment } from '../pipelines/needs-assessment.js';
import { openWorkspace } from '../pipelines/workspace.js';
import { cellsOf, referralService, type ServiceCells, serviceOf } from '../sources/formats/open-referral.js';
import { services } from '../sources/local/services.js';
import { readLock } from '../sources/lock.js';
import { wardwise } from './support/cli.js';
import {
  ask,
  buildHere,
  faultOf,
  goodWorkspace,
  layDemo,
  remove,
  tablesOnly,
  temporaryFolder,
  withLocal,
} from './support/workspace.js';

const level = (term: string) => ({
  id: 't',
  taxonomy_term: { id: 'x', taxonomy: 'Wardwise support pathway: level', term },
});
const contact = {
  contacts: [{ id: 'c', name: 'Ann Persona', title: 'Manager' }],
  phones: [{ number: '01234 234567' }],
  email: 'ann@example.org',
};

/** Services as the profile's own example has them, most fields left out. */
const directory = [
  {
    id: 'ac148810-d857-441c-9679-408f346de14b',
    name: 'Community  Counselling',
    description: 'For couples.',
    url: 'https://example.org/counselling',
    status: 'active',
    assured_date: '2025-09-01',
    ...contact,
    organization: { id: 'o', name: 'Harbour', description: '', ...contact },
    service_areas: [
      { id: 'a', name: 'Two wards', uri: 'http://statistics.data.gov.uk/id/statistical-geography/X05000004' },
    ],
    service_at_locations: [
      {
        id: 'l',
        location: {
          id: 'p',
          latitude: 53.79,
          longitude: '-1.75',
          addresses: [{ id: 'd', address_1: '1 Main Street', postal_code: 'BD1 1HX' }],
          ...contact,
        },
      },
    ],
    languages: [{ id: 'g', name: 'Urdu', code: 'ur' }],
    attributes: [level('targeted_indicated'), { id: 'z', taxonomy_term: { taxonomy: 'LGA', term: 'Other' } }],
  },
  {
    id: 'b',
    name: 'Parents’ drop-in',
    status: 'active',
    organization: { name: 'Hubs' },
    attributes: [level('universal')],
  },
  { id: 'c', name: 'Chess club \u202e', status: 'active', organization: { name: 'x@example.org' } },
  { id: 'd', name: 'Closed group', status: 'defunct', attributes: [level('universal')] },
];

let server: Server;
let base: string;
let odd: 'none' | 'repeats' | 'another' | 'renamed' = 'none';
beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    const [, , id] = /^\/o\/v3\/services(\/(.+))?$/.exec(pathname) ?? [];
    const page = odd === 'repeats' ? 1 : Number(searchParams.get('page'));
    const one = directory.find((s) => s.id === (odd === 'another' ? 'b' : id));
    const listed = {
      total_items: 4,
      total_pages: 2,
      page_number: page,
      contents: directory.slice(2 * page - 2, 2 * page).map(({ id, name, status }) => ({ id, name, status })),
    };
    const found = id === undefined ? listed : one;
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
    const body = JSON.stringify(found ?? {});
    response.end(odd === 'renamed' ? body.replaceAll('"name"', '"title"') : body);
  }).listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/o/v3/services`;
});
afterAll(() => server.close());

let folder: string;
beforeEach(() => {
  odd = 'none';
  folder = temporaryFolder();
  layDemo(folder, { 'assessment.yaml': withLocal({ services: base }) });
});
afterEach(() => remove(folder));

describe('a directory by its address', () => {
  it('is fetched, locked without whoever it names, and becomes the rows that a file gives', async () => {
    const [fetched] = await fetchSources(folder, [needsAssessment], ['services'], {});
    expect(fetched).toMatchObject({ source: 'services', release: 'current', outcome: 'new' });
    const { lock, store } = openWorkspace(folder);
    const { sha256 = '', url, rows } = readLock(lock).services ?? {};
    expect([url, rows]).toEqual([expect.stringContaining('/services?page=1'), 4]);
    const kept = readFileSync(store.find(sha256) ?? '', 'utf8');
    expect(kept).not.toMatch(/Persona|234567|ann@|Main Street/);
    await buildHere(folder);
    const found = await ask(
      folder,
      'select service_id, organisation, name, level, covers, postcode, lat, languages from local_services order by name',
    );
    expect(found).toEqual([
      {
        service_id: directory[0]?.id,
        organisation: 'Harbour',
        name: 'Community Counselling',
        level: 'targeted_indicated',
        covers: 'X05000004',
        postcode: 'BD1 1HX',
        lat: 53.79,
        languages: 'Urdu',
      },
      {
        service_id: 'b',
        organisation: 'Hubs',
        name: 'Parents’ drop-in',
        level: 'universal',
        covers: 'all',
        postcode: null,
        lat: null,
        languages: null,
      },
    ]);
    expect(await ask(folder, `select what from mart_gap where item = 'Services in a directory'`)).toEqual([
      { what: 'Services that are not active or have no level of help: 2.' },
    ]);
    const again = await fetchSources(folder, [needsAssessment], ['services'], {});
    expect(again).toMatchObject([{ outcome: 'the same' }]);
  });

  it('that cannot be reached is a gap, and the rest is made', async () => {
    await buildHere(folder);
    expect(await ask(folder, `select what, mend from mart_gap where item = 'Services that support families'`)).toEqual([
      { what: expect.stringContaining(base), mend: expect.stringMatching(/services\/current\.(csv|json)/) },
    ]);
    expect(await ask(folder, 'select count(*) as n from local_services')).toEqual([{ n: 0 }]);
  });

  it.each([
    ['repeats', /not all rows came/],
    ['another', /the service ac148810.*\n +found +the service b/],
    ['renamed', /name/],
  ] as const)('that %s itself is not believed', async (how, says) => {
    odd = how;
    const [fetched] = await fetchSources(folder, [needsAssessment], ['services'], {});
    expect(fetched?.fault?.render()).toMatch(says);
  });

  it.each([
    [
      'services',
      'http://directory.example.org',
      /line \d+, column \d+ +local\.services: expected an address that begins with https/,
    ],
    [
      'referrals',
      'https://directory.example.org',
      /local\.referrals: expected a file; an address is understood for services only/,
    ],
  ])('for %s may not be %s', async (id, place, says) => {
    layDemo(folder, { 'assessment.yaml': withLocal({ [id]: place }) });
    expect((await faultOf(async () => readAssessment(folder))).render()).toMatch(says);
  });
});

/** Cells as a checked file leaves them: lists joined by semicolons, blanks null. */
const word = fc.stringMatching(/^[A-Za-z0-9é’()-]{1,8}( [A-Za-z0-9é]{1,6})?$/);
const one = (choices: readonly string[] | undefined) => fc.constantFrom(...(choices ?? []));
const list = (item: fc.Arbitrary<string>) =>
  fc.uniqueArray(item, { minLength: 1, maxLength: 4 }).map((items) => items.join('; '));
const { columns } = services.tables[0] ?? { columns: {} };
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));
const code = fc.stringMatching(/^E05[0-9]{6}$/);
const maybe = (cell: fc.Arbitrary<string>) => fc.option(cell, { nil: null });

const row: fc.Arbitrary<ServiceCells> = fc
  .record({
    service_id: fc.oneof(word, fc.uuid({ version: 4 })),
    organisation: word,
    name: word,
    level: one(columns.level?.choices),
    sector: maybe(one(columns.sector?.choices)),
    audience: maybe(list(word)),
    situation: maybe(list(one(columns.situation?.choices))),
    mode: maybe(list(one(columns.mode?.choices))),
    evidence: maybe(one(columns.evidence?.choices)),
    cost: maybe(one(columns.cost?.choices)),
    capacity_per_year: maybe(fc.nat(9999).map(String)),
    covers: fc.oneof(fc.constant('all'), list(code), list(word)),
    postcode: maybe(fc.constant('BD1 1HX')),
    place: fc.option(
      fc.record({
        lat: fc.double({ min: 49, max: 61, noNaN: true }).map((n) => String(Number(n.toFixed(6)))),
        lon: fc.double({ min: -9, max: 3, noNaN: true }).map((n) => String(Number(n.toFixed(6)) + 0)),
      }),
      { nil: { lat: null, lon: null } },
    ),
    languages: maybe(list(word)),
    referral_route: maybe(list(word)),
    wait_days: maybe(fc.nat(900).map(String)),
    funding_end: maybe(day),
    verified_on: maybe(day),
  })
  .map(({ place, ...cells }) => ({ ...cells, ...place }));

describe('a service of the standard', () => {
  it('made of a row gives the same row again', () => {
    fc.assert(
      fc.property(row, (cells) => {
        const made = referralService.parse(JSON.parse(JSON.stringify(serviceOf(cells, 'Brackmouth'))));
        const { answered, ...again } = cellsOf(made);
        expect(again).toEqual(cells);
        expect(answered).toBe(cells.verified_on);
      }),
      { numRuns: 300 },
    );
  });

  it('has what the profile wants of one, and names that are UUIDs', () => {
    const cells = { service_id: 'S01', organisation: 'Hubs', name: 'Talking', level: 'universal', covers: 'all' };
    const made = serviceOf(cells, 'Brackmouth');
    expect(made).toMatchObject({
      name: 'Talking',
      status: 'active',
      service_areas: [{ extent: 'all', name: 'All of Brackmouth' }],
    });
    const ids = JSON.stringify(made).match(/"[a-z_]*id":"[^"]*"/g) ?? [];
    expect(ids.length).toBeGreaterThan(6);
    for (const id of ids) expect(id).toMatch(/"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"$/);
    expect(new Set(made.attributes.map(({ id }) => id)).size).toBe(made.attributes.length);
  });
});

describe('what a run publishes', () => {
  it('is the directory of the services that were given, to be read back as the same rows', async () => {
    remove(folder);
    folder = await goodWorkspace({}, tablesOnly);
    const select =
      'select * exclude (funding_end, verified_on), cast(funding_end as varchar) as f, cast(verified_on as varchar) as v from local_services order by service_id';
    const before = await ask(folder, select);
    const published = path.join(folder, 'out/latest/data/services.open-referral.json');
    const { code, out, err } = await wardwise('check', '--file', published, '--workspace', folder);
    expect(err).toBe('');
    expect([code, out]).toEqual([0, expect.stringContaining(`services (by its form), ${before.length} rows`)]);
    layDemo(folder, {
      'assessment.yaml': withLocal({ services: 'local/services.json' }),
      'local/services.json': readFileSync(published),
    });
    await buildHere(folder);
    expect(await ask(folder, select)).toEqual(before);
  });
});
