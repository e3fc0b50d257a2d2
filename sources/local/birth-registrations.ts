import { defineSource } from '../define.js';
import { area, columns, councilFile, optional, period } from './local.js';

const births = (means: string, example: string) =>
  ({ ...optional, type: 'whole', partOf: 'births', means, example }) as const;

/** Births by who registered them, from the registrar. Published nowhere below the local authority. */
export const birthRegistrations = defineSource({
  ...councilFile,
  id: 'birth_registrations',
  title: 'Birth registrations',
  tables: [
    {
      row: 'an area and period',
      columns: columns({
        area,
        period,
        births: { type: 'whole', blanks: true, means: 'Births registered; blank for no figure.', example: '210' },
        sole: { ...births('Of those, registered by one parent alone.', '17'), optional: false },
        joint_same_address: births('Of those, jointly by parents at one address.', '62'),
        joint_different_address: births('Of those, jointly by parents at two addresses.', '25'),
        married: births('Of those, by married parents or civil partners.', '106'),
      }),
      key: ['area', 'period'],
      period: { column: 'period' },
    },
  ],
  measures: {
    births: { title: 'Births', kind: 'count', of: 'births' },
    sole: { title: 'Births registered by one parent alone', kind: 'count', of: 'sole' },
    joint_different_address: {
      title: 'Births registered by parents at different addresses',
      kind: 'count',
      of: 'joint_different_address',
    },
  },
});
