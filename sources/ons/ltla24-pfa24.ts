import { defineSource } from '../define.js';
import { onsGeography } from './lookups.js';

/** Each local authority to the police force area it lies in; one with several safety partnerships has several rows. */
export const ltla24Pfa24 = defineSource({
  ...onsGeography,
  id: 'ons_ltla24_pfa24',
  gives: 'lookup',
  title: 'Local authority to police force area lookup (2024)',
  covers: 'England and Wales',
  from: 'ltla24',
  to: 'pfa24',
  method: 'best_fit',
  releases: [{ id: '2024', period: 'December 2024', published: '2025-01-31' }],
  tables: [
    {
      columns: {
        from: { heading: ['LAD24CD', 'ltla24_code'], type: 'code' },
        to: { heading: ['PFA24CD', 'pfa24_code'], type: 'code' },
        to_name: { heading: ['PFA24NM', 'pfa24_name'], type: 'text' },
      },
      atLeastRows: 300,
    },
  ],
});
