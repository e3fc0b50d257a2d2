/** Files that cannot be read as what they should be. */
import type { Odd } from '../formats/strict-json.js';
import { exitCodes, Fault, plural, untouched } from './fault.js';
import { type FileRead, nameOf, stayOnLast } from './files.js';

/** Why a file is no table at all. */
export type Unreadable =
  | { readonly kind: 'empty' | 'broken_gzip' | 'utf16' | 'workbook' | 'old_excel' | 'torn_workbook' }
  | { readonly kind: 'too_large'; readonly limit: string }
  | { readonly kind: 'no_sheet'; readonly sheets: readonly string[] }
  | { readonly kind: 'error_cell'; readonly place: string; readonly found: string }
  | { readonly kind: 'heading_twice'; readonly heading: string; readonly places: readonly [number, number] }
  | { readonly kind: 'html' | 'json'; readonly starts: string }
  | { readonly kind: 'torn'; readonly line?: number }
  | { readonly kind: 'odd_answers'; readonly odd: readonly Odd[] }
  | { readonly kind: 'not_geojson' | 'torn_json' | 'bad_zip'; readonly found: string }
  | {
      readonly kind: 'headings';
      readonly missing: readonly { readonly heading: string; readonly nearest: string | undefined }[];
      readonly found: readonly string[];
    };

export const unreadableFile = (read: FileRead, why: Unreadable): Fault =>
  new Fault({
    exit: exitCodes.contract,
    what: `${nameOf(read)}: ${read.shown} ${whatIsWrong(why)}`,
    details: [
      ...detailsOf(why, read.release ? 'the publisher' : 'you'),
      ...(read.release || why.kind === 'odd_answers' ? [] : [['to mend', mendOf(why, read.source.id)] as const]),
    ],
    consequence: untouched,
    mend: stayOnLast(read),
  });

function whatIsWrong(why: Unreadable): string {
  switch (why.kind) {
    case 'empty':
      return 'is empty';
    case 'broken_gzip':
      return 'is a gzip file that cannot be opened';
    case 'utf16':
      return 'is text in an encoding (UTF-16) that is not read';
    case 'workbook':
      return 'is a workbook, not a table';
    case 'old_excel':
      return 'is an Excel workbook of the kind from before 2007';
    case 'torn_workbook':
      return 'is a workbook or archive that cannot be opened';
    case 'too_large':
      return 'is too large a workbook to open';
    case 'no_sheet':
      return 'has no sheet of the name it must have';
    case 'error_cell':
      return 'holds a formula that went wrong';
    case 'html':
      return 'is a web page, not data';
    case 'json':
      return 'is JSON, not a table';
    case 'heading_twice':
      return 'has a column twice';
    case 'torn':
      return 'breaks off or is torn';
    case 'torn_json':
      return 'is no JSON that can be read';
    case 'bad_zip':
      return 'is not a zip archive that can be trusted';
    case 'odd_answers':
      return 'does not hold answers that can be taken';
    case 'not_geojson':
      return 'is not the boundary file it should be';
    case 'headings':
      return `lacks ${plural(why.missing.length, 'column')} it must have`;
  }
}

/** What to do about a council's own file that is no table. */
function mendOf({ kind }: Unreadable, id: string): string {
  switch (kind) {
    case 'empty':
      return 'It may have been saved before it was filled in: save it again.';
    case 'headings':
      return `Head the columns as the template does:  wardwise template ${id}`;
    case 'heading_twice':
      return 'Take one of the two out, or give it another heading.';
    case 'error_cell':
      return 'Mend the formula, or put the value itself into the cell.';
    case 'old_excel':
      return 'Save it as XLSX or CSV, and without a password: a locked workbook looks like an old one.';
    case 'utf16':
      return 'In Excel, save it as “CSV UTF-8 (comma delimited)” or as XLSX, not as “Unicode Text”.';
    case 'html':
      return 'It may be the page that asks to sign in: fetch the file itself.';
    case 'torn':
      return 'A quotation mark may be open: take it out, or save the file as XLSX.';
    case 'broken_gzip':
      return 'Copy the file again, or give it unpacked.';
    case 'not_geojson':
      return 'Save it again as GeoJSON in longitude and latitude, each outline with the properties zone and zone_name.';
    default:
      return 'Open it in a spreadsheet and save it as XLSX or CSV.';
  }
}

function detailsOf(why: Unreadable, who: string): (readonly [string, string])[] {
  switch (why.kind) {
    case 'empty':
    case 'broken_gzip':
    case 'torn_workbook':
    case 'utf16':
      return [];
    case 'workbook':
    case 'old_excel':
      return [['expected', 'XLSX, ODS or comma-separated values']];
    case 'too_large':
      return [['expected', `at most ${why.limit}`]];
    case 'no_sheet':
      return [
        [
          'found',
          why.sheets
            .slice(0, 12)
            .map((name) => `“${name.trim()}”`)
            .join(', '),
        ],
      ];
    case 'error_cell':
      return [['found', `${why.found} in ${why.place}`]];
    case 'html':
    case 'json':
      return [
        ['expected', 'comma-separated values with a header'],
        ['found', why.starts],
      ];
    case 'heading_twice':
      return [
        ['column', `"${why.heading}"`],
        ['expected', 'one such column'],
        ['found', `columns ${why.places.join(' and ')}`],
      ];
    case 'torn':
      return [
        [
          'found',
          why.line ? `a row that does not end properly at line ${why.line}` : 'compressed data that ends too early',
        ],
      ];
    case 'torn_json':
    case 'bad_zip':
      return [['found', why.found]];
    case 'odd_answers':
      return why.odd.flatMap(({ at, expected, found, mend }) => [
        ['in', at] as const,
        ['expected', expected] as const,
        ['found', found] as const,
        ['to mend', mend] as const,
      ]);
    case 'not_geojson':
      return [
        ['expected', 'a GeoJSON FeatureCollection of outlines'],
        ['found', why.found],
      ];
    case 'headings':
      return [
        ...why.missing.map(
          ({ heading, nearest }) =>
            ['column', `"${heading}"${nearest ? `: did ${who} mean "${nearest}"?` : ''}`] as const,
        ),
        [
          'found',
          why.found
            .slice(0, 8)
            .map((h) => `"${h}"`)
            .join(', ') + (why.found.length > 8 ? ` and ${why.found.length - 8} more` : ''),
        ],
      ];
  }
}
