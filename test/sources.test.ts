/** From bytes to observations: the table found whatever its dress, a cell never more than it says, an outline put right. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckDB } from '../models/engine/duckdb.js';
import { type Engine, toRows } from '../models/engine/engine.js';
import { familyNeed } from '../models/indicators/family-need.js';
import { writtenPeriod } from '../models/load/cells.js';
import { loadObservations, observationsOf } from '../models/load/observations.js';
import { cellTable, readCells } from '../models/load/raw.js';
import type { Contract } from '../sources/contract.js';
import { defineSource, type Source } from '../sources/define.js';
import { describeDisclosure, meaningOf } from '../sources/disclosure.js';
import { NotGeoJson, readOutlines } from '../sources/formats/geojson.js';
import { findTable } from '../sources/formats/table.js';
import { fineEnoughForWards } from '../sources/geography.js';
import { iod2025 } from '../sources/mhclg/iod2025.js';
import { apsWorklessHouseholds } from '../sources/ons/aps-workless-households.js';
import { ward25Boundaries } from '../sources/ons/boundaries.js';
import { faultOf } from './support/workspace.js';

let folder: string;
let engine: Engine;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'wardwise-test-'));
  engine = await openDuckDB();
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

function file(content: string | Uint8Array, name = 'file.csv'): string {
  const place = path.join(folder, name);
  writeFileSync(place, content);
  return place;
}

const contract: Contract = {
  columns: {
    area: { heading: ['Area code', 'GEOGRAPHY_CODE'], type: 'code' },
    name: { heading: 'Area name', type: 'text', optional: true, blanks: true },
    n: { heading: 'People, all ages', type: 'whole', blanks: true },
  },
  key: ['area'],
  marks: { '[c]': 'withheld', '*': 'withheld', '..': 'missing' },
};
const source = defineSource({
  id: 'planted',
  gives: 'observations',
  title: 'A planted table',
  publisher: 'The test',
  licence: 'none',
  page: 'none',
  cadence: 'once',
  areaType: 'any',
  covers: 'nowhere',
  disclosure: 'none needed',
  releases: [],
  tables: [contract],
  measures: { people: { title: 'People', kind: 'count', of: 'n' } },
});

/** The cells of a file as the engine reads them. */
async function cells(content: string | Uint8Array, of: typeof source = source) {
  await readCells(engine, { source: of, release: '', file: file(content), shown: 'file.csv' });
  return toRows(await engine.query(`select * from ${cellTable(of)} order by row_number`));
}

const header = 'Area code,Area name,"People, all ages"';
const cp1252 = (text: string) => Uint8Array.from(text, (c) => ({ '’': 0x92, '–': 0x96 })[c] ?? c.charCodeAt(0));

