/** The council's own files that this version reads, by the name they have in assessment.yaml. */
import { rowsSources } from '../models/rows.js';
import type { ObservationSource, RowsSource } from '../sources/define.js';
import { birthRegistrations } from '../sources/local/birth-registrations.js';
import { domesticAbuseIncidents } from '../sources/local/domestic-abuse-incidents.js';
import { ownIndicators } from '../sources/local/own-indicators.js';

export const localSources: readonly (ObservationSource | RowsSource)[] = [
  domesticAbuseIncidents,
  birthRegistrations,
  ownIndicators([]),
  ...rowsSources,
];
