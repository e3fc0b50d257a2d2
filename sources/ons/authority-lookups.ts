/** What authorities lie in: regions and counties. */
import { defineSource } from '../define.js';
import { onsGeography } from './lookups.js';

const nested = { ...onsGeography, gives: 'lookup', method: 'nested' } as const;
const authority24 = { heading: ['LAD24CD', 'ltla24_code'], type: 'code' } as const;

/** Each local authority to its region. */
export const ltla24Region24 = defineSource({
  ...nested,
  id: 'ons_ltla24_region24',
  title: 'Local authority district to region (April 2024)',
  covers: 'England',
  from: 'ltla24',
  to: 'region24',
  releases: [{ id: '2024', period: 'April 2024', published: '2024-05-01' }],
  tables: [
    {
      columns: {
        from: authority24,
        to: { heading: ['RGN24CD', 'region24_code'], type: 'code' },
        to_name: { heading: ['RGN24NM', 'region24_name'], type: 'text' },
      },
      key: ['from'],
    },
  ],
});

/** Each local authority to its county, or to itself where it is one of its own. */
export const ltla23Utla23 = defineSource({
  ...nested,
  id: 'ons_ltla23_utla23',
  title: 'Lower tier to upper tier local authority (April 2023)',
  from: 'ltla23',
  to: 'utla23',
  releases: [{ id: '2023', period: 'April 2023', published: '2023-05-01' }],
  tables: [
    {
      columns: {
        from: { heading: ['LTLA23CD', 'ltla23_code'], type: 'code' },
        to: { heading: ['UTLA23CD', 'utla23_code'], type: 'code' },
        to_name: { heading: ['UTLA23NM', 'utla23_name'], type: 'text' },
      },
      key: ['from'],
    },
  ],
});
