import { els } from '../connectors/els.js';
import { defineSource, unconfirmed } from '../define.js';
import { elsAbout, elsTables, lowerTierCodes } from './els.js';

/** The median house price as a multiple of the median earnings of a year. */
export const housingAffordability = defineSource({
  ...elsAbout,
  id: 'ons_housing_affordability',
  title: 'Housing affordability ratio',
  covers: 'England and Wales',
  disclosure: 'none needed',
  areaType: ['ltla24', 'region24', 'country'],
  via: els({ indicator: 'housing-affordability-ratio', time: 'all' }),
  releases: [{ id: '2025', period: '2024', published: '2025-03-24' }],
  caveats: [unconfirmed('the headings of this indicator’s file, taken from its fellows')],
  tables: elsTables('Housing affordability ratio', lowerTierCodes),
  measures: { ratio: { title: 'House prices as a multiple of yearly earnings', kind: 'score', of: 'value' } },
});
