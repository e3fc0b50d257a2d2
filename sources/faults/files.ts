/** Files that are not what their source promises. */

import type { Odd } from '../formats/strict-json.js';
import { type AreaType, describeAreaType } from '../geography.js';
import { exitCodes, Fault, type Problem, plural, untouched } from './fault.js';

/** What a message about a file is about. */
interface FileRead {
  readonly source: { readonly id: string };
  readonly release: string;
  readonly shown: string;
}

const nameOf = ({ source, release }: FileRead): string => (release ? `${source.id}, release ${release}` : source.id);

const stayOnLast = ({ release }: FileRead): readonly [string, string] =>
  release
    ? ['Stay on the bytes that are locked', 'wardwise run --offline']
    : ['Mend the file, then run again', 'wardwise run'];

export const brokenContract = (read: FileRead, problems: readonly Problem[]): Fault =>
  new Fault({
    exit: exitCodes.contract,
    what: `${nameOf(read)}: ${plural(problems.length, 'kind')} of fault in ${read.shown}`,
    details: problems.flatMap((problem) => [
      ['column', problem.column] as const,
      ['expected', problem.expected] as const,
      ['found', `${problem.found}${inRows(problem)}`] as const,
      ...(problem.mend ? [['to mend', problem.mend] as const] : []),
    ]),
    consequence: untouched,
    mend: stayOnLast(read),
    problems,
  });

const inRows = ({ count, rows, row }: Problem): string =>
  count === 0
    ? ''
    : ` in ${plural(count, 'row')}${rows ? ` of ${rows.toLocaleString('en-GB')}` : ''}, first at row ${row}`;

/** Why a file is no table at all. */
export type Unreadable =
  | { readonly kind: 'empty' | 'broken_gzip' | 'workbook' | 'old_excel' | 'torn_workbook' }
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

/** What a code is by the look of it: its year is nowhere in it. */
const kindOfCode = (code: string): string => {
  const words: Readonly<Record<string, string>> = { '00': 'an OA', '01': 'an LSOA', '02': 'an MSOA', '05': 'a ward' };
  const kind = words[code.slice(1, 3)] ?? (/^.(0[6-9]|10)/.test(code) ? 'an authority' : undefined);
  return `${kind ? `, the code of ${kind}` : ''}, perhaps of another year, perhaps mistyped`;
};

/** What a council can do about an area that is not known here. */
const mendArea = (code: string): string => {
  if (/^.(02|0[6-9]|10|12|92)/.test(code))
    return 'An area so large says nothing about a ward: give wards, or the LSOAs in them.';
  return 'Give wards of the year under wards: in assessment.yaml, or the LSOAs in them; take out areas of other councils.';
};

/** Areas of a file that no lookup of the assessment knows. */
export const unknownAreas = (
  read: FileRead,
  stray: { areas: number; strays: number; example: string; areaType: AreaType; otherType?: AreaType; known?: string },
): Fault =>
  new Fault({
    exit: exitCodes.contract,
    what: `${nameOf(read)}: ${plural(stray.strays, 'area')} of ${stray.areas.toLocaleString('en-GB')} in ${read.shown} ${stray.strays === 1 ? 'is' : 'are'} not known here`,
    details: [
      ['expected', `codes of ${describeAreaType(stray.areaType)}${stray.known ?? ''}`],
      [
        'found',
        `${stray.example}${stray.otherType && stray.otherType !== stray.areaType ? `, a code of ${describeAreaType(stray.otherType)}` : kindOfCode(stray.example)}`,
      ],
      ...(read.release ? [] : [['to mend', mendArea(stray.example)] as const]),
    ],
    consequence: untouched,
    mend: stayOnLast(read),
  });

/** A file that gives some authorities only in part. */
export const partAuthorities = (
  read: FileRead,
  part: { authorities: number; example: string; expected: number; found: number },
): Fault =>
  new Fault({
    exit: exitCodes.contract,
    what: `${nameOf(read)}: ${read.shown} gives ${plural(part.authorities, 'authority', 'authorities')} only in part, so it is not the whole file`,
    details: [
      ['expected', `${part.expected} areas of ${part.example}, or none`],
      ['found', `${part.found}`],
    ],
    consequence: untouched,
    mend: stayOnLast(read),
  });

/** A file in which some areas have fewer rows than the others, so that their sums would be too small. */
export const partAreas = (
  read: FileRead,
  part: { areas: number; example: string; expected: number; found: number },
): Fault =>
  new Fault({
    exit: exitCodes.contract,
    what: `${nameOf(read)}: ${plural(part.areas, 'area')} in ${read.shown} ${part.areas === 1 ? 'lacks' : 'lack'} rows that the others have`,
    details: [
      ['expected', `${part.expected} rows for each area`],
      ['found', `${part.found} for ${part.example}`],
    ],
    consequence: untouched,
    mend: stayOnLast(read),
  });

/** Codes of authorities that lead to none of the assessment's year, with what they hold. */
export const unmatchedAuthorities = (
  read: FileRead,
  stray: {
    areas: number;
    strays: number;
    example: string;
    worst: { title?: string; share: number };
    became: readonly string[];
  },
): Fault =>
  new Fault({
    exit: exitCodes.contract,
    what: `${nameOf(read)}: ${plural(stray.strays, 'authority', 'authorities')} of ${stray.areas.toLocaleString('en-GB')} in ${read.shown} ${stray.strays === 1 ? 'is' : 'are'} not known here`,
    details: [
      ['expected', 'codes of today’s authorities, or of earlier ones whose whole went into one of them'],
      [
        'found',
        `${stray.example}, ${stray.became.length > 0 ? `which was divided among ${stray.became.join(' and ')}` : 'perhaps of a later year, perhaps mistyped'}`,
      ],
      ...(stray.worst.title === undefined
        ? []
        : [['they hold', `${(100 * stray.worst.share).toFixed(1)}% of “${stray.worst.title}”`] as const]),
    ],
    consequence: untouched,
    mend: stayOnLast(read),
  });
