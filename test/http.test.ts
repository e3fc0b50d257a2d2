/** The rules of every conversation: pace, retries, time, redirects, keys, what an answer must look like. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Service } from '../sources/connectors/connector.js';
import { hiding } from '../sources/http/address.js';
import type { Clock } from '../sources/http/clock.js';
import { Gate } from '../sources/http/gate.js';
import { type NetworkOptions, openNetwork } from '../sources/http/network.js';
import { openHttp } from '../sources/http/open.js';
import { retryAfter } from '../sources/http/retry.js';
import { sniff } from '../sources/http/sniff.js';
import { fastClock } from './replica/server.js';
import { faultOf } from './support/workspace.js';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
});
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const pace = { perSecond: 100, burst: 100, atOnce: 100 };
const serviceAt = (base: string, more: Partial<Service> = {}): Service => ({
  id: 'x',
  title: 'X',
  base,
  pace,
  ...more,
});
const talk = (service: Service, options: NetworkOptions = {}) =>
  openHttp(service, openNetwork({ clock: fastClock, env: {}, ...options }), { id: 'some_source' });
const json: RequestListener = (_, response) => response.setHeader('content-type', 'application/json').end('{"n":1}');

/** A clock that stands still unless somebody waits. */
function handClock() {
  let now = 0;
  const clock: Clock = {
    now: () => now,
    wait: async (ms) => {
      now += ms;
    },
    random: () => 0.5,
  };
  return clock;
}

describe('pace', () => {
  it.each([
    [10, 1, 11, 1000],
    [10, 5, 11, 600],
    [15, 30, 30, 0],
    [15, 30, 45, 1000],
  ])('%d a second, %d at once before that: %d requests take %d ms', async (perSecond, burst, n, ms) => {
    const clock = handClock();
    const gate = new Gate('host', { perSecond, burst, atOnce: 1 }, clock, () => {});
    for (let i = 0; i < n; i++) await gate.pass(async () => {});
    expect(clock.now()).toBeCloseTo(ms, 6);
  });

  it('no more are open at a time than the service allows', async () => {
    let [open, most] = [0, 0];
    const base = await serve((request, response) => {
      most = Math.max(most, ++open);
      setTimeout(() => {
        open--;
        json(request, response);
      }, 10);
    });
    const http = talk(serviceAt(base, { pace: { ...pace, atOnce: 3 } }));
    await Promise.all(Array.from({ length: 12 }, () => http.ask({ at: '', expects: 'json' })));
    expect(most).toBe(3);
  });

  it('a host that fails again and again is left alone, and that is said once', async () => {
    let asked = 0;
    const base = await serve((_, response) => {
      asked++;
      response.writeHead(503).end();
    });
    const notes: string[] = [];
    const network = openNetwork({ clock: fastClock, env: {}, note: (says) => notes.push(says) });
    const faults = [];
    for (const id of ['a', 'b', 'c']) {
      faults.push(await faultOf(() => openHttp(serviceAt(base), network, { id }).ask({ at: '', expects: 'json' })));
    }
    expect(asked).toBe(6);
    expect(notes).toEqual([expect.stringContaining('failed 6 times in a row and is left alone')]);
    expect(faults.map((f) => f.exit)).toEqual([10, 10, 10]);
    expect(faults[2]?.render()).toContain('failed 6 times in a row (the server answered 503)');
  });
});

