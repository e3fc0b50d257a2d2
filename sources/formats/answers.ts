/**
 * Answers about services, in JSON from outside: a response of the survey, or services as Open Referral UK has them. Both
 * become rows of text under the columns of the contract, which are then held against it as those of a CSV file are.
 */
import { lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Contract } from '../contract.js';
import type { JsonFound } from './json-rows.js';
import { cellsOf, referralService, type ServiceCells } from './open-referral.js';
import { type Odd, readStrictly } from './strict-json.js';
import { headingOf, type NotFound } from './table.js';

/** When each row was answered, where the file says; not a column that anybody fills in. */
export const answeredColumn = 'answered';

/** What marks a file as a response of the survey, and the version of its form. */
export const surveyMark = 'wardwise_survey';
export const surveyVersion = 1;

const mostServices = 10_000;

const response = z.object({
  [surveyMark]: z.literal(surveyVersion),
  saved: z.iso.datetime(),
  organisation: z.string(),
  sector: z.string().nullish(),
  services: z.array(z.record(z.string(), z.unknown())).min(1).max(mostServices),
});

const feed = z
  .array(referralService)
  .min(1)
  .max(mostServices * 10);

/** Reads answers. The rows follow the contract; those of a feed may lack a level, and are then no part of the pathway. */
export function findAnswers(file: string, contract: Contract): JsonFound | NotFound {
  const parsed = readStrictly(file);
  if ('odd' in parsed) return refused([parsed.odd]);
  const { value } = parsed;
  if (isObject(value) && surveyMark in value) return fromSurvey(value, contract);
  const listed = servicesIn(value);
  if (listed === undefined) {
    const what = 'a response of the survey, or services as Open Referral UK has them';
    return refused([
      whole(what, `${JSON.stringify(value).slice(0, 60)}`, 'See whether it is the file that was meant.'),
    ]);
  }
  const read = feed.safeParse(listed);
  if (!read.success) return refused(oddIn(read.error, 'services'));
  return rowsOf(read.data.map(cellsOf), withoutLevel(contract));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A feed gives pages of `contents`, a file may be the bare list or one service. */
function servicesIn(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return undefined;
  for (const name of ['contents', 'services']) if (Array.isArray(value[name])) return value[name] as unknown[];
  return 'id' in value && 'name' in value ? [value] : undefined;
}

function fromSurvey(value: Record<string, unknown>, contract: Contract): JsonFound | NotFound {
  const read = response.safeParse(value);
  if (!read.success) return refused(oddIn(read.error, ''));
  const { organisation, sector, saved, services } = read.data;
  const names = Object.keys(contract.columns);
  const odd: Odd[] = [];
  const rows = services.map((service, i): ServiceCells => {
    const cells = names.map((name) => {
      const said = Object.hasOwn(service, name) ? cellOf(service[name]) : null;
      if (said === undefined) odd.push(otherKind(`services[${i}].${name}`, service[name]));
      return [name, said ?? null] as const;
    });
    const own = { organisation, sector: sector || null, [answeredColumn]: saved };
    return {
      verified_on: saved.slice(0, 10),
      ...Object.fromEntries(cells.filter(([, said]) => said !== null)),
      ...own,
    };
  });
  return odd.length > 0 ? refused(odd) : rowsOf(rows, contract);
}

/** What a value is as a cell: undefined where it can be none. */
function cellOf(value: unknown): string | null | undefined {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'string')) return undefined;
  return value.map((item: string) => item.replaceAll(/[;,]/g, ' ')).join('; ') || null;
}

const otherKind = (at: string, value: unknown): Odd => ({
  at,
  expected: 'a text, a number or a list of texts',
  found: Array.isArray(value) ? 'a list of other things' : typeof value === 'object' ? 'an object' : String(value),
  mend: 'Ask for it to be saved again by the form, and sent as it is.',
});

/** A row for each service under every column of the contract. */
function rowsOf(services: readonly ServiceCells[], contract: Contract): JsonFound {
  const columns = {
    ...contract.columns,
    [answeredColumn]: { heading: answeredColumn, type: 'text', optional: true, blanks: true },
  } as const;
  const names = Object.keys(columns);
  return {
    contract: { ...contract, columns },
    headings: Object.values(columns).map(headingOf),
    columns: names,
    skip: 0,
    rows: services.map((service) => names.map((name) => service[name] ?? null)),
  };
}

function withoutLevel(contract: Contract): Contract {
  const { level } = contract.columns;
  return level ? { ...contract, columns: { ...contract.columns, level: { ...level, blanks: true } } } : contract;
}

const refused = (odd: readonly Odd[]): NotFound => ({ kind: 'odd_answers', odd });
const whole = (expected: string, found: string, mend: string): Odd => ({ at: 'the whole file', expected, found, mend });

/** What a schema found, a few of each: a file of another kind is wrong everywhere. */
function oddIn(error: z.ZodError, within: string): Odd[] {
  const place = (keys: readonly PropertyKey[]) =>
    keys.reduce<string>(
      (at, key) => (typeof key === 'number' ? `${at}[${key}]` : at ? `${at}.${String(key)}` : String(key)),
      within,
    );
  return error.issues.slice(0, 5).map((issue) => ({
    at: place(issue.path),
    expected: issue.code === 'invalid_type' ? `a value of the kind ${issue.expected}` : issue.message,
    found: 'another',
    mend: 'Ask for it to be saved again by the form, and sent as it is.',
  }));
}

/** A file in a folder of responses: to be read, or why it may not be. */
export interface ResponseFile {
  readonly name: string;
  readonly file: string;
  readonly odd?: Odd;
}

const endings = ['.json', '.csv', '.xlsx', '.ods'];
const mostFileBytes = 8 * 2 ** 20;
const mostFiles = 2000;

/**
 * The files of a folder of responses, by name. Folders inside it are not read, nor what systems leave behind (names that
 * begin with a dot or `~$`, `Thumbs.db`, `desktop.ini`). A link, a file of another kind or of great size is odd.
 */
export function responseFiles(folder: string): readonly ResponseFile[] {
  const names = readdirSync(folder).filter((name) => !/^(\.|~\$|thumbs\.db$|desktop\.ini$)/i.test(name));
  const files = names.sort().flatMap((name): ResponseFile[] => {
    const file = path.join(folder, name);
    const about = lstatSync(file);
    if (about.isDirectory()) return [];
    const odd = about.isSymbolicLink()
      ? whole('the file itself', 'a link to another place', 'Put the file itself there.')
      : !about.isFile() || !endings.includes(path.extname(name).toLowerCase())
        ? whole(
            `a file that ends in ${endings.join(', ')}`,
            path.extname(name) || 'no ending',
            'Ask for the file that the form saves.',
          )
        : about.size > mostFileBytes
          ? whole(`at most ${mostFileBytes / 2 ** 20} MB`, `${(about.size / 2 ** 20).toFixed(1)} MB`, 'Ask what it is.')
          : undefined;
    return [{ name, file, ...(odd && { odd }) }];
  });
  const [, ...more] = files.slice(mostFiles - 1);
  if (more.length === 0) return files;
  const many = whole(
    `at most ${mostFiles.toLocaleString('en-GB')} responses`,
    `${files.length}`,
    'Give them as one CSV file.',
  );
  return [...files.slice(0, mostFiles), { name: more[0]?.name ?? '', file: more[0]?.file ?? '', odd: many }];
}
