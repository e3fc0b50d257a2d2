/** What a paper and its slides say: the same findings, wards, cautions and sources, from the same marts. */
import type { MartRow } from '../../models/marts.js';
import { type Finding, onlyBeside } from '../findings.js';
import { grouped, indexName } from '../report/figures.js';
import { byRank, fifthOf, rankText, sharedRanks, spokenOf } from '../wards.js';
import { capital, counted, day, decimal, list, needOf } from '../words.js';

/** A picture with the words that stand beside it. */
export interface Picture {
  readonly name: string;
  readonly title: string;
  readonly subtitle: string;
  readonly alt: string;
  readonly foot: string;
  readonly png: Uint8Array;
  /** In the PNG's dots. */
  readonly width: number;
  readonly height: number;
}

export interface DocumentRows {
  readonly assessment: MartRow<'mart_assessment'>;
  readonly paper: readonly MartRow<'mart_paper'>[];
  readonly index: readonly MartRow<'mart_index'>[];
  readonly domains: readonly MartRow<'mart_domain'>[];
  readonly list: readonly MartRow<'mart_indicator_list'>[];
  readonly sources: readonly MartRow<'mart_source'>[];
  readonly gaps: readonly MartRow<'mart_gap'>[];
  readonly disclosure: readonly MartRow<'mart_disclosure'>[];
  readonly findings: readonly Finding[];
}

export interface WardsTable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface DocumentContent {
  readonly council: string;
  readonly title: string;
  readonly area: string;
  /** "Draft. Data of 21 November 2026 (a07d3c9)." */
  readonly edition: string;
  readonly date: string;
  readonly madeUp: boolean;
  readonly colour: string;
  readonly purpose: string;
  readonly decision: readonly string[];
  readonly findings: readonly string[];
  readonly wards: WardsTable;
  readonly cautions: readonly string[];
  readonly nextSteps: readonly string[];
  readonly sources: readonly string[];
}

/** The colour of headings where a council has chosen none. */
const plainColour = '#12436D';

/** Collects what the documents say. What the council has written in assessment.yaml comes before what we would say. */
export function documentContent(rows: DocumentRows): DocumentContent {
  const { assessment } = rows;
  const { area_name, data_date, data_hash, made_up } = assessment;
  const written = (part: string) => rows.paper.filter((row) => row.part === part).map((row) => row.text);
  const or = (own: readonly string[], otherwise: readonly string[]) => (own.length > 0 ? own : otherwise);
  return {
    council: assessment.brand_name ?? area_name,
    title: `${capital(needOf(assessment.index_title))} in ${area_name}`,
    area: area_name,
    edition: `Draft. Data of ${day(data_date)} (${data_hash}).`,
    date: data_date,
    madeUp: made_up,
    colour: assessment.brand_colour ?? plainColour,
    purpose: written('purpose')[0] ?? purposeOf(assessment),
    decision: or(written('decision'), [
      'note where need is highest, and how sure that is',
      'agree which wards to look at first, and who will',
    ]),
    findings: rows.findings.map((finding) => finding.text),
    wards: wardsTable(rows),
    cautions: cautionsOf(rows),
    nextSteps: or(written('next_step'), nextStepsOf(rows)),
    sources: sourcesOf(rows),
  };
}

const purposeOf = ({ area_name, wards, benchmark_name, index_title }: MartRow<'mart_assessment'>): string =>
  `This paper shows where in ${area_name} ${needOf(index_title)} is highest, why, and how sure that is. It rests on an index of ${counted(wards, 'ward')}, made from published figures and the council’s own, and compared with ${benchmark_name}.`;

/** No more wards than a page of a board paper takes. */
const wardsShown = 10;

/** The wards of the highest fifth, each with the domain that stands out most. */
function wardsTable({ index, domains }: DocumentRows): WardsTable {
  const ranked = byRank(index.filter((ward) => ward.rank !== null));
  const top = ranked.filter((ward) => fifthOf(ward) === 0).slice(0, wardsShown);
  const [names, shared] = [spokenOf(index), sharedRanks(ranked)];
  const byWard = new Map(grouped(domains, (row) => row.ward).map((group) => [group[0]?.ward ?? '', group]));
  return {
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

function cautionsOf({ assessment, index, list, gaps, disclosure }: DocumentRows): string[] {
  const scores = list.filter((row) => row.in_index && row.statistic === 'mean').length;
  const without = index.filter((ward) => ward.status === 'no_estimate').length;
  const missing = gaps.filter((gap) => gap.effect !== 'Not shown.').length;
  return [
    'The index shows where to look first. It measures no family, and families facing several pressures live in every ward.',
    `Ranks are within ${assessment.area_name} only; wards a few places apart may not differ. Each has a range it could move in by chance and by how the domains are weighed.`,
    ...(scores > 0
      ? [
          `${capital(counted(scores, 'indicator'))} of the ${indexName(assessment)} ${scores === 1 ? 'is a score' : 'are scores'} without an interval: ranks could move further than their ranges say.`,
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
function nextStepsOf({ gaps }: DocumentRows): string[] {
  const lacked = gaps.filter((gap) => !gap.mend.startsWith('Nothing') && !onlyBeside.test(gap.effect));
  const items = [...new Set(lacked.map((gap) => gap.item))];
  return [
    'Test these findings with those who work in the wards named, before any service is moved.',
    ...(items.length > 0 ? [`Fill the gaps in the index: ${list(items)}. The report says what each would take.`] : []),
  ];
}

/** Each dataset once, under its publisher. */
function sourcesOf({ sources }: DocumentRows): string[] {
  return grouped(sources, (row) => row.publisher).map((group) => {
    const titles = group.map(({ title, period }) =>
      period && !title.includes(period) ? `${title} (${period})` : title,
    );
    return `${group[0]?.publisher}: ${titles.join('; ')}.`;
  });
}
