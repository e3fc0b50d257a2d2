import { iod2025 } from '../../sources/mhclg/iod2025.js';
import { type Domain, defineIndicator } from '../define.js';

/** How children are doing, as far as it is known for wards. */
export const childOutcomes: Domain = {
  id: 'child_outcomes',
  title: 'Children’s outcomes',
  indicators: [
    defineIndicator({
      id: 'education_deprivation',
      title: 'Education, skills and training score',
      statistic: 'mean',
      numerator: iod2025.measures.education_score,
      direction: 'higher',
    }),
  ],
};
