/** A file kept as an item of ArcGIS Online, which is where ONS puts lookups too old or too plain for a layer. */
import type { ByFile, Kind, Service } from './connector.js';

const arcgisOnline: Service = {
  id: 'arcgis_online',
  title: 'ArcGIS Online',
  base: 'https://www.arcgis.com/sharing/rest/content/items',
  // Items are handed out from a store of its own.
  hosts: ['ago-item-storage.s3.us-east-1.amazonaws.com', 'ago-item-storage.s3.amazonaws.com'],
  pace: { perSecond: 2, burst: 4, atOnce: 2 },
};

/** Brings the bytes of the item. */
export const arcgisItem = (item: string, expects: Kind): ByFile => ({
  service: arcgisOnline,
  file: async () => ({ at: `${item}/data`, expects }),
});
