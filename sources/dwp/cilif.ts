/** What the three cubes of children in low income families have in common; only the definition of low income differs. */
import { statXploreTable } from '../connectors/stat-xplore.js';
import type { Contract } from '../contract.js';
import { OGL, unconfirmed } from '../define.js';

/** Families by whether there is one parent, and by whether somebody works: Y and N, as the cube codes them. */
const yesOrNo = ['Y', 'N'];

/** Children under 16 by ward, family type and work. Ages in the cube go on to 19; bands 1 to 3 are those under 16. */
export const cilifTable: Contract = {
  columns: {
    area: { heading: 'ward', type: 'code' },
    period: { heading: 'date_label', type: 'text' },
    lone_parent: { heading: 'lone_parent', type: 'choice', choices: yesOrNo },
    in_work: { heading: 'in_work', type: 'choice', choices: yesOrNo },
    children: { heading: 'children', type: 'number', blanks: true },
  },
  key: ['area', 'period', 'lone_parent', 'in_work'],
  marks: { '..': 'missing' },
  period: { column: 'period' },
};

/** Asks Stat-Xplore for one year of a cube. */
export function cilifCube(database: string, year: number) {
  const [field, value] = [`str:field:${database}`, `str:value:${database}`];
  const family = `V_F_${database}`;
  const flags = (name: string, codes: string) => yesOrNo.map((flag) => `${value}:${family}:${name}:${codes}:${flag}`);
  const ages = [1, 2, 3].map((band) => `${value}:${family}:CHILD_AGE:C_CILIF_AGE_BAND:${band}`);
  return statXploreTable({
    database: `str:database:${database}`,
    measures: { children: `str:count:${database}:${family}` },
    axes: [
      {
        column: 'date',
        field: `${field}:F_CILIF_DATE:DATE_NAME`,
        values: [`${value}:F_CILIF_DATE:DATE_NAME:C_CILIF_DATE:${year}`],
      },
      {
        column: 'ward',
        field: `${field}:${family}:WARD_CODE`,
        values: { areas: 'ward21', uri: `${value}:${family}:WARD_CODE:V_C_MASTERGEOG21_WARD_TO_LA_NI:` },
      },
      { column: 'age', field: `${field}:${family}:CHILD_AGE`, values: [ages] },
      { column: 'lone_parent', field: `${field}:${family}:LP_FLAG`, values: flags('LP_FLAG', 'C_CILIF_FAMILY_TYPE') },
      { column: 'in_work', field: `${field}:${family}:EMPLOYMENT`, values: flags('EMPLOYMENT', 'C_CILIF_EMPLOYMENT') },
    ],
  });
}

export const cilif = {
  gives: 'observations',
  publisher: 'Department for Work and Pensions',
  licence: OGL,
  page: 'https://www.gov.uk/government/collections/children-in-low-income-families-local-area-statistics',
  cadence: 'yearly, in March',
  areaType: 'ward21',
  covers: 'United Kingdom',
  disclosure: { perturbed: true },
  releases: [{ id: '2025', period: '2024/25', published: '2026-03-26' }],
  caveats: [
    'The cube has no population to divide by: shares are of residents under 16, mid-year, and children in the cube are counted at the end of the year.',
    unconfirmed('how the cube names its wards and its years'),
  ],
} as const;
