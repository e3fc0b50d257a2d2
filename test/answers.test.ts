/**
 * What partners answer, from a folder of responses: all of it or nothing. More than fifty ways in which an answer can be
 * wrong or meant to do harm; each names its file and field, what was expected and found, and leaves the last good table.
 */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, toRows } from '../models/engine/engine.js';
import { loadRows } from '../models/load/rows.js';
import { templateCsv, templatesOf, templateXlsx } from '../outputs/files/template.js';
import { checkLocal } from '../pipelines/local-check.js';
import { exitCodes } from '../sources/faults/fault.js';
import { findAnswers } from '../sources/formats/answers.js';
import { services } from '../sources/local/services.js';
import { engineWithAreas } from './support/local-rows.js';
import { faultOf } from './support/workspace.js';

const folder = mkdtempSync(path.join(tmpdir(), 'wardwise-answers-'));
let engine: Engine;
let made = 0;
beforeAll(async () => {
  engine = await engineWithAreas();
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

type Service = Readonly<Record<string, unknown>>;

const service = (changes: Service = {}): Service => ({
  service_id: 'family-hubs--arguing-better',
  name: 'Arguing better',
  level: 'targeted_selective',
  covers: ['all'],
  ...changes,
});

const response = (changes: Service = {}, ...services: readonly Service[]) => ({
  wardwise_survey: 1,
  saved: '2026-11-20T10:15:00.000Z',
  organisation: 'Family hubs',
  sector: 'local_authority',
  services: services.length > 0 ? services : [service()],
  ...changes,
});

type Content = string | Uint8Array | object;

/** A fresh folder with these files in it. */
function folderOf(files: Readonly<Record<string, Content>>): string {
  const place = path.join(folder, `responses-${++made}`);
  mkdirSync(place);
  for (const [name, content] of Object.entries(files)) {
    const plain = typeof content === 'string' || content instanceof Uint8Array;
    writeFileSync(path.join(place, name), plain ? content : JSON.stringify(content));
  }
  return place;
}

const reading = (file: string) =>
  ({ source: services, release: '', file, shown: 'local/responses', wardType: 'ward25' }) as const;

async function rows(files: Readonly<Record<string, Content>>) {
  await loadRows(engine, reading(folderOf(files)));
  return toRows(
    await engine.query(
      'select * exclude (funding_end, verified_on), cast(verified_on as varchar) as verified_on from local_services order by service_id',
    ),
  );
}
const answers = async () =>
  toRows(
    await engine.query('select service_id, answered, outcome from local_services_answer order by service_id, outcome'),
  );

const headings = 'service_id,organisation,name,level,covers,verified_on\n';

describe('a folder of responses', () => {
  it('becomes rows of one table, whatever each file is', async () => {
    const [template] = templatesOf(services);
    const { contract } = template!;
    const sheet = {
      ...template!,
      contract: {
        ...contract,
        columns: {
          ...contract.columns,
          service_id: { ...contract.columns.service_id!, example: 'X9' },
          name: { ...contract.columns.name!, example: 'Another' },
        },
      },
    };
    const found = await rows({
      'hubs.json': response(
        { contact: { name: 'Jane Doe', email: 'jane@example.org' } },
        service({
          capacity_per_year: 120,
          situation: ['separating', 'separated'],
          evidence: '3*',
          funding_end: '2027-03-31',
          more: { barriers: 'Buses' },
        }),
        service({
          service_id: 'two',
          name: 'Talking',
          level: 'specialist',
          covers: ['E05001341', 'E05001342'],
          lat: 53.79,
          lon: -1.75,
        }),
      ),
      'others.csv': `${headings}A1,Harbour,Evenings,universal,all,01/09/2025\n`,
      'sheet.xlsx': await templateXlsx(sheet, 'Services'),
      '.DS_Store': 'x',
      '~$sheet.xlsx': 'x',
      'Thumbs.db': 'x',
    });
    expect(found.map(({ service_id }) => service_id)).toEqual(['A1', 'X9', 'family-hubs--arguing-better', 'two']);
    expect(found[2]).toMatchObject({
      organisation: 'Family hubs',
      sector: 'local_authority',
      situation: 'separating;separated',
      capacity_per_year: 120,
      evidence: '3*',
    });
    expect(found[3]).toMatchObject({ covers: 'E05001341;E05001342', lat: 53.79 });
    expect(JSON.stringify(found)).not.toMatch(/Jane|Buses/);
    expect(found[3]?.verified_on).toBe('2026-11-20');
  });

  it('gives the newest of several answers about one service, and says that there were others', async () => {
    const newer = response({ saved: '2026-11-21T08:00:00Z' }, service({ capacity_per_year: 80 }));
    const found = await rows({ 'a.json': newer, 'b.json': response(), 'c.json': response() });
    expect(found).toMatchObject([{ capacity_per_year: 80 }]);
    expect(await answers()).toMatchObject([
      { outcome: 'replaced' },
      { answered: '2026-11-21T08:00:00Z', outcome: 'taken' },
    ]);
  });

  it('takes the same response sent twice as one', async () => {
    expect(await rows({ 'a.json': response(), 'a (1).json': response() })).toHaveLength(1);
    expect(await answers()).toMatchObject([{ outcome: 'taken' }]);
  });

  it('stops where two answers differ and neither is newer', async () => {
    const files = { 'a.json': response(), 'b.json': response({}, service({ cost: '2' })) };
    const fault = await faultOf(() => rows(files));
    expect(fault.render()).toMatch(/told of twice[\s\S]*Arguing better \(Family hubs\)[\s\S]*set-aside/);
  });

  it('leaves folders inside it alone', async () => {
    const place = folderOf({ 'a.json': response() });
    mkdirSync(path.join(place, 'set-aside'));
    writeFileSync(path.join(place, 'set-aside', 'bad.json'), 'no');
    await loadRows(engine, reading(place));
    expect(await answers()).toHaveLength(1);
  });

  it('says of every file that is wrong what is wrong with it', async () => {
    const files = { 'a.json': response(), 'b.json': 'no', 'c.csv': `${headings}A1,Harbour,Evenings,urgent,all,\n` };
    const fault = await faultOf(() => rows(files));
    expect(fault.render()).toMatch(/2 files of 3 in local\/responses cannot be taken/);
    expect(fault.render()).toMatch(
      /file +b\.json[\s\S]*expected +JSON[\s\S]*file +c\.csv[\s\S]*"level"[\s\S]*found +"urgent"/,
    );
    expect(fault.text.problems).toMatchObject([{ column: 'c.csv: "level"' }]);
  });

  it('without a response is refused', async () => {
    expect((await faultOf(() => rows({}))).render()).toMatch(/no response in local\/responses[\s\S]*template survey/);
  });

  it('reads thousands of services', async () => {
    const many = Array.from({ length: 4000 }, (_, i) => service({ service_id: `s${i}`, name: `Service ${i}` }));
    expect(await rows({ 'many.json': response({}, ...many) })).toHaveLength(4000);
  });

  it('takes markup and formulas for the words they are', async () => {
    const names = [
      '<img src=x onerror=alert(1)>',
      "=cmd|'/C calc'!A0",
      '{{7*7}}',
      "Robert'); drop table local_services;--",
    ];
    const found = await rows({
      'a.json': response({}, ...names.map((name, i) => service({ service_id: `${i}`, name }))),
    });
    expect(found.map(({ name }) => name)).toEqual(names);
  });
});

const deep = (n: number) => `${'['.repeat(n)}${']'.repeat(n)}`;
const text = (value: object) => JSON.stringify(value);
const wrong: readonly [what: string, content: Content, says: RegExp, ending?: string][] = [
  ['an empty file', '', /is empty/],
  ['no JSON', '{"wardwise_survey": 1', /expected +JSON/],
  ['JSON with a comma too many', `${text(response()).slice(0, -1)},}`, /expected +JSON/],
  ['other JSON', { hello: 'world' }, /expected +a response of the survey[\s\S]*found +\{"hello"/],
  ['JSON that is a number in brackets', '[1]', /in +services\[0\]/],
  ['JSON that is an empty list', '[]', /cannot be taken/],
  ['JSON a million brackets deep', deep(1_000_000), /brackets at most 24 deep/],
  [
    'JSON with brackets too deep inside an answer',
    text(response()).replace('"Arguing better"', deep(60)),
    /brackets at most 24 deep/,
  ],
  [
    'a name twice',
    text(response()).replace('"saved"', '"organisation":"X","saved"').replace('"sector"', '"Sector"'),
    /each name once[\s\S]*“organisation” twice/,
  ],
  ['a name twice, once with escapes', text(response()).replace('"name":', '"n\\u0061me":"X","name":'), /“name” twice/],
  ['__proto__', text(response()).replace('"name":', '"__proto__":{"polluted":1},"name":'), /“__proto__”/],
  ['UTF-16', Buffer.from(`\uFEFF${text(response())}`, 'utf16le'), /UTF-16[\s\S]*save it as UTF-8/],
  ['Windows-1252 for UTF-8', Buffer.from(text(response({ organisation: 'Café' })), 'latin1'), /text in UTF-8/],
  ['a form of another version', response({ wardwise_survey: 2 }), /in +wardwise_survey/],
  ['no day it was saved', response({ saved: undefined }), /in +saved/],
  ['a day that is none', response({ saved: 'yesterday' }), /in +saved/],
  ['an organisation that is a list', response({ organisation: ['a'] }), /in +organisation[\s\S]*string/],
  ['no services', response({ services: [] }), /in +services/],
  ['services that are no list', response({ services: { a: 1 } }), /in +services/],
  ['a service that is a text', response({ services: ['x'] }), /in +services\[0\]/],
  ['a service that is null', response({ services: [null] }), /in +services\[0\]/],
  [
    'more services than anybody has',
    response({ services: Array.from({ length: 10_001 }, () => ({})) }),
    /in +services/,
  ],
  ['a blank organisation', response({ organisation: ' ' }), /"organisation"[\s\S]*expected some text/],
  [
    'a name that is an object',
    response({}, service({ name: { a: 1 } })),
    /in +services\[0\]\.name[\s\S]*found +an object/,
  ],
  ['a name that is true', response({}, service({ name: true })), /services\[0\]\.name[\s\S]*found +true/],
  [
    'a list of objects',
    response({}, service({ audience: [{}] })),
    /services\[0\]\.audience[\s\S]*a list of other things/,
  ],
  ['no name', response({}, service({ name: undefined })), /"name"[\s\S]*expected some text/],
  ['no id', response({}, service({ service_id: '' })), /"service_id"/],
  ['a level that nobody knows', response({}, service({ level: 'urgent' })), /"level"[\s\S]*found +"urgent"/],
  ['no level', response({}, service({ level: null })), /"level"/],
  ['nothing covered', response({}, service({ covers: [] })), /"covers"/],
  ['places in words', response({}, service({ capacity_per_year: 'lots' })), /"capacity_per_year"[\s\S]*found +"lots"/],
  ['places below nought', response({}, service({ capacity_per_year: -5 })), /"capacity_per_year"/],
  ['a number too great', response({}, service({ capacity_per_year: 1e300 })), /"capacity_per_year"/],
  ['a rating of another scale', response({}, service({ evidence: '7' })), /"evidence"/],
  ['a day that is no day', response({}, service({ funding_end: '2026-02-31' })), /"funding_end"[\s\S]*no such day/],
  ['a place at sea', response({}, service({ lat: 12, lon: 40 })), /"lat"[\s\S]*from 49 to 61/],
  [
    'a name without an end',
    response({}, service({ name: 'x'.repeat(100_000) })),
    /at most 200 characters[\s\S]*fewer words/,
  ],
  ['a nought character', response({}, service({ name: 'a\u0000b' })), /every character can be seen/],
  [
    'an escape for the terminal',
    response({}, service({ name: '\u001b[31mRed' })),
    /every character can be seen[\s\S]*\\u001b/,
  ],
  [
    'text turned about',
    response({}, service({ name: 'abc\u202egpj.exe' })),
    /every character can be seen[\s\S]*\\u202e/,
  ],
  ['text isolated', response({ organisation: '\u2066x\u2069' }), /"organisation"[\s\S]*can be seen/],
  [
    'somebody’s e-mail address',
    response({}, service({ referral_route: ['ask jane.doe@example.org'] })),
    /may be published[\s\S]*Name the organisation/,
  ],
  ['somebody’s telephone', response({}, service({ audience: 'ring Jane on 07700 900123' })), /may be published/],
  ['a service twice', response({}, service(), service({ cost: '2' })), /"service_id"[\s\S]*again/],
  ['a web page', '<!doctype html><p>Sign in</p>', /is a web page|expected +JSON/],
  ['a letter', 'x', /ends in \.json, \.csv[\s\S]*found +\.docx/, '.docx'],
  ['no ending', text(response()), /found +no ending/, ''],
  ['a table without headings', 'a,b\n1,2\n', /lacks 5 columns/, '.csv'],
  ['a table packed', gzipSync(headings), /gzip/, '.csv'],
  ['JSON packed', gzipSync(text(response())), /gzip/, '.json'],
  ['a workbook that is a bomb', bomb(), /workbook|unpacked/, '.xlsx'],
  ['a workbook that lies about its size', lyingBomb(), /cannot be opened/, '.xlsx'],
  [
    'a workbook with a name that leads out',
    zipSync({ '../../evil.xml': new Uint8Array(4) }),
    /cannot be opened/,
    '.xlsx',
  ],
  ['the example of the template', templateCsv(templatesOf(services)[0]!), /the example of the template/, '.csv'],
  ['a directory service without a name', [{ id: 'a' }], /in +services\[0\]\.name/],
  [
    'a directory service whose place is text',
    [{ id: 'a', name: 'b', service_at_locations: 'x' }],
    /service_at_locations/,
  ],
];

/** 80 MB of noughts. */
function bomb(): Uint8Array {
  return zipSync({ 'xl/workbook.xml': new Uint8Array(80 * 2 ** 20) }, { level: 9 });
}

/** The same, and the directory says ten bytes. */
function lyingBomb(): Uint8Array {
  const bytes = Buffer.from(bomb());
  const directory = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  bytes.writeUInt32LE(10, directory + 24);
  return bytes;
}

describe('a response', () => {
  beforeAll(() => rows({ 'good.json': response() }));

  it.each(wrong)('with %s is refused whole', async (_, content, says, ending = '.json') => {
    const name = `partner${ending}`;
    const fault = await faultOf(() => rows({ [name]: content }));
    const said = fault.render();
    expect(fault.exit).toBe(exitCodes.contract);
    expect(said).toMatch(says);
    expect(said.replace(/ +/g, ' ')).toContain(`file ${name}`);
    expect(said).toMatch(/Nothing was loaded[\s\S]*set-aside/);
    expect(said.length).toBeLessThan(4000);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may reach a terminal
    expect(said).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069]/);
    const left = toRows(await engine.query('select name from local_services'));
    expect(left, 'the last good table').toEqual([{ name: 'Arguing better' }]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('that is a link out of the folder is not followed', async () => {
    const place = folderOf({ 'a.json': response() });
    symlinkSync('/etc/passwd', path.join(place, 'b.json'));
    const fault = await faultOf(() => loadRows(engine, reading(place)));
    expect(fault.render()).toMatch(/b\.json[\s\S]*a link to another place/);
    expect(fault.render()).not.toMatch(/root/);
  });

  it('of great size is not opened', async () => {
    const fault = await faultOf(() => rows({ 'a.json': Buffer.alloc(9 * 2 ** 20, 0x20) }));
    expect(fault.render()).toMatch(/expected +at most 8 MB\n +found +9\.0 MB/);
  });

  it('has a name that cannot do harm in a message', async () => {
    const fault = await faultOf(() => rows({ 'evil\u001b[2J\u202e.json': 'no' }));
    expect(fault.render()).toContain('evil\\u001b[2J\\u202e.json');
  });
});

it('whatever JSON there is, it is rows or a fault in words', async () => {
  const file = path.join(folder, 'any.json');
  const value = fc.jsonValue({ maxDepth: 4 });
  const about = fc.record({
    wardwise_survey: fc.constantFrom(1, '1'),
    saved: fc.constant('2026-11-20T10:15:00Z'),
    organisation: fc.oneof(fc.string(), value),
    services: fc.oneof(
      value,
      fc.array(fc.dictionary(fc.constantFrom('service_id', 'name', 'level', 'covers', 'answered', 'toString'), value), {
        minLength: 1,
      }),
    ),
  });
  const listed = fc.array(fc.record({ id: value, name: value, attributes: value, service_areas: value }));
  const [contract] = services.tables;
  fc.assert(
    fc.property(fc.oneof(value, about, listed), (json) => {
      writeFileSync(file, JSON.stringify(json));
      const found = findAnswers(file, contract!);
      if ('kind' in found) expect(found.kind).toBe('odd_answers');
      else
        for (const row of found.rows)
          for (const cell of row) expect(cell === null || typeof cell === 'string').toBe(true);
    }),
    { numRuns: 300 },
  );
});

it('a file and a folder can be checked without a run', async () => {
  const place = folderOf({ 'a.json': response(), 'b.json': response({}, service({ service_id: 'b' })) });
  expect(await checkLocal(engine, place)).toMatchObject({ source: services, known: 'by its form', rows: 2 });
  expect(await checkLocal(engine, path.join(place, 'a.json'))).toMatchObject({ source: services, rows: 1 });
});
