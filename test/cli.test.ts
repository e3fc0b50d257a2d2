/** The command line as people meet it: help, near misses, exit codes, events, and what each command leaves behind. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { utils, write as writeBook } from '@e965/xlsx';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { readAssessment } from '../pipelines/assessment.js';
import { commands } from '../pipelines/main.js';
import { needsAssessment } from '../pipelines/needs-assessment.js';
import { version } from '../pipelines/version.js';
import { wantedOf } from '../pipelines/wanted.js';
import { events, wardwise } from './support/cli.js';
import {
  ask,
  copyOf,
  demoText,
  files,
  filesUnder,
  goodWorkspace,
  hashes,
  layDemo,
  remove,
  runHere,
  tablesOnly,
  temporaryFolder,
  withEngine,
  withLocal,
  write,
} from './support/workspace.js';

/** Files about single people, with names and numbers that must be nowhere else. */
const incidents = demoText(files.incidents)
  .trimEnd()
  .split(/\r?\n/)
  .map((line, i) => `${line},${i === 0 ? 'note' : ''}`)
  .concat('PLANTED-7731,02/04/2024,X05000003,Y,Y,Y,high,Planted Note 4417', '')
  .join('\n');
const people = ['Planted Person 1', 'Planted Person 2', 'Planted Person 3'];
const sheet = utils.aoa_to_sheet([
  ['programme', 'measure', 'timepoint', 'participant_id', 'score', 'worker'],
  ...people.map((person, i) => ['Arguing better', 'SDQ', 'before', person, 15 + i, 'Planted Worker']),
]);
const personal = {
  [files.incidents]: incidents,
  'local/cohorts.csv': `person_id,cohort,area\n${people.map((p, i) => `${p},Arrears,X05000003\n${i > 0 ? `${p},Benefit cap,\n` : ''}`).join('')}`,
  'local/referrals.csv': `date,area,outcome,participant_id\n${people.map((p) => `14/07/2024,X05000003,accessed,${p}\n`).join('')}`,
  'local/scores.xlsx': new Uint8Array(
    writeBook({ SheetNames: ['Scores'], Sheets: { Scores: sheet } }, { type: 'array', bookType: 'xlsx' }),
  ),
  [files.assessment]: withLocal({ cohorts: 'local/cohorts.csv', outcome_measures: 'local/scores.xlsx' }),
};
const ward = 'X05000001';
let folder: string;
let spare: string;
beforeAll(async () => {
  folder = await goodWorkspace(personal, tablesOnly);
});
afterAll(() => remove(folder));
afterEach(() => spare && remove(spare));

const here = (...args: string[]) => wardwise(...args, '--workspace', folder);
const inCopy = () => {
  spare = copyOf(folder);
  return spare;
};
const inFresh = (yaml = 'area: X06000001\n') => {
  spare = temporaryFolder();
  writeFileSync(path.join(spare, 'assessment.yaml'), yaml);
  return spare;
};
const mirror = () => ['--mirror', path.join(folder, 'mirror')];

/** Whether a command line names a command, and only options and as many words as it takes. */
function understood(line: string): boolean {
  const [, name, ...rest] = line.split(/\s+/);
  const command = commands.find((c) => c.name === name);
  if (name === 'help') return true;
  if (!command) return false;
  const options = { ...command.options, workspace: { type: 'string' }, json: { type: 'boolean' } };
  let words = 0;
  for (let i = 0; i < rest.length; i++) {
    const option = /^--(.+)/.exec(rest[i] ?? '')?.[1];
    if (option === undefined) words++;
    else if (!(option in options)) return false;
    else if (options[option as keyof typeof options]?.type === 'string') i++;
  }
  return words <= command.most;
}

