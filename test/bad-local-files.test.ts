/**
 * More than a hundred ways in which a council's own file can be wrong. Each is drawn here, and each is answered with where,
 * what was expected and found, and how to mend it, in words for whoever filled it in; of none is anything loaded.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../models/engine/engine.js';
import { loadRows, rowsTable } from '../models/load/rows.js';
import { templateCsv, templatesOf, templateXlsx } from '../outputs/files/template.js';
import { localSources } from '../pipelines/local.js';
import { checkLocal } from '../pipelines/local-check.js';
import type { Contract } from '../sources/contract.js';
import { exitCodes } from '../sources/faults/fault.js';
import { ownIndicators } from '../sources/local/own-indicators.js';
import { engineWithAreas } from './support/local-rows.js';
import { answer, page } from './support/spoil.js';
import { faultOf } from './support/workspace.js';

type LocalSource = (typeof localSources)[number];

const sources: readonly LocalSource[] = localSources.map((source) =>
  source.id === 'own_indicators' ? ownIndicators(['workless_households', 'family_conflict']) : source,
);
const sourceOf = (id: string): LocalSource => {
  const source = sources.find((s) => s.id === id);
  if (!source) throw new Error(`There is no ${id}`);
  return source;
};

const folder = mkdtempSync(path.join(tmpdir(), 'wardwise-bad-'));
let engine: Engine;
beforeAll(async () => {
  engine = await engineWithAreas();
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell}"` : cell);
const csv = (rows: readonly (readonly string[])[]) => rows.map((row) => `${row.map(quoted).join(',')}\n`).join('');

/** The columns a shape must have and those named besides, with cells of its own examples or as said. */
function drawn({ columns }: Contract, cells: Readonly<Record<string, string>> = {}): [string[], string[]] {
  const used = Object.entries(columns).filter(([name, { optional }]) => !optional || name in cells);
  return [used.map(([name]) => name), used.map(([name, { example = 'x' }]) => cells[name] ?? example)];
}

let made = 0;

/** The fault of a file, as `check --file` gives it. Holds that nothing of it reaches a table that was good. */
async function faultFor(source: LocalSource, content: string | Uint8Array, ending = '.csv') {
  const file = path.join(folder, `${source.id}-${++made}${ending}`);
  writeFileSync(file, content);
  const fault = await faultOf(() => checkLocal(engine, file, { as: source }));
  if (source.gives === 'rows') {
    const good = path.join(folder, `good-${source.id}`);
    const shape = source.tables.find(({ keeps }) => keeps === undefined) ?? (source.tables[0] as Contract);
    writeFileSync(good, csv(drawn(shape)));
    const reading = { source, release: '', shown: 'x', wardType: 'ward25' } as const;
    await loadRows(engine, { ...reading, file: good });
    await faultOf(() => loadRows(engine, { ...reading, file }));
    const { rows } = await engine.query(`select count(*) as rows from ${rowsTable(source)}`);
    expect(rows, 'the last good table').toEqual([1]);
  }
  return fault;
}

interface Bad {
  readonly as: string;
  readonly what: string;
  /** Cells of one row, by column; the file has them and what it must have. */
  readonly cells: Readonly<Record<string, string>>;
  readonly shape?: number;
  readonly column?: string;
  readonly expected: RegExp;
  readonly mend: RegExp;
}

const bad = (
  as: string,
  column: string,
  cell: string,
  expected: RegExp,
  mend: RegExp,
  more: Partial<Bad> = {},
): Bad => ({
  as,
  what: `${column} “${cell}”`,
  expected,
  mend,
  column,
  ...more,
  cells: { ...more.cells, [column]: cell },
});

const whole = /^a whole number$/;
const aDate = /^a date such as 31\/03\/2025$/;
const aCode = /^an area code such as E05001341$/;
const trueCount = /small counts are protected here/;
const blank = /Leave the cell blank where there is no figure/;
const births = (column: string, cell: string, expected: RegExp, mend: RegExp, cells = {}) =>
  bad('birth_registrations', column, cell, expected, mend, { cells });

