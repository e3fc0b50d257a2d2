/** What the department's statistics of children and schools have in common. */
import { eesTable } from '../connectors/ees.js';
import type { Contract } from '../contract.js';
import { OGL } from '../define.js';
import { upperTierCodes } from '../ons/els.js';

export const dfe = {
  gives: 'observations',
  publisher: 'Department for Education',
  licence: OGL,
  cadence: 'yearly',
  areaType: ['utla23', 'region24', 'country'],
  covers: 'England',
} as const;

/** The figures of children's social care: `c` stands for 1 to 5, larger counts are rounded to 10 for regions and England. */
export const socialCare = {
  ...dfe,
  disclosure: { withheldBelow: 6, also: 'regions and England rounded to 10' },
} as const;

/** No id of these data sets on the service is known, so the file is downloaded by hand. */
export const byHand = 'The file is downloaded by hand from the page above: its id on the service is not confirmed.';

/**
 * The contract of a data set's file for its rows by authority, region and country, each level with its code in a column
 * of its own. Parts of London, which the department has for regions, are left out.
 */
export function allLevels(table: Omit<Parameters<typeof eesTable>[0], 'level' | 'by'>): Contract {
  const { columns, only, ...rest } = eesTable(table);
  const code = { type: 'text', blanks: true } as const;
  return {
    ...rest,
    columns: {
      ...columns,
      area: { heading: 'new_la_code', type: 'code', instead: ['region', 'country'] },
      region: { heading: 'region_code', ...code },
      country: { heading: 'country_code', ...code },
    },
    only: {
      ...only,
      level: ['Local authority', 'Regional', 'National'],
      area: { matches: upperTierCodes },
    },
  };
}
