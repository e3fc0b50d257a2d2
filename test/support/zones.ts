/** The made-up wards in three zones: the last ward of the first is shared with the second, and one ward is in none. */
import type { MartRow } from '../../models/marts.js';
import type { Rows } from './marts.js';

type ZoneRows = Pick<Rows, 'mart_zone' | 'mart_zone_domain' | 'mart_zone_ward'>;

/** `ranges` are the ranks each zone could take. */
export function zoneRows(
  index: readonly MartRow<'mart_index'>[],
  ranges: readonly (readonly [number, number])[] = [
    [1, 2],
    [1, 2],
    [3, 3],
  ],
): ZoneRows {
  const about = ['North', 'Middle', 'South'].map((name, i) => ({
    zone: `Z${i + 1}`,
    name: `${name} family hub`,
    place: i,
  }));
  const third = Math.ceil((index.length - 1) / 3);
  const home = index.map((_, i) => about[Math.floor((i - 1) / third)]);
  const shared = index[third]?.ward;
  return {
    mart_zone: about.map(({ zone, name, place }) => ({
      zone,
      name,
      authority: 'X06000001',
      authority_name: 'Merrowshire',
      wards: third,
      wards_in_part: place < 2 ? 1 : 0,
      residents: 80_000 - 9000 * place,
      score: 0.6 - 0.5 * place,
      rank: place + 1,
      of: 3,
      rank_low: ranges[place]?.[0] ?? null,
      rank_high: ranges[place]?.[1] ?? null,
      draws: 10_000,
      reason: null,
    })),
    mart_zone_domain: about.map(({ zone, name, place }) => ({
      zone,
      zone_name: name,
      domain: 'money',
      domain_title: 'Family money',
      position: 1,
      weight: 1,
      score: 0.6 - 0.5 * place,
      rank: place + 1,
    })),
    mart_zone_ward: index.flatMap(({ ward, ward_name, authority }, i) => {
      const own = home[i];
      const held = (zone: (typeof about)[number], share: number) => ({
        zone: zone.zone,
        zone_name: zone.name,
        ward,
        ward_name,
        authority,
        share,
      });
      if (i === 0 || own === undefined) return [];
      const [, second] = about;
      return ward === shared && second ? [held(own, 0.7), held(second, 0.3)] : [held(own, 1)];
    }),
  };
}