describe('help', () => {
  it.each(commands.map((c) => c.name))('%s: says how, with an example that is understood', async (name) => {
    const { code, out } = await wardwise('help', name);
    expect([code, (await wardwise(name, '--help')).out]).toEqual([0, out]);
    const examples = out.split('\nExamples\n')[1]?.trimEnd().split('\n') ?? [];
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(understood(example.trim()), example).toBe(true);
    for (const option of ['--workspace', '--json']) expect(out).toContain(option);
  });

  it('without a word, or --help: every command in one screen', async () => {
    const { code, out } = await wardwise();
    expect([code, (await wardwise('--help')).out]).toEqual([0, out]);
    for (const { name } of commands) expect(out).toMatch(new RegExp(`^ {2}wardwise ${name}\\b`, 'm'));
    expect(out.split('\n').length).toBeLessThan(30);
    expect((await wardwise('--version')).out).toBe(`${version}\n`);
  });

  it('every command that a message gives to paste is understood', () => {
    const folder = fileURLToPath(new URL('../sources/faults/', import.meta.url));
    const text = readdirSync(folder)
      .map((file) => readFileSync(path.join(folder, file), 'utf8'))
      .join('\n');
    const lines = [...text.matchAll(/['`](wardwise [^'`]+)['`]/g)].map(
      ([, line]) => line?.replaceAll(/\$\{[^}]+\}/g, 'x') ?? '',
    );
    expect(lines.length).toBeGreaterThan(12);
    expect(lines.filter((line) => !understood(line))).toEqual([]);
  });

  it('the bin runs main', async () => {
    const cli = fileURLToPath(new URL('../pipelines/cli.ts', import.meta.url));
    const run = promisify(execFile)(process.execPath, ['--import', 'tsx', cli, 'rnu']);
    await expect(run).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('did you mean run') });
  });
});

/** Settings with one step of the index. */
const index = (step: string) => `area: X06000001\nindex:\n  id: family-need\n  ${step}\n`;

