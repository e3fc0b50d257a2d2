import { defineSource } from '../define.js';
import { area, choice, columns, councilFile, inPlaces, optional, period } from './local.js';

const flag = (means: string) => ({ ...optional, type: 'yes_no', means, example: 'Y' }) as const;

const part = (means: string, example: string) =>
  ({ ...optional, type: 'whole', partOf: 'incidents', means, example }) as const;

/** Police-recorded domestic-abuse incidents, one row an incident or one row a count. */
export const domesticAbuseIncidents = defineSource({
  ...councilFile,
  id: 'domestic_abuse_incidents',
  title: 'Domestic-abuse incidents recorded by the police',
  caveats: ['Recorded incidents are not all incidents: more reporting can mean more trust.'],
  tables: [
    ...inPlaces({
      columns: columns({
        date: { type: 'date', means: 'When it happened.', example: '31/03/2025' },
        incident_id: {
          ...optional,
          type: 'text',
          personal: true,
          means: 'Its number, so that none is there twice; it is not kept.',
          example: 'DA-0001',
        },
        crime: flag('Whether it was recorded as a crime: Y or N.'),
        child_present: flag('Whether a child was there: Y or N.'),
        repeat: flag('Whether it was not the first: Y or N.'),
        risk: { ...optional, ...choice('standard', 'medium', 'high'), means: 'Risk as assessed.', example: 'medium' },
      }),
      key: ['incident_id'],
      assume: { incidents: '1' },
      period: { spanOf: 'date' },
      absent: 'zero',
    }),
    {
      row: 'a count of incidents',
      columns: columns({
        period,
        area,
        incidents: { type: 'whole', blanks: true, means: 'How many; blank for no figure, never for 0.', example: '37' },
        crimes: part('Of those, recorded as crimes.', '21'),
        child_present: part('Of those, with a child there.', '14'),
      }),
      key: ['period', 'area'],
      period: { column: 'period' },
    },
  ],
  measures: {
    incidents: { title: 'Domestic-abuse incidents', kind: 'count', of: 'incidents' },
  },
});
