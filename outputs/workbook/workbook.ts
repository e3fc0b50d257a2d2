/**
 * `tables.xlsx`: the marts as an accessible workbook. Cover, contents, notes, then one table a sheet, as the Analysis
 * Function's checklist asks: no merged and no blank cells, shorthand in brackets explained, nothing hidden. A mart that is published gets its sheet.
 */
import { type MartName, type MartRow, marts } from '../../models/marts.js';
import { logs, tidy } from '../files/tables.js';
import { columnType, fieldsOf, type Marts } from '../read.js';
import { editionName, editionShort, restrictedNote } from '../telling/edition.js';
import { capital, day } from '../telling/words.js';
import type { Link, Sheet, SheetCell, SheetTable } from './sheet.js';
import { xlsx } from './xlsx.js';

/** Workings that only programs read whole; in a country each is longer than a sheet is of use. */
const workings: ReadonlySet<MartName> = new Set([
  'mart_comparison',
  'mart_small_area',
  'mart_alternative',
  'mart_rank_part',
  'mart_own_count',
]);

interface Listed {
  readonly name: string;
  readonly file: string;
  readonly mart: MartName;
}

/** Every table that is published, each a sheet of its own where it holds rows. */
const tables: readonly Listed[] = [
  ...Object.entries(tidy).map(([name, mart]) => ({ name, file: `data/${name}.csv`, mart })),
  ...Object.entries(logs).map(([name, mart]) => ({ name, file: `${name}.csv`, mart })),
].map(({ name, file, mart }) => ({ name: capital(name.replaceAll('-', ' ')), file, mart }));

/** Why a cell has no figure, in the shorthand the Government Statistical Service uses. */
const shorthand = {
  '[c]': 'confidential: withheld to protect people, by us or by the publisher',
  '[x]': 'not available',
  '[z]': 'not applicable',
} as const;

type Assessment = MartRow<'mart_assessment'>;

/** The bytes of `tables.xlsx`. */
export async function workbook(read: Marts, tool: { readonly version: string }): Promise<Uint8Array> {
  const [assessment] = await read.rows('mart_assessment');
  if (!assessment) throw new Error('mart_assessment has no row');
  const sheets: Sheet[] = [];
  for (const listed of tables.filter(({ mart }) => !workings.has(mart))) {
    const rows = await read.rows(listed.mart);
    if (rows.length > 0) sheets.push(tableSheet(listed, rows, assessment));
  }
  const all = [cover(assessment, tool.version), contents(sheets), notes(sheets), ...sheets];
  return xlsx(all, {
    title: titleOf(assessment),
    subject: 'Tables of a ward-level needs assessment',
    creator: assessment.brand_name ?? assessment.area_name,
    created: assessment.data_date,
  });
}

const titleOf = ({ made_up, title, area_name, edition, audience }: Assessment): string =>
  `${editionName({ edition, audience }, '. ')}${made_up ? 'Made-up data. ' : ''}${title}, ${area_name}`;

function cover(assessment: Assessment, version: string): Sheet {
  const { made_up, data_date, data_hash, ward_type_title, wards, benchmark_name } = assessment;
  return {
    name: 'Cover',
    title: titleOf(assessment),
    lines: [
      ...[restrictedNote(assessment)].filter((line) => line !== undefined),
      ...(made_up ? ['The figures are invented and describe no real place.'] : []),
      `${wards.toLocaleString('en-GB')} wards, ${ward_type_title}, compared with ${benchmark_name}.`,
      `Data of ${day(data_date)} (${data_hash}), made with Wardwise ${version}.`,
      'Each sheet after the notes holds one table. Contents lists them; Notes explains the shorthand in brackets.',
      `Longer workings are files beside this one: ${workingFiles}.`,
      'Small counts in the council’s own files were withheld before these tables were made.',
    ],
  };
}

