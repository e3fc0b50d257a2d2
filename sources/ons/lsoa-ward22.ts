import { arcgisTable } from '../connectors/arcgis.js';
import { defineSource } from '../define.js';
import { lookFor, onsGeography } from './lookups.js';

const release = { id: '2022', period: 'December 2022', published: '2023-01-31' };
/** A handful of LSOAs were fitted to no ward: their people are counted as unallocated. */
const ward = { heading: ['WD22CD', 'ward22cd'], type: 'code', blanks: true } as const;
const wardName = { heading: ['WD22NM', 'ward22nm'], type: 'text', blanks: true } as const;

/** Each LSOA 2021 to the ward of December 2022 that holds most of its people. */
export const lsoa21Ward22 = defineSource({
  ...onsGeography,
  id: 'ons_lsoa21_ward22',
  gives: 'lookup',
  title: 'LSOA (2021) to ward (2022) best-fit lookup',
  from: 'lsoa21',
  to: 'ward22',
  method: 'best_fit',
  releases: [release],
  via: arcgisTable({
    name: 'LSOA21_WD22_LAD22_EW_LU_v3',
    fields: ['LSOA21CD', 'WD22CD', 'WD22NM'],
    orderBy: 'LSOA21CD',
    look: lookFor('LSOA21 WD22 lookup'),
  }),
  tables: [
    {
      columns: { from: { heading: ['LSOA21CD', 'lsoa21cd'], type: 'code' }, to: ward, to_name: wardName },
      key: ['from'],
    },
  ],
});

/** Each LSOA 2011 to the ward of December 2022 that holds most of its people. */
export const lsoa11Ward22 = defineSource({
  ...onsGeography,
  id: 'ons_lsoa11_ward22',
  gives: 'lookup',
  title: 'LSOA (2011) to ward (2022) best-fit lookup',
  from: 'lsoa11',
  to: 'ward22',
  method: 'best_fit',
  releases: [release],
  tables: [
    {
      columns: { from: { heading: ['LSOA11CD', 'lsoa11cd'], type: 'code' }, to: ward, to_name: wardName },
      key: ['from'],
    },
  ],
});

/** LSOA 2011 shared out over the wards of December 2022 by where their people live, mid-2020. */
export const lsoa11Ward22Weighted = defineSource({
  ...onsGeography,
  id: 'gla_lsoa11_ward22_weighted',
  gives: 'lookup',
  title: 'LSOA (2011) to ward (2022), weighted by population',
  publisher: 'Greater London Authority, from ONS',
  page: 'https://github.com/Greater-London-Authority/small_area_backseries',
  from: 'lsoa11',
  to: 'ward22',
  method: 'population_weighted',
  releases: [release],
  tables: [
    {
      columns: {
        from: { heading: 'lsoa11cd', type: 'code' },
        to: ward,
        year: { heading: 'year', type: 'whole' },
        share: { heading: 'weight', type: 'number' },
      },
      key: ['from', 'to'],
      only: { year: ['2020'] },
    },
  ],
});
