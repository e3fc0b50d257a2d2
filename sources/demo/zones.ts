/** The areas that the made-up borough's family hubs work in: each ward goes to the hub that is nearest. */
import { distance, type Place } from './land.js';
import { csv } from './table.js';
import type { DemoLsoa, DemoWard } from './world.js';

interface Hub extends Place {
  readonly zone: string;
  readonly name: string;
}

const hubs: readonly Hub[] = [
  { zone: 'FH1', name: 'Harbour family hub', x: 15400, y: -2400 },
  { zone: 'FH2', name: 'Mill Valley family hub', x: 9100, y: -5900 },
  { zone: 'FH3', name: 'South Strand family hub', x: 16300, y: -10500 },
  { zone: 'FH4', name: 'Dale family hub', x: 9800, y: 1600 },
  { zone: 'FH5', name: 'East Shore family hub', x: 21900, y: -2300 },
];

const nearest = (place: Place): Hub | undefined =>
  hubs.reduce<Hub | undefined>(
    (best, hub) => (best && distance(best, place) <= distance(hub, place) ? best : hub),
    undefined,
  );

/** Wards whose small areas lie about half-way between two hubs; the others go to one as a whole. */
const cut = new Set(['Druckleworth', 'Istlethwaite']);

/** One row a ward, or a small area of a ward that hubs share. */
export function zonesFile(wards: readonly DemoWard[], lsoas: readonly DemoLsoa[]): Uint8Array {
  const areas: readonly (DemoWard | DemoLsoa)[] = wards.flatMap((ward): (DemoWard | DemoLsoa)[] =>
    cut.has(ward.name) ? lsoas.filter((lsoa) => lsoa.ward === ward) : [ward],
  );
  return csv([
    ['area', 'zone', 'zone_name'],
    ...areas.map(({ code, middle }) => {
      const hub = nearest(middle);
      return [code, hub?.zone ?? '', hub?.name ?? ''];
    }),
  ]);
}
