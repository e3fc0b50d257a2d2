import { defineSource } from '../define.js';
import { census2021, censusTable, fromNomis } from './census.js';

const loneParent = 'Single family household: Lone parent family';
const loneParentWithDependent = `${loneParent}: With dependent children`;
const loneParentDetail = [loneParentWithDependent, `${loneParent}: All children non-dependent`];
const couple = 'Single family household: Married or civil partnership couple';
const cohabiting = 'Single family household: Cohabiting couple family';
const coupleWithDependent = [`${couple}: Dependent children`, `${cohabiting}: With dependent children`];
const others = [
  'One-person household: Aged 66 years and over',
  'One-person household: Other',
  'Single family household: All aged 66 years and over',
  ...coupleWithDependent,
  `${couple}: No children`,
  `${couple}: All children non-dependent`,
  `${cohabiting}: No children`,
  `${cohabiting}: All children non-dependent`,
  'Single family household: Other single family household: Other family composition',
  'Other household types: With dependent children',
  'Other household types: Other, including all full-time students and all aged 66 years and over',
];

/** Households by composition, read for lone-parent families, whatever the age of their children, and for families with dependent children. */
export const censusHouseholdComposition = defineSource({
  ...census2021,
  id: 'ons_census_household_composition',
  title: 'Census 2021: household composition (TS003) by LSOA',
  // The two kinds of lone-parent family, of the fourteen kinds of household.
  via: fromNomis('NM_2023_1', 'c2021_hhcomp_15', '10,11'),
  tables: [
    censusTable({
      variable: ['Household composition (15 categories)', 'C2021_HHCOMP_15_NAME'],
      categories: [...others, ...loneParentDetail],
    }),
    // A Nomis query download of the one category: its title rows say which, and codes carry the area's name.
    {
      titleHolds: 'Household composition:,Single family household: Lone parent family',
      columns: {
        area: { heading: '2021 super output area - lower layer', type: 'code' },
        n: { heading: '2021', type: 'whole' },
      },
      assume: { category: loneParent },
      key: ['area'],
    },
  ],
  measures: {
    lone_parent: {
      title: 'Lone-parent households',
      kind: 'count',
      of: 'n',
      where: { column: 'category', in: [loneParent, ...loneParentDetail] },
    },
    couple_with_dependent_children: {
      title: 'Couples with dependent children',
      kind: 'count',
      of: 'n',
      where: { column: 'category', in: coupleWithDependent },
    },
    lone_parent_with_dependent_children: {
      title: 'Lone parents with dependent children',
      kind: 'count',
      of: 'n',
      where: { column: 'category', in: [loneParentWithDependent] },
    },
  },
});
