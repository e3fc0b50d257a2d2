/** What is published of a product, as data. */
import type { Paper } from './documents/content.js';
import type { Section } from './report/data.js';
import type { FindingRules } from './telling/finding.js';

export interface Product {
  readonly id: string;
  readonly title: string;
  /** What it is for, in a sentence. */
  readonly about: string;
  /** What its sentences are made by. */
  readonly findings: FindingRules;
  /** The sections of its report, each with its pictures: they are all the charts it has. */
  readonly report: readonly Section[];
  /** Its board paper and slides. */
  readonly paper: Paper;
}
