/** Census 2021 tables of the demo, as the statistical office's custom dataset pages write them. */
import type { Community } from './people.js';
import { stream, texture } from './random.js';
import { lift, shareOut } from './share.js';
import { type Cell, csv } from './table.js';

type Weights = (community: Community, noise: () => number) => readonly number[];

interface CensusTable {
  readonly file: string;
  readonly variable: string;
  readonly of: 'households' | 'residents';
  readonly labels: readonly string[];
  /** How common each label is, in the order of the labels. */
  readonly weights: Weights;
  /** A table of everybody has no "Does not apply". */
  readonly everybody?: boolean;
}

const couple = 'Single family household: Married or civil partnership couple';
const cohabiting = 'Single family household: Cohabiting couple family';
const loneParent = 'Single family household: Lone parent family';

const age: CensusTable = {
  file: 'ons_census_age',
  variable: 'Age (6 categories)',
  of: 'residents',
  everybody: true,
  labels: [
    'Aged 15 years and under',
    'Aged 16 to 24 years',
    'Aged 25 to 34 years',
    'Aged 35 to 49 years',
    'Aged 50 to 64 years',
    'Aged 65 years and over',
  ],
  weights: ({ ages }) => ages,
};

const deprivation: CensusTable = {
  file: 'ons_census_deprivation',
  variable: 'Household deprivation (6 categories)',
  of: 'households',
  labels: [
    'Household is not deprived in any dimension',
    'Household is deprived in one dimension',
    'Household is deprived in two dimensions',
    'Household is deprived in three dimensions',
    'Household is deprived in four dimensions',
  ],
  weights: ({ forces }, noise) => {
    const z = 0.8 * forces.poverty + 0.1 * forces.coast + 0.42 * noise();
    return [49 * lift(-0.28 * z), 33, 14 * lift(0.32 * z), 3.6 * lift(0.66 * z), 0.25 * lift(0.8 * z)];
  },
};

const overcrowding: CensusTable = {
  file: 'ons_census_overcrowding',
  variable: 'Occupancy rating for bedrooms (6 categories)',
  of: 'households',
  labels: ['+2 or more', '+1', '0', '-1', '-2 or less'].map((rating) => `Occupancy rating of bedrooms: ${rating}`),
  weights: ({ forces: { poverty, diversity, town } }, noise) => {
    const z = 0.25 * poverty + 0.5 * diversity + 0.22 * town + 0.45 * noise();
    return [36 * lift(-0.4 * z), 33, 27 * lift(0.25 * z), 3 * lift(0.6 * z), 0.5 * lift(0.75 * z)];
  },
};

const tenure: CensusTable = {
  file: 'ons_census_tenure',
  variable: 'Tenure of household (9 categories)',
  of: 'households',
  labels: [
    'Owned: Owns outright',
    'Owned: Owns with a mortgage or loan',
    'Shared ownership: Shared ownership',
    'Social rented: Rents from council or Local Authority',
    'Social rented: Other social rented',
    'Private rented: Private landlord or letting agency',
    'Private rented: Other private rented',
    'Lives rent free',
  ],
  weights: ({ forces: { poverty, coast, youth, town } }, noise) => [
    33 * lift(0.12 * coast - 0.2 * youth - 0.32 * poverty),
    30 * lift(-0.26 * poverty + 0.1 * noise()),
    1 * lift(0.3 * noise()),
    8 * lift(0.4 * poverty + 0.6 * noise()),
    8 * lift(0.28 * poverty + 0.5 * noise()),
    17 * lift(0.25 * town + 0.25 * youth + 0.08 * poverty + 0.25 * noise()),
    1.7 * lift(0.2 * noise()),
    0.15,
  ],
};

