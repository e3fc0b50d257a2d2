/** Publishers' services on loopback: a real HTTP server that answers in each connector's shapes, well or badly. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../sources/http/clock.js';
import { type Network, type NetworkOptions, openNetwork } from '../../sources/http/network.js';
import type { Asked, Case, Reply, Table } from './case.js';

/** How a reply goes wrong on its way. `turn` counts this service's requests since the fault was set, from 1. */
export type Harm = (reply: Reply, at: { turn: number; request: IncomingMessage; response: ServerResponse }) => void;

export interface Replica {
  /** Where each service stands, as settings would say it. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Method and address of every request since the last reset, and the headers that came with it. */
  readonly seen: readonly { readonly line: string; readonly headers: IncomingMessage['headers'] }[];
  /** Sets a fault on the way and a change of what the publisher holds; none of either unless given. */
  set(fault: { harm?: Harm | undefined; change?: ((table: Table) => Table) | undefined }): void;
  /** A network that finds the services here and hardly waits. */
  network(env?: Readonly<Record<string, string>>, limits?: NetworkOptions['limits']): Network;
  close(): Promise<void>;
}

const faster = 2000;
/** A clock on which a second takes half a millisecond. */
export const fastClock: Clock = {
  now: () => performance.now() * faster,
  wait: async (ms) => {
    await sleep(ms / faster);
  },
  random: () => 0.5,
};

/** Time enough for an answer on loopback, and no more. */
const limits = { connect: 2000, silence: 2000, total: 3000 };

export async function openReplica(cases: readonly Case[]): Promise<Replica> {
  let turn = 0;
  let fault: Parameters<Replica['set']>[0] = {};
  let seen: Replica['seen'][number][] = [];
  const server = createServer(async (request, response) => {
    turn++;
    const url = new URL(request.url ?? '', `http://${request.headers.host}`);
    seen.push({ line: `${request.method} ${request.url}`, headers: request.headers });
    const [, id = '', ...rest] = url.pathname.split('/');
    const found = cases.find((c) => c.service.id === decodeURIComponent(id));
    const body = await textOf(request);
    const asked: Asked = {
      method: request.method ?? 'GET',
      path: decodeURIComponent(rest.join('/')),
      query: url.searchParams,
      headers: request.headers,
      body,
      base: `${url.origin}/${id}`,
    };
    const reply = found?.answer(asked, (fault.change ?? same)(found.table)) ?? notThere;
    (fault.harm ?? sendWell)(reply, { turn, request, response });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const endpoints = Object.fromEntries(cases.map(({ service }) => [service.id, `${base}/${service.id}/`]));
  return {
    endpoints,
    get seen() {
      return seen;
    },
    set(next) {
      fault = next;
      turn = 0;
      seen = [];
    },
    network: (env = {}, tighter = {}) =>
      openNetwork({ endpoints, env, clock: fastClock, limits: { ...limits, ...tighter } }),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

const same = (table: Table): Table => table;
const notThere: Reply = { status: 404, type: 'text/plain', body: 'There is nothing here.' };

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

/** Sends a reply as it should be. */
export const sendWell: Harm = ({ status = 200, type, body, headers }, { request, response }) => {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body), ...headers });
  response.end(request.method === 'HEAD' ? undefined : body);
};
