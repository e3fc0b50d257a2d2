/** police.uk street-level crime: archives counted as they stream, and months that were not published, which are never 0. */
import { readFileSync, renameSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckDB } from '../models/engine/duckdb.js';
import { toRows } from '../models/engine/engine.js';
import { readArchive } from '../models/load/archive.js';
import { streetCrime } from '../sources/police/street-crime.js';
import { monthsFrom, policeHeader, streetFile } from './support/police.js';
import { describeShared } from './support/shared.js';
import { Table } from './support/tables.js';
import { ask, buildHere, demoText, faultOf, layDemo, remove, temporaryFolder, write } from './support/workspace.js';
import { type Member, writeZip } from './support/zip.js';

const months = monthsFrom('2024-10', 13);
const antiSocial = 'Anti-social behaviour';

describe('reading an archive', () => {
  const folder = temporaryFolder();
  afterAll(() => remove(folder));
  let number = 0;

  /** What is counted of an archive of these members: a row each for place, month, type and member. */
  async function counted(members: readonly Member[], spoil: (file: string) => void = () => undefined) {
    const file = path.join(folder, `${number++}.zip`);
    await writeZip(file, members);
    spoil(file);
    const engine = await openDuckDB();
    try {
      await readArchive(engine, { source: streetCrime, release: '2025-10', file, shown: 'the archive' });
      return toRows(
        await engine.query(`select area, month, publisher, cast(crime_type as varchar) as type, records
          from scratch.cells_police_street_crime as c join piece_police_street_crime using (file) order by 1, 2, 3, 4`),
      );
    } finally {
      await engine.close();
    }
  }

  it('counts events by place, month, type and force, and leaves other members alone', async () => {
    const rows = await counted([
      streetFile('dorset', '2025-09', [
        { lsoa: 'E01000001', times: 3 },
        { lsoa: 'E01000001', type: antiSocial },
        { lsoa: '' },
      ]),
      streetFile('btp', '2025-09', [{ lsoa: 'E01000001' }]),
      { name: '2025-09/2025-09-dorset-outcomes.csv', text: 'Crime ID,Month\r\n' },
    ]);
    const violence = 'Violence and sexual offences';
    expect(rows).toEqual([
      { area: 'E01000001', month: '2025-09', publisher: 'btp', type: violence, records: 1 },
      { area: 'E01000001', month: '2025-09', publisher: 'dorset', type: antiSocial, records: 1 },
      { area: 'E01000001', month: '2025-09', publisher: 'dorset', type: violence, records: 3 },
      { area: null, month: '2025-09', publisher: 'dorset', type: violence, records: 1 },
    ]);
  });

  it('reads members whose columns stand in another order', async () => {
    const [first, ...rest] = policeHeader.split(',');
    const other = `Month,Crime type,LSOA code\r\n2025-08,Drugs,E01000002\r\n`;
    const rows = await counted([
      streetFile('dorset', '2025-09', [{ lsoa: 'E01000001' }]),
      { name: '2025-08/2025-08-dorset-street.csv', text: other },
      streetFile('kent', '2025-08', [{ lsoa: 'E01000003' }], [first, ...rest].join(',')),
    ]);
    expect(rows.map((r) => [r.area, r.month, r.publisher, r.type])).toEqual([
      ['E01000001', '2025-09', 'dorset', 'Violence and sexual offences'],
      ['E01000002', '2025-08', 'dorset', 'Drugs'],
      ['E01000003', '2025-08', 'kent', 'Violence and sexual offences'],
    ]);
  });

  const good = streetFile('dorset', '2025-09', [{ lsoa: 'E01000001', times: 40 }]);
  it.each<[string, Member[], RegExp]>([
    [
      'a name that leads out of the archive',
      [good, { name: '../2025-09-dorset-street.csv', text: good.text }],
      /trusted[\s\S]*\.\.\//,
    ],
    ['a member that is there twice', [good, good], /is in it twice/],
    ['a checksum that does not fit', [{ ...good, crc: 1 }], /dorset-street\.csv is torn: its checksum/],
    [
      'a crime type never seen',
      [good, streetFile('kent', '2025-09', [{ lsoa: 'E01000001', type: 'Wizardry' }])],
      /kent-street[\s\S]*"Crime type"[\s\S]*"Wizardry" in 1 row of 1, first at row 2/,
    ],
    [
      'a header without the place',
      [{ ...good, text: 'Crime ID,Month,Crime type\r\n' }],
      /lacks 1 column[\s\S]*"LSOA code"/,
    ],
    [
      'a month that is not the member’s',
      [{ ...good, name: '2025-08/2025-08-dorset-street.csv' }],
      /expected 2025-08[\s\S]*found +2025-09/,
    ],
    ['a force that is not known', [streetFile('atlantis', '2025-09', [])], /one of: avon-and-somerset/],
    ['a row that breaks off', [{ ...good, text: `${good.text}a,b\r\n` }], /dorset-street/],
    ['no member of the kind', [{ name: 'readme.txt', text: 'nothing' }], /names like/],
  ])('refuses %s', async (_, members, message) => {
    const fault = await faultOf(() => counted(members));
    expect(fault.exit).toBe(11);
    expect(fault.render()).toMatch(message);
  });

  it('refuses an archive that breaks off', async () => {
    const fault = await faultOf(() => counted([good], (file) => truncateSync(file, 200)));
    expect(fault.render()).toMatch(/is not a zip archive that can be trusted/);
  });
});

