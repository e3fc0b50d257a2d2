/**
 * One piece of work shared out over threads. It is cut into blocks that any thread may take, one after another, from a
 * counter in shared memory; this thread takes blocks too, and returns when all are done. A worker that starts late
 * finds less to do, one that never starts is not missed, and each ends by itself when no block is left. What a worker
 * has taken and not brought back, because it failed or was lost, this thread does again.
 *
 * The work must give the same result whoever does a block, and however often: random numbers are named, not taken in
 * turn.
 */
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

/** Work that any thread can do: it is found again by its module and by the name under which that exports it. */
export interface Work<T> {
  readonly module: string;
  readonly name: string;
  /** Gets ready to do blocks, with arrays of its own; what is read and written is in the input's shared arrays. */
  readonly prepare: (input: T) => (block: number) => void;
}

/** Places in the shared counter: the next block, how many are done, whether a worker failed; then 1 for each one done. */
const [NEXT, DONE, FAILED, FLAGS] = [0, 1, 2, 3];

/** After so many milliseconds without an answer a worker counts as lost. */
const PATIENCE = 60_000;

/** Threads worth having for about so many milliseconds of work: a worker takes some thirty to start. */
export const threadsFor = (milliseconds: number): number =>
  milliseconds < 150 ? 1 : Math.min(availableParallelism(), 8);

/** An array that all threads see. */
export const sharedFloats = (values: ArrayLike<number> | number): Float64Array => {
  const length = typeof values === 'number' ? values : values.length;
  const shared = new Float64Array(new SharedArrayBuffer(8 * length));
  if (typeof values !== 'number') shared.set(values);
  return shared;
};
export const sharedIntegers = (values: ArrayLike<number> | number): Int32Array => {
  const length = typeof values === 'number' ? values : values.length;
  const shared = new Int32Array(new SharedArrayBuffer(4 * length));
  if (typeof values !== 'number') shared.set(values);
  return shared;
};

/** Does all blocks of the work. */
export function shareOut<T>({ module, name, prepare }: Work<T>, input: T, blocks: number, threads: number): void {
  const counter = new Int32Array(new SharedArrayBuffer(4 * (FLAGS + blocks)));
  for (let other = 1; other < Math.min(threads, blocks); other++) start({ module, name, input, blocks, counter });
  const work = takeBlocks(() => prepare(input), blocks, counter);
  for (let done = Atomics.load(counter, DONE); done < blocks; done = Atomics.load(counter, DONE)) {
    const lost = Atomics.load(counter, FAILED) === 1 || Atomics.wait(counter, DONE, done, PATIENCE) === 'timed-out';
    if (!lost) continue;
    const again = work ?? prepare(input);
    for (let block = 0; block < blocks; block++) if (Atomics.load(counter, FLAGS + block) === 0) again(block);
    return;
  }
}

/** What a worker is given. */
export interface Share {
  readonly module: string;
  readonly name: string;
  readonly input: unknown;
  readonly blocks: number;
  readonly counter: Int32Array;
}

type Blocks = (block: number) => void;

/** Does blocks until none is left; returns how it did them, if there were any. */
export function takeBlocks(prepare: () => Blocks, blocks: number, counter: Int32Array): Blocks | undefined {
  let work: Blocks | undefined;
  try {
    for (let block = next(counter); block < blocks; block = next(counter)) {
      work ??= prepare();
      work(block);
      Atomics.store(counter, FLAGS + block, 1);
      Atomics.add(counter, DONE, 1);
    }
  } catch (error) {
    Atomics.store(counter, FAILED, 1);
    throw error;
  } finally {
    Atomics.notify(counter, DONE);
  }
  return work;
}

const next = (counter: Int32Array): number => Atomics.add(counter, NEXT, 1);

function start(share: Share): void {
  const worker = here.endsWith('.ts')
    ? new Worker(fromSource(), { eval: true, workerData: share, execArgv: [] })
    : new Worker(new URL('./thread.js', here), { workerData: share, execArgv: [] });
  worker.unref();
  // Whatever kept it from starting, this thread does its blocks; that it failed at work is in the counter.
  worker.on('error', () => undefined);
}

const here = import.meta.url;

/** Where this code runs from its source, as in tests, a worker first learns to read TypeScript. */
function fromSource(): string {
  const tsx = pathToFileURL(createRequire(here).resolve('tsx/esm/api')).href.replace(/cjs$/, 'mjs');
  const thread = new URL('./thread.ts', here).href;
  return `import('${tsx}').then(({ register }) => { register(); return import('${thread}'); })`;
}
