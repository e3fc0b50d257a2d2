import { type Contract, defineSource } from '../define.js';
import { area, councilFile } from './local.js';

const anIncident = {
  columns: { date: { heading: 'date', type: 'date' }, area },
  assume: { incidents: '1' },
  period: { spanOf: 'date' },
  absent: 'zero',
} as const satisfies Contract;

/** Police-recorded domestic-abuse incidents, one row an incident or one row a count. */
export const domesticAbuseIncidents = defineSource({
  ...councilFile,
  id: 'domestic_abuse_incidents',
  title: 'Domestic-abuse incidents recorded by the police',
  caveats: ['Recorded incidents are not all incidents: more reporting can mean more trust.'],
  tables: [
    // Where incidents have a number, none may be there twice.
    {
      ...anIncident,
      columns: {
        ...anIncident.columns,
        incident_id: { heading: 'incident_id', type: 'text', blanks: true, personal: true },
      },
      key: ['incident_id'],
    },
    anIncident,
    {
      columns: {
        period: { heading: 'period', type: 'text' },
        area,
        incidents: { heading: 'incidents', type: 'whole', blanks: true },
      },
      key: ['period', 'area'],
      period: { column: 'period' },
    },
  ],
  measures: {
    incidents: { title: 'Domestic-abuse incidents', kind: 'count', of: 'incidents' },
  },
});
