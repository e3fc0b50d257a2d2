import { defineSource } from '../define.js';
import { census2021, censusTable, fromNomis } from './census.js';

const separated = ['Separated, but still legally married or still legally in a civil partnership'];
const divorced = ['Divorced or civil partnership dissolved'];
const bySex = (status: string, ...kinds: string[]) => kinds.map((kind) => `${status}: ${kind}`);
const others = [
  'Never married and never registered a civil partnership',
  ...bySex('Married or in a registered civil partnership', 'Married', 'In a registered civil partnership'),
  ...bySex('Married or in a registered civil partnership: Married', 'Opposite sex', 'Same sex'),
  ...bySex(
    'Married or in a registered civil partnership: In a registered civil partnership',
    'Opposite sex',
    'Same sex',
  ),
  'Widowed or surviving civil partnership partner',
  ...bySex('Widowed or surviving civil partnership partner', 'Widowed', 'Surviving partner from civil partnership'),
];
const parts = (status: readonly string[], ...kinds: string[]) => status.flatMap((s) => bySex(s, ...kinds));
const separatedAll = [
  ...separated,
  ...parts(separated, 'Separated, but still married', 'Separated, but still in a registered civil partnership'),
];
const divorcedAll = [
  ...divorced,
  ...parts(divorced, 'Divorced', 'Formerly in a civil partnership now legally dissolved'),
];
const all = [...others, ...separatedAll, ...divorcedAll];

/** People aged 16 and over by legal partnership status (TS002). */
export const censusLegalPartnership = defineSource({
  ...census2021,
  id: 'ons_census_legal_partnership',
  title: 'Census 2021: legal partnership status (TS002) by LSOA',
  via: fromNomis('NM_2022_1', 'c2021_lpstat_12', 11),
  tables: [
    censusTable({
      variable: ['Marital and civil partnership status (12 categories)', 'C2021_LPSTAT_12_NAME'],
      categories: all,
    }),
  ],
  measures: {
    adults: { title: 'Residents aged 16 and over', kind: 'count', of: 'n', where: { column: 'category', in: all } },
    separated: {
      title: 'Residents separated from a spouse or civil partner',
      kind: 'count',
      of: 'n',
      where: { column: 'category', in: separatedAll },
    },
    divorced: {
      title: 'Divorced residents',
      kind: 'count',
      of: 'n',
      where: { column: 'category', in: divorcedAll },
    },
  },
});