const cells: readonly Bad[] = [
  // Numbers
  births('sole', '<5', whole, trueCount),
  births('sole', 'under 5', whole, trueCount),
  births('sole', '1-4', whole, trueCount),
  births('sole', 'fewer than 5', whole, trueCount),
  births('sole', '*', whole, blank),
  births('sole', '..', whole, blank),
  births('sole', '-', whole, blank),
  births('sole', 'n/a', whole, blank),
  births('sole', 'N/K', whole, blank),
  births('sole', 'null', whole, blank),
  births('sole', '[c]', whole, blank),
  births('sole', 'Unknown', whole, blank),
  births('sole', '?', whole, blank),
  births('sole', '8%', whole, /Give how many, not per cent/),
  births('births', '-210', whole, /cannot be below 0/, { sole: '' }),
  births('births', '210.5', whole, /A count is whole/),
  births('births', '1 210', whole, /Take out the space/),
  births('births', '210 approx', whole, /Give the number alone/),
  births('births', 'two hundred', whole, /in figures/),
  births('births', '#####', whole, /too narrow/),
  births('births', '£210', whole, /without a sign of money/),
  births('sole', '211', /no more than in "births" of the same row/, /A part cannot be more than its whole/),
  births('married', '999', /no more than in "births" of the same row/, /A part cannot be more than its whole/),
  births('joint_same_address', 'lots', whole, /in figures/),
  births('joint_different_address', '2.5', whole, /A count is whole/),
  bad('own_indicators', 'numerator', 'tbc', whole, blank),
  bad('own_indicators', 'denominator', '52%', whole, /not per cent/),
  bad('programme_uptake', 'starts', '42', /no more than in "enrolled"/, /which of the two numbers is wrong/),
  bad('programme_uptake', 'retained', '35', /no more than in "starts"/, /which of the two numbers is wrong/),
  bad('programme_uptake', 'enrolled', '', whole, /Fill the cell in, or take the whole row out/),
  bad('programme_uptake', 'milestones', 'most', whole, /in figures/),
  bad('early_help_assessments', 'family_conflict', '311', /no more than in "assessments"/, /part cannot be more/),
  bad('early_help_assessments', 'assessments', '3,10x', whole, /Give the number alone/),
  bad('early_help_assessments', 'both_parents_involved', '45%', whole, /not per cent/),
  bad('workforce', 'trained', '86', /no more than in "in_scope"/, /part cannot be more/),
  bad('workforce', 'champions', '100', /no more than in "in_scope"/, /part cannot be more/),
  bad('workforce', 'confidence_before', '51', /a number from 0 to 10/, /a digit is missing|changed places/),
  bad('workforce', 'confidence_after', 'high', /^a number$/, /in figures/),
  bad('engagement', 'reach', '12.6k', whole, /Give the number alone/),
  bad('engagement', 'views', 'n/a', whole, blank),
  bad('outcome_measures', 'score', 'n/a', /^a number$/, blank),
  bad('outcome_measures', 'mean', 'about 15', /^a number$/, /Give the number alone/, { shape: 1 }),
  bad('outcome_measures', 'n_over_cutoff', '29', /no more than in "n"/, /part cannot be more/, { shape: 1 }),
  bad('outcome_measures', 'n', '<10', whole, trueCount, { shape: 1 }),
  bad('referrals', 'n', 'many', whole, /in figures/, { shape: 1 }),
  bad('referrals', 'n', '0.5', whole, /A count is whole/),
  bad('cohorts', 'people', '<5', whole, trueCount, { shape: 1 }),
  bad('theory_of_change', 'target', 'lower', /^a number$/, /in figures/),
  bad('theory_of_change', 'baseline', '66%', /^a number$/, /not per cent/),
  bad('services', 'capacity_per_year', '60 per term', whole, /Give the number alone/),
  bad('services', 'wait_days', '3 weeks', whole, /Give the number alone/),
  bad('services', 'lat', '5379', /a number from 49 to 61/, /a digit is missing/),
  bad('domestic_abuse_incidents', 'crimes', '38', /no more than in "incidents"/, /part cannot be more/, { shape: 3 }),
  bad('domestic_abuse_incidents', 'incidents', '-', whole, blank, { shape: 3 }),
  bad('domestic_abuse_incidents', 'lat', '-1.75', /a number from 49 to 61/, /changed places/, { shape: 1 }),
  bad('domestic_abuse_incidents', 'lon', '53.79', /a number from -9 to 3/, /changed places/, { shape: 1 }),
  bad('domestic_abuse_incidents', 'easting', '4164320', /a number from 0 to 700,000/, /changed places/, { shape: 2 }),
  bad('domestic_abuse_incidents', 'northing', 'BD1', /^a number$/, /Give the number alone/, { shape: 2 }),

  // Areas
  births('area', '05001341', aCode, /letter at the start is lost/),
  births('area', '5001341', aCode, /letter at the start is lost/),
  births('area', '5001341.0', aCode, /letter at the start is lost/),
  births('area', '5.00E+06', aCode, /made a number of it/),
  births('area', 'E0500134', aCode, /one letter and eight digits/),
  births('area', 'E050013411', aCode, /one letter and eight digits/),
  births('area', 'EO5001341', aCode, /letter O stands where a nought/),
  births('area', 'Tong', aCode, /code in place of the name/),
  births('area', 'Little Horton ward', aCode, /code in place of the name/),
  births('area', 'E05001341 and E05001342', aCode, /one code a row/),
  births('area', '#N/A', aCode, /A formula of the spreadsheet went wrong/),
  births('area', 'BD4', aCode, /Part of a postcode says too little/),
  births('area', '', aCode, /Fill the cell in, or take the whole row out/),
  bad('referrals', 'area', 'Bradford', aCode, /code in place of the name/),
  bad('zones', 'area', 'E05', aCode, /one letter and eight digits/),
  bad('cohorts', 'area', 'Keighley', aCode, /code in place of the name/),
  bad('own_indicators', 'area', '08000032', aCode, /letter at the start is lost/),
  bad('programme_uptake', 'area', 'all', aCode, /code in place of the name/),
  bad('early_help_assessments', 'area', 'unknown', aCode, /code in place of the name/),

  // Dates
  ...(
    [
      ['31/03/25', /year with four digits/],
      ['31-03-25', /year with four digits/],
      ['03/31/2025', /month stands before the day/],
      ['31/02/2025', /There is no such day/],
      ['2025-13-01', /There is no such day/],
      ['31.03.2025', /strokes in place of the dots/],
      ['March 2025', /day, month and year/],
      ['2025', /day, month and year/],
      ['Q1', /day, month and year/],
      ['unknown', /leave out rows whose date nobody knows/],
      ['########', /too narrow/],
      ['', /Fill the cell in, or take the whole row out/],
    ] as const
  ).map(([cell, mend]) => bad('domestic_abuse_incidents', 'date', cell, aDate, mend)),
  bad('referrals', 'date', '13/13/2025', aDate, /no such day/),
  bad('planning_tool', 'date', 'autumn 2025', aDate, /day, month and year/),
  bad('data_gaps', 'asked_on', 'last week', aDate, /day, month and year/),
  bad('data_gaps', 'expected', '12/25', aDate, /day, month and year/),
  bad('theory_of_change', 'by', '2027', aDate, /day, month and year/),
  bad('services', 'funding_end', '31/03/27', aDate, /four digits/),
  bad('services', 'verified_on', 'yes', aDate, /day, month and year/),

  // Closed lists
  bad('services', 'level', 'targeted', /one of: universal; targeted_selective/, /Did you mean “targeted_/),
  bad('services', 'level', 'Tier 2', /one of: universal/, /./),
  bad('services', 'level', '', /one of: universal/, /Fill the cell in/),
  bad('services', 'sector', 'charity', /one of: local_authority; nhs/, /./),
  bad('services', 'sector', 'local authorty', /one of/, /Did you mean “local_authority”\?/),
  bad('services', 'mode', 'group; fone', /one or more of: digital; phone/, /Did you mean “phone”\?/),
  bad('services', 'situation', 'divorced', /one or more of: intact; separating/, /./),
  bad('services', 'evidence', '5', /one of: NL2; 2; 2\+/, /./),
  bad('services', 'evidence', '3 star', /one of: NL2/, /./),
  bad('services', 'cost', '6', /one of: 1; 2; 3; 4; 5; NA/, /./),
  bad('services', 'cost', '£250', /one of: 1; 2/, /./),
  bad('referrals', 'outcome', 'acessed', /one of: accessed; waiting/, /Did you mean “accessed”\?/),
  bad('referrals', 'outcome', 'refused', /one of: accessed/, /./, { shape: 1 }),
  bad('outcome_measures', 'timepoint', '6 months', /one of: before; after; 1m/, /./),
  bad('outcome_measures', 'timepoint', 'pre', /one of: before/, /./, { shape: 1 }),
  bad('theory_of_change', 'stage', 'long-term', /one of: now; change/, /Did you mean “long_term”\?/),
  bad(
    'own_indicators',
    'indicator',
    'workless_household',
    /one of: workless_households/,
    /Did you mean “workless_households”/,
  ),
  bad('domestic_abuse_incidents', 'crime', 'maybe', /^Y or N$/, /Write Y or N/),
  bad('domestic_abuse_incidents', 'child_present', '2', /^Y or N$/, /Write Y or N/),
  bad('domestic_abuse_incidents', 'repeat', 'first', /^Y or N$/, /Write Y or N/),
  bad('domestic_abuse_incidents', 'risk', 'hihg', /one of: standard; medium; high/, /Did you mean “high”/),

  // What must be there
  bad('services', 'service_id', '', /some text/, /Fill the cell in/),
  bad('services', 'covers', '', /some text, items between semicolons/, /Fill the cell in/),
  bad('data_gaps', 'item', ' ', /some text/, /Fill the cell in/),
  bad('cohorts', 'cohort', '', /some text/, /Fill the cell in/),
  bad('zones', 'zone', '', /some text/, /Fill the cell in/),
  bad('workforce', 'team', '', /some text/, /Fill the cell in/),
];

