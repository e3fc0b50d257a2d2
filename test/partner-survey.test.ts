/**
 * Bradford’s case: partners answer a survey, and the council sees who offers what at which level and where, what each ward
 * is short of, and, in the log of gaps, what nobody has said or could be placed.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ask,
  demoText,
  faultOf,
  files,
  hashes,
  layDemo,
  remove,
  runHere,
  tablesOnly,
  temporaryFolder,
  withLocal,
  write,
} from './support/workspace.js';

const wards = [...new Set(demoText(files.births).match(/X05\d{6}/g))];
const [first = '', second = ''] = wards;
const [smallArea = ''] = demoText(files.tenure).match(/X01\d{6}/g) ?? [];

const response = (organisation: string, saved: string, ...services: readonly object[]): string =>
  JSON.stringify({
    wardwise_survey: 1,
    saved: `${saved}T09:00:00Z`,
    organisation,
    contact: { name: 'Jane Doe', email: 'jane@example.org' },
    services: services.map((service) => ({ more: { barriers: 'Buses' }, ...service })),
  });

const dads = { service_id: 'dads', name: 'Dads together', level: 'targeted_selective', covers: [first, second] };

let folder: string;
beforeAll(async () => {
  folder = temporaryFolder();
  layDemo(folder, {
    'local/responses/harbour-2026-03-01.json': response('Harbour', '2026-03-01', { ...dads, capacity_per_year: 40 }),
    'local/responses/harbour-2026-04-07.json': response(
      'Harbour',
      '2026-04-07',
      { ...dads, capacity_per_year: 90, postcode: 'bm1 1aa', evidence: '3*', cost: '2' },
      {
        service_id: 'mediation',
        name: 'Mediation',
        level: 'targeted_indicated',
        covers: ['North'],
        postcode: 'ZZ9 9ZZ',
      },
    ),
    'local/responses/hubs.csv':
      'service_id,organisation,name,level,capacity_per_year,covers\nH1,Family hubs,<script>alert(1)</script>,universal,600,all\nH2,Family hubs,"=cmd|\'/C calc\'!A0",universal,,Elsewhere\n',
    'local/zones.csv': `area,zone,zone_name\n${first},North,North hubs\n`,
    'local/gaps.csv': 'item,owner,asked_on\nReferrals by school,The schools,14/05/2025\n',
    'mirror/ons_postcodes/2025-08.csv': `pcds,lsoa21cd,lat,long\nBM1 1AA,${smallArea},53.7939,-1.7521\n`,
    [files.assessment]: withLocal({
      services: 'local/responses',
      zones: 'local/zones.csv',
      data_gaps: 'local/gaps.csv',
    }),
  });
  await runHere(folder, {}, tablesOnly);
});
afterAll(() => remove(folder));

describe('Bradford: a survey of partners and a log of gaps', () => {
  it('puts what partners said into the pathway, the newest of two answers', async () => {
    expect(
      await ask(
        folder,
        'select service_id, places, wards_covered, evidence, lat from mart_service order by service_id',
      ),
    ).toEqual([
      { service_id: 'H1', places: 600, wards_covered: 30, evidence: null, lat: null },
      { service_id: 'H2', places: null, wards_covered: 0, evidence: null, lat: null },
      { service_id: 'dads', places: 90, wards_covered: 2, evidence: '3*', lat: 53.7939 },
      { service_id: 'mediation', places: null, wards_covered: 1, evidence: null, lat: null },
    ]);
  });

  it('offers a ward what covers it, by its code or its zone, and knows how far away that is', async () => {
    const rows = await ask(
      folder,
      `select level, services, nearest_km is not null as near from mart_offer where ward = '${first}' order by position`,
    );
    expect(rows).toEqual([
      { level: 'universal', services: 1, near: false },
      { level: 'targeted_selective', services: 1, near: true },
      { level: 'targeted_indicated', services: 1, near: false },
      { level: 'specialist', services: 0, near: false },
    ]);
  });

  it('logs what the answers leave open beside what the council itself lacks', () => {
    const gaps = readFileSync(path.join(folder, 'out/latest/gaps.csv'), 'utf8');
    expect(gaps).toMatch(
      /Service: Dads together \(Harbour\),It is told of in 2 responses that differ\.,"The newest is used, of 07\/04\/2026/,
    );
    expect(gaps).toMatch(/Services whose postcode could not be found: 1, the first of them Mediation/);
    expect(gaps).toMatch(/Services that name an area nobody here knows: 1, the first of them .*\(elsewhere\)/);
    expect(gaps).toMatch(/Referrals by school,The council notes that it lacks this/);
  });

  it('is made once: again only when an answer changes, and not at all while one is bad', async () => {
    const again = async () => (await runHere(folder, {}, tablesOnly)).made;
    write(folder, 'local/responses/set-aside/old.json', 'no');
    expect(await again()).toBe(false);
    write(folder, 'local/responses/late.json', 'no');
    const before = hashes(path.join(folder, 'out/latest'));
    expect((await faultOf(again)).render()).toMatch(
      /1 file of 4 in local\/responses cannot be taken[\s\S]*move late\.json there/,
    );
    expect(hashes(path.join(folder, 'out/latest'))).toEqual(before);
    remove(path.join(folder, 'local/responses/late.json'));
    expect(await again()).toBe(false);
  });

  it('publishes nothing of whoever answered, nor anything that runs', () => {
    const published = ['index.html', 'data/services.csv', 'data/services.open-referral.json', 'gaps.csv'].map((name) =>
      readFileSync(path.join(folder, 'out/latest', name), 'utf8'),
    );
    for (const text of published) expect(text).not.toMatch(/Jane|jane@|Buses/);
    const [page = '', csv = ''] = published;
    expect(page).toContain('&lt;script&gt;alert(1)');
    expect(page).not.toContain('<script>alert(1)');
    expect(csv).toContain(`[=cmd|'/C calc'!A0]`);
  });
});
