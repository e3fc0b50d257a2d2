import type { Column, Contract } from '../contract.js';

/** What a council's own files have in common. */
const own = {
  publisher: 'The council',
  licence: 'Not for release; figures are protected before they are used',
  page: 'assessment.yaml, under local',
  cadence: 'as the council supplies it',
  covers: 'the council’s own area',
  areaType: 'any',
  disclosure: 'own',
  releases: [],
} as const;

/** Figures by area. */
export const councilFile = { ...own, gives: 'observations' } as const;

/** Rows that are not figures by area. */
export const councilRows = { ...own, gives: 'rows' } as const;

/** A column a file may lack, and whose cells may be blank. */
export const optional = { optional: true, blanks: true } as const;

/** A closed list that people type. */
export const choice = <const C extends readonly string[]>(...choices: C) =>
  ({ type: 'choice', choices, typed: true }) as const;

/** Columns that are headed with their own names, or with a space where those have an underscore. */
export const columns = <K extends string>(
  named: Readonly<Record<K, Omit<Column, 'heading'>>>,
): Readonly<Record<K, Column>> => {
  const headed = Object.entries<Omit<Column, 'heading'>>(named).map(([name, column]): [string, Column] => [
    name,
    { ...column, heading: [...new Set([name, name.replaceAll('_', ' ')])] },
  ]);
  return Object.fromEntries(headed) as Record<K, Column>;
};

export const area = {
  type: 'area',
  means: 'The code of a ward or of a smaller area in it, or a postcode where the postcode lookup is at hand.',
  example: 'E05001341',
} as const;

/** Where something is or was, when the file says. */
export const anyArea = { ...area, ...optional, means: `${area.means.slice(0, -1)}; or of the authority.` } as const;

export const period = {
  type: 'text',
  means: 'A year or part of one, written the same way throughout.',
  example: '2024/25',
} as const;

const point = (means: string, between: readonly [number, number], example: string) =>
  ({ type: 'number', personal: true, means, between, example }) as const;

/** The shapes of a file of events: each placed by its area, by latitude and longitude, or on the National Grid. */
export const inPlaces = (events: Contract): readonly Contract[] => [
  { ...events, row: 'an incident', columns: { ...columns({ area }), ...events.columns } },
  {
    ...events,
    row: 'an incident, by latitude and longitude',
    columns: {
      ...columns({
        lat: point('Latitude, in degrees.', [49, 61], '53.7939'),
        lon: point('Longitude, in degrees; west of Greenwich below 0.', [-9, 3], '-1.7521'),
      }),
      ...events.columns,
    },
    point: { x: 'lon', y: 'lat', in: 'degrees' },
  },
  {
    ...events,
    row: 'an incident, by place on the National Grid',
    columns: {
      ...columns({
        easting: point('Metres east on the National Grid.', [0, 700_000], '416432'),
        northing: point('Metres north on the National Grid.', [0, 1_300_000], '432914'),
      }),
      ...events.columns,
    },
    point: { x: 'easting', y: 'northing', in: 'metres' },
  },
];
