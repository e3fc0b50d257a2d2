import { defineSource } from '../define.js';
import { census2021, censusTable, fromNomis } from './census.js';

const overcrowded = ['-1', '-2 or less'];
const roomEnough = ['+2 or more', '+1', '0'];
const onsWording = (rating: string) => `Occupancy rating of bedrooms: ${rating}`;
const redistributed: Readonly<Record<string, string>> = {
  '+2 or more': '+2 or more (under-occupied)',
  '+1': '+1 (under-occupied)',
  '0': '0 (ideal)',
  '-1': '-1 (overcrowded)',
  '-2 or less': '-2 or less (overcrowded)',
};
const wordings = (ratings: readonly string[]) => ratings.flatMap((r) => [onsWording(r), redistributed[r] ?? r]);
const all = wordings([...overcrowded, ...roomEnough]);

/** Households by occupancy rating for bedrooms. */
export const censusOvercrowding = defineSource({
  ...census2021,
  id: 'ons_census_overcrowding',
  title: 'Census 2021: occupancy rating for bedrooms (TS052) by LSOA',
  via: fromNomis('NM_2070_1', 'c2021_occrat_bedrooms_6', 5),
  tables: [
    censusTable({
      variable: ['Occupancy rating for bedrooms (6 categories)', 'C2021_OCCRAT_BEDROOMS_6_NAME', 'occupancy_rating'],
      categories: all,
    }),
  ],
  measures: {
    households: { title: 'Households', kind: 'count', of: 'n', where: { column: 'category', in: all } },
    overcrowded: {
      title: 'Households with too few bedrooms',
      kind: 'count',
      of: 'n',
      where: { column: 'category', in: wordings(overcrowded) },
    },
  },
});
