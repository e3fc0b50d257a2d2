/** What a paper and its slides say: the same findings, table, cautions and sources, from the same marts. */
import type { MartRow } from '../../models/marts.js';
import type { Chart } from '../define.js';
import { changedInShort } from '../report/changed.js';
import { grouped } from '../report/figures.js';
import { editionName } from '../telling/edition.js';
import type { Finding } from '../telling/finding.js';
import { day } from '../telling/words.js';

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
  readonly pathway: readonly MartRow<'mart_pathway'>[];
  readonly services: readonly MartRow<'mart_service'>[];
  readonly shortfall: readonly MartRow<'mart_shortfall'>[];
  readonly earlier: readonly MartRow<'mart_earlier'>[];
  readonly changes: readonly MartRow<'mart_change'>[];
  readonly rankChanges: readonly MartRow<'mart_rank_change'>[];
  readonly findings: readonly Finding[];
}

export interface PaperTable {
  readonly caption: string;
  readonly headings: readonly string[];
  /** Shares of the width, in per cent. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly string[])[];
}

/** A picture's place in the paper and the slides. */
export interface PaperPart<T> {
  readonly heading: string;
  readonly table?: T;
  /** Findings to stand beside it on a slide; the first finding has a slide of its own. */
  readonly said?: readonly string[];
}

/** What a product puts before a board, as data. */
export interface Paper {
  readonly title: (assessment: MartRow<'mart_assessment'>) => string;
  readonly purpose: (assessment: MartRow<'mart_assessment'>) => string;
  readonly decision: readonly string[];
  /** Three of them: a slide each, and a page or half of one. */
  readonly parts: readonly (PaperPart<(rows: DocumentRows) => PaperTable> & { readonly chart: Chart })[];
  readonly cautions: (rows: DocumentRows) => readonly string[];
  readonly nextSteps: (rows: DocumentRows) => readonly string[];
}

export interface DocumentContent {
  readonly council: string;
  readonly title: string;
  readonly area: string;
  /** "Draft. Data of 21 November 2026 (a07d3c9)." */
  readonly edition: string;
  readonly date: string;
  readonly madeUp: boolean;
  /** "Restricted edition, for … .", at the foot of every page and slide; empty elsewhere. */
  readonly restricted: string;
  readonly colour: string;
  readonly purpose: string;
  readonly decision: readonly string[];
  readonly findings: readonly string[];
  readonly parts: readonly PaperPart<PaperTable>[];
  /** Since the edition before; empty where there is none. */
  readonly changed: readonly string[];
  readonly cautions: readonly string[];
  readonly nextSteps: readonly string[];
  readonly sources: readonly string[];
}

/** The colour of headings where a council has chosen none. */
const plainColour = '#12436D';

/** Collects what the documents say. What the council has written in assessment.yaml comes before what we would say. */
export function documentContent(rows: DocumentRows, plan: Paper): DocumentContent {
  const { assessment } = rows;
  const { area_name, data_date, data_hash, made_up } = assessment;
  const written = (part: string) => rows.paper.filter((row) => row.part === part).map((row) => row.text);
  const or = (own: readonly string[], otherwise: readonly string[]) => (own.length > 0 ? own : otherwise);
  return {
    council: assessment.brand_name ?? area_name,
    title: plan.title(assessment),
    area: area_name,
    edition: `${editionName(assessment, '. ')}Draft. Data of ${day(data_date)} (${data_hash}).`,
    date: data_date,
    madeUp: made_up,
    restricted: assessment.edition === 'restricted' ? editionName(assessment, '. ') : '',
    colour: assessment.brand_colour ?? plainColour,
    purpose: written('purpose')[0] ?? plan.purpose(assessment),
    decision: or(written('decision'), plan.decision),
    findings: rows.findings.map((finding) => finding.text),
    parts: plan.parts.map(({ table, ...part }, i) => ({
      ...part,
      said: beside(rows.findings.slice(1), plan)[i] ?? [],
      ...(table && { table: table(rows) }),
    })),
    changed: changedInShort(rows),
    cautions: plan.cautions(rows),
    nextSteps: or(written('next_step'), plan.nextSteps(rows)),
    sources: sourcesOf(rows),
  };
}

/** Findings by the part whose picture shows them; any other beside the part of which least is said. */
function beside(findings: readonly Finding[], { parts }: Paper): string[][] {
  const said: string[][] = parts.map(() => []);
  for (const { text, chart } of findings) {
    const own = parts.findIndex((part) => part.chart.name === chart);
    const lengths = said.map((lines) => lines.join().length);
    said[own === -1 ? lengths.indexOf(Math.min(...lengths)) : own]?.push(text);
  }
  return said;
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
