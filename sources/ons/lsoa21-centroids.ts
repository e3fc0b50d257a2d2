import { arcgisTable } from '../connectors/arcgis.js';
import { defineSource, unconfirmed } from '../define.js';
import { censusAge } from './census-age.js';
import { lookFor, onsGeography } from './lookups.js';

/** Where the people of each LSOA 2021 live: its population-weighted centroid, in metres on the National Grid. */
export const lsoa21Centroids = defineSource({
  ...onsGeography,
  id: 'ons_lsoa21_centroids',
  gives: 'observations',
  title: 'LSOA (2021) population-weighted centroids',
  areaType: 'lsoa21',
  disclosure: 'none needed',
  via: arcgisTable({
    name: 'LSOA_PopCentroids_EW_2021_V4',
    fields: ['LSOA21CD', 'x', 'y'],
    orderBy: 'LSOA21CD',
    look: lookFor('LSOA 2021 population weighted centroids'),
  }),
  releases: [{ id: '2021', period: '2021', published: '2022-12-19' }],
  caveats: [unconfirmed('the layer LSOA_PopCentroids_EW_2021_V4 and its fields')],
  tables: [
    {
      columns: {
        area: { heading: ['LSOA21CD', 'lsoa21cd'], type: 'code' },
        east: { heading: ['x', 'X'], type: 'number', between: [0, 800_000] },
        north: { heading: ['y', 'Y'], type: 'number', between: [0, 1_300_000] },
      },
      key: ['area'],
    },
  ],
  measures: {
    east: { title: 'Metres east', kind: 'score', of: 'east', averagedBy: censusAge.measures.residents },
    north: { title: 'Metres north', kind: 'score', of: 'north', averagedBy: censusAge.measures.residents },
  },
});
