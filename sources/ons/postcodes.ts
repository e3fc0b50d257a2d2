import { defineSource, OGL } from '../define.js';

/** Which LSOA each postcode is in, for a council's own files that say where by postcode. Taken from a mirror only. */
export const postcodes = defineSource({
  id: 'ons_postcodes',
  gives: 'lookup',
  title: 'Postcodes to LSOAs (2021), from the ONS Postcode Directory',
  publisher: 'Office for National Statistics',
  licence: `${OGL}; contains Royal Mail data © Royal Mail copyright and database right`,
  page: 'https://geoportal.statistics.gov.uk/search?q=ONSPD',
  cadence: 'four times a year',
  covers: 'England and Wales',
  from: 'postcode',
  to: 'lsoa21',
  method: 'nested',
  releases: [{ id: '2025-08', period: 'August 2025', published: '2025-08-20' }],
  caveats: ['A postcode lies in one LSOA here, though the homes of some lie in several.'],
  tables: [
    {
      columns: {
        from: { heading: 'pcds', type: 'area' },
        to: { heading: ['lsoa21cd', 'lsoa21'], type: 'code', blanks: true },
        lat: { heading: 'lat', type: 'number', blanks: true, optional: true },
        lon: { heading: 'long', type: 'number', blanks: true, optional: true },
      },
      // Scotland, Northern Ireland and the islands have other small areas, or none.
      only: { to: { matches: '[EWX]01[0-9]{6}' } },
      key: ['from'],
    },
  ],
});
