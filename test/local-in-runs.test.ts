/** A council's own files in a whole run: rows placed by postcode and by point, tables of their own, gaps it notes. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask, buildHere, demoText, files, layDemo, remove, temporaryFolder, withLocal } from './support/workspace.js';

const lsoas = [...new Set(demoText(files.tenure).match(/X01\d{6}/g))];
const [smallArea = ''] = lsoas;
/** An LSOA of 2011 that was merged with another. */
const formerly = 'X01999001';
const wards = new Set(demoText(files.births).match(/X05\d{6}/g));

/** A point in each of the borough's wards: the middle of its outline's corners. */
const points = (
  JSON.parse(demoText(files.outlines)) as {
    features: { properties: Record<string, string>; geometry: { type: string; coordinates: unknown } }[];
  }
).features.flatMap(({ properties, geometry }) => {
  const code = Object.values(properties).find((value) => wards.has(value));
  if (code === undefined) return [];
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : (geometry.coordinates as unknown[]);
  const [[ring]] = polygons as [[[number, number][]]];
  const mean = (axis: 0 | 1) => ring.reduce((sum, point) => sum + point[axis], 0) / ring.length;
  return [{ code, lon: mean(0), lat: mean(1) }];
});

let folder: string;
beforeAll(async () => {
  folder = temporaryFolder();
  layDemo(folder, {
    'mirror/ons_postcodes/2025-08.csv': `pcds,lsoa21cd\nBM1 1AA,${smallArea}\nZE1 0AA,S01012345\n`,
    'mirror/ons_lsoa11_lsoa21/2022.csv': `LSOA11CD,LSOA21CD,CHGIND\n${formerly},${smallArea},M\n`,
    'local/births.csv': `area,period,births,sole\n${formerly},2024,41,6\n`,
    'local/referred.csv': 'date,area,outcome\n14/07/2024,bm11aa,accessed\n15/07/2024,BM1 1AA,accessed\n',
    'local/gaps.csv': 'item,owner,asked_on\nMental health by ward,The ICB,14/05/2025\n',
    'local/points.csv': `date,lat,lon\n${points.map(({ lat, lon }) => `14/07/2024,${lat},${lon}\n`).join('')}`,
    [files.assessment]: withLocal({
      domestic_abuse_incidents: 'local/points.csv',
      birth_registrations: 'local/births.csv',
      referrals: 'local/referred.csv',
      data_gaps: 'local/gaps.csv',
    }),
  });
  await buildHere(folder);
});
afterAll(() => remove(folder));

it('postcodes become the small areas they lie in', async () => {
  expect(await ask(folder, 'select period, area, n from local_referrals')).toEqual([
    { period: '2024-07', area: smallArea, n: 2 },
  ]);
});

it('points become the wards they lie in', async () => {
  const rows = await ask(
    folder,
    `select area, cast(value as integer) as n from observation where measure = 'incidents' and value > 0 order by area`,
  );
  expect(points.length).toBeGreaterThan(10);
  expect(rows.reduce((sum, { n }) => sum + Number(n), 0)).toBe(points.length);
  const own = rows.filter(({ area, n }) => n === 1 && points.some(({ code }) => code === area));
  expect(own.length).toBeGreaterThan(0.8 * points.length);
});

it('areas of 2011 are carried to what they became', async () => {
  const rows = await ask(
    folder,
    `select m.total, s.area from area_measure as m join share as s on s.ward = m.area and s.area = '${smallArea}'
     where m.measure = 'births' and m.total > 0 and m.area_level = 'ward'`,
  );
  expect(rows).toEqual([{ total: 41, area: smallArea }]);
});

it('what the council notes as lacking is among the gaps', async () => {
  const rows = await ask(folder, `select owner, asked_on from mart_gap where item = 'Mental health by ward'`);
  expect(rows).toEqual([{ owner: 'The ICB', asked_on: '2025-05-14' }]);
});
