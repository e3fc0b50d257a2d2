/**
 * Services as Open Referral UK has them (HSDS 3 with the UK profile, https://github.com/OpenReferralUK/uk-profile): what
 * is read of one, and one made of a row. What that standard has no place for stands in `attributes`, each a term of a
 * taxonomy that is named after the column. Contacts, telephones and e-mail addresses are neither read nor written.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Where a value is text, some publishers write null or leave it out. */
const maybe = <T extends z.ZodType>(type: T) => type.nullish();
const many = <T extends z.ZodType>(type: T) =>
  z
    .array(type)
    .nullish()
    .transform((items) => items ?? []);
const text = z.string();

const term = z.object({ taxonomy: maybe(text), term: maybe(text), name: maybe(text), code: maybe(text) });
const area = z.object({ name: maybe(text), extent: maybe(text), uri: maybe(text), service_area: maybe(text) });
/** Some write numbers as texts. A blank one is none. */
const degrees = z.union([
  z.number(),
  text.regex(/^-?\d+(\.\d+)?$/).transform(Number),
  z.literal('').transform(() => null),
]);
const place = z.object({
  latitude: maybe(degrees),
  longitude: maybe(degrees),
  addresses: many(z.object({ postal_code: maybe(text) })),
});

/** What is read of a service: everything else, and whoever it names, is left out when it is parsed. */
export const referralService = z.object({
  id: text.min(1),
  name: text.min(1),
  status: maybe(text),
  assured_date: maybe(text),
  last_modified: maybe(text),
  organization: maybe(z.object({ name: maybe(text) })),
  languages: many(z.object({ name: maybe(text), language: maybe(text), code: maybe(text) })),
  service_areas: many(area),
  service_at_locations: many(z.object({ location: maybe(place) })),
  attributes: many(z.object({ taxonomy_term: maybe(term) })),
});
export type ReferralService = z.output<typeof referralService>;

/** The cells of a service by column, as text; a blank is no cell. */
export type ServiceCells = Readonly<Record<string, string | null>>;

const taxonomyBase = 'Wardwise support pathway: ';

/** Columns that are terms of a taxonomy; a list is a term for each item. */
const inTerms = [
  'level',
  'sector',
  'audience',
  'situation',
  'mode',
  'evidence',
  'cost',
  'capacity_per_year',
  'referral_route',
  'wait_days',
  'funding_end',
] as const;
const lists: readonly string[] = ['audience', 'situation', 'mode', 'referral_route'];

const shownDay = (day: string | null | undefined): string | null => day?.slice(0, 10) || null;
const oneLine = (words: string): string => words.replace(/\s+/g, ' ').trim();
const joined = (items: readonly (string | null | undefined)[]): string | null =>
  items.flatMap((item) => (item ? [oneLine(item).replaceAll(/[;,]/g, ' ')] : [])).join('; ') || null;

/**
 * The row of a service. One that is not active, or has no level of help, has a blank level: a directory of all services
 * holds many that are no part of a pathway. One that names no area serves all.
 */
export function cellsOf(service: ReferralService): ServiceCells {
  const terms = service.attributes.flatMap(({ taxonomy_term: t }) => (t ? [t] : []));
  const said = (column: string) =>
    terms.flatMap((t) => (t.taxonomy === `${taxonomyBase}${column}` ? [t.term ?? t.code ?? t.name] : []));
  const level = isActive(service) ? (said('level')[0] ?? null) : null;
  const about = {
    service_id: said('service_id')[0] ?? service.id,
    organisation: oneLine(service.organization?.name ?? '') || 'Not named',
    name: oneLine(service.name),
  };
  if (level === null) return { ...leftOut(about), level, covers: 'all', answered: null };
  const [at] = service.service_at_locations.flatMap(({ location }) => (location ? [location] : []));
  return {
    ...about,
    ...Object.fromEntries(
      inTerms.map((column) => [column, lists.includes(column) ? joined(said(column)) : (said(column)[0] ?? null)]),
    ),
    covers: coversOf(service),
    postcode: at?.addresses[0]?.postal_code || null,
    lat: at?.latitude?.toString() ?? null,
    lon: at?.longitude?.toString() ?? null,
    languages: joined(service.languages.map(({ name, language, code }) => name ?? language ?? code)),
    verified_on: shownDay(service.assured_date),
    answered: service.last_modified ?? service.assured_date ?? null,
  };
}