/** Nothing is drawn: these tests are about figures. */

describe('months that were not published', () => {
  const folder = temporaryFolder();
  afterAll(() => remove(folder));

  // Five of the demo's authorities: the first lies in the area of a force that publishes nothing.
  const [silent, whole, gaps, few, partly] = ['X06000001', 'X06000002', 'X06000003', 'X06000004', 'X06000005'];
  const places = demoText('mirror/ons_lsoa21_ward25/2025.csv')
    .trim()
    .split(/\r\n/)
    .slice(1)
    .map((line) => /^(X01\d+),.*(X05\d+),.*(X06\d+)/.exec(line) ?? [])
    .map(([, lsoa = '', ward = '', authority = '']) => ({ lsoa, ward, authority }));
  const inAuthority = (authority: string | undefined, n = 0) =>
    places.filter((p) => p.authority === authority)[n]?.lsoa ?? '';
  const unlike = (authority: string | undefined) => {
    const [first, ...rest] = places.filter((p) => p.authority === authority);
    return [first, rest.find(({ ward }) => ward !== first?.ward)].map((p) => p?.ward);
  };

  const members = months.flatMap((month, i) => {
    const at = (lsoa: string, times = 1, type?: string) => ({ lsoa, times, ...(type ? { type } : {}) });
    const missing = i === 1 || i === 2;
    return [
      // Others record events in the areas of silent forces: they must not pass for all there were.
      streetFile('btp', month, [at(inAuthority(silent), 2)]),
      streetFile('dorset', month, [
        at(inAuthority(whole), 3),
        at(inAuthority(whole), 5, antiSocial),
        at(inAuthority(whole), 1, 'Burglary'),
        at(inAuthority(gaps), 1),
        at('X01990001', i === 12 ? 4 : 0),
        at('', i === 12 ? 1 : 0),
      ]),
      ...(missing ? [] : [streetFile('devon-and-cornwall', month, [at(inAuthority(gaps), 2)])]),
      ...(i > 8 ? [] : [streetFile('gwent', month, [at(inAuthority(few))])]),
      streetFile('kent', month, [at(inAuthority(partly), i === 12 ? 1 : 10)]),
    ];
  });

  const forces = { [silent]: 'E23000005', [whole]: 'E23000039', [gaps]: 'E23000035', [few]: 'W15000002' };
  const authorities = [...new Set(places.map((p) => p.authority))];
  const lookup = authorities.map((code) => `${code},Somewhere,${forces[code] ?? 'E23000032'},Some force`);
  // One place of 2011 that was split in two since; the others are as they were.
  const split = [0, 1].map((n) => `X01990001,${inAuthority(whole, n)},S`);
  const became = places.map(({ lsoa }) => `${lsoa},${lsoa},U`);

  beforeAll(async () => {
    layDemo(folder, {
      'assessment.yaml': `area: [${[silent, whole, gaps, few, partly].join(', ')}]\n`,
      'mirror/ons_ltla24_pfa24/2024.csv': [
        'LAD24CD,LAD24NM,PFA24CD,PFA24NM',
        ...lookup,
        ...Array.from({ length: 300 }, () => 'E07000136,Boston,E23000020,Lincolnshire'),
      ].join('\n'),
      'mirror/ons_lsoa11_lsoa21/2022.csv': ['LSOA11CD,LSOA21CD,CHGIND', ...split, ...became].join('\n'),
    });
    write(folder, 'mirror/police_street_crime/none', '');
    await writeZip(path.join(folder, 'mirror/police_street_crime/2025-10.zip'), members);
    await buildHere(folder);
  }, 60_000);

  const figures = (indicator: string, where: string) =>
    ask(
      folder,
      `select area, numerator, denominator, value, status, reason, period from mart_indicator where indicator = '${indicator}' and ${where} order by area`,
    );
  const violence = 'violence_and_sexual_offences';
  const wardsOf = (authority: string | undefined) =>
    `area in (select ward from ward where authority = '${authority}') and area in (select ward from share where method <> 'own')`;

  it('has no figure for the wards of a force that published nothing, though others recorded events there', async () => {
    const wards = await figures(violence, wardsOf(silent));
    expect(wards.length).toBeGreaterThan(5);
    for (const ward of wards) {
      expect(ward).toMatchObject({
        numerator: null,
        value: null,
        status: 'missing',
        reason: 'not published by the force (Greater Manchester)',
      });
    }
    expect(await figures(violence, `area = '${silent}'`)).toMatchObject([{ value: null, status: 'missing' }]);
  });

  it('has a true 0 for a ward without events in a force’s area that was published', async () => {
    const [withEvents, without] = unlike(whole);
    expect(await figures(violence, `area = '${without}'`)).toMatchObject([
      { numerator: 0, value: 0, status: 'measured', reason: null },
    ]);
    expect(await figures(violence, `area = '${withEvents}'`)).toMatchObject([
      { status: 'measured', period: 'November 2024 to October 2025' },
    ]);
  });

  it('leaves anti-social behaviour out of every total of crimes', async () => {
    const [crimes] = await figures('crimes', `area = '${whole}'`);
    const [other] = await figures('anti_social_behaviour', `area = '${whole}'`);
    expect(crimes?.numerator).toBe(12 * (3 + 1) + 4);
    expect(other?.numerator).toBe(12 * 5);
  });

  it('brings places of 2011 to those they became, and says what has no place', async () => {
    const [authority] = await figures(violence, `area = '${whole}'`);
    expect(authority?.numerator).toBe(12 * 3 + 4);
    const rows = await ask(
      folder,
      `select unallocated, residual from reconciliation where source = 'police_street_crime' and measure = 'violence'`,
    );
    expect(rows).toEqual([{ unallocated: 1, residual: 0 }]);
  });

  it('counts people only for the months that were published, and events only in those', async () => {
    const [authority] = await figures(violence, `area = '${gaps}'`);
    const [residents] = await ask(
      folder,
      `select cast(sum(value) as double) as n from observation where source = 'ons_census_age' and measure = 'residents'
      and area in (select area from area where authority = '${gaps}')`,
    );
    expect(authority).toMatchObject({ numerator: 10 * 2 + 10, status: 'measured' });
    expect(authority?.reason).toBe(
      'for 10 of 12 months: the others were not published by the force (Devon and Cornwall)',
    );
    expect(Number(authority?.denominator) / Number(residents?.n)).toBeCloseTo(10 / 12, 5);
  });

  it('has no figure where fewer months were published than are needed', async () => {
    expect(await figures(violence, `area = '${few}'`)).toMatchObject([
      {
        value: null,
        status: 'missing',
        reason: 'published by the force (Gwent) for 8 of 12 months, fewer than the 9 needed',
      },
    ]);
  });

  it('compares with the part of the country that was published, and says so', async () => {
    const [country] = await figures(violence, `area_level = 'country'`);
    expect(country).toMatchObject({
      status: 'measured',
      reason: 'without Greater Manchester, Gwent: not published by the force',
    });
    expect(country?.numerator).toBe(12 * 3 + 4 + 10 * 2 + 10 + 11 * 10);
  });

  it('says of each force and month whether it was published', async () => {
    const rows = await ask(
      folder,
      `select publisher, string_agg(case status when 'published' then 'x' when 'partly' then 'p' else '.' end, '' order by month) as months,
      bool_and(in_area) as in_area from mart_coverage where publisher in ('greater-manchester', 'dorset', 'devon-and-cornwall', 'gwent', 'kent', 'sussex') group by 1 order by 1`,
    );
    expect(rows).toEqual([
      { publisher: 'devon-and-cornwall', months: 'x..xxxxxxxxxx', in_area: true },
      { publisher: 'dorset', months: 'xxxxxxxxxxxxx', in_area: true },
      { publisher: 'greater-manchester', months: '.............', in_area: true },
      { publisher: 'gwent', months: 'xxxxxxxxx....', in_area: true },
      { publisher: 'kent', months: 'xxxxxxxxxxxxp', in_area: true },
      { publisher: 'sussex', months: '.............', in_area: false },
    ]);
  });

  it('keeps such an indicator out of the index of wards that cannot all have it', async () => {
    const gap = await ask(folder, `select what from mart_gap where item like 'Violence%'`);
    expect(gap).toHaveLength(1);
    expect(await figures(violence, 'in_index')).toEqual([]);
  });

  it('misses a month that nobody gave, though the archive is named after it', async () => {
    const archive = (month: string) => path.join(folder, `mirror/police_street_crime/${month}.zip`);
    renameSync(archive('2025-10'), archive('2025-11'));
    await buildHere(folder);
    const rows = await ask(
      folder,
      `select status, counted from mart_coverage where publisher = 'dorset' and month = '2025-11'`,
    );
    expect(rows).toEqual([{ status: 'not_published', counted: true }]);
    const [authority] = await figures(violence, `area = '${whole}'`);
    expect(authority).toMatchObject({
      period: 'December 2024 to November 2025',
      numerator: 11 * 3 + 4,
      reason: 'for 11 of 12 months: the others were not published by the force (Dorset)',
    });
  });
});

