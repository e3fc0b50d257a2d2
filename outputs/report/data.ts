/** What the report is made from: rows of marts, findings, and pictures already drawn. */
import type { MartRow } from '../../models/marts.js';
import type { Chart, Drawing } from '../define.js';
import type { Finding } from '../telling/finding.js';
import type { Part } from './html.js';
import type { PageData } from './page-data.js';

/** A picture for the page, with the words and the table that travel beside it. */
export interface ReportChart extends Pick<Drawing, 'title' | 'alt' | 'table'> {
  readonly name: string;
  readonly svg: string;
  /** The same picture for a narrow screen. */
  readonly phone?: string;
  /** Stands in for a drawing that is too big for the page. */
  readonly png?: Uint8Array;
}

/** A piece of a section: what it says from the rows, around the pictures that are named with it. */
export interface Block {
  readonly charts: readonly Chart[];
  /** Stands over it, and in the list of contents. */
  readonly heading?: { readonly id: string; readonly words: string };
  /** Nothing where these rows give nothing to say. */
  readonly body: (data: ReportData, charts: readonly ReportChart[]) => Part;
}

/** A numbered section of the report. It is left out where none of its blocks says anything. */
export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface ReportData {
  /** What the page holds, in order. */
  readonly report: readonly Section[];
  readonly assessment: MartRow<'mart_assessment'>;
  readonly index: readonly MartRow<'mart_index'>[];
  readonly domains: readonly MartRow<'mart_domain'>[];
  readonly indicators: readonly MartRow<'mart_indicator'>[];
  readonly list: readonly MartRow<'mart_indicator_list'>[];
  readonly context: readonly MartRow<'mart_context'>[];
  readonly series: readonly MartRow<'mart_series'>[];
  readonly trends: readonly MartRow<'mart_trend'>[];
  readonly estimates: readonly MartRow<'mart_estimate'>[];
  readonly rates: readonly MartRow<'mart_estimate_rate'>[];
  readonly alternatives: readonly MartRow<'mart_alternative_list'>[];
  readonly choices: readonly MartRow<'mart_choice'>[];
  readonly steps: readonly MartRow<'mart_step'>[];
  readonly indexIndicators: readonly MartRow<'mart_index_indicator'>[];
  readonly correlations: readonly MartRow<'mart_correlation'>[];
  readonly imputed: readonly MartRow<'mart_imputed'>[];
  readonly pathway: readonly MartRow<'mart_pathway'>[];
  readonly services: readonly MartRow<'mart_service'>[];
  readonly offer: readonly MartRow<'mart_offer'>[];
  readonly shortfall: readonly MartRow<'mart_shortfall'>[];
  readonly uptake: readonly MartRow<'mart_uptake'>[];
  readonly referrals: readonly MartRow<'mart_referral'>[];
  readonly outcomes: readonly MartRow<'mart_outcome'>[];
  readonly cohorts: readonly MartRow<'mart_cohort'>[];
  readonly earlyHelp: readonly MartRow<'mart_early_help'>[];
  readonly agreement: readonly MartRow<'mart_early_help_agreement'>[];
  readonly earlier: readonly MartRow<'mart_earlier'>[];
  readonly changes: readonly MartRow<'mart_change'>[];
  readonly rankChanges: readonly MartRow<'mart_rank_change'>[];
  readonly rankParts: readonly MartRow<'mart_rank_part'>[];
  readonly sources: readonly MartRow<'mart_source'>[];
  readonly authorities: readonly MartRow<'mart_authority'>[];
  readonly groups: readonly MartRow<'mart_group'>[];
  readonly quality: readonly MartRow<'mart_quality'>[];
  readonly gaps: readonly MartRow<'mart_gap'>[];
  readonly coverage: readonly MartRow<'mart_coverage'>[];
  readonly reconciliation: readonly MartRow<'mart_reconciliation'>[];
  readonly disclosure: readonly MartRow<'mart_disclosure'>[];
  readonly benchmarks: readonly MartRow<'mart_benchmark'>[];
  readonly comparisons: readonly MartRow<'mart_comparison'>[];
  readonly tested: readonly MartRow<'mart_cluster'>[];
  readonly clusters: readonly MartRow<'mart_cluster_list'>[];
  readonly alike: readonly MartRow<'mart_alike'>[];
  readonly zones: readonly MartRow<'mart_zone'>[];
  readonly zoneDomains: readonly MartRow<'mart_zone_domain'>[];
  readonly zoneHelp: readonly MartRow<'mart_zone_help'>[];
  readonly zoneWards: readonly MartRow<'mart_zone_ward'>[];
  readonly findings: readonly Finding[];
  readonly charts: readonly ReportChart[];
  /** What the page's script works on; undefined where it has no script. */
  readonly page?: PageData | undefined;
  /** The command that makes this report again; the ordinary one unless said. */
  readonly command?: string;
  /** The version of Wardwise that made it. */
  readonly version?: string;
}
