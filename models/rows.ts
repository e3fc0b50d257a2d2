/** The council's own tables that are not figures by area: SQL may read each as `local_<id>`, whether a file is given or not. */
import type { RowsSource } from '../sources/define.js';
import { earlyHelpAssessments } from '../sources/local/early-help-assessments.js';
import { outcomeMeasures } from '../sources/local/outcome-measures.js';
import { programmeUptake } from '../sources/local/programme-uptake.js';
import { referrals } from '../sources/local/referrals.js';
import { services } from '../sources/local/services.js';

export const rowsSources: readonly RowsSource[] = [
  services,
  referrals,
  programmeUptake,
  earlyHelpAssessments,
  outcomeMeasures,
];
