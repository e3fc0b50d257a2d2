import { arcgisTable } from '../connectors/arcgis.js';
import { defineSource } from '../define.js';
import { lookFor, onsGeography } from './lookups.js';

/** Each LSOA 2021 to the ward of May 2025 that holds most of its people. */
export const lsoa21Ward25 = defineSource({
  ...onsGeography,
  id: 'ons_lsoa21_ward25',
  gives: 'lookup',
  title: 'LSOA (2021) to ward (May 2025) best-fit lookup',
  from: 'lsoa21',
  to: 'ward25',
  method: 'best_fit',
  via: arcgisTable({
    name: 'LSOA21_WD25_LAD25_EW_LU_v2',
    fields: ['LSOA21CD', 'LSOA21NM', 'WD25CD', 'WD25NM', 'LAD25CD', 'LAD25NM'],
    orderBy: 'LSOA21CD',
    look: lookFor('LSOA21 WD25 lookup'),
  }),
  releases: [{ id: '2025', period: 'May 2025', published: '2025-06-01' }],
  tables: [
    {
      columns: {
        from: { heading: ['LSOA21CD', 'lsoa21cd'], type: 'code' },
        to: { heading: ['WD25CD', 'wd25cd'], type: 'code' },
        to_name: { heading: ['WD25NM', 'wd25nm'], type: 'text' },
        authority: { heading: ['LAD25CD', 'lad25cd'], type: 'code' },
        authority_name: { heading: ['LAD25NM', 'lad25nm'], type: 'text' },
      },
      key: ['from'],
    },
  ],
});
