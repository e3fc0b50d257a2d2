import { defineSource } from '../define.js';
import { cilif, cilifCube, cilifTable } from './cilif.js';

/** Children in families below 60 % of the year’s median income, before housing costs. */
export const cilifRelative = defineSource({
  ...cilif,
  id: 'dwp_cilif_relative',
  title: 'Children in low income families: relative low income, by ward',
  via: cilifCube('CILIF_REL', 2025),
  tables: [cilifTable],
  measures: {
    children: { title: 'Children under 16 in relative low income', kind: 'count', of: 'children' },
    lone_parent: {
      title: 'Children under 16 in relative low income with one parent',
      kind: 'count',
      of: 'children',
      where: { column: 'lone_parent', in: ['Y'] },
    },
    workless: {
      title: 'Children under 16 in relative low income where nobody works',
      kind: 'count',
      of: 'children',
      where: { column: 'in_work', in: ['N'] },
    },
  },
});
