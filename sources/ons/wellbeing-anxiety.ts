import { els } from '../connectors/els.js';
import { defineSource } from '../define.js';
import { elsAbout, elsTables, lowerTierCodes } from './els.js';

/** How anxious adults felt the day before, asked in the Annual Population Survey. */
export const wellbeingAnxiety = defineSource({
  ...elsAbout,
  id: 'ons_wellbeing_anxiety',
  title: 'Personal wellbeing: anxiety',
  areaType: ['ltla24', 'region24', 'country'],
  via: els({ indicator: 'wellbeing-anxiety', time: 'all' }),
  releases: [{ id: '2023', period: '2022/23', published: '2023-11-07' }],
  tables: elsTables('Anxiety', lowerTierCodes),
  measures: {
    score: {
      title: 'Mean anxiety of adults, 0 to 10',
      kind: 'score',
      of: 'value',
      limits: { lower: 'lower', upper: 'upper' },
    },
    lower: { title: 'Its lower 95 % limit', kind: 'score', of: 'lower' },
    upper: { title: 'Its upper 95 % limit', kind: 'score', of: 'upper' },
  },
});
