/** What went wrong in one attempt, whether another may help, and how long to wait before it. */
import type { Clock } from './clock.js';

interface About {
  /** Whether the same question may be answered later. */
  readonly again: boolean;
  /** How long the server asked to be left alone, in milliseconds. */
  readonly after?: number;
  /** The bytes are not what the source promises, which is more than a publisher out of reach. */
  readonly broken?: { readonly expected: string };
  /** Says nothing of the host's health: it answered, though not as hoped. */
  readonly healthy?: boolean;
}

/** One attempt that failed. The message says what was found, in the words of a fault. */
export class Trouble extends Error {
  constructor(
    found: string,
    readonly about: About,
  ) {
    super(found);
    this.name = 'Trouble';
  }
}

/** How often a question is asked before it is given up. */
export const attempts = 4;
const firstWait = 500;
const longestWait = 30_000;
/** A server that asks for more than this is not waited for. */
export const longestPeace = 120_000;

/** Exponential back-off with full jitter; never sooner than the server asked. */
export function delayBefore(attempt: number, after: number | undefined, clock: Clock): number {
  const most = Math.min(longestWait, firstWait * 2 ** (attempt - 1));
  return (after ?? 0) + clock.random() * most;
}

/**
 * `Retry-After` in milliseconds: seconds, or a date, which is held against the server's own `Date` since its clock may
 * be wrong. Undefined when it is absent or makes no sense.
 */
export function retryAfter(headers: Readonly<Record<string, string>>, clock: Clock): number | undefined {
  const text = headers['retry-after']?.trim();
  if (!text) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const until = Date.parse(text);
  if (Number.isNaN(until)) return undefined;
  const serverNow = Date.parse(headers.date ?? '');
  return Math.max(0, until - (Number.isNaN(serverNow) ? clock.now() : serverNow));
}

const transient = new Set([408, 425, 429, 500, 502, 503, 504]);

/** The service is there and does not understand what it used to: the dataset has changed. */
const notUnderstood = new Set([400, 422]);
export const asBefore = 'an answer, as this question had before';

/** The trouble that an answer's status means, or undefined for 200 and 304. */
export function troubleOf(
  status: number,
  headers: Readonly<Record<string, string>>,
  said: string,
  clock: Clock,
): Trouble | undefined {
  if (status === 200 || status === 304) return undefined;
  const found = `the server answered ${status}${said ? `: ${said}` : ''}`;
  const healthy = status < 500 && status !== 408;
  if (notUnderstood.has(status)) return new Trouble(found, { again: false, healthy, broken: { expected: asBefore } });
  if (!transient.has(status)) return new Trouble(found, { again: false, healthy });
  const after = retryAfter(headers, clock);
  if (after !== undefined && after > longestPeace) {
    const minutes = Math.ceil(after / 60_000);
    return new Trouble(`${found}, and asks to be left alone for ${minutes} minutes`, { again: false, healthy });
  }
  return new Trouble(found, { again: true, healthy, ...(after === undefined ? {} : { after }) });
}
