import { defineSource } from '../define.js';
import { hclic, hclicTable } from './hclic.js';

/** Households assessed as homeless or threatened with it, and all households: table A1. */
export const homelessnessDuties = defineSource({
  ...hclic,
  id: 'mhclg_homelessness_duties',
  title: 'Statutory homelessness, table A1: initial assessments and duties owed',
  caveats: [...hclic.caveats, 'All households of an area are given in thousands.'],
  tables: [
    hclicTable('A1', 6, {
      owed: ['Total owed a prevention or relief duty'],
    }),
  ],
  measures: {
    owed: { title: 'Households owed a prevention or relief duty', kind: 'count', of: 'owed' },
  },
});
