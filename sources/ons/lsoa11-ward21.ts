import { arcgisItem } from '../connectors/arcgis-item.js';
import { defineSource, unconfirmed } from '../define.js';
import { onsGeography } from './lookups.js';

/** Each LSOA 2011 to the ward of May 2021 that holds most of its people, as ONS publishes it: a workbook. */
export const lsoa11Ward21 = defineSource({
  ...onsGeography,
  id: 'ons_lsoa11_ward21',
  gives: 'lookup',
  title: 'LSOA (2011) to ward (2021) best-fit lookup',
  from: 'lsoa11',
  to: 'ward21',
  method: 'best_fit',
  via: arcgisItem('ff21f0cfbdcc4206906920b3a8858867', 'xlsx'),
  caveats: [unconfirmed('the item, which public scripts read it from')],
  releases: [{ id: '2021', period: 'May 2021', published: '2021-07-01' }],
  tables: [
    {
      columns: {
        from: { heading: 'LSOA11CD', type: 'code' },
        to: { heading: 'WD21CD', type: 'code' },
        to_name: { heading: 'WD21NM', type: 'text' },
        authority: { heading: 'LAD21CD', type: 'code' },
        authority_name: { heading: 'LAD21NM', type: 'text' },
      },
      key: ['from'],
    },
  ],
});
