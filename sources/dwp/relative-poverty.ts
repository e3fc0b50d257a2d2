import { els } from '../connectors/els.js';
import { defineSource } from '../define.js';
import { elsAbout, elsTables, lowerTierCodes } from '../ons/els.js';

/** The share of children in relative low income after housing costs, by whole authority. */
export const childrenRelativePoverty = defineSource({
  ...elsAbout,
  id: 'dwp_children_relative_poverty',
  title: 'Children in relative poverty after housing costs, whole authorities',
  publisher: 'Department for Work and Pensions, by the Office for National Statistics',
  disclosure: { perturbed: true },
  areaType: ['ltla24', 'region24', 'country'],
  via: els({ indicator: 'children-in-relative-poverty', time: 'all' }),
  releases: [{ id: '2025', period: '2024/25', published: '2026-03-26' }],
  tables: elsTables('Children in relative poverty after housing costs', lowerTierCodes),
  measures: { share: { title: 'Children in relative poverty after housing costs, %', kind: 'score', of: 'value' } },
});
