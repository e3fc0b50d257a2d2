/** The switchboard: everything that can go wrong between a publisher and us, by name, with what it must end in. */
import { gzipSync } from 'node:zlib';
import type { Case, Reply, Table } from './case.js';
import { type Harm, sendWell } from './server.js';

export type End = 'loaded' | 'refused 10' | 'refused 11';

export interface NamedFault {
  readonly harm?: Harm;
  /** A change of what the publisher holds. */
  readonly change?: (table: Table, at: Case) => Table;
  /** Milliseconds after which to give an answer up, where that is what the fault is about. */
  readonly patience?: number;
  readonly ends: End;
}

/** Goes wrong for the first few requests only. */
const atFirst =
  (times: number, harm: Harm): Harm =>
  (reply, at) =>
    (at.turn <= times ? harm : sendWell)(reply, at);

const answer =
  (change: (reply: Reply) => Partial<Reply>): Harm =>
  (reply, at) =>
    sendWell({ ...reply, ...change(reply) }, at);

const status = (code: number, headers: Readonly<Record<string, string>> = {}): Harm =>
  answer(() => ({ status: code, type: 'text/plain', body: 'not now', headers }));

const page = '<!DOCTYPE html><html><head><title>Service unavailable</title></head><body>Sorry</body></html>';
const webPage = answer(() => ({ status: 200, type: 'text/html; charset=utf-8', body: page, headers: {} }));
const message = answer(() => ({
  type: 'application/json',
  body: '{"error":{"code":500,"message":"no"}}',
  headers: {},
}));

const bytesOf = ({ body }: Reply): Buffer => Buffer.from(body);

const slow: Harm = ({ status: code = 200, type, body, headers }, { response }) => {
  const bytes = Buffer.from(body);
  response.writeHead(code, { 'content-type': type, ...headers });
  const half = Math.floor(bytes.length / 2);
  response.write(bytes.subarray(0, half));
  setTimeout(() => response.end(bytes.subarray(half)), 60);
};

const silent: Harm = (reply, { response }) => {
  response.writeHead(200, { 'content-type': reply.type, ...reply.headers });
  response.write(bytesOf(reply).subarray(0, 40));
};

const reset: Harm = (_, { request }) => void request.socket.destroy();

const resetMidBody: Harm = (reply, { request, response }) => {
  const bytes = bytesOf(reply);
  response.writeHead(200, { 'content-type': reply.type, 'content-length': bytes.length, ...reply.headers });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)));
  setTimeout(() => request.socket.destroy(), 10);
};

/** The body is gzip and ends properly as far as HTTP goes, but lacks its end. */
const cutGzip: Harm = (reply, { response }) => {
  const packed = reply.headers?.['content-encoding'] === 'gzip' ? bytesOf(reply) : gzipSync(bytesOf(reply));
  response.writeHead(200, { 'content-type': reply.type, ...reply.headers, 'content-encoding': 'gzip' });
  response.end(packed.subarray(0, Math.floor(packed.length * 0.6)));
};

const redirect =
  (to: (path: string, host: string) => string): Harm =>
  (_, { request, response }) =>
    void response.writeHead(302, { location: to(request.url ?? '', request.headers.host ?? '') }).end();

/** A server whose clock is a year fast, and that says when to come back by its own clock. */
const wrongClock: Harm = (reply, at) => {
  const now = Date.now() + 365 * 86_400_000;
  const headers = { date: new Date(now).toUTCString(), 'retry-after': new Date(now + 2000).toUTCString() };
  sendWell({ ...reply, status: 429, headers }, at);
};

const column = (table: Table, name: string): number => table.columns.indexOf(name);
const withRows = (table: Table, rows: Table['rows']): Table => ({ ...table, rows });

