import { defineSource } from '../define.js';
import { census2021, censusTable } from './census.js';

const white = 'White';
const others = [
  'Asian, Asian British or Asian Welsh',
  'Black, Black British, Black Welsh, Caribbean or African',
  'Mixed or Multiple ethnic groups',
  'Other ethnic group',
];

/** Usual residents by five ethnic groups. */
export const censusEthnicity = defineSource({
  ...census2021,
  id: 'ons_census_ethnicity',
  title: 'Census 2021: ethnic group (6 categories) by LSOA',
  tables: [
    censusTable({
      variable: ['Ethnic group (6 categories)', 'C2021_ETH_6_NAME', 'ethnic_group'],
      categories: [white, ...others],
    }),
  ],
  measures: {
    residents: {
      title: 'Usual residents',
      kind: 'count',
      of: 'n',
      where: { column: 'category', in: [white, ...others] },
    },
    minority_ethnic: {
      title: 'Residents of ethnic groups other than White',
      kind: 'count',
      of: 'n',
      where: { column: 'category', in: others },
    },
  },
});
