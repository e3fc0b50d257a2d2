/** What is wrong with a file that breaks its contract: every kind of fault, how often, where first. */
import type { Contract, Wording } from '../../sources/contract.js';
import type { Problem } from '../../sources/faults/fault.js';
import { mendCell, mends } from '../../sources/faults/mending.js';
import type { JsonFound } from '../../sources/formats/json-rows.js';
import type { SheetFound } from '../../sources/formats/spreadsheet.js';
import type { TableFound } from '../../sources/formats/table.js';
import { type Engine, toRows } from '../engine/engine.js';
import { identifier, literal } from '../engine/quote.js';
import { cleaned, faultsOf } from './cells.js';

/** A table as CSV, in a workbook, or as JSON where the file is and the source knows such a shape. */
export type Found = TableFound | JsonFound | SheetFound;

/** The columns of the contract that the file has. */
export const columnsOf = ({ contract, columns }: Found) =>
  columns.flatMap((name) => {
    const column = name === null ? undefined : contract.columns[name];
    return name !== null && column ? [[name, column] as const] : [];
  });

/** The columns of the key that the file has. */
const keyOf = ({ contract: { key = [] }, columns }: Found): string[] => key.filter((name) => columns.includes(name));

/** A blank is no key: two of them are not the same thing twice. Where a column is optional, a blank is a value like any other. */
function present(key: readonly string[], { columns }: Contract, value: (name: string) => string): string {
  const needed = key.filter((name) => key.length === 1 || columns[name]?.optional !== true);
  return needed.map((name) => `${value(name)} is not null`).join(' and ') || 'true';
}

/** Whether what may occur only once occurs again. */
export async function anyRepeats(engine: Engine, cells: string, found: Found): Promise<boolean> {
  const key = keyOf(found);
  if (key.length === 0) return false;
  const names = key.map(identifier).join(', ');
  const { rows } = await engine.query(
    `select count(*) as rows from (select 1 from ${cells} where ${present(key, found.contract, identifier)} group by ${names} having count(*) > 1) as repeated`,
  );
  return Number(rows?.[0]) > 0;
}

/** The example row of a template, where somebody has left it in. */
export async function exampleRows(engine: Engine, cells: string, found: Found): Promise<Problem[]> {
  const told = columnsOf(found).filter(([, { example, heading }]) => example !== undefined && heading !== undefined);
  if (told.length === 0 || told.length < Object.keys(found.contract.columns).length) return [];
  const row = told.map(([name, { example = '' }]) => `${literal(example)} as ${identifier(name)}`).join(', ');
  const cell = told.map(([name, column]) => `${cleaned(name, column)} as ${identifier(name)}`).join(', ');
  const same = told.map(([name]) => `cells.${identifier(name)} = example.${identifier(name)}`).join(' and ');
  const { first } = await engine.query(
    `select min(row_number) as first from ${cells} as cells join (select ${cell} from (select ${row}) as written) as example on ${same}`,
  );
  if (typeof first?.[0] !== 'number') return [];
  return [
    {
      column: 'the whole row',
      expected: 'rows of the council’s own',
      found: 'the example of the template',
      count: 1,
      row: found.skip + first[0],
      mend: mends.example,
    },
  ];
}

/** Every kind of fault in the cells of a file as text; how to mend each where the file is the council’s own. */
export async function findProblems(engine: Engine, raw: string, found: Found, own: boolean): Promise<Problem[]> {
  const { contract, skip } = found;
  const checks = columnsOf(found).flatMap(([name, column]) =>
    faultsOf(name, column, contract).map((fault) => ({ name, column, ...fault })),
  );
  const counts = checks.flatMap(({ name, when }, i) => [
    `count(*) filter (where ${when}) as n${i}`,
    `min(row_number) filter (where ${when}) as at${i}`,
    `arg_min(coalesce(${identifier(name)}, ''), row_number) filter (where ${when}) as found${i}`,
  ]);
  const [held = {}] = toRows(await engine.query(`select count(*) as rows, ${counts.join(', ')} from ${raw}`));
  const rows = Number(held.rows);
  const cells = checks.flatMap(({ name, column, expected, mend }, i): Problem[] => {
    const count = Number(held[`n${i}`]);
    if (count === 0) return [];
    return [
      {
        column: headingOf(found, name),
        expected,
        found: column.personal ? 'something else' : `"${brief(String(held[`found${i}`]))}"`,
        count,
        rows,
        row: skip + Number(held[`at${i}`]),
        ...(own && { mend: mend ?? mendCell(column, String(held[`found${i}`])) }),
      },
    ];
  });
  const others = [...(await repeatedKeys(engine, raw, found)), ...fewRows(found, rows)];
  return [...cells, ...others.map((problem) => (own ? problem : withoutMend(problem)))];
}

/** As much of a cell as a message needs. */
const brief = (cell: string): string => (cell.length > 120 ? `${cell.slice(0, 120)}…` : cell);

const withoutMend = ({ mend: _, ...problem }: Problem): Problem => problem;

/** A column as the file itself heads it. */
const headingOf = ({ headings, columns }: Pick<Found, 'headings' | 'columns'>, name: string): string =>
  `"${headings[columns.indexOf(name)]?.trim() ?? name}"`;

async function repeatedKeys(engine: Engine, raw: string, found: Found): Promise<Problem[]> {
  const { contract, skip } = found;
  const key = keyOf(found);
  if (key.length === 0) return [];
  const value = (name: string) => cleaned(name, contract.columns[name] ?? { heading: name, type: 'text' });
  const values = key.map(value);
  const answer = await engine.query(`
    select count(*) as n, min(second) as first_row, arg_min(example, second) as example
    from (select max(row_number) as second, concat_ws(' ', ${values.map((v) => `cast(min(${v}) as varchar)`).join(', ')}) as example
          from ${raw} where ${present(key, contract, value)} group by ${values.join(', ')} having count(*) > 1) as repeated`);
  const count = Number(answer.n?.[0]);
  if (count === 0) return [];
  const [row, column] = [
    skip + Number(answer.first_row?.[0]),
    key.map((name) => headingOf(found, name)).join(' with '),
  ];
  const personal = key.some((name) => found.contract.columns[name]?.personal);
  const example = personal ? 'the same one' : `"${answer.example?.[0]}"`;
  return [{ column, expected: 'each only once', found: `${example} again`, count, row, mend: mends.twice }];
}

function fewRows(found: Found, rows: number): Problem[] {
  const { atLeastRows = 1, only = {} } = found.contract;
  if (rows >= atLeastRows) return [];
  const which = Object.entries(only).map(([name, wording]) => ` with ${headingOf(found, name)} ${inWords(wording)}`);
  const expectedRows = `${atLeastRows === 1 ? 'rows below the header' : `at least ${atLeastRows} rows`}${which.join(' and')}`;
  return [
    {
      column: 'the whole file',
      expected: expectedRows,
      found: rows === 0 ? 'none' : `${rows}`,
      count: 0,
      row: found.skip + rows,
      mend: mends.few,
    },
  ];
}

const inWords = (wording: Wording): string =>
  'matches' in wording
    ? `like ${wording.matches}`
    : wording.map((text) => (text === '' ? 'blank' : `“${text}”`)).join(' or ');
