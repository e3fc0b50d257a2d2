/** The council's own tables that are not figures by area: SQL may read each as `local_<id>`, whether a file is given or not. */
import type { RowsSource } from '../sources/define.js';
import { cohorts } from '../sources/local/cohorts.js';
import { dataGaps } from '../sources/local/data-gaps.js';
import { earlyHelpAssessments } from '../sources/local/early-help-assessments.js';
import { engagement } from '../sources/local/engagement.js';
import { outcomeMeasures } from '../sources/local/outcome-measures.js';
import { planningTool } from '../sources/local/planning-tool.js';
import { programmeUptake } from '../sources/local/programme-uptake.js';
import { referrals } from '../sources/local/referrals.js';
import { services } from '../sources/local/services.js';
import { theoryOfChange } from '../sources/local/theory-of-change.js';
import { workforce } from '../sources/local/workforce.js';
import { zones } from '../sources/local/zones.js';

export const rowsSources: readonly RowsSource[] = [
  services,
  referrals,
  programmeUptake,
  earlyHelpAssessments,
  outcomeMeasures,
  workforce,
  engagement,
  cohorts,
  zones,
  theoryOfChange,
  planningTool,
  dataGaps,
];
