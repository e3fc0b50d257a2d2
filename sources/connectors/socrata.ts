/**
 * Socrata portals: a data set page by page. Rows leave out what is null, so the columns are asked for by name.
 * Shape: https://dev.socrata.com/docs/queries/ (SoQL, /resource/{id}.json).
 */
import { z } from 'zod';
import { notAllCame } from '../faults/answers.js';
import type { ByPages, Service } from './connector.js';
import { csvLine, readExactly } from './rows.js';

export interface SocrataDataset {
  /** Four letters or digits, a hyphen, four more: `abcd-1234`. */
  readonly dataset: string;
  /** The columns kept, by their API names, in this order. */
  readonly fields: readonly string[];
}

export const socrataService = (about: Pick<Service, 'id' | 'title' | 'base'>): Service => ({
  ...about,
  pace: { perSecond: 2, burst: 4, atOnce: 1 },
});

/** A data set as CSV, in the order of its own row ids. */
export const socrataTable = ({ dataset, fields }: SocrataDataset, service: Service): ByPages => ({
  service,
  keeps: 'csv',
  async *pages({ http, progress }) {
    const ask = (query: Readonly<Record<string, string | number>>) =>
      http.ask({ at: `resource/${dataset}.json`, query, expects: 'json' });
    const [counted] = await readExactly(http, await ask({ $select: 'count(*) as rows' }), counts);
    const total = Number(counted?.rows);
    yield csvLine(fields);
    for (let got = 0; got < total; ) {
      const answer = await ask({ $select: fields.join(','), $order: ':id', $limit: mostRows, $offset: got });
      const rows = await readExactly(http, answer, page);
      got += rows.length;
      if (rows.length === 0 || got > total) throw notAllCame({ asking: http.asking, url: answer.url }, total, got);
      progress(got, total);
      yield rows.map((row) => csvLine(fields.map((field) => row[field]))).join('');
    }
  },
});

/** Servers of version 2.0 give no more at a time. */
const mostRows = 50_000;

const counts = z.array(z.object({ rows: z.string() })).length(1);
const page = z.array(z.record(z.string(), z.unknown()));
