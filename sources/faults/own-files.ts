/** What can be wrong with a council's own file besides its table: where its rows say they are. */
import { exitCodes, Fault, type FaultText, plural, untouched } from './fault.js';

interface FileRead {
  readonly source: { readonly id: string };
  readonly shown: string;
}

const wrong = (
  { source }: FileRead,
  what: string,
  details: NonNullable<FaultText['details']>,
  mend: NonNullable<FaultText['mend']>,
): Fault =>
  new Fault({ exit: exitCodes.contract, what: `${source.id}: ${what}`, details, consequence: untouched, mend });

/** Points, and nothing to hold them against. */
export const noOutlines = (read: FileRead): Fault =>
  wrong(
    read,
    `${read.shown} gives points, and no outlines of the wards are at hand`,
    [['expected', 'outlines of the wards, or a column "area" in place of the points']],
    ['Fetch the outlines, or give the codes of areas', 'wardwise fetch'],
  );

/** Points outside the wards. None of them is shown: each may be somebody's home. */
export const pointsOutside = (
  read: FileRead,
  { rows, outside, row }: { rows: number; outside: number; row: number },
): Fault =>
  wrong(
    read,
    `${plural(outside, 'point')} of ${rows.toLocaleString('en-GB')} in ${read.shown} ${outside === 1 ? 'lies' : 'lie'} outside the wards`,
    [
      ['expected', 'points in the wards of the assessment, or close by'],
      ['found', `the first outside is in row ${row} below the header`],
    ],
    [
      'Take out what happened elsewhere, or see whether the two columns have changed places; then run again',
      'wardwise run',
    ],
  );

/** Postcodes, and nothing to look them up in. */
export const noPostcodes = (
  read: FileRead,
  { column, count, row }: { column: string; count: number; row: number },
): Fault =>
  wrong(
    read,
    `${read.shown} gives ${plural(count, 'postcode')}, and no postcode lookup is at hand`,
    [
      ['column', `"${column}"`],
      ['expected', 'the code of a ward or LSOA, or the postcode lookup in the mirror'],
      ['found', `the first postcode is in row ${row} below the header`],
    ],
    [
      'Put the ONS Postcode Directory into the mirror as ons_postcodes/<release>.csv, or give codes of areas; then run again',
      'wardwise run',
    ],
  );

/** Postcodes that the lookup does not have. None of them is shown. */
export const unknownPostcodes = (
  read: FileRead,
  { column, count, row }: { column: string; count: number; row: number },
): Fault =>
  wrong(
    read,
    `${plural(count, 'postcode')} in ${read.shown} ${count === 1 ? 'is' : 'are'} not in the postcode lookup`,
    [
      ['column', `"${column}"`],
      ['expected', 'postcodes of England and Wales that the lookup has'],
      ['found', `the first that it has not is in row ${row} below the header`],
    ],
    ['Mend them, or give codes of areas in their place; then run again', 'wardwise run'],
  );

/** A file to be checked that is not there. */
export const noSuchFile = (file: string): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `There is no file ${file}`,
    mend: ['Name a file that is there', 'wardwise check --file local/referrals.csv'],
  });

/** The same fault where nothing was to be loaded: a check. */
export const whenChecked = ({ text }: Fault, file: string, id: string): Fault =>
  new Fault({
    ...text,
    consequence: 'A run would refuse the whole file; nothing of it would be loaded.',
    mend: ['Mend the file, then check it again', `wardwise check --file ${file} --as ${id}`],
  });

/** What stands in the way of reading any headings. */
const noTable: Readonly<Record<string, [string, string][]>> = {
  empty: [['found', 'nothing in the file']],
  utf16: [['found', 'text in an encoding (UTF-16) that is not read: save it as “CSV UTF-8” or as XLSX']],
  html: [['found', 'a web page; it may be the one that asks to sign in']],
  old_excel: [['found', 'an Excel workbook of the kind from before 2007, or a locked one: save it as XLSX']],
};

/** A file whose name and headings say nothing of what it is. */
export const unknownKind = (file: string, known: readonly string[], why: string): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `Neither its name nor its headings say which of the council’s files ${file} is`,
    details: [...(noTable[why] ?? []), ['expected', known.join(', ')]],
    mend: ['Say which it is', `wardwise check --file ${file} --as ${known[0]}`],
  });
