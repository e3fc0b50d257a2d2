/**
 * Kinds of area. The vintage is part of the name, because a code means nothing without it: `lsoa21`, `ward25`.
 */

/** From fine to coarse; a measure can be brought to a level only from one at least as fine. */
const levels = ['postcode', 'oa', 'lsoa', 'msoa', 'ward', 'ltla', 'utla', 'pfa', 'region', 'country'] as const;
export type Level = (typeof levels)[number];
export type AreaType = `${Level}${number}` | 'country' | 'postcode';

/** `ward25` → `ward`. */
export const levelOf = (areaType: AreaType): Level => areaType.replace(/\d+$/, '') as Level;

/** Whether figures for areas of this type can be added up to wards without inventing anything. */
export const fineEnoughForWards = (areaType: AreaType): boolean =>
  levels.indexOf(levelOf(areaType)) <= levels.indexOf('ward') && levelOf(areaType) !== 'msoa';

/** The first letter of a code names its country. X is ours: made-up areas, never to be mistaken for real ones. */
export const countries = {
  E: { code: 'E92000001', name: 'England' },
  W: { code: 'W92000004', name: 'Wales' },
  X: { code: 'X92000001', name: 'Made-up England' },
} as const;

/** The country a GSS code belongs to, or undefined. */
export const countryOf = (code: string) => countries[code.charAt(0) as keyof typeof countries];

/** Codes of made-up areas start with X. */
export const isMadeUp = (code: string): boolean => code.startsWith('X');

const entities: Readonly<Record<Exclude<Level, 'postcode'>, string>> = {
  oa: '00',
  lsoa: '01',
  msoa: '02',
  ward: '05',
  ltla: '0[6-9]',
  utla: '(?:0[6-9]|10)',
  pfa: '(?:23|15)',
  region: '12',
  country: '92',
};

/** A regular expression, in the syntax DuckDB and JavaScript share, for codes of this type. */
export function codePattern(areaType: AreaType): string {
  const level = levelOf(areaType);
  return level === 'postcode' ? postcodeShape : `[A-Z]${entities[level]}[0-9]{6}`;
}

/** A postcode without its space. */
export const postcodeShape = '[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2}';

/** The words for an area type on a page: `LSOA 2021`, `ward 2025`. */
export function describeAreaType(areaType: AreaType): string {
  const level = levelOf(areaType);
  const words: Partial<Record<Level, string>> = {
    oa: 'OA',
    lsoa: 'LSOA',
    msoa: 'MSOA',
    ltla: 'local authority',
    utla: 'county or unitary authority',
    pfa: 'police force',
  };
  const vintage = areaType.slice(level.length);
  return `${words[level] ?? level}${vintage && ` 20${vintage}`}`;
}
