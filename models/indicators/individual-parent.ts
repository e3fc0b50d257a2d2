import { iod2025 } from '../../sources/mhclg/iod2025.js';
import { censusDisability } from '../../sources/ons/census-disability.js';
import { type Domain, defineIndicator } from '../define.js';

/** Risk factors of each parent alone. */
export const individualParent: Domain = {
  id: 'individual_parent',
  title: 'Parents’ own circumstances',
  indicators: [
    defineIndicator({
      id: 'disabled_residents',
      title: 'Disabled residents',
      statistic: 'proportion',
      numerator: censusDisability.measures.disabled,
      denominator: censusDisability.measures.residents,
      direction: 'higher',
    }),
    defineIndicator({
      id: 'health_deprivation',
      title: 'Health deprivation and disability score',
      statistic: 'mean',
      numerator: iod2025.measures.health_score,
      direction: 'higher',
    }),
  ],
};
