import { defineSource } from '../define.js';
import { census2021, censusTable, fromNomis } from './census.js';

const none = 'Provides no unpaid care';
const some = [
  'Provides 9 hours or less unpaid care a week',
  'Provides 10 to 19 hours unpaid care a week',
  'Provides 20 to 34 hours unpaid care a week',
  'Provides 35 to 49 hours unpaid care a week',
  'Provides 19 hours or less unpaid care a week',
  'Provides 20 to 49 hours unpaid care a week',
];
const most = 'Provides 50 or more hours unpaid care a week';
const all = [none, ...some, most];

/** People aged 5 and over by hours of unpaid care a week (TS039). */
export const censusUnpaidCare = defineSource({
  ...census2021,
  id: 'ons_census_unpaid_care',
  title: 'Census 2021: provision of unpaid care (TS039) by LSOA',
  via: fromNomis('NM_2057_1', 'c2021_carer_7', 6),
  tables: [censusTable({ variable: ['Unpaid care (7 categories)', 'C2021_CARER_7_NAME'], categories: all })],
  measures: {
    residents: { title: 'Residents aged 5 and over', kind: 'count', of: 'n', where: { column: 'category', in: all } },
    carers: {
      title: 'Residents who give unpaid care',
      kind: 'count',
      of: 'n',
      where: { column: 'category', in: [...some, most] },
    },
  },
});
