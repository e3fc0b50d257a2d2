/**
 * Datasets that a council declares in assessment.yaml, under `sources`: where they are, what their columns are, and
 * which figures they give. The rest of a source follows, and nothing of it is code.
 */
import { z } from 'zod';
import { wardGeographies } from '../models/geography.js';
import { arcgisService, arcgisTable } from '../sources/connectors/arcgis.js';
import { ckanService, ckanTable } from '../sources/connectors/ckan.js';
import type { ByFile, Kind, Service, Via } from '../sources/connectors/connector.js';
import { els } from '../sources/connectors/els.js';
import { opendatasoftService, opendatasoftTable } from '../sources/connectors/opendatasoft.js';
import { socrataService, socrataTable } from '../sources/connectors/socrata.js';
import type { Column, Contract } from '../sources/contract.js';
import { defineSource, type ObservationSource } from '../sources/define.js';
import type { AreaType } from '../sources/geography.js';

const areaTypes = [...new Set(wardGeographies.flatMap((g) => [g.type, ...g.lookups.map((l) => l.from)]))];
const words = z.string().min(1);
const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'a name in small letters, digits and underscores');
const address = z.string().regex(/^https:\/\/[^/]+/, 'an address that begins with https://');

const kinds = ['csv', 'json', 'geojson', 'xlsx', 'ods'] as const satisfies readonly Kind[];

const from = z.strictObject({
  /** A file; its kind is its ending, unless `format` says otherwise. */
  url: address.optional(),
  format: z.enum(kinds).optional(),
  /** For JSON: where the rows are. */
  rows: z.string().optional(),
  /** For a workbook: which sheet. */
  sheet: words.optional(),
  ckan: z.strictObject({ portal: address, resource: words }).optional(),
  opendatasoft: z.strictObject({ portal: address, dataset: words }).optional(),
  socrata: z.strictObject({ portal: address, dataset: words }).optional(),
  arcgis: z
    .strictObject({ services: address, name: words, layer: z.int().min(0).optional(), where: words.optional() })
    .optional(),
  els: z.strictObject({ indicator: words, geo: words.optional(), time: words.optional() }).optional(),
  /** Hosts besides the portal's own that it may pass us on to. */
  hosts: z.array(words).optional(),
});

const ways = ['url', 'ckan', 'opendatasoft', 'socrata', 'arcgis', 'els'] as const;

const column = z.strictObject({
  heading: words,
  type: z.enum(['whole', 'number', 'text']).default('whole'),
  /** Why a cell of it is blank: another column, and how that begins where there is a number that is withheld. */
  why: z.strictObject({ column: name, withheld: z.array(words).min(1) }).optional(),
});

const measure = z.strictObject({
  title: words,
  of: name,
  kind: z.enum(['count', 'rate', 'score']).default('count'),
  where: z.strictObject({ column: name, in: z.array(z.string()).min(1) }).optional(),
  averaged_by: name.optional(),
});

const period = z.union([words, z.int().transform(String), z.strictObject({ column: words })]);

const declared = z
  .strictObject({
    title: words,
    publisher: words,
    licence: words,
    page: address,
    from,
    area: z.strictObject({ type: z.enum(areaTypes), column: words }),
    period,
    published: z.iso.date().default(''),
    columns: z.record(name, column),
    only: z.record(name, z.array(z.string()).min(1)).default({}),
    marks: z.record(words, z.enum(['withheld', 'missing'])).default({}),
    measures: z.record(name, measure).optional(),
    absent: z.enum(['zero', 'missing']).optional(),
    rounded_to: z.int().min(2).optional(),
    withheld_below: z.int().min(2).optional(),
  })
  .superRefine((source, context) => {
    const say = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message });
    const given = ways.filter((way) => source.from[way] !== undefined);
    if (given.length !== 1) say(['from'], `expected one of ${ways.join(', ')}, found ${given.join(', ') || 'none'}`);
    const mustBeColumn = (path: PropertyKey[], wanted: string) => {
      const known = Object.keys(source.columns);
      if (!known.includes(wanted)) say(path, `“${wanted}” is no column here; expected one of: ${known.join(', ')}`);
    };
    for (const taken of ['area', 'period'])
      if (taken in source.columns) say(['columns', taken], `“${taken}” is told by ${taken}: itself; take another name`);
    if (source.absent === 'zero' && typeof source.period !== 'string')
      say(['absent'], 'an area without a row can be 0 only where all rows are of one period');
    for (const wanted of Object.keys(source.only)) mustBeColumn(['only', wanted], wanted);
    for (const [id, { why }] of Object.entries(source.columns))
      if (why) mustBeColumn(['columns', id, 'why', 'column'], why.column);
    for (const [id, { of, where, kind, averaged_by }] of Object.entries(source.measures ?? {})) {
      mustBeColumn(['measures', id, 'of'], of);
      if (where) mustBeColumn(['measures', id, 'where', 'column'], where.column);
      const counts = Object.entries(source.measures ?? {}).flatMap(([other, m]) => (m.kind === 'count' ? [other] : []));
      if (kind !== 'count' && !counts.includes(averaged_by ?? ''))
        say(
          ['measures', id],
          `a ${kind} needs averaged_by, a count of this source: ${counts.join(', ') || 'there is none'}`,
        );
    }
  });

