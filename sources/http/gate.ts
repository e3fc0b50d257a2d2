/** How fast a host may be asked: so many requests a second, so many open at a time, and none while it asks for peace. */
import pLimit from 'p-limit';
import type { Pace } from '../connectors/connector.js';
import type { Clock } from './clock.js';

/** Failed attempts in a row after which a host is left alone for the rest of the command. */
const enough = 6;

export class Gate {
  readonly #limit: ReturnType<typeof pLimit>;
  readonly #interval: number;
  readonly #slack: number;
  /** When the next request would be due if all came at an even pace: a token bucket written as one number. */
  #due = 0;
  #closedUntil = 0;
  #failures = 0;
  #last = '';

  constructor(
    readonly host: string,
    { perSecond, burst, atOnce }: Pace,
    private readonly clock: Clock,
    private readonly note: (says: string) => void,
  ) {
    this.#limit = pLimit(atOnce);
    this.#interval = 1000 / perSecond;
    this.#slack = (burst - 1) * this.#interval;
  }

  /** Does one request when the pace allows it. */
  pass<T>(request: () => Promise<T>): Promise<T> {
    return this.#limit(async () => {
      const now = this.clock.now();
      const due = Math.max(this.#due, now);
      this.#due = due + this.#interval;
      const delay = Math.max(due - this.#slack, this.#closedUntil) - now;
      if (delay > 0) await this.clock.wait(delay);
      return request();
    });
  }

  /** The host asked for peace: nothing passes for so long. */
  close(ms: number): void {
    this.#closedUntil = Math.max(this.#closedUntil, this.clock.now() + ms);
  }

  /** Why the host is not asked any more, or undefined. */
  get givenUp(): string | undefined {
    if (this.#failures < enough) return undefined;
    return `not asked again: ${this.host} failed ${enough} times in a row (${this.#last})`;
  }

  failed(found: string): void {
    this.#failures++;
    this.#last = found;
    if (this.#failures === enough) this.note(`${this.host} failed ${enough} times in a row and is left alone for now.`);
  }

  answered(): void {
    if (this.#failures < enough) this.#failures = 0;
  }
}
