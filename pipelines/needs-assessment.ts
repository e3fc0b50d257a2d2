import { childrenInConflict } from '../models/estimates/children-in-conflict.js';
import { context } from '../models/indicators/context.js';
import { familyNeed } from '../models/indicators/family-need.js';
import { coverageCalendar } from '../outputs/charts/coverage-calendar.js';
import { domainHeat } from '../outputs/charts/domain-heat.js';
import { evidenceCost } from '../outputs/charts/evidence-cost.js';
import { indexDecomposition } from '../outputs/charts/index-decomposition.js';
import { indexRanking } from '../outputs/charts/index-ranking.js';
import { inequalitySlope } from '../outputs/charts/inequality-slope.js';
import { needMap } from '../outputs/charts/need-map.js';
import { needTiles } from '../outputs/charts/need-tiles.js';
import { pathwayMap } from '../outputs/charts/pathway-map.js';
import { pathwayMatrix } from '../outputs/charts/pathway-matrix.js';
import { programmeFunnel } from '../outputs/charts/programme-funnel.js';
import { rankRanges } from '../outputs/charts/rank-ranges.js';
import { rankedWards } from '../outputs/charts/ranked-wards.js';
import { referralControl } from '../outputs/charts/referral-control.js';
import { spine } from '../outputs/charts/spine.js';
import { tartanRug } from '../outputs/charts/tartan-rug.js';
import { trends } from '../outputs/charts/trends.js';
import { definePipeline } from './define.js';

/** Where families face most pressures, and why. */
export const needsAssessment = definePipeline({
  id: 'needs-assessment',
  title: 'Population needs assessment',
  index: familyNeed,
  context,
  estimates: [childrenInConflict],
  charts: [
    needMap,
    needTiles,
    indexRanking,
    rankRanges,
    domainHeat,
    indexDecomposition,
    spine,
    inequalitySlope,
    trends,
    tartanRug,
    rankedWards,
    pathwayMap,
    pathwayMatrix,
    evidenceCost,
    programmeFunnel,
    referralControl,
    coverageCalendar,
  ],
});
