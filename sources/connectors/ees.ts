/**
 * Explore Education Statistics of the Department for Education: a data set asked by the names of its columns, pinned to
 * a version, so that a revision of the figures is a new release and never a surprise.
 * Shape: https://api.education.gov.uk/statistics/docs (POST /v1/data-sets/{id}/query, GET …/meta, GET …/csv).
 */
import { z } from 'zod';
import type { Column, Contract, Marks, Wording } from '../contract.js';
import { notAllCame, otherThanAsked } from '../faults/answers.js';
import type { ByFile, ByPages, Http, Service } from './connector.js';
import { csvLine, readExactly } from './rows.js';

export const eesService: Service = {
  id: 'ees',
  title: 'Explore Education Statistics',
  base: 'https://api.education.gov.uk/statistics/v1',
  pace: { perSecond: 2, burst: 4, atOnce: 2 },
};

/** A data set as the service knows it. */
interface DataSet {
  readonly dataSet: string;
  /** `2.1`: without it the figures would change under our feet. */
  readonly version: string;
}

export interface EesQuery extends DataSet {
  /** Column names of the figures wanted. */
  readonly indicators: readonly string[];
  /** `LA`, `REG`, `NAT` … */
  readonly levels: readonly string[];
  /** For each filter by its column name the labels wanted; filters that are not named are not filtered by. */
  readonly filters?: Readonly<Record<string, readonly string[]>>;
}

/** The answer of a query, its ids turned back into the labels and column names of the data set's own file. */
export const eesQuery = (query: EesQuery): ByPages => ({
  service: eesService,
  keeps: 'csv',
  async *pages({ http, progress }) {
    const meta = await readMeta(http, query);
    yield csvLine([...placeColumns, ...meta.filters.map((f) => f.column), ...query.indicators]);
    for (let page = 1, got = 0, pages = 1; page <= pages; page++) {
      const answer = await http.ask({
        at: `data-sets/${query.dataSet}/query`,
        query: { dataSetVersion: query.version },
        json: { ...bodyOf(query, meta), page, pageSize },
        expects: 'json',
      });
      const { paging, results } = await readExactly(http, answer, resultPage);
      got += results.length;
      pages = Number(paging.totalPages);
      const total = Number(paging.totalResults);
      if (results.length === 0 ? got < total : got > total || (page === pages && got < total))
        throw notAllCame({ asking: http.asking, url: answer.url }, total, got);
      progress(got, total);
      yield results.map((row) => csvLine(cellsOf(row, query, meta))).join('');
    }
  },
});

/** The whole data set as one file with labels, as people download it. */
export const eesFile = ({ dataSet, version }: DataSet): ByFile => ({
  service: eesService,
  file: async () => ({ at: `data-sets/${dataSet}/csv`, query: { dataSetVersion: version }, expects: 'csv' }),
});

const pageSize = 10_000;
const placeColumns = ['time_period', 'time_identifier', 'geographic_level', 'area_code', 'area_name'];

const option = z.object({ id: z.string(), label: z.string() });
const metaShape = z.object({
  filters: z.array(z.object({ id: z.string(), column: z.string(), options: z.array(option) })),
  indicators: z.array(z.object({ id: z.string(), column: z.string() })),
  locations: z.array(z.object({ options: z.array(option.extend({ code: z.string().optional() })) })),
});
const resultPage = z.object({
  paging: z.object({ totalPages: z.string(), totalResults: z.string() }),
  results: z.array(
    z.object({
      timePeriod: z.object({ code: z.string(), period: z.string() }),
      geographicLevel: z.string(),
      locations: z.record(z.string(), z.string()),
      filters: z.record(z.string(), z.string()),
      values: z.record(z.string(), z.string()),
    }),
  ),
});

/** What a data set's ids mean, and the ids of what is wanted of it. */
interface Meta {
  readonly filters: z.infer<typeof metaShape>['filters'];
  /** The id of each indicator by its column name. */
  readonly indicators: ReadonlyMap<string, string>;
  /** For each filter that is filtered by, the ids of the labels wanted. */
  readonly chosen: readonly (readonly string[])[];
  readonly labels: ReadonlyMap<string, string>;
  readonly places: ReadonlyMap<string, { readonly label: string; readonly code?: string | undefined }>;
}

