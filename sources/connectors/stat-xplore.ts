/**
 * Stat-Xplore of the Department for Work and Pensions: a cube asked authority by authority, since it limits the cells of
 * an answer, and written out as one row a cell. Counts are moved a little by the publisher.
 * Shape: https://stat-xplore.dwp.gov.uk/webapi/online-help/Open-Data-API.html (POST /table).
 */
import { z } from 'zod';
import { noAreasToAskFor, noRequestsLeft, otherThanAsked } from '../faults/answers.js';
import type { Answer, ByPages, Http, Service, Wish } from './connector.js';
import { csvLine, readExactly } from './rows.js';

export const statXplore: Service = {
  id: 'stat_xplore',
  title: 'Stat-Xplore',
  base: 'https://stat-xplore.dwp.gov.uk/webapi/rest/v1',
  key: { variable: 'WARDWISE_STATXPLORE_KEY', needed: true },
  // 2,000 requests an hour.
  pace: { perSecond: 0.5, burst: 20, atOnce: 2 },
};

/** One axis of the cube. A value is a URI, or several that are added up. */
export interface Axis {
  /** The name of its column in what is kept; `<name>_label` holds the words. */
  readonly column: string;
  readonly field: string;
  readonly values:
    | readonly (string | readonly string[])[]
    /** Every area of a kind: the URI is this with the area's code behind it. */
    | { readonly areas: string; readonly uri: string };
  /** Whether the total over the values is wanted too; its code is `Total`. */
  readonly total?: boolean;
}

export interface StatXploreTable {
  readonly database: string;
  /** URIs of measures by the names of their columns. */
  readonly measures: Readonly<Record<string, string>>;
  readonly axes: readonly Axis[];
}

/** A table as CSV: for each axis its code and label, then the measures. */
export const statXploreTable = (table: StatXploreTable): ByPages => ({
  service: statXplore,
  keeps: 'csv',
  async *pages(wish) {
    yield csvLine([...table.axes.flatMap(({ column }) => [column, `${column}_label`]), ...Object.keys(table.measures)]);
    const parts = await partsOf(table, wish);
    for (const [i, axes] of parts.entries()) {
      const answer = await askTable(wish.http, table, axes);
      yield await linesOf(wish.http, answer, table, axes);
      if (i + 1 < parts.length) mustHaveLeft(wish.http, answer, i + 1, parts.length);
      wish.progress(i + 1, parts.length);
    }
  },
});

/** An axis with its values written out. */
interface Asked extends Omit<Axis, 'values'> {
  readonly values: readonly (readonly string[])[];
}

/** One question for each authority where an axis is of areas; otherwise one question. */
async function partsOf({ axes }: StatXploreTable, { areas, http }: Wish): Promise<readonly (readonly Asked[])[]> {
  const [areaType] = axes.flatMap(({ values }) => ('areas' in values ? [values.areas] : []));
  const authorities = areaType === undefined ? new Map([['', []]]) : await areas(areaType);
  if (areaType !== undefined && authorities.size === 0) throw noAreasToAskFor(http.asking, areaType);
  return [...authorities]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, codes]) => axes.map((axis) => ({ ...axis, values: valuesOf(axis, codes) })));
}

const valuesOf = ({ values }: Axis, codes: readonly string[]): readonly (readonly string[])[] =>
  'areas' in values ? [...codes].sort().map((code) => [`${values.uri}${code}`]) : values.map((v) => [v].flat());

const askTable = (http: Http, { database, measures }: StatXploreTable, axes: readonly Asked[]): Promise<Answer> =>
  http.ask({
    at: 'table',
    headers: { APIKey: http.key ?? '' },
    json: {
      database,
      measures: Object.values(measures),
      recodes: Object.fromEntries(axes.map(({ field, values, total = false }) => [field, { map: values, total }])),
      dimensions: axes.map(({ field }) => [field]),
    },
    expects: 'json',
  });

const item = z.object({ labels: z.array(z.string()), uris: z.array(z.string()).default([]) });
const shape = z.object({
  fields: z.array(z.object({ uri: z.string(), items: z.array(item) })),
  cubes: z.record(z.string(), z.object({ values: z.array(z.unknown()) })),
});

type Item = z.infer<typeof item>;

/** A row for each cell of the cube. Throws a Fault when its fields or items are not those asked for. */
async function linesOf(
  http: Http,
  answer: Answer,
  { measures }: StatXploreTable,
  axes: readonly Asked[],
): Promise<string> {
  const { fields, cubes } = await readExactly(http, answer, shape);
  const refuse = (expected: string, found: string) =>
    otherThanAsked({ asking: http.asking, url: answer.url }, expected, found);
  const wantedFields = axes.map((axis) => axis.field).join(', ');
  const givenFields = fields.map((field) => field.uri).join(', ');
  if (givenFields !== wantedFields) throw refuse(wantedFields, givenFields);
  for (const [i, axis] of axes.entries()) mustBeAsAsked(axis, fields[i]?.items ?? [], refuse);
  const columns = Object.values(measures).map((uri) => {
    const cells = cellsOf(
      cubes[uri]?.values,
      fields.map((field) => field.items.length),
    );
    if (!cells) throw refuse(`figures of ${uri} for each item`, Object.keys(cubes).join(', '));
    return cells;
  });
  const rows = product(fields.map((field) => field.items));
  return rows.map((items, i) => csvLine([...items.flatMap(named), ...columns.map((cells) => cells[i])])).join('');
}

const named = ({ uris, labels }: Item): [string, string] => [
  uris.map((uri) => uri.slice(uri.lastIndexOf(':') + 1)).join('+') || 'Total',
  labels.join(' + '),
];

/** The order of the items is the service's own; which there are is not. A total has no URI. */
function mustBeAsAsked(axis: Asked, items: readonly Item[], refuse: (expected: string, found: string) => Error): void {
  const wanted = [...axis.values.map((uris) => uris.join('+')), ...(axis.total ? [''] : [])].sort();
  const given = items.map(({ uris }) => uris.join('+')).sort();
  if (wanted.length === given.length && wanted.every((value, i) => value === given[i])) return;
  const lacking = wanted.find((value) => !given.includes(value));
  const foreign = given.find((value) => !wanted.includes(value));
  const shown = (value: string | undefined) => (value === '' ? 'a total' : value);
  throw refuse(
    lacking === undefined ? `${wanted.length} items of ${axis.field}` : `${shown(lacking)} of ${axis.field}`,
    foreign === undefined ? `${given.length} items, without it` : `${shown(foreign)}`,
  );
}

/** The figures of a cube in the order of its axes; undefined where it is not of these sizes. */
function cellsOf(values: unknown, [size, ...sizes]: readonly number[]): unknown[] | undefined {
  if (size === undefined) return [values];
  if (!Array.isArray(values) || values.length !== size) return undefined;
  const parts = values.map((part) => cellsOf(part, sizes));
  return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? []);
}

const product = (axes: readonly (readonly Item[])[]): Item[][] =>
  axes.reduce<Item[][]>((rows, items) => rows.flatMap((row) => items.map((i) => [...row, i])), [[]]);

/** The service says how many requests an hour are left; running into the limit would only bring refusals. */
function mustHaveLeft({ asking }: Http, { url, headers }: Answer, done: number, of: number): void {
  const left = Number(headers['x-ratelimit-remaining'] ?? Number.NaN);
  if (!(left < of - done)) return;
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN);
  const again = Number.isNaN(reset) ? undefined : new Date(reset).toISOString();
  throw noRequestsLeft({ asking, url }, done, of, again);
}
