/** What a finding is: a sentence short enough to be read out, made by rule, with the place that shows it. */
import type { MartRow } from '../../models/marts.js';
import { count, list } from './words.js';

export interface Finding {
  readonly text: string;
  /** The chart that shows it, by name. */
  readonly chart?: string;
  /** The id on the page where its table is, unless it is the chart's own. */
  readonly anchor?: string;
  /** Whether it speaks of draws, which the page explains. */
  readonly speaksOfDraws?: true;
}

export interface FindingRows {
  readonly assessment: MartRow<'mart_assessment'>;
  readonly index: readonly MartRow<'mart_index'>[];
  readonly domains: readonly MartRow<'mart_domain'>[];
  readonly indicators: readonly MartRow<'mart_indicator'>[];
  readonly gaps: readonly MartRow<'mart_gap'>[];
  readonly tested: readonly MartRow<'mart_cluster'>[];
  readonly clusters: readonly MartRow<'mart_cluster_list'>[];
  readonly zones: readonly MartRow<'mart_zone'>[];
  readonly services: readonly MartRow<'mart_service'>[];
  readonly shortfall: readonly MartRow<'mart_shortfall'>[];
  readonly groups: readonly MartRow<'mart_group'>[];
  readonly uptake: readonly MartRow<'mart_uptake'>[];
  readonly referrals: readonly MartRow<'mart_referral'>[];
  readonly outcomes: readonly MartRow<'mart_outcome'>[];
}

const most = 6;
/** Sentences no longer than this can be read out in a meeting. */
const wordsAllowed = 40;
export const isShort = (text: string): boolean => text.split(/\s+/).length <= wordsAllowed;

/** As many names as the sentence has room for, and how many more there are. */
export function withNames(opening: string, names: readonly string[], join = list): string {
  for (let shown = Math.min(names.length, wordsAllowed); shown > 0; shown -= 1) {
    const more = names.length - shown;
    const text = `${opening} ${join([...names.slice(0, shown), ...(more > 0 ? [`${count(more)} more`] : [])])}.`;
    if (isShort(text)) return text;
  }
  return `${opening} ${count(names.length)} in all.`;
}

/** A rule that makes sentences, at most as many as there is room for. */
export type FindingRule = (rows: FindingRows, room: number) => readonly Finding[];

/** Which rules a product’s findings are made by: those that open, those that close, and those that fill what room is left. */
export interface FindingRules {
  readonly opening: readonly FindingRule[];
  readonly filling: readonly FindingRule[];
  readonly closing: readonly FindingRule[];
}

/** No more than six findings, in the order of the report: what closes has its place, what opens comes before what fills. */
export function findings(rows: FindingRows, { opening, filling, closing }: FindingRules): Finding[] {
  const said = (rules: readonly FindingRule[], room: number) =>
    rules.flatMap((rule) => rule(rows, room)).slice(0, room);
  const last = said(closing, most);
  const first = said(opening, most - last.length);
  return [...first, ...said(filling, most - first.length - last.length), ...last];
}
