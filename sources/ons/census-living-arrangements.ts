import { defineSource } from '../define.js';
import { census2021, censusTable, fromNomis } from './census.js';

const couples = [
  'Living in a couple: Married or in a civil partnership',
  'Living in a couple: Cohabiting with a partner of the opposite sex',
  'Living in a couple: Cohabiting with a partner of the same sex or in a civil partnership',
  'Living in a couple: Cohabiting: Opposite-sex cohabiting',
  'Living in a couple: Cohabiting: Same-sex cohabiting',
];
const apart = [
  'Not living in a couple: Married or in a civil partnership (including separated and those whose partner is not usually resident)',
  'Not living in a couple: Separated, but still married or still in a civil partnership',
  'Not living in a couple: Divorced or formerly in a civil partnership which is now legally dissolved',
];
const others = [
  'Not living in a couple: Single (never married and never registered a civil partnership)',
  'Not living in a couple: Married or in a civil partnership',
  'Not living in a couple: Widowed or surviving partner from a civil partnership',
  'Living in a couple: Married',
  'Living in a couple: In a registered civil partnership',
];
const separated = apart.slice(1);
const all = [...couples, ...apart, ...others];

/** People aged 16 and over in households, by whether they live in a couple (TS010). */
export const censusLivingArrangements = defineSource({
  ...census2021,
  id: 'ons_census_living_arrangements',
  title: 'Census 2021: living arrangements (TS010) by LSOA',
  via: fromNomis('NM_2030_1', 'c2021_living_11', 10),
  tables: [censusTable({ variable: ['Living arrangements (11 categories)', 'C2021_LIVING_11_NAME'], categories: all })],
  measures: {
    adults: {
      title: 'People aged 16 and over in households',
      kind: 'count',
      of: 'n',
      where: { column: 'category', in: all },
    },
    separated: {
      title: 'Separated or divorced and not living in a couple',
      kind: 'count',
      of: 'n',
      where: { column: 'category', in: separated },
    },
  },
});
