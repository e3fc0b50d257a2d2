import { cohortOverlap } from '../outputs/charts/cohort-overlap.js';
import { coverageCalendar } from '../outputs/charts/coverage-calendar.js';
import { engagementReach } from '../outputs/charts/engagement-reach.js';
import { evidenceCost } from '../outputs/charts/evidence-cost.js';
import { needMap } from '../outputs/charts/need-map.js';
import { outcomeChange } from '../outputs/charts/outcome-change.js';
import { pathwayDiagram } from '../outputs/charts/pathway-diagram.js';
import { pathwayMap } from '../outputs/charts/pathway-map.js';
import { pathwayMatrix } from '../outputs/charts/pathway-matrix.js';
import { planningTool } from '../outputs/charts/planning-tool.js';
import { programmeFunnel } from '../outputs/charts/programme-funnel.js';
import { referralControl } from '../outputs/charts/referral-control.js';
import { theoryScoreboard } from '../outputs/charts/theory-scoreboard.js';
import { workforceReach } from '../outputs/charts/workforce-reach.js';
import { helpPaper } from '../outputs/documents/help-paper.js';
import { changedSection } from '../outputs/report/changed.js';
import { directory, needInBrief, wardGaps } from '../outputs/report/directory.js';
import { helpLevels, helpRatings, helpShort, helpTaken, helpUnknown } from '../outputs/report/help.js';
import { jointGroupsPart } from '../outputs/report/joint-groups.js';
import { madeSection } from '../outputs/report/made.js';
import { modelledPart } from '../outputs/report/modelled.js';
import { foundSection } from '../outputs/report/need.js';
import { helpGroups, helpOutcomes } from '../outputs/report/outcomes.js';
import { partnersPart } from '../outputs/report/partners.js';
import { block, heading, pictures } from '../outputs/report/section.js';
import { unknownSection } from '../outputs/report/unknown.js';
import { helpFindings } from '../outputs/telling/help-findings.js';
import { definePipeline } from './define.js';
import { needsAssessment } from './needs-assessment.js';

const { index, context, estimates } = needsAssessment;

/** What help there is, where it falls short, and what becomes of it: for those who refer and those who commission. */
export const supportPathways = definePipeline({
  id: 'support-pathways',
  title: 'Support pathways',
  about:
    'What help there is at each level, where it falls short of expected need, and what becomes of it: for those who refer families and those who commission.',
  index,
  context,
  estimates,
  findings: helpFindings,
  paper: helpPaper,
  report: [
    { title: 'What we found', blocks: [block(foundSection)] },
    { title: 'Where help falls short', blocks: [pictures(pathwayMatrix), block(wardGaps), block(helpShort)] },
    {
      title: 'What help there is',
      blocks: [
        block(helpLevels),
        pictures(pathwayMap, pathwayDiagram),
        block(directory),
        block(helpRatings, evidenceCost),
      ],
    },
    {
      title: 'What becomes of it',
      blocks: [
        block(jointGroupsPart),
        block(helpTaken, programmeFunnel, referralControl),
        heading('Families known to several services', block(helpGroups, cohortOverlap)),
        heading('Before and after a programme', block(helpOutcomes, outcomeChange)),
      ],
    },
    {
      title: 'How partners work together',
      blocks: [block(partnersPart, workforceReach, planningTool, engagementReach, theoryScoreboard)],
    },
    { title: 'Where need is highest', blocks: [block(needInBrief, needMap), block(modelledPart)] },
    { title: 'What changed', blocks: [block(changedSection)] },
    { title: 'What we don’t know', blocks: [block(helpUnknown), block(unknownSection, coverageCalendar)] },
    { title: 'How it was made', blocks: [block(madeSection)] },
  ],
});
