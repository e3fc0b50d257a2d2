/** The paper of a needs assessment: where need is highest, why, and how sure that is. */
import type { MartRow } from '../../models/marts.js';
import { domainHeat } from '../charts/domain-heat.js';
import { indexRanking } from '../charts/index-ranking.js';
import { needMap } from '../charts/need-map.js';
import { grouped } from '../report/figures.js';
import { isLacking, weighs } from '../telling/findings.js';
import { byRank, fifthOf, rankText, sharedRanks, spokenOf } from '../telling/wards.js';
import { capital, counted, decimal, indexName, list, needOf } from '../telling/words.js';
import type { DocumentRows, Paper, PaperTable } from './content.js';

const purpose = ({ area_name, wards, benchmark_name, index_title }: MartRow<'mart_assessment'>): string =>
  `This paper shows where in ${area_name} ${needOf(index_title)} is highest, why, and how sure that is. It rests on an index of ${counted(wards, 'ward')}, made from published figures and the council’s own, and compared with ${benchmark_name}.`;

/** No more wards than a page of a board paper takes. */
const wardsShown = 10;

/** The wards of the highest fifth, each with the domain that stands out most. */
function wardsTable({ index, domains }: DocumentRows): PaperTable {
  const ranked = byRank(index.filter((ward) => ward.rank !== null));
  const top = ranked.filter((ward) => fifthOf(ward) === 0).slice(0, wardsShown);
  const [names, shared] = [spokenOf(index), sharedRanks(ranked)];
  const byWard = new Map(grouped(domains, (row) => row.ward).map((group) => [group[0]?.ward ?? '', group]));
  return {
    caption: 'The wards with the highest need, and how far each rank could move',
    widths: [30, 14, 20, 36],
    headings: ['Ward', 'Rank (range)', 'Stays in the highest fifth', 'Highest domain (rank in it)'],
    rows: top.map((ward) => {
      const [domain] = [...(byWard.get(ward.ward) ?? [])]
        .filter((row) => row.rank !== null)
        .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || a.position - b.position);
      return [
        names.get(ward.ward) ?? ward.ward_name,
        rankText(ward, ward.rank !== null && shared.has(ward.rank)),
        ward.p_top_fifth === null ? '' : `${decimal(100 * ward.p_top_fifth, 0)}% of draws`,
        domain ? `${domain.domain_title} (${domain.rank})` : '',
      ];
    }),
  };
}

function cautions({ assessment, index, list, gaps, disclosure }: DocumentRows): string[] {
  const scores = list.filter((row) => row.in_index && row.statistic === 'mean').length;
  const without = index.filter((ward) => ward.status === 'no_estimate').length;
  const missing = gaps.filter((gap) => isLacking(gap) && gap.effect !== 'Not shown.').length;
  return [
    'The index shows where to look first. It measures no family, and families facing several pressures live in every ward.',
    `Ranks are within ${assessment.area_name} only; wards a few places apart may not differ. Each has a range it could move in by chance and by how the domains are weighed.`,
    ...(scores > 0
      ? [
          `${capital(counted(scores, 'indicator'))} of the ${indexName(assessment.index_title)} ${scores === 1 ? 'is a score' : 'are scores'} without an interval: ranks could move further than their ranges say.`,
        ]
      : []),
    ...(without > 0
      ? [`${capital(counted(without, 'ward'))} without an estimate; that is not the same as no need.`]
      : []),
    ...(missing > 0
      ? [
          `${capital(counted(missing, 'item'))} asked for could not be had; the report lists each, and what would mend it.`,
        ]
      : []),
    ...(disclosure.length > 0
      ? [`${capital(counted(disclosure.length, 'figure'))} withheld, because a count was small or would give one away.`]
      : []),
  ];
}

/** To try what was found on those who know, and to fill the gaps that weigh on the index; how is for the report to say. */
function nextSteps({ gaps }: DocumentRows): string[] {
  const lacked = gaps.filter((gap) => !gap.mend.startsWith('Nothing') && weighs(gap));
  const items = [...new Set(lacked.map((gap) => gap.item))];
  return [
    'Test these findings with those who work in the wards named, before any service is moved.',
    ...(items.length > 0 ? [`Fill these gaps: ${list(items)}. The report says what each would take.`] : []),
  ];
}

export const needPaper: Paper = {
  title: ({ index_title, area_name }) => `${capital(needOf(index_title))} in ${area_name}`,
  purpose,
  decision: ['note where need is highest, and how sure that is', 'agree which wards to look at first, and who will'],
  parts: [
    { heading: 'Where need is highest', chart: needMap, table: wardsTable },
    { heading: 'Why', chart: domainHeat },
    { heading: 'How far the ranks could move', chart: indexRanking },
  ],
  cautions,
  nextSteps,
};
