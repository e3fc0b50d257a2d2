/** A file at a plain address, packed on the way, with an ETag: what most of the web does. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Service } from '../../sources/connectors/connector.js';
import { atAddress } from '../../sources/connectors/file.js';
import { defineSource, OGL } from '../../sources/define.js';
import { type Case, csvOf, madeUpAreas } from './case.js';

const via = atAddress('https://files.example.invalid/births.csv', 'csv');
const service: Service = { ...via.service, id: 'files' };

export const fileCase: Case = {
  name: 'file',
  service,
  source: defineSource({
    id: 'replica_file',
    gives: 'observations',
    title: 'Births of a made-up country, from a plain address',
    publisher: 'Nobody',
    licence: OGL,
    page: 'https://example.invalid/',
    cadence: 'never',
    areaType: 'lsoa21',
    covers: 'nowhere',
    disclosure: 'none needed',
    releases: [{ id: '2024', period: '2024', published: '2025-06-01' }],
    via: { ...via, service },
    tables: [
      {
        columns: { area: { heading: 'Code', type: 'code' }, n: { heading: 'Births', type: 'whole' } },
        marks: { '[c]': 'withheld' },
        key: ['area'],
      },
    ],
    measures: { births: { title: 'Births', kind: 'count', of: 'n' } },
  }),
  table: {
    columns: ['Code', 'Births'],
    rows: madeUpAreas('E01', 500).map((area, i) => [area, i % 50 === 0 ? '[c]' : String((i * 13) % 70)]),
  },
  area: 'Code',
  figure: 'Births',
  answer({ path, headers }, table) {
    if (path !== 'births.csv') return undefined;
    const text = csvOf(table);
    const etag = `"${createHash('sha256').update(text).digest('hex').slice(0, 16)}"`;
    if (headers['if-none-match'] === etag) return { status: 304, type: 'text/csv', body: '', headers: { etag } };
    const zipped = /gzip/.test(String(headers['accept-encoding'] ?? ''));
    return {
      type: 'text/csv; charset=utf-8',
      body: zipped ? gzipSync(text) : text,
      headers: { etag, vary: 'accept-encoding', ...(zipped ? { 'content-encoding': 'gzip' } : {}) },
    };
  },
};
