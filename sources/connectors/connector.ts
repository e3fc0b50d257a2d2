/**
 * What a connector is: how one kind of service is asked. A dataset says with `via` which connector brings it, and what
 * to ask; the rules that hold for every conversation (hosts, pace, retries, what an answer must look like) are kept by
 * the `Http` it is handed, never by a connector.
 */
import type { Readable } from 'node:stream';
import type { ZodType } from 'zod';

/** A publisher's service as it stands on the network. */
export interface Service {
  /** The name under `endpoints:` in assessment.yaml that gives it another base. */
  readonly id: string;
  readonly title: string;
  /** An https address; what is asked is put behind it. */
  readonly base: string;
  /** Hosts besides that of `base` from which an answer may come. */
  readonly hosts?: readonly string[];
  /** The environment variable that holds a key. It never reaches a lock, a log or a file. */
  readonly key?: { readonly variable: string; readonly needed: boolean };
  readonly pace: Pace;
  /**
   * How this service says in JSON, with status 200, that it could not answer; `again`: that it may later,
   * otherwise that it does not understand the question any more. Unless said, an object with `error` at its top is taken for that.
   */
  complaint?(json: unknown): { readonly says: string; readonly again: boolean } | undefined;
}

/** How fast a service may be asked: a token bucket, and how many requests may be open at a time. */
export interface Pace {
  readonly perSecond: number;
  readonly burst: number;
  readonly atOnce: number;
}

/** What an answer must turn out to be, by its content type and by its first bytes. */
export type Kind = 'csv' | 'json' | 'geojson' | 'zip' | 'xlsx' | 'ods';

export interface Question {
  /** Behind the service's base, or a whole address on one of its hosts. */
  readonly at: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly expects: Kind;
  /** Sent as JSON, or as a form; with it the request is a POST. */
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** The status by which this service says that too much was asked for at once: TooMuch is thrown, and no second attempt made. */
  readonly tooMuch?: number;
}

/** More was asked for than a service gives at once; a part of it may be asked for instead. */
export class TooMuch extends Error {}

/** A whole answer, held in memory, whose content type and first bytes are what was expected. */
export interface Answer {
  /** Where it came from in the end, without any key. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
  /** Decoded, without a byte-order mark. */
  text(): Promise<string>;
  /** Throws a Fault when the answer is not of that shape. */
  json<T>(shape: ZodType<T>): Promise<T>;
}

/** Asks one service by the rules. Throws a Fault when it cannot be had or is not what it should be. */
export interface Http {
  readonly service: Service;
  /** The source that is asked for, for messages. */
  readonly asking: { readonly id: string };
  /** The key from the environment, where there is one. */
  readonly key: string | undefined;
  ask(question: Question): Promise<Answer>;
}

/** A release as it was found at the publisher's. */
export interface Found {
  readonly id: string;
  readonly period: string;
  readonly published: string;
}

/** What a connector needs to know to bring one release. */
export interface Wish {
  readonly http: Http;
  readonly release: Found;
  /** Codes of the areas of a kind by authority, from the lookups at hand: for services that are asked by authority. */
  areas(areaType: string): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Called as pages come in. */
  progress(done: number, of: number | undefined): void;
}

interface Anyway {
  readonly service: Service;
  /** The newest release there is, for a dataset that goes on appearing; without it the source's own list holds. */
  newest?(http: Http): Promise<Found>;
}

/** The whole release is one file: it is streamed to the store as it comes, and asked for again only if it has changed. */
export interface ByFile extends Anyway {
  file(wish: Wish): Promise<Question>;
}

/**
 * The release comes in pages. What is kept is one file of all of them, in a stable order, each cell as the publisher
 * wrote it, so that equal answers give equal bytes.
 */
export interface ByPages extends Anyway {
  readonly keeps: 'csv' | 'geojson' | 'json';
  pages(wish: Wish): AsyncIterable<Uint8Array | string>;
}

export type Via = ByFile | ByPages;
