import { defineSource } from '../define.js';
import { census2021, censusTable, fromNomis } from './census.js';

const disabled = 'Disabled under the Equality Act';
const all = [disabled, 'Not disabled under the Equality Act'];

/** Usual residents by disability, as the Equality Act defines it. */
export const censusDisability = defineSource({
  ...census2021,
  id: 'ons_census_disability',
  title: 'Census 2021: disability (3 categories) by LSOA',
  via: fromNomis('NM_2056_1', 'c2021_disability_5', '1001,1002'),
  tables: [
    censusTable({
      variable: ['Disability (3 categories)', 'C2021_DISABILITY_3_NAME', 'C2021_DISABILITY_5_NAME', 'disability'],
      categories: all,
    }),
  ],
  measures: {
    residents: { title: 'Usual residents', kind: 'count', of: 'n', where: { column: 'category', in: all } },
    disabled: { title: 'Disabled residents', kind: 'count', of: 'n', where: { column: 'category', in: [disabled] } },
  },
});
