/** Wardwise as a library: declare sources, charts and pipelines; use the statistics; run an assessment. */
export { type Domain, defineIndicator, type Index, type Indicator } from './models/define.js';
export { openDuckDB } from './models/engine/duckdb.js';
export type { Engine } from './models/engine/engine.js';
export * from './models/statistics/index.js';
export { type Chart, type Drawing, defineChart } from './outputs/define.js';
export { definePipeline, type Pipeline } from './pipelines/define.js';
export { type RunOptions, type RunResult, run } from './pipelines/run.js';
export { defineSource, type Measure, type Source } from './sources/define.js';
export { Fault } from './sources/faults/fault.js';
