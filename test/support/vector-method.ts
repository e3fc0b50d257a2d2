/** What one method says so that its reference vectors can be run. */
import type { Table } from './tables.js';

// biome-ignore lint/suspicious/noExplicitAny: cases are whatever their JSON holds
export type Json = any;

/** How one method is run. A difference may be `absolute` + `relative`·|expected|; relative is 1e-9 if neither is said. */
export interface VectorMethod {
  readonly absolute?: number | ((input: Json) => number);
  readonly relative?: number;
  /** The answer to one case, in the keys of `expected`; `root` is the folder that is run, for tables beside it. */
  readonly run?: (input: Json, expected: Json, root: string) => unknown;
  /** An absolute difference allowed at one key (`.rows.3.value`) instead; undefined where there is nothing special. */
  readonly allowed?: (path: string, input: Json, expected: Json) => number | undefined;
  /**
   * Where the method differs from the anchor on purpose: what the anchor says instead, and why. Asked only of a case
   * that does not match; it passes if what the anchor says is what is expected, and is listed.
   */
  readonly departs?: (input: Json, actual: Json, expected: Json) => Departure | undefined;
  /** The same where the method throws a RangeError: what the anchor says to a request that cannot be meant. */
  readonly refuses?: (input: Json) => Departure | undefined;
  /** The cases of one CSV table, or undefined if the method does not read that table. */
  readonly table?: (table: Table, root: string) => TableCase[] | undefined;
}

export interface Departure {
  readonly anchor: Json;
  readonly why: string;
}

/** One thing checked in a table: by value, or already judged with `ok`. */
export interface TableCase {
  readonly id: string;
  readonly actual?: unknown;
  readonly expected?: unknown;
  readonly ok?: boolean;
  readonly note?: string;
}

/** Thrown by a method that does not do what a case asks. */
export class NotCovered extends Error {}
