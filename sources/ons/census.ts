/**
 * How a Census 2021 table by LSOA is laid out: one row per area and category. The headings are those of the ONS
 * "create a custom dataset" download, of a Nomis CSV, and of the humaniverse/demographr redistribution.
 */
import { nomisTable } from '../connectors/nomis.js';
import type { Column, Contract } from '../contract.js';
import { OGL } from '../define.js';

interface CensusTable {
  /** Headings of the column that names the category. */
  readonly variable: readonly string[];
  readonly categories: readonly string[];
}

const area: Column = {
  heading: [
    'Lower layer Super Output Areas Code',
    'Lower Layer Super Output Areas Code',
    'GEOGRAPHY_CODE',
    'lsoa21_code',
  ],
  type: 'code',
};

/** Every publication of these tables carries a category for homes or people the question does not apply to. */
const doesNotApply = 'Does not apply';

/** The contract of one census table, given its variable's headings and every category it may hold. */
export function censusTable({ variable, categories }: CensusTable): Contract {
  return {
    columns: {
      area,
      category: { heading: variable, type: 'choice', choices: [...categories, doesNotApply] },
      n: { heading: ['Observation', 'OBS_VALUE', 'n', 'usual_residents'], type: 'whole' },
    },
    key: ['area', 'category'],
  };
}

/** What all census tables by LSOA have in common. */
export const census2021 = {
  gives: 'observations',
  publisher: 'Office for National Statistics, Census 2021',
  licence: OGL,
  page: 'https://www.ons.gov.uk/census',
  cadence: 'every ten years',
  areaType: 'lsoa21',
  covers: 'England and Wales',
  disclosure: { perturbed: true },
  releases: [{ id: '2021', period: '2021', published: '2023-01-05' }],
} as const;

/**
 * Asks Nomis for one census table by LSOA 2021. Categories have codes from 1 on; 0 is their total and those from 1001 on
 * are sums of some of them, which beside the others would count people twice. Ids, codes and labels are those that
 * public clients of Nomis use; a label that it writes in another way stops the load, and says so.
 */
export const fromNomis = (dataset: string, variable: string, categories: number | string) =>
  nomisTable({
    dataset,
    dimensions: { [variable]: typeof categories === 'number' ? `1...${categories}` : categories },
    geography: 'TYPE151',
    select: ['geography_code', `${variable}_name`, 'obs_value'],
    date: '2021',
  });
