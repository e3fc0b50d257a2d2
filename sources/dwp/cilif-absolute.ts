import { defineSource } from '../define.js';
import { cilif, cilifCube, cilifTable } from './cilif.js';

/** Children in families below 60 % of the median income of 2010/11, before housing costs. */
export const cilifAbsolute = defineSource({
  ...cilif,
  id: 'dwp_cilif_absolute',
  title: 'Children in low income families: absolute low income, by ward',
  via: cilifCube('CILIF_ABS', 2025),
  tables: [cilifTable],
  measures: {
    children: { title: 'Children under 16 in absolute low income', kind: 'count', of: 'children' },
    lone_parent: {
      title: 'Children under 16 in absolute low income with one parent',
      kind: 'count',
      of: 'children',
      where: { column: 'lone_parent', in: ['Y'] },
    },
    workless: {
      title: 'Children under 16 in absolute low income where nobody works',
      kind: 'count',
      of: 'children',
      where: { column: 'in_work', in: ['N'] },
    },
  },
});