describe('a table is found', () => {
  const rows = 'X01000001,Upper Ward,12\nX01000002,Lower Ward,3\n';
  const plain = `${header}\n${rows}`;
  const dresses: Readonly<Record<string, string | Uint8Array>> = {
    plain,
    'a byte-order mark': `\uFEFF${plain}`,
    'lines that end in CR LF': plain.replaceAll('\n', '\r\n'),
    'no line end at the end': plain.trimEnd(),
    'title rows above': `"Population, by area"\nSource: ONS\n\n${plain}`,
    tabs: `Area code\tArea name\tPeople, all ages\n${rows.replaceAll(',', '\t')}`,
    semicolons: `Area code;Area name;People, all ages\n${rows.replaceAll(',', ';')}`,
    bars: `Area code|Area name|People, all ages\n${rows.replaceAll(',', '|')}`,
    'every heading quoted': `"Area code","Area name","People, all ages"\n${rows}`,
    'spaces and capitals in headings': ` AREA  CODE ,area name,"people,  all ages "\n${rows}`,
    'another wording': plain.replace('Area code', 'GEOGRAPHY_CODE'),
    'columns in another order':
      '"People, all ages",Area name,Area code\n12,Upper Ward,X01000001\n3,Lower Ward,X01000002\n',
    'columns that nobody asked for': `date,${header},notes\n2021,X01000001,Upper Ward,12,"a, b"\n2021,X01000002,Lower Ward,3,\n`,
    'blank lines between': `${header}\n\nX01000001,Upper Ward,12\n,,\nX01000002,Lower Ward,3\n\n`,
    'spaces round cells': `${header}\n X01000001 ,Upper Ward, 12 \nX01000002 , Lower Ward ,3\n`,
    'small letters in codes': plain.replaceAll('X01', 'x01'),
    'codes with names, as Nomis prints them': plain.replace('X01000001', 'X01000001 : Upper 001A'),
    gzip: gzipSync(plain),
    'Windows-1252': cp1252(plain),
  };
  it.each(Object.entries(dresses))('in %s', async (_dress, content) => {
    expect(await cells(content)).toMatchObject([
      { area: 'X01000001', name: 'Upper Ward', n: 12, 'n status': 0 },
      { area: 'X01000002', name: 'Lower Ward', n: 3, 'n status': 0 },
    ]);
  });

  const late = Array.from({ length: 20_000 }, (_, i) => `X01${String(i + 100000)},Ward ${i},1`).join('\n');
  const named = (name: string) => `${header}\n${late}\nX01000001,${name},5\n`;

  it('what Excel wrote in Windows-1252 comes out right, gzipped or not, however late it stands', async () => {
    const text = named('St Mary’s – Église');
    for (const content of [text, cp1252(text), gzipSync(cp1252(text))]) {
      expect((await cells(content)).at(-1)).toMatchObject({ name: 'St Mary’s – Église', n: 5 });
    }
    const torn = cp1252(`${text}X01000002,Torn`);
    expect((await faultOf(() => cells(torn))).text.problems).toMatchObject([{ found: '2 columns', row: 20_003 }]);
  });

  it('no table: says why', () => {
    const kind = (content: string | Uint8Array) => {
      const found = findTable(file(content), [contract]);
      return 'kind' in found ? found.kind : 'found';
    };
    expect(kind(' \n\n')).toBe('empty');
    expect(kind('<?xml version="1.0"?>')).toBe('html');
    expect(kind('[1]')).toBe('json');
    expect(kind(Uint8Array.of(0x1f, 0x8b, 0, 0, 0))).toBe('broken_gzip');
    expect(kind(Buffer.from(`\uFEFF${header}\n`, 'utf16le'))).toBe('utf16');
    expect(kind(`${header},"people, all ages"\n`)).toBe('heading_twice');
  });

  it('the row in a message is the line of the file, title rows and empty rows counted', async () => {
    const text = `A title\n\n${header}\nX01000001,Upper Ward,12\nX01000002,,\n,,\nX01000003,Lower Ward,lots\n`;
    const fault = await faultOf(() => cells(text));
    expect(fault.text.problems).toMatchObject([{ column: '"People, all ages"', found: '"lots"', row: 7, count: 1 }]);
  });
});

