/** A worker: does blocks of the work it is given until none is left, and ends. */
import { workerData } from 'node:worker_threads';
import { type Share, takeBlocks, type Work } from './threads.js';

const { module, name, input, blocks, counter } = workerData as Share;
const { [name]: work } = (await import(module)) as Record<string, Work<unknown>>;
if (work === undefined) throw new Error(`${module} does not export ${name}`);
takeBlocks(() => work.prepare(input), blocks, counter);
