/**
 * The marts: the only tables that outputs may read. A row's contract is written once, under `contracts/`; types follow
 * from it. Everything in a mart has passed disclosure control.
 */
import type { z } from 'zod';
import { changesMarts } from './contracts/changes.js';
import { clustersMarts } from './contracts/clusters.js';
import { comparedMarts } from './contracts/compared.js';
import { disclosureMarts } from './contracts/disclosure.js';
import { indexMarts } from './contracts/index.js';
import { indicatorsMarts } from './contracts/indicators.js';
import { otherwiseMarts } from './contracts/otherwise.js';
import { outcomesMarts } from './contracts/outcomes.js';
import { partnershipMarts } from './contracts/partnership.js';
import { pathwayMarts } from './contracts/pathways.js';
import { qualityMarts } from './contracts/quality.js';
import { regionalMarts } from './contracts/regional.js';
import { sourcesMarts } from './contracts/sources.js';
import { zonesMarts } from './contracts/zones.js';

export const marts = {
  ...indexMarts,
  ...otherwiseMarts,
  ...indicatorsMarts,
  ...comparedMarts,
  ...clustersMarts,
  ...zonesMarts,
  ...changesMarts,
  ...disclosureMarts,
  ...sourcesMarts,
  ...qualityMarts,
  ...regionalMarts,
  ...pathwayMarts,
  ...outcomesMarts,
  ...partnershipMarts,
} as const;

export type MartName = keyof typeof marts;
export type MartRow<N extends MartName> = z.infer<(typeof marts)[N]>;