function contents(sheets: readonly Sheet[]): Sheet {
  const rows = ['Notes', ...sheets.map((sheet) => sheet.name)].map((name): [Link, string] => [
    { text: name, sheet: name },
    name === 'Notes' ? 'What the shorthand and the columns mean.' : (marts[martOf(name)].description ?? ''),
  ]);
  return {
    name: 'Contents',
    title: 'Contents',
    lines: ['This sheet holds one table: the sheets that follow, each with a link to it.'],
    table: { name: 'contents', headings: ['Sheet', 'What it holds'], rows, widths: [24, 100] },
  };
}

function notes(sheets: readonly Sheet[]): Sheet {
  const marks = Object.entries(shorthand).map(([mark, means]) => ['Shorthand', mark, capital(means)]);
  const columns = sheets.flatMap((sheet) =>
    Object.entries(fieldsOf(martOf(sheet.name))).map(([column, field]) => [
      sheet.name,
      headingOf(column),
      field.description ?? '',
    ]),
  );
  return {
    name: 'Notes',
    title: 'Notes',
    lines: ['This sheet holds one table: what the shorthand in brackets means, then what every column holds.'],
    table: {
      name: 'notes',
      headings: ['Sheet', 'Column or mark', 'Meaning'],
      rows: [...marks, ...columns],
      widths: [20, 34, 110],
    },
  };
}

const workingFiles = tables
  .filter(({ mart }) => workings.has(mart))
  .map(({ file }) => file)
  .join(', ');

function martOf(sheet: string): MartName {
  const listed = tables.find(({ name }) => name === sheet);
  if (!listed) throw new Error(`no table is called ${sheet}`);
  return listed.mart;
}

type AnyRow = Readonly<Record<string, string | number | boolean | null>>;

function tableSheet({ name, file, mart }: Listed, rows: readonly AnyRow[], assessment: Assessment): Sheet {
  const columns = Object.keys(fieldsOf(mart));
  const table: SheetTable = {
    name: name.toLowerCase().replaceAll(' ', '_'),
    headings: columns.map(headingOf),
    rows: cellsOf(rows, columns),
    widths: columns.map((column) => widthOf(mart, column)),
  };
  return {
    name,
    title: `${editionShort(assessment, '. ')}${name}: ${assessment.title}, ${assessment.area_name}`,
    lines: [
      `This sheet holds one table, also ${file}. A row is: ${lowered(marts[mart].description ?? '')}`,
      'Shorthand in brackets, such as [c] for withheld, is explained on the sheet Notes.',
    ],
    table,
  };
}

/** Made as they are written: those of a country are millions. */
function* cellsOf(rows: readonly AnyRow[], columns: readonly string[]): Generator<SheetCell[]> {
  for (const row of rows) yield columns.map((column) => cellOf(row[column] ?? null, row));
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** A blank would leave a reader guessing: the row's status says which mark stands in its place. */
function cellOf(cell: string | number | boolean | null, { status, reason }: AnyRow): SheetCell {
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (cell !== null && cell !== '') return cell;
  if (status === 'withheld') return '[c]';
  return status === 'missing' || status === 'no_estimate' || reason ? '[x]' : '[z]';
}

/** `lower95_0cl` → "Lower 95% limit", `ward_name` → "Ward name". */
function headingOf(column: string): string {
  const limit = /^(.*?)_?(lower|upper)(\d+)_(\d)cl$/.exec(column);
  if (limit) {
    const [, of = '', end = '', whole = '', part = ''] = limit;
    return capital(`${of && `${of.replaceAll('_', ' ')}, `}${end} ${whole}${part === '0' ? '' : `.${part}`}% limit`);
  }
  return capital(column.replaceAll('_', ' '))
    .replace(/^Sha256$/, 'SHA-256')
    .replace(/^Url$/, 'Address');
}

const wide = new Set(['what', 'effect', 'mend', 'caveats', 'reason', 'sources', 'page', 'url', 'sha256']);

function widthOf(mart: MartName, column: string): number {
  const field = fieldsOf(mart)[column];
  if (wide.has(column)) return 60;
  if (/title|name|item|publisher|licence|method/.test(column)) return 38;
  return field && columnType(field) === 'text' ? 18 : 14;
}
