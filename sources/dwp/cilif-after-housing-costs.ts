import { defineSource } from '../define.js';
import { cilif, cilifCube, cilifTable } from './cilif.js';

/** Children in families below 60 % of the median income, after housing costs; by area since the release of 2026. */
export const cilifAfterHousingCosts = defineSource({
  ...cilif,
  id: 'dwp_cilif_after_housing_costs',
  title: 'Children in low income families: low income after housing costs, by ward',
  via: cilifCube('CILIF_AHC', 2025),
  tables: [cilifTable],
  measures: {
    children: { title: 'Children under 16 in low income after housing costs', kind: 'count', of: 'children' },
    lone_parent: {
      title: 'Children under 16 in low income after housing costs with one parent',
      kind: 'count',
      of: 'children',
      where: { column: 'lone_parent', in: ['Y'] },
    },
    workless: {
      title: 'Children under 16 in low income after housing costs where nobody works',
      kind: 'count',
      of: 'children',
      where: { column: 'in_work', in: ['N'] },
    },
  },
});