/** Reads the data set's own list. Throws a Fault when it lacks a name that the query gives. */
async function readMeta(http: Http, { dataSet, version, indicators, filters = {} }: EesQuery): Promise<Meta> {
  const answer = await http.ask({
    at: `data-sets/${dataSet}/meta`,
    query: { dataSetVersion: version },
    expects: 'json',
  });
  const meta = await readExactly(http, answer, metaShape);
  const idOf = (what: string, wanted: string, known: ReadonlyMap<string, string>): string => {
    const id = known.get(wanted);
    if (id !== undefined) return id;
    throw otherThanAsked(
      { asking: http.asking, url: answer.url },
      `the ${what} “${wanted}”`,
      [...known.keys()].join(', '),
    );
  };
  const columns = new Map(meta.indicators.map(({ column, id }) => [column, id]));
  for (const column of indicators) idOf('indicator', column, columns);
  const byColumn = new Map(meta.filters.map((filter) => [filter.column, filter.id]));
  const chosen = Object.entries(filters).map(([column, labels]) => {
    const id = idOf('filter', column, byColumn);
    const options = meta.filters.find((filter) => filter.id === id)?.options ?? [];
    const ids = new Map(options.map((o) => [o.label, o.id]));
    return labels.map((label) => idOf(`${column}`, label, ids));
  });
  return {
    filters: meta.filters,
    indicators: columns,
    chosen,
    labels: new Map(meta.filters.flatMap((f) => f.options).map(({ id, label }) => [id, label])),
    places: new Map(meta.locations.flatMap((l) => l.options).map((place) => [place.id, place])),
  };
}

/** The query in ids, sorted by everything a row is known by, so that pages neither overlap nor leave gaps. */
const bodyOf = ({ levels, indicators }: EesQuery, { filters, indicators: ids, chosen }: Meta) => ({
  criteria: { and: [{ geographicLevels: { in: levels } }, ...chosen.map((options) => ({ filters: { in: options } }))] },
  indicators: indicators.map((column) => ids.get(column)),
  sorts: [
    { field: 'timePeriod', direction: 'Asc' },
    { field: 'geographicLevel', direction: 'Asc' },
    ...levels.map((level) => ({ field: `location|${level}`, direction: 'Asc' })),
    ...filters.map(({ id }) => ({ field: `filter|${id}`, direction: 'Asc' })),
  ],
});

function cellsOf(row: z.infer<typeof resultPage>['results'][number], { indicators }: EesQuery, meta: Meta): unknown[] {
  const place = meta.places.get(row.locations[row.geographicLevel] ?? '');
  return [
    row.timePeriod.period,
    row.timePeriod.code,
    row.geographicLevel,
    place?.code,
    place?.label,
    ...meta.filters.map(({ id }) => meta.labels.get(row.filters[id] ?? '')),
    ...indicators.map((column) => row.values[meta.indicators.get(column) ?? '']),
  ];
}

/**
 * The symbols of official statistics. c confidential, k and low rounded to 0 without being it, u too unreliable to show:
 * there is a number. x not available, z not applicable, : and .. none: there is not.
 */
export const eesMarks: Marks = {
  c: 'withheld',
  k: 'withheld',
  low: 'withheld',
  u: 'withheld',
  x: 'missing',
  z: 'missing',
  ':': 'missing',
  '..': 'missing',
};

/** How the levels are worded in files and in the service's answers, and where a file has their codes. */
const levels = {
  LA: { is: ['Local authority', 'LA'], code: ['new_la_code', 'area_code'] },
  REG: { is: ['Regional', 'REG'], code: ['region_code', 'area_code'] },
  NAT: { is: ['National', 'NAT'], code: ['country_code', 'area_code'] },
} as const;

/**
 * The contract of a data set's file, or of a query's answer, for its rows of one level: figures by `area` and `period`,
 * and by the filters in `by`. `figures` names the columns; `only` the labels wanted of filters, by the filters' columns.
 */
export const eesTable = (table: {
  readonly figures: Readonly<Record<string, string | readonly string[]>>;
  readonly only?: Readonly<Record<string, Wording>>;
  readonly by?: readonly string[];
  readonly level?: keyof typeof levels;
}): Contract => {
  const { figures, only = {}, by = [], level = 'LA' } = table;
  const filters = [...Object.keys(only), ...by].map((heading): [string, Column] => [
    heading,
    { heading, type: 'text', blanks: true },
  ]);
  const numbers = Object.entries(figures).map(([name, heading]): [string, Column] => [
    name,
    { heading, type: 'number' },
  ]);
  return {
    columns: {
      period: { heading: 'time_period', type: 'text' },
      level: { heading: 'geographic_level', type: 'text' },
      area: { heading: levels[level].code, type: 'code' },
      ...Object.fromEntries(filters),
      ...Object.fromEntries(numbers),
    },
    only: { level: levels[level].is, ...only },
    key: ['area', 'period', ...by],
    marks: eesMarks,
    period: { column: 'period' },
  };
};
