import { defineSource } from '../define.js';
import { census2021, censusTable, fromNomis } from './census.js';

const owned = ['Owned: Owns outright', 'Owned: Owns with a mortgage or loan', 'Shared ownership: Shared ownership'];
const social = ['Social rented: Rents from council or Local Authority', 'Social rented: Other social rented'];
const privatelyRented = [
  'Private rented: Private landlord or letting agency',
  'Private rented: Other private rented',
  'Lives rent free',
];
const all = [...owned, ...social, ...privatelyRented];

/** Households by tenure. */
export const censusTenure = defineSource({
  ...census2021,
  id: 'ons_census_tenure',
  title: 'Census 2021: tenure of household (TS054) by LSOA',
  via: fromNomis('NM_2072_1', 'c2021_tenure_9', 8),
  tables: [
    censusTable({ variable: ['Tenure of household (9 categories)', 'C2021_TENURE_9_NAME', 'tenure'], categories: all }),
  ],
  measures: {
    households: { title: 'Households', kind: 'count', of: 'n', where: { column: 'category', in: all } },
    social_rented: {
      title: 'Households in social rented homes',
      kind: 'count',
      of: 'n',
      where: { column: 'category', in: social },
    },
    private_rented: {
      title: 'Households in privately rented homes',
      kind: 'count',
      of: 'n',
      where: { column: 'category', in: privatelyRented },
    },
  },
});
