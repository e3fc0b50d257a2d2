/** One request over the wire: the only code that touches a network. */
import { Agent, type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
import { isLoopback, isSafe } from './address.js';
import { Trouble } from './retry.js';

/** How long things may take, in milliseconds. */
export interface TimeLimits {
  readonly connect: number;
  /** Until the headers are there, and between two pieces of the body. */
  readonly silence: number;
  readonly total: number;
}

export interface Sending {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly hosts: ReadonlySet<string>;
  readonly limits: TimeLimits;
  readonly dispatcher: (url: URL) => Dispatcher;
}

export interface Sent {
  readonly status: number;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Dispatcher.ResponseData['body'];
}

/** Connections, through the proxy of the environment where one is named; never for this very machine. */
export function openDispatcher(limits: TimeLimits, env: NodeJS.ProcessEnv): (url: URL) => Dispatcher {
  const options = { connect: { timeout: limits.connect } };
  const direct = new Agent(options);
  const proxies = {
    httpProxy: env.http_proxy ?? env.HTTP_PROXY ?? '',
    httpsProxy: env.https_proxy ?? env.HTTPS_PROXY ?? '',
    noProxy: env.no_proxy ?? env.NO_PROXY ?? '',
  };
  if (!proxies.httpProxy && !proxies.httpsProxy) return () => direct;
  const proxied = new EnvHttpProxyAgent({ ...options, ...proxies });
  return (url) => (isLoopback(url) ? direct : proxied);
}

const mostRedirects = 5;

/** Sends a request and follows redirects, to declared hosts only. Throws Trouble when there is no answer. */
export async function send(first: URL, sending: Sending): Promise<Sent> {
  let url = first;
  let { method, body, headers } = sending;
  const signal = AbortSignal.timeout(sending.limits.total);
  for (let hop = 0; hop <= mostRedirects; hop++) {
    mustBeAllowed(url, sending.hosts, hop > 0);
    const response = await attempt(
      url,
      { ...sending, method, headers, ...(body === undefined ? {} : { body }) },
      signal,
    );
    const { location } = response.headers;
    if (![301, 302, 303, 307, 308].includes(response.status) || location === undefined) return response;
    await response.body.dump();
    const next = new URL(location, url);
    if (next.host !== url.host) headers = withoutSecrets(headers);
    if (response.status === 303 || (response.status < 303 && method === 'POST')) {
      method = 'GET';
      body = undefined;
    }
    url = next;
  }
  throw new Trouble(`more than ${mostRedirects} redirects`, { again: false, healthy: true });
}

/** What may be told to another host than the one that was asked. */
const withoutSecrets = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => /^(accept|accept-encoding|user-agent)$/.test(name)));

function mustBeAllowed(url: URL, hosts: ReadonlySet<string>, redirected: boolean): void {
  if (isSafe(url) && hosts.has(url.host)) return;
  const where = `${url.protocol}//${url.host}`;
  const why = isSafe(url) ? 'which is not a host of this service' : 'which is not https';
  throw new Trouble(`${redirected ? 'a redirect to' : 'an address on'} ${where}, ${why}`, {
    again: false,
    healthy: true,
  });
}

async function attempt(url: URL, sending: Sending, signal: AbortSignal): Promise<Sent> {
  try {
    const response = await request(url, {
      method: sending.method,
      headers: sending.headers,
      body: sending.body ?? null,
      dispatcher: sending.dispatcher(url),
      headersTimeout: sending.limits.silence,
      bodyTimeout: sending.limits.silence,
      signal,
    });
    const headers = Object.entries(response.headers).map(([name, value]) => [name, [value].flat().join(', ')]);
    return { status: response.statusCode, url, headers: Object.fromEntries(headers), body: response.body };
  } catch (error) {
    throw new Trouble(signal.aborted ? 'no answer in time' : whyNot(error), { again: true });
  }
}

function whyNot(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return message || code || 'no answer';
}
