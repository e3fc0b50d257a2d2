import { defineSource } from '../define.js';
import { columns, councilRows, optional, period } from './local.js';

const count = (means: string, example: string) => ({ ...optional, type: 'whole', means, example }) as const;

/** How far messages to parents went, by channel. */
export const engagement = defineSource({
  ...councilRows,
  id: 'engagement',
  title: 'Reach of campaigns',
  tables: [
    {
      row: 'a channel and period',
      columns: columns({
        period,
        channel: { type: 'text', means: 'Where it was shown.', example: 'Facebook' },
        views: count('How often it was opened or played.', '1840'),
        reach: count('How many people saw it.', '12600'),
        impressions: count('How often it was shown.', '41200'),
        engagements: count('Clicks, comments, shares and the like.', '950'),
      }),
      key: ['period', 'channel'],
    },
  ],
});
