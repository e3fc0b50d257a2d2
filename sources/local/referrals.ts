import { defineSource } from '../define.js';
import { anyArea, choice, columns, councilRows, optional, period } from './local.js';

const shared = {
  area: anyArea,
  service_id: { ...optional, type: 'text', means: 'As in the file of services.', example: 'S01' },
  referrer: { ...optional, type: 'text', means: 'Who referred: a kind of organisation, no name.', example: 'school' },
  outcome: {
    ...choice('accessed', 'waiting', 'declined', 'inappropriate'),
    means: 'What came of it.',
    example: 'accessed',
  },
} as const;

/** Referrals to support and what came of them, one row a referral or one row a count. Single ones are counted by month. */
export const referrals = defineSource({
  ...councilRows,
  id: 'referrals',
  title: 'Referrals to support',
  tables: [
    {
      row: 'a referral',
      columns: columns({
        date: { type: 'date', means: 'When the referral was made.', example: '31/03/2025' },
        ...shared,
        participant_id: {
          ...optional,
          type: 'text',
          personal: true,
          means: 'Any pseudonym; it is not kept.',
          example: 'P001',
        },
        n: { ...optional, type: 'whole', means: 'How many; blank for one.', example: '1' },
      }),
      keeps: `select strftime(date, '%Y-%m') as period, area, service_id, referrer, outcome, sum(coalesce(n, 1)) as n
        from cells group by strftime(date, '%Y-%m'), area, service_id, referrer, outcome`,
    },
    {
      row: 'a count of referrals',
      columns: columns({ period, ...shared, n: { type: 'whole', means: 'How many referrals.', example: '36' } }),
      key: ['period', 'area', 'service_id', 'referrer', 'outcome'],
    },
  ],
});