describe('near misses', () => {
  it.each([
    ['command', ['rnu'], '“rnu” is not a command', 'run'],
    ['option', ['run', '--ofline'], '“--ofline” is not an option of run', '--offline'],
    ['product', ['run', 'needs-asessment'], '“needs-asessment” is not a product', 'needs-assessment'],
    ['chart', ['draw', 'need-mpa'], '“need-mpa” is not a chart', 'need-map'],
    ['table', ['sql', 'area_mesure'], '“area_mesure” is not a table', 'area_measure'],
    ['source', ['fetch', 'mhclg_iod2052'], '“mhclg_iod2052” is not a source', 'mhclg_iod2025'],
    ['list', ['list', 'indicator'], '“indicator” is not a list', 'indicators'],
    ['engine', ['list', '--engine', 'duckbd:'], '“duckbd:” is not an engine', 'duckdb:'],
    ['area', ['explain', 'Besockstead'], '“Besockstead” is not an area', 'Bessockstead & Wexelholt'],
    [
      'indicator',
      ['explain', ward, 'deprived_housholds'],
      '“deprived_housholds” is not an indicator',
      'deprived_households',
    ],
  ])('%s', async (_what, args, says, meant) => {
    const { code, err, out } = await here(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(says);
    expect(err).toMatch(new RegExp(`did you mean ${meant}\n`));
    expect(err).toMatch(/\n {2}See .*: {2}wardwise .*\[exit 2\]\n$/);
  });

  it.each([
    [
      'a key',
      'area: X06000001\ndislosure: { suppress_below: 5 }\n',
      'line 2, column 12',
      '“dislosure” is not understood here; did you mean “disclosure”?',
    ],
    [
      'a key inside',
      'area: X06000001\n\ndisclosure:\n  supress_below: 5\n',
      'line 4, column 18',
      'did you mean “suppress_below”?',
    ],
    [
      'a local file',
      'area: X06000001\nlocal:\n  birth_registration: a.csv\n',
      'line 3',
      '“birth_registration” is not understood here; did you mean “birth_registrations”?',
    ],
    ['a value', 'area: X06000001\nwards: ward24\n', 'line 2, column 8', 'wards: expected one of: ward25, ward22'],
    ['an area', 'area: Brackmouth\n', 'line 1, column 7', 'area: expected a code of a local authority'],
    [
      'a number',
      'area: X06000001\ndisclosure: { suppress_below: few }\n',
      'line 2, column 31',
      'disclosure.suppress_below: ',
    ],
    ['a colour', 'area: X06000001\nbrand:\n  colour: blue\n', 'line 3, column 11', 'a colour such as'],
    ['no area', 'wards: ward25\n', 'line 1', 'area: expected a code of a local authority'],
    ['YAML itself', 'area: [X06000001\n', 'line 2', ''],
    ['a key twice', 'area: X06000001\nwards: ward25\narea: X06000002\n', 'line 3', 'unique'],
    ['nothing', '', 'line 1', ''],
    ['an index', 'area: X06000001\nindex: famly-need\n', 'line 2, column 8', 'did you mean “family-need”?'],
    [
      'a weight',
      'area: X06000001\nindex: { id: family-need, weights: { family_economics: 2 } }\n',
      'line 2, column 56',
      'did you mean “family_economic”?',
    ],
    [
      'no weight at all',
      'area: X06000001\nindex: { id: family-need, weights: { individual_parent: 0, parental_relationship: 0, family_economic: 0, child_outcomes: 0 } }\n',
      'line 2, column 36',
      'every weight is 0',
    ],
    [
      'a domain',
      'area: X06000001\nown_indicators: { a: { title: A, statistic: rate, direction: none, domain: contxt } }\n',
      'line 2, column 76',
      'did you mean “context”?',
    ],
    [
      'figures that nobody says the meaning of',
      'area: X06000001\nlocal: { own_indicators: local/own-indicators.csv }\n',
      'line 2, column 26',
      'nothing says what its rows mean',
    ],
    ['a scale', index('normalise: zscore'), 'line 4, column 14', 'index.normalise: expected one of: z_score'],
    [
      'a setting of a scale',
      index('normalise: { method: min_max, low: 1 }'),
      'line 4, column 38',
      'did you mean “lower”?',
    ],
    [
      'a mean that the scale does not take',
      index('aggregate: geometric'),
      'line 4, column 14',
      'a mean that is geometric needs numbers above zero',
    ],
    [
      'a stretched index with a domain missing',
      index('normalise: imd_exponential\n  threshold: 0.5'),
      'line 5, column 14',
      'no domain may be missing',
    ],
    [
      'steps of an indicator',
      index('indicators: { crime_depravation: { treat: none } }'),
      'line 4, column 36',
      'did you mean “crime_deprivation”?',
    ],
    [
      'goalposts the wrong way round',
      index('indicators: { crime_deprivation: { normalise: { method: goalposts, lower: 5, upper: 1 } } }'),
      'line 4, column 49',
      'upper must be more',
    ],
    [
      'a weight for a domain that has nothing',
      `${index('weights: { child_outcomes: 2, education_deprivation: 0 }')}`,
      'line 4, column 30',
      'every indicator of “child_outcomes” has a weight of 0',
    ],
    ['two countries', 'area: [X06000001, E06000001]\n', 'area', 'authorities of one country'],
  ])('assessment.yaml: %s', async (_what, yaml, where, says) => {
    const { code, err } = await wardwise('run', '--offline', '--workspace', inFresh(yaml));
    expect(code).toBe(2);
    expect(err).toContain('assessment.yaml: 1 mistake\n');
    expect(err).toContain(`    ${where}`);
    expect(err).toContain(says);
  });
});

describe('exit codes', () => {
  it('2: no workspace, too many words, an option without its value', async () => {
    spare = temporaryFolder();
    expect(await wardwise('run', '--workspace', spare)).toMatchObject({
      code: 2,
      err: expect.stringContaining('wardwise init bradford --area'),
    });
    expect(await wardwise('check', 'this')).toMatchObject({
      code: 2,
      err: expect.stringContaining('check does not understand “this”'),
    });
    expect(await wardwise('run', '--mirror')).toMatchObject({ code: 2, err: expect.stringContaining('--mirror') });
    expect(await wardwise('sql')).toMatchObject({ code: 2 });
  });

  it('2: an area whose wards are nowhere, a local file that is not there', async () => {
    expect(await wardwise('run', ...mirror(), '--workspace', inFresh('area: X06000999\n'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('No wards of 2025 lie in X06000999'),
    });
    remove(spare);
    const { code, err } = await wardwise(
      'run',
      ...mirror(),
      '--workspace',
      inFresh('area: X06000001\nlocal: { birth_registrations: local/b.csv }\n'),
    );
    expect([code, err]).toEqual([2, expect.stringContaining('birth_registrations: there is no file local/b.csv')]);
  });

  it('10: a mirror without the lookup', async () => {
    spare = temporaryFolder();
    layDemo(spare, { [files.lookup]: null });
    const { code, err } = await wardwise('run', '--workspace', spare, '--mirror', path.join(spare, 'mirror'));
    expect([code, err]).toEqual([10, expect.stringContaining('lacking ons_lsoa21_ward25')]);
    expect(existsSync(path.join(spare, 'out'))).toBe(false);
  });

  it('11: a file that breaks its contract, told to programs too', async () => {
    spare = inCopy();
    write(spare, files.births, 'area,period,births,sole\nX05000001,2024,many,2\n');
    const [fault] = (await events('run', '--workspace', spare, '--mirror', path.join(spare, 'mirror'))).filter(
      (e) => e.event === 'fault',
    );
    expect(fault).toMatchObject({
      exit: 11,
      problems: [{ column: '"births"', expected: 'a whole number', found: '"many"', row: 2, count: 1, rows: 1 }],
    });
    expect(await wardwise('run', '--workspace', spare, '--mirror', path.join(spare, 'mirror'))).toMatchObject({
      code: 11,
    });
  });

  it('12: check says what has moved, or which audit fails', async () => {
    spare = inCopy();
    expect(await wardwise('check', '--workspace', spare)).toMatchObject({ code: 0 });
    write(spare, files.births, `${demoText(files.births)}\n`);
    const stale = await wardwise('check', '--workspace', spare);
    expect([stale.code, stale.err]).toEqual([
      12,
      expect.stringContaining('because birth_registrations has other bytes'),
    ]);
    await withEngine(spare, (engine) => engine.query('update index_value set rank = 99 where rank = 1'));
    const audit = await wardwise('check', '--workspace', spare);
    expect([audit.code, audit.err]).toEqual([12, expect.stringContaining('The audit ranks_are_places found 1 row')]);
  });

  it('12: a run whose tables fail an audit publishes nothing and keeps them aside', async () => {
    spare = inCopy();
    const before = hashes(path.join(spare, 'out'));
    await withEngine(spare, (engine) =>
      engine.query(`delete from boundary_ons_ward25_boundaries where area = '${ward}'`),
    );
    write(spare, files.births, `${demoText(files.births)}\n`);
    const { code, err } = await wardwise('run', '--workspace', spare, '--mirror', path.join(spare, 'mirror'));
    expect([code, err]).toEqual([
      12,
      expect.stringMatching(
        /outlines_are_whole found 1 row(.|\n)*Nothing was published; the last good run is untouched\./,
      ),
    ]);
    expect(hashes(path.join(spare, 'out'))).toEqual(before);
    expect(readdirSync(path.join(spare, '.wardwise')).sort()).toEqual([
      'failed.duckdb',
      'own-files.json',
      'run.json',
      'snapshots',
      'warehouse.duckdb',
    ]);
  });

  it('13: locked bytes that are not here; nothing built yet', async () => {
    spare = inCopy();
    rmSync(path.join(spare, '.wardwise'), { recursive: true });
    const run = await wardwise('run', '--offline', '--workspace', spare);
    expect([run.code, run.err]).toEqual([
      13,
      expect.stringMatching(/the locked bytes are not here\n {4}expected a snapshot with SHA-256 \w{12}…/),
    ]);
    expect(await wardwise('explain', '--workspace', spare)).toMatchObject({
      code: 13,
      err: expect.stringContaining('wardwise run'),
    });
    // With the publishers' files at hand again, a run makes the warehouse anew.
    expect(await runHere(spare, {}, tablesOnly)).toMatchObject({ made: true });
    expect(await wardwise('check', '--workspace', spare)).toMatchObject({ code: 0 });
  });
});

describe('run', () => {
  it('again: nothing to do, and no file is touched', async () => {
    const times = () => filesUnder(folder).map((file) => [file, statSync(file).mtimeMs]);
    for (const file of filesUnder(folder)) utimesSync(file, 1e9, 1e9);
    const before = times();
    const { code, out } = await here('run', ...mirror());
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^Nothing to do: nothing has changed since the last run\.\n.*index\.html\n$/),
    ]);
    expect(times()).toEqual(before);
  });

  it('after one local file has changed: only what rests on it is made again', async () => {
    spare = inCopy();
    write(spare, files.births, demoText(files.births).replace(',2024,78,', ',2024,79,'));
    const told = await events('run', '--workspace', spare, '--mirror', path.join(spare, 'mirror'));
    const made = told.filter((e) => e.event === 'step').map((e) => e.table);
    expect(made).toContain('observation_birth_registrations');
    expect(
      made.filter((t) => /^(observation_(ons|mhclg|dom|own)|lookup|boundary|area$|share$|ward$)/.test(String(t))),
    ).toEqual([]);
    const build = told.find((e) => e.stage === 'build');
    const [, n, kept] = /^(\d+) tables made, (\d+) kept/.exec(String(build?.says)) ?? [];
    expect(Number(n)).toBeLessThan(Number(n) + Number(kept));
    expect(Number(kept)).toBeGreaterThan(15);
    expect(told.at(-1)).toMatchObject({ event: 'published', made: true });
    expect(readdirSync(path.join(spare, 'out', 'history'))).toHaveLength(1);
  });

  it('nobody’s row of a person-level file is in any byte that was written', async () => {
    const needles = ['PLANTED-7731', 'Planted', 'BDA-0', '02/04/2024', '14/07/2024', '2024-07-14', 'incident_id'];
    const [some] = await ask(
      folder,
      `select sum(value) as n from observation where source = 'domestic_abuse_incidents'`,
    );
    expect(some?.n).toBe(3001);
    expect(
      await ask(folder, 'select cohort, also_in, people from local_cohorts order by people desc, cohort, also_in'),
    ).toEqual([
      { cohort: 'Arrears', also_in: null, people: 3 },
      { cohort: 'Arrears', also_in: 'Benefit cap', people: 2 },
      { cohort: 'Benefit cap', also_in: null, people: 2 },
    ]);
    expect(await ask(folder, 'select period, area, n from local_referrals')).toEqual([
      { period: '2024-07', area: 'X05000003', n: 3 },
    ]);
    expect(await ask(folder, 'select n, mean, sd from local_outcome_measures')).toEqual([{ n: 3, mean: 16, sd: 1 }]);
    for (const file of ['.wardwise', 'out', 'wardwise.lock.json'].flatMap((place) =>
      filesUnder(path.join(folder, place)),
    )) {
      const bytes = readFileSync(file);
      expect(
        needles.filter((needle) => bytes.includes(needle)),
        file,
      ).toEqual([]);
    }
  });
});

