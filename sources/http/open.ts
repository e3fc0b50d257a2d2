/** A conversation with one service, by the rules that hold for all: see the files beside this one. */
import { Readable } from 'node:stream';
import type { ZodType } from 'zod';
import { z } from 'zod';
import { type Answer, type Http, type Question, type Service, TooMuch } from '../connectors/connector.js';
import { Fault } from '../faults/fault.js';
import { needsKey, oddAnswer, unreachable } from '../faults/network.js';
import { decodeText } from '../formats/windows-1252.js';
import { addressOf, hiding, hostsOf } from './address.js';
import { decoded, peek, wholeGzip } from './body.js';
import type { Network } from './network.js';
import { asBefore, attempts, delayBefore, Trouble, troubleOf } from './retry.js';
import { type Sent, send } from './send.js';
import { sniff } from './sniff.js';

/** What is known of an answer that was had before, by which a server can say that nothing has changed. */
export interface Validators {
  readonly etag?: string | undefined;
  readonly modified?: string | undefined;
}

/** The bytes of an answer as they come in. */
export interface Coming {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
}

/** What a server says of an answer, and the first bytes of it. */
export interface Beginning {
  readonly headers: Readonly<Record<string, string>>;
  readonly start: Buffer;
}

export interface Conversation extends Http {
  /**
   * Streams an answer to `take`, which is called again from the start when the body breaks off. Undefined: not changed
   * since the validators were given.
   */
  download<T>(question: Question, known: Validators, take: (coming: Coming) => Promise<T>): Promise<T | undefined>;
  /** The address of a question, without any key. */
  addressOf(question: Question): string;
  /** The beginning of an answer, as a look at what is there now. Undefined: not changed since the validators were given. */
  begin(question: Question, known: Validators): Promise<Beginning | undefined>;
}

const mostInMemory = 512 * 2 ** 20;
const mostOnDisk = 8 * 2 ** 30;

/** Opens a conversation about one source. Throws nothing; what is asked may throw a Fault. */
export function openHttp(service: Service, network: Network, asking: { readonly id: string }): Conversation {
  const key = service.key && (network.env[service.key.variable]?.trim() || undefined);
  const hide = hiding(key);
  const base = network.baseOf(service);
  const gate = network.gateOf(service);
  const { clock } = network;

  async function exchange<T>(question: Question, extra: Extra, read: (sent: Sent) => Promise<T>): Promise<T> {
    if (service.key?.needed && key === undefined) throw needsKey(asking, service.title, service.key.variable);
    const url = addressOf(service, base, question);
    for (let attempt = 1; ; attempt++) {
      if (gate.givenUp) throw unreachable(asking, hide(url.href), gate.givenUp);
      try {
        const result = await gate.pass(() => once(url, question, extra, read));
        gate.answered();
        return result;
      } catch (error) {
        if (!(error instanceof Trouble)) throw error;
        const { again, after, healthy, broken } = error.about;
        if (!healthy) gate.failed(hide(error.message));
        if (!again || attempt === attempts) {
          const found = hide(error.message);
          throw broken
            ? oddAnswer(asking, hide(url.href), broken.expected, found)
            : unreachable(asking, hide(url.href), found);
        }
        if (after !== undefined) gate.close(after);
        await clock.wait(delayBefore(attempt, after, clock));
      }
    }
  }

  async function once<T>(url: URL, question: Question, extra: Extra, read: (sent: Sent) => Promise<T>): Promise<T> {
    const sent = await send(url, {
      method: question.json === undefined && question.form === undefined ? 'GET' : 'POST',
      headers: headersOf(question, extra.headers, network.env),
      ...bodyOf(question),
      hosts: hostsOf(service, base),
      limits: network.limits,
      dispatcher: network.dispatcher,
    });
    if (sent.status === question.tooMuch) {
      await sent.body.dump();
      throw new TooMuch(hide(url.href));
    }
    const trouble = troubleOf(sent.status, sent.headers, '', clock);
    if (trouble) {
      const said = await beginning(sent);
      throw said ? (troubleOf(sent.status, sent.headers, said, clock) ?? trouble) : trouble;
    }
    return read(sent);
  }

  async function incoming(question: Question, sent: Sent, most: number) {
    const encoding = sent.headers['content-encoding'] ?? '';
    const { head, whole } = await peek(decoded(sent.body, encoding, most));
    const odd = sniff(question.expects, sent.headers['content-type'] ?? '', head);
    if (odd) {
      sent.body.destroy();
      throw odd;
    }
    return { head, whole: wholeGzip(head, whole) };
  }

  return {
    service,
    asking,
    key,
    addressOf: (question) => hide(addressOf(service, base, question).href),
    ask: (question) =>
      exchange(question, {}, async (sent) => {
        const chunks: Buffer[] = [];
        const { whole } = await incoming(question, sent, mostInMemory);
        for await (const chunk of whole) chunks.push(chunk);
        const bytes = Buffer.concat(chunks);
        const url = hide(sent.url.href);
        if (/json/.test(question.expects)) mustNotComplain(service, bytes);
        return answerOf(asking, url, sent.headers, bytes, hide);
      }),
    download: (question, known, take) =>
      exchange(question, { headers: conditions(known) }, async (sent) => {
        if (sent.status === 304) {
          await sent.body.dump();
          return undefined;
        }
        const { whole } = await incoming(question, sent, mostOnDisk);
        const body = Readable.from(whole);
        return take({ url: hide(sent.url.href), headers: sent.headers, body });
      }),
    begin: (question, known) =>
      exchange(question, { headers: conditions(known) }, async (sent) => {
        if (sent.status === 304) {
          await sent.body.dump();
          return undefined;
        }
        const { head } = await incoming(question, sent, mostOnDisk);
        sent.body.destroy();
        return { headers: sent.headers, start: head };
      }),
  };
}

