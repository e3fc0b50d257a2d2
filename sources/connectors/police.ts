/** police.uk: a zip archive of every month that is still offered, newest first, named after its newest month. */
import { z } from 'zod';
import type { ByFile, Http, Service } from './connector.js';

export const police: Service = {
  id: 'police',
  title: 'police.uk',
  base: 'https://data.police.uk/',
  // Fifteen requests a second, thirty at once before that holds (data.police.uk/docs/api-call-limits).
  pace: { perSecond: 15, burst: 30, atOnce: 4 },
};

const month = z.string().regex(/^[0-9]{4}-[0-9]{2}$/);

/** The months that street-level crimes are offered for, newest first. Throws a Fault when the answer is not such a list. */
export async function monthsOffered(http: Http): Promise<string[]> {
  const answer = await http.ask({ at: 'api/crimes-street-dates', expects: 'json' });
  const offered = await answer.json(z.array(z.object({ date: month })).min(1));
  return offered
    .map(({ date }) => date)
    .sort()
    .reverse();
}

/** The whole archive of the newest month: a file for each force and month of the three years before it. */
export const policeArchive: ByFile = {
  service: police,
  newest: async (http) => {
    const [newest = ''] = await monthsOffered(http);
    return { id: newest, period: `up to ${newest}`, published: '' };
  },
  file: async ({ release }) => ({ at: `data/archive/${release.id}.zip`, expects: 'zip' }),
};
