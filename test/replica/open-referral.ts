/** Open Referral UK: pages with a service's own fields only, then each service whole, whoever it names included. */

import { serviceOf } from '../../sources/formats/open-referral.js';
import { servicesFrom } from '../../sources/local/services.js';
import { type Case, madeUpAreas, objectsOf } from './case.js';

const base = 'https://directory.example.invalid/o/v3';
const source = { ...servicesFrom(`${base}/services`), id: 'replica_open_referral' };
const perPage = 10;

export const openReferralCase: Case = {
  name: 'open referral',
  service: { ...source.via!.service, id: 'open_referral' },
  source,
  table: {
    columns: ['service', 'level', 'places'],
    rows: madeUpAreas('S', 24).map((id, i) => [id, 'universal', String(10 + i)]),
  },
  area: 'service',
  figure: 'places',
  // A service may be without places; and a service listed twice is found out before the contract. Both, for what a
  // service must have, are in test/open-referral.test.ts.
  without: ['column renamed', 'column missing', 'rows twice'],
  answer({ path, query }, table) {
    const type = 'application/json';
    const services = objectsOf(table).map((row) => ({
      ...serviceOf(
        {
          service_id: row.service ?? '',
          organisation: 'Hubs',
          name: `Service ${row.service}`,
          level: row.level ?? null,
          covers: 'all',
          capacity_per_year: row.places ?? null,
        },
        'Nowhere',
      ),
      contacts: [{ id: 'c', name: 'Ann Persona' }],
    }));
    if (path === 'services') {
      const page = Number(query.get('page') ?? 1);
      const contents = services
        .slice((page - 1) * perPage, page * perPage)
        .map(({ id, name, status }) => ({ id, name, status }));
      const about = {
        total_items: services.length,
        total_pages: Math.ceil(services.length / perPage),
        page_number: page,
      };
      return { type, body: JSON.stringify({ ...about, contents }) };
    }
    const found = services.find(({ id }) => path === `services/${id}`);
    return found && { type, body: JSON.stringify(found) };
  },
};
