import { defineSource } from '../define.js';
import { census2021, censusTable, fromNomis } from './census.js';

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

/** The eleven bands of TS007B, as Nomis has them. */
const bands = {
  under16: ['Aged 4 years and under', 'Aged 5 to 9 years', 'Aged 10 to 15 years'],
  workingAge: [
    'Aged 16 to 19 years',
    'Aged 20 to 24 years',
    'Aged 25 to 34 years',
    'Aged 35 to 49 years',
    'Aged 50 to 64 years',
  ],
  older: ['Aged 65 to 74 years', 'Aged 75 to 84 years', 'Aged 85 years and over'],
};
const allBands = [...bands.under16, ...bands.workingAge, ...bands.older];

/** Usual residents by six age bands. */
export const censusAge = defineSource({
  ...census2021,
  id: 'ons_census_age',
  title: 'Census 2021: age (6 categories) by LSOA',
  via: fromNomis('NM_2018_1', 'c2021_age_12a', 11),
  tables: [
    censusTable({ variable: ['Age (6 categories)', 'C2021_AGE_6_NAME', 'age_group'], categories: all }),
    censusTable({ variable: ['C2021_AGE_12A_NAME'], categories: allBands }),
  ],
  measures: {
    residents: {
      title: 'Usual residents',
      kind: 'count',
      of: 'n',
      where: { column: 'category', in: [...new Set([...all, ...allBands])] },
    },
    aged_16_to_64: {
      title: 'Residents aged 16 to 64',
      kind: 'count',
      of: 'n',
      where: { column: 'category', in: [...new Set([...workingAge, ...bands.workingAge])] },
    },
    aged_under_16: {
      title: 'Residents aged under 16',
      kind: 'count',
      of: 'n',
      where: { column: 'category', in: [under16, ...bands.under16] },
    },
  },
});
