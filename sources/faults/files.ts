/** Files whose cells or areas are not what their source promises. */
import { type AreaType, describeAreaType } from '../geography.js';
import { exitCodes, Fault, type Problem, plural, untouched } from './fault.js';

/** What a message about a file is about. */
export interface FileRead {
  readonly source: { readonly id: string };
  readonly release: string;
  readonly shown: string;
}

/** A source by its id, and which release of it. */
export const nameOf = ({ source, release }: FileRead): string =>
  release ? `${source.id}, release ${release}` : source.id;

/** What can be run meanwhile. */
export const stayOnLast = ({ release }: FileRead): readonly [string, string] =>
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
