import { govukFile } from '../connectors/govuk.js';
import { defineSource, OGL, unconfirmed } from '../define.js';

/** Households in fuel poverty by LSOA 2011, modelled by the department: Table 3 of the sub-regional workbook. */
export const fuelPoverty = defineSource({
  id: 'desnz_fuel_poverty',
  gives: 'observations',
  title: 'Sub-regional fuel poverty',
  publisher: 'Department for Energy Security and Net Zero',
  licence: OGL,
  page: 'https://www.gov.uk/government/collections/fuel-poverty-sub-regional-statistics',
  cadence: 'yearly',
  areaType: 'lsoa11',
  covers: 'England',
  disclosure: { also: 'modelled for each area' },
  releases: [{ id: '2022', period: '2020', published: '2022-04-28' }],
  via: govukFile({
    path: 'government/statistics/sub-regional-fuel-poverty-data-2022',
    attachment: /fuel[ -_]poverty/i,
    kind: 'xlsx',
  }),
  basis: 'modelled',
  caveats: [
    'Modelled: the publisher warns against comparing LSOAs of similar levels and against reading trends over time within one.',
    unconfirmed('the publication at which GOV.UK has the workbook'),
  ],
  tables: [
    {
      sheet: ['Table 3'],
      columns: {
        area: { heading: 'LSOA Code', type: 'code' },
        households: { heading: 'Number of households', type: 'whole' },
        fuel_poor: { heading: 'Number of households in fuel poverty', type: 'whole' },
      },
      // Notes stand below the table.
      only: { area: { matches: 'E01[0-9]{6}' } },
      key: ['area'],
      atLeastRows: 30_000,
    },
  ],
  measures: {
    households: { title: 'Households', kind: 'count', of: 'households' },
    fuel_poor: { title: 'Households in fuel poverty', kind: 'count', of: 'fuel_poor' },
  },
});
