import { defineSource } from '../define.js';
import { census2021, censusTable, fromNomis } from './census.js';

const none = 'Household is not deprived in any dimension';
const one = 'Household is deprived in one dimension';
const twoOrMore = [
  'Household is deprived in two dimensions',
  'Household is deprived in three dimensions',
  'Household is deprived in four dimensions',
];
const all = [none, one, ...twoOrMore];

/** Households by the number of dimensions (employment, education, health, housing) in which they are deprived. */
export const censusDeprivation = defineSource({
  ...census2021,
  id: 'ons_census_deprivation',
  title: 'Census 2021: household deprivation (TS011) by LSOA',
  via: fromNomis('NM_2031_1', 'c2021_dep_6', 5),
  tables: [
    censusTable({
      variable: ['Household deprivation (6 categories)', 'C2021_DEP_6_NAME', 'deprivation_dimensions'],
      categories: all,
    }),
  ],
  measures: {
    households: { title: 'Households', kind: 'count', of: 'n', where: { column: 'category', in: all } },
    deprived_two_or_more: {
      title: 'Households deprived in two or more dimensions',
      kind: 'count',
      of: 'n',
      where: { column: 'category', in: twoOrMore },
    },
  },
});