interface Extra {
  readonly headers?: Readonly<Record<string, string>>;
}

const conditions = ({ etag, modified }: Validators): Record<string, string> => ({
  ...(etag === undefined ? {} : { 'if-none-match': etag }),
  ...(modified === undefined ? {} : { 'if-modified-since': modified }),
});

function headersOf(question: Question, extra: Extra['headers'], env: NodeJS.ProcessEnv): Record<string, string> {
  const contact = env.WARDWISE_CONTACT?.replace(/[^\x20-\x7e]/g, '').trim();
  const type = question.json !== undefined ? 'application/json' : 'application/x-www-form-urlencoded';
  const asked = Object.entries(question.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    'user-agent': `wardwise (population needs assessment; ${contact || 'set WARDWISE_CONTACT to name yourself'})`,
    'accept-encoding': 'gzip, deflate, br',
    ...(question.json === undefined && question.form === undefined ? {} : { 'content-type': type }),
    ...Object.fromEntries(asked),
    ...extra,
  };
}

function bodyOf({ json, form }: Question): { readonly body?: string } {
  if (json !== undefined) return { body: JSON.stringify(json) };
  return form === undefined ? {} : { body: new URLSearchParams(form).toString() };
}

/** The first words of an answer that is a refusal, when they are words. */
async function beginning({ body, headers }: Sent): Promise<string> {
  try {
    const text = await body.text();
    if (/html/.test(headers['content-type'] ?? '') || text.trimStart().startsWith('<')) return '';
    return text.slice(0, 160).replace(/\s+/g, ' ').trim();
  } catch {
    return '';
  }
}

function mustNotComplain({ complaint = usualComplaint }: Service, bytes: Buffer): void {
  const found = complaint(parse(decodeText(bytes)));
  if (!found) return;
  const { says, again } = found;
  const broken = again ? {} : { broken: { expected: asBefore } };
  throw new Trouble(`the service says: ${says.slice(0, 200)}`, { again, healthy: true, ...broken });
}

/** What most services write who say with status 200 that they failed: an object with `error` at the top. */
const usualComplaint: NonNullable<Service['complaint']> = (json) => {
  const error = (json as { error?: unknown } | null)?.error;
  if (!error || Array.isArray(json)) return undefined;
  return { says: typeof error === 'string' ? error : JSON.stringify(error), again: true };
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Trouble('JSON that breaks off or is torn', { again: true });
  }
};

function answerOf(
  asking: { readonly id: string },
  url: string,
  headers: Readonly<Record<string, string>>,
  bytes: Buffer,
  hide: (text: string) => string,
): Answer {
  const text = () => decodeText(bytes);
  return {
    url,
    headers,
    body: Readable.from([bytes]),
    text: async () => text(),
    async json<T>(shape: ZodType<T>): Promise<T> {
      const parsed = shape.safeParse(parseOr(text(), asking, url));
      if (parsed.success) return parsed.data;
      throw oddAnswer(asking, url, 'an answer of the shape this version knows', hide(z.prettifyError(parsed.error)));
    },
  };
}

function parseOr(text: string, asking: { readonly id: string }, url: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw oddAnswer(asking, url, 'JSON', (error as Error).message);
  }
}
