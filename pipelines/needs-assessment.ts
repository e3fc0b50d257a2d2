import { childrenInConflict } from '../models/estimates/children-in-conflict.js';
import { context } from '../models/indicators/context.js';
import { familyNeed } from '../models/indicators/family-need.js';
import { authorities } from '../outputs/charts/authorities.js';
import { coverageCalendar } from '../outputs/charts/coverage-calendar.js';
import { domainHeat } from '../outputs/charts/domain-heat.js';
import { earlyHelpIndex } from '../outputs/charts/early-help-index.js';
import { earlyHelpOverTime } from '../outputs/charts/early-help-questions.js';
import { earlyHelpWards } from '../outputs/charts/early-help-wards.js';
import { indexDecomposition } from '../outputs/charts/index-decomposition.js';
import { indexRanking } from '../outputs/charts/index-ranking.js';
import { inequalitySlope } from '../outputs/charts/inequality-slope.js';
import { needMap } from '../outputs/charts/need-map.js';
import { needTiles } from '../outputs/charts/need-tiles.js';
import { pathwayMap } from '../outputs/charts/pathway-map.js';
import { pathwayMatrix } from '../outputs/charts/pathway-matrix.js';
import { rankRanges } from '../outputs/charts/rank-ranges.js';
import { rankedWards } from '../outputs/charts/ranked-wards.js';
import { spine } from '../outputs/charts/spine.js';
import { tartanRug } from '../outputs/charts/tartan-rug.js';
import { trends } from '../outputs/charts/trends.js';
import { zoneMap } from '../outputs/charts/zone-map.js';
import { needPaper } from '../outputs/documents/need-paper.js';
import { authoritiesPart } from '../outputs/report/authorities.js';
import { changedSection } from '../outputs/report/changed.js';
import { comparedSection } from '../outputs/report/compared.js';
import { helpElsewhere, helpLevels, helpShort, helpUnknown } from '../outputs/report/help.js';
import { jointGroupsPart } from '../outputs/report/joint-groups.js';
import { madeSection } from '../outputs/report/made.js';
import { foundSection, whereSection } from '../outputs/report/need.js';
import { helpEarly } from '../outputs/report/outcomes.js';
import { block, heading, pictures } from '../outputs/report/section.js';
import { sureSection } from '../outputs/report/sure.js';
import { unknownSection } from '../outputs/report/unknown.js';
import { wholeAuthority } from '../outputs/report/whole.js';
import { whySection } from '../outputs/report/why.js';
import { zoneHelp, zoneSection } from '../outputs/report/zones.js';
import { needFindings } from '../outputs/telling/findings.js';
import { definePipeline } from './define.js';

/** Where families face most pressures, and why. */
export const needsAssessment = definePipeline({
  id: 'needs-assessment',
  title: 'Population needs assessment',
  about: 'Where families face most pressures, why, how sure that is, and in short what help there is.',
  index: familyNeed,
  context,
  estimates: [childrenInConflict],
  findings: needFindings,
  paper: needPaper,
  report: [
    { title: 'What we found', blocks: [block(foundSection)] },
    {
      title: 'Where need is highest',
      blocks: [block(whereSection, needMap, indexRanking, needTiles), heading('By zone', block(zoneSection, zoneMap))],
    },
    {
      title: 'Why',
      blocks: [
        block(whySection, domainHeat, tartanRug, rankedWards, inequalitySlope, trends, indexDecomposition, spine),
        block(authoritiesPart, authorities),
        block(comparedSection),
        block(wholeAuthority),
      ],
    },
    { title: 'How sure we are', blocks: [block(sureSection, rankRanges)] },
    {
      title: 'What help there is',
      blocks: [
        block(helpLevels),
        pictures(pathwayMap, pathwayMatrix),
        block(helpShort),
        heading('Help by zone', block(zoneHelp)),
        block(jointGroupsPart),
        block(helpUnknown),
        heading('What early help finds', block(helpEarly, earlyHelpOverTime, earlyHelpWards, earlyHelpIndex)),
        block(helpElsewhere),
      ],
    },
    { title: 'What changed', blocks: [block(changedSection)] },
    { title: 'What we don’t know', blocks: [block(unknownSection, coverageCalendar)] },
    { title: 'How it was made', blocks: [block(madeSection)] },
  ],
});
