/**
 * Who lives where. One hidden surface of deprivation, and a few that belong to age, family, origin and the coast, move
 * every statistic of the demo, so that indicators go together as they do in life, and not perfectly.
 */
import { distance, type Place, seaward } from './land.js';
import { bell, stream, surface } from './random.js';
import { clamp, lift, shareOut, square, standardised } from './share.js';
import { towns } from './territory.js';
import { type DemoLsoa, townliness, type World } from './world.js';

/** What lies behind an LSOA's figures; each has mean 0 and standard deviation 1 over the country. */
export interface Forces {
  readonly poverty: number;
  readonly town: number;
  readonly coast: number;
  readonly youth: number;
  readonly diversity: number;
  readonly strain: number;
}

export interface Community extends DemoLsoa {
  readonly forces: Forces;
  readonly households: number;
  readonly residents: number;
  /** Residents in the census's six age bands. */
  readonly ages: readonly number[];
}

/** Poorer zones of the demo borough: about the docks, the mill town up the valley, a faded resort down the coast. */
const poorZones: readonly (Place & { reach: number; depth: number })[] = [
  { x: 15200, y: -3300, reach: 1900, depth: 2.4 },
  { x: 9300, y: -5600, reach: 1600, depth: 2 },
  { x: 16000, y: -11300, reach: 2000, depth: 1.9 },
];

const near = (place: Place, middle: Place, reach: number): number =>
  1 / (1 + square(square(distance(place, middle) / reach)));

function measureForces(places: readonly Place[]): Forces[] {
  const random = stream('forces');
  const [uplands, quarters, campuses, ties] = ['uplands', 'quarters', 'campuses', 'ties'].map((name) =>
    surface(name, 4200),
  );
  const hill = (of: typeof uplands, { x, y }: Place) => of?.(x, y) ?? 0;
  const seats = towns.slice(1).flat();
  const town = standardised(places.map(townliness));
  const poverty = standardised(
    places.map((place) => {
      const zones = poorZones.reduce((sum, zone) => sum + zone.depth * near(place, zone, zone.reach), 0);
      const elsewhere = seats.reduce((sum, seat) => sum + near(place, seat, 2400), 0);
      return 0.5 * townliness(place) + zones + 0.9 * elsewhere + 1.2 * hill(uplands, place) + 0.38 * bell(random);
    }),
  );
  const of = (f: (place: Place, poverty: number, town: number) => number) =>
    standardised(places.map((place, i) => f(place, poverty[i] ?? 0, town[i] ?? 0)));
  const coast = of((place) => Math.max(0, Math.min(1, (seaward(place) - 0.55) / 0.4)) + 0.1 * bell(random));
  const youth = of((place, _, t) => 0.5 * t + hill(campuses, place) + 0.45 * bell(random));
  const diversity = of((place, p, t) => 0.6 * t + 0.35 * p + 1.1 * hill(quarters, place) + 0.4 * bell(random));
  const strain = of((place, p) => 0.72 * p + 1.5 * hill(ties, place) + 0.4 * bell(random));
  return places.map((_, i) => ({
    poverty: poverty[i] ?? 0,
    town: town[i] ?? 0,
    coast: coast[i] ?? 0,
    youth: youth[i] ?? 0,
    diversity: diversity[i] ?? 0,
    strain: strain[i] ?? 0,
  }));
}

/** Every LSOA with its hidden forces, its households and its people. */
export function settlePeople({ lsoas }: World): Community[] {
  const forces = measureForces(lsoas.map(({ middle }) => middle));
  const random = stream('people');
  return lsoas.flatMap((lsoa, i) => {
    const own = forces[i];
    if (!own) return [];
    const { poverty, town, coast, youth, diversity } = own;
    const households = clamp(690 + 62 * bell(random) + 18 * town, 520, 890);
    const perHome = 2.36 + 0.13 * diversity - 0.09 * coast + 0.08 * bell(random);
    const residents = clamp(households * perHome, 1200, 2390);
    const ages = shareOut(residents, [
      18.5 * lift(0.13 * poverty + 0.1 * diversity - 0.1 * coast),
      10.5 * lift(0.28 * youth + 0.08 * town),
      13.5 * lift(0.16 * youth + 0.12 * town),
      19.5,
      19.5 * lift(0.06 * coast - 0.06 * youth),
      18.5 * lift(0.24 * coast - 0.22 * youth - 0.14 * diversity - 0.1 * poverty),
    ]);
    return [{ ...lsoa, forces: own, households, residents, ages }];
  });
}
