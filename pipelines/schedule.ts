/** When runs are due: by the cron expression of `assessment.yaml`, in the time of Britain, and by what was last run. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Cron } from 'croner';
import { z } from 'zod';
import type { Workspace } from './workspace.js';

const cron = (expression: string): Cron =>
  new Cron(expression, { timezone: 'Europe/London', mode: '5-part', paused: true });

/** Whether a text is a cron expression of five fields that some time will come round. */
export function isSchedule(expression: string): boolean {
  try {
    return cron(expression).nextRun() !== null;
  } catch {
    return false;
  }
}

/** The first time after another that a schedule names. */
export function nextAfter(expression: string, time: Date): Date {
  const next = cron(expression).nextRun(time);
  if (!next) throw new Error(`No time comes after ${time.toISOString()} for ${expression}`);
  return next;
}

/** Whether a time that the schedule names has passed since the last run began; before the first run it always has. */
export const isDue = (expression: string, last: Date | undefined, now: Date): boolean =>
  last === undefined || nextAfter(expression, last) <= now;

const kept = z.object({ began: z.iso.datetime() });

/** When the last run began that ended well and asked the publishers; undefined where none has. */
export function lastBegan({ ran }: Pick<Workspace, 'ran'>): Date | undefined {
  if (!existsSync(ran)) return undefined;
  try {
    return new Date(kept.parse(JSON.parse(readFileSync(ran, 'utf8'))).began);
  } catch {
    // A file that cannot be read means one run too many, never one too few.
    return undefined;
  }
}

/** Keeps when a run began. */
export function keepBegan({ ran }: Pick<Workspace, 'ran'>, began: Date): void {
  mkdirSync(path.dirname(ran), { recursive: true });
  writeFileSync(`${ran}.next`, `${JSON.stringify({ began: began.toISOString() })}\n`);
  renameSync(`${ran}.next`, ran);
}

export interface Clock {
  readonly now: () => Date;
  /** Comes back at that time, or as soon as the signal says stop. */
  readonly until: (time: Date, stop: AbortSignal) => Promise<void>;
}

/** No timer is set for longer than this: a machine that slept, or whose clock was put right, is not late by more. */
const longestWait = 60_000;

/** The clock of this machine. */
export const clock: Clock = {
  now: () => new Date(),
  until: async (time, stop) => {
    while (!stop.aborted && Date.now() < time.getTime()) {
      const wait = Math.min(longestWait, time.getTime() - Date.now());
      await new Promise<void>((done) => {
        const over = () => {
          clearTimeout(timer);
          stop.removeEventListener('abort', over);
          done();
        };
        const timer = setTimeout(over, wait);
        stop.addEventListener('abort', over);
      });
    }
  },
};

export interface Scheduled {
  /** Read each time, so that a schedule may be changed meanwhile. */
  readonly expression: () => string;
  readonly last: () => Date | undefined;
  /** One run. It tells of its own failure, and does not throw. */
  readonly make: () => Promise<void>;
  readonly waiting: (next: Date) => void;
  readonly clock: Clock;
  readonly stop: AbortSignal;
}

/** Makes what is due, one at a time, until told to stop. A run that failed is made again when the schedule next says. */
export async function keepSchedule({ expression, last, make, waiting, clock, stop }: Scheduled): Promise<void> {
  let tried: Date | undefined;
  while (!stop.aborted) {
    const now = clock.now();
    if (isDue(expression(), tried ?? last(), now)) {
      tried = now;
      await make();
      continue;
    }
    const next = nextAfter(expression(), now);
    waiting(next);
    await clock.until(next, stop);
  }
}

/** "Tuesday 1 December 2026 at 06:00". */
export function timeInWords(time: Date): string {
  const said = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', ...options }).format(time);
  const date = said({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).replace(',', '');
  return `${date} at ${said({ hour: '2-digit', minute: '2-digit' })}`;
}