describe('a cell', () => {
  it.each(cells)('$as: $what', async ({ as, cells: wrong, shape = 0, column = '', expected, mend }) => {
    const source = sourceOf(as);
    const contract = source.tables[shape] as Contract;
    const fault = await faultFor(source, csv(drawn(contract, wrong)));
    expect(fault.exit).toBe(exitCodes.contract);
    expect(fault.text.what).toMatch(new RegExp(`^${as}: 1 kind of fault in `));
    const [problem] = fault.text.problems ?? [];
    expect(problem).toMatchObject({ column: `"${column}"`, count: 1, row: 2 });
    expect(problem?.expected).toMatch(expected);
    expect(problem?.mend).toMatch(mend);
    if (contract.columns[column]?.personal) expect(problem?.found).toBe('something else');
    else expect(problem?.found).toBe(`"${wrong[column]}"`);
  });
});

/** Ways to spoil a whole file, whichever it is. */
const files: readonly {
  readonly what: string;
  readonly content: (
    good: readonly [string[], string[]],
    source: LocalSource,
  ) => string | Uint8Array | Promise<string | Uint8Array>;
  readonly ending?: string;
  readonly says: RegExp;
  readonly unless?: (source: LocalSource) => boolean;
}[] = [
  {
    what: 'without a column it must have',
    content: ([headings, row]) => csv([headings.slice(1), row.slice(1)]),
    says: /lacks \d columns? it must have[\s\S]*to mend\s+Head the columns as the template does: {2}wardwise template/,
    unless: ({ id }) => id === 'data_gaps',
  },
  {
    what: 'with a heading mistyped',
    content: ([headings, row]) => csv([headings.map((h, i) => (i === headings.length - 1 ? `${h}z` : h)), row]),
    says: /lacks \d columns? it must have[\s\S]*: did you mean "\w+z"\?/,
  },
  {
    what: 'with a column twice',
    content: ([headings, row]) =>
      csv([
        [...headings, headings[0] ?? ''],
        [...row, row[0] ?? ''],
      ]),
    says: /has a column twice[\s\S]*to mend\s+Take one of the two out/,
  },
  {
    what: 'with a row torn by a comma',
    content: ([headings, row]) => `${csv([headings, row])}${row.join(',')},x,y,z\n`,
    says: /the whole row[\s\S]*to mend\s+A comma inside a cell makes two of it/,
  },
  {
    what: 'that is empty',
    content: () => '',
    says: /is empty[\s\S]*to mend\s+It may have been saved before/,
  },
  {
    what: 'of headings only',
    content: ([headings]) => csv([headings]),
    says: /rows below the header[\s\S]*to mend\s+Fill in a row/,
  },
  { what: 'that is a page to sign in', content: () => page, says: /is a web page[\s\S]*the page that asks to sign in/ },
  {
    what: 'that is JSON',
    content: () => answer,
    says: /is JSON, not a table[\s\S]*save it as XLSX or CSV|does not hold answers that can be taken/,
  },
  {
    what: 'in the Excel of before 2007, or locked',
    content: () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    ending: '.xlsx',
    says: /from before 2007[\s\S]*without a password/,
  },
  {
    what: 'that is half a workbook',
    content: async (_, source) => {
      const [template] = templatesOf(source);
      return template ? (await templateXlsx(template, source.title)).subarray(0, 900) : '';
    },
    ending: '.xlsx',
    says: /cannot be opened[\s\S]*save it as XLSX or CSV/,
  },
  {
    what: 'whose template was sent back as it was',
    content: (_, source) => {
      const [template] = templatesOf(source);
      return template ? templateCsv(template) : '';
    },
    says: /found\s+the example of the template in 1 row[\s\S]*Take the example row/,
  },
  {
    what: 'whose workbook was sent back as it was',
    content: async (_, source) => {
      const [template] = templatesOf(source);
      return template ? templateXlsx(template, source.title) : '';
    },
    ending: '.xlsx',
    says: /sheet “Fill in”[\s\S]*found\s+the example of the template in 1 row[\s\S]*Take the example row/,
  },
  {
    what: 'with a row twice',
    content: ([headings, row]) => csv([headings, row, row]),
    says: /expected each only once[\s\S]*to mend\s+Keep one of the rows, or add them up/,
    unless: ({ tables: [contract] }) =>
      contract?.key === undefined || contract.key.every((name) => contract.columns[name]?.optional === true),
  },
];

