/** What the two editions of the Indices of Deprivation share: the wording of File 7's headings. */

import type { Column } from '../contract.js';
import type { Measure } from '../define.js';

/** The headings are sentences and their order changes between editions, so columns are matched by name alone. */
export const iodColumns = {
  imd_score: number('Index of Multiple Deprivation (IMD) Score'),

  income_rate: number('Income Score (rate)'),
  employment_rate: number('Employment Score (rate)'),
  education_score: number('Education, Skills and Training Score'),
  health_score: number('Health Deprivation and Disability Score'),
  crime_score: number('Crime Score'),
  barriers_score: number('Barriers to Housing and Services Score'),
  living_environment_score: number('Living Environment Score'),
  idaci_rate: number('Income Deprivation Affecting Children Index (IDACI) Score (rate)'),
} as const satisfies Record<string, Column>;

function number(heading: string): Column {
  return { heading, type: 'number', blanks: true };
}

const transformed = {
  income: 'Income',
  employment: 'Employment',
  education: 'Education',
  health: 'Health',
  crime: 'Crime',
  barriers: 'Barriers',
  living_environment: 'Living Environment',
} as const;
type Transformed = keyof typeof transformed;
const domains = Object.keys(transformed) as Transformed[];
const each = <T>(make: (domain: Transformed) => T): Record<Transformed, T> =>
  Object.fromEntries(domains.map((domain) => [domain, make(domain)])) as Record<Transformed, T>;

/** File 9: the seven domains on one scale, 0 to 100. */
export const transformedColumns = each((domain) => number(`${transformed[domain]} Score - exponentially transformed`));

/** The measures of File 9, averaged by people. */
export const transformedMeasures = (population: Measure) =>
  each((domain) => ({
    title: `${transformed[domain]} score, transformed`,
    kind: 'score' as const,
    of: domain,
    averagedBy: population,
  }));
