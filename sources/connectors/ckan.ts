/**
 * CKAN portals, as many councils have them: a resource of the DataStore, page by page.
 * Shape: https://docs.ckan.org/en/latest/maintaining/datastore.html (datastore_search).
 */
import { z } from 'zod';
import { noSuchTable, notAllCame } from '../faults/answers.js';
import { unreachable } from '../faults/network.js';
import type { Answer, ByPages, Http, Service } from './connector.js';
import { csvLine, readExactly } from './rows.js';

/** A portal's resource, by the id in its address. */
export interface CkanResource {
  readonly resource: string;
  /** Where a person finds it. */
  readonly look: string;
}

export const ckanService = (about: Pick<Service, 'id' | 'title' | 'base'>): Service => ({
  ...about,
  pace: { perSecond: 2, burst: 4, atOnce: 1 },
});

/** A resource as CSV, in the order of its own row numbers, which are not kept. */
export const ckanTable = ({ resource, look }: CkanResource, service: Service): ByPages => ({
  service,
  keeps: 'csv',
  async *pages({ http, progress }) {
    for (let got = 0, total = 1; got < total; ) {
      const answer = await http.ask({
        at: 'api/3/action/datastore_search',
        query: { resource_id: resource, limit: mostRows, offset: got, sort: '_id' },
        expects: 'json',
      });
      const {
        fields,
        records,
        total: all,
      } = resultOf(http, answer, await readExactly(http, answer, shape), resource, look);
      const names = fields.map((field) => field.id).filter((id) => id !== '_id');
      if (got === 0) yield csvLine(names);
      got += records.length;
      total = Number(all);
      if (got > total || (records.length === 0 && got < total))
        throw notAllCame({ asking: http.asking, url: answer.url }, total, got);
      progress(got, total);
      yield records.map((record) => csvLine(names.map((name) => record[name]))).join('');
    }
  },
});

/** What a portal gives at most at a time, unless it is set up otherwise: fewer may come. */
const mostRows = 32_000;

const result = z.object({
  fields: z.array(z.object({ id: z.string() })),
  records: z.array(z.record(z.string(), z.unknown())),
  total: z.string(),
});
const shape = z.object({
  success: z.boolean(),
  result: result.optional(),
  error: z.record(z.string(), z.unknown()).optional(),
});

function resultOf(
  { asking }: Http,
  { url }: Answer,
  { success, result: given, error = {} }: z.infer<typeof shape>,
  resource: string,
  look: string,
): z.infer<typeof result> {
  if (success && given) return given;
  const said = Object.entries(error)
    .filter(([key]) => !key.startsWith('__'))
    .map(([key, value]) => `${key}: ${[value].flat().join(', ')}`)
    .join('; ');
  throw /not found/i.test(said)
    ? noSuchTable({ asking, url }, resource, said, look)
    : unreachable(asking, url, said || 'no result');
}
