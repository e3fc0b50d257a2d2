/** Every statistic, for use as a library. */
export * from './aggregate.js';
export * from './compare.js';
export * from './copeland.js';
export * from './distributions.js';
export * from './figures.js';
export * from './imd.js';
export * from './larger-areas.js';
export * from './mean.js';
export * from './moments.js';
export * from './normalise.js';
export * from './proportion.js';
export * from './quantile.js';
export * from './ranks.js';
export * from './rate.js';
export * from './reasons.js';
