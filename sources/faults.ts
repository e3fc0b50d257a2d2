/**
 * Everything that can go wrong for a user, in one place and one voice: what happened, where, what was expected and
 * found, what it means for the data, and one command to paste.
 */

import { type AreaType, describeAreaType } from './geography.js';

/** One exit code for each kind of fault. */
export const exitCodes = {
  done: 0,
  fault: 1,
  notUnderstood: 2,
  unreachable: 10,
  contract: 11,
  audit: 12,
  missingBytes: 13,
} as const;

export interface FaultText {
  readonly exit: number;
  /** What happened, and where. */
  readonly what: string;
  /** Pairs such as `expected`, `found`. */
  readonly details?: readonly (readonly [label: string, text: string])[];
  /** What it means for the data. */
  readonly consequence?: string;
  /** What to do, and a command to paste. */
  readonly mend?: readonly [advice: string, command?: string];
  /** The same faults for a program to read. */
  readonly problems?: readonly Problem[];
}

/** A fault of the input, the settings or the world; anything else that is thrown is a fault of the tool. */
export class Fault extends Error {
  constructor(readonly text: FaultText) {
    super(text.what);
    this.name = 'Fault';
  }

  get exit(): number {
    return this.text.exit;
  }

  /** The message as people read it. */
  render(): string {
    const { what, details = [], consequence, mend, exit } = this.text;
    const width = Math.max(0, ...details.map(([label]) => label.length));
    const lines = [`✗ ${what}`, ...details.map(([label, text]) => `    ${label.padEnd(width)} ${text}`)];
    if (consequence) lines.push(`  ${consequence}`);
    if (mend) lines.push(`  ${mend[0]}${mend[1] ? `:  ${mend[1]}` : ''}`);
    lines[lines.length - 1] += `        [exit ${exit}]`;
    return lines.join('\n');
  }
}

const plural = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;
const untouched = 'Nothing was loaded; the last good tables are untouched.';

export const notALock = (file: string, found: string): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `${file} is not a lock file this version understands`,
    details: [['found', found.replaceAll('\n', ' ')]],
    mend: ['Restore it from version control, or delete it and fetch again', 'wardwise fetch'],
  });

export const noSuchRelease = (source: { id: string; releases: readonly { id: string }[] }, wanted: string): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `${source.id} has no release ${wanted}`,
    details: [
      ['expected', source.releases.map((r) => r.id).join(', ') || 'a council’s own file, which has no releases'],
    ],
    mend: ['See what there is', 'wardwise list sources'],
  });

export const unreachable = (source: { id: string }, url: string, found: string): Fault =>
  new Fault({
    exit: exitCodes.unreachable,
    what: `${source.id} could not be fetched`,
    details: [
      ['from', url],
      ['found', found],
    ],
    consequence: 'What was locked before still works.',
    mend: ['Go on with the locked bytes', 'wardwise run --offline'],
  });

/** What a message about a file is about. */
interface FileRead {
  readonly source: { readonly id: string };
  readonly release: string;
  readonly shown: string;
}

/** One kind of fault in a file: how often, where first, what was expected and found there. */
export interface Problem {
  readonly column: string;
  readonly expected: string;
  readonly found: string;
  readonly count: number;
  readonly rows?: number;
  readonly row: number;
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
  | { readonly kind: 'empty' | 'broken_gzip' }
  | { readonly kind: 'heading_twice'; readonly heading: string; readonly places: readonly [number, number] }
  | { readonly kind: 'html' | 'json'; readonly starts: string }
  | { readonly kind: 'torn'; readonly line?: number }
  | { readonly kind: 'not_geojson'; readonly found: string }
  | {
      readonly kind: 'headings';
      readonly missing: readonly { readonly heading: string; readonly nearest: string | undefined }[];
      readonly found: readonly string[];
    };

export const unreadableFile = (read: FileRead, why: Unreadable): Fault =>
  new Fault({
    exit: exitCodes.contract,
    what: `${nameOf(read)}: ${read.shown} ${whatIsWrong(why)}`,
    details: detailsOf(why),
    consequence: untouched,
    mend: stayOnLast(read),
  });

function whatIsWrong(why: Unreadable): string {
  switch (why.kind) {
    case 'empty':
      return 'is empty';
    case 'broken_gzip':
      return 'is a gzip file that cannot be opened';
    case 'html':
      return 'is a web page, not data';
    case 'json':
      return 'is JSON, not a table';
    case 'heading_twice':
      return 'has a column twice';
    case 'torn':
      return 'breaks off or is torn';
    case 'not_geojson':
      return 'is not the boundary file it should be';
    case 'headings':
      return `lacks ${plural(why.missing.length, 'column')} it must have`;
  }
}

function detailsOf(why: Unreadable): (readonly [string, string])[] {
  switch (why.kind) {
    case 'empty':
    case 'broken_gzip':
      return [];
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
    case 'not_geojson':
      return [
        ['expected', 'a GeoJSON FeatureCollection of outlines'],
        ['found', why.found],
      ];
    case 'headings':
      return [
        ...why.missing.map(
          ({ heading, nearest }) =>
            ['column', `"${heading}"${nearest ? `: did the publisher mean "${nearest}"?` : ''}`] as const,
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
        `${stray.example}${stray.otherType && stray.otherType !== stray.areaType ? `, a code of ${describeAreaType(stray.otherType)}` : ', perhaps of another year, perhaps mistyped'}`,
      ],
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

export const auditFailed = (audit: string, meaning: string, rows: number, first: string): Fault =>
  new Fault({
    exit: exitCodes.audit,
    what: `The audit ${audit} found ${plural(rows, 'row')}`,
    details: [
      ['looks for', meaning],
      ['found', first],
    ],
    consequence: 'Nothing was published; the last good run is untouched. These tables are in .wardwise/failed.duckdb.',
    mend: ['See the rows', `wardwise sql ${audit}`],
  });

export const notAWorkspace = (folder: string): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `There is no assessment.yaml in ${folder}`,
    mend: ['Make a workspace', 'wardwise init bradford --area E08000032'],
  });

/** Mistakes in assessment.yaml, each with its place. */
export const assessmentMistake = (file: string, mistakes: readonly { where: string; text: string }[]): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `${file}: ${plural(mistakes.length, 'mistake')}`,
    details: mistakes.map(({ where, text }) => [where, text]),
    consequence: 'Nothing was changed.',
    mend: ['The settings are explained in the comments of a fresh one', 'wardwise init example --area E08000032'],
  });