describeShared('a published file of police.uk', 'data/police-recorded-crime', (data) => {
  const folder = temporaryFolder();
  afterAll(() => remove(folder));
  const name = '2021-02-dorset-street.csv';

  it('is counted to the last row', async () => {
    const about = JSON.parse(readFileSync(path.join(data, 'SOURCE.json'), 'utf8')) as {
      files: { file: string; csv_records_incl_header: number }[];
    };
    const records = about.files.find((f) => f.file === name)?.csv_records_incl_header ?? 0;
    const file = path.join(folder, 'archive.zip');
    await writeZip(file, [{ name: `2021-02/${name}`, text: readFileSync(path.join(data, name)) }]);
    const engine = await openDuckDB();
    try {
      await readArchive(engine, { source: streetCrime, release: '2021-02', file, shown: 'the archive' });
      const counted =
        await engine.query(`select sum(records) as records, sum(records) filter (where area is null) as nowhere
        from scratch.cells_police_street_crime`);
      expect(counted.records?.[0]).toBe(records - 1);
      const lines = readFileSync(path.join(data, name), 'utf8').split('\n');
      expect(counted.nowhere?.[0]).toBe(lines.filter((line) => line.includes('No Location')).length);
    } finally {
      await engine.close();
    }
  });
});

describeShared('the published lookup to police force areas', 'data/lookup-ward-lad-names', (data) => {
  const force = new Map(Object.entries<string | undefined>(streetCrime.coverage?.otherYears ?? {}));
  const lookup = new Table(path.join(data, 'ltla24_csp24_pfa24.csv.gz'));
  // The table's reader does not know quoted commas, which Hull, Bristol and Herefordshire have.
  for (const row of lookup.rows)
    force.set(
      row[0] ?? '',
      row.find((cell) => /^[EW](23|15)\d{6}$/.test(cell)),
    );
  const known = new Set(Object.values(streetCrime.coverage?.publishers ?? {}).map(({ area }) => area));

  it('says that Rochdale lies in Greater Manchester', () => {
    expect(force.get('E08000005')).toBe(streetCrime.coverage?.publishers['greater-manchester']?.area);
  });

  it.each([
    ['2022', 'lookup-ward-lad-names/Local_Authority_District_to_Region_(December_2022)_Lookup_in_England.csv'],
    ['2025', 'lookup-lsoa21-ward25-bcc/LSOA21_WD25_LAD25_lookup.csv.gz'],
  ])('and the codes of other years give every authority of %s a force that is known', (_, file) => {
    const { rows } = new Table(path.join(data, '..', file));
    const authorities = new Set(rows.flatMap((row) => row.filter((cell) => /^(E0[6-9]|W06)\d{6}$/.test(cell))));
    expect(authorities.size).toBeGreaterThan(290);
    expect([...authorities].filter((code) => !known.has(force.get(code)))).toEqual([]);
  });
});
