import { defineSource } from '../define.js';
import { census2021, censusTable, fromNomis } from './census.js';

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
  via: fromNomis('NM_2041_1', 'c2021_eth_20', '1001...1005'),
  tables: [
    censusTable({
      variable: ['Ethnic group (6 categories)', 'C2021_ETH_6_NAME', 'C2021_ETH_20_NAME', 'ethnic_group'],
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
