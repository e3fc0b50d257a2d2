/**
 * Open Referral UK: every service of a directory, page by page and then one by one, since pages hold no more than a
 * service's own fields. What is kept is what is read of each: contacts and telephones never reach the store.
 * Shape: https://github.com/OpenReferralUK/uk-profile (schema/openapi.json: /services, /services/{id}).
 */
import { z } from 'zod';
import { notAllCame } from '../faults/answers.js';
import { oddAnswer } from '../faults/network.js';
import { referralService } from '../formats/open-referral.js';
import type { ByPages, Http } from './connector.js';

const page = z.object({
  total_items: z.int().nonnegative(),
  total_pages: z.int().nonnegative(),
  contents: z.array(z.object({ id: z.string().min(1) })),
});

const perPage = 100;
const atOnce = 4;

/** The services of the directory whose feed stands at an address, with or without `/services` at its end. */
export function openReferralFeed(url: string): ByPages {
  const { origin, pathname, host } = new URL(url);
  const base = `${origin}${pathname.replace(/\/+$/, '').replace(/\/services$/, '')}`;
  return {
    service: {
      id: 'open_referral',
      title: `Directory of services at ${host}`,
      base,
      pace: { perSecond: 8, burst: 8, atOnce },
    },
    keeps: 'json',
    async *pages({ http, progress }) {
      const ids = await allIds(http);
      yield '{"contents":[\n';
      for (let at = 0; at < ids.length; at += atOnce) {
        const some = await Promise.all(ids.slice(at, at + atOnce).map((id) => one(http, id)));
        progress(at + some.length, ids.length);
        yield `${some.map((service, i) => `${at + i > 0 ? ',\n' : ''}${JSON.stringify(service)}`).join('')}`;
      }
      yield '\n]}\n';
    },
  };
}

/** The names of all services, each once, in their order. */
async function allIds(http: Http): Promise<string[]> {
  const ids = new Set<string>();
  for (let number = 1; ; number++) {
    const answer = await http.ask({ at: 'services', query: { page: number, per_page: perPage }, expects: 'json' });
    const { total_items, total_pages, contents } = await answer.json(page);
    const before = ids.size;
    for (const { id } of contents) ids.add(id);
    const isNew = ids.size - before === contents.length && contents.length > 0;
    if (number < total_pages && isNew) continue;
    if (ids.size !== total_items) throw notAllCame({ asking: http.asking, url: answer.url }, total_items, ids.size);
    return [...ids].sort();
  }
}

async function one(http: Http, id: string) {
  const answer = await http.ask({ at: `services/${encodeURIComponent(id)}`, expects: 'json' });
  const service = await answer.json(referralService);
  if (service.id === id) return service;
  throw oddAnswer(http.asking, answer.url, `the service ${id}`, `the service ${service.id}`);
}
