/** Time as conversations see it, so that a test need not wait. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  wait(ms: number): Promise<void>;
  /** From 0 up to 1: what spreads retries out. */
  random(): number;
}

export const realClock: Clock = {
  now: () => Date.now(),
  wait: async (ms) => {
    await sleep(ms);
  },
  random: () => Math.random(),
};
