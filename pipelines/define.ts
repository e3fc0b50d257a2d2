/** What a pipeline is: one product, with what it is made of. */
import type { Domain, Estimate, Index } from '../models/define.js';
import type { Product } from '../outputs/product.js';

export interface Pipeline extends Product {
  readonly index: Index;
  /** Indicators shown beside the index. */
  readonly context: Domain;
  /** Shares that are modelled, not measured. */
  readonly estimates: readonly Estimate[];
}

/** Declares a product. */
export const definePipeline = (pipeline: Pipeline): Pipeline => pipeline;
