/** Empty files for a council to fill in, made from the contracts they will be held to: headings, an example row, notes. */
import type { Column, Contract } from '../../sources/contract.js';
import { headingOf } from '../../sources/formats/table.js';
import type { Sheet, SheetCell } from '../workbook/sheet.js';
import { xlsx } from '../workbook/xlsx.js';

export interface Template {
  /** `referrals`, and `referrals-2` for the second shape of its rows. */
  readonly name: string;
  /** What a row is. */
  readonly row: string;
  readonly contract: Contract;
}

/** A template for each shape that a council's own file may have. */
export const templatesOf = ({
  id,
  tables,
}: {
  readonly id: string;
  readonly tables: readonly Contract[];
}): Template[] =>
  tables.map((contract, i) => ({
    name: `${id.replaceAll('_', '-')}${i > 0 ? `-${i + 1}` : ''}`,
    row: contract.row ?? 'a row',
    contract,
  }));

/** What people are told of a column. */
export const notesOf = ({ columns }: Contract) =>
  Object.entries(columns).map(([name, column]) => ({
    heading: headingOf(column) || name,
    needed: column.optional ? 'may be left out' : column.blanks ? 'may be blank' : 'in every row',
    means: column.means ?? '',
    form: formOf(column),
    example: column.example ?? '',
  }));

function formOf({ type, choices = [], partOf, between }: Column): string {
  const forms: Partial<Record<Column['type'], string>> = {
    area: 'code or postcode',
    code: 'code',
    date: 'date, such as 31/03/2025',
    whole: `whole number${partOf ? `, no more than ${partOf}` : ''}`,
    number: `number${between ? ` from ${between.map((n) => n.toLocaleString('en-GB')).join(' to ')}` : ''}`,
    yes_no: 'Y or N',
    choice: choices.length > 0 ? `one of: ${choices.join(', ')}` : 'text',
    list: choices.length > 0 ? `one or more of: ${choices.join(', ')}; between semicolons` : 'texts between semicolons',
  };
  return forms[type] ?? 'text';
}

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Headings and the example row as CSV, in UTF-8 with the mark that tells Excel so. */
export function templateCsv({ contract }: Template): string {
  const notes = notesOf(contract);
  const lines = [notes.map(({ heading }) => heading), notes.map(({ example }) => example)];
  return `\uFEFF${lines.map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`;
}

/** The same as a workbook: a sheet to fill in, with drop-downs for closed lists, and one of notes. */
export function templateXlsx({ name, row, contract }: Template, title: string): Promise<Uint8Array> {
  const notes = notesOf(contract);
  const columns = Object.values(contract.columns);
  const fill: Sheet = {
    name: 'Fill in',
    title: `${title}: each row is ${row}`,
    lines: ['The first row is an example: write over it. What each column means is on the next sheet.'],
    table: {
      name: 'data',
      headings: notes.map(({ heading }) => heading),
      rows: [columns.map(({ type, example = '' }) => exampleCell(type, example))],
      widths: notes.map(({ heading, example }) => Math.min(40, Math.max(heading.length, example.length) + 4)),
      choices: new Map(columns.flatMap((column, i) => (dropDown(column) ? [[i, dropDown(column) ?? []]] : []))),
    },
  };
  const about: Sheet = {
    name: 'Notes',
    title: 'What each column means',
    lines: ['Columns besides these are not loaded. A blank number is no figure; write 0 only for none.'],
    table: {
      name: 'notes',
      headings: ['Column', 'Needed', 'Means', 'Form', 'Example'],
      rows: notes.map(({ heading, needed, means, form, example }) => [heading, needed, means, form, example || '–']),
      widths: [26, 16, 95, 80, 28],
    },
  };
  return xlsx([fill, about], { title, subject: `Template ${name}`, creator: 'Wardwise', created: '2025-01-01' });
}

const dropDown = ({ type, choices }: Column): readonly string[] | undefined =>
  type === 'choice' ? choices : type === 'yes_no' ? ['Y', 'N'] : undefined;

const exampleCell = (type: Column['type'], example: string): SheetCell =>
  (type === 'whole' || type === 'number') && example !== '' ? Number(example) : example;
