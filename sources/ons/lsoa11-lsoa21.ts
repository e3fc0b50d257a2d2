import { arcgisTable } from '../connectors/arcgis.js';
import { defineSource } from '../define.js';
import { censusAge } from './census-age.js';
import { lookFor, onsGeography } from './lookups.js';

/** What became of each LSOA 2011 in 2021: unchanged, split, merged, or changed in some other way. */
export const lsoa11Lsoa21 = defineSource({
  ...onsGeography,
  id: 'ons_lsoa11_lsoa21',
  gives: 'lookup',
  title: 'LSOA (2011) to LSOA (2021) change lookup',
  cadence: 'every ten years',
  from: 'lsoa11',
  to: 'lsoa21',
  method: 'change',
  via: arcgisTable({
    name: 'LSOA11_LSOA21_LAD22_EW_LU_v5',
    fields: ['LSOA11CD', 'LSOA21CD', 'CHGIND'],
    orderBy: 'LSOA11CD,LSOA21CD',
    look: lookFor('LSOA11 LSOA21 lookup'),
  }),
  weighedBy: censusAge.measures.residents,
  releases: [{ id: '2022', period: '2011 to 2021', published: '2022-11-01' }],
  caveats: [
    'LSOAs that were split are shared out by the residents their parts had in 2021.',
    'A few irregular changes, some across the border of two authorities, are shared out in the same way and are rougher.',
  ],
  tables: [
    {
      columns: {
        from: { heading: ['LSOA11CD', 'lsoa11_code'], type: 'code' },
        to: { heading: ['LSOA21CD', 'lsoa21_code'], type: 'code' },
        change: { heading: ['CHGIND', 'CHNGIND', 'change_code'], type: 'choice', choices: ['U', 'S', 'M', 'X'] },
      },
      key: ['from', 'to'],
    },
  ],
});
