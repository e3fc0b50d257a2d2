/** What the tables of statutory homelessness (H-CLIC) have in common: one workbook a quarter, a sheet a table. */
import { govukFile } from '../connectors/govuk.js';
import type { Column, Contract, Wording } from '../contract.js';
import { OGL, unconfirmed } from '../define.js';

/** Authorities, regions and England. London stands in each sheet twice, so it is added up from its boroughs. */
const areas: Wording = { matches: 'E(?:0[6-9][0-9]{6}|1200000[1-689]|92000001)' };
const count = (...heading: string[]): Column => ({ heading, type: 'whole', blanks: true });

/** The contract of one sheet. Headings fill several rows; the first column, of codes, has none in the older layout. */
export const hclicTable = (
  sheet: string,
  headerRows: number,
  columns: Readonly<Record<string, readonly string[]>>,
): Contract => ({
  sheet: { matches: `${sheet}_?` },
  headerRows,
  columns: {
    area: { heading: ['', 'Local authority code', 'ONS code'], type: 'code' },
    ...Object.fromEntries(Object.entries(columns).map(([name, headings]) => [name, count(...headings)])),
  },
  only: { area: areas },
  key: ['area'],
  marks: { '..': 'missing', '[x]': 'missing', '*': 'withheld', '[c]': 'withheld' },
  atLeastRows: 250,
});

export const hclic = {
  gives: 'observations',
  publisher: 'Ministry of Housing, Communities and Local Government',
  licence: OGL,
  page: 'https://www.gov.uk/government/statistical-data-sets/live-tables-on-homelessness',
  cadence: 'quarterly',
  areaType: ['ltla24', 'region24', 'country'],
  covers: 'England',
  disclosure: {
    withheld: true,
    also: 'in sensitive breakdowns; otherwise exact for authorities, to 10 for England',
  },
  releases: [{ id: '202212', period: 'October to December 2022', published: '2023-05-11' }],
  via: govukFile({
    path: 'government/statistical-data-sets/live-tables-on-homelessness',
    attachment: /detailed[ _]l.*(202212|october to december 2022)/i,
    kind: 'ods',
  }),
  caveats: [
    'Households that asked for help and were owed a duty: not all who are or fear to become homeless.',
    unconfirmed('the title under which GOV.UK has the quarter’s workbook'),
  ],
} as const;
