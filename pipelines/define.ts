/** What a pipeline is: one product, with what it is made of. */
import type { Domain, Estimate, Index } from '../models/define.js';
import type { Chart } from '../outputs/define.js';

export interface Pipeline {
  readonly id: string;
  readonly title: string;
  readonly index: Index;
  /** Indicators shown beside the index. */
  readonly context: Domain;
  /** Shares that are modelled, not measured. */
  readonly estimates: readonly Estimate[];
  readonly charts: readonly Chart[];
}

/** Declares a product. */
export const definePipeline = (pipeline: Pipeline): Pipeline => pipeline;
