import { defineSource } from '../define.js';
import { census2021, censusTable, fromNomis } from './census.js';

const good = ['Very good health', 'Good health', 'Fair health'];
const bad = ['Bad health', 'Very bad health'];
const all = [...good, ...bad];

/** Usual residents by how they judge their own health (TS037). */
export const censusGeneralHealth = defineSource({
  ...census2021,
  id: 'ons_census_general_health',
  title: 'Census 2021: general health (TS037) by LSOA',
  via: fromNomis('NM_2055_1', 'c2021_health_6', 5),
  tables: [censusTable({ variable: ['General health (6 categories)', 'C2021_HEALTH_6_NAME'], categories: all })],
  measures: {
    residents: { title: 'Usual residents', kind: 'count', of: 'n', where: { column: 'category', in: all } },
    bad_health: {
      title: 'Residents in bad or very bad health',
      kind: 'count',
      of: 'n',
      where: { column: 'category', in: bad },
    },
  },
});
