import { defineSource } from '../define.js';
import { hclic, hclicTable } from './hclic.js';

/** Why households owed a prevention duty lost, or were about to lose, their last settled home: table A2P. */
export const homelessnessCauses = defineSource({
  ...hclic,
  id: 'mhclg_homelessness_causes',
  title: 'Statutory homelessness, table A2P: reason for loss of last settled home',
  tables: [
    hclicTable('A2P', 6, {
      owed: ['Total owed a prevention duty1', 'Total owed a prevention duty'],
      breakdown: ['Non-violent relationship breakdown with partner'],
      domestic_abuse: ['Domestic abuse'],
    }),
  ],
  measures: {
    owed: { title: 'Households owed a prevention duty', kind: 'count', of: 'owed' },
    breakdown: { title: 'Owed it after a non-violent relationship breakdown', kind: 'count', of: 'breakdown' },
    domestic_abuse: { title: 'Owed it because of domestic abuse', kind: 'count', of: 'domestic_abuse' },
  },
});
