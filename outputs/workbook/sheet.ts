/**
 * One worksheet as Office Open XML (ECMA-376): a title, the lines that say how to read it, and at most one table, marked
 * up as one. Cells are typed: a text is always a text, whatever it begins with, and can never run as a formula.
 */
import { formulaMarks } from '../files/csv.js';
import { escapeXml } from '../files/xml.js';

export type SheetCell = string | number;

/** A cell that leads to another sheet. */
export interface Link {
  readonly text: string;
  readonly sheet: string;
}

export interface SheetTable {
  /** Letters, digits and underscores: the name a formula or a macro finds the table by. */
  readonly name: string;
  readonly headings: readonly string[];
  readonly rows: Iterable<readonly (SheetCell | Link)[]>;
  /** Width of each column in characters. */
  readonly widths: readonly number[];
  /** What may be typed below a heading, by its place: one of a list, picked from a drop-down. */
  readonly choices?: ReadonlyMap<number, readonly string[]>;
}

export interface Sheet {
  readonly name: string;
  readonly title: string;
  /** One line a row, below the title. */
  readonly lines: readonly string[];
  readonly table?: SheetTable;
}

/** Places in `cellXfs` of the style sheet. */
export const styles = { text: 0, title: 1, line: 2, heading: 3, whole: 4, number: 5, link: 6, guarded: 7 } as const;

/** 0 → A, 26 → AA. */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}

const textCell = (at: string, text: string, style: number): string =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;

/** Read by a spreadsheet as a formula if somebody edits the cell: the style keeps it a text even then. */
const looksLikeFormula = new RegExp(`^\\s*${formulaMarks}`, 'u');

function cellXml(at: string, cell: SheetCell | Link): string {
  if (typeof cell === 'object') return textCell(at, cell.text, styles.link);
  if (typeof cell === 'string') return textCell(at, cell, looksLikeFormula.test(cell) ? styles.guarded : styles.text);
  return `<c r="${at}" s="${Number.isInteger(cell) ? styles.whole : styles.number}"><v>${cell}</v></c>`;
}

export interface SheetParts {
  readonly worksheet: Uint8Array;
  readonly table?: string;
}

const namespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The parts of one sheet; `id` numbers its table. The first sheet of a workbook is the one that is open. */
export function sheetParts({ title, lines, table }: Sheet, id: number): SheetParts {
  const first = lines.length + 2;
  let last = first;
  const links: string[] = [];
  const cellAt = (cell: SheetCell | Link, i: number): string => {
    const at = `${columnName(i)}${last}`;
    if (typeof cell === 'object') links.push(`<hyperlink ref="${at}" location="'${escapeXml(cell.sheet)}'!A1"/>`);
    return cellXml(at, cell);
  };
  function* worksheet(): Generator<string> {
    yield worksheetStart(id, table?.widths ?? [90]);
    yield rowXml(1, [textCell('A1', title, styles.title)]);
    for (const [i, line] of lines.entries()) yield rowXml(i + 2, [textCell(`A${i + 2}`, line, styles.line)]);
    if (table) {
      const headings = table.headings.map((text, i) => textCell(`${columnName(i)}${first}`, text, styles.heading));
      yield rowXml(first, headings);
      for (const cells of table.rows) {
        last += 1;
        yield rowXml(last, cells.map(cellAt));
      }
    }
    yield `</sheetData>${table ? choicesXml(table, first) : ''}${links.length > 0 ? `<hyperlinks>${links.join('')}</hyperlinks>` : ''}<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>${table ? '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>' : ''}</worksheet>`;
  }
  const bytes = bytesOf(worksheet());
  return table ? { worksheet: bytes, table: tableXml(table, id, first, last) } : { worksheet: bytes };
}

function worksheetStart(id: number, widths: readonly number[]): string {
  const columns = widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`);
  const view = `<sheetViews><sheetView workbookViewId="0"${id === 1 ? ' tabSelected="1"' : ''}><selection activeCell="A1" sqref="A1"/></sheetView></sheetViews>`;
  return `${declaration}<worksheet xmlns="${namespace}" xmlns:r="${relationships}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>${view}<cols>${columns.join('')}</cols><sheetData>`;
}

/** Texts end to end as bytes, a million letters at a time: all rows of a country as one text take a gigabyte to make. */
function bytesOf(texts: Iterable<string>): Uint8Array {
  const pieces: Uint8Array[] = [];
  let text = '';
  for (const next of texts) {
    text += next;
    if (text.length < 1_000_000) continue;
    pieces.push(Buffer.from(text));
    text = '';
  }
  return Buffer.concat([...pieces, Buffer.from(text)]);
}

/** A spreadsheet holds a list of no more than so many characters, and rows down to its last. */
const longestList = 255;
const lastRow = 1_048_576;

function choicesXml({ choices }: SheetTable, first: number): string {
  const lists = [...(choices ?? [])].filter(([, values]) => values.join(',').length <= longestList);
  if (lists.length === 0) return '';
  const each = lists.map(([place, values]) => {
    const column = columnName(place);
    const title = 'One of a list';
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="${title}" error="${escapeXml(`Choose one of: ${values.join(', ')}`.slice(0, 225))}" sqref="${column}${first + 1}:${column}${lastRow}"><formula1>"${escapeXml(values.join(','))}"</formula1></dataValidation>`;
  });
  return `<dataValidations count="${each.length}">${each.join('')}</dataValidations>`;
}

const rowXml = (row: number, cells: readonly string[]): string => `<row r="${row}">${cells.join('')}</row>`;

function tableXml({ name, headings }: SheetTable, id: number, first: number, last: number): string {
  const range = `A${first}:${columnName(headings.length - 1)}${last}`;
  const columns = headings.map((heading, i) => `<tableColumn id="${i + 1}" name="${escapeXml(heading)}"/>`);
  return `${declaration}<table xmlns="${namespace}" id="${id}" name="${escapeXml(name)}" displayName="${escapeXml(name)}" ref="${range}" totalsRowShown="0"><tableColumns count="${headings.length}">${columns.join('')}</tableColumns></table>`;
}