describe('a cell', () => {
  const cellCases: readonly [written: string, value: number | null, status: 0 | 1 | 2][] = [
    ['0', 0, 0],
    ['"1,204"', 1204, 0],
    ['"1,204,000"', 1204000, 0],
    ['12.0', 12, 0],
    ['', null, 1],
    ['..', null, 1],
    ['[c]', null, 2],
    ['*', null, 2],
  ];
  it.each(cellCases)('%s is %s with status %i', async (written, value, status) => {
    const [row] = await cells(`${header}\nX01000001,Upper,${written}\n`);
    expect([row?.n, row?.['n status']]).toEqual([value, status]);
  });

  it.each(['" "', 'c', '-', 'null', '-1', '1.5', '12%', '£5', '1 204', 'NaN', 'inf'])(
    '%s is refused',
    async (written) => {
      const fault = await faultOf(() => cells(`${header}\nX01000001,Upper,${written}\n`));
      expect(fault.text.problems?.[0]).toMatchObject({
        expected: 'a whole number or one of [c] * ..',
        count: 1,
        row: 2,
      });
    },
  );

  it('dates are read day first, as ISO writes them or as a spreadsheet counts days, with four digits of a year', async () => {
    const dated = { ...source, id: 'dated', tables: [{ columns: { day: { heading: 'day', type: 'date' } } }] } as const;
    const read = async (day: string) => {
      await readCells(engine, { source: dated, release: '', file: file(`day\n${day}\n`), shown: 'file.csv' });
      const { d } = await engine.query(`select strftime(day, '%Y-%m-%d') as d from ${cellTable(dated)}`);
      return d?.[0];
    };
    for (const good of ['09/04/2024', '9/4/2024', '2024-04-09', '45391']) expect(await read(good)).toBe('2024-04-09');
    for (const wrong of ['09/04/24', '04/29/2024', '2024-04-31', '4539', 'April']) {
      expect((await faultOf(() => read(wrong))).text.problems?.[0]?.expected, wrong).toBe('a date such as 31/03/2025');
    }
  });
});

describe('the rows wanted', () => {
  const levels = {
    ...source,
    id: 'levels',
    tables: [
      {
        columns: { ...contract.columns, level: { heading: 'level', type: 'text', blanks: true } },
        only: { level: ['Local authority', ''], area: { matches: 'X0[6-9][0-9]{6}' } },
      },
    ],
  } as const satisfies typeof source;

  it('others are left out before anything is checked, and rows keep their place in messages', async () => {
    const text = `level,${header}\nNational,,England,lots\nLocal authority,X06000001,Upper,1\n,X06000002,Lower,2\nLocal authority,Notes,,\n`;
    expect(await cells(text, levels)).toMatchObject([{ area: 'X06000001' }, { area: 'X06000002' }]);
    const fault = await faultOf(() => cells(text.replace('Lower,2', 'Lower,two'), levels));
    expect(fault.text.problems).toMatchObject([{ found: '"two"', row: 4, count: 1, rows: 2 }]);
    const none = await faultOf(() => cells(`level,${header}\nNational,,England,5\n`, levels));
    expect(none.text.problems).toMatchObject([
      { expected: expect.stringMatching(/^rows below the header with "level"/), found: 'none' },
    ]);
  });
});

describe('a period', () => {
  it.each([
    ['202425', '2024/25'],
    ['199900', '1999/00'],
    ['202401', '202401'],
    ['2024-09-01/P1Y', '2024/25'],
    ['2024-01-01/P1Y', '2024'],
    ['2014-04-01/P3Y', '2014-04-01/P3Y'],
    ['2010/11', '2010/11'],
    ['2023-10', '2023-10'],
  ])('%s is written %s', async (cell, written) => {
    const { p } = await engine.query(`select ${writtenPeriod('c')} as p from (select '${cell}' as c) as t`);
    expect(p).toEqual([written]);
  });
});

describe('what the publisher did about small counts', () => {
  it.each([
    ['own', 'exact, protected by us', undefined],
    ['none needed', 'none needed', undefined],
    [{ roundedTo: 5 }, 'rounded to 5', /0 may stand for up to 2,/],
    [{ withheldBelow: 500, roundedTo: 100 }, 'counts under 500 withheld, rounded to 100', /they are not 0/],
    [{ perturbed: true }, 'moved a little by chance', /by chance/],
  ] as const)('%o is “%s”', (disclosure, words, meaning) => {
    expect(describeDisclosure(disclosure)).toBe(words);
    if (meaning) expect(meaningOf(disclosure)).toMatch(meaning);
    else expect(meaningOf(disclosure)).toBeUndefined();
  });
});

