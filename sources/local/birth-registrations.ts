import { defineSource } from '../define.js';
import { area, councilFile } from './local.js';

/** Births by who registered them, from the registrar. Published nowhere below the local authority. */
export const birthRegistrations = defineSource({
  ...councilFile,
  id: 'birth_registrations',
  title: 'Birth registrations',
  tables: [
    {
      columns: {
        area,
        period: { heading: 'period', type: 'text' },
        births: { heading: 'births', type: 'whole', blanks: true },
        sole: { heading: 'sole', type: 'whole', blanks: true },
      },
      key: ['area', 'period'],
      period: { column: 'period' },
    },
  ],
  measures: {
    births: { title: 'Births', kind: 'count', of: 'births' },
    sole: { title: 'Births registered by one parent alone', kind: 'count', of: 'sole' },
  },
});