export const unknownAssessedAreas = (areas: readonly string[], wardType: string): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `No wards of ${describeAreaType(wardType as AreaType).replace('ward ', '')} lie in ${areas.join(', ')}`,
    details: [['expected', 'the code of a local authority as it was in the year of the wards']],
    mend: ['Look the code up, or choose the wards of another year (area: and wards: in assessment.yaml)'],
  });

export const noLocalFile = (id: string, file: string): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `${id}: there is no file ${file}`,
    details: [['expected', `the file that assessment.yaml names under local: ${id}`]],
    consequence: untouched,
    mend: ['Put the file there, or take the line out of assessment.yaml'],
  });

export const missingBytes = (source: { id: string }, entry: { release: string; sha256: string }): Fault =>
  new Fault({
    exit: exitCodes.missingBytes,
    what: `${source.id}, release ${entry.release}: the locked bytes are not here`,
    details: [['expected', `a snapshot with SHA-256 ${entry.sha256.slice(0, 12)}…`]],
    consequence: 'Nothing was changed.',
    mend: ['Fetch them', `wardwise fetch ${source.id}`],
  });

/** A run for which the files that everything rests on are not at hand. */
export const nothingToAssess = (sources: readonly string[]): Fault =>
  new Fault({
    exit: exitCodes.unreachable,
    what: 'There is not enough at hand to assess anything',
    details: [['lacking', sources.join(', ')]],
    consequence: 'Nothing was changed.',
    mend: ['Fetch from the publishers, or name a folder that holds their files', 'wardwise run --mirror DIR'],
  });

export const busy = (file: string): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `Another run is at work in this workspace`,
    details: [['holds', file]],
    consequence: 'Nothing was changed.',
    mend: ['Wait for it to end, then run again', 'wardwise run'],
  });

const didYouMean = (meant: string | undefined): (readonly [string, string])[] =>
  meant ? [['did you mean', meant]] : [];

export const unknownArea = (wanted: string, meant: string | undefined): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `“${wanted}” is not an area of this assessment`,
    details: [['expected', 'the code or the name of a ward, its authority or the country'], ...didYouMean(meant)],
    mend: ['See the wards', 'wardwise explain'],
  });

export const unknownIndicator = (wanted: string, meant: string | undefined): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `“${wanted}” is not an indicator of this assessment`,
    details: didYouMean(meant),
    mend: ['See the indicators', 'wardwise list indicators'],
  });

/** A word of the command line that is not known: a command, a table, a chart, a product, an option. */
export const unknownWord = (kind: string, wanted: string, known: readonly string[], meant: string | undefined): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `“${wanted}” is not ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`,
    details: [...didYouMean(meant), ['expected', known.join(', ')]],
    mend: ['See how it is used', 'wardwise help'],
  });

export const badCommand = (found: string, usage: string): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: found,
    details: [['usage', usage]],
    mend: ['See how it is used', 'wardwise help'],
  });

export const notBuilt = (): Fault =>
  new Fault({
    exit: exitCodes.missingBytes,
    what: 'Nothing has been built in this workspace yet',
    mend: ['Build it first', 'wardwise run'],
  });

export const folderInUse = (folder: string): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `${folder} already holds an assessment`,
    consequence: 'Nothing was changed.',
    mend: ['Choose another folder', 'wardwise init another --area E08000032'],
  });

export const stale = (reasons: readonly string[]): Fault =>
  new Fault({
    exit: exitCodes.audit,
    what: 'out/latest is not what a run would make now',
    details: reasons.map((reason) => ['because', reason]),
    mend: ['Bring it up to date', 'wardwise run'],
  });

export const latestInUse = (folder: string, found: string): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `${folder} could not be replaced`,
    details: [['found', found]],
    consequence: 'The last run is still there; the new one was not published.',
    mend: ['Close the files of it that are open, then run again', 'wardwise run --offline'],
  });
