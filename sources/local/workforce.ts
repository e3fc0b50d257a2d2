import { defineSource } from '../define.js';
import { columns, councilRows, optional, period } from './local.js';

const confidence = (when: string, example: string) =>
  ({
    ...optional,
    type: 'number',
    between: [0, 10],
    means: `Mean confidence ${when} training, on the same scale throughout, 10 at most.`,
    example,
  }) as const;

/** How many of each team were trained, and how sure they feel. */
export const workforce = defineSource({
  ...councilRows,
  id: 'workforce',
  title: 'Training of the workforce',
  tables: [
    {
      row: 'a team and period',
      columns: columns({
        period,
        team: { type: 'text', means: 'A team, no names.', example: 'Health visiting' },
        in_scope: { type: 'whole', means: 'People whom the training is for.', example: '85' },
        trained: { type: 'whole', partOf: 'in_scope', means: 'Of those, trained by the end.', example: '52' },
        champions: { ...optional, type: 'whole', partOf: 'in_scope', means: 'Of those, champions.', example: '4' },
        confidence_before: confidence('before', '5.1'),
        confidence_after: confidence('after', '7.8'),
      }),
      key: ['period', 'team'],
    },
  ],
});