/** Of what is left out no more is kept than tells it apart, in letters that any column takes. */
const leftOut = (about: Readonly<Record<'service_id' | 'organisation' | 'name', string>>): ServiceCells =>
  Object.fromEntries(
    Object.entries(about).map(([column, words]) => [
      column,
      words
        .replace(/[^\p{L}\p{N} '’().-]/gu, ' ')
        .slice(0, 120)
        .trim() || 'not named',
    ]),
  );

const isActive = ({ status }: ReferralService): boolean => (status ?? 'active').toLowerCase() === 'active';

/** Codes of areas where they are given, as in `…/E05001341`; otherwise the words, which no ward answers to. */
function coversOf({ service_areas }: ReferralService): string {
  const areas = service_areas.map(({ name, extent, uri, service_area }) => {
    const code = [uri, extent, name, service_area]
      .map((words) => /(?:^|\/)([A-Z]\d{8})$/.exec(words ?? '')?.[1])
      .find(Boolean);
    return code ?? extent ?? name ?? service_area ?? null;
  });
  return joined(areas) ?? 'all';
}

/** A name of the kind the standard wants (UUID, RFC 4122 version 5) that is the same for the same words. */
function uuidOf(...words: readonly string[]): string {
  const hash = createHash('sha1')
    .update(['wardwise', ...words].join('\u0000'))
    .digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const isUuid = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
const itemsOf = (cell: string | null | undefined): string[] =>
  (cell ?? '').split(/\s*[;,]\s*/).filter((one) => one !== '');

/** A service of the standard made of a row. `cellsOf` makes the same row of it again. */
export function serviceOf(cells: ServiceCells, wholeArea: string) {
  const { service_id = '', organisation = '', name = '', covers, postcode, lat, lon, verified_on } = cells;
  const own = service_id ?? '';
  const id = isUuid(own) ? own : uuidOf('service', own);
  const [latitude, longitude] = [lat, lon].map((degrees) => (degrees ? Number(degrees) : undefined));
  const terms: (readonly [string, string])[] = [
    ...(id === own ? [] : [['service_id', own] as const]),
    ...inTerms.flatMap((column) =>
      (lists.includes(column) ? itemsOf(cells[column]) : [cells[column]]).flatMap((said) =>
        said ? [[column, said] as const] : [],
      ),
    ),
  ];
  const located = postcode || latitude !== undefined;
  return {
    id,
    name,
    status: 'active',
    ...(verified_on && { assured_date: verified_on }),
    organization: { id: uuidOf('organisation', organisation ?? ''), name: organisation, description: organisation },
    languages: itemsOf(cells.languages).map((language) => ({ id: uuidOf(own, 'language', language), name: language })),
    service_areas: itemsOf(covers).map((code) => areaOf(code, own, wholeArea)),
    service_at_locations: located
      ? [
          {
            id: uuidOf(own, 'at'),
            location: {
              id: uuidOf(own, 'location'),
              ...(latitude !== undefined && longitude !== undefined && { latitude, longitude }),
              addresses: postcode
                ? [{ id: uuidOf(own, 'address'), postal_code: postcode, country: 'GB', address_type: 'physical' }]
                : [],
            },
          },
        ]
      : [],
    attributes: terms.map(([column, said]) => ({
      id: uuidOf(own, column, said),
      link_type: column,
      taxonomy_term: {
        id: uuidOf('term', column, said),
        taxonomy: `${taxonomyBase}${column}`,
        taxonomy_id: uuidOf('taxonomy', column),
        term: said,
      },
    })),
  };
}

function areaOf(code: string, service: string, wholeArea: string) {
  const id = uuidOf(service, 'area', code);
  if (code.toLowerCase() === 'all') return { id, name: `All of ${wholeArea}`, extent: 'all' };
  const isCode = /^[A-Z]\d{8}$/.test(code);
  return {
    id,
    name: code,
    extent: code,
    ...(isCode && { extent_type: 'uri', uri: `http://statistics.data.gov.uk/id/statistical-geography/${code}` }),
  };
}
