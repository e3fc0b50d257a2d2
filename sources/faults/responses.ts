/** Answers of partners: what is wrong in a folder of responses, or with survey.yaml. */
import { exitCodes, Fault, plural, untouched } from './fault.js';

interface FolderRead {
  readonly source: { readonly id: string };
  readonly shown: string;
}

/** A folder of responses without any. */
export const noResponses = ({ source, shown }: FolderRead): Fault =>
  new Fault({
    exit: exitCodes.contract,
    what: `${source.id}: there is no response in ${shown}`,
    details: [['expected', 'files that the form saves (.json), or tables of the same columns (.csv, .xlsx, .ods)']],
    consequence: untouched,
    mend: ['Put the responses there, or make the form that partners fill in', 'wardwise template survey'],
  });

const mostShown = 12;

/** Responses that cannot be taken. One stops them all: what is loaded is everything that partners have said, or nothing. */
export const refusedResponses = (
  { source, shown }: FolderRead,
  refused: readonly { readonly name: string; readonly fault: Fault }[],
  of: number,
): Fault =>
  new Fault({
    exit: exitCodes.contract,
    what: `${source.id}: ${plural(refused.length, 'file')} of ${of.toLocaleString('en-GB')} in ${shown} cannot be taken`,
    details: [
      ...refused
        .slice(0, mostShown)
        .flatMap(({ name, fault }) => [
          ['file', name] as const,
          ...(fault.text.problems ? [] : [['because', fault.text.what.replace(/^[^:]*: /, '')] as const]),
          ...(fault.text.details ?? []),
        ]),
      ...(refused.length > mostShown ? [['and', `${refused.length - mostShown} more`] as const] : []),
    ],
    consequence: `${untouched} Responses are loaded all together or not at all.`,
    mend: [
      `Mend it or ask for it again; or go on without it: make the folder ${shown.replace(/\/$/, '')}/set-aside, which is not read, and move ${refused[0]?.name ?? 'it'} there. Then`,
      'wardwise run',
    ],
    problems: refused.flatMap(({ name, fault }) =>
      (fault.text.problems ?? []).map((problem) => ({ ...problem, column: `${name}: ${problem.column}` })),
    ),
  });

/** The same service in several responses that differ, where none is the newest. */
export const undecided = (
  { source, shown }: FolderRead,
  services: number,
  first: Readonly<Record<string, unknown>>,
): Fault =>
  new Fault({
    exit: exitCodes.contract,
    what: `${source.id}: ${plural(services, 'service')} in ${shown} ${services === 1 ? 'is' : 'are'} told of twice, and nothing says which is newer`,
    details: [
      ['service', `${first.name} (${first.organisation})`],
      ['expected', 'answers of different days, so that the newest can be taken'],
      [
        'found',
        first.answered ? `${first.n} that differ, of ${first.answered}` : `${first.n} that differ, without a day`,
      ],
    ],
    consequence: untouched,
    mend: [
      `Move the older file into ${shown.replace(/\/$/, '')}/set-aside, or fill in verified_on; then run again`,
      'wardwise run',
    ],
  });

/** Mistakes in survey.yaml, each with its place. */
export const surveyMistake = (file: string, mistakes: readonly { where: string; text: string }[]): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `${file}: ${plural(mistakes.length, 'mistake')}`,
    details: mistakes.map(({ where, text }) => [where, text]),
    consequence: 'No form was made.',
    mend: ['Put it right, or move the file away for a fresh one with its comments', 'wardwise template survey'],
  });
