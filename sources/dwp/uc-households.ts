import { statXploreTable } from '../connectors/stat-xplore.js';
import { defineSource, OGL, unconfirmed } from '../define.js';

const database = 'UC_Households';
const households = `${database}:V_F_UC_HOUSEHOLDS`;
const families = ['1', '2', '3', '4'];
const withChildren = ['2', '4'];
const month = '202508';

/** Households on Universal Credit by family type, by LSOA 2011. */
export const ucHouseholds = defineSource({
  id: 'dwp_uc_households',
  gives: 'observations',
  title: 'Households on Universal Credit by family type, by LSOA',
  publisher: 'Department for Work and Pensions',
  licence: OGL,
  page: 'https://www.gov.uk/government/collections/universal-credit-statistics',
  cadence: 'quarterly, month by month',
  areaType: 'lsoa11',
  covers: 'Great Britain',
  disclosure: { perturbed: true },
  via: statXploreTable({
    database: `str:database:${database}`,
    measures: { households: `str:count:${households}` },
    axes: [
      {
        column: 'date',
        field: `str:field:${database}:F_UC_DATE:DATE_NAME`,
        values: [`str:value:${database}:F_UC_DATE:DATE_NAME:C_UC_DATE:${month}`],
      },
      {
        column: 'lsoa',
        field: `str:field:${households}:COA_CODE`,
        values: { areas: 'lsoa11', uri: `str:value:${households}:COA_CODE:V_C_MASTERGEOG11_LSOA_TO_MSOA:` },
      },
      {
        column: 'family',
        field: `str:field:${households}:HNFAMILY_TYPE`,
        values: families.map((type) => `str:value:${households}:HNFAMILY_TYPE:C_UC_FAMILY_TYPE:${type}`),
      },
    ],
  }),
  releases: [{ id: month, period: 'August 2025', published: '2025-11-11' }],
  caveats: [
    unconfirmed('how the cube names its LSOAs; regions, months and family types are as recorded answers have them'),
  ],
  tables: [
    {
      columns: {
        area: { heading: 'lsoa', type: 'code' },
        family: { heading: 'family', type: 'choice', choices: families },
        households: { heading: 'households', type: 'number', blanks: true },
      },
      key: ['area', 'family'],
      marks: { '..': 'missing' },
    },
  ],
  measures: {
    households: { title: 'Households on Universal Credit', kind: 'count', of: 'households' },
    with_children: {
      title: 'Households on Universal Credit with children',
      kind: 'count',
      of: 'households',
      where: { column: 'family', in: withChildren },
    },
    lone_parent: {
      title: 'Lone parents on Universal Credit',
      kind: 'count',
      of: 'households',
      where: { column: 'family', in: ['2'] },
    },
  },
});