describe('an observation', () => {
  const area = (...areas: string[]) =>
    engine.load(
      'area',
      { area_type: 'text', area: 'text', name: 'text', authority: 'text', authority_name: 'text' },
      {
        area_type: areas.map(() => 'ward25'),
        area: areas,
        name: areas,
        authority: areas.map(() => 'X06000001'),
        authority_name: areas.map(() => 'Upper'),
      },
    );
  const observe = async (of: typeof source, text: string) => {
    const load = loadObservations(engine, {
      source: of,
      measures: Object.values(of.measures),
      release: '',
      period: '2021',
      wardType: 'ward25',
      file: file(text),
      shown: 'file.csv',
    });
    await load.read();
    await load.store();
    return toRows(
      await engine.query(
        `select area, value, status, snapshot from (${observationsOf(of, 'abc', 'ward25')}) as observation order by area`,
      ),
    );
  };

  it('a withheld mark is withheld and a blank missing, neither null alone nor 0', async () => {
    await area('X05000001', 'X05000002', 'X05000003', 'X05000004');
    const text = `${header}\nX05000001,,0\nX05000002,,\nX05000003,,[c]\nX05000004,,..\n`;
    expect(await observe(source, text)).toEqual([
      { area: 'X05000001', value: 0, status: 'measured', snapshot: 'abc' },
      { area: 'X05000002', value: null, status: 'missing', snapshot: 'abc' },
      { area: 'X05000003', value: null, status: 'withheld', snapshot: 'abc' },
      { area: 'X05000004', value: null, status: 'missing', snapshot: 'abc' },
    ]);
  });

  it('a sum over categories with one withheld is withheld, not the rest of the sum', async () => {
    const byAge = defineSource({
      ...source,
      id: 'by_age',
      tables: [
        { ...contract, columns: { ...contract.columns, name: { heading: 'Area name', type: 'text' } }, key: [] },
      ],
      measures: { people: { title: 'People', kind: 'count', of: 'n' } },
    });
    await area('X05000001', 'X05000002');
    const text = `${header}\nX05000001,young,7\nX05000001,old,*\nX05000002,young,7\nX05000002,old,\n`;
    expect(await observe(byAge, text)).toMatchObject([
      { area: 'X05000001', value: null, status: 'withheld' },
      { area: 'X05000002', value: null, status: 'missing' },
    ]);
  });
});

describe('outlines', () => {
  const feature = (geometry: unknown, n = 1) => ({
    type: 'Feature',
    properties: { WD25CD: `X0500000${n}`, WD25NM: 'Upper', LAD25CD: 'X06000001', LAD25NM: 'Borough' },
    geometry,
  });
  const read = (text: string) => readOutlines(file(text, 'file.geojson'), ward25Boundaries);
  const readFeatures = (...geometries: unknown[]) =>
    read(JSON.stringify({ type: 'FeatureCollection', features: geometries.map((g, i) => feature(g, i + 1)) }));
  /** Anticlockwise, as RFC 7946 wants outer rings. */
  const square = (x = 0, size = 0.02) =>
    [
      [x, 53],
      [x + size, 53],
      [x + size, 53 + size],
      [x, 53 + size],
      [x, 53],
    ] as [number, number][];
  const turned = (ring: [number, number][]) => [...ring].reverse();
  const twiceArea = (ring: readonly (readonly [number, number])[]) =>
    ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i]![0] * y - x * ring[i]![1], 0);

  it('outer rings leave clockwise on the sheet, holes the other way, whichever way they came', () => {
    const hole = turned(square(0.005, 0.005));
    const came = readFeatures(
      { type: 'Polygon', coordinates: [square(), hole] },
      { type: 'Polygon', coordinates: [turned(square()), turned(hole)] },
    );
    for (const { polygons } of came.outlines) {
      expect(polygons[0]?.map((ring) => Math.sign(twiceArea(ring)))).toEqual([-1, 1]);
    }
    expect(came.mended).toEqual({ degenerateRings: 0, rewoundRings: 2 });
  });

  it('rings without an area go, and are counted; a polygon goes with its outer ring', () => {
    const point: [number, number][] = [
      [0.1, 53],
      [0.1, 53],
      [0.1, 53],
      [0.1, 53],
    ];
    const line: [number, number][] = [
      [0.1, 53],
      [0.2, 53],
      [0.1, 53],
      [0.1, 53],
    ];
    const { outlines, mended } = readFeatures({
      type: 'MultiPolygon',
      coordinates: [[square(), point], [line], [square(0.1), turned(square(0.105, 0.005))]],
    });
    expect(outlines[0]?.polygons.map((polygon) => polygon.length)).toEqual([1, 2]);
    expect(mended.degenerateRings).toBe(2);
  });

  it('coordinates such as 1e-05 are read, and metres are whole', () => {
    const text = JSON.stringify({ features: [feature({ type: 'Polygon', coordinates: [square()] })] });
    const { outlines } = read(`\uFEFF${text.replace('[0,53]', '[1e-05,53]')}`);
    const ring = outlines[0]!.polygons[0]![0]!;
    expect(ring.flat().every(Number.isInteger)).toBe(true);
    // Skegness or so: British National Grid, not degrees.
    expect(ring[0]![0]).toBeGreaterThan(500_000);
    expect(ring[0]![1]).toBeGreaterThan(300_000);
  });

  it.each([
    [
      'metres',
      {
        type: 'Polygon',
        coordinates: [
          [
            [416000, 433000],
            [417000, 433000],
            [417000, 434000],
            [416000, 433000],
          ],
        ],
      },
    ],
    ['a line', { type: 'LineString', coordinates: square() }],
    ['nothing', null],
  ])('%s for an outline is refused', (_what, geometry) => {
    expect(() => readFeatures(geometry)).toThrow(NotGeoJson);
  });
});