describe('Retry-After', () => {
  const date = 'Wed, 21 Oct 2026 07:28:00 GMT';
  it.each([
    ['seconds', { 'retry-after': '120' }, 120_000],
    ['nothing', {}, undefined],
    ['nonsense', { 'retry-after': 'soon' }, undefined],
    ['a date, by the server’s own clock', { 'retry-after': 'Wed, 21 Oct 2026 07:28:30 GMT', date }, 30_000],
    ['a date gone by', { 'retry-after': date, date: 'Wed, 21 Oct 2026 07:29:00 GMT' }, 0],
    ['a date, without the server’s clock', { 'retry-after': 'Thu, 01 Jan 1970 00:00:05 GMT' }, 5000],
  ])('%s', (_what, headers, ms) => expect(retryAfter(headers, handClock())).toBe(ms));

  it('is waited for by everybody who asks that host', async () => {
    const clock = handClock();
    let asked = 0;
    const base = await serve((request, response) => {
      if (asked++ === 0) response.writeHead(429, { 'retry-after': '60' }).end();
      else json(request, response);
    });
    await talk(serviceAt(base), { clock }).ask({ at: '', expects: 'json' });
    expect(clock.now()).toBeGreaterThanOrEqual(60_000);
    expect(clock.now()).toBeLessThan(61_000);
  });
});

describe('redirects', () => {
  it('are followed to declared hosts, which are not told secrets', async () => {
    const told: (string | undefined)[] = [];
    const other = await serve((request, response) => {
      told.push(request.headers.apikey as string | undefined);
      json(request, response);
    });
    const base = await serve((request, response) => {
      told.push(request.headers.apikey as string | undefined);
      response.writeHead(302, { location: `${other}/there` }).end();
    });
    const question = { at: 'here', expects: 'json', headers: { APIKey: 's3cret' } } as const;
    const answer = await talk(serviceAt(base, { hosts: [new URL(other).host] })).ask(question);
    expect(answer.url).toBe(`${other}/there`);
    expect(told).toEqual(['s3cret', undefined]);
    const fault = await faultOf(() => talk(serviceAt(base)).ask(question));
    expect([fault.exit, fault.render()]).toEqual([10, expect.stringContaining('not a host of this service')]);
    expect(told).toHaveLength(3);
  });

  it('an address that is not https is not asked, unless it is this machine', async () => {
    const fault = await faultOf(() => talk(serviceAt('http://example.invalid/')).ask({ at: '', expects: 'json' }));
    expect([fault.exit, fault.render()]).toEqual([10, expect.stringContaining('which is not https')]);
  });
});

describe('keys', () => {
  it('are taken out of every text, whatever they are made of', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 6, maxLength: 40 }).filter((key) => key.trim() === key),
        (key) => {
          const url = new URL('https://example.org/a?x=1');
          url.searchParams.set('uid', key);
          url.searchParams.set('y', '2');
          const shown = hiding(key)(`${url.href} and ${key} and ${encodeURIComponent(key)}`);
          const plain = hiding(key)('https://example.org/a?x=1&y=2 and');
          return !shown.includes(key) || plain.includes(key);
        },
      ),
    );
    expect(hiding('k1')('https://e.org/?a=1&uid=k1&b=2')).toBe('https://e.org/?a=1&b=2');
    expect(hiding('k1')('https://e.org/?uid=k1')).toBe('https://e.org/');
    expect(hiding(undefined)('https://e.org/?uid=k1')).toBe('https://e.org/?uid=k1');
  });

  it('one that is needed and not there is asked for before anybody is', async () => {
    const key = { variable: 'WARDWISE_X_KEY', needed: true };
    const fault = await faultOf(() =>
      talk(serviceAt('https://example.invalid/', { key })).ask({ at: '', expects: 'json' }),
    );
    expect([fault.exit, fault.render()]).toEqual([10, expect.stringContaining('environment variable WARDWISE_X_KEY')]);
  });
});

