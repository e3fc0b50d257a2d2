/**
 * How far families of several authorities would travel to one joint group: from the middle of each ward, in a straight line,
 * to the place of the programme that is nearest to all of them together. Nobody's own way is known or used.
 *
 *     mean = Σ families · distance / Σ families        the place is the one with the least mean over all authorities
 */

import type { Engine } from '../engine/engine.js';
import { type Row, toRows } from '../engine/engine.js';
import type { Place } from '../pathways/distance.js';

export const groupTravelTypes = {
  level: 'text',
  programme: 'text',
  authority: 'text',
  service_id: 'text',
  km: 'number',
  km_most: 'number',
  middle: 'text',
} as const;

/** The middle of a ward, and whether it is of its people or of its outline. */
export interface Middle {
  readonly ward: string;
  readonly place: Place;
  readonly middle: 'people' | 'outline';
}

interface Placed {
  readonly service_id: string;
  readonly place: Place;
}

/** A row for each programme with a place, and each authority (all of them together: no code); none for a single authority. */
export async function groupTravelRows(
  engine: Engine,
  places: readonly Placed[],
  middles: readonly Middle[],
): Promise<Row[]> {
  const services = toRows(await engine.query('select service_id, level, name from local_services order by service_id'));
  const wards = toRows(
    await engine.query(`
    select a.area as ward, a.authority, coalesce(f.families, 1) as families from assessed as a
    left join family as f on f.area_level = 'ward' and f.area = a.area
    where a.area_level = 'ward' order by a.area`),
  );
  const authorities = [...new Set(wards.map(({ authority }) => String(authority)))];
  if (authorities.length < 2) return [];
  const at = new Map(middles.map((one) => [one.ward, one]));
  const homes = wards.flatMap(({ ward, authority, families }) => {
    const found = at.get(String(ward));
    return found ? [{ authority: String(authority), families: Number(families), ...found }] : [];
  });
  const named = new Map<string, Row[]>();
  for (const service of services) {
    const key = JSON.stringify([service.level, service.name]);
    named.set(key, [...(named.get(key) ?? []), service]);
  }
  return [...named.values()].flatMap((run): Row[] => {
    const [first] = run;
    const open = places.filter(({ service_id }) => run.some((one) => one.service_id === service_id));
    const ways = open.map(({ service_id, place }) => ({ service_id, all: wayOf(homes, place) }));
    const best = ways.sort((a, b) => a.all.km - b.all.km || (a.service_id < b.service_id ? -1 : 1))[0];
    const venue = open.find(({ service_id }) => service_id === best?.service_id);
    if (!first || !best || !venue || homes.length === 0) return [];
    return ['', ...authorities].map((authority) => ({
      level: first.level ?? null,
      programme: first.name ?? null,
      authority,
      service_id: venue.service_id,
      ...wayOf(
        homes.filter((home) => authority === '' || home.authority === authority),
        venue.place,
      ),
      middle: homes.some(({ middle }) => middle === 'people') ? 'people' : 'outline',
    }));
  });
}

/** Kilometres, by families on average, and from the furthest ward. */
function wayOf(homes: readonly { readonly place: Place; readonly families: number }[], to: Place) {
  const ways = homes.map(({ place, families }) => ({
    km: Math.hypot(place[0] - to[0], place[1] - to[1]) / 1000,
    families,
  }));
  const families = ways.reduce((sum, way) => sum + way.families, 0);
  return {
    km: ways.reduce((sum, way) => sum + way.km * way.families, 0) / families,
    km_most: Math.max(...ways.map(({ km }) => km)),
  };
}
