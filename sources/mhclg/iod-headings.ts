/** What the two editions of the Indices of Deprivation share: the wording of File 7's headings. */
import type { Column } from '../define.js';

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