describe('the engine', () => {
  it('whole numbers become numbers once, and what does not fit in 2^53 is refused', async () => {
    const { n, sum, place } = await engine.query(
      'select count(*) as n, sum(x) as sum, max(place) as place from (select x, rank() over (order by x) as place from range(5) as r(x))',
    );
    expect([n, sum, place]).toEqual([[5], [10], [5]]);
    expect((await engine.query('select cast(9007199254740991 as bigint) as x')).x).toEqual([Number.MAX_SAFE_INTEGER]);
    for (const type of ['bigint', 'hugeint']) {
      await expect(engine.query(`select cast(9007199254740993 as ${type}) as x`)).rejects.toThrow(
        'does not fit in 2^53',
      );
    }
  });

  it('finds the tables a query reads through CTEs, sub-queries and JOIN … USING', async () => {
    const sql = `with a as (select * from one join two using (id)), b as (select * from a)
      select *, (select max(x) from three) from b where id in (select id from four) union all select * from five, six;`;
    expect(await engine.tablesIn(sql)).toEqual(['five', 'four', 'one', 'six', 'three', 'two']);
    await expect(engine.tablesIn('selec 1')).rejects.toThrow('does not parse');
  });
});

describe('declarations', () => {
  const all = (domains = familyNeed.domains) => domains.flatMap(({ domain }) => domain.indicators);

  it('nothing coarser than a ward is fine enough for one', () => {
    expect(['oa21', 'lsoa11', 'lsoa21', 'ward25'].every((t) => fineEnoughForWards(t as 'oa21'))).toBe(true);
    expect(['msoa21', 'ltla24', 'pfa23', 'region23', 'country'].some((t) => fineEnoughForWards(t as 'ltla24'))).toBe(
      false,
    );
    expect(fineEnoughForWards(apsWorklessHouseholds.areaType as 'ltla24')).toBe(false);
    expect(all().map((i) => i.numerator.source)).toContain(apsWorklessHouseholds);
  });

  it('scores are read, never ranks or deciles, which point the other way and cannot be averaged', () => {
    const headings = Object.values(iod2025.tables[0]!.columns).flatMap((c) => c.heading);
    expect(headings.filter((h) => /rank|decile/i.test(h))).toEqual([]);
    const sources = new Set(all().map((i) => i.numerator.source as Source));
    expect(sources.has(iod2025)).toBe(true);
  });
});