/** The key `sources` of assessment.yaml. */
export const declaredSources = z.record(name, declared).default({});

type Declared = z.infer<typeof declared>;

/** The sources that an assessment declares, by id. */
export const sourcesOf = (all: z.infer<typeof declaredSources>): ReadonlyMap<string, ObservationSource> =>
  new Map(Object.entries(all).map(([id, source]) => [id, sourceOf(id, source)]));

function sourceOf(id: string, source: Declared): ObservationSource {
  const { title, publisher, licence, page, area, published, rounded_to, withheld_below } = source;
  return defineSource({
    id,
    gives: 'observations',
    title,
    publisher,
    licence,
    page,
    cadence: 'as its publisher has it',
    covers: 'its own area',
    areaType: area.type as AreaType,
    disclosure: {
      ...(rounded_to && { roundedTo: rounded_to }),
      ...(withheld_below && { withheldBelow: withheld_below }),
      also: 'as published',
    },
    releases: [{ id: 'current', period: typeof source.period === 'string' ? source.period : '', published }],
    via: viaOf(id, source),
    tables: [contractOf(source)],
    measures: Object.fromEntries(
      Object.entries(measuresOf(source)).map(([measureId, { averaged_by, where, ...rest }]) => [
        measureId,
        { ...rest, ...(where && { where }), ...(averaged_by && { averagedBy: averaged_by }) },
      ]),
    ),
  });
}

/** Where none are declared, every column of figures is a count of its own name. */
const measuresOf = ({ measures, columns }: Declared): NonNullable<Declared['measures']> =>
  measures ??
  Object.fromEntries(
    Object.entries(columns).flatMap(([id, { heading, type }]) =>
      type === 'text' ? [] : [[id, { title: heading, of: id, kind: 'count' as const }]],
    ),
  );

function contractOf(source: Declared): Contract {
  const { area, period: when, columns, only, marks, from: way } = source;
  const isColumn = typeof when !== 'string';
  const categories = Object.values(measuresOf(source)).flatMap(({ where }) => (where ? [where.column] : []));
  const kind = kindOf(way);
  return {
    columns: {
      area: { heading: area.column, type: 'code' },
      ...(isColumn && { period: { heading: when.column, type: 'text' } as const }),
      ...Object.fromEntries(Object.entries(columns).map(([id, c]) => [id, columnOf(c)])),
    },
    key: ['area', ...(isColumn ? ['period'] : []), ...new Set(categories)],
    marks,
    only,
    ...(source.absent && { absent: source.absent }),
    ...(isColumn && { period: { column: 'period' } }),
    ...(kind === 'json' && { json: { rows: way.rows ?? '' } }),
    ...(kind === 'geojson' && { json: { rows: 'features', cells: 'properties' } }),
    ...(way.sheet && { sheet: [way.sheet] }),
  };
}

const columnOf = ({ heading, type, why }: Declared['columns'][string]): Column => ({
  heading,
  type,
  blanks: true,
  ...(why && { why }),
});

function kindOf({ url, format }: Declared['from']): Kind | undefined {
  if (url === undefined) return undefined;
  const ending = new URL(url).pathname.split('.').at(-1)?.toLowerCase();
  return format ?? kinds.find((kind) => kind === ending) ?? 'csv';
}

/** Nothing but the hosts that are declared is asked. */
function viaOf(id: string, { title, from: way, area, period: when, columns }: Declared): Via {
  const { url, ckan, opendatasoft, socrata, arcgis } = way;
  const about = (base: string): Pick<Service, 'id' | 'title' | 'base' | 'hosts'> => ({
    id,
    title,
    base,
    ...(way.hosts && { hosts: way.hosts }),
  });
  const parts = [area.column, ...(typeof when === 'string' ? [] : [when.column])];
  const headings = [...parts, ...Object.values(columns).map(({ heading }) => heading)];
  // Whatever may tell two rows of an area apart, so that their order holds from page to page.
  const texts = Object.values(columns).flatMap(({ heading, type }) => (type === 'text' ? [heading] : []));
  const orderBy = [...parts, ...texts].join(',');
  if (url) return aFile(url, kindOf(way) ?? 'csv', about);
  if (ckan) return ckanTable({ resource: ckan.resource, look: ckan.portal }, ckanService(about(ckan.portal)));
  if (opendatasoft)
    return opendatasoftTable(
      { dataset: opendatasoft.dataset, orderBy },
      opendatasoftService(about(opendatasoft.portal)),
    );
  if (socrata)
    return socrataTable({ dataset: socrata.dataset, fields: headings }, socrataService(about(socrata.portal)));
  if (arcgis) {
    const { services, ...layer } = arcgis;
    return arcgisTable({ ...layer, fields: headings, orderBy, look: services }, arcgisService(about(services)));
  }
  return els(way.els ?? { indicator: '' });
}

function aFile(url: string, expects: Kind, about: (base: string) => Pick<Service, 'id' | 'title' | 'base'>): ByFile {
  const { origin, pathname, search } = new URL(url);
  return {
    service: { ...about(origin), pace: { perSecond: 2, burst: 4, atOnce: 2 } },
    file: async () => ({ at: `${pathname}${search}`, expects }),
  };
}
