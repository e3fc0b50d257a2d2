import { arcgisOutlines } from '../connectors/arcgis.js';
import { defineSource, unconfirmed } from '../define.js';
import { lookFor, onsGeography } from './lookups.js';

const about = {
  ...onsGeography,
  gives: 'boundaries',
  licence: 'Open Government Licence v3.0; contains OS data © Crown copyright and database right',
} as const;

/** Asks the portal for the outlines of England and Wales. The names of its layers change with each edition. */
const fromPortal = (name: string, year: string) => ({
  via: arcgisOutlines({
    name,
    where: `WD${year}CD LIKE 'E%' OR WD${year}CD LIKE 'W%'`,
    fields: [`WD${year}CD`, `WD${year}NM`, `LAD${year}CD`, `LAD${year}NM`],
    orderBy: `WD${year}CD`,
    look: lookFor(`Wards 20${year} Boundaries UK BGC`),
  }),
  caveats: [unconfirmed(`the layer ${name}, and that it names authorities`)],
});

/** Ward outlines, May 2025, generalised to 20 m and clipped to the coastline (BGC). */
export const ward25Boundaries = defineSource({
  ...about,
  id: 'ons_ward25_boundaries',
  title: 'Wards (May 2025) boundaries, BGC',
  areaType: 'ward25',
  ...fromPortal('Wards_May_2025_Boundaries_UK_BGC', '25'),
  releases: [{ id: '2025', period: 'May 2025', published: '2025-06-01' }],
  properties: { code: 'WD25CD', name: 'WD25NM', authority: 'LAD25CD', authorityName: 'LAD25NM' },
});

/** Ward outlines, December 2022, generalised to 20 m and clipped to the coastline (BGC). */
export const ward22Boundaries = defineSource({
  ...about,
  id: 'ons_ward22_boundaries',
  title: 'Wards (December 2022) boundaries, BGC',
  areaType: 'ward22',
  ...fromPortal('Wards_December_2022_Boundaries_UK_BGC', '22'),
  releases: [{ id: '2022', period: 'December 2022', published: '2023-01-31' }],
  properties: { code: 'WD22CD', name: 'WD22NM', authority: 'LAD22CD', authorityName: 'LAD22NM' },
});

/** Ward outlines, May 2021, generalised to 20 m and clipped to the coastline (BGC). */
export const ward21Boundaries = defineSource({
  ...about,
  id: 'ons_ward21_boundaries',
  title: 'Wards (May 2021) boundaries, BGC',
  areaType: 'ward21',
  releases: [{ id: '2021', period: 'May 2021', published: '2021-07-01' }],
  properties: { code: 'WD21CD', name: 'WD21NM', authority: 'LAD21CD', authorityName: 'LAD21NM' },
});
