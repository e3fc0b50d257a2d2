import type { Column } from '../define.js';

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
  heading: 'area',
  type: 'code',
  means: 'The code of a ward, or of a smaller area in it.',
  example: 'E05001341',
} as const;

/** Where something is or was, when the file says. */
export const anyArea = {
  ...optional,
  type: 'code',
  means: 'The code of a ward, of a smaller area in it, or of the authority.',
  example: 'E05001341',
} as const;

export const period = {
  type: 'text',
  means: 'A year or part of one, written the same way throughout.',
  example: '2024/25',
} as const;
