import { defineSource } from '../define.js';
import { census2021, censusTable } from './census.js';

const under16 = 'Aged 15 years and under';
const older = [
  'Aged 16 to 24 years',
  'Aged 25 to 34 years',
  'Aged 35 to 49 years',
  'Aged 50 to 64 years',
  'Aged 65 years and over',
];
const workingAge = older.slice(0, -1);
const all = [under16, ...older];

/** Usual residents by six age bands. */
export const censusAge = defineSource({
  ...census2021,
  id: 'ons_census_age',
  title: 'Census 2021: age (6 categories) by LSOA',
  tables: [censusTable({ variable: ['Age (6 categories)', 'C2021_AGE_6_NAME', 'age_group'], categories: all })],
  measures: {
    residents: { title: 'Usual residents', kind: 'count', of: 'n', where: { column: 'category', in: all } },
    aged_16_to_64: {
      title: 'Residents aged 16 to 64',
      kind: 'count',
      of: 'n',
      where: { column: 'category', in: workingAge },
    },
    aged_under_16: {
      title: 'Residents aged under 16',
      kind: 'count',
      of: 'n',
      where: { column: 'category', in: [under16] },
    },
  },
});