describe('init', () => {
  it('makes a workspace whose settings are valid, as are its commented blocks when the marks are taken off', async () => {
    spare = temporaryFolder();
    const place = path.join(spare, 'bradford');
    expect(await wardwise('init', place, '--area', 'E08000032')).toMatchObject({
      code: 0,
      out: expect.stringContaining('is ready'),
    });
    expect(readAssessment(place).settings).toMatchObject({
      areas: ['E08000032'],
      wardType: 'ward25',
      suppressBelow: 5,
      protectZeros: false,
    });
    const yaml = path.join(place, 'assessment.yaml');
    const text = readFileSync(yaml, 'utf8');
    const blocks = [...text.matchAll(/(?:^# (?:[a-z_]+:| +\S).*\n)+/gm)].map(([block]) => block);
    expect(blocks.map((block) => /# (\w+):/.exec(block)?.[1])).toEqual([
      'index',
      'compare',
      'zones',
      'clusters',
      'pathways',
      'groups',
      'local',
      'own_indicators',
      'sources',
      'endpoints',
      'paper',
      'schedule',
      'editions',
      'products',
      'brand',
    ]);
    const shown = (block: string) => block.replaceAll(/^# /gm, '');
    const all = blocks.reduce((whole, block) => {
      const key = /# (\w+):/.exec(block)?.[1];
      return whole.replace(new RegExp(`^${key}:.*\n`, 'm'), '').replace(block, shown(block));
    }, text);
    writeFileSync(yaml, all);
    const assessment = readAssessment(place);
    expect(assessment).toMatchObject({ index: { normalise: 'z_score' }, settings: { brand: { colour: '#12436D' } } });
    expect(Object.keys(assessment.local)).toHaveLength(15);
    expect(wantedOf(needsAssessment, assessment).index.domains.map((d) => d.weight)).toEqual([1, 2, 1, 1]);
    for (const file of Object.values(assessment.local)) {
      expect(existsSync(path.join(place, file.replace('.csv', '.template.csv'))), file).toBe(true);
    }
    expect(readFileSync(path.join(place, '.gitignore'), 'utf8')).toMatch(/^\.wardwise\/\nout\//);
    const again = await wardwise('init', place, '--area', 'E08000032');
    expect([again.code, readFileSync(yaml, 'utf8')]).toEqual([2, all]);
  });

  it.each([[['init']], [['init', 'x']], [['init', 'x', '--area', 'Bradford']]])(
    '%s: says what it needs',
    async (args) => {
      expect(await wardwise(...args)).toMatchObject({
        code: 2,
        err: expect.stringContaining('wardwise init <folder> --area E08000032'),
      });
    },
  );
});

describe('each command does what its help says', () => {
  it('fetch: what there is, what changed; nothing is built', async () => {
    spare = temporaryFolder();
    layDemo(spare);
    const args = ['fetch', '--workspace', spare, '--mirror', path.join(spare, 'mirror')];
    const first = await wardwise(...args);
    expect(first.out).toMatch(/ons_census_age +2021 +new +\w{12}\n/);
    expect(first.out).toMatch(/mhclg_iod2025 +2025 +new/);
    expect((await wardwise(...args, 'ons_census_age')).out).toMatch(/ons_census_age +2021 +the same/);
    expect(existsSync(path.join(spare, 'wardwise.lock.json'))).toBe(true);
    expect(existsSync(path.join(spare, 'out'))).toBe(false);
    expect(await wardwise('fetch', 'ons_census_age', '--release', '2031', ...args.slice(1))).toMatchObject({ code: 2 });
    // What was fetched is enough to build from, without the mirror.
    expect((await wardwise('build', '--workspace', spare)).out).toMatch(/^area$/m);
    expect((await wardwise('build', '--workspace', spare)).out).toBe('Nothing to do: every table is up to date.\n');
    expect(existsSync(path.join(spare, 'out'))).toBe(false);
    expect(await wardwise('check', '--workspace', spare)).toMatchObject({
      code: 12,
      err: expect.stringContaining('nothing has been published yet'),
    });
  });

  it('draw: the charts asked for, in the size asked for', async () => {
    spare = temporaryFolder();
    const { code, out } = await here('draw', 'need-map', '--size', 'phone', '--out', spare);
    expect([code, out.trim()]).toEqual([0, path.join(spare, 'need-map.png')]);
    expect(readdirSync(spare).every((name) => name.startsWith('need-map.'))).toBe(true);
    expect(await here('draw', '--size', 'poster')).toMatchObject({
      code: 2,
      err: expect.stringContaining('page, slide, half, phone'),
    });
  });

  it('draw: one form into a file, half a slide by either name', async () => {
    spare = temporaryFolder();
    const drawn = async (size: string, file: string) => {
      const { code, out } = await here('draw', 'need-map', '--size', size, '--out', path.join(spare, file));
      expect([code, out.trim()]).toEqual([0, path.join(spare, file)]);
      return readFileSync(path.join(spare, file), 'utf8');
    };
    expect(await drawn('half', 'half.svg')).toBe(await drawn('slide', 'slide.svg'));
    expect(readdirSync(spare).sort()).toEqual(['half.svg', 'slide.svg']);
    const csv = await here('draw', 'spine', '--ward', ward, '--format', 'csv', '--out', spare);
    expect(csv.out.trim()).toBe(path.join(spare, `spine-${ward}.csv`));
    expect(await here('draw', '--format', 'gif')).toMatchObject({ code: 2, err: expect.stringContaining('svg, png') });
    expect(await here('draw', '--out', 'all.png')).toMatchObject({ code: 2, err: expect.stringContaining('one file') });
    expect(await here('draw', 'report', '--format', 'png')).toMatchObject({ code: 2 });
  });

  it('draw report: asks for a browser where there is none', async () => {
    vi.stubEnv('CHROMIUM', '/nowhere');
    const { code, err } = await here('draw', 'report');
    vi.unstubAllEnvs();
    expect([code, err]).toEqual([2, expect.stringContaining('Chromium, Chrome or Edge')]);
  });

  it('open: says where the report is, whether or not a program opens it', async () => {
    vi.stubEnv('PATH', '');
    vi.stubEnv('DISPLAY', '');
    vi.stubEnv('WAYLAND_DISPLAY', '');
    const { code, out } = await here('open');
    expect([code, out.trim()]).toEqual([0, path.join(folder, 'out/latest/index.html')]);
    spare = temporaryFolder();
    expect(await wardwise('open', '--workspace', spare)).toMatchObject({ code: 13 });
    vi.unstubAllEnvs();
  });

  it('check: all is well', async () => {
    expect(await here('check')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^All is well: .*Gaps logged: \d+\.\n$/),
    });
  });

  it.each([
    ['sources', /mhclg_iod2025 +lsoa21 +England +2025 ✓ +GOV\.UK +none needed/],
    ['indicators', /deprived_households +family_economic +proportion +higher/],
    ['charts', /need-map/],
    ['products', /needs-assessment/],
  ])('list %s', async (kind, says) => {
    expect(await here('list', kind)).toMatchObject({ code: 0, out: expect.stringMatching(says) });
  });

  it('explain: areas, an area, a figure back to its bytes', async () => {
    expect((await here('explain')).out).toMatch(/ward +X05000001 +Bessockstead & Wexelholt/);
    expect((await here('explain', 'bessockstead & wexelholt')).out).toMatch(/Place in the index: \d+ of \d+/);
    const { out } = await here('explain', ward, 'deprived_households');
    const { sources } = JSON.parse(readFileSync(path.join(folder, 'wardwise.lock.json'), 'utf8')) as {
      sources: Record<string, { sha256: string }>;
    };
    expect(out).toContain(`bytes         SHA-256 ${sources.ons_census_deprivation?.sha256}`);
    expect(out).toMatch(/\d+ areas lie in it:/);
    expect(out).toContain('wardwise sql indicator_protected');
  });

  it('sql: the text on disk', async () => {
    const file = fileURLToPath(new URL('../models/tables/share.sql', import.meta.url));
    expect((await wardwise('sql', 'share')).out).toBe(readFileSync(file, 'utf8'));
    for (const audit of ['nothing_lost', 'outlines_are_whole'])
      expect(await wardwise('sql', audit)).toMatchObject({ code: 0 });
  });

  it('--json: every line of every command is an event', async () => {
    const lines: [args: string[], event: string][] = [
      [['run', ...mirror()], 'nothing_to_do'],
      [['fetch', ...mirror()], 'fetched'],
      [['build'], 'built'],
      [['check'], 'checked'],
      [['list', 'sources'], 'list'],
      [['explain'], 'areas'],
      [['explain', ward], 'explained'],
      [['explain', ward, 'deprived_households'], 'explained'],
      [['sql', 'share'], 'sql'],
      [['help'], 'help'],
      [['version'], 'version'],
      [['rnu'], 'fault'],
    ];
    for (const [args, event] of lines) {
      const own = ['help', 'version', 'rnu'].includes(args[0] ?? '') ? [] : ['--workspace', folder];
      const told = await events(...args, ...own);
      expect(told.at(-1)?.event, args.join(' ')).toBe(event);
      expect(told.every((e) => typeof e.event === 'string')).toBe(true);
    }
  });
});
