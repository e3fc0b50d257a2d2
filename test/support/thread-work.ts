/** Work for the test of threads: notes who did each block, slowly enough for others to come; fails where asked. */
import { isMainThread } from 'node:worker_threads';
import type { Work } from '../../models/statistics/threads.js';

export interface Noted {
  readonly by: Int32Array;
  readonly failing: 'nobody' | 'workers' | 'everybody';
}

export const noteWho: Work<Noted> = {
  module: import.meta.url,
  name: 'noteWho',
  prepare:
    ({ by, failing }) =>
    (block) => {
      if (failing === 'everybody' || (failing === 'workers' && !isMainThread)) throw new Error('asked to fail');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
      by[block] = isMainThread ? 1 : 2;
    },
};