describe('what is sent', () => {
  let seen: { method?: string | undefined; agent?: string | undefined; body: string; type?: string | undefined }[];
  let base: string;
  beforeEach(async () => {
    seen = [];
    base = await serve(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const { 'user-agent': agent, 'content-type': type } = request.headers;
      seen.push({ method: request.method, agent, body, type });
      json(request, response);
    });
  });

  it('says who asks, without what could break a header', async () => {
    await talk(serviceAt(base), { env: { WARDWISE_CONTACT: 'data@council.example\r\nX: y' } }).ask({
      at: '',
      expects: 'json',
    });
    expect(seen[0]?.agent).toBe('wardwise (population needs assessment; data@council.exampleX: y)');
  });

  it('JSON and forms are posted', async () => {
    const http = talk(serviceAt(base));
    await http.ask({ at: 'a', expects: 'json', json: { q: 1 } });
    await http.ask({ at: 'a', expects: 'json', form: { where: '1=1' } });
    expect(seen.map(({ method, type, body }) => [method, type, body])).toEqual([
      ['POST', 'application/json', '{"q":1}'],
      ['POST', 'application/x-www-form-urlencoded', 'where=1%3D1'],
    ]);
  });

  it('goes by the proxy of the environment, but never to this machine', async () => {
    const connected: string[] = [];
    const proxy = await serve(() => {});
    servers.at(-1)?.on('connect', (request, socket) => {
      connected.push(request.url ?? '');
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    const env = { HTTPS_PROXY: proxy, HTTP_PROXY: proxy };
    await talk(serviceAt(base), { env }).ask({ at: '', expects: 'json' });
    expect(connected).toEqual([]);
    await faultOf(() => talk(serviceAt('https://example.invalid/'), { env }).ask({ at: '', expects: 'json' }));
    expect(connected).toContain('example.invalid:443');
  });

  it('a service stands where the settings put it, whole addresses behind its base too', async () => {
    const service = serviceAt('https://example.invalid/api/');
    const http = talk(service, { endpoints: { x: `${base}/proxy/` } });
    await http.ask({ at: 'one', expects: 'json', query: { a: 'b c', none: undefined } });
    const answer = await http.ask({ at: 'https://example.invalid/api/two', expects: 'json' });
    expect(answer.url).toBe(`${base}/proxy/two`);
    expect(http.addressOf({ at: '/one', expects: 'json', query: { a: 'b c' } })).toBe(`${base}/proxy/one?a=b+c`);
  });
});

describe('answers', () => {
  it.each([
    ['csv', 'text/csv', 'a,b\n', true],
    ['csv', '', 'a,b\n', true],
    ['csv', 'application/octet-stream', '\uFEFFa,b\n', true],
    ['csv', 'text/html', 'a,b\n', false],
    ['csv', 'text/csv', '<html>', false],
    ['csv', 'text/csv', '<?xml version="1.0"?><error/>', false],
    ['csv', 'text/csv', '{"error":1}', false],
    ['csv', 'image/png', 'a,b\n', false],
    ['csv', 'text/csv', '', false],
    ['json', 'text/plain;charset=utf-8', ' {"a":1}', true],
    ['json', 'application/problem+json', '[]', true],
    ['json', 'application/json', 'a,b\n', false],
    ['geojson', 'application/geo+json', '{}', true],
    ['zip', 'application/x-zip-compressed', 'PK\u0003\u0004', true],
    ['zip', 'application/zip', 'Not found', false],
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'PK\u0003\u0004', true],
    ['ods', 'application/vnd.oasis.opendocument.spreadsheet', 'PK\u0003\u0004', true],
    ['ods', 'application/vnd.oasis.opendocument.spreadsheet', '<html>', false],
  ] as const)('%s as %s, beginning %j: %s', (kind, type, start, good) => {
    expect(sniff(kind, type, Buffer.from(start)) === undefined).toBe(good);
  });

  it('JSON of another shape, or torn, is a broken contract', async () => {
    const base = await serve(json);
    const answer = await talk(serviceAt(base)).ask({ at: '', expects: 'json' });
    expect(await answer.json(z.object({ n: z.number() }))).toEqual({ n: 1 });
    const fault = await faultOf(() => answer.json(z.object({ m: z.number() })));
    expect([fault.exit, fault.render()]).toEqual([11, expect.stringMatching(/found .*expected number.* at m/)]);
  });
});