describe('a file', () => {
  const each = files.flatMap((file) =>
    sources.filter((source) => !file.unless?.(source)).map((source) => ({ ...file, source, id: source.id })),
  );

  it.each(each)('$id $what', async ({ source, content, ending, says }) => {
    const fault = await faultFor(source, await content(drawn(source.tables[0] as Contract), source), ending);
    expect(fault.exit).toBe(exitCodes.contract);
    expect(fault.render()).toMatch(says);
    expect(fault.render()).toMatch(
      /A run would refuse the whole file; nothing of it would be loaded.\n {2}Mend the file, then check it again: {2}wardwise check --file /,
    );
  });

  it('cut short in a packed copy is refused', async () => {
    const source = sourceOf('data_gaps');
    const packed = gzipSync(csv(drawn(source.tables[0] as Contract)), { level: 0 });
    expect((await faultFor(source, packed.subarray(0, 12), '.csv.gz')).exit).toBe(exitCodes.contract);
  });

  it('of every kind is good as its template has it, once the example is written over', async () => {
    for (const source of sources) {
      for (const contract of source.tables) {
        const file = path.join(folder, `fine-${source.id}.csv`);
        writeFileSync(file, csv(drawn(contract, source.id === 'own_indicators' ? { numerator: '641' } : {})));
        expect(await checkLocal(engine, file, { as: source }), source.id).toMatchObject({ rows: 1, row: contract.row });
      }
    }
  });

  it('says which columns it reads and which it passes over', async () => {
    const file = path.join(folder, 'misspelt.csv');
    writeFileSync(file, 'Date;Outcome;Referer\n31/03/2025;accessed;GP\n');
    expect(await checkLocal(engine, file)).toMatchObject({ used: ['Date', 'Outcome'], unread: ['Referer'] });
  });

  it('says that a file is saved in an encoding that is not read, with or without its kind', async () => {
    const file = path.join(folder, 'unicode-text.txt');
    writeFileSync(file, Buffer.from('\uFEFFdate\toutcome\n31/03/2025\taccessed\n', 'utf16le'));
    const referrals = localSources.find(({ id }) => id === 'referrals');
    for (const as of [undefined, referrals])
      expect(JSON.stringify((await faultOf(() => checkLocal(engine, file, { as }))).text)).toContain('UTF-16');
  });

  it('is known by its headings, then by its name', async () => {
    for (const source of localSources) {
      for (const contract of source.tables.filter(() => source.id !== 'own_indicators')) {
        const file = path.join(folder, 'sent.csv');
        writeFileSync(file, csv(drawn(contract)));
        expect((await checkLocal(engine, file)).source.id).toBe(source.id);
      }
    }
    const mistyped = path.join(folder, 'workforce-2025.csv');
    writeFileSync(mistyped, 'when,who\n2024/25,Health visiting\n');
    expect((await faultOf(() => checkLocal(engine, mistyped))).text.what).toMatch(/^workforce: /);
    const odd = path.join(folder, 'odd.csv');
    writeFileSync(odd, 'incident,when\n1,2\n');
    expect((await faultOf(() => checkLocal(engine, odd))).render()).toMatch(
      /Neither its name nor its headings[\s\S]*--as /,
    );
    expect((await faultOf(() => checkLocal(engine, path.join(folder, 'none.csv')))).exit).toBe(exitCodes.notUnderstood);
  });
});

it('there are more than a hundred and twenty of them', () => {
  expect(cells.length).toBeGreaterThan(120);
});