const renamed = (table: Table, { figure }: Case): Table => ({
  ...table,
  columns: table.columns.map((name) => (name === figure ? `${name} (revised)` : name)),
});
const reordered = ({ columns, rows }: Table): Table => ({
  columns: [...columns].reverse(),
  rows: rows.map((row) => [...row].reverse()),
});
const added = ({ columns, rows }: Table): Table => ({
  columns: ['SOMETHING_NEW', ...columns],
  rows: rows.map((row) => ['new', ...row]),
});
const missing = (table: Table, { figure }: Case): Table => {
  const at = column(table, figure);
  const without = (row: readonly string[]) => row.filter((_, i) => i !== at);
  return { columns: without(table.columns), rows: table.rows.map(without) };
};
const newMark = (table: Table, { figure }: Case): Table => {
  const at = column(table, figure);
  return withRows(
    table,
    table.rows.map((row, n) => (n === 3 ? row.map((cell, i) => (i === at ? '[withheld]' : cell)) : row)),
  );
};
const twice = (table: Table): Table => withRows(table, [...table.rows, ...table.rows.slice(0, 5)]);
const half = (table: Table, { area }: Case): Table => {
  const at = column(table, area);
  const areas = [...new Set(table.rows.map((row) => row[at]))];
  const left = new Set(areas.slice(0, Math.floor(areas.length / 2) - 1));
  return withRows(
    table,
    table.rows.filter((row) => left.has(row[at])),
  );
};

export const faults: Readonly<Record<string, NamedFault>> = {
  none: { ends: 'loaded' },
  slow: { harm: slow, ends: 'loaded' },
  'silent once': { harm: atFirst(1, silent), patience: 150, ends: 'loaded' },
  'silent always': { harm: silent, patience: 100, ends: 'refused 10' },
  'reset once': { harm: atFirst(1, reset), ends: 'loaded' },
  'reset always': { harm: reset, ends: 'refused 10' },
  'reset mid-body once': { harm: atFirst(1, resetMidBody), ends: 'loaded' },
  'reset mid-body always': { harm: resetMidBody, ends: 'refused 10' },
  'gzip cut once': { harm: atFirst(1, cutGzip), ends: 'loaded' },
  'gzip cut always': { harm: cutGzip, ends: 'refused 10' },
  'web page once': { harm: atFirst(2, webPage), ends: 'loaded' },
  'web page always': { harm: webPage, ends: 'refused 10' },
  'error in JSON, 200': { harm: message, ends: 'refused 10' },
  'empty answer': { harm: answer(() => ({ body: '', headers: {} })), ends: 'refused 10' },
  '429, no word when': { harm: atFirst(2, status(429)), ends: 'loaded' },
  '429, in 3 s': { harm: atFirst(2, status(429, { 'retry-after': '3' })), ends: 'loaded' },
  '429, in an hour': { harm: status(429, { 'retry-after': '3600' }), ends: 'refused 10' },
  '429, wrong clock': { harm: atFirst(1, wrongClock), ends: 'loaded' },
  '503 once': { harm: atFirst(1, status(503)), ends: 'loaded' },
  '503 always': { harm: status(503), ends: 'refused 10' },
  '404': { harm: status(404), ends: 'refused 10' },
  'wrong type': { harm: answer(() => ({ type: 'application/pdf' })), ends: 'refused 11' },
  'other bytes': { harm: answer(() => ({ body: '%PDF-1.7 \u0000\u0001', headers: {} })), ends: 'refused 11' },
  'redirect away': { harm: redirect((path) => `https://elsewhere.example${path}`), ends: 'refused 10' },
  'redirect to http': { harm: redirect((path) => `http://elsewhere.example${path}`), ends: 'refused 10' },
  'redirect in circles': { harm: redirect((path, host) => `http://${host}${path}`), ends: 'refused 10' },
  'column renamed': { change: renamed, ends: 'refused 11' },
  'columns reordered': { change: reordered, ends: 'loaded' },
  'column added': { change: added, ends: 'loaded' },
  'column missing': { change: missing, ends: 'refused 11' },
  'new mark': { change: newMark, ends: 'refused 11' },
  'rows twice': { change: twice, ends: 'refused 11' },
  'half the areas': { change: half, ends: 'refused 11' },
};
