/** Every connector the replica can play, one line each. */
import { arcgisOutlinesCase, arcgisTableCase } from './arcgis.js';
import type { Case } from './case.js';
import { ckanCase } from './ckan.js';
import { eesCase } from './ees.js';
import { elsCase } from './els.js';
import { fileCase } from './file.js';
import { fingertipsCase } from './fingertips.js';
import { govukCase } from './govuk.js';
import { nomisCase } from './nomis.js';
import { openReferralCase } from './open-referral.js';
import { opendatasoftCase } from './opendatasoft.js';
import { policeCase } from './police.js';
import { socrataCase } from './socrata.js';
import { statXploreCase } from './stat-xplore.js';

export const cases: readonly Case[] = [
  fileCase,
  govukCase,
  nomisCase,
  arcgisTableCase,
  arcgisOutlinesCase,
  fingertipsCase,
  eesCase,
  statXploreCase,
  elsCase,
  ckanCase,
  opendatasoftCase,
  openReferralCase,
  socrataCase,
  policeCase,
];