const disability: CensusTable = {
  file: 'ons_census_disability',
  variable: 'Disability (3 categories)',
  of: 'residents',
  labels: ['Disabled under the Equality Act', 'Not disabled under the Equality Act'],
  weights: ({ forces: { poverty, coast, youth } }, noise) => [
    17.5 * lift(0.2 * poverty + 0.13 * coast - 0.08 * youth + 0.1 * noise()),
    82.5,
  ],
};

const ethnicity: CensusTable = {
  file: 'ons_census_ethnicity',
  variable: 'Ethnic group (6 categories)',
  of: 'residents',
  labels: [
    'Asian, Asian British or Asian Welsh',
    'Black, Black British, Black Welsh, Caribbean or African',
    'Mixed or Multiple ethnic groups',
    'White',
    'Other ethnic group',
  ],
  weights: ({ forces: { diversity } }, noise) => [
    7 * lift(0.85 * diversity + 0.3 * noise()),
    3 * lift(0.8 * diversity + 0.3 * noise()),
    2.4 * lift(0.3 * diversity + 0.15 * noise()),
    82,
    1.5 * lift(0.7 * diversity + 0.25 * noise()),
  ],
};

const household: CensusTable = {
  file: 'ons_census_household_composition',
  variable: 'Household composition (15 categories)',
  of: 'households',
  labels: [
    'One-person household: Aged 66 years and over',
    'One-person household: Other',
    'Single family household: All aged 66 years and over',
    `${couple}: No children`,
    `${couple}: Dependent children`,
    `${couple}: All children non-dependent`,
    `${cohabiting}: No children`,
    `${cohabiting}: With dependent children`,
    `${cohabiting}: All children non-dependent`,
    `${loneParent}: With dependent children`,
    `${loneParent}: All children non-dependent`,
    'Single family household: Other single family household: Other family composition',
    'Other household types: With dependent children',
    'Other household types: Other, including all full-time students and all aged 66 years and over',
  ],
  weights: ({ forces: { poverty, coast, youth, diversity, strain } }, noise) => [
    12.8 * lift(0.15 * coast - 0.15 * youth),
    17.3 * lift(0.15 * youth + 0.12 * poverty + 0.08 * noise()),
    9.2 * lift(0.2 * coast - 0.25 * youth - 0.2 * poverty),
    10 * lift(-0.12 * poverty),
    14.6 * lift(0.08 * diversity - 0.14 * strain),
    5.7,
    6.8 * lift(0.12 * youth),
    4.5 * lift(0.15 * strain - 0.1 * diversity),
    0.9 * lift(0.15 * noise()),
    6.8 * lift(0.36 * strain + 0.15 * noise()),
    4.2 * lift(0.2 * strain),
    0.8,
    2.6 * lift(0.4 * diversity + 0.15 * noise()),
    4.3 * lift(0.3 * youth + 0.15 * noise()),
  ],
};

const tables = [age, deprivation, overcrowding, tenure, disability, ethnicity, household];

/** One household or resident more or less: real tables disagree a little, because each is disturbed by itself. */
const disturbed = (total: number, random: () => number): number => total + Math.floor(3 * random()) - 1;

function* rowsOf(table: CensusTable, communities: readonly Community[]): Generator<readonly Cell[]> {
  const area = 'Lower layer Super Output Areas';
  yield [`${area} Code`, area, `${table.variable} Code`, table.variable, 'Observation'];
  const random = stream(table.file);
  const own = texture(table.file);
  for (const community of communities) {
    const { code, name } = community;
    const counts = shareOut(
      disturbed(community[table.of], random),
      table.weights(community, () => own(community.middle)),
    );
    if (!table.everybody) yield [code, name, -8, 'Does not apply', 0];
    for (const [i, label] of table.labels.entries()) yield [code, name, i + 1, label, counts[i] ?? 0];
  }
}

/** The census tables by path. */
export function censusFiles(communities: readonly Community[]): [path: string, bytes: Uint8Array][] {
  return tables.map((table) => [`mirror/${table.file}/2021.csv`, csv(rowsOf(table, communities))]);
}
