import { defineSource } from '../define.js';
import { columns, councilRows, optional } from './local.js';

/** Which areas make each zone the council works in: school pyramids, family-hub areas. */
export const zones = defineSource({
  ...councilRows,
  id: 'zones',
  title: 'Zones of the council’s own',
  outlines: true,
  caveats: [
    'As outlines (GeoJSON, properties zone and zone_name), each small area goes to the zone that holds the mean place of its postcodes.',
  ],
  tables: [
    {
      row: 'an area in a zone',
      columns: columns({
        area: { type: 'area', means: 'The code of a ward, or of a smaller area in it.', example: 'E05001341' },
        zone: { type: 'text', means: 'A short name of the zone.', example: 'Z1' },
        zone_name: { ...optional, type: 'text', means: 'What it is called.', example: 'North family hubs' },
      }),
      key: ['area', 'zone'],
    },
  ],
});
